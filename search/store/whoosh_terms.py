"""The terms of the fields of the Whoosh index, with their postings: made from the arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
from snowballstemmer.swedish_stemmer import SwedishStemmer

from corpus.kinds import TITLE
from search.store.arrays import (
    IntArray,
    LongArray,
    PostingArrays,
    RecordArrays,
    by_group,
    changes,
    offsets,
    sums,
)
from search.store.documents import DocumentStore
from search.store.records import KINDS
from search.store.vocabulary import Vocabulary

_NO_STEM: Final = -1


@dataclass(frozen=True, slots=True)
class GenerationContents:
    """What the Whoosh index is made from."""

    words: Sequence[str]
    postings: PostingArrays
    records: RecordArrays
    documents: DocumentStore

    @classmethod
    def load(cls, generation: Path) -> Self:
        records = RecordArrays.load(generation)
        return cls(
            Vocabulary(generation).words(),
            PostingArrays.load(generation),
            records,
            DocumentStore(generation, records),
        )


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a field, in order, with their postings."""

    texts: Sequence[str]
    first_postings: LongArray
    """(terms + 1,) first posting of each term."""
    records: IntArray
    """(postings,) ascending within a term."""
    frequencies: IntArray
    """(postings,)"""

    def slab(self, first: int, most: int) -> Terms:
        """At most *most* terms from number *first*, with postings of their own numbers."""
        end = first + most
        borders = self.first_postings[first : end + 1]
        postings = slice(borders[0], borders[-1])
        return Terms(
            self.texts[first:end],
            borders - borders[0],
            self.records[postings],
            self.frequencies[postings],
        )


def words_as_written(contents: GenerationContents) -> Terms:
    """All words, plain and joined."""
    postings = contents.postings
    return Terms(
        contents.words,
        postings.word_postings,
        postings.posting_records,
        postings.posting_frequencies,
    )


def document_ids(contents: GenerationContents) -> Terms:
    """Every record under the id of its document. Projects are numbered in the order of ids."""
    records, documents = contents.records, contents.documents
    ids = [documents.summary(project).id for project in range(records.projects)]
    first_postings = records.project_records.astype(np.int64)
    every = np.arange(records.records, dtype=np.int32)
    return Terms(ids, first_postings, every, np.ones_like(every))


def section_kinds(contents: GenerationContents) -> Terms:
    """Every record under its kind."""
    record_kinds = contents.records.record_kinds
    names = [KINDS[kind] for kind in record_kinds.tolist()]
    kinds = sorted(set(names))
    place_of = {kind: place for place, kind in enumerate(kinds)}
    places = np.array([place_of[name] for name in names], np.int64)
    first_postings, members = by_group(places, len(kinds))
    records = members.astype(np.int32)
    return Terms(kinds, first_postings, records, np.ones_like(records))


def word_stems(contents: GenerationContents) -> Terms:
    """The postings of plain words as those of their stems."""
    postings = contents.postings
    stems, place_of_word = _stems(contents.words)
    places = np.repeat(place_of_word, np.diff(postings.word_postings))
    taken = np.flatnonzero(places != _NO_STEM)
    places, records = places[taken], postings.posting_records[taken]
    order = np.argsort(
        places * contents.records.records + records, kind="stable"
    )
    places, records = places[order], records[order]
    first = changes(places, records)
    frequencies = postings.posting_frequencies[taken][order]
    merged = sums(frequencies, first).astype(np.int32)
    counts = np.bincount(places[first], minlength=len(stems))
    return Terms(stems, offsets(counts), records[first], merged)


def _stems(words: Sequence[str]) -> tuple[list[str], LongArray]:
    """The stems of plain words, sorted, and the place of each word's stem among them, shape
    (words,). Joined words have none: what they join stands there as plain words.
    """
    stem = SwedishStemmer().stemWord
    plain = [number for number, word in enumerate(words) if "-" not in word]
    stem_of_plain = [stem(words[number]) for number in plain]
    stems = sorted(set(stem_of_plain))
    place_of = {text: place for place, text in enumerate(stems)}
    places = np.full(len(words), _NO_STEM, np.int64)
    places[plain] = [place_of[text] for text in stem_of_plain]
    return stems, places


def title_stems(stems: Terms, records: RecordArrays) -> Terms:
    """The postings of *stems* in the records of titles."""
    is_title = records.record_kinds == KINDS.index(TITLE)
    taken = is_title[stems.records]
    every = np.arange(len(stems.texts))
    numbers = np.repeat(every, np.diff(stems.first_postings))
    there, counts = np.unique(numbers[taken], return_counts=True)
    first_postings = offsets(counts)
    return Terms(
        [stems.texts[number] for number in there.tolist()],
        first_postings,
        stems.records[taken],
        stems.frequencies[taken],
    )
