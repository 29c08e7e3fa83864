"""Segments made into one index: global numbers for words and records, projects in the order of
their ids, whatever the order of the segments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from search.store.arrays import (
    IntArray,
    LongArray,
    PostingArrays,
    RecordArrays,
    gather_slices,
    lengths,
    offsets,
)
from search.store.documents import (
    DOCUMENT_STARTS_FILE,
    DOCUMENTS_FILE,
    HEADINGS_FILE,
    TEXTS_FILE,
)
from search.store.segments import (
    JoinedColumns,
    RecordColumns,
    Segment,
    SegmentDocument,
    SentenceColumns,
)
from search.store.text_files import write_texts

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class MergedSegments:
    """What segments hold, in the order of the index."""

    documents: list[SegmentDocument]
    """By id."""
    words: list[str]
    """By spelling."""
    records: RecordArrays
    postings: PostingArrays
    texts: list[bytes]
    """(records,)"""
    headings: list[bytes]
    """(records,)"""

    def write_texts(self, folder: Path) -> None:
        """Write the texts, the headings and the documents into *folder*."""
        write_texts(folder / TEXTS_FILE, self.texts)
        write_texts(folder / HEADINGS_FILE, self.headings)
        entries = [document.entry for document in self.documents]
        starts = write_texts(folder / DOCUMENTS_FILE, entries)
        np.save(folder / DOCUMENT_STARTS_FILE, starts)


def merge_segments(segments: Sequence[Segment]) -> MergedSegments:
    """*segments* as one. The ids of their documents must be distinct."""
    documents = list(
        chain.from_iterable(segment.documents for segment in segments)
    )
    ids = [document.id for document in documents]
    by_id = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)
    record_counts = np.array(
        [document.records for document in documents], np.int64
    )
    order = _slices(record_counts, by_id)
    texts = _in_order(
        chain.from_iterable(segment.texts for segment in segments), order
    )
    headings = _in_order(
        chain.from_iterable(segment.headings for segment in segments), order
    )
    words = sorted(
        set(chain.from_iterable(segment.words for segment in segments))
    )
    records = _merge_records(
        segments, order, record_counts[by_id], lengths(texts), lengths(headings)
    )
    return MergedSegments(
        documents=_in_order(documents, by_id),
        words=words,
        records=records,
        postings=_merge_postings(
            segments, order, words, records.record_positions
        ),
        texts=texts,
        headings=headings,
    )


def _merge_records(
    segments: Sequence[Segment],
    order: LongArray,
    record_counts: LongArray,
    text_sizes: LongArray,
    heading_sizes: LongArray,
) -> RecordArrays:
    """The records in *order*, with *record_counts* of each project."""
    unordered = RecordColumns.concatenated(
        [segment.records for segment in segments]
    )
    records = unordered.taken(order)
    all_sentences = SentenceColumns.concatenated(
        [segment.sentences for segment in segments]
    )
    sentences = all_sentences.taken(_slices(unordered.sentences, order))
    texts = offsets(text_sizes)
    # An empty position between records keeps phrases inside one.
    positions = offsets(records.lengths + 1)
    sentence_texts = (
        np.repeat(texts[:-1], records.sentences) + sentences.text_offsets
    )
    sentence_positions = (
        np.repeat(positions[:-1], records.sentences) + sentences.positions
    )
    return RecordArrays(
        project_records=offsets(record_counts).astype(np.int32),
        record_kinds=records.kinds.astype(np.uint8),
        record_sections=records.sections,
        record_lengths=records.lengths,
        record_positions=positions.astype(np.int32),
        record_texts=texts,
        record_headings=offsets(heading_sizes),
        record_sentences=offsets(records.sentences).astype(np.int32),
        sentence_texts=sentence_texts.astype(np.int64),
        sentence_positions=sentence_positions.astype(np.int32),
    )


def _merge_postings(
    segments: Sequence[Segment],
    order: LongArray,
    words: Sequence[str],
    record_positions: IntArray,
) -> PostingArrays:
    records = RecordColumns.concatenated(
        [segment.records for segment in segments]
    )
    joined = JoinedColumns.concatenated(
        [segment.joined_words for segment in segments]
    )
    new_numbers = np.empty(len(order), np.int32)
    new_numbers[order] = np.arange(len(order), dtype=np.int32)
    bases = record_positions[
        new_numbers
    ]  # of each record, in the order of the segments
    before = offsets(records.lengths)[:-1].astype(np.int32)
    plain_positions = np.repeat(bases - before, records.lengths)
    plain_positions += np.arange(len(plain_positions), dtype=np.int32)
    joined_positions = np.repeat(bases, records.joined) + joined.positions
    plain_words, joined_words = _numbered_words(segments, words)
    return PostingArrays.from_occurrences(
        np.concatenate([plain_words, joined_words]),
        np.concatenate([plain_positions, joined_positions]),
        record_positions,
        len(words),
    )


def _numbered_words(
    segments: Sequence[Segment], words: Sequence[str]
) -> tuple[IntArray, IntArray]:
    """The plain words of all segments, and the joined ones, by their numbers in *words*."""
    number_of = {word: number for number, word in enumerate(words)}
    none = np.zeros(0, np.int32)
    plain = [none]
    joined = [none]
    for segment in segments:
        numbers_of_words = map(number_of.__getitem__, segment.words)
        numbers = np.fromiter(numbers_of_words, np.int32, len(segment.words))
        plain.append(numbers[segment.plain_words])
        joined.append(numbers[segment.joined_words.words])
    return np.concatenate(plain), np.concatenate(joined)


def _slices(counts: Any, order: LongArray) -> LongArray:
    """The indices of what slices of *counts* hold, when the slices stand in *order*."""
    borders = offsets(counts)
    starts = borders[:-1]
    ends = borders[1:]
    return gather_slices(starts[order], ends[order])


def _in_order(items: Iterable[_Item], order: LongArray) -> list[_Item]:
    every = list(items)
    numbers = order.tolist()
    return [every[number] for number in numbers]
