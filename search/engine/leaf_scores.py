"""What one term or phrase of a query is worth in each project and each record that has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from search.engine.cache import ByteLimitedCache
from search.engine.clauses import Leaf
from search.engine.postings import (
    RecordPostings,
    phrase_postings,
    term_postings,
)
from search.engine.scoring import bm25, inverse_frequency
from search.engine.words.resolving import TermResolver
from search.engine.words.word_sets import Term
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


@dataclass(frozen=True, slots=True, eq=False)
class LeafProjects:
    """The projects that have a term or phrase, ascending. Shapes (n,)."""

    projects: IntArray
    scores: FloatArray
    kinds: KindsArray
    """The kinds of records it stands in, as bits."""

    @property
    def nbytes(self) -> int:
        return _size_bytes(self)


@dataclass(frozen=True, slots=True, eq=False)
class LeafRecords:
    """The records that have a term or phrase, ascending. Shapes (n,)."""

    records: IntArray
    scores: FloatArray

    @property
    def nbytes(self) -> int:
        return _size_bytes(self)


def _size_bytes(arrays: LeafProjects | LeafRecords) -> int:
    return sum(
        int(getattr(arrays, field.name).nbytes) for field in fields(arrays)
    )


_NO_PROJECTS: Final = LeafProjects(
    np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(0, np.uint32)
)


def kind_bits(kinds: Iterable[str]) -> np.uint32:
    """*kinds* as bits."""
    return np.uint32(sum(1 << KINDS.index(kind) for kind in kinds))


class LeafScorer:
    """Scores terms and phrases over the arrays of one generation. What was scored last is kept;
    threads may share it.
    """

    def __init__(
        self,
        records: RecordArrays,
        postings: PostingArrays,
        project_lengths: FloatArray,
        resolver: TermResolver,
    ) -> None:
        self._records, self._postings, self._resolver = (
            records,
            postings,
            resolver,
        )
        self.project_of = project_numbers(records)
        self._project_lengths = project_lengths
        self._kind_weights = kind_weights()
        self._mean_project_length = _mean(project_lengths)
        self._mean_record_length = _mean(records.record_lengths)
        shifts = records.record_kinds.astype(np.uint32)
        self._kind_bits: KindsArray = np.left_shift(
            np.uint32(1), shifts, dtype=np.uint32
        )
        self._kept_projects: ByteLimitedCache[LeafProjects] = ByteLimitedCache(
            CACHE_BYTES
        )
        self._kept_records: ByteLimitedCache[LeafRecords] = ByteLimitedCache(
            CACHE_BYTES
        )

    def projects(self, leaf: Leaf) -> LeafProjects:
        """The projects of a term or phrase, from the cache where it is there."""
        return self._kept_projects.get(
            leaf.key, lambda: self._score_projects(self._decode(leaf))
        )

    def records(self, leaf: Leaf) -> LeafRecords:
        """The records of a term or phrase, from the cache where it is there."""
        return self._kept_records.get(
            leaf.key, lambda: self._score_records(self._decode(leaf))
        )

    def project_kinds(self) -> KindsArray:
        """(projects,) the kinds of records each project has, as bits."""
        first_records = self._records.project_records[:-1]
        kinds: KindsArray = np.bitwise_or.reduceat(
            self._kind_bits, first_records
        )
        return kinds

    def kind_mask(self, kinds: Iterable[str]) -> BoolArray:
        """(records,) whether each record is of one of *kinds*."""
        is_wanted = np.zeros(len(KINDS), np.bool_)
        is_wanted[[KINDS.index(kind) for kind in kinds]] = True
        mask: BoolArray = is_wanted[self._records.record_kinds]
        return mask

    def _decode(self, leaf: Leaf) -> RecordPostings:
        if isinstance(leaf, Term):
            term = self._resolver.resolve(leaf)
            return term_postings(self._postings, term, self._records.records)
        terms = [self._resolver.resolve(term) for term in leaf.terms]
        return phrase_postings(
            self._postings, terms, leaf.slop, self._records.record_positions
        )

    def _score_projects(self, postings: RecordPostings) -> LeafProjects:
        """BM25F over projects: frequencies are summed over records with the weights of their kinds.

        Occurrences inside compounds match and do not score here: see `Request.parts`.
        """
        if not len(postings.records):
            return _NO_PROJECTS
        project_of = self.project_of[postings.records]
        starts = changes(project_of)
        projects = project_of[starts]
        weights = self._kind_weights[
            self._records.record_kinds[postings.records]
        ]
        frequencies = np.add.reduceat(
            postings.whole_frequencies * weights, starts
        )
        having = len(changes(self.project_of[postings.strong]))
        scores = bm25(
            frequencies,
            self._project_lengths[projects],
            inverse_frequency(having, self._records.projects),
            self._mean_project_length,
        )
        kinds = np.bitwise_or.reduceat(
            self._kind_bits[postings.records], starts
        )
        return LeafProjects(projects, scores, kinds)

    def _score_records(self, postings: RecordPostings) -> LeafRecords:
        lengths = self._records.record_lengths[postings.records].astype(
            np.float32
        )
        idf = inverse_frequency(len(postings.strong), self._records.records)
        scores = bm25(
            postings.frequencies, lengths, idf, self._mean_record_length
        )
        return LeafRecords(np.array(postings.records), scores)


def _mean(lengths: FloatArray | IntArray) -> float:
    """The mean length, at least 1: it is divided by."""
    return max(1.0, float(lengths.mean())) if len(lengths) else 1.0
