"""The letters of a query's words, which see through endings and joints."""

from __future__ import annotations

import numpy as np

from search.engine.rank_requests import Request
from search.engine.signals.gram_scores import GramScorer
from search.store.arrays import FloatArray, LongArray


class LetterSignal:
    """BM25 over letter grams, for as many of the first projects as can be afforded."""

    def __init__(self, grams: GramScorer) -> None:
        self._grams = grams

    def scores(
        self, request: Request, projects: LongArray, clause_score: FloatArray
    ) -> FloatArray:
        total = np.zeros(len(projects), np.float32)
        if request.letters:
            near = self._grams.affordable(projects)
            total[:near] = self._grams.scores(request.letters, projects[:near])
        return total
