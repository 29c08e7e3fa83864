"""Filters, facet counts and sort orders, answered from the columns of facts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from corpus.model import Metadata
from search.query.filters import matches
from search.query.signs import fold
from search.query.tree import Filter
from search.store.arrays import BoolArray, IntArray, LongArray, gather_slices, offsets
from search.store.fact_columns import NAME_FACETS, VALUES_FILE, ColumnArrays

_CACHED_FILTERS: Final = 256


class Columns:
    """Answers filters, facet counts and sort orders from the columns of a generation."""

    def __init__(self, folder: Path) -> None:
        self._arrays = ColumnArrays.load(folder)
        self._values: Mapping[str, list[str]] = json.loads(
            (folder / VALUES_FILE).read_text("utf-8")
        )
        self.projects = len(self._arrays.starts)
        self.mask = lru_cache(_CACHED_FILTERS)(self._mask)
        self._first_year, self._last_year = self._year_columns()
        # The codes of all facets as one numbering, so that one pass counts them all.
        self._first_codes = offsets(np.array([len(self._values[facet]) for facet in NAME_FACETS]))
        self._all_codes = self._arrays.facet_codes + np.repeat(
            self._first_codes[:-1], np.diff(self._arrays.facet_entries)
        )

    def values(self, facet: str) -> Sequence[str]:
        """The distinct values of a facet of `NAME_FACETS`, in Swedish order."""
        return self._values[facet]

    def value_counts(self, facet: str) -> Sequence[int]:
        """How many projects have each of `values(facet)`."""
        codes, _ = self._facet(facet)
        counts: list[int] = np.bincount(codes, minlength=len(self._values[facet])).tolist()
        return counts

    def _mask(self, condition: Filter) -> BoolArray:
        """(projects,) whether each project meets *condition*; kept, and not to be changed."""
        arrays = self._arrays
        if condition.name in NAME_FACETS:
            return self._name_mask(condition)
        if condition.name == "year":
            return _overlaps(self._first_year, self._last_year, condition.low, condition.high)
        if condition.name == "period":
            low = condition.low.toordinal() if isinstance(condition.low, date) else None
            high = condition.high.toordinal() if isinstance(condition.high, date) else None
            return _overlaps(arrays.starts, arrays.ends, low, high)
        amounts = arrays.grants if condition.name == "grant" else arrays.budgets
        return _overlaps(amounts, amounts, condition.low, condition.high)

    def facets(self, mask: BoolArray) -> dict[str, list[tuple[str, int]]]:
        """For every facet but "section", the values of the projects in *mask* with their counts."""
        arrays, counted = self._arrays, {}
        counts = np.bincount(
            self._all_codes[mask[arrays.facet_projects]], minlength=self._first_codes[-1]
        )
        for at, facet in enumerate(NAME_FACETS):
            values, own = (
                self._values[facet],
                counts[self._first_codes[at] : self._first_codes[at + 1]],
            )
            there = np.flatnonzero(own)
            ranked = there[np.argsort(-own[there], kind="stable")]
            counted[facet] = [
                (values[i], count)
                for i, count in zip(ranked.tolist(), own[ranked].tolist(), strict=True)
            ]
        counted["year"] = self._year_counts(mask)
        return counted

    def order(self, sort: str) -> LongArray:
        """(projects,) a key to sort by, ascending, for an order other than relevance; unknown dates
        and grants last.
        """
        arrays = self._arrays
        if sort == "title":
            return arrays.title_ranks.astype(np.int64)
        if sort == "oldest":
            return np.where(
                arrays.starts < 0, np.iinfo(np.int64).max, arrays.starts.astype(np.int64)
            )
        return -(arrays.starts.astype(np.int64) if sort == "newest" else arrays.grants)

    def _facet(self, facet: str) -> tuple[IntArray, IntArray]:
        at = NAME_FACETS.index(facet)
        start, end = self._arrays.facet_entries[at : at + 2].tolist()
        return self._arrays.facet_codes[start:end], self._arrays.facet_projects[start:end]

    def _name_mask(self, condition: Filter) -> BoolArray:
        values = self._values[condition.name]
        accepted = _accepted(condition, values)
        if not accepted.any():  # typed without å, ä, ö
            bare = replace(condition, values=tuple(map(fold, condition.values)))
            accepted = _accepted(bare, [fold(value) for value in values])
        mask = np.zeros(self.projects, np.bool_)
        codes, projects = self._facet(condition.name)
        if len(codes):
            mask[projects[accepted[codes]]] = True
        return mask

    def _year_columns(self) -> tuple[IntArray, IntArray]:
        def year(day: int) -> int:
            return date.fromordinal(day).year if day > 0 else -1

        arrays = self._arrays
        days = {day: year(day) for day in {*arrays.starts.tolist(), *arrays.ends.tolist()}}
        return (
            np.array([days[day] for day in arrays.starts.tolist()], np.int32),
            np.array([days[day] for day in arrays.ends.tolist()], np.int32),
        )

    def _year_counts(self, mask: BoolArray) -> list[tuple[str, int]]:
        known = mask & (self._first_year > 0) & (self._last_year >= self._first_year)
        first, last = (
            self._first_year[known].astype(np.int64),
            self._last_year[known].astype(np.int64),
        )
        if not len(first):
            return []
        years = gather_slices(first, last + 1)
        counts = np.bincount(years)
        return [(str(year), int(counts[year])) for year in np.flatnonzero(counts)[::-1]]


def _accepted(condition: Filter, values: Sequence[str]) -> BoolArray:
    return np.array(
        [matches(condition, _metadata_with(condition.name, value)) for value in values], np.bool_
    )


def _metadata_with(facet: str, value: str) -> Metadata:
    match facet:
        case "municipality":
            return Metadata(municipalities=(value,))
        case "region":
            return Metadata(region=value)
        case "programme":
            return Metadata(programme=value)
        case "phase":
            return Metadata(phase=value)
        case _:
            return Metadata(owner=value)


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
