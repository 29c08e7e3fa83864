"""Running measured processes and watching how much memory they and their own children take."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Final

import psutil

from benchmarks.child import READY, Task

_SAMPLED_EVERY_S: Final = 0.02
_COMMAND: Final = (sys.executable, "-m", "benchmarks.child")
MEGABYTE: Final = 1_000_000


class ChildFailedError(Exception):
    """A measured process ended without figures."""

    def __init__(self, task: Task) -> None:
        super().__init__(
            f"{task.system}: uppgiften {task.action} misslyckades; felet står ovanför."
        )
        self.task = task


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures of a task, the milliseconds from the start of its process to them, and its peak
    memory.

    *peak_mb* is the largest sum of resident memory over the process and its children, in megabytes
    of 10^6 bytes; pages that several of them share count once for each.
    """

    figures: dict[str, Any]
    process_ms: float
    peak_mb: float


def run(task: Task) -> Outcome:
    """Do *task* in a process of its own. Raises ChildFailedError."""
    started = perf_counter()
    with _child(task) as process, _watched(process.pid) as memory:
        line = _next_line(process)
        seconds = perf_counter() - started
    if not line:
        raise ChildFailedError(task)
    return Outcome(
        figures=json.loads(line),
        process_ms=seconds * 1000,
        peak_mb=memory.peak / MEGABYTE,
    )


def run_together(tasks: Iterable[Task]) -> list[dict[str, Any]]:
    """Do "serve" tasks at the same time, each in a process of its own; they begin when all are
    ready.
    """
    with ExitStack() as stack:
        children = [(task, stack.enter_context(_child(task))) for task in tasks]
        for task, process in children:
            if _next_line(process).strip() != READY:
                raise ChildFailedError(task)
        for _, process in children:
            _send("", process)
        figures = []
        for task, process in children:
            line = _next_line(process)
            if not line:
                raise ChildFailedError(task)
            figures.append(json.loads(line))
        return figures


def _next_line(process: subprocess.Popen[str]) -> str:
    """What the process says next, "" when it has ended."""
    if process.stdout is None:
        return ""
    return process.stdout.readline()


def _send(line: str, process: subprocess.Popen[str]) -> None:
    pipe = process.stdin
    if pipe is None:
        return
    pipe.write(f"{line}\n")
    pipe.flush()


@contextmanager
def _child(task: Task) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        _send(task.to_json(), process)
        yield process
        process.communicate()
    finally:
        process.kill()
        process.wait()


@dataclass(slots=True)
class _Memory:
    """The largest resident memory seen, in bytes."""

    peak: int = 0


@contextmanager
def _watched(pid: int) -> Iterator[_Memory]:
    memory = _Memory()
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(_SAMPLED_EVERY_S):
            now = resident_bytes(pid)
            memory.peak = max(memory.peak, now)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield memory
    finally:
        stop.set()
        watcher.join()


def resident_bytes(pid: int) -> int:
    """The resident memory of a process and all below it; 0 when it is gone."""
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(map(_own_resident_bytes, family))


def _own_resident_bytes(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
