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
