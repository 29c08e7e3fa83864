"""Texts end to end in one file of UTF-8, read where they lie through a memory map."""

from __future__ import annotations

import mmap
from collections.abc import Collection
from itertools import pairwise
from pathlib import Path

from search.store.arrays import LongArray, lengths, offsets


class TextFile:
    """The texts of a file by number; safe to share between threads.

    *starts*, shape (texts + 1,), are their borders in bytes.
    """

    def __init__(self, path: Path, starts: LongArray) -> None:
        self._starts = starts
        self._map = _mapped(path)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        start, end = self._starts[number : number + 2].tolist()
        return self._map[start:end].decode("utf-8")

    def read_bytes(self, number: int) -> bytes:
        start, end = self._starts[number : number + 2].tolist()
        return self._map[start:end]

    def between(self, start: int, end: int) -> str:
        """The text between two byte offsets, which must lie on character borders."""
        text = self._map[start:end]
        return text.decode("utf-8")

    def is_whole(self) -> bool:
        """Whether the file is as long as the texts it should hold."""
        size = int(self._starts[-1])
        return len(self._map) == size

    def copied(self) -> list[str]:
        """All texts, in order: a copy in memory."""
        borders = self._starts.tolist()
        return [self.between(start, end) for start, end in pairwise(borders)]


def _mapped(path: Path) -> mmap.mmap | bytes:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        # An empty file cannot be mapped.
        return (
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            if size
            else b""
        )


def write_texts(path: Path, texts: Collection[bytes]) -> LongArray:
    """Write *texts* end to end; their borders in bytes, shape (texts + 1,)."""
    with path.open("wb") as file:
        file.writelines(texts)
    return offsets(lengths(texts))
