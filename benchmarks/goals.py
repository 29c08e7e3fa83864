"""What the speed is to be, and whether it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.figures import Latencies, Percentiles, Run, percentiles
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
        return (
            self.measured >= self.limit
            if self.at_least
            else self.measured <= self.limit
        )


def goals(
    runs: Mapping[str, Run], larger: Run | None, log: Sequence[LoggedQuery]
) -> list[Goal]:
    """The goals over the *runs* at the full size by system and, of ours, the *larger* run at four
    times that.
    """
    ours = runs.get("projektsok")
    if ours is None:
        return []
    questions, build = ours.questions, ours.build
    counted, cards = (
        spread(questions.warm.get("counted")),
        spread(questions.warm.get("cards")),
    )
    prefix = spread(questions.warm.get("counted"), log, "prefix")
    first = spread(questions.first)
    return [
        Goal(
            "top-10, total, facets: p50",
            1,
            "ms",
            counted.p50 if counted else None,
        ),
        Goal(
            "top-10, total, facets: p95",
            5,
            "ms",
            counted.p95 if counted else None,
        ),
        Goal("with ten cards: p50", 6, "ms", cards.p50 if cards else None),
        Goal("with ten cards: p95", 20, "ms", cards.p95 if cards else None),
        Goal("prefix: p95", 10, "ms", prefix.p95 if prefix else None),
        Goal(
            "first touch of a term: p95", 20, "ms", first.p95 if first else None
        ),
        Goal("open to first answer", 400, "ms", questions.open_ms),
        Goal(
            "FTS5's p95 beside ours",
            5,
            "times",
            _beside(runs.get("fts5"), ours, "p95"),
            at_least=True,
        ),
        Goal(
            "plain Whoosh's p50 beside ours",
            20,
            "times",
            _beside(runs.get("whoosh"), ours, "p50"),
            at_least=True,
        ),
        _growth_goal(ours, larger),
        Goal(
            "sections a second when building",
            3_000,
            "sections/s",
            build.sections_per_second,
            at_least=True,
        ),
        Goal("peak memory when building", 600, "MB", build.peak_mb),
        Goal(
            "rate of building at four times the size",
            0.95,
            "times",
            _rate_kept(ours, larger),
            at_least=True,
        ),
        Goal("resident memory when serving", 250, "MB", questions.serving_mb),
    ]


def spread(
    latencies: Latencies | None,
    log: Sequence[LoggedQuery] = (),
    kind: str | None = None,
) -> Percentiles | None:
    """The percentiles over all queries, or over those of one *kind* of the *log*."""
    chosen = (latencies or {}).items()
    return percentiles(
        [
            taken
            for place, taken in chosen
            if kind is None or log[place].kind == kind
        ]
    )


def _beside(peer: Run | None, ours: Run, percentile: str) -> float | None:
    """How many times our time the peer takes for top-10, total and facets."""
    if peer is None:
        return None
    theirs, own = (
        spread(peer.questions.warm.get("counted")),
        spread(ours.questions.warm.get("counted")),
    )
    return (
        None
        if theirs is None or own is None
        else float(getattr(theirs, percentile) / getattr(own, percentile))
    )


def growth(smaller: Run, larger: Run) -> dict[str, float]:
    """How many times larger each figure is in *larger*."""
    grown = {
        "build time": larger.build.seconds / smaller.build.seconds,
        "index size": larger.build.index_mb / smaller.build.index_mb,
        "open to first answer": larger.questions.open_ms
        / smaller.questions.open_ms,
        "serving memory": larger.questions.serving_mb
        / smaller.questions.serving_mb,
    }
    pairs = {"first touch": (smaller.questions.first, larger.questions.first)}
    pairs |= {
        mode: (one, larger.questions.warm[mode])
        for mode, one in smaller.questions.warm.items()
    }
    for name, (one, other) in pairs.items():
        before, after = spread(one), spread(other)
        if before and after:
            grown |= {
                f"{name}, p50": after.p50 / before.p50,
                f"{name}, p95": after.p95 / before.p95,
            }
    return grown


def _growth_goal(smaller: Run, larger: Run | None) -> Goal:
    """No figure may grow more than this; the title names the one that grows most."""
    grown = growth(smaller, larger) if larger else {}
    most = max(grown, key=grown.__getitem__, default="")
    return Goal(
        f"largest growth at four times the size{f': {most}' if most else ''}",
        4.2,
        "times",
        grown.get(most),
    )


def _rate_kept(smaller: Run, larger: Run | None) -> float | None:
    return (
        None
        if larger is None
        else larger.build.sections_per_second
        / smaller.build.sections_per_second
    )
