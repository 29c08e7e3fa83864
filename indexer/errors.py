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
└── WorkerLostError       a worker process ended before its work was done
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus import FILE_SUFFIXES
from search.store.generations import FileError


class IndexerError(Exception):
    """Base of all errors of this package. The message is Swedish and says what to do; the old index
    still answers.
    """


class NoSourceError(IndexerError):
    """A source that is not there or cannot be looked at; *reason* is a Swedish clause."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}; kontrollera sökvägen.")
        self.path, self.reason = path, reason


class NoDocumentsError(IndexerError):
    """The sources hold no document that can be read; *skipped* says why for each file."""

    def __init__(self, sources: Sequence[Path], skipped: Sequence[FileError] = ()) -> None:
        names = ", ".join(map(str, sources))
        if skipped:
            first = skipped[0]
            found = f"ingen av filerna gick att läsa (till exempel {first.path}: {first.reason})"
        else:
            found = (
                f"här finns inga dokument att läsa (filer som slutar på {', '.join(FILE_SUFFIXES)})"
            )
        super().__init__(f"{names}: {found}; inget index skrevs.")
        self.sources, self.skipped = tuple(sources), tuple(skipped)


class NotAnIndexError(IndexerError):
    """The folder to write to holds something else than an index; it is left as it was."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}; välj en tom eller ny mapp för indexet.")
        self.path = path


class BusyIndexError(IndexerError):
    """Another process is writing to the index."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: indexet byggs redan av ett annat program; vänta tills det är klart och försök igen."
        )
        self.path = path


class ShrinkingIndexError(IndexerError):
    """The new index would hold less than half of the documents of the old one."""

    def __init__(self, path: Path, before: int, after: int) -> None:
        super().__init__(
            f"{path}: det nya indexet skulle få {after} dokument i stället för {before}, så det gamla behålls; "
            "bygg med --force om det är meningen."
        )
        self.path, self.before, self.after = path, before, after


class StorageError(IndexerError):
    """The file system refused to write; *reason* is a Swedish clause."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: indexet går inte att skriva ({reason}); ett äldre index ligger kvar orört."
        )
        self.path, self.reason = path, reason


class UnconfirmedSwitchError(IndexerError):
    """The new index answers, but the disk failed to confirm the switch; *reason* is a Swedish
    clause.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: det nya indexet är i bruk, men disken bekräftade inte bytet ({reason}); "
            "kontrollera disken och bygg om indexet."
        )
        self.path, self.reason = path, reason


class UnverifiedIndexError(IndexerError):
    """The files written do not hold what was read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: det nya indexet stämmer inte ({reason}) och togs inte i bruk; försök igen."
        )
        self.path, self.reason = path, reason


class WorkerLostError(IndexerError):
    """A worker process ended before its work was done."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(
            f"En arbetsprocess avslutades i förtid (kod {exit_code}), kanske av minnesbrist; inget index skrevs."
        )
        self.exit_code = exit_code
