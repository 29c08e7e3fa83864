"""Writing the files of a generation: documents are analysed into chunks, chunks are merged into one
index.

`analyse_documents` is pure and its result small to send between processes; `write_index` runs once,
at the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

from corpus.model import Document, Metadata
from search.language.analysis import WordScanner
from search.language.lexicon_file import swedish_lexicon
from search.language.sentences import sentence_starts
from search.store.arrays import (
    ByteArray,
    IntArray,
    LongArray,
    PostingArrays,
    RecordArrays,
    gather_slices,
    offsets,
)
from search.store.documents import (
    DOCUMENT_STARTS_FILE,
    DOCUMENTS_FILE,
    HEADINGS_FILE,
    TEXTS_FILE,
    encode_document,
)
from search.store.fact_columns import write_columns
from search.store.gram_counts import write_grams
from search.store.project_words import write_project_words
from search.store.records import KINDS, Record, records_of
from search.store.vocabulary import save_vocabulary
from search.store.whoosh_process import whoosh_index_beside, write_whoosh_here
from search.store.word_relations import write_relations

_T = TypeVar("_T")
_MANY_RECORDS: Final = 4_000
"""From so many records on, Whoosh's files are written by a process of their own beside the rest."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Analysed documents. Words are numbered within the chunk; positions count from the start of
    each record.
    """

    ids: list[str]
    titles: list[str]
    entries: list[bytes]
    metadata: list[Metadata]
    words: list[str]
    document_records: IntArray
    """(documents,) how many records each document has."""
    kinds: ByteArray
    sections: IntArray
    lengths: IntArray
    texts: list[bytes]
    headings: list[bytes]
    sentences: IntArray
    """(records,) how many sentences each record has."""
    sentence_texts: IntArray
    sentence_positions: IntArray
    plain_words: IntArray
    """(sum of lengths,) the plain words of all records in order."""
    joined: IntArray
    """(joined words, 2) word and position."""
    joined_counts: IntArray
    """(records,) how many joined words each record has."""


@dataclass(frozen=True, slots=True)
class IndexCounts:
    """What an index holds."""

    documents: int
    records: int
    words: int


class _Analyser:
    """Collects the records of one chunk."""

    def __init__(self) -> None:
        self.scanner = WordScanner()
        self.numbers: defaultdict[str, int] = defaultdict()
        self.numbers.default_factory = self.numbers.__len__
        self.records: list[Record] = []
        self.texts: list[bytes] = []
        self.lengths: list[int] = []
        self.sentences: list[int] = []
        self.sentence_texts: list[int] = []
        self.sentence_positions: list[int] = []
        self.plain_words: list[int] = []
        self.joined: list[tuple[int, int]] = []
        self.joined_counts: list[int] = []

    def add(self, record: Record) -> None:
        starts = sentence_starts(record.text)
        number, joined_before = self.numbers.__getitem__, len(self.joined)
        offset = position = 0
        encoded = []
        for start, end in pairwise([*starts, len(record.text)]):
            sentence = record.text[start:end]
            words, joined = self.scanner.words(sentence)
            self.sentence_texts.append(offset)
            self.sentence_positions.append(position)
            self.plain_words += map(number, words)
            self.joined += [(number(word), position + at) for word, at in joined]
            position += len(words)
            encoded.append(sentence.encode("utf-8", "replace"))
            offset += len(encoded[-1])
        self.records.append(record)
        self.texts.append(b"".join(encoded))
        self.lengths.append(position)
        self.sentences.append(len(starts))
        self.joined_counts.append(len(self.joined) - joined_before)


def analyse_documents(documents: Sequence[Document]) -> Chunk:
    """The words, sentences and texts of *documents*. Pure; meant for worker processes."""
    analyser = _Analyser()
    counts = []
    for document in documents:
        before = len(analyser.records)
        for record in records_of(document):
            analyser.add(record)
        counts.append(len(analyser.records) - before)
    records = analyser.records
    return Chunk(
        ids=[document.id for document in documents],
        titles=[document.title for document in documents],
        entries=[encode_document(document) for document in documents],
        metadata=[document.metadata for document in documents],
        words=list(analyser.numbers),
        document_records=np.array(counts, np.int32),
        kinds=np.array([KINDS.index(record.kind) for record in records], np.uint8),
        sections=np.array([record.section for record in records], np.int32),
        lengths=np.array(analyser.lengths, np.int32),
        texts=analyser.texts,
        headings=[record.heading.encode("utf-8", "replace") for record in records],
        sentences=np.array(analyser.sentences, np.int32),
        sentence_texts=np.array(analyser.sentence_texts, np.int32),
        sentence_positions=np.array(analyser.sentence_positions, np.int32),
        plain_words=np.array(analyser.plain_words, np.int32),
        joined=np.array(analyser.joined, np.int32).reshape(-1, 2),
        joined_counts=np.array(analyser.joined_counts, np.int32),
    )


def write_index(chunks: Iterable[Chunk], folder: Path) -> IndexCounts:
    """Write all files of an index into *folder*, which exists and is empty. Document ids must be
    distinct.

    Numbers follow the order of ids, whatever the order of the chunks: the same documents give the
    same index.
    """
    with ThreadPoolExecutor(1) as beside:
        # The dictionary takes seconds to prepare; meanwhile the chunks are being analysed, in other
        # processes if many.
        dictionary = beside.submit(swedish_lexicon)
        merged = _Merged(list(chunks))
        dictionary.result()
    words, records, postings = merged.words, merged.records, merged.postings
    records.save(folder)
    save_vocabulary(words, folder)
    postings.save(folder)
    merged.write_texts(folder)
    titles, metadata = merged.titles, merged.metadata
    del merged  # its texts are on disk: what follows needs the memory
    is_large = records.records >= _MANY_RECORDS
    with whoosh_index_beside(folder) if is_large else nullcontext():
        write_columns(titles, metadata, folder)
        project_words = write_project_words(records, postings, folder)
        write_grams(write_relations(words, postings, folder), project_words, folder)
    if not is_large:
        write_whoosh_here(folder)
    return IndexCounts(records.projects, records.records, len(words))


class _Merged:
    """The chunks as one: global numbers for words and records, projects in the order of their
    ids.
    """

    def __init__(self, chunks: list[Chunk]) -> None:
        ids = [id_ for chunk in chunks for id_ in chunk.ids]
        self._order = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)
        self.titles = self._in_order([title for chunk in chunks for title in chunk.titles])
        self.metadata = self._in_order(
            [metadata for chunk in chunks for metadata in chunk.metadata]
        )
        self._entries = self._in_order([entry for chunk in chunks for entry in chunk.entries])
        counts = _concatenated(chunks, "document_records")
        borders = offsets(counts)
        self._record_order = gather_slices(borders[:-1][self._order], borders[1:][self._order])
        self._texts = [text for chunk in chunks for text in chunk.texts]
        self._headings = [heading for chunk in chunks for heading in chunk.headings]
        self.words, chunk_words = _merge_words(chunks)
        self.records = self._merge_records(chunks, counts[self._order])
        self.postings = self._merge_postings(chunks, chunk_words)

    def _in_order(self, items: list[_T]) -> list[_T]:
        return [items[i] for i in self._order.tolist()]

    def _merge_records(self, chunks: list[Chunk], project_counts: IntArray) -> RecordArrays:
        order = self._record_order
        lengths = _concatenated(chunks, "lengths")[order]
        positions = offsets(lengths + 1)
        text_sizes = np.fromiter(map(len, self._texts), np.int64, len(self._texts))[order]
        heading_sizes = np.fromiter(map(len, self._headings), np.int64, len(self._headings))[order]
        texts = offsets(text_sizes)
        all_sentences = _concatenated(chunks, "sentences")
        borders = offsets(all_sentences)
        sentence_order = gather_slices(borders[:-1][order], borders[1:][order])
        counts = all_sentences[order]
        return RecordArrays(
            project_records=offsets(project_counts).astype(np.int32),
            record_kinds=_concatenated(chunks, "kinds")[order].astype(np.uint8),
            record_sections=_concatenated(chunks, "sections")[order],
            record_lengths=lengths,
            record_positions=positions.astype(np.int32),
            record_texts=texts,
            record_headings=offsets(heading_sizes),
            record_sentences=offsets(counts).astype(np.int32),
            sentence_texts=(
                np.repeat(texts[:-1], counts)
                + _concatenated(chunks, "sentence_texts")[sentence_order]
            ).astype(np.int64),
            sentence_positions=(
                _concatenated(chunks, "sentence_positions")[sentence_order]
                + np.repeat(positions[:-1], counts)
            ).astype(np.int32),
        )

    def _merge_postings(self, chunks: list[Chunk], chunk_words: list[IntArray]) -> PostingArrays:
        new_numbers = np.empty(len(self._record_order), np.int32)
        new_numbers[self._record_order] = np.arange(len(self._record_order), dtype=np.int32)
        bases = self.records.record_positions[new_numbers]  # of each record, in the chunks' order
        lengths = _concatenated(chunks, "lengths")
        positions = np.repeat(bases - offsets(lengths)[:-1].astype(np.int32), lengths)
        positions += np.arange(len(positions), dtype=np.int32)
        joined_positions = np.repeat(bases, _concatenated(chunks, "joined_counts"))
        joined_positions += np.concatenate([_EMPTY, *(chunk.joined[:, 1] for chunk in chunks)])
        plain = [to[chunk.plain_words] for chunk, to in zip(chunks, chunk_words, strict=True)]
        joined = [to[chunk.joined[:, 0]] for chunk, to in zip(chunks, chunk_words, strict=True)]
        return PostingArrays.from_occurrences(
            np.concatenate([_EMPTY, *plain, *joined]),
            np.concatenate([positions, joined_positions]),
            self.records.record_positions,
            len(self.words),
        )

    def write_texts(self, folder: Path) -> None:
        order = self._record_order.tolist()
        with (folder / TEXTS_FILE).open("wb") as file:
            file.writelines(self._texts[i] for i in order)
        with (folder / HEADINGS_FILE).open("wb") as file:
            file.writelines(self._headings[i] for i in order)
        with (folder / DOCUMENTS_FILE).open("wb") as file:
            file.writelines(self._entries)
        starts: LongArray = offsets(
            np.fromiter(map(len, self._entries), np.int64, len(self._entries))
        )
        np.save(folder / DOCUMENT_STARTS_FILE, starts)


_EMPTY: Final = np.zeros(0, np.int32)


def _concatenated(chunks: list[Chunk], name: str) -> IntArray:
    if not chunks:
        return _EMPTY
    return np.concatenate([getattr(chunk, name) for chunk in chunks])


def _merge_words(chunks: list[Chunk]) -> tuple[list[str], list[IntArray]]:
    """All words in order, and for each chunk the number in that list of each of its words."""
    words = sorted({word for chunk in chunks for word in chunk.words})
    numbers = {word: number for number, word in enumerate(words)}
    return words, [
        np.fromiter(map(numbers.__getitem__, chunk.words), np.int32, len(chunk.words))
        for chunk in chunks
    ]
