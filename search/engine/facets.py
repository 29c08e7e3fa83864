"""Filters, facet counts and sort orders, answered from the columns of facts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from corpus.facts import FACET_NAMES, FACTS, FactKind, FactType
from corpus.model import Metadata
from search.query.filters import matches
from search.query.signs import without_marks
from search.query.tree import Filter
from search.store.arrays import (
    BoolArray,
    IntArray,
    LongArray,
    gather_slices,
    offsets,
)
from search.store.fact_columns import NAME_FACTS, VALUES_FILE, ColumnArrays

_CACHED_FILTERS: Final = 256


class Columns:
    """Answers filters, facet counts and sort orders from the columns of a generation."""

    def __init__(self, folder: Path) -> None:
        self._arrays = ColumnArrays.load(folder)
        self._values: Mapping[str, list[str]] = json.loads(
            (folder / VALUES_FILE).read_text("utf-8")
        )
        self.projects = self._arrays.projects
        self.mask = lru_cache(_CACHED_FILTERS)(self._mask)
        self._years = {
            name: _years(*self._arrays.period(fact))
            for name, fact in FACTS.items()
            if fact.type is FactType.YEAR
        }
        # The codes of all facts as one numbering, so that one pass counts them all.
        sizes = np.array([len(self._values[fact.name]) for fact in NAME_FACTS])
        self._first_codes = offsets(sizes)
        self._all_codes = self._arrays.name_codes + np.repeat(
            self._first_codes[:-1], np.diff(self._arrays.name_entries)
        )

    def values(self, facet: str) -> Sequence[str]:
        """The distinct values of a fact of `NAME_FACTS`, in Swedish order."""
        return self._values[facet]

    def value_counts(self, facet: str) -> Sequence[int]:
        """How many projects have each of `values(facet)`."""
        codes, _ = self._arrays.names(FACTS[facet])
        counts: list[int] = np.bincount(
            codes, minlength=len(self._values[facet])
        ).tolist()
        return counts

    def _mask(self, condition: Filter) -> BoolArray:
        """(projects,) whether each project meets *condition*; kept, and not to be changed."""
        fact = FACTS[condition.name]
        match fact.type:
            case FactType.YEAR:
                return _overlaps(
                    *self._years[fact.name], condition.low, condition.high
                )
            case FactType.PERIOD:
                low, high = _ordinal(condition.low), _ordinal(condition.high)
                return _overlaps(*self._arrays.period(fact), low, high)
            case FactType.AMOUNT:
                amounts = self._arrays.amount(fact)
                return _overlaps(
                    amounts, amounts, condition.low, condition.high
                )
            case _:
                return self._name_mask(condition)

    def facets(self, mask: BoolArray) -> dict[str, list[tuple[str, int]]]:
        """For every facet but "section", the values of the projects in *mask* with their counts."""
        codes = self._all_codes[mask[self._arrays.name_projects]]
        counts = np.bincount(codes, minlength=self._first_codes[-1])
        counted: dict[str, list[tuple[str, int]]] = {
            name: _year_counts(mask, *years)
            for name, years in self._years.items()
        }
        for row, fact in enumerate(NAME_FACTS):
            own = counts[self._first_codes[row] : self._first_codes[row + 1]]
            counted[fact.name] = _most_common(self._values[fact.name], own)
        return {name: counted[name] for name in FACET_NAMES}

    def order(self, sort: str) -> LongArray:
        """(projects,) a key to sort by, ascending, for an order other than relevance; unknown dates
        and amounts last.
        """
        if sort == "title":
            return self._arrays.title_ranks.astype(np.int64)
        fact = next(fact for fact in FACTS.values() if sort in fact.sorts)
        values = self._sorted_values(fact).astype(np.int64)
        if sort == fact.sorts[0]:
            return -values
        return np.where(values < 0, np.iinfo(np.int64).max, values)

    def _sorted_values(self, fact: FactKind) -> IntArray | LongArray:
        if fact.type is FactType.AMOUNT:
            return self._arrays.amount(fact)
        first_days, _ = self._arrays.period(fact)
        return first_days

    def _name_mask(self, condition: Filter) -> BoolArray:
        values = self._values[condition.name]
        accepted = _accepted(condition, values)
        if not accepted.any():  # typed without å, ä, ö
            bare = replace(
                condition, values=tuple(map(without_marks, condition.values))
            )
            accepted = _accepted(
                bare, [without_marks(value) for value in values]
            )
        mask = np.zeros(self.projects, np.bool_)
        codes, projects = self._arrays.names(FACTS[condition.name])
        if len(codes):
            mask[projects[accepted[codes]]] = True
        return mask


def _most_common(
    values: Sequence[str], counts: LongArray
) -> list[tuple[str, int]]:
    """The *values* that are counted at all, the most common first; equals in their order."""
    counted = np.flatnonzero(counts)
    ranked = counted[np.argsort(-counts[counted], kind="stable")]
    rows = zip(ranked.tolist(), counts[ranked].tolist(), strict=True)
    return [(values[code], count) for code, count in rows]


def _ordinal(day: int | date | None) -> int | None:
    """The proleptic ordinal of a day, None for no bound."""
    return day.toordinal() if isinstance(day, date) else None


def _years(
    first_days: IntArray, last_days: IntArray
) -> tuple[IntArray, IntArray]:
    """The years of the first days and of the last, -1 where they are not known."""

    return _years_of(first_days), _years_of(last_days)


def _years_of(days: IntArray) -> IntArray:
    """The year of each of *days*, proleptic ordinals; -1 where a day is not known."""
    distinct, places = np.unique(days, return_inverse=True)
    years = [
        date.fromordinal(day).year if day > 0 else -1
        for day in distinct.tolist()
    ]
    return np.array(years, np.int32)[places]


def _year_counts(
    mask: BoolArray, first_years: IntArray, last_years: IntArray
) -> list[tuple[str, int]]:
    known = mask & (first_years > 0) & (last_years >= first_years)
    if not known.any():
        return []
    first, last = (
        first_years[known].astype(np.int64),
        last_years[known].astype(np.int64),
    )
    years = gather_slices(first, last + 1)
    counts = np.bincount(years)
    return [
        (str(year), int(counts[year])) for year in np.flatnonzero(counts)[::-1]
    ]


def _accepted(condition: Filter, values: Sequence[str]) -> BoolArray:
    return np.array(
        [
            matches(condition, _metadata_with(condition.name, value))
            for value in values
        ],
        np.bool_,
    )


def _metadata_with(facet: str, value: str) -> Metadata:
    fact = FACTS[facet]
    (attribute,) = fact.attributes
    stated: dict[str, Any] = {
        attribute: value if fact.type is FactType.TEXT else (value,)
    }
    return Metadata(**stated)


def _overlaps(
    lows: IntArray | LongArray,
    highs: IntArray | LongArray,
    low: int | date | None,
    high: int | date | None,
) -> BoolArray:
    mask: BoolArray = lows >= 0
    if isinstance(low, int):
        mask = mask & (highs >= low)
    if isinstance(high, int):
        mask = mask & (lows <= high)
    return mask
