"""The indexed words, sorted by spelling, in one file of UTF-8 that is searched where it lies."""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from search.store.arrays import LongArray, offsets

WORDS_FILE: Final = "words.bin"
_STARTS_FILE: Final = "word_starts.npy"


class TextFile:
    """A file of UTF-8 text read by byte offsets through a memory map; safe to share between
    threads.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            self._map: mmap.mmap | bytes = (
                mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
            )
        self.size = size

    def read(self, start: int, end: int) -> str:
        return self._map[start:end].decode("utf-8")

    def read_bytes(self, start: int, end: int) -> bytes:
        return self._map[start:end]


class Vocabulary(Sequence[str]):
    """The words of an index by number; numbers follow the order of the words' code points."""

    def __init__(self, folder: Path) -> None:
        self._file = TextFile(folder / WORDS_FILE)
        self._starts: LongArray = np.asarray(np.load(folder / _STARTS_FILE, mmap_mode="r"))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int | slice) -> str:
        if isinstance(number, slice):
            raise TypeError("a vocabulary gives one word at a time")
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        number %= len(self)
        return self._file.read(int(self._starts[number]), int(self._starts[number + 1]))

    def is_whole(self) -> bool:
        """Whether the file is as long as the words it should hold."""
        return self._file.size == int(self._starts[-1])

    def number(self, word: str) -> int | None:
        """The number of *word*, None for a word that is not indexed."""
        at = self._first_from(word.encode("utf-8"))
        return at if at < len(self) and self[at] == word else None

    def with_prefix(self, prefix: str) -> range:
        """The numbers of the words that begin with *prefix*."""
        start = prefix.encode("utf-8")
        return range(self._first_from(start), self._first_from(start + b"\xff"))

    def words(self) -> list[str]:
        """All words, in order: a copy in memory."""
        borders = self._starts.tolist()
        text = self._file.read_bytes(0, borders[-1])
        return [text[a:b].decode("utf-8") for a, b in pairwise(borders)]

    def _first_from(self, key: bytes) -> int:
        starts, read = self._starts, self._file.read_bytes
        return bisect_left(
            range(len(self)), key, key=lambda i: read(int(starts[i]), int(starts[i + 1]))
        )


def save_vocabulary(words: Sequence[str], folder: Path) -> None:
    """Write *words*, which must be sorted and distinct."""
    encoded = [word.encode("utf-8") for word in words]
    (folder / WORDS_FILE).write_bytes(b"".join(encoded))
    np.save(folder / _STARTS_FILE, offsets(np.fromiter(map(len, encoded), np.int64, len(encoded))))
