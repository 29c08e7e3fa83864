"""The decoded postings of query terms and phrases: which records and projects, how often, where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np

from search.engine.protocol import REASONS, Adjacent, Term
from search.engine.scoring import STRONG
from search.store.arrays import (
    BoolArray,
    FloatArray,
    IntArray,
    LongArray,
    PostingArrays,
    gather_slices,
)

_COMPOUND: Final = REASONS.index("sammansättning")


@dataclass(frozen=True, slots=True, eq=False)
class RecordPostings:
    """The records that hold a term or a phrase. Arrays have shape (n,), by record."""

    records: IntArray
    frequencies: FloatArray
    """Weighted occurrences."""
    whole_frequencies: FloatArray
    """The same without those inside compounds."""
    strong: IntArray
    """(m,) the records that hold the word itself or an inflection of it: these say how common it
    is.
    """


def term_postings(postings: PostingArrays, term: Term, records: int) -> RecordPostings:
    """The postings of all the term's words as one list, frequencies weighted by word."""
    starts, ends = postings.word_postings[term.words], postings.word_postings[term.words + 1]
    if len(term.words) == 1:
        at: LongArray | slice = slice(int(starts[0]), int(ends[0]))
    else:
        at = gather_slices(starts, ends)
    found = postings.posting_records[at]
    weights = np.repeat(term.weights, ends - starts)
    weighted = postings.posting_frequencies[at] * weights
    merged, inverse = _distinct(found, records)

    def summed(values: FloatArray | BoolArray) -> FloatArray:
        return np.bincount(inverse, weights=values, minlength=len(merged)).astype(np.float32)

    frequencies = summed(weighted)
    compound = term.reasons == _COMPOUND
    whole = (
        summed(np.where(np.repeat(compound, ends - starts), 0.0, weighted))
        if compound.any()
        else frequencies
    )
    is_strong = term.weights >= STRONG
    strong = merged if is_strong.all() else merged[summed(np.repeat(is_strong, ends - starts)) > 0]
    return RecordPostings(merged, frequencies, whole, strong if len(strong) else merged)


def _distinct(found: IntArray, records: int) -> tuple[IntArray, LongArray]:
    """The distinct record numbers, ascending, and the index among them of each number found."""
    if len(found) * 20 < records:
        merged, inverse = np.unique(found, return_inverse=True)
        return merged, inverse
    seen = np.zeros(records, np.bool_)
    seen[found] = True
    merged = np.flatnonzero(seen).astype(np.int32)
    return merged, (np.cumsum(seen) - 1)[found]


def term_positions(postings: PostingArrays, term: Term) -> IntArray:
    """All positions of the term's words, ascending, distinct."""
    starts, ends = postings.word_positions[term.words], postings.word_positions[term.words + 1]
    found = postings.positions[gather_slices(starts, ends)]
    return found if len(term.words) == 1 else np.unique(found)


def phrase_positions(
    postings: PostingArrays, phrase: Adjacent, record_positions: IntArray
) -> list[IntArray]:
    """For each term of *phrase*, its positions in the places where the whole phrase stands.

    Records lie a position apart, so that words next to each other are in the same record.
    """
    lists = [term_positions(postings, term) for term in phrase.terms]
    if not phrase.slop:
        shifted = [found - shift for shift, found in enumerate(lists)]
        starts = reduce(
            lambda a, b: np.intersect1d(a, b, assume_unique=True), sorted(shifted, key=len)
        )
        return [starts + shift for shift in range(len(lists))]
    alike = [
        term.words.tobytes() for term in phrase.terms
    ]  # "projekt projektet"~3 asks for two of the same
    return _near(lists, [alike.count(words) for words in alike], phrase.slop, record_positions)


def _near(
    lists: list[IntArray], wanted: list[int], slop: int, record_positions: IntArray
) -> list[IntArray]:
    """Positions of each word that lie in a window of len(lists) + slop words of one record that has
    all the words.

    A window begins at every occurrence of every word and must hold each word as often as *wanted*
    says.
    """
    span = len(lists) - 1 + slop
    anchors = np.unique(np.concatenate(lists))
    ends = np.minimum(
        anchors + span,
        record_positions[np.searchsorted(record_positions, anchors, side="right")] - 1,
    )
    inside = np.ones(len(anchors), np.bool_)
    for found, times in zip(lists, wanted, strict=True):
        inside &= (
            np.searchsorted(found, ends, side="right") - np.searchsorted(found, anchors) >= times
        )
    anchors, ends = anchors[inside], ends[inside]
    kept = []
    for found in lists:
        window = np.searchsorted(anchors, found, side="right") - 1
        covered = (
            (window >= 0) & (found <= ends[np.maximum(window, 0)])
            if len(anchors)
            else np.zeros(len(found), bool)
        )
        kept.append(found[covered])
    return kept


def phrase_postings(
    postings: PostingArrays, phrase: Adjacent, record_positions: IntArray
) -> RecordPostings:
    """The records that hold *phrase*, with how often it begins there."""
    positions = phrase_positions(postings, phrase, record_positions)
    counted = min(positions, key=len)
    records = (np.searchsorted(record_positions, counted, side="right") - 1).astype(np.int32)
    found, counts = np.unique(records, return_counts=True)
    frequencies = counts.astype(np.float32)
    return RecordPostings(found, frequencies, frequencies, found)
