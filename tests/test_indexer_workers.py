"""Work in other processes comes back whole, in order, and ends with the one who asked for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.errors import TaskFailedError, WorkerLostError
from indexer.workers import map_in_order
from wording.errors import error_text


def square_and_process(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def die_at_three(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number


class OddError(Exception):
    """Cannot be sent between processes: it is made of more than its text."""

    def __init__(self, number: int, other: int) -> None:
        super().__init__(f"number {number}")


def raise_at_three(number: int) -> int:
    if number == 3:
        raise OddError(number, 0)
    if number == 13:
        raise EOFError("no end of a pipe")
    return number


def not_picklable(number: int) -> object:
    return lambda: number


def large(number: int) -> bytes:
    return bytes([number]) * 1_000_000


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(workers: int) -> None:
    results = list(map_in_order(square_and_process, range(40), workers))
    assert [square for square, _ in results] == [
        number * number for number in range(40)
    ]


def test_several_workers_are_other_processes() -> None:
    assert os.getpid() not in {
        process for _, process in map_in_order(square_and_process, range(4), 2)
    }
    assert os.getpid() in {
        process for _, process in map_in_order(square_and_process, range(4), 1)
    }


def test_results_larger_than_a_pipe_holds_come_through() -> None:
    assert [result[0] for result in map_in_order(large, range(6), 2)] == list(
        range(6)
    )


def test_tasks_are_not_read_far_ahead() -> None:
    read: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(1000):
            read.append(number)
            yield number

    results = map_in_order(square_and_process, tasks(), 2)
    next(results)
    assert len(read) < 20
    results.close()  # type: ignore[attr-defined]


def test_a_worker_that_dies_is_told_of() -> None:
    with pytest.raises(WorkerLostError) as caught:
        list(map_in_order(die_at_three, range(8), 2))
    assert "avslutades i förtid (kod 9)" in error_text(caught.value)


@pytest.mark.parametrize(
    ("task", "kind", "details"),
    [(3, "OddError", "number 3"), (13, "EOFError", "no end of a pipe")],
)
def test_an_exception_in_a_worker_is_told_as_what_it_is(
    task: int, kind: str, details: str
) -> None:
    with pytest.raises(TaskFailedError) as caught:
        list(map_in_order(raise_at_three, [task], 2))
    assert (caught.value.kind, caught.value.details) == (kind, details)
    assert caught.value.place.startswith("test_indexer_workers.py:")
    assert f"({kind}: {details}, " in error_text(caught.value)


def test_a_result_that_cannot_be_sent_is_told_of() -> None:
    with pytest.raises(TaskFailedError):
        list(map_in_order(not_picklable, [1], 2))


def test_no_process_is_left_when_the_caller_stops_early() -> None:
    results = map_in_order(square_and_process, range(100), 2)
    processes = {next(results)[1] for _ in range(10)}
    results.close()  # type: ignore[attr-defined]
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_a_script_without_a_main_guard_may_use_workers(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from operator import neg\nfrom indexer.workers import map_in_order\n"
        "print('started')\nprint(list(map_in_order(neg, [1, 2, 3], 2)))\n"
    )
    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert (done.stdout, done.stderr) == ("started\n[-1, -2, -3]\n", "")


@pytest.mark.parametrize("entry", [None, "", ".", "{folder}"])
def test_workers_run_nothing_of_the_folder_they_are_started_in(
    tmp_path: Path, entry: str | None
) -> None:
    folder = tmp_path / "främmande"
    folder.mkdir()
    for name in ("json", "signal", "pickle", "numpy", "indexer"):
        (folder / f"{name}.py").write_text(
            "raise SystemExit('run from the folder')"
        )
    path = entry and entry.format(folder=folder)
    script = tmp_path / "script.py"
    script.write_text(
        "import os, sys\nfrom operator import neg\n"
        "from indexer.workers import map_in_order\n"
        f"os.chdir({str(folder)!r})\n"
        f"sys.path[:0] = {[] if path is None else [path]!r}\n"
        "print(list(map_in_order(neg, [1, 2, 3], 2)))\n"
    )
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert (done.stdout, done.stderr) == ("[-1, -2, -3]\n", "")


def test_workers_find_the_program_in_the_folder_it_is_started_in() -> None:
    program = (
        "from operator import neg\nfrom indexer.workers import map_in_order\n"
        "print(list(map_in_order(neg, [1, 2, 3], 2)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    assert (done.stdout, done.stderr) == ("[-1, -2, -3]\n", "")
