"""Where the time goes: profiles of a build and of questions, summed up by module."""

from __future__ import annotations

import cProfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from pstats import Stats
from shutil import rmtree
from typing import Any, Final

from benchmarks.projektsok_system import SYSTEM
from benchmarks.queries import LoggedQuery
from indexer import build_index

ROOMS: Final = ("corpus", "search", "indexer")
_Function = tuple[str, int, str]
_Timing = tuple[int, int, float, float, Mapping[tuple[str, int, str], Any]]
_MOST_MODULES: Final = 12


def profile_build(corpus: Path, folder: Path) -> list[tuple[str, float]]:
    """(module, seconds of processor time) of a build in one process, the largest first."""
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    profile = cProfile.Profile()
    index = folder / "index"
    profile.runcall(build_index, [corpus], index, workers=1)
    return _largest(profile)


def profile_questions(
    folder: Path, log: Sequence[LoggedQuery], mode: str
) -> list[tuple[str, float]]:
    """(module, seconds) of putting the log once in *mode*, warm, the largest first."""
    session = SYSTEM.open(folder)
    for query in log:
        session.answer(query, mode)
    profile = cProfile.Profile()
    profile.enable()
    for query in log:
        session.answer(query, mode)
    profile.disable()
    session.close()
    return _largest(profile)


def _largest(profile: cProfile.Profile) -> list[tuple[str, float]]:
    stats: Any = Stats(profile)
    seconds = seconds_by_module(stats.stats)
    largest_first = sorted(seconds.items(), key=lambda item: -item[1])
    return largest_first[:_MOST_MODULES]


def seconds_by_module(stats: Mapping[_Function, _Timing]) -> dict[str, float]:
    """Own time by module, as in `pstats.Stats.stats`; that of built-in functions goes to the
    modules that call them.
    """
    seconds: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in stats.items():
        file, _, _ = function
        is_built_in = file == "~"
        if not is_built_in or not callers:
            seconds[module_of(function)] += own
            continue
        for caller, (_, _, own_from_there, _) in callers.items():
            seconds[module_of(caller)] += own_from_there
    return seconds


def module_of(function: _Function) -> str:
    """The module of a function of ours, the name of the library for others."""
    file, _, _ = function
    parts = Path(file).with_suffix("").parts
    for room in ROOMS:
        # Rooms are at most three folders deep.
        for depth in (-4, -3, -2):
            if parts[depth : depth + 1] == (room,):
                return ".".join(parts[depth:])
    if "site-packages" in parts:
        library = parts.index("site-packages") + 1
        return parts[library]
    return "Python itself"
