"""Turns ranked projects into hits: summaries, passages, marks, and why they were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.model import Document
from search.answer.explanation import explain_project
from search.answer.marks import Marker
from search.answer.passages import PassageFinder
from search.engine.clauses import Clause, sought
from search.engine.found_projects import FoundProject
from search.engine.protocol import Engine
from search.engine.rank_requests import RankedProject
from search.engine.scoring import inverse_frequency
from search.results import Hit, Passage, Span, WordMatch

_TITLE_RECORD = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What hits show of their words: the first *hits* of them at most *passages* passages each, and
    with *explain* why they were found.
    """

    hits: int
    passages: int
    explain: bool


# They hold nothing of an index, so that one of each serves all.
_PASSAGES: Final = PassageFinder()
_MARKER: Final = Marker()


class Presenter:
    """Presents the projects that were found by one clause, bound to sections of some *kinds*.

    Without a clause hits have no passages, no marks and no explanation.
    """

    def __init__(
        self, engine: Engine, clause: Clause | None, kinds: frozenset[str]
    ) -> None:
        self._engine = engine
        self._leaves = sought(clause, kinds)
        self._leaf_weights = self._weigh_leaves()

    def _weigh_leaves(self) -> NDArray[np.float32]:
        """(leaves,) how much each leaf matters: the rarer, the more."""
        if not self._leaves:
            return np.zeros(0, np.float32)
        counts = self._engine.counts([leaf.leaf for leaf in self._leaves])
        total = max(1, self._engine.statistics().documents)
        return np.array(
            [inverse_frequency(count, total) for count in counts], np.float32
        )

    def hits(
        self,
        rows: Sequence[RankedProject],
        offset: int,
        shown: Shown,
    ) -> tuple[Hit, ...]:
        """*rows* as hits, the first of rank *offset* + 1."""
        ids = [row.project for row in rows]
        summaries = self._engine.summaries(ids)
        most = shown.hits if self._leaves else 0
        found = self._engine.find(self._leaves, ids[:most]) if most else []
        without_words = [None] * (len(ids) - len(found))
        triples = zip(rows, summaries, [*found, *without_words], strict=True)
        return tuple(
            self._hit(rank, row, summary, project, shown)
            for rank, (row, summary, project) in enumerate(triples, offset + 1)
        )

    def _hit(
        self,
        rank: int,
        row: RankedProject,
        summary: Document,
        project: FoundProject | None,
        shown: Shown,
    ) -> Hit:
        passages: tuple[Passage, ...] = ()
        marks: tuple[Span, ...] = ()
        explanation: tuple[WordMatch, ...] = ()
        if project is not None:
            position = project.record_position(_TITLE_RECORD)
            marks = _MARKER.marks(summary.title, position, project)
            passages = _PASSAGES.passages(
                project, self._leaf_weights, shown.passages
            )
            if shown.explain:
                explanation = explain_project(self._leaves, project)
        return Hit(
            rank=rank,
            id=summary.id,
            title=summary.title,
            score=round(row.score, 4),
            complete=row.complete,
            metadata=summary.metadata,
            passages=passages,
            title_marks=marks,
            explanation=explanation,
        )
