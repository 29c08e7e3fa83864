"""The parts of compounds: *vård* in *ungdomsvård*, a field with frequencies of its own."""

from __future__ import annotations

import numpy as np

from search.engine.matching import Evaluator
from search.engine.rank_requests import Request
from search.store.arrays import FloatArray, LongArray


class PartSignal:
    """BM25F of the terms for the parts of a query's words."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    def scores(
        self, request: Request, projects: LongArray, clause_score: FloatArray
    ) -> FloatArray:
        total = np.zeros(len(projects), np.float32)
        for part in request.parts:
            total += self._evaluator.over_projects(part).score[projects]
        return total
