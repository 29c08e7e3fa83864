"""Where the words of a query stand in one project, and the text around them.

Positions count plain words from the project's first word, sentences and records from its first;
an empty position lies between records. Nothing here is numbered by an index.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from corpus.kinds import SECTION_KIND_TABLE
from search.store.arrays import (
    BoolArray,
    ByteArray,
    FloatArray,
    IntArray,
    LongArray,
)


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """Where the leaves of a query stand in one project, by position. All arrays have shape (n,).

    *leaves* index the list that was sought; *words* are opaque, see `FoundProject.word`; *weights*,
    *reasons* (numbers in `REASONS`) and *spans*, shape (n, 2), are those of the word in its term. A
    span is the characters of the word that are marked, (0, 0) for all of it.
    """

    positions: IntArray
    leaves: IntArray
    words: IntArray
    weights: FloatArray
    reasons: ByteArray
    spans: ByteArray
    joined: BoolArray
    """Whether the word is one of a phrase, to be marked together with the words beside it."""


@dataclass(frozen=True, slots=True, eq=False)
class ProjectLayout:
    """Where the records and sentences of one project lie: slices of longer arrays, and their bases.

    A base is what the first value of the slice counts from.
    """

    kinds: ByteArray
    """(records,) index in `SECTION_KIND_TABLE`."""
    sections: IntArray
    """(records,) number of the section in its document, negative for title and facts."""
    record_positions: IntArray
    """(records + 1,)"""
    record_sentences: IntArray
    """(records + 1,)"""
    record_offsets: LongArray
    """(records + 1,) bytes of UTF-8."""
    sentence_positions: IntArray
    """(sentences,)"""
    sentence_offsets: LongArray
    """(sentences,) bytes of UTF-8."""
    first_position: int
    first_sentence: int


@dataclass(frozen=True, slots=True, eq=False)
class FoundProject:
    """One project with the occurrences of what was sought in it."""

    occurrences: Occurrences
    layout: ProjectLayout
    word: Callable[[int], str]
    """The spelling of one of `occurrences.words`."""
    read_text: Callable[[int, int], str]
    """The text between two of the layout's byte offsets, which lie on character borders."""
    heading: Callable[[int], str]
    """The heading of a record as written."""

    @property
    def records(self) -> int:
        return len(self.layout.kinds)

    def kind(self, record: int) -> str:
        """The name of a record's kind."""
        return SECTION_KIND_TABLE[int(self.layout.kinds[record])].name

    def section(self, record: int) -> int:
        """The number of a record's section in its document, negative for title and facts."""
        return int(self.layout.sections[record])

    def text(self, record: int) -> str:
        """The text of a record."""
        start, end = self.layout.record_offsets[record : record + 2].tolist()
        return self.read_text(start, end)

    def record_position(self, record: int) -> int:
        """The position of a record's first plain word."""
        return (
            int(self.layout.record_positions[record])
            - self.layout.first_position
        )

    def records_at(self, positions: IntArray) -> LongArray:
        """The record of each position, shape (n,)."""
        counted = positions + np.int32(self.layout.first_position)
        return (
            np.searchsorted(self.layout.record_positions, counted, side="right")
            - 1
        )

    def sentences_at(self, positions: IntArray) -> LongArray:
        """The sentence of each position, shape (n,)."""
        counted = positions + np.int32(self.layout.first_position)
        return (
            np.searchsorted(
                self.layout.sentence_positions, counted, side="right"
            )
            - 1
        )

    def records_of_sentences(self, sentences: LongArray) -> LongArray:
        """The record of each sentence, shape (n,)."""
        counted = (sentences + self.layout.first_sentence).astype(np.int32)
        return (
            np.searchsorted(self.layout.record_sentences, counted, side="right")
            - 1
        )

    def sentences_of(self, record: int) -> tuple[int, int]:
        """The first sentence of a record and the one after its last."""
        low, high = self.layout.record_sentences[record : record + 2].tolist()
        return (
            low - self.layout.first_sentence,
            high - self.layout.first_sentence,
        )

    def sentence_position(self, sentence: int) -> int:
        """The position of the first plain word at or after the start of a sentence."""
        return (
            int(self.layout.sentence_positions[sentence])
            - self.layout.first_position
        )

    def sentence_borders(self, record: int, first: int, end: int) -> list[int]:
        """The byte offsets where the sentences [*first*, *end*) of *record* begin, and where the
        last of them ends.
        """
        _, after_last = self.sentences_of(record)
        borders: list[int] = self.layout.sentence_offsets[
            first : end + 1
        ].tolist()
        if end >= after_last:
            del borders[after_last - first :]
            borders.append(int(self.layout.record_offsets[record + 1]))
        return borders
