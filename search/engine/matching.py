"""Evaluating an analysed query on arrays: what matches and how well, for all units of an index at
once.

A unit is a project or, where a query is bound to a section, a record. Matching and scoring go
together: every clause gives a mask and a score over all units, and clauses combine by vector
operations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import reduce
from typing import Final

import numpy as np

from search.engine.cache import ByteLimitedCache
from search.engine.facets import Columns
from search.engine.postings import RecordPostings, phrase_postings, term_postings
from search.engine.protocol import (
    Adjacent,
    Alternatives,
    Clause,
    Either,
    Every,
    Except,
    Leaf,
    Term,
    Where,
    Within,
)
from search.engine.scoring import bm25, inverse_frequency
from search.store.arrays import (
    BoolArray,
    FloatArray,
    IntArray,
    KindsArray,
    PostingArrays,
    RecordArrays,
    changes,
)
from search.store.project_words import kind_weights, project_numbers
from search.store.records import KINDS

CACHE_BYTES: Final = 24 << 20
"""Each for what is kept of projects and of records."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Which units match and how well: shapes (units,). The score is 0 where nothing matches."""

    mask: BoolArray
    score: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class LeafProjects:
    """The projects that have a term or phrase, ascending. Shapes (projects found,)."""

    projects: IntArray
    scores: FloatArray
    kinds: KindsArray
    """The kinds of records it stands in, as bits."""

    @property
    def nbytes(self) -> int:
        return _size(self)


@dataclass(frozen=True, slots=True, eq=False)
class LeafRecords:
    """The records that have a term or phrase, ascending. Shapes (records found,)."""

    records: IntArray
    scores: FloatArray

    @property
    def nbytes(self) -> int:
        return _size(self)


def _size(arrays: LeafProjects | LeafRecords) -> int:
    return sum(int(getattr(arrays, field.name).nbytes) for field in fields(arrays))


