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
    profile.runcall(build_index, [corpus], folder / "index", workers=1)
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
    return sorted(seconds.items(), key=lambda item: -item[1])[:_MOST_MODULES]


def seconds_by_module(
    stats: Mapping[_Function, _Timing],
) -> dict[str, float]:
    """Own time by module, as in `pstats.Stats.stats`; that of built-in functions goes to the
    modules that call them.
    """
    seconds: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in stats.items():
        if function[0] != "~" or not callers:
            seconds[module_of(function)] += own
            continue
        for caller, (_, _, own_from_there, _) in callers.items():
            seconds[module_of(caller)] += own_from_there
    return seconds


def module_of(function: _Function) -> str:
    """`search.engine.gram_scores` for functions of ours, the name of the library for others."""
    path = Path(function[0])
    parts = path.with_suffix("").parts
    for room in ROOMS:
        if room in parts[-3:-1]:
            return ".".join(parts[len(parts) - 1 - parts[::-1].index(room) :])
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    return "Python itself"
