"""Writing the Whoosh index of a generation: here, or in a process of its own beside the rest of a
build.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from search.errors import WhooshWriterError

_BEGUN: Final = "begun"
"""What the process says once everything it needs is loaded."""
_PROGRAM: Final = """\
import sys
from search.store.whoosh_process import write_and_tell
write_and_tell(sys.argv[1])
"""

_log = logging.getLogger(__name__)


@contextmanager
def whoosh_index_beside(generation: Path) -> Iterator[None]:
    """While the block runs, the Whoosh index of *generation* is written by another process, which
    has ended when the block is left. A block that fails ends it.

    Raises OSError where the process met one, WhooshWriterError for any other end before its time. A
    process that cannot run at all is no such end: the index is then written here, and a warning
    logged.
    """
    process = _start(generation)
    with ExitStack() as on_failure:
        if process is not None:
            on_failure.callback(process.wait)
            on_failure.callback(process.kill)
        yield
        on_failure.pop_all()
    if process is None or not _has_written(process, generation):
        write_whoosh_here(generation)


def write_whoosh_here(generation: Path) -> None:
    """Write the Whoosh index of *generation* in this process."""
    from search.store.whoosh_writing import write_whoosh_index

    write_whoosh_index(generation)


def write_and_tell(folder: str) -> None:
    """Write the Whoosh index that belongs to the arrays in *folder*: what the other process runs.

    A failure of the operating system is told in JSON, so that it can be raised again as what it is.
    """
    from search.store.whoosh_writing import write_whoosh_index

    print(_BEGUN, flush=True)
    try:
        write_whoosh_index(Path(folder))
    except OSError as error:
        print(
            json.dumps(
                [error.errno, error.strerror or str(error), error.filename]
            )
        )
        sys.exit(1)


def _start(generation: Path) -> subprocess.Popen[str] | None:
    """The process, None where the system starts none.

    A plain process: multiprocessing would run the caller's script again where it has no main guard.
    """
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    try:
        return subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(generation)],
            env=environment,
            cwd=generation,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        _tell_of_no_process(str(error))
        return None


def _has_written(process: subprocess.Popen[str], generation: Path) -> bool:
    """Whether the process, whose end is waited for, has written the index; False if it never began.

    Raises OSError or WhooshWriterError for what made it fail.
    """
    said, complaint = process.communicate()
    begun, _, failure = said.partition("\n")
    last_complaint = complaint.strip().rpartition("\n")[2]
    if begun.strip() != _BEGUN:
        _tell_of_no_process(last_complaint or f"exit code {process.returncode}")
        return False
    if failure.strip():
        number, text, file = json.loads(failure)
        raise OSError(number, text, file)
    if process.returncode:
        raise WhooshWriterError(generation, process.returncode, last_complaint)
    return True


def _tell_of_no_process(reason: str) -> None:
    _log.warning(
        "no process to write the Whoosh index in (%s): written in this one",
        reason,
    )
