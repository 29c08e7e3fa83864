"""Measures one system at one size: builds it, opens it in new processes, and puts the log to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from statistics import median
from typing import Final

from benchmarks.child import Task
from benchmarks.children import MEGABYTE, run, run_together
from benchmarks.figures import Build, Questions, Run, medians
from benchmarks.queries import LoggedQuery

PROCESSES: Final = (1, 2, 4)


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured. *pass_s* bounds one pass of a run over the log in one mode, *load_s*
    each load.
    """

    builds: int = 1
    starts: int = 5
    runs: int = 3
    pass_s: float = 4.0
    load_s: float = 3.0
    processes: tuple[int, ...] = PROCESSES


@dataclass(frozen=True, slots=True)
class Corpus:
    """A file of projects, *size* times the corpus."""

    path: Path
    size: float
    sections: int


def measure(
    system: str,
    corpus: Corpus,
    log: Sequence[LoggedQuery],
    folder: Path,
    effort: Effort,
) -> Run:
    """Everything about *system* over *corpus*; its index is left in *folder*. Raises
    ChildFailedError.
    """
    build = measure_build(system, corpus, folder, effort.builds)
    return Run(
        system,
        corpus.size,
        build,
        measure_questions(system, log, folder, effort),
    )


def measure_build(
    system: str, corpus: Corpus, folder: Path, times: int
) -> Build:
    """Builds the index *times* over; the last one stays."""
    task = Task("build", system, str(folder), corpus=str(corpus.path))
    outcomes = []
    for _ in range(times):
        rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        outcomes.append(run(task))
    files = [file for file in folder.rglob("*") if file.is_file()]
    index_bytes = sum(file.stat().st_size for file in files)
    return Build(
        seconds=median(outcome.figures["seconds"] for outcome in outcomes),
        sections=corpus.sections,
        peak_mb=median(outcome.peak_mb for outcome in outcomes),
        index_mb=index_bytes / MEGABYTE,
        stages=outcomes[-1].figures["stages"],
    )


def measure_questions(
    system: str, log: Sequence[LoggedQuery], folder: Path, effort: Effort
) -> Questions:
    """Cold starts, first touches, warm latencies and throughput over the index in *folder*."""
    two_words = next(query for query in log if query.kind == "two")
    start = Task("start", system, str(folder), log=(two_words,))
    starts = [run(start) for _ in range(effort.starts)]
    asked = [
        run(
            Task(
                "ask",
                system,
                str(folder),
                log=tuple(log),
                seed=seed,
                seconds=effort.pass_s,
            )
        )
        for seed in range(effort.runs)
    ]
    warm = {
        mode: medians(
            one for outcome in asked for one in outcome.figures["warm"][mode]
        )
        for mode in asked[0].figures["warm"]
    }
    return Questions(
        process_ms=median(outcome.process_ms for outcome in starts),
        open_ms=median(outcome.figures["ms"] for outcome in starts),
        serving_mb=median(outcome.peak_mb for outcome in asked),
        first=medians(outcome.figures["first"] for outcome in asked),
        warm=warm,
        throughput={
            count: _throughput(system, log, folder, count, effort.load_s)
            for count in effort.processes
        },
    )


def _throughput(
    system: str,
    log: Sequence[LoggedQuery],
    folder: Path,
    processes: int,
    seconds: float,
) -> float:
    tasks = [
        Task(
            "serve",
            system,
            str(folder),
            log=tuple(log),
            seed=seed,
            seconds=seconds,
        )
        for seed in range(processes)
    ]
    loads = run_together(tasks)
    rates: list[float] = [load["answered"] / load["seconds"] for load in loads]
    return sum(rates)
