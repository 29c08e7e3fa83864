"""Work in other processes comes back whole, in order, and ends with the one who asked for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.errors import WorkerLostError
from indexer.workers import map_in_order
from wording.errors import error_text


def square_and_process(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def die_at_three(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number


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
