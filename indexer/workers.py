"""Worker processes of our own: a start that never runs the caller's script again, and an end when
the caller dies.

`multiprocessing` either forks, which hands the index lock to children that may outlive a killed
parent, or imports the caller's main module again, which makes a script without `if __name__ ==
"__main__"` start a build inside the build.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from indexer.errors import TaskFailedError, WorkerLostError

Task = TypeVar("Task")
Result = TypeVar("Result")

_WAITING_PER_WORKER: Final = 3
_HOME: Final = Path(__file__).parent.parent
_BOOT: Final = (
    "import sys; sys.path[:] = sys.argv[3:]; "
    "from indexer.workers import serve; serve()"
)
"""Sets the path before anything is imported but `sys`, which is part of the interpreter."""


def map_in_order(
    work: Callable[[Task], Result], tasks: Iterable[Task], workers: int
) -> Iterator[Result]:
    """`map(work, tasks)` in *workers* processes; in this process when *workers* is less than 2.

    *work* is a module-level function and its results can be pickled. Few tasks are read ahead, so
    memory stays level. Raises WorkerLostError, and TaskFailedError for what *work* raises in
    another process.
    """
    if workers < 2:
        yield from map(work, tasks)
        return
    with ExitStack() as stack:
        processes = [stack.enter_context(_Worker(work)) for _ in range(workers)]
        pool = stack.enter_context(ThreadPoolExecutor(workers))
        idle: SimpleQueue[_Worker[Task, Result]] = SimpleQueue()
        for process in processes:
            # Runs before the pool shuts down: the end of its process is what makes a waiting thread
            # let go.
            stack.callback(process.kill)
            idle.put(process)

        def run(task: Task) -> Result:
            worker = idle.get()
            try:
                return worker.call(task)
            finally:
                idle.put(worker)

        waiting: deque[Future[Result]] = deque()
        for task in tasks:
            waiting.append(pool.submit(run, task))
            if len(waiting) >= workers * _WAITING_PER_WORKER:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class _Worker(Generic[Task, Result]):
    """One process that does one task at a time."""

    def __init__(self, work: Callable[[Task], Result]) -> None:
        requests, self._requests = os.pipe()
        self._replies, replies = os.pipe()
        command = [
            sys.executable,
            "-P",
            "-c",
            _BOOT,
            str(requests),
            str(replies),
            *_safe_path(),
        ]
        self._process = subprocess.Popen(
            command, pass_fds=(requests, replies), stdin=subprocess.DEVNULL
        )
        os.close(requests)
        os.close(replies)
        self._sender = Connection(self._requests, readable=False)
        self._receiver = Connection(self._replies, writable=False)
        self._work = work

    def call(self, task: Task) -> Result:
        try:
            self._sender.send((self._work, task))
            reply: Result | TaskFailedError = self._receiver.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            raise WorkerLostError(self._process.wait()) from error
        if isinstance(reply, TaskFailedError):
            raise reply
        return reply

    def kill(self) -> None:
        self._process.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        self._process.wait()
        self._sender.close()
        self._receiver.close()


def serve() -> None:
    """Answer tasks until the parent is gone: the life of a worker process."""
    # Ctrl-C reaches the whole process group; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests = Connection(int(sys.argv[1]), writable=False)
    replies = Connection(int(sys.argv[2]), readable=False)
    with suppress(EOFError, BrokenPipeError):
        while True:
            request = requests.recv_bytes()
            with _FailureTold(replies):
                work, task = pickle.loads(request)
                reply = pickle.dumps(work(task))
            replies.send_bytes(reply)


class _FailureTold:
    """Tells the parent what exception has ended the block, and ends the process."""

    def __init__(self, replies: Connection) -> None:
        self._replies = replies

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, Exception):
            is_told = isinstance(error, TaskFailedError)
            self._replies.send(error if is_told else TaskFailedError.of(error))
            raise SystemExit(1) from error


def _safe_path() -> list[str]:
    """Where modules are looked for, without the folder that the build happens to run in: what lies
    there is anybody's, unless this program does.
    """
    try:
        working_folder = os.path.realpath(os.getcwd())
    except FileNotFoundError:
        return sys.path
    if working_folder == os.path.realpath(_HOME):
        return sys.path
    return [
        entry for entry in sys.path if os.path.realpath(entry) != working_folder
    ]
