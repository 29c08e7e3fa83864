"""Evaluating an analysed query on arrays: what matches and how well, for all units of an index at
once.

A unit is a project or, where a query is bound to a section, a record. Matching and scoring go
together: every clause gives a mask and a score over all units, and clauses combine by vector
operations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from search.engine.clauses import (
    Adjacent,
    Alternatives,
    Clause,
    Either,
    Every,
    Except,
    Where,
    Within,
)
from search.engine.facets import Columns
from search.engine.leaf_scores import LeafScorer
from search.engine.words.word_sets import Term
from search.store.arrays import BoolArray, FloatArray, IntArray, RecordArrays


@dataclass(frozen=True, slots=True)
class Matched:
    """Which units match and how well: shapes (units,). The score is 0 where nothing matches."""

    mask: BoolArray
    score: FloatArray


class Evaluator:
    """Evaluates clauses over the arrays of one generation. Threads may share it."""

    def __init__(
        self, records: RecordArrays, leaves: LeafScorer, columns: Columns
    ) -> None:
        self._records, self._leaves, self._columns = records, leaves, columns

    def over_projects(self, clause: Clause) -> Matched:
        """Where *clause* matches, its words free to stand in different sections."""
        projects = self._records.projects
        match clause:
            case Term() | Adjacent():
                leaf = self._leaves.projects(clause)
                return _spread(projects, leaf.projects, leaf.scores)
            case Within(kinds, child):
                return self._best_records(
                    self.over_records(child, self._leaves.kind_mask(kinds))
                )
            case Where(condition):
                return _unscored(self._columns.mask(condition))
            case Except(child):
                return _unscored(~self.over_projects(child).mask)
            case _:
                return _combined(clause, self.over_projects)

    def over_records(self, clause: Clause, allowed: BoolArray) -> Matched:
        """Where *clause* matches inside one record of those *allowed*, shape (records,)."""
        match clause:
            case Term() | Adjacent():
                leaf = self._leaves.records(clause)
                matched = _spread(
                    self._records.records, leaf.records, leaf.scores
                )
                return Matched(matched.mask & allowed, matched.score)
            case Within(kinds, child):
                return self.over_records(
                    child, allowed & self._leaves.kind_mask(kinds)
                )
            case Where(condition):
                by_record = self._columns.mask(condition)[
                    self._leaves.project_of
                ]
                return _unscored(by_record & allowed)
            case Except(child):
                return _unscored(
                    allowed & ~self.over_records(child, allowed).mask
                )
            case _:
                return _combined(
                    clause, lambda child: self.over_records(child, allowed)
                )

    def _best_records(self, matched: Matched) -> Matched:
        """Record matches as project matches: a project scores as its best record."""
        if not self._records.projects:
            return _unscored(np.zeros(0, np.bool_))
        first_records = self._records.project_records[:-1]
        scores = np.maximum.reduceat(
            matched.score * matched.mask, first_records
        )
        return Matched(
            np.logical_or.reduceat(matched.mask, first_records), scores
        )


def _combined(
    clause: Every | Either | Alternatives, evaluate: Callable[[Clause], Matched]
) -> Matched:
    """What *clause* matches, from what its children do."""
    children = [evaluate(child) for child in clause.children]
    match clause:
        case Every():
            mask = reduce(np.logical_and, (child.mask for child in children))
            score = reduce(np.add, (child.score for child in children))
        case Either():
            mask = _any_mask(children)
            score = reduce(
                np.add, (child.score * child.mask for child in children)
            )
        case Alternatives(_, weights):
            mask = _any_mask(children)
            weighted = (
                child.score * child.mask * weight
                for child, weight in zip(children, weights, strict=True)
            )
            score = reduce(np.maximum, weighted)
    return Matched(mask, score.astype(np.float32, copy=False))


def _any_mask(children: Sequence[Matched]) -> BoolArray:
    mask: BoolArray = reduce(np.logical_or, (child.mask for child in children))
    return mask


def _unscored(mask: BoolArray) -> Matched:
    return Matched(mask, np.zeros(len(mask), np.float32))


def _spread(units: int, numbers: IntArray, scores: FloatArray) -> Matched:
    """Scores of the units with these numbers, spread over all *units*."""
    mask = np.zeros(units, np.bool_)
    score = np.zeros(units, np.float32)
    mask[numbers] = True
    score[numbers] = scores
    return Matched(mask, score)
