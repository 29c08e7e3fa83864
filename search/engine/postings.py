"""The decoded postings of terms and phrases: which records and projects, how often, where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np

from search.engine.scoring import STRONG
from search.engine.words.resolving import ResolvedTerm
from search.engine.words.word_sets import REASONS, Reason
from search.store.arrays import (
    BoolArray,
    FloatArray,
    IntArray,
    LongArray,
    PostingArrays,
    gather_slices,
)

_COMPOUND: Final = REASONS.index(Reason.COMPOUND)
_SPARSE: Final = 20
"""Where a term stands in fewer than one record in so many, sorting beats marking all records."""

_RARER: Final = 4
"""How many times rarer than another a word of a phrase must be for that to save time."""


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
    is."""


def term_postings(
    postings: PostingArrays, term: ResolvedTerm, records: int
) -> RecordPostings:
    """The postings of all the term's words as one list, frequencies weighted by word."""
    starts = postings.word_postings[term.words]
    ends = postings.word_postings[term.words + 1]
    sizes = ends - starts
    if len(term.words) == 1:
        chosen: LongArray | slice = slice(int(starts[0]), int(ends[0]))
    else:
        chosen = gather_slices(starts, ends)
    repeated = np.repeat(term.weights, sizes)
    weighted: FloatArray = postings.posting_frequencies[chosen] * repeated
    merged, inverse = _distinct(postings.posting_records[chosen], records)

    def summed(values: FloatArray | BoolArray) -> FloatArray:
        sums = np.bincount(inverse, weights=values, minlength=len(merged))
        return sums.astype(np.float32)

    frequencies = summed(weighted)
    whole_frequencies = frequencies
    is_compound = term.reasons == _COMPOUND
    if is_compound.any():
        whole_frequencies = summed(
            np.where(np.repeat(is_compound, sizes), 0.0, weighted)
        )
    strong = merged
    is_strong = term.weights >= STRONG
    if not is_strong.all():
        strong = merged[summed(np.repeat(is_strong, sizes)) > 0]
    return RecordPostings(
        merged,
        frequencies,
        whole_frequencies,
        strong if len(strong) else merged,
    )


def _distinct(numbers: IntArray, records: int) -> tuple[IntArray, LongArray]:
    """The distinct record numbers, ascending, and the index among them of each number given."""
    if len(numbers) * _SPARSE < records:
        merged, inverse = np.unique(numbers, return_inverse=True)
        return merged, inverse
    seen = np.zeros(records, np.bool_)
    seen[numbers] = True
    merged = np.flatnonzero(seen).astype(np.int32)
    places = np.cumsum(seen) - 1
    return merged, places[numbers]


def term_positions(postings: PostingArrays, term: ResolvedTerm) -> IntArray:
    """All positions of the term's words, ascending, distinct."""
    starts = postings.word_positions[term.words]
    ends = postings.word_positions[term.words + 1]
    positions = postings.positions[gather_slices(starts, ends)]
    return positions if len(term.words) == 1 else _sorted_once(positions)


def _sorted_once(numbers: IntArray) -> IntArray:
    """*numbers* ascending, each once: np.unique, but for the masked arrays that its first call
    imports, for which a search from the shell would wait.
    """
    ordered = np.sort(numbers)
    is_first = np.ones(len(ordered), np.bool_)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_first]


def phrase_positions(
    postings: PostingArrays,
    terms: Sequence[ResolvedTerm],
    slop: int,
    record_positions: IntArray,
) -> list[IntArray]:
    """For each of *terms*, its positions in the places where the whole phrase stands.

    Records lie a position apart, so that words next to each other are in the same record.
    """
    lists = [term_positions(postings, term) for term in terms]
    if not slop:
        return _in_order(lists)
    # "projekt projektet"~3 asks for two of the same.
    alike = [term.words.tobytes() for term in terms]
    times = [alike.count(words) for words in alike]
    return _near(lists, times, slop, record_positions)


def _in_order(lists: Sequence[IntArray]) -> list[IntArray]:
    """The positions of each word where the words stand one after another."""
    starts = [positions - shift for shift, positions in enumerate(lists)]
    starts.sort(key=len)
    shared = reduce(
        lambda a, b: np.intersect1d(a, b, assume_unique=True), starts
    )
    return [shared + shift for shift in range(len(lists))]


def _near(
    lists: Sequence[IntArray],
    times: Sequence[int],
    slop: int,
    record_positions: IntArray,
) -> list[IntArray]:
    """Positions of each word that lie in a window of len(lists) + slop words of one record that has
    all the words.

    A window begins at every occurrence of every word and must hold each word as often as *times*
    says.
    """
    span = len(lists) - 1 + slop
    rarest = min(lists, key=len)
    lists = [_around(rarest, span, positions) for positions in lists]
    anchors = _sorted_once(np.concatenate(lists))
    record_after = np.searchsorted(record_positions, anchors, side="right")
    ends = np.minimum(anchors + span, record_positions[record_after] - 1)
    # The rarest word first: it leaves the fewest windows for the others to be looked for in.
    pairs = zip(lists, times, strict=True)
    for positions, needed in sorted(pairs, key=lambda pair: len(pair[0])):
        before_end = np.searchsorted(positions, ends, side="right")
        before_start = np.searchsorted(positions, anchors)
        holds_it = before_end - before_start >= needed
        anchors, ends = anchors[holds_it], ends[holds_it]
    return [_covered(positions, anchors, ends) for positions in lists]


def _around(rarest: IntArray, span: int, positions: IntArray) -> IntArray:
    """The *positions*, ascending, within *span* words of a position of the *rarest* word; all where
    that word is not so rare that looking for them pays.
    """
    if len(rarest) * _RARER > len(positions):
        return positions
    starts = np.searchsorted(positions, rarest - np.int32(span))
    ends = np.searchsorted(positions, rarest + np.int32(span), side="right")
    starts[1:] = np.maximum(starts[1:], ends[:-1])  # no position twice
    return positions[gather_slices(starts, ends)]


def _covered(
    positions: IntArray, anchors: IntArray, ends: IntArray
) -> IntArray:
    """The *positions* inside one of the windows from *anchors* to *ends*, both ascending."""
    if not len(anchors):
        return positions[:0]
    window = np.searchsorted(anchors, positions, side="right") - 1
    inside = (window >= 0) & (positions <= ends[np.maximum(window, 0)])
    return positions[inside]


def phrase_postings(
    postings: PostingArrays,
    terms: Sequence[ResolvedTerm],
    slop: int,
    record_positions: IntArray,
) -> RecordPostings:
    """The records that hold the phrase of *terms*, with how often it begins there."""
    positions = phrase_positions(postings, terms, slop, record_positions)
    rarest = min(positions, key=len)
    record_of = np.searchsorted(record_positions, rarest, side="right") - 1
    records, counts = np.unique(record_of.astype(np.int32), return_counts=True)
    frequencies = counts.astype(np.float32)
    return RecordPostings(records, frequencies, frequencies, records)
