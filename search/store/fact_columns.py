"""The facts of projects as columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np

from corpus.model import Metadata
from search.language.collation import swedish_key
from search.store.arrays import ArrayFile, IntArray, LongArray, offsets

NAME_FACETS: Final = ("region", "municipality", "programme", "phase", "owner")
VALUES_FILE: Final = "facet_values.json"


@dataclass(frozen=True, slots=True)
class ColumnArrays(ArrayFile):
    """One value a project, or a slice of values; dates are proleptic ordinals, what is not known is
    -1.
    """

    facet_projects: IntArray
    """(entries,) the project of each facet entry, by facet, then by project."""
    facet_codes: IntArray
    """(entries,) index of the value in its facet's list."""
    facet_entries: LongArray
    """(facets + 1,) first entry of each facet of NAME_FACETS."""
    starts: IntArray
    ends: IntArray
    grants: LongArray
    budgets: LongArray
    title_ranks: IntArray
    """(projects,) place in the Swedish order of titles."""


def _names(metadata: Metadata, facet: str) -> tuple[str, ...]:
    if facet == "municipality":
        return tuple(dict.fromkeys(metadata.municipalities))
    value: str | None = getattr(metadata, facet)
    return (value,) if value else ()


def write_columns(titles: Sequence[str], metadata: Sequence[Metadata], folder: Path) -> None:
    """Write the columns of projects, given by number, into *folder*."""
    values: dict[str, list[str]] = {}
    projects: list[int] = []
    codes: list[int] = []
    counts: list[int] = []
    for facet in NAME_FACETS:
        distinct = sorted(
            {name for one in metadata for name in _names(one, facet)}, key=swedish_key
        )
        numbers = {name: number for number, name in enumerate(distinct)}
        before = len(projects)
        for project, one in enumerate(metadata):
            for name in _names(one, facet):
                projects.append(project)
                codes.append(numbers[name])
        values[facet] = distinct
        counts.append(len(projects) - before)
    ranks = np.empty(len(titles), np.int32)
    ranks[sorted(range(len(titles)), key=lambda i: (swedish_key(titles[i]), i))] = np.arange(
        len(titles)
    )
    ColumnArrays(
        facet_projects=np.array(projects, np.int32),
        facet_codes=np.array(codes, np.int32),
        facet_entries=offsets(np.array(counts, np.int64)),
        starts=np.array([_day(one.start or one.end) for one in metadata], np.int32),
        ends=np.array([_day(one.end or one.start) for one in metadata], np.int32),
        grants=np.array([_amount(one.grant_sek) for one in metadata], np.int64),
        budgets=np.array([_amount(one.budget_sek) for one in metadata], np.int64),
        title_ranks=ranks,
    ).save(folder)
    (folder / VALUES_FILE).write_text(json.dumps(values, ensure_ascii=False), "utf-8")


def _day(day: date | None) -> int:
    return day.toordinal() if day else -1


def _amount(amount: int | None) -> int:
    return -1 if amount is None else amount
