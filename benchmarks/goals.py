"""What the speed is to be, and whether it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.figures import (
    Latencies,
    Percentiles,
    Questions,
    Run,
    percentiles,
)
from benchmarks.queries import LoggedQuery

FULL_SECTIONS = 59_888
"""The goals are for a corpus of this size."""


@dataclass(frozen=True, slots=True)
class Goal:
    """*measured* is None where it was not measured. *at_least* tells whether more is better."""

    title: str
    limit: float
    unit: str
    measured: float | None
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        if self.measured is None:
            return None
        if self.at_least:
            return self.measured >= self.limit
        return self.measured <= self.limit


def goals(
    runs: Mapping[str, Run],
    larger: Run | None,
    log: Sequence[LoggedQuery],
    search_ms: float | None = None,
) -> list[Goal]:
    """The goals over the *runs* at the full size by system and, of ours, the *larger* run at four
    times that. *search_ms* is the time of the command `projektsok search`.
    """
    ours = runs.get("projektsok")
    if ours is None:
        return []
    return [
        *_latency_goals(ours.questions, log),
        Goal("open to first answer", 400, "ms", ours.questions.open_ms),
        Goal("`projektsok search`, process to answer", 250, "ms", search_ms),
        _peer_goal(
            "FTS5's p95 beside ours", 5, _p95_beside(runs.get("fts5"), ours)
        ),
        _peer_goal(
            "plain Whoosh's p50 beside ours",
            20,
            _p50_beside(runs.get("whoosh"), ours),
        ),
        _growth_goal(ours, larger),
        *_build_goals(ours, larger),
        Goal(
            "resident memory when serving", 250, "MB", ours.questions.serving_mb
        ),
    ]


def _latency_goals(
    questions: Questions, log: Sequence[LoggedQuery]
) -> list[Goal]:
    counted = spread(questions.warm.get("counted"))
    cards = spread(questions.warm.get("cards"))
    prefix = spread(questions.warm.get("counted"), log, "prefix")
    first = spread(questions.first)
    return [
        Goal("top-10, total, facets: p50", 1, "ms", _p50(counted)),
        Goal("top-10, total, facets: p95", 5, "ms", _p95(counted)),
        Goal("with ten cards: p50", 6, "ms", _p50(cards)),
        Goal("with ten cards: p95", 20, "ms", _p95(cards)),
        Goal("prefix: p95", 10, "ms", _p95(prefix)),
        Goal("first touch of a term: p95", 20, "ms", _p95(first)),
    ]


def _build_goals(ours: Run, larger: Run | None) -> list[Goal]:
    rate = ours.build.sections_per_second
    rate_kept = None
    if larger:
        rate_kept = larger.build.sections_per_second / rate
    return [
        Goal(
            "sections a second when building",
            3_000,
            "sections/s",
            rate,
            at_least=True,
        ),
        Goal("peak memory when building", 600, "MB", ours.build.peak_mb),
        Goal(
            "rate of building at four times the size",
            0.95,
            "times",
            rate_kept,
            at_least=True,
        ),
    ]


def _peer_goal(title: str, limit: float, measured: float | None) -> Goal:
    return Goal(title, limit, "times", measured, at_least=True)


def _p50(spread: Percentiles | None) -> float | None:
    if spread is None:
        return None
    return spread.p50


def _p95(spread: Percentiles | None) -> float | None:
    if spread is None:
        return None
    return spread.p95


def spread(
    latencies: Latencies | None,
    log: Sequence[LoggedQuery] = (),
    kind: str | None = None,
) -> Percentiles | None:
    """The percentiles over all queries, or over those of one *kind* of the *log*."""
    if latencies is None:
        return None
    chosen = [
        milliseconds
        for place, milliseconds in latencies.items()
        if kind is None or log[place].kind == kind
    ]
    return percentiles(chosen)


def _p50_beside(peer: Run | None, ours: Run) -> float | None:
    """How many times our median the peer takes for top-10, total and facets."""
    theirs = _counted(peer)
    own = _counted(ours)
    return _times(_p50(theirs), _p50(own))


def _p95_beside(peer: Run | None, ours: Run) -> float | None:
    theirs = _counted(peer)
    own = _counted(ours)
    return _times(_p95(theirs), _p95(own))


def _counted(run: Run | None) -> Percentiles | None:
    if run is None:
        return None
    return spread(run.questions.warm.get("counted"))


def _times(theirs: float | None, ours: float | None) -> float | None:
    if theirs is None or ours is None:
        return None
    return theirs / ours


def growth(smaller: Run, larger: Run) -> dict[str, float]:
    """How many times larger each figure is in *larger*."""
    build, questions = smaller.build, smaller.questions
    grown = {
        "build time": larger.build.seconds / build.seconds,
        "index size": larger.build.index_mb / build.index_mb,
        "open to first answer": larger.questions.open_ms / questions.open_ms,
        "serving memory": larger.questions.serving_mb / questions.serving_mb,
    }
    latencies = {"first touch": (questions.first, larger.questions.first)}
    for mode, warm in questions.warm.items():
        latencies[mode] = (warm, larger.questions.warm[mode])
    for name, (one, other) in latencies.items():
        before, after = spread(one), spread(other)
        if before and after:
            grown[f"{name}, p50"] = after.p50 / before.p50
            grown[f"{name}, p95"] = after.p95 / before.p95
    return grown


def _growth_goal(smaller: Run, larger: Run | None) -> Goal:
    """No figure may grow more than this; the title names the one that grows most."""
    title = "largest growth at four times the size"
    if larger is None:
        return Goal(title, 4.2, "times", None)
    grown = growth(smaller, larger)
    most = max(grown, key=grown.__getitem__)
    times = grown[most]
    return Goal(f"{title}: {most}", 4.2, "times", times)
