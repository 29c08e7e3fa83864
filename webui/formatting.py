"""Numbers on a page: as elsewhere, with spaces that no line break parts."""

from __future__ import annotations

from typing import Final

from corpus.model import Metadata
from wording.catalogue import ngettext
from wording.numbers import number_text
from wording.project_facts import brief_texts

NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"


def format_number(number: int) -> str:
    """*number* in groups of three digits."""
    return number_text(number, NO_BREAK_SPACE)


def brief_facts(metadata: Metadata) -> tuple[str, ...]:
    """The values that stand under the title of a hit."""
    return brief_texts(metadata, NO_BREAK_SPACE)


def projects_text(count: int) -> str:
    """*count* projects: 1 projekt, 1 200 projekt."""
    return ngettext("{count} projekt", "{count} projekt", count).format(
        count=format_number(count)
    )
