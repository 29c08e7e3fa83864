"""What RESULTS.md says of ours alone, beyond the comparison; nothing of what was not looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.command_times import STARTS
from benchmarks.correctness import Agreement
from benchmarks.figures import Percentiles, WebLoad
from benchmarks.results import OURS, Details, Results
from benchmarks.systems import MODES
from benchmarks.tables import figure, ratio, table


def own_sections(results: Results) -> Iterator[str]:
    """The sections, in their order."""
    details = results.details
    if details.agreement:
        yield from _agreement(details.agreement)
    if details.web:
        yield from _web(details.web)
    if details.command_ms:
        yield from _commands(details.command_ms)
    if details.variants:
        yield from _ablation(details)
    ours = results.at(1).get(OURS)
    if ours and details.build_profile:
        yield from _where(ours.build.stages, details)


def _agreement(agreement: Agreement) -> Iterator[str]:
    yield "## The same answers\n"
    yield (
        f"{agreement.compared} queries of words, phrases and prefixes were evaluated on arrays "
        "and by Whoosh's own matcher over the same index: "
        f"{len(agreement.differing)} totals differ.\n"
    )
    if agreement.differing:
        rows = [
            [query, str(of_arrays), str(of_whoosh)]
            for query, of_arrays, of_whoosh in agreement.differing
        ]
        yield table(["query", "arrays", "Whoosh"], rows)


def _web(loads: Sequence[WebLoad]) -> Iterator[str]:
    yield "## The web server\n"
    yield (
        f"waitress; {loads[0].connections} connections ask without pause from the same machine, "
        "ten cards a page.\n"
    )
    headings = [
        "address",
        "answers/s",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "failed",
        "resident MB",
    ]
    yield table(headings, map(_web_row, loads))


def _web_row(load: WebLoad) -> list[str]:
    return [
        f"`{load.path}`",
        figure(load.answers_per_second),
        figure(load.latency.p50),
        figure(load.latency.p95),
        figure(load.latency.p99),
        str(load.failed),
        figure(load.resident_mb),
    ]


def _commands(command_ms: Mapping[str, float]) -> Iterator[str]:
    yield "## The command line\n"
    yield (
        "From the start of a process to its end, the whole answer written, by the clock: "
        f"the median of {STARTS}.\n"
    )
    rows = [
        [f"`projektsok {command}`", figure(ms)]
        for command, ms in command_ms.items()
    ]
    yield table(["command", "ms"], rows)


def _ablation(details: Details) -> Iterator[str]:
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
    variants = [
        [title, *_beside(one, whole)] for title, one in details.variants
    ]
    yield table(headings, variants)
    yield "What the index holds:\n"
    total = sum(details.index_bytes.values())
    parts = []
    for part, size in details.index_bytes.items():
        parts.append([part, figure(size / 1e6), f"{size / total:.0%}"])
    yield table(["part", "MB", "share"], parts)
    yield "Seconds over the whole vocabulary when building, in one process:\n"
    steps = [
        [step, figure(seconds)]
        for step, seconds in details.vocabulary_times.items()
    ]
    yield table(["step", "s"], steps)
    words_per_second = figure(details.words_per_second)
    yield f"Analysis: {words_per_second} words/s in one process with a warm cache.\n"


def _beside(one: Percentiles, whole: Percentiles) -> list[str]:
    return [
        figure(one.p50),
        figure(one.p95),
        ratio(one.p50, whole.p50),
        ratio(one.p95, whole.p95),
    ]


def _where(stages: Mapping[str, float], details: Details) -> Iterator[str]:
    yield "## Where the time goes\n"
    if stages:
        yield "Stages of the build, by the clock (reading and analysis in worker processes):\n"
        rows = [[stage, figure(seconds)] for stage, seconds in stages.items()]
        yield table(["stage", "s"], rows)
    yield "A build of the smallest corpus in one process, under the profiler, by module:\n"
    yield _profile(details.build_profile)
    for mode, profile in details.question_profiles.items():
        yield f"The log, {MODES[mode]}, under the profiler, by module:\n"
        yield _profile(profile)


def _profile(profile: Sequence[tuple[str, float]]) -> str:
    total = sum(seconds for _, seconds in profile)
    rows = []
    for module, seconds in profile:
        share = seconds / total
        rows.append([f"`{module}`", figure(seconds), f"{share:.0%}"])
    return table(["module", "s", "share"], rows)
