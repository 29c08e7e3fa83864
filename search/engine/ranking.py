"""Ranks the projects that meet a request: by words, parts of compounds and letter grams, or by a
fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from corpus.kinds import SECTION_KINDS
from search.engine.clauses import Clause, Within, is_bound, loosened, sought
from search.engine.facets import Columns
from search.engine.leaf_scores import LeafScorer, kind_bits
from search.engine.matching import Evaluator, Matched
from search.engine.rank_requests import Request
from search.engine.signals.signal_table import SignalSum
from search.options import Match
from search.store.arrays import (
    BoolArray,
    DoubleArray,
    FloatArray,
    KindsArray,
    LongArray,
    RecordArrays,
)
from search.store.records import KINDS

CANDIDATES: Final = 1_000
"""At most so many projects, the best by their words, are ranked again by letter grams."""
MANY: Final = 100
"""Where fewer projects than this have any of the words, those with parts of the words follow."""


@dataclass(frozen=True, slots=True)
class RankedNumbers:
    """Projects by number with their scores, best first. The first *complete* of them meet the whole
    request, as *total* do; *listed* can be paged through.
    """

    total: int
    listed: int
    complete: int
    projects: tuple[int, ...]
    scores: tuple[float, ...]
    facets: dict[str, list[tuple[str, int]]]


class Ranker:
    """Ranks over one generation. Threads may share it."""

    def __init__(
        self,
        records: RecordArrays,
        leaves: LeafScorer,
        columns: Columns,
        evaluator: Evaluator,
        signals: SignalSum,
    ) -> None:
        self._records, self._leaves, self._columns = records, leaves, columns
        self._evaluator, self._signals = evaluator, signals

    def rank(self, request: Request) -> RankedNumbers:
        """The projects that meet *request*, in its order; ties by number."""
        allowed = self._allowed(request)
        matched = self._matched(request.clause, request)
        complete = matched.mask & allowed
        total = int(complete.sum())
        end = request.offset + request.limit
        ranked = self._first(complete, matched.score, request, end)
        following = self._following(complete, allowed, request)
        listed = total
        if following is not None:
            listed += int(following.mask.sum())
            if total < end:
                ranked += self._first(
                    following.mask, following.score, request, end - total
                )
        shown = ranked[request.offset : end]
        return RankedNumbers(
            total=total,
            listed=listed,
            complete=min(max(total - request.offset, 0), len(shown)),
            projects=tuple(project for project, _ in shown),
            scores=tuple(score for _, score in shown),
            facets=self._facets(complete, request) if request.facets else {},
        )

    def _following(
        self, complete: BoolArray, allowed: BoolArray, request: Request
    ) -> Matched | None:
        """The projects that follow where few meet the whole request: those with fewer of its words
        or only parts.
        """
        few = {Match.AUTO: request.handful, Match.ANY: MANY}.get(
            Match(request.match), 0
        )
        if request.clause is None or int(complete.sum()) >= few:
            return None
        loose = self._matched(
            loosened(request.widened or request.clause), request
        )
        mask = loose.mask
        if not request.kinds and not is_bound(request.clause):
            for part in request.parts:
                mask = mask | self._evaluator.over_projects(part).mask
        return Matched(mask & allowed & ~complete, loose.score)

    def _allowed(self, request: Request) -> BoolArray:
        """(projects,) whether each project meets one filter of every group."""
        allowed = np.ones(self._records.projects, np.bool_)
        for group in request.filters:
            allowed &= np.logical_or.reduce(
                [self._columns.mask(filter_) for filter_ in group]
            )
        return allowed

    def _matched(self, clause: Clause | None, request: Request) -> Matched:
        if clause is None:
            return self._every_project(request)
        if request.match == Match.ANY:
            clause = loosened(clause)
        bound = Within(request.kinds, clause) if request.kinds else clause
        return self._evaluator.over_projects(bound)

    def _every_project(self, request: Request) -> Matched:
        """All projects; those that have a section of the request's kinds where it names any."""
        mask = np.ones(self._records.projects, np.bool_)
        if request.kinds:
            of_kind = self._leaves.kind_mask(request.kinds)
            mask = np.logical_or.reduceat(
                of_kind, self._records.project_records[:-1]
            )
        return Matched(mask, np.zeros(self._records.projects, np.float32))

    def _first(
        self, mask: BoolArray, score: FloatArray, request: Request, count: int
    ) -> list[tuple[int, float]]:
        """At least the first *count* projects of *mask* in the order asked for, with their
        scores.
        """
        projects = np.flatnonzero(mask)
        has_words = bool(sought(request.clause))
        if request.sort == "relevance" and has_words:
            chosen, scores = self._by_relevance(projects, score, request, count)
        else:
            # Without words there is nothing to rank by.
            order = "title" if request.sort == "relevance" else request.sort
            chosen = projects[
                _smallest(self._columns.order(order)[projects], count)
            ]
            early = self._signals.early(request, chosen, score)
            scores = self._signals.whole(request, chosen, score, early)
        return list(zip(chosen.tolist(), scores.tolist(), strict=True))

    def _by_relevance(
        self,
        projects: LongArray,
        score: FloatArray,
        request: Request,
        count: int,
    ) -> tuple[LongArray, DoubleArray]:
        early = self._signals.early(request, projects, score)
        best = _smallest(-early, max(count, CANDIDATES))
        projects, early = projects[best], early[best]
        scores = self._signals.whole(request, projects, score, early)
        order = np.lexsort((projects, -scores))[:count]
        return projects[order], scores[order]

    def _facets(
        self, mask: BoolArray, request: Request
    ) -> dict[str, list[tuple[str, int]]]:
        facets = self._columns.facets(mask)
        facets["section"] = self._section_counts(mask, request)
        return facets

    def _section_counts(
        self, mask: BoolArray, request: Request
    ) -> list[tuple[str, int]]:
        """How many of the projects have the query's words in a section of each kind; any section
        without a query.
        """
        leaves = sought(request.clause, request.kinds)
        if leaves:
            seen = np.zeros(self._records.projects, np.uint32)
            for leaf in leaves:
                having = self._leaves.projects(leaf.leaf)
                seen[having.projects] |= having.kinds & kind_bits(
                    leaf.kinds or KINDS
                )
        else:
            seen = self._leaves.project_kinds()
        counts = _bit_counts(seen[mask])
        return [
            (kind, count)
            for kind, count in zip(KINDS, counts, strict=False)
            if count and kind in SECTION_KINDS
        ]


def _bit_counts(kinds: KindsArray) -> list[int]:
    """In how many of *kinds*, uint32 of shape (n,), each bit is set, from the lowest on; shape
    (32,).
    """
    as_bytes = kinds.astype("<u4").view(np.uint8).reshape(-1, 4)
    bits = np.unpackbits(as_bytes, axis=1, bitorder="little")
    counts: list[int] = bits.sum(axis=0).tolist()
    return counts


def _smallest(keys: FloatArray | LongArray, count: int) -> LongArray:
    """The indices of the *count* smallest keys, ascending; equal keys by index."""
    if len(keys) <= 4 * count:
        order: LongArray = np.argsort(keys, kind="stable")[:count]
        return order
    if count == 0:
        return np.zeros(0, np.int64)
    limit = np.partition(keys, count - 1)[count - 1]
    candidates = np.flatnonzero(keys <= limit)
    order = np.argsort(keys[candidates], kind="stable")[:count]
    return candidates[order]
