"""What was measured, as values: kept as JSON beside the tables made from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

Latencies = Mapping[int, float]
"""Milliseconds by the place of the query in the log."""


@dataclass(frozen=True, slots=True)
class Build:
    """Medians over the runs. *peak_mb* is of the whole process tree, *index_mb* all files of the
    index.
    """

    seconds: float
    sections: int
    peak_mb: float
    index_mb: float
    stages: Mapping[str, float] = field(default_factory=dict)
    """Seconds of each stage of the last run."""

    @property
    def sections_per_second(self) -> float:
        return self.sections / self.seconds


@dataclass(frozen=True, slots=True)
class Questions:
    """A system asked at one size: medians over the runs for each query."""

    process_ms: float
    """From the start of a new process to its first answer."""
    open_ms: float
    """From opening the index to the first answer, the imports done before."""
    serving_mb: float
    """Peak resident memory while the log is put, several times over."""
    first: Latencies
    warm: Mapping[str, Latencies]
    """By mode."""
    throughput: Mapping[int, float] = field(default_factory=dict)
    """Answers a second by number of processes."""


@dataclass(frozen=True, slots=True)
class Run:
    """One system at one size, in multiples of the corpus."""

    system: str
    size: float
    build: Build
    questions: Questions


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Milliseconds over *queries* queries."""

    p50: float
    p95: float
    p99: float
    queries: int


@dataclass(frozen=True, slots=True)
class WebLoad:
    """What the server did for one address. *failed* counts answers with another status than 200."""

    path: str
    connections: int
    answers_per_second: float
    latency: Percentiles
    failed: int
    resident_mb: float


def percentiles(values: Sequence[float]) -> Percentiles | None:
    """The percentiles of *values*, interpolated; None of no values."""
    if not values:
        return None
    limits = np.percentile(values, (50, 95, 99))
    p50, p95, p99 = limits.tolist()
    queries = len(values)
    return Percentiles(p50, p95, p99, queries)


def medians(runs: Iterable[Latencies]) -> dict[int, float]:
    """For each query the median of the runs that reached it."""
    by_place: defaultdict[int, list[float]] = defaultdict(list)
    for run in runs:
        for place, taken_ms in run.items():
            # In JSON, places have become strings.
            by_place[int(place)].append(taken_ms)
    return {place: median(times) for place, times in sorted(by_place.items())}
