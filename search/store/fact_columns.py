"""The facts of projects as columns: every fact that a search can be narrowed, counted or sorted by.

Which columns there are, and in what order, follows from `corpus.facts.FACT_TABLE`: names are coded
by their place in the list of distinct names, amounts and periods stand as numbers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np

from corpus.fact_values import amount_in, names_in, period_in
from corpus.facts import FACT_TABLE, FactKind, FactType
from corpus.model import Metadata
from search.language.collation import swedish_key
from search.store.arrays import ArrayFile, IntArray, LongArray, lengths, offsets

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
    dict.fromkeys(
        fact.attributes for fact in _COLUMN_FACTS if fact.type in _PERIOD_TYPES
    )
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
        codes = self.name_codes[start:end]
        projects = self.name_projects[start:end]
        return codes, projects

    def amount(self, fact: FactKind) -> LongArray:
        """(projects,) the amounts of a fact."""
        amounts: LongArray = self.amounts[AMOUNT_FACTS.index(fact)]
        return amounts

    def period(self, fact: FactKind) -> tuple[IntArray, IntArray]:
        """(projects,) the first days and the last of a fact that is a period or its years."""
        row = PERIODS.index(fact.attributes)
        first_days = self.first_days[row]
        last_days = self.last_days[row]
        return first_days, last_days


def write_columns(
    titles: Sequence[str], metadata: Sequence[Metadata], folder: Path
) -> None:
    """Write the columns of projects, given by number, into *folder*."""
    facts_of_names = [_coded_names(metadata, fact) for fact in NAME_FACTS]
    projects = chain.from_iterable(names.projects for names in facts_of_names)
    codes = chain.from_iterable(names.codes for names in facts_of_names)
    entries = lengths([names.codes for names in facts_of_names])
    days = _days(metadata)
    arrays = ColumnArrays(
        name_projects=np.array(list(projects), np.int32),
        name_codes=np.array(list(codes), np.int32),
        name_entries=offsets(entries),
        amounts=_amounts(metadata),
        first_days=np.ascontiguousarray(days[:, :, 0]),
        last_days=np.ascontiguousarray(days[:, :, 1]),
        title_ranks=_title_ranks(titles),
    )
    arrays.save(folder)
    values = {
        fact.name: names.values
        for fact, names in zip(NAME_FACTS, facts_of_names, strict=True)
    }
    text = json.dumps(values, ensure_ascii=False)
    (folder / VALUES_FILE).write_text(text, "utf-8")


@dataclass(frozen=True, slots=True)
class _CodedNames:
    """The names of one fact: the distinct ones in Swedish order, and an entry for each project that
    has one.
    """

    values: list[str]
    projects: list[int]
    codes: list[int]


def _coded_names(metadata: Sequence[Metadata], fact: FactKind) -> _CodedNames:
    names_of_projects = [names_in(one, fact) for one in metadata]
    distinct = set(chain.from_iterable(names_of_projects))
    values = sorted(distinct, key=swedish_key)
    code_of = {name: code for code, name in enumerate(values)}
    coded = _CodedNames(values, [], [])
    for project, names in enumerate(names_of_projects):
        for name in names:
            coded.projects.append(project)
            coded.codes.append(code_of[name])
    return coded


def _days(metadata: Sequence[Metadata]) -> IntArray:
    """(periods, projects, 2) the first day and the last."""
    days = np.full((len(PERIODS), len(metadata), 2), UNKNOWN, np.int32)
    for row, attributes in enumerate(PERIODS):
        for project, one in enumerate(metadata):
            stated = period_in(one, attributes)
            if stated is not None:
                first, last = stated
                days[row, project] = first.toordinal(), last.toordinal()
    return days


def _amounts(metadata: Sequence[Metadata]) -> LongArray:
    """(facts, projects)"""
    amounts = np.full((len(AMOUNT_FACTS), len(metadata)), UNKNOWN, np.int64)
    for row, fact in enumerate(AMOUNT_FACTS):
        for project, one in enumerate(metadata):
            amount = amount_in(one, fact)
            if amount is not None:
                amounts[row, project] = amount
    return amounts


def _title_ranks(titles: Sequence[str]) -> IntArray:
    keys = [swedish_key(title) for title in titles]
    projects = range(len(titles))
    by_title = sorted(projects, key=keys.__getitem__)
    ranks = np.empty(len(titles), np.int32)
    ranks[by_title] = projects
    return ranks
