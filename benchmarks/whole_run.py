"""One run of everything: the corpora, the systems one after another, and the details of ours."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.ablation import (
    index_bytes,
    query_times,
    vocabulary_times,
    words_per_second,
)
from benchmarks.benchmark_options import Options
from benchmarks.command_times import command_times
from benchmarks.correctness import compare_totals
from benchmarks.figures import Run
from benchmarks.generated import Shape, generate_statutes
from benchmarks.measuring import Corpus, Effort, measure
from benchmarks.profiling import profile_build, profile_questions
from benchmarks.projects import read_projects, write_projects
from benchmarks.query_log import make_log
from benchmarks.results import OURS, Details, Results
from benchmarks.statutes import SHARED_FILE, Statute, read_statutes
from benchmarks.systems import SYSTEMS, system_named
from benchmarks.web_load import load_server

ROOT: Final = Path(__file__).parent.parent
WORK: Final = ROOT / "build" / "benchmarks"
QUICK_SHARE: Final = 0.04
SLOW: Final = frozenset({"whoosh"})
"""Measured at the size of the corpus only, unless sizes are asked for: at four times it they
outlast all the others.
"""
PROFILED_MODES: Final = ("counted", "cards")
FULL_EFFORT: Final = Effort()
LARGE_EFFORT: Final = Effort(starts=3, runs=2, processes=())
QUICK_EFFORT: Final = Effort(starts=2, runs=1, pass_s=0.6, load_s=0.5)


class Benchmark:
    """One run of everything."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._statutes, self._origin = _statutes(options.quick)
        sizes = sorted({*options.sizes, 1.0})
        self._corpora = {size: self._corpus(size) for size in sizes}
        self._log = make_log(read_projects(self._corpora[1].path))

    def run(self) -> Results:
        only, sizes = self._options.only, self._options.sizes
        runs = [run for size in sizes for run in self._runs(size)]
        sections = self._corpora[1].sections
        has_details = OURS in only and 1 in sizes
        return Results(
            machine=_machine(),
            corpus=f"{self._origin} {sections:,} sections.",
            quick=self._options.quick,
            log=self._log,
            runs=runs,
            notes={name: system_named(name).note for name in only},
            details=self._details() if has_details else Details(),
        )

    def _corpus(self, size: float) -> Corpus:
        path = WORK / f"corpus-{size:g}.jsonl"
        sections = write_projects(self._statutes, size, path)
        return Corpus(path, size, sections)

    def _runs(self, size: float) -> Iterator[Run]:
        effort = FULL_EFFORT if size == 1 else LARGE_EFFORT
        if self._options.quick:
            effort = QUICK_EFFORT
        for name in self._options.only:
            if not self._is_measured(name, size):
                continue
            say(f"{SYSTEMS[name]}, {size:g} × korpusen …")
            started = perf_counter()
            yield measure(
                name,
                self._corpora[size],
                self._log,
                self._folder(name, size),
                effort,
            )
            seconds = perf_counter() - started
            say(f"  {seconds:.0f} s")

    def _is_measured(self, name: str, size: float) -> bool:
        if size == 1 or self._options.explicit_sizes:
            return True
        if name in SLOW:
            return False
        return size > 1 or name == OURS

    @staticmethod
    def _folder(name: str, size: float) -> Path:
        indexes = WORK / "index"
        return indexes / f"{name}-{size:g}"

    def _details(self) -> Details:
        say("Projektsök: kontroller, delar och profiler …")
        folder = self._folder(OURS, 1)
        index = folder / "index"
        quick = self._options.quick
        smallest = self._corpora[min(self._corpora)]
        return Details(
            agreement=compare_totals(index, self._log),
            web=load_server(index, self._log, seconds=1.0 if quick else 5.0),
            command_ms=command_times(index, self._log),
            variants=query_times(index, self._log),
            index_bytes=index_bytes(index),
            vocabulary_times=vocabulary_times(index),
            words_per_second=words_per_second(index),
            build_profile=profile_build(
                smallest.path, WORK / "index" / "profiled"
            ),
            question_profiles={
                mode: profile_questions(folder, self._log, mode)
                for mode in PROFILED_MODES
            },
        )


def _statutes(quick: bool) -> tuple[list[Statute], str]:
    """The texts, and a sentence on where they come from that the number of sections completes."""
    shared = ROOT / SHARED_FILE
    if quick:
        shape = Shape().part(QUICK_SHARE)
        return list(generate_statutes(shape)), "A small made-up corpus:"
    if shared.is_file():
        return list(read_statutes(shared)), "Swedish statutes:"
    made_up = list(generate_statutes(Shape()))
    return made_up, "A made-up corpus of the shape of the Swedish statutes:"


def _machine() -> str:
    cores, machine = os.cpu_count(), platform.machine()
    return f"Measured on {cores} cores of {machine} with Python {platform.python_version()}."


def say(text: str) -> None:
    """Tell the one who waits."""
    print(text, file=sys.stderr, flush=True)
