"""The words that answer a word of a query, named and not listed: by spelling, by stem or by prefix.

Above the engine nobody knows which words are indexed or how they are numbered. What a query means
is said with these small values; the engine finds the words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NewType

Stem = NewType("Stem", int)
"""What names a conflation key: its 64-bit hash, the same in every index and on every machine."""


class Reason(StrEnum):
    """Why a form answers a word. The values stand in JSON."""

    WRITTEN = "exakt"
    INFLECTED = "böjning"
    COMPOUND = "sammansättning"
    SYNONYM = "synonym"
    SPELLING = "stavning"
    PREFIX = "prefix"
    PHRASE = "fras"


REASONS: Final = tuple(Reason)
"""Reasons by number, as arrays hold them."""


class Mode(StrEnum):
    """How a word is matched."""

    RELATED = ""
    """With all its relatives: inflections, compounds, other accents."""
    EXACT = "exact"
    PREFIX = "prefix"
    INFLECTED = "inflected"
    """Inflections, no compounds."""
    FUZZY = "fuzzy"
    """Relatives and misspellings."""
    CODE = "code"
    """As written: a number or a code is not to be taken for another word."""
    OPEN = "open"
    """Whatever looks like it."""
    PART = "part"
    """A part of a compound: all words that have it."""
    WHOLE = "whole"
    """A word that is no compound, as `PART` for what stands beside those."""


@dataclass(frozen=True, slots=True)
class Written:
    """The word as it is spelled, lower case."""

    word: str


@dataclass(frozen=True, slots=True)
class Inflections:
    """All words with this stem."""

    stem: Stem


@dataclass(frozen=True, slots=True)
class Compounds:
    """All compounds that have a word of this stem as a part; the part is what is marked."""

    stem: Stem


@dataclass(frozen=True, slots=True)
class BeginningWith:
    """All words that begin so, lower case."""

    prefix: str


WordSet = Written | Inflections | Compounds | BeginningWith


@dataclass(frozen=True, slots=True)
class Forms:
    """Words that answer a word of a query, with how much each counts, in (0, 1], and why."""

    words: WordSet
    weight: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query, with the words that answer it.

    *key* tells terms apart: equal keys mean equal terms within one generation. *label* is the word
    as typed. A word that stands in several *forms* counts by the heaviest of them, by the first of
    equals.
    """

    key: str
    label: str = field(compare=False)
    mode: Mode = field(compare=False)
    forms: tuple[Forms, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class TermWords:
    """How many indexed words answer a term, and an opaque key that terms with the same words
    share.
    """

    size: int
    key: bytes


@dataclass(frozen=True, slots=True)
class IndexedWord:
    """A word of the index, its stem, and in how many records it stands."""

    word: str
    stem: Stem
    records: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """An indexed word spelled nearly as another: *distance* counts keystrokes."""

    word: str
    distance: int
    records: int


@dataclass(frozen=True, slots=True)
class Lookalike:
    """An indexed word that shares letter grams with another: *likeness* is Dice's coefficient."""

    word: str
    likeness: float
