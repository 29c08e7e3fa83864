"""`python -m benchmarks`: measures everything and writes RESULTS.md and growth.svg."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from shutil import rmtree
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.benchmark_options import read_options
from benchmarks.goals import spread
from benchmarks.growth_plot import growth_svg
from benchmarks.systems import SYSTEMS

if TYPE_CHECKING:
    from benchmarks.results import Results


def main() -> None:
    options = read_options()
    # Imported here, so that the help is shown where the libraries of `make bench` are missing.
    from benchmarks.whole_run import ROOT, WORK, Benchmark, say

    os.chdir(ROOT)  # the measured processes find the packages where they stand
    rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    started = perf_counter()
    results = Benchmark(options).run()
    published = ROOT / "benchmarks"
    out = options.out or (published if options.complete else WORK)
    figures = [asdict(run) for run in results.runs]
    (WORK / "figures.json").write_text(json.dumps(figures, indent=1), "utf-8")
    _write(results, out)
    rmtree(WORK / "index", ignore_errors=True)
    for corpus in WORK.glob("corpus-*.jsonl"):
        corpus.unlink()
    seconds = perf_counter() - started
    say(f"Klart på {seconds:.0f} s: {out / 'RESULTS.md'}")


def _write(results: Results, out: Path) -> None:
    from benchmarks.report import report

    out.mkdir(parents=True, exist_ok=True)
    (out / "RESULTS.md").write_text(report(results), "utf-8")
    (out / "growth.svg").write_text(_plot(results), "utf-8")


def _plot(results: Results) -> str:
    lines: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for run in sorted(results.runs, key=lambda run: run.size):
        counted = spread(run.questions.warm.get("counted"))
        if counted:
            point = (run.build.sections, counted.p95)
            lines[f"{SYSTEMS[run.system]}, p95"].append(point)
    return growth_svg(
        "Top-10, total and facets", "sections", "milliseconds", lines
    )


if __name__ == "__main__":
    main()
