"""The facts of projects as columns: every fact that a search can be narrowed, counted or sorted by.

Which columns there are, and in what order, follows from `corpus.facts.FACT_TABLE`: names are coded
by their place in the list of distinct names, amounts and periods stand as numbers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from corpus.fact_values import amount_in, names_in, period_in
from corpus.facts import FACT_TABLE, FactKind, FactType
from corpus.model import Metadata
from search.language.collation import swedish_key
from search.store.arrays import ArrayFile, IntArray, LongArray, offsets

VALUES_FILE: Final = "facet_values.json"
UNKNOWN: Final = -1
"""Stands in a column of numbers where a project does not state the fact."""


def has_column(fact: FactKind) -> bool:
    """Whether a search can be narrowed, counted or sorted by *fact*."""
    return bool(fact.word or fact.is_facet or fact.sorts)


_COLUMN_FACTS: Final = tuple(fact for fact in FACT_TABLE if has_column(fact))
_NAME_TYPES: Final = (FactType.TEXT, FactType.NAMES, FactType.PLACES)
_PERIOD_TYPES: Final = (FactType.PERIOD, FactType.YEAR)

NAME_FACTS: Final[tuple[FactKind, ...]] = tuple(
    fact for fact in _COLUMN_FACTS if fact.type in _NAME_TYPES
)
AMOUNT_FACTS: Final[tuple[FactKind, ...]] = tuple(
    fact for fact in _COLUMN_FACTS if fact.type is FactType.AMOUNT
)
PERIODS: Final[tuple[tuple[str, ...], ...]] = tuple(
    dict.fromkeys(fact.attributes for fact in _COLUMN_FACTS if fact.type in _PERIOD_TYPES)
)
"""The attributes of `Metadata` that hold the first day and the last: a period and its years share
them."""


@dataclass(frozen=True, slots=True)
class ColumnArrays(ArrayFile):
    """One value a project, or a slice of values; days are proleptic ordinals, what is not known is
    `UNKNOWN`.
    """

    name_projects: IntArray
    """(entries,) the project of each name, by fact, then by project."""
    name_codes: IntArray
    """(entries,) index of the name in its fact's list."""
    name_entries: LongArray
    """(facts + 1,) first entry of each of `NAME_FACTS`."""
    amounts: LongArray
    """(facts, projects) whole kronor, by `AMOUNT_FACTS`."""
    first_days: IntArray
    """(periods, projects) by `PERIODS`."""
    last_days: IntArray
    """(periods, projects)"""
    title_ranks: IntArray
    """(projects,) place in the Swedish order of titles."""

    @property
    def projects(self) -> int:
        return len(self.title_ranks)

    def names(self, fact: FactKind) -> tuple[IntArray, IntArray]:
        """The codes of a fact of names, and the project of each, shape (entries of the fact,)."""
        row = NAME_FACTS.index(fact)
        start, end = self.name_entries[row : row + 2].tolist()
        return self.name_codes[start:end], self.name_projects[start:end]

    def amount(self, fact: FactKind) -> LongArray:
        """(projects,) the amounts of a fact."""
        amounts: LongArray = self.amounts[AMOUNT_FACTS.index(fact)]
        return amounts

    def period(self, fact: FactKind) -> tuple[IntArray, IntArray]:
        """(projects,) the first days and the last of a fact that is a period or its years."""
        row = PERIODS.index(fact.attributes)
        return self.first_days[row], self.last_days[row]


def write_columns(titles: Sequence[str], metadata: Sequence[Metadata], folder: Path) -> None:
    """Write the columns of projects, given by number, into *folder*."""
    coded = [_coded_names(metadata, fact) for fact in NAME_FACTS]
    days = np.array([_days(metadata, period) for period in PERIODS], np.int32)
    days = days.reshape(len(PERIODS), len(metadata), 2)
    amounts = np.array([_amounts(metadata, fact) for fact in AMOUNT_FACTS], np.int64)
    ColumnArrays(
        name_projects=_joined([names.projects for names in coded]),
        name_codes=_joined([names.codes for names in coded]),
        name_entries=offsets(np.array([len(names.codes) for names in coded], np.int64)),
        amounts=amounts.reshape(len(AMOUNT_FACTS), len(metadata)),
        first_days=np.ascontiguousarray(days[:, :, 0]),
        last_days=np.ascontiguousarray(days[:, :, 1]),
        title_ranks=_title_ranks(titles),
    ).save(folder)
    values = {fact.name: names.values for fact, names in zip(NAME_FACTS, coded, strict=True)}
    (folder / VALUES_FILE).write_text(json.dumps(values, ensure_ascii=False), "utf-8")


@dataclass(frozen=True, slots=True)
class _CodedNames:
    """The names of one fact: the distinct ones in Swedish order, and an entry for each project that
    has one.
    """

    values: list[str]
    projects: list[int]
    codes: list[int]


def _coded_names(metadata: Sequence[Metadata], fact: FactKind) -> _CodedNames:
    names_by_project = [names_in(one, fact) for one in metadata]
    distinct = {name for names in names_by_project for name in names}
    values = sorted(distinct, key=swedish_key)
    code_of = {name: code for code, name in enumerate(values)}
    coded = _CodedNames(values, [], [])
    for project, names in enumerate(names_by_project):
        coded.projects.extend([project] * len(names))
        coded.codes.extend(code_of[name] for name in names)
    return coded


def _days(metadata: Sequence[Metadata], period: tuple[str, ...]) -> list[tuple[int, int]]:
    """The first day and the last of each project."""
    days = []
    for one in metadata:
        stated = period_in(one, period)
        if stated is None:
            days.append((UNKNOWN, UNKNOWN))
        else:
            first, last = stated
            days.append((first.toordinal(), last.toordinal()))
    return days


def _amounts(metadata: Sequence[Metadata], fact: FactKind) -> list[int]:
    amounts = [amount_in(one, fact) for one in metadata]
    return [UNKNOWN if amount is None else amount for amount in amounts]


def _title_ranks(titles: Sequence[str]) -> IntArray:
    keys = [swedish_key(title) for title in titles]
    by_title = sorted(range(len(titles)), key=lambda project: (keys[project], project))
    ranks = np.empty(len(titles), np.int32)
    ranks[by_title] = np.arange(len(titles))
    return ranks


def _joined(lists: Sequence[Sequence[int]]) -> IntArray:
    return np.array([number for numbers in lists for number in numbers], np.int32)
