"""Writing the Whoosh index of a generation from its arrays, a block of postings at a time.

The format is Whoosh's own; what is ours is that postings are taken from inverted arrays, where
Whoosh would analyse documents and make one Python call a posting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from pickle import dumps
from typing import Any, Final

import numpy as np
from whoosh import fields, index
from whoosh.codec.whoosh3 import (
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3FieldWriter,
    W3PostingsWriter,
)
from whoosh.util.numeric import length_to_byte
from whoosh.writing import SegmentWriter

from corpus.kinds import TITLE
from search.store.arrays import IntArray
from search.store.project_words import project_numbers
from search.store.records import KINDS
from search.store.whoosh_encoding import encoded_frequencies, encoded_positions
from search.store.whoosh_fields import FOLDER
from search.store.whoosh_index import whoosh_schema
from search.store.whoosh_terms import (
    GenerationContents,
    Terms,
    document_ids,
    section_kinds,
    title_stems,
    word_stems,
    words_as_written,
)

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
    created = index.create_in(str(folder), whoosh_schema())
    writer = _RecordWriter(created, codec=_Codec(), compound=False)
    writer.add_records(GenerationContents.load(generation))
    writer.commit(merge=False)


class _BlockPostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Takes a term's postings whole: one Python call a block, where Whoosh makes one a posting.

    *id_steps* are the ids as Whoosh keeps them: steps from the id before within a block. Weights
    are whole numbers, which take two bytes where floats take nine.
    """

    _ids: Sequence[int]
    _weights: Sequence[int]
    _values: Sequence[bytes]

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
        self._ids = []
        self._weights = []
        self._values = []
        # Whoosh reads no length as the shortest there is.
        self._minlength = None
        self._maxlength = self._maxweight = 0

    def _write_block(self, last: bool = False) -> None:
        if not self._blockcount:
            self._postfile.write(WHOOSH3_HEADER_MAGIC)
        self._terminfo.add_block(self)
        data = (
            tuple(self._id_steps),
            self._mini_weights(),
            self._mini_values(),
        )
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
        if len(distinct) == 1:
            # Whoosh tells a weight that all share by its type.
            return float(self._weights[0])
        return tuple(self._weights)


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own format, uncompressed blocks, written block by block."""

    def __init__(self) -> None:
        super().__init__(blocklimit=_BLOCK, compression=0)

    def __reduce__(self) -> tuple[type[W3Codec], tuple[int, int]]:
        # The index names its codec: a program without ours is to find Whoosh's there.
        arguments = (self._blocklimit, self._compression)
        return W3Codec, arguments

    def postings_writer(
        self, dbfile: Any, byteids: bool = False
    ) -> W3PostingsWriter:
        return _BlockPostingsWriter(
            dbfile,
            self._blocklimit,
            byteids,
            self._compression,
            self._inlinelimit,
        )


class _RecordWriter(SegmentWriter):  # type: ignore[misc]
    """A segment writer fed with inverted arrays instead of documents."""

    contents: GenerationContents

    def add_records(self, contents: GenerationContents) -> None:
        self.contents = contents
        self._added = True
        lengths = contents.records.record_lengths.tolist()
        for stored, length in zip(
            _stored_records(contents), lengths, strict=True
        ):
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
        stems = word_stems(contents)
        terms_of_fields = {
            "id": document_ids(contents),
            "kind": section_kinds(contents),
            "stems": stems,
            "title": title_stems(stems, contents.records),
        }
        for name, terms in terms_of_fields.items():
            _write_field(self.fieldwriter, name, self.schema[name], terms)
        _write_words(self.fieldwriter, self.schema["words"], contents)
        self.fieldwriter.close()


def _stored_records(
    contents: GenerationContents,
) -> Iterator[dict[str, str | int]]:
    """What is stored of each record."""
    records, documents = contents.records, contents.documents
    columns = zip(
        project_numbers(records).tolist(),
        records.record_kinds.tolist(),
        records.record_sections.tolist(),
        strict=True,
    )
    for record, (project, kind, section) in enumerate(columns):
        summary = documents.summary(project)
        yield {
            "id": summary.id,
            "title": summary.title,
            "kind": KINDS[kind],
            "heading": documents.heading(record),
            "section": section,
        }


def _write_field(
    writer: W3FieldWriter, name: str, field: fields.FieldType, terms: Terms
) -> None:
    """Write a field of postings without positions."""
    has_values = field.format.fixed_value_size() != 0
    writer.start_field(name, field)
    for first in range(0, len(terms.texts), _SLAB):
        slab = terms.slab(first, _SLAB)
        values = encoded_frequencies(slab.frequencies) if has_values else []
        _write_slab(writer, slab, values)
    writer.finish_field()


def _write_words(
    writer: W3FieldWriter, field: fields.FieldType, contents: GenerationContents
) -> None:
    """Write the field of words, whose postings have positions."""
    postings, terms = contents.postings, words_as_written(contents)
    writer.start_field("words", field)
    for first in range(0, len(terms.texts), _SLAB):
        slab = terms.slab(first, _SLAB)
        start, end = postings.word_positions[
            [first, first + len(slab.texts)]
        ].tolist()
        record_starts = contents.records.record_positions[slab.records]
        in_records = postings.positions[start:end] - np.repeat(
            record_starts, slab.frequencies
        )
        _write_slab(
            writer, slab, encoded_positions(in_records, slab.frequencies)
        )
    writer.finish_field()


def _write_slab(
    writer: W3FieldWriter, slab: Terms, values: Sequence[bytes]
) -> None:
    ids = slab.records.tolist()
    steps = _id_steps(slab).tolist()
    weights = slab.frequencies.tolist()
    borders = pairwise(slab.first_postings.tolist())
    for text, (start, end) in zip(slab.texts, borders, strict=True):
        writer.start_term(text.encode("utf-8"))
        writer._postwriter.add_postings(
            ids[start:end],
            steps[start:end],
            weights[start:end],
            values[start:end],
        )
        writer.finish_term()


def _id_steps(slab: Terms) -> IntArray:
    """Each record as a step from the one before it, the first of each block as it is."""
    steps = np.diff(slab.records, prepend=0)
    counts = np.diff(slab.first_postings)
    term_starts = np.repeat(slab.first_postings[:-1], counts)
    place_in_term = np.arange(len(steps)) - term_starts
    begins_block = place_in_term % _BLOCK == 0
    steps[begins_block] = slab.records[begins_block]
    return steps
