"""How the files of a generation looked when it was opened: they are never changed by us."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from search.store.generations import checksum

Mark = tuple[int, int, int]


class FileMarks:
    """Inode, size in bytes and time of every file in *folder* that the *checksums* of its manifest
    vouch for and that is there.
    """

    def __init__(self, folder: Path, checksums: Mapping[str, str]) -> None:
        self._folder, self._checksums = folder, checksums
        self._sound: set[str] = set()
        self._marks = {
            name: _mark(folder / name)
            for name in checksums
            if (folder / name).is_file()
        }

    def changed_file(self) -> str | None:
        """The relative name of a file that is gone or not what it was, None where all are.

        Costs a look at sizes and times; the first time all files are read, for a disk that forgets
        does not change the time of a file.
        """
        return next(
            (name for name in self._marks if self._has_changed(name)), None
        )

    def _has_changed(self, name: str) -> bool:
        try:
            if _mark(self._folder / name) != self._marks[name]:
                return True
            if name in self._sound:
                return False
            if checksum(self._folder / name) != self._checksums[name]:
                return True
        except OSError:
            return True
        self._sound.add(name)
        return False


def _mark(path: Path) -> Mark:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns
