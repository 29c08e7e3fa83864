"""Writing so that nothing is lost: the lock, new generations, forced writes and the switch."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from indexer.errors import (
    BusyIndexError,
    NotAnIndexError,
    StorageError,
    TargetProblem,
    UnconfirmedSwitchError,
)
from search.errors import SearchError
from search.store.generations import (
    CURRENT_FILE,
    GENERATIONS_FOLDER,
    LOCK_FILE,
    MANIFEST_FILE,
    checksum,
    current_name,
)

_TEMPORARY_CURRENT: Final = f"{CURRENT_FILE}.new"
_OWN_NAMES: Final = {
    CURRENT_FILE,
    _TEMPORARY_CURRENT,
    GENERATIONS_FOLDER,
    LOCK_FILE,
}


def is_index(folder: Path) -> bool:
    """Whether *folder* is one that a build has written."""
    # Other stores keep a CURRENT too (LevelDB): only with our generations beside it is it ours.
    # Asked through `os.path`, for which a folder that may not be entered is none.
    return os.path.isfile(folder / CURRENT_FILE) and os.path.isdir(
        folder / GENERATIONS_FOLDER
    )


def check_target(path: Path) -> None:
    """Raise NotAnIndexError unless *path* is an index, an empty folder or nothing at all."""
    try:
        names = set(os.listdir(path))
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        raise NotAnIndexError(path, TargetProblem.A_FILE) from error
    except OSError as error:
        raise StorageError(path, error) from error
    if not is_index(path) and not names <= _OWN_NAMES:
        raise NotAnIndexError(path, TargetProblem.OTHER_CONTENTS)


@contextmanager
def writer_lock(path: Path) -> Iterator[None]:
    """Hold the right to write to the index at *path*, which is made if it is missing.

    The operating system lets go of the lock when the process ends, however it ends. Raises
    BusyIndexError.
    """
    path.mkdir(parents=True, exist_ok=True)
    with (path / LOCK_FILE).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyIndexError(path) from error
        yield


def live_name(path: Path) -> str | None:
    """The name of the live generation, None where there is none to go by."""
    try:
        return current_name(path)
    except SearchError:
        return None


def new_generation(path: Path) -> Path:
    """An empty folder for the next generation; its name sorts after all others and is never used
    twice.
    """
    generations = path / GENERATIONS_FOLDER
    generations.mkdir(exist_ok=True)
    numbers = [
        int(name[:6])
        for name in os.listdir(generations)
        if name[:6].isdecimal()
    ]
    # The time keeps names apart when an index is deleted and built again under a reader that goes
    # by names.
    folder = (
        generations
        / f"{max(numbers, default=0) + 1:06}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    )
    folder.mkdir()
    return folder


def keep_generations(path: Path, keep: int) -> None:
    """Remove leftovers of dead builds and all but the last *keep* whole generations, the live one
    among them.
    """
    generations = path / GENERATIONS_FOLDER
    if not generations.is_dir():
        return
    live = live_name(path)
    names = sorted(os.listdir(generations), reverse=True)
    whole = [
        name
        for name in names
        if (live is None or name <= live)
        and (generations / name / MANIFEST_FILE).exists()
    ]
    for name in set(names) - {live, *whole[:keep]}:
        shutil.rmtree(generations / name, ignore_errors=True)


def file_checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below *folder*, by its relative name, in order."""
    checksums: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            checksums[name] = checksum(path)
    return checksums


def force_to_disk(folder: Path) -> None:
    """Make every file and folder below *folder*, and *folder* itself, survive a power cut."""
    for path in sorted(folder.rglob("*")):
        _fsync(path)
    _fsync(folder)
    _fsync(folder.parent)


def prepare_switch(generation: Path) -> None:
    """Write the pointer that is to make *generation*, whole and on disk, the live one. The old one
    still answers.
    """
    temporary = generation.parent.parent / _TEMPORARY_CURRENT
    temporary.write_text(generation.name + "\n", "ascii")
    _fsync(temporary)


def switch(path: Path) -> None:
    """Make the generation that `prepare_switch` has named the live one: at any moment the old or
    the new one answers.

    From here on the new generation may be live, whatever is raised: nothing may remove it. Raises
    UnconfirmedSwitchError where the new one answers but the disk has not confirmed it.
    """
    os.replace(path / _TEMPORARY_CURRENT, path / CURRENT_FILE)
    try:
        _fsync(path)
    except OSError as error:
        raise UnconfirmedSwitchError(path, error) from error


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
