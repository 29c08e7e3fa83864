"""A segment: what a worker makes of some documents, analysed, with numbers of its own.

`analyse_documents` is pure and a segment small to send between processes; `search.store.merging`
makes one index of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np

from corpus.model import Document, Metadata
from search.language.analysis import WordScanner
from search.language.sentences import sentence_starts
from search.store.arrays import ByteArray, IntArray, LongArray
from search.store.documents import encode_document
from search.store.records import KINDS, Record, records_of


@dataclass(frozen=True, slots=True)
class SegmentColumns:
    """A dataclass of arrays of one length, whose rows can be joined and put in another order."""

    @classmethod
    def concatenated(cls, several: Sequence[Self]) -> Self:
        """The rows of *several*, one after another; of none where there are none."""
        columns = {}
        for field in fields(cls):
            arrays = [getattr(one, field.name) for one in several]
            columns[field.name] = (
                np.concatenate(arrays) if arrays else np.zeros(0, np.int32)
            )
        return cls(**columns)

    def taken(self, rows: LongArray) -> Self:
        """The *rows*, by their numbers, in that order."""
        columns = {}
        for field in fields(self):
            column = getattr(self, field.name)
            columns[field.name] = column[rows]
        return type(self)(**columns)


class RecordRow(NamedTuple):
    """What is known of a record when it has been analysed; see `RecordColumns`."""

    kind: int
    section: int
    length: int
    sentences: int
    joined: int


@dataclass(frozen=True, slots=True)
class RecordColumns(SegmentColumns):
    """The records of segments, shapes (records,)."""

    kinds: ByteArray
    """Index in `search.store.records.KINDS`."""
    sections: IntArray
    """Number of the section in its document, negative for title and facts."""
    lengths: IntArray
    """Plain words."""
    sentences: IntArray
    """How many sentences each has."""
    joined: IntArray
    """How many joined words each has."""

    @classmethod
    def of(cls, rows: Sequence[RecordRow]) -> Self:
        """The columns of *rows*."""
        table = np.array(rows, np.int32)
        columns = table.reshape(len(rows), len(RecordRow._fields)).T
        kinds, *others = np.ascontiguousarray(columns)
        return cls(kinds.astype(np.uint8), *others)


@dataclass(frozen=True, slots=True)
class SentenceColumns(SegmentColumns):
    """The sentences of all records in order, shapes (sentences,)."""

    text_offsets: IntArray
    """Where each begins in the text of its record, bytes of UTF-8."""
    positions: IntArray
    """Plain words of its record before it."""


@dataclass(frozen=True, slots=True)
class JoinedColumns(SegmentColumns):
    """The joined words of all records in order, shapes (joined words,)."""

    words: IntArray
    positions: IntArray
    """Plain words of its record before it."""


@dataclass(frozen=True, slots=True)
class SegmentDocument:
    """A document without its texts. *entry* is its line in the file of documents, *records* how
    many it has.
    """

    id: str
    title: str
    metadata: Metadata
    entry: bytes
    records: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Analysed documents. Words are numbered within the segment, by when they first came."""

    documents: list[SegmentDocument]
    words: list[str]
    records: RecordColumns
    texts: list[bytes]
    """(records,) in UTF-8."""
    headings: list[bytes]
    """(records,) in UTF-8."""
    sentences: SentenceColumns
    plain_words: IntArray
    """(sum of lengths,) the plain words of all records in order."""
    joined_words: JoinedColumns


def analyse_documents(documents: Sequence[Document]) -> Segment:
    """The words, sentences and texts of *documents*. Pure; meant for worker processes."""
    analyser = _Analyser()
    stored = []
    for document in documents:
        records = list(records_of(document))
        for record in records:
            analyser.add(record)
        entry = encode_document(document)
        stored.append(
            SegmentDocument(
                document.id,
                document.title,
                document.metadata,
                entry,
                len(records),
            )
        )
    return analyser.segment(stored)


class _Analyser:
    """Collects the records of one segment."""

    def __init__(self) -> None:
        self._scanner = WordScanner()
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        self._rows: list[RecordRow] = []
        self._texts: list[bytes] = []
        self._headings: list[bytes] = []
        self._sentences: list[tuple[int, int]] = []
        self._plain_words: list[int] = []
        self._joined_words: list[tuple[int, int]] = []

    def add(self, record: Record) -> None:
        starts = sentence_starts(record.text)
        number = self._numbers.__getitem__
        joined_before = len(self._joined_words)
        offset = position = 0
        encoded = []
        for start, end in pairwise([*starts, len(record.text)]):
            sentence = record.text[start:end]
            words, joined = self._scanner.words(sentence)
            self._sentences.append((offset, position))
            self._plain_words += map(number, words)
            self._joined_words += [
                (number(word), position + at) for word, at in joined
            ]
            position += len(words)
            encoded.append(sentence.encode("utf-8", "replace"))
            offset += len(encoded[-1])
        row = RecordRow(
            kind=KINDS.index(record.kind),
            section=record.section,
            length=position,
            sentences=len(starts),
            joined=len(self._joined_words) - joined_before,
        )
        self._rows.append(row)
        self._texts.append(b"".join(encoded))
        self._headings.append(record.heading.encode("utf-8", "replace"))

    def segment(self, documents: list[SegmentDocument]) -> Segment:
        """What has been collected, as the records of *documents*."""
        return Segment(
            documents=documents,
            words=list(self._numbers),
            records=RecordColumns.of(self._rows),
            texts=self._texts,
            headings=self._headings,
            sentences=SentenceColumns(*_two_columns(self._sentences)),
            plain_words=np.array(self._plain_words, np.int32),
            joined_words=JoinedColumns(*_two_columns(self._joined_words)),
        )


def _two_columns(pairs: Sequence[tuple[int, int]]) -> tuple[IntArray, IntArray]:
    table = np.array(pairs, np.int32).reshape(-1, 2)
    first, second = np.ascontiguousarray(table.T)
    return first, second
