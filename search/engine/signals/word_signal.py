"""The words of a query and their inflections, as the clause scores them."""

from __future__ import annotations

from search.engine.rank_requests import Request
from search.store.arrays import FloatArray, LongArray


class WordSignal:
    """BM25F of the clause itself."""

    def scores(
        self, request: Request, projects: LongArray, clause_score: FloatArray
    ) -> FloatArray:
        scores: FloatArray = clause_score[projects]
        return scores
