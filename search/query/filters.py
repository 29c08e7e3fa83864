"""Conditions on metadata: reading them from what a person writes, and what it means to meet one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from corpus.model import Metadata
from search.errors import BadValueError, ValueForm
from search.query.fields import FILTER_NAMES, FILTER_WORDS, canonical_filter_name, canonical_section
from search.query.ranges import AMOUNTS, PERIODS, YEARS, Scale
from search.query.signs import DOUBLE_QUOTES, LETTER, clean
from search.query.tree import Filter, Or

__all__ = [
    "FILTER_NAMES",
    "RANGE_FILTERS",
    "canonical_filter_name",
    "canonical_section",
    "comparable",
    "filter_tree",
    "matches",
    "parse_filter",
]

RANGE_FILTERS: Final = ("year", "period", "grant", "budget")
"""The filters that take a range; all others take names."""

_SCALES: Final[Mapping[str, Scale[int] | Scale[date]]] = {
    "year": YEARS,
    "period": PERIODS,
    "grant": AMOUNTS,
    "budget": AMOUNTS,
}
_UNQUOTED: Final = str.maketrans(dict.fromkeys(DOUBLE_QUOTES, " "))
_PROGRAMME: Final = re.compile(r"(?:programområde )?([0-9]+)\b ?(.*)")


def parse_filter(name: str, values: Sequence[str]) -> Filter:
    """The filter called *name* in Swedish or English; names are kept as written, without quotes and
    extra blanks.

    `UnknownFilterError` for the name; `BadValueError` for a value that cannot be read, for none,
    and for several values of a range: those are `filter_tree`'s.
    """
    canonical = canonical_filter_name(name)
    cleaned = tuple(
        dict.fromkeys(" ".join(clean(value).translate(_UNQUOTED).split()) for value in values)
    )
    if canonical not in RANGE_FILTERS:
        return _name_filter(canonical, cleaned)
    expected = _SCALES[canonical].form
    if len(cleaned) != 1:
        raise BadValueError(FILTER_WORDS[canonical], ", ".join(cleaned), expected)
    try:
        low, high = _SCALES[canonical].read(cleaned[0])
    except ValueError:
        raise BadValueError(FILTER_WORDS[canonical], cleaned[0], expected) from None
    return Filter(canonical, low=low, high=high)


def _name_filter(name: str, values: tuple[str, ...]) -> Filter:
    for value in values or ("",):
        if not re.search(LETTER, value):
            raise BadValueError(FILTER_WORDS[name], value, ValueForm.NAME)
    return Filter(name, values)


def filter_tree(name: str, values: Sequence[str]) -> Filter | Or:
    """A filter that any of *values* meets: several years, periods or amounts become filters joined
    by Or.
    """
    canonical = canonical_filter_name(name)
    if canonical not in RANGE_FILTERS or len(values) < 2:
        return parse_filter(name, values)
    ranges = tuple(dict.fromkeys(parse_filter(name, [value]) for value in values))
    return ranges[0] if len(ranges) == 1 else Or(ranges)


def comparable(text: str) -> str:
    """*text* as names are compared: without case, quotes and extra blanks."""
    return " ".join(clean(text).translate(_UNQUOTED).casefold().split())


def matches(condition: Filter, metadata: Metadata) -> bool:
    """Whether a project meets *condition*; what is not stated meets nothing.

    A project with only one date has begun and ended on that day.
    """
    match condition.name:
        case "municipality":
            return any(
                _same(wanted, name)
                for wanted in condition.values
                for name in metadata.municipalities
            )
        case "region":
            return any(_same(wanted, metadata.region) for wanted in condition.values)
        case "phase":
            return any(_same(wanted, metadata.phase) for wanted in condition.values)
        case "programme":
            return any(_same_programme(wanted, metadata.programme) for wanted in condition.values)
        case "owner":
            return any(_words_in(wanted, metadata.owner) for wanted in condition.values)
        case _:
            return _in_range(condition, metadata)


def _in_range(condition: Filter, metadata: Metadata) -> bool:
    start, end = metadata.start or metadata.end, metadata.end or metadata.start
    match condition.name:
        case "year":
            return (
                start is not None and end is not None and _overlap(start.year, end.year, condition)
            )
        case "period":
            return start is not None and end is not None and _overlap(start, end, condition)
        case "grant":
            return metadata.grant_sek is not None and _overlap(
                metadata.grant_sek, metadata.grant_sek, condition
            )
        case _:
            return metadata.budget_sek is not None and _overlap(
                metadata.budget_sek, metadata.budget_sek, condition
            )


def _overlap(first: int | date, last: int | date, condition: Filter) -> bool:
    """Whether [first, last] and the range of *condition*, which is of the same type, share a
    value.
    """
    low, high = condition.low, condition.high
    return (low is None or low <= last) and (high is None or first <= high)  # type: ignore[operator]


def _same(wanted: str, name: str | None) -> bool:
    return name is not None and comparable(wanted) == comparable(name)


def _same_programme(wanted: str, name: str | None) -> bool:
    """Whether both name one programme: in full, by its number, or by what follows the number."""
    if name is None:
        return False
    asked, known = comparable(wanted), comparable(name)
    parts = _PROGRAMME.fullmatch(known)
    return asked == known or (
        parts is not None and asked in (parts[1], f"programområde {parts[1]}", parts[2])
    )


def _words_in(wanted: str, name: str | None) -> bool:
    """Whether all words of *wanted* are words of *name*."""
    return name is not None and _name_words(wanted) <= _name_words(name)


def _name_words(text: str) -> set[str]:
    return set(re.findall(rf"{LETTER}+", comparable(text)))
