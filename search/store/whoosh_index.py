"""Whoosh as the index of record: every posting with its positions, one Whoosh document a record.

Queries are evaluated on arrays (`search.engine.matching`); Whoosh keeps what they were made from,
can rebuild them when their files are gone, and answers the same queries itself as a check. Only
this module imports whoosh.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from pickle import dumps
from typing import Any, Final

import numpy as np
from whoosh import fields, index, query
from whoosh.analysis import IDTokenizer
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter
from whoosh.system import pack_uint
from whoosh.writing import SegmentWriter

from search.store.arrays import PostingArrays, RecordArrays, offsets
from search.store.project_words import project_numbers
from search.store.records import KINDS

FOLDER: Final = "whoosh"
_BLOCK: Final = 128
_SLAB: Final = 1 << 14  # words whose postings are turned into Python objects at a time


def _schema() -> fields.Schema:
    # The words come analysed, so the tokenizer is never asked; it must only be cheap to pickle into
    # the schema.
    words = fields.TEXT(analyzer=IDTokenizer(), phrase=True)
    return fields.Schema(
        project=fields.STORED(),
        section=fields.STORED(),
        kind=fields.ID(analyzer=IDTokenizer()),
        words=words,
    )


class _BlockPostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Takes a word's postings whole: one Python call a block, where Whoosh makes one a posting."""

    def add_postings(self, records: list[int], weights: list[float], values: list[bytes]) -> None:
        for start in range(0, len(records), _BLOCK):
            if len(self._ids):
                self._write_block()
            end = start + _BLOCK
            self._ids.extend(records[start:end])
            self._weights.extend(weights[start:end])
            self._values = values[start:end]
            self._maxweight = max(self._weights)


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own format, uncompressed blocks, written block by block."""

    def __init__(self) -> None:
        super().__init__(blocklimit=_BLOCK, compression=0)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> W3PostingsWriter:
        return _BlockPostingsWriter(
            dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit
        )


class _RecordWriter(SegmentWriter):  # type: ignore[misc]
    """A segment writer fed with inverted arrays instead of documents."""

    postings: tuple[Sequence[str], PostingArrays, RecordArrays]

    def add_records(
        self, words: Sequence[str], postings: PostingArrays, records: RecordArrays
    ) -> None:
        self.postings = (words, postings, records)
        self._added = True
        project_of = project_numbers(records).tolist()
        lengths, sections = records.record_lengths.tolist(), records.record_sections.tolist()
        words_field = self.schema["words"]
        for number, (project, section, length) in enumerate(
            zip(project_of, sections, lengths, strict=True)
        ):
            self.perdocwriter.start_doc(number)
            self.perdocwriter.add_field("project", None, project, 0)
            self.perdocwriter.add_field("section", None, section, 0)
            self.perdocwriter.add_field("words", words_field, None, length)
            self.perdocwriter.finish_doc()
            self.docnum += 1

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        words, postings, records = self.postings
        _write_kinds(self.fieldwriter, self.schema["kind"], records)
        _write_words(self.fieldwriter, self.schema["words"], words, postings, records)
        self.fieldwriter.close()


def write_whoosh_index(
    folder: Path, words: Sequence[str], postings: PostingArrays, records: RecordArrays
) -> None:
    """Write the records as a Whoosh index into *folder*, which is made."""
    folder.mkdir()
    writer = _RecordWriter(index.create_in(str(folder), _schema()), codec=_Codec(), compound=False)
    writer.add_records(words, postings, records)
    writer.commit(merge=False)


def _write_kinds(writer: W3FieldWriter, field: fields.FieldType, records: RecordArrays) -> None:
    writer.start_field("kind", field)
    for kind in sorted(KINDS):
        ids = np.flatnonzero(records.record_kinds == KINDS.index(kind)).tolist()
        if ids:
            writer.start_term(kind.encode("utf-8"))
            writer._postwriter.add_postings(ids, [1.0] * len(ids), [])
            writer.finish_term()
    writer.finish_field()


def _write_words(
    writer: W3FieldWriter,
    field: fields.FieldType,
    words: Sequence[str],
    postings: PostingArrays,
    records: RecordArrays,
) -> None:
    writer.start_field("words", field)
    for first in range(0, len(words), _SLAB):
        slab = words[first : first + _SLAB]
        borders = postings.word_postings[first : first + len(slab) + 1]
        ids = postings.posting_records[borders[0] : borders[-1]]
        occurrences = postings.positions[
            postings.word_positions[first] : postings.word_positions[first + len(slab)]
        ]
        values = _encoded_positions(
            occurrences, postings.posting_frequencies[borders[0] : borders[-1]], records, ids
        )
        records_list = ids.tolist()
        weights = postings.posting_frequencies[borders[0] : borders[-1]].astype(float).tolist()
        for word, (start, end) in zip(slab, pairwise((borders - borders[0]).tolist()), strict=True):
            writer.start_term(word.encode("utf-8"))
            writer._postwriter.add_postings(
                records_list[start:end], weights[start:end], values[start:end]
            )
            writer.finish_term()
    writer.finish_field()


def _encoded_positions(
    occurrences: Any, frequencies: Any, records: RecordArrays, record_numbers: Any
) -> list[bytes]:
    """Each posting's positions within its record in Whoosh's own encoding."""
    bases = np.repeat(records.record_positions[record_numbers], frequencies)
    local = occurrences - bases
    starts = offsets(frequencies)[:-1]
    deltas = np.diff(local, prepend=0)
    deltas[starts] = local[
        starts
    ]  # positions within a posting are stored as steps from the one before
    steps = deltas.tolist()
    single: dict[int, bytes] = {}
    values = []
    for at, frequency in zip(starts.tolist(), frequencies.tolist(), strict=True):
        if frequency == 1:
            position = steps[at]
            if (value := single.get(position)) is None:
                value = single[position] = _encoded([position])
        else:
            value = _encoded(steps[at : at + frequency])
        values.append(value)
    return values


def _encoded(steps: list[int]) -> bytes:
    """The value of a posting as `whoosh.formats.Positions.encode` writes it."""
    return bytes(pack_uint(len(steps)) + dumps(steps, 2))


class WhooshRecords:
    """A Whoosh index of records, opened for reading. Not for several threads at once."""

    def __init__(self, folder: Path) -> None:
        self._index = index.open_dir(str(folder), readonly=True)
        self._reader = self._index.reader()

    def close(self) -> None:
        self._reader.close()
        self._index.close()

    def postings(self, words: Iterable[str], records: RecordArrays) -> PostingArrays:
        """The posting arrays of *words* (the whole vocabulary, in order), decoded from Whoosh's
        postings.
        """
        numbers, positions, record_numbers = [], [], []
        for number, word in enumerate(words):
            matcher = self._reader.postings("words", word)
            while matcher.is_active():
                record, local = matcher.id(), matcher.value_as("positions")
                numbers += [number] * len(local)
                record_numbers += [record] * len(local)
                positions += local
                matcher.next()
        record_array = np.array(record_numbers, np.int32)
        return PostingArrays.from_occurrences(
            np.array(numbers, np.int32),
            np.array(positions, np.int32) + records.record_positions[record_array],
            records.record_positions,
            number + 1 if numbers else 0,
        )

    def matching_records(self, groups: Sequence[Sequence[str]], phrase: bool = False) -> list[int]:
        """The records that hold a word of every group, or all of them as a phrase, by Whoosh's own
        matcher.
        """
        if phrase:
            tree: query.Query = query.Phrase("words", [group[0] for group in groups])
        else:
            tree = query.And(
                [query.Or([query.Term("words", word) for word in group]) for group in groups]
            )
        with self._index.searcher() as searcher:
            return sorted(tree.docs(searcher))
