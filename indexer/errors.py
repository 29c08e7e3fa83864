"""What can go wrong while building an index.

IndexerError
├── NoSourceError         a source does not exist
├── NoDocumentsError      the sources hold no document that can be read
├── NotAnIndexError       the folder to write to is something else than an index
├── BusyIndexError        another process is writing
├── ShrinkingIndexError   the new index would lose most of what the old one holds
├── StorageError          the disk is full, read-only or otherwise refuses
├── UnconfirmedSwitchError  the new index answers, but the disk has not confirmed it
├── UnverifiedIndexError  what was written is not what was read
│   ├── LostDocumentsError  fewer or more documents were written than were read
│   └── ChangedFileError    a file holds something else than what was written
├── TaskFailedError       a document met a defect of this program
└── WorkerLostError       a worker process ended before its work was done
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from traceback import extract_tb
from typing import Final, Self

from corpus.errors import Fault
from search.store.generations import FileError


class TargetProblem(StrEnum):
    """Why a folder cannot become an index."""

    A_FILE = "a file"
    OTHER_CONTENTS = "other contents"


class StorageProblem(StrEnum):
    """Why the file system refuses to write."""

    DISK_FULL = "disk full"
    QUOTA_USED = "quota used"
    READ_ONLY = "read-only"
    NO_PERMISSION = "no permission"
    DISK_FAILS = "disk fails"
    LONG_PATH = "path too long"
    PATH_THROUGH_FILE = "path through a file"
    MANY_OPEN_FILES = "too many open files"
    OTHER = "other"


_STORAGE_PROBLEMS: Final = {
    errno.ENOSPC: StorageProblem.DISK_FULL,
    errno.EDQUOT: StorageProblem.QUOTA_USED,
    errno.EROFS: StorageProblem.READ_ONLY,
    errno.EACCES: StorageProblem.NO_PERMISSION,
    errno.EPERM: StorageProblem.NO_PERMISSION,
    errno.EIO: StorageProblem.DISK_FAILS,
    errno.ENAMETOOLONG: StorageProblem.LONG_PATH,
    errno.ENOTDIR: StorageProblem.PATH_THROUGH_FILE,
    errno.EMFILE: StorageProblem.MANY_OPEN_FILES,
}


class IndexerError(Exception):
    """Base of all errors of this package; the old index still answers unless the error says else.

    `wording.errors.error_text` says each to a person.
    """


class NoSourceError(IndexerError):
    """A source that is not there or cannot be looked at."""

    def __init__(self, path: Path, fault: Fault) -> None:
        super().__init__(f"{path}: {fault}")
        self.path, self.fault = path, fault


class NoDocumentsError(IndexerError):
    """The sources hold no document that can be read; *skipped* says why for each file."""

    def __init__(
        self, sources: Sequence[Path], skipped: Sequence[FileError] = ()
    ) -> None:
        names = ", ".join(map(str, sources))
        super().__init__(f"{names}: no documents, {len(skipped)} unreadable")
        self.sources, self.skipped = tuple(sources), tuple(skipped)


class NotAnIndexError(IndexerError):
    """The folder to write to is something else than an index; it is left as it was."""

    def __init__(self, path: Path, problem: TargetProblem) -> None:
        super().__init__(f"{path}: not an index ({problem})")
        self.path, self.problem = path, problem


class BusyIndexError(IndexerError):
    """Another process is writing to the index."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: another process is writing")
        self.path = path


class ShrinkingIndexError(IndexerError):
    """The new index would hold less than half of the documents of the old one."""

    def __init__(self, path: Path, before: int, after: int) -> None:
        super().__init__(f"{path}: {after} documents instead of {before}")
        self.path, self.before, self.after = path, before, after


class StorageError(IndexerError):
    """The file system refused to write; *system_text* is how the operating system says it."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.path = path
        self.problem, self.system_text = _storage_problem(error)
        super().__init__(
            f"{path}: cannot be written ({self.problem}: {self.system_text})"
        )


class UnconfirmedSwitchError(IndexerError):
    """The new index answers, but the disk failed to confirm the switch."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.path = path
        self.problem, self.system_text = _storage_problem(error)
        super().__init__(
            f"{path}: switch not confirmed ({self.problem}: {self.system_text})"
        )


def _storage_problem(error: OSError) -> tuple[StorageProblem, str]:
    problem = _STORAGE_PROBLEMS.get(error.errno or 0, StorageProblem.OTHER)
    return problem, error.strerror or str(error)


class UnverifiedIndexError(IndexerError):
    """The files written do not hold what was read."""


class LostDocumentsError(UnverifiedIndexError):
    """The new index holds another number of documents than were read."""

    def __init__(self, path: Path, written: int, read: int) -> None:
        super().__init__(f"{path}: {written} documents written of {read} read")
        self.path, self.written, self.read = path, written, read


class ChangedFileError(UnverifiedIndexError):
    """A file of the new index holds something else than what was written to it."""

    def __init__(self, path: Path, file: str) -> None:
        super().__init__(f"{path}: {file} changed on disk")
        self.path, self.file = path, file


class TaskFailedError(IndexerError):
    """A document met a defect of this program: *kind* names the exception, *place* the line that
    raised it; *file* is the one at hand, None where it is not known.

    Holds texts alone, so that it can be sent from one process to another whatever was raised.
    """

    def __init__(
        self, kind: str, details: str, place: str, file: str | None = None
    ) -> None:
        super().__init__(kind, details, place, file)
        self.kind, self.details, self.place = kind, details, place
        self.file = file

    def __str__(self) -> str:
        subject = self.file or "a task"
        return f"{subject}: {self.kind} at {self.place}: {self.details}"

    @classmethod
    def of(cls, error: Exception, file: str | None = None) -> Self:
        """What *error* says, as it is caught."""
        frames = extract_tb(error.__traceback__)
        place = (
            f"{Path(frames[-1].filename).name}:{frames[-1].lineno}"
            if frames
            else "?"
        )
        return cls(
            type(error).__name__,
            str(error),
            place,
            file,
        )


class WorkerLostError(IndexerError):
    """A worker process ended before its work was done; *reason* is what it complained, if it
    did.
    """

    def __init__(self, exit_code: int | None, reason: str = "") -> None:
        super().__init__(
            f"a worker process ended with code {exit_code}"
            + (f" ({reason})" if reason else "")
        )
        self.exit_code, self.reason = exit_code, reason
