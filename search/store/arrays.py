"""The arrays of a generation: what each holds, and reading and writing them as memory-mapped files.

Names are plural nouns of what they hold. An array with one entry more than there are x delimits
slices: the postings of word number i are those from `word_postings[i]` up to `word_postings[i +
1]`. Projects are numbered by document id, records by project, words by spelling.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int32]
LongArray = NDArray[np.int64]
HashArray = NDArray[np.uint64]
ByteArray = NDArray[np.uint8]
FloatArray = NDArray[np.float32]
DoubleArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
KindsArray = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class ArrayFile:
    """Reading and writing of a dataclass of arrays, one `.npy` file a field."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Memory-map the arrays in *folder*. Raises OSError or ValueError for a file that is
        missing or broken.
        """
        return cls(**{field.name: _map(folder / f"{field.name}.npy") for field in fields(cls)})

    def save(self, folder: Path) -> None:
        for field in fields(self):
            np.save(folder / f"{field.name}.npy", getattr(self, field.name), allow_pickle=False)

    @classmethod
    def is_complete(cls, folder: Path) -> bool:
        return all((folder / f"{field.name}.npy").is_file() for field in fields(cls))


def _map(path: Path) -> NDArray[Any]:
    if path.stat().st_size == 0:
        raise ValueError(f"{path} is empty")
    array = np.load(path, mmap_mode="r", allow_pickle=False)
    return np.asarray(
        array
    )  # a plain view of the map: slicing a memmap object costs several times more


@dataclass(frozen=True, slots=True)
class RecordArrays(ArrayFile):
    """Where records lie and what they are."""

    project_records: IntArray
    """(projects + 1,) first record of each project."""
    record_kinds: ByteArray
    """(records,) index in `search.store.records.KINDS`."""
    record_sections: IntArray
    """(records,) number of the section in its document, negative for title and facts."""
    record_lengths: IntArray
    """(records,) plain words."""
    record_positions: IntArray
    """(records + 1,) position of the first plain word; an empty position between records keeps
    phrases inside one.
    """
    record_texts: LongArray
    """(records + 1,) offset in texts.bin, bytes of UTF-8."""
    record_headings: LongArray
    """(records + 1,) offset in headings.bin, bytes of UTF-8."""
    record_sentences: IntArray
    """(records + 1,) first sentence of each record."""
    sentence_texts: LongArray
    """(sentences,) offset in texts.bin."""
    sentence_positions: IntArray
    """(sentences,) position of the first plain word at or after the start of the sentence."""

    @property
    def projects(self) -> int:
        return len(self.project_records) - 1

    @property
    def records(self) -> int:
        return len(self.record_kinds)


@dataclass(frozen=True, slots=True)
class PostingArrays(ArrayFile):
    """The inverted index: for every word its records and its positions."""

    word_postings: LongArray
    """(words + 1,) first posting of each word."""
    posting_records: IntArray
    """(postings,) ascending within a word."""
    posting_frequencies: IntArray
    """(postings,) occurrences in the record."""
    word_positions: LongArray
    """(words + 1,) first occurrence of each word."""
    positions: IntArray
    """(occurrences,) ascending within a word."""

    @classmethod
    def from_occurrences(
        cls, words: IntArray, positions: IntArray, record_positions: IntArray, vocabulary_size: int
    ) -> Self:
        """Invert occurrences: the word number and the position of each, equal shapes
        (occurrences,), in any order.

        *record_positions* are those of `RecordArrays`.
        """
        keys = words.astype(np.int64) << 32
        keys |= positions
        keys.sort()
        words, positions = (
            (keys >> 32).astype(np.int32),
            keys.astype(np.int32),
        )  # the low half is the position
        del keys
        sizes = np.diff(record_positions)
        records = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)[positions]
        first = np.ones(len(words), np.bool_)
        first[1:] = (words[1:] != words[:-1]) | (records[1:] != records[:-1])
        starts = np.flatnonzero(first)
        frequencies = np.diff(np.append(starts, len(words)))
        return cls(
            word_postings=offsets(np.bincount(words[starts], minlength=vocabulary_size)),
            posting_records=records[starts],
            posting_frequencies=frequencies.astype(np.int32),
            word_positions=offsets(np.bincount(words, minlength=vocabulary_size)),
            positions=positions,
        )

    def same_as(self, other: PostingArrays) -> bool:
        return all(
            np.array_equal(getattr(self, f.name), getattr(other, f.name)) for f in fields(self)
        )


def offsets(counts: NDArray[Any]) -> LongArray:
    """Slice borders for slices of the given lengths: shape (n + 1,), starting at 0."""
    borders = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=borders[1:])
    return borders


def changes(values: NDArray[Any]) -> LongArray:
    """The indices where a value differs from the one before it, the first among them."""
    first = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return np.flatnonzero(first)


def gather_slices(starts: NDArray[Any], ends: NDArray[Any]) -> LongArray:
    """The indices of all slices [start, end) one after another, shape (sum of lengths,)."""
    lengths = ends - starts
    total = int(lengths.sum())
    if total == 0:
        return np.zeros(0, np.int64)
    shifts = np.repeat(starts - offsets(lengths)[:-1], lengths)
    return shifts + np.arange(total)
