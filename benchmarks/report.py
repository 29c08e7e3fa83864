"""RESULTS.md: tables of absolute figures and of ratios, made from what was measured and nothing
else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.correctness import Agreement
from benchmarks.figures import Percentiles, Run, WebLoad
from benchmarks.goals import FULL_SECTIONS, goals, growth, spread
from benchmarks.queries import LOG_KINDS, LoggedQuery
from benchmarks.systems import MODES, SYSTEMS
from benchmarks.tables import NOTHING, figure, ratio, table

OURS = "projektsok"
_QUICK = (
    "**A quick run over a small corpus: the figures say that the "
    "benchmark works, not how fast anything is.**\n"
)
_METHOD = """\
Every system is built, opened and asked in processes of its own. A query's time is the median of
several passes in several processes; percentiles are over the queries of the log. Files are in the
system's cache. Peers rank sections and are asked for fifty, of which the first ten distinct
projects are the answer; their totals and facets (two: year and region) count projects, their
cards show one passage each. Projektsök ranks projects, whose words may stand in different
sections, counts seven facets and shows up to three passages a card: it does more for its time.
"""


@dataclass(frozen=True, slots=True)
class Details:
    """What is said of ours beyond the comparison; empty where it was not looked at."""

    agreement: Agreement | None = None
    web: Sequence[WebLoad] = ()
    variants: Sequence[tuple[str, Percentiles]] = ()
    index_bytes: Mapping[str, int] = field(default_factory=dict)
    vocabulary_times: Mapping[str, float] = field(default_factory=dict)
    tokens_per_second: float | None = None
    build_profile: Sequence[tuple[str, float]] = ()
    question_profiles: Mapping[str, Sequence[tuple[str, float]]] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class Results:
    """All that was measured. *machine* and *corpus* are sentences, *notes* what each system
    does.
    """

    machine: str
    corpus: str
    quick: bool
    log: Sequence[LoggedQuery]
    runs: Sequence[Run]
    notes: Mapping[str, str]
    details: Details

    def at(self, size: float) -> dict[str, Run]:
        """The runs at *size* by system."""
        return {run.system: run for run in self.runs if run.size == size}

    @property
    def sizes(self) -> list[float]:
        return sorted({run.size for run in self.runs})


_MISSED: Final = Path(__file__).with_name("missed.md")
"""What to know of the goals that are missed: no measurement can say why."""


def report(results: Results) -> str:
    """The whole of RESULTS.md."""
    parts = [
        "# Speed, size and memory\n",
        "Written by `make bench`; no figure in the tables is typed by hand.\n",
    ]
    if results.quick:
        parts.append(_QUICK)
    parts += [
        f"{results.machine} {results.corpus}\n",
        _METHOD,
        _systems(results),
    ]
    parts += [*_goals(results), _MISSED.read_text("utf-8"), *_log(results)]
    for size in results.sizes:
        parts += _at_size(results, size)
    parts += [
        *_growth(results),
        *_agreement(results),
        *_web(results),
        *_ablation(results),
        *_where(results),
    ]
    return "\n".join(parts)


def _systems(results: Results) -> str:
    return (
        "\n".join(
            f"* {SYSTEMS[name]} {note}." for name, note in results.notes.items()
        )
        + "\n"
    )


def _goals(results: Results) -> Iterator[str]:
    ours = results.at(1).get(OURS)
    rows = goals(results.at(1), results.at(4).get(OURS), results.log)
    if ours is None or not rows:
        return
    yield "## Goals\n"
    if ours.build.sections < FULL_SECTIONS:
        yield f"The goals are for {FULL_SECTIONS:,} sections; these are {ours.build.sections:,}.\n"
    said = {True: "met", False: "**missed**", None: "not measured"}
    yield table(
        ["goal", "limit", "measured", "of the limit", ""],
        [
            [
                goal.title,
                f"{'≥' if goal.at_least else '≤'} {figure(goal.limit)} {goal.unit}",
                figure(goal.measured),
                ratio(goal.measured, goal.limit),
                said[goal.met],
            ]
            for goal in rows
        ],
    )


def _log(results: Results) -> Iterator[str]:
    yield "## The log\n"
    counts = {
        kind: sum(query.kind == kind for query in results.log)
        for kind in LOG_KINDS
    }
    yield f"{len(results.log)} queries, drawn from the corpus by a seed.\n"
    yield table(
        ["kind", "queries"],
        [
            [f"{kind}: {what}", str(counts[kind])]
            for kind, what in LOG_KINDS.items()
        ],
    )


def _at_size(results: Results, size: float) -> Iterator[str]:
    runs = results.at(size)
    sections = next(iter(runs.values())).build.sections
    yield f"## At {figure(size)} times the corpus: {sections:,} sections\n"
    yield "### Building, opening, memory\n"
    yield _building(runs)
    for mode, title in MODES.items():
        yield f"### {title[0].upper()}{title[1:]}\n"
        yield _latencies(
            runs,
            {
                name: spread(run.questions.warm.get(mode))
                for name, run in runs.items()
            },
        )
    yield "### First touch: every query for the first time in a new process, top-10 alone\n"
    yield _latencies(
        runs, {name: spread(run.questions.first) for name, run in runs.items()}
    )
    yield "### By kind of query: top-10, total and facets, p50 / p95 ms\n"
    yield _by_kind(runs, results.log)
    if any(run.questions.throughput for run in runs.values()):
        yield "### Answers a second: top-10, total and facets\n"
        yield _throughput(runs)


def _building(runs: Mapping[str, Run]) -> str:
    ours = runs[OURS].build if OURS in runs else None
    headings = [
        "system",
        "build s",
        "beside ours",
        "sections/s",
        "peak MB",
        "index MB",
        "beside ours",
    ]
    headings += ["process to answer ms", "open to answer ms", "serving MB"]
    rows = []
    for name, run in runs.items():
        build, questions = run.build, run.questions
        row = [
            SYSTEMS[name],
            figure(build.seconds),
            ratio(build.seconds, ours.seconds if ours else None),
        ]
        row += [figure(build.sections_per_second), figure(build.peak_mb)]
        row += [
            figure(build.index_mb),
            ratio(build.index_mb, ours.index_mb if ours else None),
        ]
        row += [
            figure(questions.process_ms),
            figure(questions.open_ms),
            figure(questions.serving_mb),
        ]
        rows.append(row)
    return table(headings, rows)


def _latencies(
    runs: Mapping[str, Run], spreads: Mapping[str, Percentiles | None]
) -> str:
    ours = spreads.get(OURS)
    rows = []
    for name in runs:
        one = spreads[name]
        if one is None:
            rows.append([SYSTEMS[name], *([NOTHING] * 6)])
            continue
        row = [SYSTEMS[name], figure(one.p50), figure(one.p95), figure(one.p99)]
        row += (
            [ratio(one.p50, ours.p50), ratio(one.p95, ours.p95)]
            if ours
            else [NOTHING, NOTHING]
        )
        rows.append([*row, str(one.queries)])
    return table(
        [
            "system",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "p50 beside ours",
            "p95 beside ours",
            "queries",
        ],
        rows,
    )


def _by_kind(runs: Mapping[str, Run], log: Sequence[LoggedQuery]) -> str:
    rows = []
    for kind in LOG_KINDS:
        found = [
            spread(run.questions.warm.get("counted"), log, kind)
            for run in runs.values()
        ]
        rows.append(
            [
                kind,
                *(
                    f"{figure(one.p50)} / {figure(one.p95)}" if one else NOTHING
                    for one in found
                ),
            ]
        )
    return table(["kind", *(SYSTEMS[name] for name in runs)], rows)


def _throughput(runs: Mapping[str, Run]) -> str:
    counts = sorted(
        {count for run in runs.values() for count in run.questions.throughput}
    )
    rows = [
        [
            SYSTEMS[name],
            *(figure(run.questions.throughput.get(n)) for n in counts),
        ]
        for name, run in runs.items()
    ]
    return table(
        [
            "system",
            *(f"{count} process{'es' * (count > 1)}" for count in counts),
        ],
        rows,
    )


def _growth(results: Results) -> Iterator[str]:
    smaller, larger = results.at(1), results.at(4)
    shared = [name for name in smaller if name in larger]
    if not shared:
        return
    yield "## Growth from one to four times the corpus\n"
    yield "![Growth](growth.svg)\n"
    grown = {name: growth(smaller[name], larger[name]) for name in shared}
    figures = list(
        dict.fromkeys(
            figure_name for one in grown.values() for figure_name in one
        )
    )
    rows = [
        [name, *(ratio(grown[system].get(name), 1.0) for system in shared)]
        for name in figures
    ]
    yield table(["figure", *(SYSTEMS[name] for name in shared)], rows)


def _agreement(results: Results) -> Iterator[str]:
    agreement = results.details.agreement
    if agreement is None:
        return
    yield "## The same answers\n"
    yield (
        f"{agreement.compared} queries of words, phrases and prefixes "
        f"were evaluated on arrays and by Whoosh's own "
        f"matcher over the same index: {len(agreement.differing)} totals differ.\n"
    )
    if agreement.differing:
        yield table(
            ["query", "arrays", "Whoosh"],
            [[q, str(a), str(w)] for q, a, w in agreement.differing],
        )


def _web(results: Results) -> Iterator[str]:
    loads = results.details.web
    if not loads:
        return
    yield "## The web server\n"
    yield (
        f"waitress; {loads[0].connections} connections ask without "
        f"pause from the same machine, ten cards a page.\n"
    )
    yield table(
        [
            "address",
            "answers/s",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "failed",
            "resident MB",
        ],
        [
            [
                f"`{load.path}`",
                figure(load.answers_per_second),
                *map(
                    figure,
                    (load.latency.p50, load.latency.p95, load.latency.p99),
                ),
                str(load.failed),
                figure(load.resident_mb),
            ]
            for load in loads
        ],
    )


def _ablation(results: Results) -> Iterator[str]:
    details = results.details
    if not details.variants:
        return
    yield "## What the Swedish chain costs\n"
    yield "Ranking the log with total and facets, warm, with parts of the chain left out:\n"
    _, whole = details.variants[0]
    headings = [
        "evaluated",
        "p50 ms",
        "p95 ms",
        "p50 beside the whole",
        "p95 beside the whole",
    ]
    yield table(
        headings,
        [[title, *_beside(one, whole)] for title, one in details.variants],
    )
    total = sum(details.index_bytes.values())
    yield "What the index holds:\n"
    yield table(
        ["part", "MB", "share"],
        [
            [part, figure(size / 1e6), f"{size / total:.0%}"]
            for part, size in details.index_bytes.items()
        ],
    )
    yield "Seconds over the whole vocabulary when building, in one process:\n"
    yield table(
        ["step", "s"],
        [
            [step, figure(seconds)]
            for step, seconds in details.vocabulary_times.items()
        ],
    )
    yield (
        f"Analysis: {figure(details.tokens_per_second)} tokens/s "
        f"in one process with a warm cache.\n"
    )


def _beside(one: Percentiles, whole: Percentiles) -> list[str]:
    return [
        figure(one.p50),
        figure(one.p95),
        ratio(one.p50, whole.p50),
        ratio(one.p95, whole.p95),
    ]


def _where(results: Results) -> Iterator[str]:
    details, ours = results.details, results.at(1).get(OURS)
    if ours is None or not details.build_profile:
        return
    yield "## Where the time goes\n"
    if ours.build.stages:
        yield "Stages of the build, by the clock (reading and analysis in worker processes):\n"
        yield table(
            ["stage", "s"],
            [
                [stage, figure(seconds)]
                for stage, seconds in ours.build.stages.items()
            ],
        )
    yield "A build of the smallest corpus in one process, under the profiler, by module:\n"
    yield _profile(details.build_profile)
    for mode, profile in details.question_profiles.items():
        yield f"The log, {MODES[mode]}, under the profiler, by module:\n"
        yield _profile(profile)


def _profile(profile: Sequence[tuple[str, float]]) -> str:
    total = sum(seconds for _, seconds in profile)
    rows = [
        [f"`{module}`", figure(seconds), f"{seconds / total:.0%}"]
        for module, seconds in profile
    ]
    return table(["module", "s", "share"], rows)
