"""The decoded postings of query terms and phrases: which records and projects, how often, where."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import reduce

import numpy as np

from search.arrays import FloatArray, IntArray, LongArray, PostingArrays, gather_slices
from search.engine import Adjacent, Term


@dataclass(frozen=True, slots=True, eq=False)
class RecordPostings:
    """The records that hold a term or a phrase. Arrays have shape (n,), by record."""

    records: IntArray
    frequencies: FloatArray
    """Weighted occurrences."""
    strong: IntArray
    """(m,) the records that hold the word itself or an inflection of it: these say how common it is."""

    @property
    def nbytes(self) -> int:
        return sum(int(getattr(self, field.name).nbytes) for field in fields(self))


def term_postings(postings: PostingArrays, term: Term, strong_weight: float, records: int) -> RecordPostings:
    """The postings of all the term's words as one list, frequencies weighted by word."""
    starts = postings.word_postings[term.words]
    ends = postings.word_postings[term.words + 1]
    if len(term.words) == 1:
        at: LongArray | slice = slice(int(starts[0]), int(ends[0]))
        found = postings.posting_records[at]
        frequencies = postings.posting_frequencies[at] * np.float32(term.weights[0])
        return RecordPostings(found, frequencies.astype(np.float32), found)
    at = gather_slices(starts, ends)
    weights = np.repeat(term.weights, ends - starts)
    found = postings.posting_records[at]
    merged, frequencies = _sum_by_record(found, postings.posting_frequencies[at] * weights, records)
    is_strong = weights >= strong_weight
    strong = merged if is_strong.all() else np.unique(found[is_strong])
    return RecordPostings(merged, frequencies, strong if len(strong) else merged)


def _sum_by_record(found: IntArray, frequencies: FloatArray, records: int) -> tuple[IntArray, FloatArray]:
    """Distinct records, ascending, with the sum of their frequencies."""
    if len(found) * 20 < records:
        merged, inverse = np.unique(found, return_inverse=True)
        return merged, np.bincount(inverse, weights=frequencies, minlength=len(merged)).astype(np.float32)
    sums = np.bincount(found, weights=frequencies, minlength=records)
    merged = np.flatnonzero(sums).astype(np.int32)
    return merged, sums[merged].astype(np.float32)


def term_positions(postings: PostingArrays, term: Term) -> IntArray:
    """All positions of the term's words, ascending, distinct."""
    starts, ends = postings.word_positions[term.words], postings.word_positions[term.words + 1]
    found = postings.positions[gather_slices(starts, ends)]
    return found if len(term.words) == 1 else np.unique(found)


def phrase_positions(postings: PostingArrays, phrase: Adjacent, record_positions: IntArray) -> list[IntArray]:
    """For each term of *phrase*, its positions in the places where the whole phrase stands.

    Records lie a position apart, so that words next to each other are in the same record.
    """
    lists = [term_positions(postings, term) for term in phrase.terms]
    if not phrase.slop:
        shifted = [found - shift for shift, found in enumerate(lists)]
        starts = reduce(lambda a, b: np.intersect1d(a, b, assume_unique=True), sorted(shifted, key=len))
        return [starts + shift for shift in range(len(lists))]
    return _near(lists, phrase.slop, record_positions)


def _near(lists: list[IntArray], slop: int, record_positions: IntArray) -> list[IntArray]:
    """Positions of each word that lie in a window of len(lists) + slop words of one record that has all the words.

    A window is anchored at every occurrence of every word; it holds a word whose first position from the anchor on
    does not lie beyond its end.
    """
    span = len(lists) - 1 + slop
    anchors = np.unique(np.concatenate(lists))
    ends = np.minimum(anchors + span, record_positions[np.searchsorted(record_positions, anchors, side="right")] - 1)
    inside = np.ones(len(anchors), np.bool_)
    for found in lists:
        at = np.searchsorted(found, anchors)
        inside &= (at < len(found)) & (found[np.minimum(at, len(found) - 1)] <= ends) if len(found) else False
    anchors, ends = anchors[inside], ends[inside]
    kept = []
    for found in lists:
        window = np.searchsorted(anchors, found, side="right") - 1
        covered = (window >= 0) & (found <= ends[np.maximum(window, 0)]) if len(anchors) else np.zeros(len(found), bool)
        kept.append(found[covered])
    return kept


def phrase_postings(postings: PostingArrays, phrase: Adjacent, record_positions: IntArray) -> RecordPostings:
    """The records that hold *phrase*, with how often it begins there."""
    positions = phrase_positions(postings, phrase, record_positions)
    counted = min(positions, key=len)
    records = (np.searchsorted(record_positions, counted, side="right") - 1).astype(np.int32)
    found, counts = np.unique(records, return_counts=True)
    return RecordPostings(found, counts.astype(np.float32), found)
