"""Documents as records: one for the title, one for the project's facts, one for each section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from corpus.fact_values import names_in
from corpus.facts import FACT_TABLE
from corpus.kinds import FACTS, TITLE
from corpus.kinds import KINDS as KIND_TABLE
from corpus.model import Document

KINDS: Final[tuple[str, ...]] = tuple(KIND_TABLE)
"""What a record can be. A record's kind is stored as its index in this tuple."""


def kind_name(kind: str) -> str:
    """What a kind of record is called where people read it."""
    return KIND_TABLE[kind].title


TITLE_SECTION: Final = -1
FACTS_SECTION: Final = -2


@dataclass(frozen=True, slots=True)
class Record:
    """A unit of indexed text. *section* is its index in `Document.sections`, or one of the two
    negative constants.
    """

    kind: str
    section: int
    heading: str
    text: str


def records_of(document: Document) -> Iterator[Record]:
    """The records of *document* in the order a reader meets them."""
    yield Record(TITLE, TITLE_SECTION, "", document.title)
    facts = _facts(document)
    if facts:
        yield Record(FACTS, FACTS_SECTION, kind_name(FACTS), facts)
    for number, section in enumerate(document.sections):
        yield Record(section.kind, number, section.heading, section.text)


def _facts(document: Document) -> str:
    """Who runs the project and where, a line each, without labels: names a person types without
    thinking of fields. What a section of its own lists is not said twice.
    """
    section_kinds = {section.kind for section in document.sections}
    lines = [
        ", ".join(names_in(document.metadata, fact))
        for fact in FACT_TABLE
        if fact.searchable and fact.listed_in not in section_kinds
    ]
    return "\n".join(line for line in lines if line)
