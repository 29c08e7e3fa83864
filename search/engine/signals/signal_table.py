"""The table of ranking signals: what a project's score is made of, a row each.

A new signal is a module with a class that has `scores`, and a row here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from search.engine.matching import Evaluator
from search.engine.rank_requests import Request
from search.engine.scoring import GRAM_SHARE, PART_SHARE, WORD_SHARE
from search.engine.signals.gram_scores import GramScorer
from search.engine.signals.letter_signal import LetterSignal
from search.engine.signals.part_signal import PartSignal
from search.engine.signals.word_signal import WordSignal
from search.store.arrays import DoubleArray, FloatArray, LongArray


class Signal(Protocol):
    """Something that tells how well a project answers."""

    def scores(
        self, request: Request, projects: LongArray, clause_score: FloatArray
    ) -> FloatArray:
        """What the signal gives each of *projects*, shape (n,); 0 where it says nothing.

        *clause_score* is what the clause of *request* is worth in every project, shape (all,). A
        late signal is given the projects best first and may look at the first of them only.
        """


@dataclass(frozen=True, slots=True)
class SignalSources:
    """What signals are worked out from, over one generation."""

    evaluator: Evaluator
    grams: GramScorer


@dataclass(frozen=True, slots=True)
class SignalKind:
    """A row of the table.

    *share* is what the signal counts for in a score. A signal *is_late* where it is too dear for
    all that match: it is asked for the best candidates by the others.
    """

    name: str
    share: float
    make: Callable[[SignalSources], Signal]
    is_late: bool = False


SIGNAL_TABLE: Final = (
    SignalKind("words", WORD_SHARE, lambda sources: WordSignal()),
    SignalKind(
        "parts", PART_SHARE, lambda sources: PartSignal(sources.evaluator)
    ),
    SignalKind(
        "letters",
        GRAM_SHARE,
        lambda sources: LetterSignal(sources.grams),
        is_late=True,
    ),
)


class SignalSum:
    """Adds the signals up, each with its share. Threads may share it."""

    def __init__(self, sources: SignalSources) -> None:
        self._early = [
            (row.share, row.make(sources))
            for row in SIGNAL_TABLE
            if not row.is_late
        ]
        self._late = [
            (row.share, row.make(sources))
            for row in SIGNAL_TABLE
            if row.is_late
        ]

    def early(
        self, request: Request, projects: LongArray, clause_score: FloatArray
    ) -> FloatArray:
        """What the signals that are not late give *projects*, shape (n,), float32."""
        total = np.zeros(len(projects), np.float32)
        for share, signal in self._early:
            total += np.float32(share) * signal.scores(
                request, projects, clause_score
            )
        return total

    def whole(
        self,
        request: Request,
        projects: LongArray,
        clause_score: FloatArray,
        early: FloatArray,
    ) -> DoubleArray:
        """The whole scores of *projects*, best first by *early*, shape (n,), float64."""
        total = early.astype(np.float64)
        for share, signal in self._late:
            total += share * signal.scores(request, projects, clause_score)
        return total
