"""What is said of an answer: why a project was found."""

from __future__ import annotations

from search.results import WordMatch
from wording.catalogue import gettext as _


def explained_word_text(match: WordMatch) -> str:
    """The word of the query that was answered; of a compound that was not, that it was in part."""
    if match.is_part:
        return _("del av {word}").format(word=match.word)
    return match.word
