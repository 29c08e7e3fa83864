"""The difference between two runs over the same queries, query by query and on average."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

_RESAMPLES: Final = 10_000
_RESAMPLES_AT_ONCE: Final = 500
_SEED: Final = 20_110_301
_SAME: Final = 5e-7
"""Differences smaller than this come of rounding."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One query's value in both runs."""

    query: str
    before: float
    after: float

    @property
    def change(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one run to the next by one measure.

    *low* and *high* bound the mean change with 95 % confidence. *differences* are the queries that
    changed, those that lost most first.
    """

    before: float
    after: float
    low: float
    high: float
    differences: tuple[Difference, ...]
    queries: int

    @property
    def change(self) -> float:
        return self.after - self.before

    @property
    def better(self) -> int:
        return sum(difference.change > 0 for difference in self.differences)

    @property
    def worse(self) -> int:
        return sum(difference.change < 0 for difference in self.differences)

    @property
    def same(self) -> int:
        return self.queries - len(self.differences)


def compare_values(
    before: Mapping[str, float], after: Mapping[str, float]
) -> Comparison:
    """What changed from *before* to *after*, values of the same queries."""
    pairs = [
        Difference(query, before[query], value)
        for query, value in after.items()
    ]
    changed = sorted(
        (pair for pair in pairs if abs(pair.change) > _SAME),
        key=lambda pair: (pair.change, pair.query),
    )
    low, high = _interval(np.array([pair.change for pair in pairs]))
    return Comparison(
        before=float(np.mean([pair.before for pair in pairs])),
        after=float(np.mean([pair.after for pair in pairs])),
        low=low,
        high=high,
        differences=tuple(changed),
        queries=len(pairs),
    )


def _interval(
    changes: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> tuple[float, float]:
    """The 95 % percentile interval of the mean of *changes*, shape (n,), by paired bootstrap over
    queries.

    The same changes always give the same interval.
    Efron & Tibshirani, "An Introduction to the Bootstrap" (1993), ch. 13.
    """
    chance = np.random.default_rng(_SEED)
    means = np.concatenate(
        [
            changes[
                chance.integers(
                    0, len(changes), (_RESAMPLES_AT_ONCE, len(changes))
                )
            ].mean(axis=1)
            for _ in range(_RESAMPLES // _RESAMPLES_AT_ONCE)
        ]
    )
    low, high = np.percentile(means, (2.5, 97.5))
    return float(low), float(high)
