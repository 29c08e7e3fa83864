"""The arrays of a generation: what each holds, and reading and writing them as memory-mapped files.

Names are plural nouns of what they hold. An array with one entry more than there are x delimits
slices: the postings of word number i are those from `word_postings[i]` up to `word_postings[i +
1]`. Projects are numbered by document id, records by project, words by spelling.
"""

from __future__ import annotations

from collections.abc import Collection, Sized
from dataclasses import dataclass, fields
from pathlib import Path
from tokenize import TokenError
from typing import Any, Final, Self

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

# The header is a literal of Python, which NumPy takes apart with Python's own tools.
_HEADER_ERRORS: Final = (
    TokenError,
    SyntaxError,
    TypeError,
    OverflowError,
    LookupError,
)
_POSITION_BITS: Final = 32


@dataclass(frozen=True, slots=True)
class ArrayFile:
    """Reading and writing of a dataclass of arrays, one `.npy` file a field."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Memory-map the arrays in *folder*. Raises OSError or ValueError for a file that is
        missing or broken.
        """
        return cls(
            **{
                name: map_array(folder / f"{name}.npy")
                for name in cls.array_names()
            }
        )

    def save(self, folder: Path) -> None:
        for name in self.array_names():
            array = getattr(self, name)
            np.save(folder / f"{name}.npy", array, allow_pickle=False)

    @classmethod
    def is_complete(cls, folder: Path) -> bool:
        files = (folder / f"{name}.npy" for name in cls.array_names())
        return all(file.is_file() for file in files)

    @classmethod
    def array_names(cls) -> list[str]:
        """The names of the arrays, which are those of the files without `.npy`."""
        return [field.name for field in fields(cls)]


def map_array(path: Path) -> NDArray[Any]:
    """The array in *path*, memory-mapped. Raises OSError or ValueError for a file that is missing
    or broken.
    """
    if path.stat().st_size == 0:
        raise ValueError(f"{path} is empty")
    try:
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except _HEADER_ERRORS as error:
        raise ValueError(f"{path} has no header of an array") from error
    # A plain view of the map: slicing a memmap object costs several times more.
    return np.asarray(array)


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
        cls,
        words: IntArray,
        positions: IntArray,
        record_positions: IntArray,
        vocabulary_size: int,
    ) -> Self:
        """Invert occurrences: the word number and the position of each, equal shapes
        (occurrences,), in any order.

        *record_positions* are those of `RecordArrays`.
        """
        words, positions = _sorted_pairs(words, positions)
        sizes = np.diff(record_positions)
        record_of_position = np.repeat(
            np.arange(len(sizes), dtype=np.int32), sizes
        )
        records = record_of_position[positions]
        starts = changes(words, records)
        frequencies = np.diff(starts, append=len(words))
        return cls(
            word_postings=offsets(
                np.bincount(words[starts], minlength=vocabulary_size)
            ),
            posting_records=records[starts],
            posting_frequencies=frequencies.astype(np.int32),
            word_positions=offsets(
                np.bincount(words, minlength=vocabulary_size)
            ),
            positions=positions,
        )

    def same_as(self, other: PostingArrays) -> bool:
        for name in self.array_names():
            if not np.array_equal(getattr(self, name), getattr(other, name)):
                return False
        return True


def _sorted_pairs(
    words: IntArray, positions: IntArray
) -> tuple[IntArray, IntArray]:
    """Pairs of a word and a position, both not negative, by word and then by position."""
    # One key a pair: sorting long numbers is several times faster than sorting by two columns.
    keys = words.astype(np.int64) << _POSITION_BITS
    keys |= positions
    keys.sort()
    sorted_words = (keys >> _POSITION_BITS).astype(np.int32)
    keys &= (1 << _POSITION_BITS) - 1
    return sorted_words, keys.astype(np.int32)


def lengths(items: Collection[Sized]) -> LongArray:
    """The length of each of *items*."""
    return np.fromiter(map(len, items), np.int64, len(items))


def offsets(counts: NDArray[Any]) -> LongArray:
    """Slice borders for slices of the given lengths: shape (n + 1,), starting at 0."""
    borders = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=borders[1:])
    return borders


def changes(*columns: NDArray[Any]) -> LongArray:
    """The indices where one of *columns*, of one length, differs from the row before, the first
    index among them.
    """
    is_first = np.zeros(len(columns[0]), np.bool_)
    is_first[:1] = True
    for values in columns:
        is_first[1:] |= values[1:] != values[:-1]
    return np.flatnonzero(is_first)


def sums(values: NDArray[Any], starts: LongArray) -> NDArray[Any]:
    """The sum of each slice of *values* from one of *starts* up to the next, shape (starts,)."""
    if len(starts) == 0:
        return values[:0]
    return np.add.reduceat(values, starts)


def by_group(groups: NDArray[Any], count: int) -> tuple[LongArray, LongArray]:
    """The members of each of *count* groups, given the group of each member: where each group's
    members begin, shape (count + 1,), and the members by group, ascending within it.
    """
    sizes = np.bincount(groups, minlength=count)
    return offsets(sizes), np.argsort(groups, kind="stable")


def gather_slices(starts: NDArray[Any], ends: NDArray[Any]) -> LongArray:
    """The indices of all slices [start, end) one after another, shape (sum of lengths,)."""
    sizes = ends - starts
    total = int(sizes.sum())
    if total == 0:
        return np.zeros(0, np.int64)
    before = offsets(sizes)[:-1]
    shifts = np.repeat(starts - before, sizes)
    return shifts + np.arange(total)
