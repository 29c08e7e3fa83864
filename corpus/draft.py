"""What a reader makes of a file before it becomes a `Document`: sections, facts and what was left
out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A text under one heading as written; *kind* is None where the lexicon is to decide."""

    heading: str
    text: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value as written; several values where the source has a list."""

    label: str
    values: tuple[str, ...]

    @property
    def value(self) -> str:
        """All values in one line."""
        return ", ".join(self.values)


@dataclass(frozen=True, slots=True)
class Removal:
    """Text that is no content, with the name of the rule that says so."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as read, nothing typed and nothing masked.

    Every word of the source is in *title*, *sections*, *facts* or *removals*: the last are no part
    of the document, and are there so that what a reader leaves out can be told and tested. *id* is
    the document's own where its source gives it one, else empty.
    """

    title: str = ""
    sections: tuple[DraftSection, ...] = ()
    facts: tuple[Fact, ...] = ()
    removals: tuple[Removal, ...] = ()
    id: str = ""
