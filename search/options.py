"""How a search is to be made: one value from the page, the command and scripts to the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypedDict

from corpus.facts import SORT_ORDERS
from search.errors import BadValueError, OneOf, WholeNumber

LARGEST_LIMIT: Final = 1_000
LARGEST_OFFSET: Final = 10**9
MOST_PASSAGES: Final = 20
MOST_SHOWING_HITS: Final = 100
"""The first so many hits of an answer show passages, marks and why they were found."""
MOST_PASSAGES_IN_ALL: Final = 500
"""What the passages of all hits are bound to: where each shows 20, the first 25 do."""


class Match(StrEnum):
    """How much of a query a project must meet."""

    AUTO = "auto"
    """All of it; where few do, those that meet some of it follow."""
    ALL = "all"
    ANY = "any"


class OptionValues(TypedDict, total=False):
    """The fields of `SearchOptions` as keyword arguments."""

    sections: Sequence[str]
    filters: Mapping[str, Sequence[str]]
    match: str
    sort: str
    limit: int
    offset: int
    passages: int
    facets: bool
    explain: bool
    synonyms: bool


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How a search is to be made.

    *sections* bound the whole query to sections of these kinds; *filters* map names to accepted
    values or ranges. *sort* is one of `SORT_ORDERS`. *passages* is the most that a hit shows.
    Raises BadValueError for a value that does not exist.
    """

    sections: Sequence[str] = ()
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    match: str = Match.AUTO
    sort: str = "relevance"
    limit: int = 10
    offset: int = 0
    passages: int = 3
    facets: bool = True
    explain: bool = False
    synonyms: bool = True

    def __post_init__(self) -> None:
        _check_choice("match", self.match, tuple(Match))
        _check_choice("sort", self.sort, SORT_ORDERS)
        check_range("limit", self.limit, LARGEST_LIMIT)
        check_range("offset", self.offset, LARGEST_OFFSET)
        check_range("passages", self.passages, MOST_PASSAGES)

    @property
    def showing_hits(self) -> int:
        """How many hits of the answer may show passages, marks and why they were found.

        >>> SearchOptions().showing_hits, SearchOptions(passages=20).showing_hits
        (100, 25)
        """
        passages_each = max(self.passages, 1)
        return min(MOST_SHOWING_HITS, MOST_PASSAGES_IN_ALL // passages_each)


def _check_choice(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise BadValueError(name, value, OneOf(tuple(known)))


def check_range(name: str, value: int, largest: int) -> None:
    """Raise BadValueError unless *value* is a whole number from 0 to *largest*."""
    if (
        isinstance(value, bool)
        or not isinstance(value, int)
        or not 0 <= value <= largest
    ):
        raise BadValueError(name, value, WholeNumber(0, largest))
