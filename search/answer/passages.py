"""The passages that answer: the best sentences of a project, with the words of the query marked as
written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from corpus.kinds import FACTS, TITLE
from search.engine.protocol import Occurrences
from search.language.analysis import WordScanner, span_as_written
from search.results import Passage, Span
from search.store.arrays import FloatArray, IntArray, LongArray, RecordArrays, changes
from search.store.documents import DocumentStore
from search.store.project_words import kind_weights
from search.store.records import KINDS
from search.store.vocabulary import Vocabulary

PASSAGE_BYTES: Final = 290
"""A passage grows by whole sentences up to so many bytes of UTF-8: about 280 characters."""
_CONTEXT_BEFORE: Final = 60
_MOST_FOLLOWING: Final = 12
_MOST_SENTENCES: Final = 60
_REPEATED: Final = 0.1
_SAME_SECTION: Final = 0.6
_FACTS_SHOWN: Final = 0.2
_TITLE_KIND: Final = KINDS.index(TITLE)


@dataclass(frozen=True, slots=True, eq=False)
class _Candidates:
    """Sentences that hold words of the query. Shapes: (sentences,), *strengths* (sentences,
    leaves).
    """

    sentences: IntArray
    records: LongArray
    scores: FloatArray
    strengths: FloatArray
    """The heaviest form of each leaf in each sentence, 0 where it is not there, times what the leaf
    matters.
    """


class PassageFinder:
    """Cuts and marks passages over one generation. Threads may share it."""

    def __init__(
        self, records: RecordArrays, documents: DocumentStore, vocabulary: Vocabulary
    ) -> None:
        self._records, self._documents, self._vocabulary = records, documents, vocabulary
        self._scanner = WordScanner()
        weights = kind_weights()
        weights[KINDS.index(FACTS)] *= _FACTS_SHOWN
        self._kind_weights = weights

    def passages(
        self, found: Occurrences, leaf_weights: FloatArray, most: int
    ) -> tuple[Passage, ...]:
        """The best passages of one project, best first; the first ones cover as many different
        words as they can.

        *found* are the project's occurrences, *leaf_weights* (leaves,) how much each leaf matters.
        """
        if most == 0 or not len(found.positions):
            return ()
        candidates = self._candidates(found, leaf_weights)
        chosen = _choose(candidates, most)
        return tuple(
            self._passage(int(candidates.sentences[i]), int(candidates.records[i]), found)
            for i in chosen
        )

    def _candidates(self, found: Occurrences, leaf_weights: FloatArray) -> _Candidates:
        """The sentences with words of the query outside the title, scored by their words and their
        section's kind.
        """
        sentences = (
            np.searchsorted(self._records.sentence_positions, found.positions, side="right") - 1
        )
        starts = changes(sentences)  # positions ascend, and so do their sentences
        weights = leaf_weights[found.leaves] * found.weights
        totals = np.add.reduceat(weights, starts)
        strengths = np.zeros((len(starts), len(leaf_weights)), np.float32)
        groups = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(sentences))))
        np.maximum.at(strengths, (groups, found.leaves), weights)
        numbers = sentences[starts].astype(np.int32)
        records = np.searchsorted(self._records.record_sentences, numbers, side="right") - 1
        kinds = self._records.record_kinds[records]
        scores = (strengths.sum(axis=1) + _REPEATED * totals) * self._kind_weights[kinds]
        kept = np.flatnonzero(kinds != _TITLE_KIND)
        return _Candidates(numbers[kept], records[kept], scores[kept], strengths[kept])

    def _passage(self, sentence: int, record: int, found: Occurrences) -> Passage:
        records = self._records
        low, high = records.record_sentences[record : record + 2].tolist()
        first, last = self._window(sentence, record, low, high)
        start = int(records.sentence_texts[first])
        end = int(
            records.sentence_texts[last + 1]
            if last + 1 < high
            else records.record_texts[record + 1]
        )
        text = self._documents.text_between(start, end).rstrip()
        return Passage(
            kind=KINDS[records.record_kinds[record]],
            heading=self._documents.heading(record),
            text=text,
            marks=self.marks(text, int(records.sentence_positions[first]), found),
            section=int(records.record_sections[record]),
            cut_before=first > low,
            cut_after=last + 1 < high,
        )

    def _window(self, sentence: int, record: int, low: int, high: int) -> tuple[int, int]:
        """The sentences of the passage, first and last: a short one before, then what follows while
        there is room.
        """
        near = max(low, sentence - 1)
        borders = self._records.sentence_texts[
            near : min(high, sentence + _MOST_FOLLOWING)
        ].tolist()
        if len(borders) < sentence + _MOST_FOLLOWING - near:
            borders.append(int(self._records.record_texts[record + 1]))
        first = last = sentence - near
        if first and borders[first + 1] - borders[first] < _CONTEXT_BEFORE:
            first -= borders[last + 1] - borders[first - 1] <= PASSAGE_BYTES
        while last + 2 < len(borders) and borders[last + 2] - borders[first] <= PASSAGE_BYTES:
            last += 1
        return near + first, near + last

    def marks(self, text: str, position: int, found: Occurrences) -> tuple[Span, ...]:
        """The spans to mark in *text*, whose first plain word has the given position in the
        index.
        """
        # Keys of another dtype would make numpy copy all positions.
        low, high = found.positions.searchsorted(
            np.array([position, position + len(text)], np.int32)
        ).tolist()
        if low == high:
            return ()
        spans = self._scanner.spans(text)
        joined = {(word.position, word.word): (word.start, word.end) for word in spans.joined}
        here = slice(low, high)
        rows = zip(
            found.positions[here].tolist(),
            found.words[here].tolist(),
            found.spans[here].tolist(),
            strict=True,
        )
        marked = []
        for at, word, (first, last) in rows:
            whole = joined.get((at - position, self._vocabulary[word])) if joined else None
            if whole is None and at - position < len(spans.plain):
                whole = spans.plain[at - position]
            if whole is not None:
                marked.append(_part_of(text, whole, first, last) if last else whole)
        phrases = set((found.positions[here][found.joined[here]] - position).tolist())
        return merged_spans([*marked, *_between(spans.plain, phrases)])


def _part_of(text: str, word: Span, first: int, last: int) -> Span:
    """The characters of *word* in *text* that are its letters [first, last) as it is indexed."""
    start, end = word
    part = span_as_written(text[start:end], first, last)
    return word if part is None else (start + part[0], start + part[1])


def _between(plain: Sequence[Span], phrases: set[int]) -> Iterator[Span]:
    """What lies between neighbours that stand in a phrase: it is marked with them."""
    for position in phrases:
        if position + 1 in phrases and position + 1 < len(plain):
            yield plain[position][1], plain[position + 1][0]


def _choose(candidates: _Candidates, most: int) -> list[int]:
    """The indices of the best candidates, one after another: a word not shown yet counts double, a
    section shown before counts less, and no two lie beside each other."""
    alone = candidates.scores * (1.0 + candidates.strengths.sum(axis=1))
    best_first = np.argsort(-alone, kind="stable")[:_MOST_SENTENCES]
    scores, strengths = (
        candidates.scores[best_first].tolist(),
        candidates.strengths[best_first].tolist(),
    )
    records, sentences = (
        candidates.records[best_first].tolist(),
        candidates.sentences[best_first].tolist(),
    )
    left = list(range(len(best_first)))
    unseen = set(range(candidates.strengths.shape[1]))
    shown: set[int] = set()
    chosen: list[int] = []

    def gain(at: int) -> float:
        fresh = scores[at] * (1.0 + sum(strengths[at][leaf] for leaf in unseen))
        return float(fresh * _SAME_SECTION if records[at] in shown else fresh)

    while left and len(chosen) < most:
        best = max(left, key=gain)
        chosen.append(best)
        shown.add(records[best])
        unseen -= {leaf for leaf in unseen if strengths[best][leaf]}
        left = [
            at
            for at in left
            if records[at] != records[best] or abs(sentences[at] - sentences[best]) > 1
        ]
    chosen_rows: list[int] = best_first[chosen].tolist()
    return chosen_rows


def merged_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """*spans* in order, those that touch or overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