class Evaluator:
    """Evaluates clauses over the arrays of one generation. Decoded terms are cached; threads may
    share it.
    """

    def __init__(
        self,
        records: RecordArrays,
        postings: PostingArrays,
        project_lengths: FloatArray,
        columns: Columns,
    ) -> None:
        self.records, self.postings, self.columns = records, postings, columns
        self.project_of = project_numbers(records)
        self.projects = records.projects
        self._project_lengths = project_lengths
        self._kind_weights = kind_weights()
        self._mean_project_length = (
            max(1.0, float(project_lengths.mean())) if self.projects else 1.0
        )
        self._mean_record_length = (
            max(1.0, float(records.record_lengths.mean())) if records.records else 1.0
        )
        self._kind_bits = (np.uint32(1) << records.record_kinds.astype(np.uint32)).astype(np.uint32)
        self._projects: ByteLimitedCache[LeafProjects] = ByteLimitedCache(CACHE_BYTES)
        self._records: ByteLimitedCache[LeafRecords] = ByteLimitedCache(CACHE_BYTES)

    # Over projects
    # -----------------------------------------------------------------------------------------------

    def over_projects(self, clause: Clause) -> Matched:
        """Where *clause* matches, its words free to stand in different sections."""
        match clause:
            case Term() | Adjacent():
                found = self.leaf_projects(clause)
                return self._spread(self.projects, found.projects, found.scores)
            case Within(kinds, child):
                return self._project_matches(self.over_records(child, self.kind_mask(kinds)))
            case Where(condition):
                return Matched(self.columns.mask(condition), np.zeros(self.projects, np.float32))
            case _:
                return self._combined(clause, self.over_projects, self.projects)

    def over_records(self, clause: Clause, allowed: BoolArray) -> Matched:
        """Where *clause* matches inside one record of those *allowed*, shape (records,)."""
        match clause:
            case Term() | Adjacent():
                found = self._leaf_records(clause)
                matched = self._spread(self.records.records, found.records, found.scores)
                return Matched(matched.mask & allowed, matched.score)
            case Within(kinds, child):
                return self.over_records(child, allowed & self.kind_mask(kinds))
            case Where(condition):
                mask = self.columns.mask(condition)[self.project_of] & allowed
                return Matched(mask, np.zeros(self.records.records, np.float32))
            case Except(child):
                inner = self.over_records(child, allowed)
                return Matched(allowed & ~inner.mask, np.zeros(self.records.records, np.float32))
            case _:
                return self._combined(
                    clause, lambda child: self.over_records(child, allowed), self.records.records
                )

    def kind_mask(self, kinds: Iterable[str]) -> BoolArray:
        """(records,) whether each record is of one of *kinds*."""
        wanted = np.zeros(len(KINDS), np.bool_)
        wanted[[KINDS.index(kind) for kind in kinds]] = True
        mask: BoolArray = wanted[self.records.record_kinds]
        return mask

    def _combined(
        self, clause: Clause, evaluate: Callable[[Clause], Matched], units: int
    ) -> Matched:
        match clause:
            case Every(children):
                found = [evaluate(child) for child in children]
                mask = reduce(np.logical_and, (one.mask for one in found))
                score = reduce(np.add, (one.score for one in found))
            case Either(children):
                found = [evaluate(child) for child in children]
                mask = reduce(np.logical_or, (one.mask for one in found))
                score = reduce(np.add, (one.score * one.mask for one in found))
            case Alternatives(children, weights):
                found = [evaluate(child) for child in children]
                mask = reduce(np.logical_or, (one.mask for one in found))
                weighted = (one.score * one.mask * w for one, w in zip(found, weights, strict=True))
                score = reduce(np.maximum, weighted)
            case Except(child):
                return Matched(~evaluate(child).mask, np.zeros(units, np.float32))
            case _:
                raise TypeError(f"no clause: {clause!r}")
        return Matched(mask, score.astype(np.float32, copy=False))

    def _project_matches(self, matched: Matched) -> Matched:
        """Record matches as project matches: a project scores as its best record."""
        if not self.projects:
            return Matched(np.zeros(0, np.bool_), np.zeros(0, np.float32))
        borders = self.records.project_records[:-1]
        score = np.maximum.reduceat(matched.score * matched.mask, borders)
        return Matched(np.logical_or.reduceat(matched.mask, borders), score)

    @staticmethod
    def _spread(units: int, found: IntArray, scores: FloatArray) -> Matched:
        mask, score = np.zeros(units, np.bool_), np.zeros(units, np.float32)
        mask[found] = True
        score[found] = scores
        return Matched(mask, score)

    # Terms and phrases
    # -------------------------------------------------------------------------------------------

    def leaf_projects(self, leaf: Leaf) -> LeafProjects:
        """The projects of a term or phrase, from the cache where it is there."""
        return self._projects.get(leaf.key, lambda: self._project_scores(self._decode(leaf)))

    def _leaf_records(self, leaf: Leaf) -> LeafRecords:
        return self._records.get(leaf.key, lambda: self._record_scores(self._decode(leaf)))

    def project_kinds(self) -> KindsArray:
        """(projects,) the kinds of records each project has, as bits."""
        kinds: KindsArray = np.bitwise_or.reduceat(
            self._kind_bits, self.records.project_records[:-1]
        )
        return kinds

    def _decode(self, leaf: Leaf) -> RecordPostings:
        if isinstance(leaf, Term):
            return term_postings(self.postings, leaf, self.records.records)
        return phrase_postings(self.postings, leaf, self.records.record_positions)

    def _project_scores(self, found: RecordPostings) -> LeafProjects:
        """BM25F over projects: frequencies are summed over records with the weights of their kinds.

        Occurrences inside compounds match and do not score here: see `Request.parts`.
        """
        if not len(found.records):
            return LeafProjects(
                np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(0, np.uint32)
            )
        project_of = self.project_of[found.records]
        starts = changes(project_of)
        projects = project_of[starts]
        weighted = (
            found.whole_frequencies * self._kind_weights[self.records.record_kinds[found.records]]
        )
        scores = bm25(
            np.add.reduceat(weighted, starts),
            self._project_lengths[projects],
            inverse_frequency(len(changes(self.project_of[found.strong])), self.projects),
            self._mean_project_length,
        )
        return LeafProjects(
            projects, scores, np.bitwise_or.reduceat(self._kind_bits[found.records], starts)
        )

    def _record_scores(self, found: RecordPostings) -> LeafRecords:
        lengths = self.records.record_lengths[found.records].astype(np.float32)
        idf = inverse_frequency(len(found.strong), self.records.records)
        scores = bm25(found.frequencies, lengths, idf, self._mean_record_length)
        return LeafRecords(np.array(found.records), scores)
