"""RESULTS.md: tables of absolute figures and of ratios, made from what was measured and nothing
else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.figures import Percentiles, Run
from benchmarks.goals import FULL_SECTIONS, Goal, goals, growth, spread
from benchmarks.own_report import own_sections
from benchmarks.queries import LOG_KINDS, LoggedQuery
from benchmarks.results import OURS, Results
from benchmarks.systems import MODES, SYSTEMS
from benchmarks.tables import NOTHING, figure, ratio, table

_QUICK: Final = """\
**A quick run over a small corpus: the figures say that the benchmark works, not how fast anything
is.**
"""
_METHOD: Final = """\
Every system is built, opened and asked in processes of its own. A query's time is the median of
several passes in several processes; percentiles are over the queries of the log. Files are in the
system's cache. Peers rank sections and are asked for fifty, of which the first ten distinct
projects are the answer; their totals and facets (two: year and region) count projects, their cards
show one passage each. Projektsök ranks projects, whose words may stand in different sections,
counts seven facets and shows up to three passages a card: it does more for its time.
"""
_MISSED: Final = Path(__file__).with_name("missed.md")
"""What to know of the goals that are missed: no measurement can say why."""
_VERDICTS: Final = {True: "met", False: "**missed**", None: "not measured"}
_BUILDING_HEADINGS: Final = (
    "system",
    "build s",
    "beside ours",
    "sections/s",
    "peak MB",
    "index MB",
    "beside ours",
    "process to answer ms",
    "open to answer ms",
    "serving MB",
)
_LATENCY_HEADINGS: Final = (
    "system",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "p50 beside ours",
    "p95 beside ours",
    "queries",
)


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
    parts += _goals(results)
    parts.append(_MISSED.read_text("utf-8"))
    parts += _log(results.log)
    for size in results.sizes:
        parts += _at_size(results, size)
    parts += _growth(results)
    parts += own_sections(results)
    return "\n".join(parts)


def _systems(results: Results) -> str:
    lines = [
        f"* {SYSTEMS[name]} {note}.\n" for name, note in results.notes.items()
    ]
    return "".join(lines)


def _goals(results: Results) -> Iterator[str]:
    full_size = results.at(1)
    larger = results.at(4).get(OURS)
    search_ms = results.details.command_ms.get("search")
    rows = goals(full_size, larger, results.log, search_ms)
    if not rows:
        return
    yield "## Goals\n"
    sections = full_size[OURS].build.sections
    if sections < FULL_SECTIONS:
        yield f"The goals are for {FULL_SECTIONS:,} sections; these are {sections:,}.\n"
    headings = ["goal", "limit", "measured", "of the limit", ""]
    yield table(headings, map(_goal_row, rows))


def _goal_row(goal: Goal) -> list[str]:
    sign = "≥" if goal.at_least else "≤"
    return [
        goal.title,
        f"{sign} {figure(goal.limit)} {goal.unit}",
        figure(goal.measured),
        ratio(goal.measured, goal.limit),
        _VERDICTS[goal.met],
    ]


def _log(log: Sequence[LoggedQuery]) -> Iterator[str]:
    counts = Counter(query.kind for query in log)
    yield "## The log\n"
    yield f"{len(log)} queries, drawn from the corpus by a seed.\n"
    rows = [
        [f"{kind}: {what}", str(counts[kind])]
        for kind, what in LOG_KINDS.items()
    ]
    yield table(["kind", "queries"], rows)


def _at_size(results: Results, size: float) -> Iterator[str]:
    runs = results.at(size)
    first, *_ = runs.values()
    yield f"## At {figure(size)} times the corpus: {first.build.sections:,} sections\n"
    yield "### Building, opening, memory\n"
    yield _building(runs)
    for mode, title in MODES.items():
        capital, rest = title[0].upper(), title[1:]
        yield f"### {capital}{rest}\n"
        yield _latencies(
            {
                name: spread(run.questions.warm.get(mode))
                for name, run in runs.items()
            }
        )
    yield "### First touch: every query for the first time in a new process, top-10 alone\n"
    yield _latencies(
        {name: spread(run.questions.first) for name, run in runs.items()}
    )
    yield "### By kind of query: top-10, total and facets, p50 / p95 ms\n"
    yield _by_kind(runs, results.log)
    if any(run.questions.throughput for run in runs.values()):
        yield "### Answers a second: top-10, total and facets\n"
        yield _throughput(runs)


def _building(runs: Mapping[str, Run]) -> str:
    ours = runs.get(OURS)
    rows = [_building_row(run, ours) for run in runs.values()]
    return table(_BUILDING_HEADINGS, rows)


def _building_row(run: Run, ours: Run | None) -> list[str]:
    build, questions = run.build, run.questions
    our_seconds = ours.build.seconds if ours else None
    our_size = ours.build.index_mb if ours else None
    return [
        SYSTEMS[run.system],
        figure(build.seconds),
        ratio(build.seconds, our_seconds),
        figure(build.sections_per_second),
        figure(build.peak_mb),
        figure(build.index_mb),
        ratio(build.index_mb, our_size),
        figure(questions.process_ms),
        figure(questions.open_ms),
        figure(questions.serving_mb),
    ]


def _latencies(spreads: Mapping[str, Percentiles | None]) -> str:
    ours = spreads.get(OURS)
    rows = [
        _latency_row(SYSTEMS[name], one, ours) for name, one in spreads.items()
    ]
    return table(_LATENCY_HEADINGS, rows)


def _latency_row(
    title: str, one: Percentiles | None, ours: Percentiles | None
) -> list[str]:
    if one is None:
        return [title, *[NOTHING] * (len(_LATENCY_HEADINGS) - 1)]
    return [
        title,
        figure(one.p50),
        figure(one.p95),
        figure(one.p99),
        ratio(one.p50, ours.p50 if ours else None),
        ratio(one.p95, ours.p95 if ours else None),
        str(one.queries),
    ]


def _by_kind(runs: Mapping[str, Run], log: Sequence[LoggedQuery]) -> str:
    rows = []
    for kind in LOG_KINDS:
        row = [kind]
        for run in runs.values():
            one = spread(run.questions.warm.get("counted"), log, kind)
            row.append(
                f"{figure(one.p50)} / {figure(one.p95)}" if one else NOTHING
            )
        rows.append(row)
    titles = [SYSTEMS[name] for name in runs]
    return table(["kind", *titles], rows)


def _throughput(runs: Mapping[str, Run]) -> str:
    counts = sorted(
        {count for run in runs.values() for count in run.questions.throughput}
    )
    headings = ["system"]
    for count in counts:
        headings.append(
            f"{count} process" if count == 1 else f"{count} processes"
        )
    rows = []
    for name, run in runs.items():
        answers = [run.questions.throughput.get(count) for count in counts]
        rows.append([SYSTEMS[name], *map(figure, answers)])
    return table(headings, rows)


def _growth(results: Results) -> Iterator[str]:
    smaller, larger = results.at(1), results.at(4)
    grown = {
        name: growth(smaller[name], larger[name])
        for name in smaller
        if name in larger
    }
    if not grown:
        return
    yield "## Growth from one to four times the corpus\n"
    yield "![Growth](growth.svg)\n"
    figures: dict[str, None] = {}
    for times in grown.values():
        figures |= dict.fromkeys(times)
    rows = []
    for name in figures:
        cells = [ratio(times.get(name), 1.0) for times in grown.values()]
        rows.append([name, *cells])
    titles = [SYSTEMS[name] for name in grown]
    yield table(["figure", *titles], rows)
