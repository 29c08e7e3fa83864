"""Writing the Whoosh index of a generation from its arrays, a block of postings at a time.

The bytes are those of Whoosh's own format; what is ours is that postings are taken from inverted
arrays, where Whoosh would analyse documents and make one Python call a posting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from pickle import dumps
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from snowballstemmer.swedish_stemmer import SwedishStemmer
from whoosh import fields, index
from whoosh.codec.whoosh3 import (
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3FieldWriter,
    W3PostingsWriter,
)
from whoosh.system import pack_uint
from whoosh.util.numeric import length_to_byte
from whoosh.writing import SegmentWriter

from corpus.kinds import TITLE
from search.store.arrays import (
    IntArray,
    LongArray,
    PostingArrays,
    RecordArrays,
    changes,
    gather_slices,
    offsets,
)
from search.store.documents import DocumentStore
from search.store.project_words import project_numbers
from search.store.records import KINDS
from search.store.vocabulary import Vocabulary
from search.store.whoosh_fields import FOLDER
from search.store.whoosh_index import whoosh_schema

_BLOCK: Final = 128
_SLAB: Final = 1 << 14
"""Terms whose postings are turned into Python objects at a time."""
_PICKLE_PROTOCOL: Final = 4
"""Keeps bytes as bytes, where Whoosh's own 2 spells each out as text: half the size. Every Python 3
reads it."""


def write_whoosh_index(generation: Path) -> None:
    """Write the Whoosh index that belongs to the arrays and documents in the folder *generation*
    into a folder beside them, which is made.
    """
    folder = generation / FOLDER
    folder.mkdir()
    records = RecordArrays.load(generation)
    contents = _Contents(
        Vocabulary(generation).words(),
        PostingArrays.load(generation),
        records,
        DocumentStore(generation, records),
    )
    writer = _RecordWriter(
        index.create_in(str(folder), whoosh_schema()), codec=_Codec(), compound=False
    )
    writer.add_records(contents)
    writer.commit(merge=False)


@dataclass(frozen=True, slots=True)
class _Contents:
    """What the index is made from."""

    words: Sequence[str]
    postings: PostingArrays
    records: RecordArrays
    documents: DocumentStore


class _BlockPostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Takes a term's postings whole: one Python call a block, where Whoosh makes one a posting.

    *id_steps* are the ids as Whoosh keeps them: steps from the id before within a block. Weights
    are whole numbers, which take two bytes where floats take nine.
    """

    _ids: Sequence[int]
    _weights: Sequence[int]

    def add_postings(
        self,
        ids: Sequence[int],
        id_steps: Sequence[int],
        weights: Sequence[int],
        values: Sequence[bytes],
    ) -> None:
        for start in range(0, len(ids), _BLOCK):
            if self._ids:
                self._write_block()
            block = slice(start, start + _BLOCK)
            self._ids = ids[block]
            self._id_steps = id_steps[block]
            self._weights = weights[block]
            self._values = values[block]
            self._maxweight = max(self._weights)

    def _new_block(self) -> None:
        super()._new_block()
        self._ids = []

    def _write_block(self, last: bool = False) -> None:
        if not self._blockcount:
            self._postfile.write(WHOOSH3_HEADER_MAGIC)
        self._terminfo.add_block(self)
        data = (tuple(self._id_steps), self._mini_weights(), self._mini_values())
        information = (
            len(self._ids),
            self._ids[-1],
            self._maxweight,
            self._compression,
            length_to_byte(self._minlength),
            length_to_byte(self._maxlength),
        )
        encoded = dumps(information, 2) + dumps(data, _PICKLE_PROTOCOL)
        # The length of a term's last block is negative.
        self._postfile.write_int(-len(encoded) if last else len(encoded))
        self._postfile.write(encoded)
        self._blockcount += 1
        self._new_block()

    def _mini_weights(self) -> Any:
        distinct = set(self._weights)
        if distinct == {1}:
            return None
        # Whoosh tells a weight that all share by its type.
        return float(self._weights[0]) if len(distinct) == 1 else tuple(self._weights)


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own format, uncompressed blocks, written block by block."""

    def __init__(self) -> None:
        super().__init__(blocklimit=_BLOCK, compression=0)

    def __reduce__(self) -> tuple[type[W3Codec], tuple[int, int]]:
        # The index names its codec: a program without ours is to find Whoosh's there.
        return W3Codec, (self._blocklimit, self._compression)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> W3PostingsWriter:
        return _BlockPostingsWriter(
            dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit
        )


class _RecordWriter(SegmentWriter):  # type: ignore[misc]
    """A segment writer fed with inverted arrays instead of documents."""

    contents: _Contents

    def add_records(self, contents: _Contents) -> None:
        self.contents = contents
        self._added = True
        for stored, length in _stored_records(contents):
            self._add_record(stored, length)

    def _add_record(self, stored: dict[str, str | int], length: int) -> None:
        document = self.perdocwriter
        document.start_doc(self.docnum)
        for name, value in stored.items():
            document.add_field(name, None, value, 0)
        document.add_field("words", None, None, length)
        document.add_field("stems", None, None, length)
        if stored["kind"] == TITLE:
            document.add_field("title", None, None, length)
        document.finish_doc()
        self.docnum += 1

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        contents = self.contents
        stems = _stem_postings(contents)
        for name, terms in (
            ("id", _ids(contents)),
            ("kind", _kinds(contents.records)),
            ("stems", stems),
            ("title", _titles(stems, contents.records)),
        ):
            _write_field(self.fieldwriter, name, self.schema[name], terms)
        _write_words(self.fieldwriter, self.schema["words"], contents)
        self.fieldwriter.close()


def _stored_records(contents: _Contents) -> Iterator[tuple[dict[str, str | int], int]]:
    """What is stored of each record, and how many plain words it has."""
    records, documents = contents.records, contents.documents
    columns = zip(
        project_numbers(records).tolist(),
        records.record_kinds.tolist(),
        records.record_sections.tolist(),
        records.record_lengths.tolist(),
        strict=True,
    )
    for record, (project, kind, section, length) in enumerate(columns):
        summary = documents.summary(project)
        stored = {
            "id": summary.id,
            "title": summary.title,
            "kind": KINDS[kind],
            "heading": documents.heading(record),
            "section": section,
        }
        yield stored, length


@dataclass(frozen=True, slots=True)
class _Terms:
    """The terms of a field, in order, with their postings."""

    terms: Sequence[str]
    first_postings: LongArray
    """(terms + 1,) first posting of each term."""
    records: IntArray
    """(postings,) ascending within a term."""
    frequencies: IntArray
    """(postings,)"""


def _ids(contents: _Contents) -> _Terms:
    """Every record under the id of its document. Projects are numbered in the order of ids."""
    records = contents.records
    ids = [contents.documents.summary(project).id for project in range(records.projects)]
    every = np.arange(records.records, dtype=np.int32)
    return _Terms(ids, records.project_records.astype(np.int64), every, np.ones_like(every))


def _kinds(records: RecordArrays) -> _Terms:
    kinds = sorted(KINDS[number] for number in set(records.record_kinds.tolist()))
    of_kind = [np.flatnonzero(records.record_kinds == KINDS.index(kind)) for kind in kinds]
    joined = np.concatenate([*of_kind, np.zeros(0, np.int64)]).astype(np.int32)
    counts = np.array([len(records_of_kind) for records_of_kind in of_kind], np.int64)
    return _Terms(kinds, offsets(counts), joined, np.ones_like(joined))


def _stem_postings(contents: _Contents) -> _Terms:
    """The postings of plain words as those of their stems; joined words stand for plain ones that
    have been counted.
    """
    words, postings = contents.words, contents.postings
    stem = SwedishStemmer().stemWord
    plain = [number for number, word in enumerate(words) if "-" not in word]
    stem_of = [stem(words[number]) for number in plain]
    stems = sorted(set(stem_of))
    number_of = {text: number for number, text in enumerate(stems)}
    starts, ends = postings.word_postings[plain], postings.word_postings[1:][plain]
    taken = gather_slices(starts, ends)
    numbers = np.repeat(np.array([number_of[text] for text in stem_of], np.int64), ends - starts)
    records = postings.posting_records[taken].astype(np.int64)
    keys = numbers * contents.records.records + records
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = changes(keys) if len(keys) else np.zeros(0, np.int64)
    frequencies = postings.posting_frequencies[taken][order]
    merged = np.add.reduceat(frequencies, first) if len(first) else frequencies
    counts = np.bincount(numbers[order][first], minlength=len(stems))
    return _Terms(
        stems, offsets(counts), records[order][first].astype(np.int32), merged.astype(np.int32)
    )


def _titles(stems: _Terms, records: RecordArrays) -> _Terms:
    """The stems of titles: so a title is found once, in the record of its own."""
    is_title = records.record_kinds == KINDS.index(TITLE)
    taken = is_title[stems.records]
    numbers = np.repeat(np.arange(len(stems.terms)), np.diff(stems.first_postings))[taken]
    there, counts = np.unique(numbers, return_counts=True)
    return _Terms(
        [stems.terms[number] for number in there.tolist()],
        offsets(counts),
        stems.records[taken],
        stems.frequencies[taken],
    )


def _write_field(writer: W3FieldWriter, name: str, field: fields.FieldType, terms: _Terms) -> None:
    """Write a field of postings without positions."""
    has_values = field.format.fixed_value_size() != 0
    writer.start_field(name, field)
    for first in range(0, len(terms.terms), _SLAB):
        slab = _slab(terms, first)
        values = _encoded_frequencies(slab.frequencies) if has_values else []
        _write_slab(writer, slab, values)
    writer.finish_field()


def _write_words(writer: W3FieldWriter, field: fields.FieldType, contents: _Contents) -> None:
    """Write the field of words, whose postings have positions."""
    postings = contents.postings
    terms = _Terms(
        contents.words,
        postings.word_postings,
        postings.posting_records,
        postings.posting_frequencies,
    )
    writer.start_field("words", field)
    for first in range(0, len(terms.terms), _SLAB):
        slab = _slab(terms, first)
        borders = postings.word_positions[[first, first + len(slab.terms)]]
        positions = postings.positions[borders[0] : borders[1]]
        starts = contents.records.record_positions[slab.records]
        local = positions - np.repeat(starts, slab.frequencies)
        _write_slab(writer, slab, _encoded_positions(local, slab.frequencies))
    writer.finish_field()


def _slab(terms: _Terms, first: int) -> _Terms:
    """The next few terms from number *first*."""
    borders = terms.first_postings[first : first + _SLAB + 1]
    return _Terms(
        terms.terms[first : first + _SLAB],
        borders - borders[0],
        terms.records[borders[0] : borders[-1]],
        terms.frequencies[borders[0] : borders[-1]],
    )


def _write_slab(writer: W3FieldWriter, slab: _Terms, values: Sequence[bytes]) -> None:
    ids = slab.records.tolist()
    steps = _id_steps(slab).tolist()
    weights = slab.frequencies.tolist()
    for term, (start, end) in zip(slab.terms, pairwise(slab.first_postings.tolist()), strict=True):
        writer.start_term(term.encode("utf-8"))
        writer._postwriter.add_postings(
            ids[start:end], steps[start:end], weights[start:end], values[start:end]
        )
        writer.finish_term()


def _id_steps(slab: _Terms) -> IntArray:
    """Each record as a step from the one before it, the first of each block as it is."""
    steps = np.diff(slab.records, prepend=0)
    in_term = np.arange(len(steps)) - np.repeat(
        slab.first_postings[:-1], np.diff(slab.first_postings)
    )
    first = in_term % _BLOCK == 0
    steps[first] = slab.records[first]
    return steps


def _encoded_frequencies(frequencies: IntArray) -> list[bytes]:
    encoded = {frequency: bytes(pack_uint(frequency)) for frequency in set(frequencies.tolist())}
    return [encoded[frequency] for frequency in frequencies.tolist()]


def _encoded_positions(local: NDArray[Any], frequencies: IntArray) -> list[bytes]:
    """Each posting's positions within its record in Whoosh's own encoding: their count and a
    pickled list of steps, each from the position before.
    """
    starts = offsets(frequencies)[:-1]
    deltas = np.diff(local, prepend=0)
    deltas[starts] = local[starts]
    steps = deltas.tolist()
    values = []
    for start, frequency in zip(starts.tolist(), frequencies.tolist(), strict=True):
        if frequency == 1:
            values.append(_encoded_position(steps[start]))
        else:
            values.append(_encoded_list(steps[start : start + frequency]))
    return values


# A pickle without its header and the memo that nothing refers to: 5 bytes a posting, where
# `dumps` writes 10. "]" makes a list, "(" marks where items begin, "a" and "e" append one or all.


@lru_cache(maxsize=1 << 16)
def _encoded_position(position: int) -> bytes:
    return bytes(pack_uint(1)) + b"]" + _encoded_number(position) + b"a."


def _encoded_list(steps: Sequence[int]) -> bytes:
    numbers = b"".join(map(_encoded_number, steps))
    return bytes(pack_uint(len(steps))) + b"](" + numbers + b"e."


@lru_cache(maxsize=1 << 16)
def _encoded_number(number: int) -> bytes:
    if number < 1 << 8:
        return b"K" + number.to_bytes(1, "little")
    if number < 1 << 16:
        return b"M" + number.to_bytes(2, "little")
    return b"J" + number.to_bytes(4, "little")
