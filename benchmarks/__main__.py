"""`python -m benchmarks`: measures everything and writes RESULTS.md and growth.svg."""

from __future__ import annotations

import json
import os
import platform
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import rmtree
from time import perf_counter
from typing import Final

from benchmarks.ablation import (
    index_bytes,
    query_times,
    tokens_per_second,
    vocabulary_times,
)
from benchmarks.correctness import compare_totals
from benchmarks.figures import Run
from benchmarks.generated import Shape, generate_statutes
from benchmarks.goals import spread
from benchmarks.growth_plot import growth_svg
from benchmarks.measuring import Corpus, Effort, measure
from benchmarks.profiling import profile_build, profile_questions
from benchmarks.projects import read_projects, write_projects
from benchmarks.query_log import make_log
from benchmarks.report import OURS, Details, Results, report
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
FULL_EFFORT: Final = Effort()
LARGE_EFFORT: Final = Effort(starts=3, runs=2, processes=())
QUICK_EFFORT: Final = Effort(starts=2, runs=1, pass_s=0.6, load_s=0.5)


def main() -> None:
    options = _options()
    os.chdir(ROOT)  # the measured processes find the packages where they stand
    rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    started = perf_counter()
    results = Benchmark(options).run()
    out = options.out or (ROOT / "benchmarks" if options.complete else WORK)
    out.mkdir(parents=True, exist_ok=True)
    (WORK / "figures.json").write_text(
        json.dumps([asdict(run) for run in results.runs], indent=1), "utf-8"
    )
    (out / "RESULTS.md").write_text(report(results), "utf-8")
    (out / "growth.svg").write_text(_plot(results), "utf-8")
    rmtree(WORK / "index", ignore_errors=True)
    for corpus in WORK.glob("corpus-*.jsonl"):
        corpus.unlink()
    _say(f"Klart på {perf_counter() - started:.0f} s: {out / 'RESULTS.md'}")


@dataclass(frozen=True, slots=True)
class Options:
    """*complete* tells whether the run may replace the published results."""

    quick: bool
    only: tuple[str, ...]
    sizes: tuple[float, ...]
    explicit_sizes: bool
    out: Path | None

    @property
    def complete(self) -> bool:
        return (
            not self.quick
            and not self.explicit_sizes
            and set(self.only) == set(SYSTEMS)
        )


def _options() -> Options:
    parser = ArgumentParser(
        prog="python -m benchmarks",
        description="Mäter Projektsök bredvid andra sökmotorer.",
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="ett litet korpus, en minut: visar att allt går",
    )
    parser.add_argument(
        "--only",
        nargs="+",
        choices=SYSTEMS,
        default=list(SYSTEMS),
        help="bara de här systemen",
    )
    parser.add_argument(
        "--sizes",
        nargs="+",
        type=float,
        help="storlekar, i gånger korpusen (0.25 1 4)",
    )
    parser.add_argument(
        "--out", type=Path, help="mapp för RESULTS.md och growth.svg"
    )
    given: Namespace = parser.parse_args()
    sizes = tuple(given.sizes or ((1,) if given.quick else (0.25, 1, 4)))
    out = given.out.resolve() if given.out else None
    return Options(
        given.quick, tuple(given.only), sizes, bool(given.sizes), out
    )


class Benchmark:
    """One run of everything."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._statutes, self._origin = _statutes(options.quick)
        self._corpora = {
            size: self._corpus(size) for size in sorted({*options.sizes, 1.0})
        }
        self._log = make_log(read_projects(self._corpora[1].path))

    def run(self) -> Results:
        runs = [run for size in self._options.sizes for run in self._runs(size)]
        first = self._corpora[1]
        return Results(
            machine=_machine(),
            corpus=f"{self._origin} {first.sections:,} sections.",
            quick=self._options.quick,
            log=self._log,
            runs=runs,
            notes={
                name: system_named(name).note for name in self._options.only
            },
            details=self._details()
            if OURS in self._options.only and 1 in self._options.sizes
            else Details(),
        )

    def _corpus(self, size: float) -> Corpus:
        path = WORK / f"corpus-{size:g}.jsonl"
        return Corpus(path, size, write_projects(self._statutes, size, path))

    def _runs(self, size: float) -> Iterator[Run]:
        effort = (
            QUICK_EFFORT
            if self._options.quick
            else FULL_EFFORT
            if size == 1
            else LARGE_EFFORT
        )
        for name in self._options.only:
            if (
                size != 1
                and not self._options.explicit_sizes
                and (name in SLOW or (size < 1 and name != OURS))
            ):
                continue
            _say(f"{SYSTEMS[name]}, {size:g} × korpusen …")
            started = perf_counter()
            yield measure(
                name,
                self._corpora[size],
                self._log,
                self._folder(name, size),
                effort,
            )
            _say(f"  {perf_counter() - started:.0f} s")

    @staticmethod
    def _folder(name: str, size: float) -> Path:
        return WORK / "index" / f"{name}-{size:g}"

    def _details(self) -> Details:
        _say("Projektsök: kontroller, delar och profiler …")
        folder, options = self._folder(OURS, 1), self._options
        index, smallest = folder / "index", self._corpora[min(self._corpora)]
        return Details(
            agreement=compare_totals(index, self._log),
            web=load_server(index, self._log, 1.0 if options.quick else 5.0),
            variants=query_times(index, self._log),
            index_bytes=index_bytes(index),
            vocabulary_times=vocabulary_times(index),
            tokens_per_second=tokens_per_second(index),
            build_profile=profile_build(
                smallest.path, WORK / "index" / "profiled"
            ),
            question_profiles={
                mode: profile_questions(folder, self._log, mode)
                for mode in ("counted", "cards")
            },
        )


def _statutes(quick: bool) -> tuple[list[Statute], str]:
    """The texts, and a sentence on where they come from that the number of sections completes."""
    shared = ROOT / SHARED_FILE
    if quick:
        return list(
            generate_statutes(Shape().part(QUICK_SHARE))
        ), "A small made-up corpus:"
    if shared.is_file():
        return list(read_statutes(shared)), "Swedish statutes:"
    return list(
        generate_statutes(Shape())
    ), "A made-up corpus of the shape of the Swedish statutes:"


def _machine() -> str:
    cores = os.cpu_count()
    return (
        f"Measured on {cores} cores of {platform.machine()} with "
        f"Python {platform.python_version()}."
    )


def _plot(results: Results) -> str:
    lines: dict[str, list[tuple[float, float]]] = {}
    for run in sorted(results.runs, key=lambda run: run.size):
        found = spread(run.questions.warm.get("counted"))
        if found:
            lines.setdefault(f"{SYSTEMS[run.system]}, p95", []).append(
                (run.build.sections, found.p95)
            )
    return growth_svg(
        "Top-10, total and facets", "sections", "milliseconds", lines
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
