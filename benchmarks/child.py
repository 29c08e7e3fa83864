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
        log = tuple(map(logged_query, values.pop("log")))
        return cls(**values, log=log)


def build(task: Task) -> dict[str, Any]:
    """The seconds of a build, and of its stages where the system tells them."""
    system = system_named(task.system)
    started = perf_counter()
    corpus, folder = Path(task.corpus), Path(task.folder)
    stages = system.build(corpus, folder)
    stopped = perf_counter()
    seconds = stopped - started
    return {"seconds": seconds, "stages": dict(stages)}


def start(task: Task) -> dict[str, Any]:
    """The milliseconds from opening to the first answer, the imports done before."""
    system = system_named(task.system)
    query = task.log[0]
    mode = "cards" if system.supports(query, "cards") else "counted"
    started = perf_counter()
    session = system.open(Path(task.folder))
    session.answer(query, mode)
    stopped = perf_counter()
    milliseconds = (stopped - started) * 1000
    return {"ms": milliseconds}


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
        is_supported = any(system.supports(query, mode) for query in task.log)
        if not is_supported:
            continue
        passes = [_pass(system, session, task, mode) for _ in range(_PASSES)]
        warm[mode] = passes
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
    random = Random(task.seed)
    random.shuffle(order)
    taken_ms: dict[int, float] = {}
    end = perf_counter() + task.seconds
    for place in order:
        query = task.log[place]
        started = perf_counter()
        session.answer(query, mode)
        stopped = perf_counter()
        taken_ms[place] = (stopped - started) * 1000
        if stopped > end:
            break
    return taken_ms


def serve_log(task: Task) -> dict[str, Any]:
    """How many questions are answered, top, total and facets, in the task's seconds after the word
    to begin.
    """
    system = system_named(task.system)
    session = system.open(Path(task.folder))
    log = [query for query in task.log if system.supports(query, "counted")]
    Random(task.seed).shuffle(log)
    warming = max(20, len(log) // 4)
    for query in log[:warming]:
        session.answer(query, "counted")
    print(READY, flush=True)
    sys.stdin.readline()
    answered = 0
    started = perf_counter()
    for query in cycle(log):
        session.answer(query, "counted")
        answered += 1
        seconds = perf_counter() - started
        if seconds > task.seconds:
            break
    return {"answered": answered, "seconds": seconds}


_ACTIONS: Final[Mapping[str, Callable[[Task], dict[str, Any]]]] = {
    "build": build,
    "start": start,
    "ask": ask,
    "serve": serve_log,
}


def main() -> None:
    line = sys.stdin.readline()
    task = Task.from_json(line)
    measure = _ACTIONS[task.action]
    figures = measure(task)
    print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
