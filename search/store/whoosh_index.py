"""The Whoosh index that lies beside the arrays: its schema, and reading it.

One Whoosh document a record. Any Whoosh program can open it: the schema names nothing but whoosh
and snowballstemmer. Queries of this program are evaluated on arrays; Whoosh keeps what they were
made from, can rebuild them when their files are gone, and answers as a second opinion in tests.
Why, and what it costs: docs/decisions/whoosh.md.

This module, `search.store.whoosh_unpickling` and `search.store.whoosh_writing` are the only ones
that import whoosh, and they are imported only where an index is built, recovered or checked: whoosh
takes long to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from snowballstemmer.swedish_stemmer import SwedishStemmer
from whoosh import fields, query
from whoosh.analysis import (
    Analyzer,
    LowercaseFilter,
    RegexTokenizer,
    StemFilter,
)

from search.store.arrays import PostingArrays, RecordArrays
from search.store.whoosh_fields import (
    FOLDER,
    WHOOSH_FIELDS,
    WORD,
    Indexed,
    WhooshField,
)
from search.store.whoosh_unpickling import DECODING_ERRORS, open_as_data

__all__ = ["DECODING_ERRORS", "FOLDER", "WhooshRecords", "whoosh_schema"]


def whoosh_schema() -> fields.Schema:
    """The fields of `WHOOSH_FIELDS`, each with the analysis that a query needs."""
    stems = _stem_analysis()
    schema = fields.Schema()
    for field in WHOOSH_FIELDS:
        schema.add(field.name, _field_type(field, stems))
    return schema


def _field_type(field: WhooshField, stems: Analyzer) -> fields.FieldType:
    match field.indexed:
        case Indexed.NOT:
            return fields.STORED()
        case Indexed.WHOLE:
            return fields.ID(stored=field.stored)
        case Indexed.WORDS:
            return fields.TEXT(
                analyzer=_word_analysis(), phrase=True, stored=field.stored
            )
        case Indexed.STEMS:
            return fields.TEXT(
                analyzer=stems, phrase=False, stored=field.stored
            )


def _word_analysis() -> Analyzer:
    return RegexTokenizer(WORD) | LowercaseFilter()


def _stem_analysis() -> Analyzer:
    # A bound method of a named class can be pickled into the schema. `snowballstemmer.stemmer()`
    # would give PyStemmer's where that happens to be installed, which cannot. Whoosh's own
    # stemmer, `StemFilter(lang="sv")`, is an older version of Snowball: 2.3 % of the words of
    # Swedish statutes get another stem from it, the neuters in -et above all.
    return _word_analysis() | StemFilter(stemfn=SwedishStemmer().stemWord)


class WhooshRecords:
    """A Whoosh index of records, opened for reading. Not for several threads at once.

    Nothing in it is run. Opening and reading raise `DECODING_ERRORS` where its files are broken.
    """

    def __init__(self, folder: Path) -> None:
        self._index = open_as_data(folder, whoosh_schema())
        self._reader = self._index.reader()

    def close(self) -> None:
        self._reader.close()
        self._index.close()

    def postings(
        self, words: Iterable[str], records: RecordArrays
    ) -> PostingArrays:
        """The posting arrays of *words* (the whole vocabulary, in order), decoded from Whoosh's
        postings.
        """
        word_numbers: list[int] = []
        record_numbers: list[int] = []
        positions: list[int] = []
        vocabulary_size = 0
        for number, word in enumerate(words):
            vocabulary_size = number + 1
            matcher = self._reader.postings("words", word)
            while matcher.is_active():
                in_record = matcher.value_as("positions")
                word_numbers += [number] * len(in_record)
                record_numbers += [matcher.id()] * len(in_record)
                positions += in_record
                matcher.next()
        record_array = np.array(record_numbers, np.int32)
        starts = records.record_positions[record_array]
        return PostingArrays.from_occurrences(
            np.array(word_numbers, np.int32),
            np.array(positions, np.int32) + starts,
            records.record_positions,
            vocabulary_size,
        )

    def matching_records(
        self, groups: Sequence[Sequence[str]], phrase: bool = False
    ) -> list[int]:
        """The records that hold a word of every group, or all of them as a phrase, by Whoosh's own
        matcher.
        """
        if phrase:
            words = [group[0] for group in groups]
            tree: query.Query = query.Phrase("words", words)
        else:
            tree = query.And([_any_of(group) for group in groups])
        with self._index.searcher() as searcher:
            return sorted(tree.docs(searcher))


def _any_of(words: Sequence[str]) -> query.Query:
    terms = [query.Term("words", word) for word in words]
    return query.Or(terms)
