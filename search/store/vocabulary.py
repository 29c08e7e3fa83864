"""The indexed words, sorted by spelling, in one file of UTF-8 that is searched where it lies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from search.store.arrays import map_array
from search.store.text_files import TextFile, write_texts

WORDS_FILE: Final = "words.bin"
_STARTS_FILE: Final = "word_starts.npy"


class Vocabulary(Sequence[str]):
    """The words of an index by number; numbers follow the order of the words' code points."""

    def __init__(self, folder: Path) -> None:
        starts = map_array(folder / _STARTS_FILE)
        self._texts = TextFile(folder / WORDS_FILE, starts)

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, number: int | slice) -> str:
        if isinstance(number, slice):
            raise TypeError("a vocabulary gives one word at a time")
        size = len(self._texts)
        if not -size <= number < size:
            raise IndexError(number)
        return self._texts[number % size]

    def is_whole(self) -> bool:
        """Whether the file is as long as the words it should hold."""
        return self._texts.is_whole()

    def number(self, word: str) -> int | None:
        """The number of *word*, None for a word that is not indexed."""
        place = self._first_from(word.encode("utf-8"))
        if place == len(self):
            return None
        found = self._texts[place]
        return place if found == word else None

    def with_prefix(self, prefix: str) -> range:
        """The numbers of the words that begin with *prefix*."""
        start = prefix.encode("utf-8")
        first = self._first_from(start)
        # No character of UTF-8 begins with this byte.
        end = self._first_from(start + b"\xff")
        return range(first, end)

    def words(self) -> list[str]:
        """All words, in order: a copy in memory."""
        return self._texts.copied()

    def _first_from(self, key: bytes) -> int:
        return bisect_left(range(len(self)), key, key=self._texts.read_bytes)


def save_vocabulary(words: Sequence[str], folder: Path) -> None:
    """Write *words*, which must be sorted and distinct."""
    encoded = [word.encode("utf-8") for word in words]
    starts = write_texts(folder / WORDS_FILE, encoded)
    np.save(folder / _STARTS_FILE, starts)
