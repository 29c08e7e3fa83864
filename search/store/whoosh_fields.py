"""The fields of the Whoosh index beside the arrays, said without whoosh: one row a field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

FOLDER: Final = "whoosh"

WORD: Final = r"(?<![^\W_])(?:(?<![^\W\d_]:)[^\W_]+|[^\W_]{5,})"
"""What is a plain word of ours is one for Whoosh's analysis too: letters and digits in a row, but
no ending after a colon (*EU:s* is *eu*)."""


class Indexed(Enum):
    """How a query finds the value of a field."""

    NOT = "not"
    WHOLE = "whole"
    WORDS = "words"
    """By its words in lower case, which have positions: phrases work."""
    STEMS = "stems"
    """By the Swedish stems of its words, which have frequencies and no positions."""


@dataclass(frozen=True, slots=True)
class WhooshField:
    """A field of a record; a *stored* one comes back with a hit."""

    name: str
    indexed: Indexed
    stored: bool


WHOOSH_FIELDS: Final[tuple[WhooshField, ...]] = (
    WhooshField("id", Indexed.WHOLE, stored=True),
    WhooshField("title", Indexed.STEMS, stored=True),
    WhooshField("kind", Indexed.WHOLE, stored=True),
    WhooshField("heading", Indexed.NOT, stored=True),
    WhooshField("section", Indexed.NOT, stored=True),
    WhooshField("words", Indexed.WORDS, stored=False),
    WhooshField("stems", Indexed.STEMS, stored=False),
)
"""*id* and *title* are the document's, *kind* and *heading* (as written) the section's, whose
number in its document is *section*: -1 is the title, -2 the facts. A title is indexed with the
record of the title alone, so that it is found once."""
