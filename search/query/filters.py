"""Conditions on facts: reading them from what a person writes, and what it means to meet one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from corpus.fact_values import amount_in, names_in, period_in
from corpus.facts import FILTERS, Comparison, FactKind, FactType
from corpus.model import Metadata
from search.errors import BadValueError, ValueForm
from search.query.fields import canonical_filter_name
from search.query.ranges import AMOUNTS, PERIODS, YEARS, Scale
from search.query.signs import DOUBLE_QUOTES, LETTER, clean
from search.query.tree import Filter

Span = tuple[int, int] | tuple[date, date]

_UNQUOTED: Final = str.maketrans(dict.fromkeys(DOUBLE_QUOTES, " "))
_LETTER: Final = re.compile(LETTER)
_WORD: Final = re.compile(f"{LETTER}+")
_NUMBERED_PROGRAMME: Final = re.compile(
    r"(?:programområde )?(?P<number>[0-9]+)\b ?(?P<subject>.*)"
)


def read_filters(name: str, values: Sequence[str]) -> tuple[Filter, ...]:
    """The conditions of which a project must meet one, for the filter called *name* in Swedish or
    English: one on all the names, or one for each year, period or amount.

    `UnknownFilterError` for the name; `BadValueError` for a value that cannot be read and for no
    value at all.
    """
    fact = FILTERS[canonical_filter_name(name)]
    cleaned = tuple(dict.fromkeys(map(_tidy, values)))
    if not fact.is_range:
        return (_name_filter(fact, cleaned),)
    conditions = [_range_filter(fact, value) for value in cleaned or ("",)]
    return tuple(dict.fromkeys(conditions))


def as_list(values: Sequence[str]) -> Sequence[str]:
    """*values*, a single string as a list of one."""
    return [values] if isinstance(values, str) else values


def filter_groups(
    filters: Mapping[str, Sequence[str]],
) -> tuple[tuple[Filter, ...], ...]:
    """The conditions of names and values as typed: a project meets one of each group.

    A single string counts as a list of one. `UnknownFilterError`, `BadValueError` as above.
    """
    named: dict[str, list[str]] = {}
    for name, values in filters.items():
        named.setdefault(canonical_filter_name(name), []).extend(
            as_list(values)
        )
    return tuple(
        read_filters(name, values) for name, values in named.items() if values
    )


def _tidy(value: str) -> str:
    """*value* without quotes and extra blanks."""
    return " ".join(clean(value).translate(_UNQUOTED).split())


def _name_filter(fact: FactKind, names: tuple[str, ...]) -> Filter:
    for name in names or ("",):
        if not _LETTER.search(name):
            raise BadValueError(fact.word, name, ValueForm.NAME)
    return Filter(fact.name, names)


def _range_filter(fact: FactKind, value: str) -> Filter:
    scale = _SCALES[fact.name]
    try:
        low, high = scale.read(value)
    except ValueError:
        raise BadValueError(fact.word, value, scale.form) from None
    return Filter(fact.name, low=low, high=high)


def matches(condition: Filter, metadata: Metadata) -> bool:
    """Whether a project meets *condition*; what is not stated meets nothing.

    A project with only one date has begun and ended on that day.
    """
    fact = FILTERS[condition.name]
    if fact.is_range:
        span = _SPANS[fact.name](metadata, fact)
        return span is not None and _overlap(span, condition)
    names_match = _NAME_COMPARISONS[fact.name]
    stated = list(map(_comparable, names_in(metadata, fact)))
    accepted = list(map(_comparable, condition.values))
    return any(
        names_match(value, name) for value in accepted for name in stated
    )


def _comparable(text: str) -> str:
    """*text* as names are compared: without case, quotes and extra blanks."""
    return _tidy(text).casefold()


def _overlap(span: Span, condition: Filter) -> bool:
    """Whether *span* and the range of *condition*, which is of the same type, share a value."""
    first, last = span
    begins_too_late = condition.high is not None and first > condition.high  # type: ignore[operator]
    ends_too_early = condition.low is not None and last < condition.low  # type: ignore[operator]
    return not begins_too_late and not ends_too_early


def _amount_span(metadata: Metadata, fact: FactKind) -> Span | None:
    amount = amount_in(metadata, fact)
    if amount is None:
        return None
    return amount, amount


def _period_span(metadata: Metadata, fact: FactKind) -> Span | None:
    return period_in(metadata, fact.attributes)


def _year_span(metadata: Metadata, fact: FactKind) -> Span | None:
    period = period_in(metadata, fact.attributes)
    if period is None:
        return None
    first, last = period
    return first.year, last.year


def _same_programme(value: str, name: str) -> bool:
    """Whether both name one programme: in full, by its number, or by what follows the number."""
    if value == name:
        return True
    numbered = _NUMBERED_PROGRAMME.fullmatch(name)
    if numbered is None:
        return False
    number, subject = numbered["number"], numbered["subject"]
    return value in (number, f"programområde {number}", subject)


def _words_in(value: str, name: str) -> bool:
    """Whether all words of *value* are words of *name*."""
    return set(_WORD.findall(value)) <= set(_WORD.findall(name))


# A filter of a type or a comparison that is missing here fails at import, not at a query.
_SCALES_BY_TYPE: Final[Mapping[FactType, Scale[int] | Scale[date]]] = {
    FactType.YEAR: YEARS,
    FactType.PERIOD: PERIODS,
    FactType.AMOUNT: AMOUNTS,
}
_SPANS_BY_TYPE: Final[
    Mapping[FactType, Callable[[Metadata, FactKind], Span | None]]
] = {
    FactType.YEAR: _year_span,
    FactType.PERIOD: _period_span,
    FactType.AMOUNT: _amount_span,
}
_NAMES_MATCH: Final[Mapping[Comparison | None, Callable[[str, str], bool]]] = {
    Comparison.SAME: str.__eq__,
    Comparison.PROGRAMME: _same_programme,
    Comparison.WORDS: _words_in,
}
_RANGE_FILTERS: Final = {
    name: fact for name, fact in FILTERS.items() if fact.is_range
}
_SCALES: Final = {
    name: _SCALES_BY_TYPE[fact.type] for name, fact in _RANGE_FILTERS.items()
}
_SPANS: Final = {
    name: _SPANS_BY_TYPE[fact.type] for name, fact in _RANGE_FILTERS.items()
}
_NAME_COMPARISONS: Final = {
    name: _NAMES_MATCH[fact.comparison]
    for name, fact in FILTERS.items()
    if not fact.is_range
}
