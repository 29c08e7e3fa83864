"""The time of a command: what a person at a shell waits for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from benchmarks.queries import LoggedQuery

STARTS: Final = 11


def command_times(
    index: Path, log: Sequence[LoggedQuery], starts: int = STARTS
) -> dict[str, float]:
    """The milliseconds of `projektsok search` and `suggest` over *index*, by command: from the
    start of the process to its end, with the answer written, the median of *starts* processes.

    Raises CalledProcessError where a command fails.
    """
    two_words = next(query for query in log if query.kind == "two")
    first_word, *_ = two_words.words
    commands: Mapping[str, Sequence[str]] = {
        "search": two_words.words,
        "suggest": (first_word[:4],),
    }
    times = {}
    for command, arguments in commands.items():
        line = [
            sys.executable,
            "-m",
            "projektsok",
            command,
            *arguments,
            "--index",
            str(index),
        ]
        times[command] = median(_process_ms(line) for _ in range(starts))
    return times


def _process_ms(command: Sequence[str]) -> float:
    started = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    stopped = perf_counter()
    seconds = stopped - started
    return seconds * 1000
