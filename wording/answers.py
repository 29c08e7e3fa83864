"""Answers as people are told them: the texts beside the data of a search, why a project was
found.
"""

from __future__ import annotations

from typing import Any

from search.results import Page, WordMatch
from search.serialising import page_as_json
from wording.catalogue import gettext as _
from wording.queries import notice_text, reading_text


def answer_as_json(page: Page) -> dict[str, Any]:
    """*page* with how the query was read and what the reader should know, in the reader's language:
    the same from the command and from the API.
    """
    return {
        "query": page.query,
        "interpretation": reading_text(page.reading),
        "notices": [notice_text(notice) for notice in page.notices],
        **page_as_json(page),
    }


def explained_word_text(match: WordMatch) -> str:
    """The word of the query that was answered; of a compound that was not, that it was in part."""
    if match.is_part:
        return _("del av {word}").format(word=match.word)
    return match.word
