"""What a measured process does: one task, read as JSON from standard input, its figures as JSON on
standard output.

Every system is built, opened and asked in processes of its own, so that none of them carries
another's memory, caches or collector. Times are in seconds for builds and in milliseconds for
questions.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, Final

from benchmarks.queries import LoggedQuery, logged_query
from benchmarks.systems import MODES, Session, System, system_named

READY: Final = "ready"
_PASSES: Final = 3


@dataclass(frozen=True, slots=True)
class Task:
    """*folder* is the index, *corpus* what it is built from. *seconds* bounds a pass over the log,
    *seed* orders it.
    """

    action: str
    system: str
    folder: str
    corpus: str = ""
    log: tuple[LoggedQuery, ...] = ()
    seed: int = 0
    seconds: float = 10.0

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Task:
        values = json.loads(text)
        return cls(**{**values, "log": tuple(map(logged_query, values["log"]))})


def build(task: Task) -> dict[str, Any]:
    """The seconds of a build, and of its stages where the system tells them."""
    system = system_named(task.system)
    started = perf_counter()
    stages = system.build(Path(task.corpus), Path(task.folder))
    return {"seconds": perf_counter() - started, "stages": dict(stages)}


def start(task: Task) -> dict[str, Any]:
    """The milliseconds from opening to the first answer, the imports done before."""
    system = system_named(task.system)
    started = perf_counter()
    session = system.open(Path(task.folder))
    session.answer(
        task.log[0],
        "cards" if system.supports(task.log[0], "cards") else "counted",
    )
    return {"ms": (perf_counter() - started) * 1000}


def ask(task: Task) -> dict[str, Any]:
    """The milliseconds of each query by its place in the log: the first time it is put, and warm in
    every mode.
    """
    system = system_named(task.system)
    session = system.open(Path(task.folder))
    # One question outside the log, so that what is loaded at the first answer is not held against a
    # term.
    session.answer(LoggedQuery("middle", ("bidrag",)), "top")
    first = _pass(system, session, task, "top")
    warm: dict[str, list[dict[int, float]]] = {}
    for mode in MODES:
        if any(system.supports(query, mode) for query in task.log):
            warm[mode] = [
                _pass(system, session, task, mode) for _ in range(_PASSES)
            ]
    return {"first": first, "warm": warm}


def _pass(
    system: System, session: Session, task: Task, mode: str
) -> dict[int, float]:
    """Every query of the log once, in an order of the task's own; what does not fit into its
    seconds is left out.
    """
    order = [
        place
        for place, query in enumerate(task.log)
        if system.supports(query, mode)
    ]
    Random(task.seed).shuffle(order)
    taken: dict[int, float] = {}
    end = perf_counter() + task.seconds
    for place in order:
        started = perf_counter()
        session.answer(task.log[place], mode)
        stopped = perf_counter()
        taken[place] = (stopped - started) * 1000
        if stopped > end:
            break
    return taken


def serve_log(task: Task) -> dict[str, Any]:
    """How many questions are answered, top, total and facets, in the task's seconds after the word
    to begin.
    """
    system = system_named(task.system)
    session = system.open(Path(task.folder))
    log = [query for query in task.log if system.supports(query, "counted")]
    Random(task.seed).shuffle(log)
    for query in log[: max(20, len(log) // 4)]:
        session.answer(query, "counted")
    print(READY, flush=True)
    sys.stdin.readline()
    answered, started = 0, perf_counter()
    for query in cycle(log):
        session.answer(query, "counted")
        answered += 1
        if perf_counter() - started > task.seconds:
            break
    return {"answered": answered, "seconds": perf_counter() - started}


_ACTIONS: Final[Mapping[str, Callable[[Task], dict[str, Any]]]] = {
    "build": build,
    "start": start,
    "ask": ask,
    "serve": serve_log,
}


def main() -> None:
    task = Task.from_json(sys.stdin.readline())
    print(json.dumps(_ACTIONS[task.action](task)), flush=True)


if __name__ == "__main__":
    main()
