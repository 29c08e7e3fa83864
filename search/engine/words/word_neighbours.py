"""Indexed words that look like another word: misspelt, alike in their letters, without their
marks.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from search.engine.words.resolving import TermResolver
from search.engine.words.word_sets import IndexedWord, Lookalike, Spelling, Stem
from search.language.joined_words import stem_of_hyphenated
from search.language.letters import bare_letters, grams
from search.language.stems import Stemmer
from search.store.arrays import (
    HashArray,
    IntArray,
    LongArray,
    PostingArrays,
    gather_slices,
)
from search.store.vocabulary import Vocabulary
from search.store.word_relations import RelationArrays, find_hashes, text_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEAST_LIKENESS: Final = 0.5
_SHORT_WORD: Final = 6
_MOST_SPELLINGS: Final = 50
_MOST_LOOKALIKES: Final = 20


class WordNeighbours:
    """Looks for indexed words near a word. Threads may share it."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        relations: RelationArrays,
        postings: PostingArrays,
        stemmer: Stemmer,
        resolver: TermResolver,
    ) -> None:
        self._vocabulary, self._relations = vocabulary, relations
        self._postings, self._stemmer, self._resolver = (
            postings,
            stemmer,
            resolver,
        )

    @cached_property
    def _word_records(self) -> LongArray:
        """(words,) in how many records each word stands."""
        return np.diff(self._postings.word_postings)

    def words_beginning(self, prefix: str, most: int) -> list[IndexedWord]:
        """The words that begin with *prefix*, those in most records first; ties by code point."""
        numbers = self._vocabulary.with_prefix(prefix)
        records = self._word_records[numbers.start : numbers.stop]
        order = np.argsort(-records, kind="stable")[:most]
        return [
            IndexedWord(
                self._vocabulary[number],
                self._resolver.stem_of_number(number),
                int(self._word_records[number]),
            )
            for number in (order + numbers.start).tolist()
        ]

    def similar_spellings(self, word: str) -> list[Spelling]:
        """Words a few keystrokes from *word*, nearest first: one for short words, two for long."""
        # Here and not at the top: only a query with a misspelt word waits for the library.
        from rapidfuzz.distance import OSA

        limit = 1 if len(word) < _SHORT_WORD else 2
        measured = []
        for number in self._candidates(word):
            distance = OSA.distance(
                word, self._vocabulary[number], score_cutoff=limit
            )
            if distance <= limit:
                measured.append((distance, number))
        nearest = sorted(measured)[:_MOST_SPELLINGS]
        return [
            Spelling(
                self._vocabulary[number],
                distance,
                int(self._word_records[number]),
            )
            for distance, number in nearest
        ]

    def _candidates(self, word: str) -> Iterator[int] | list[int]:
        """The numbers of words that may be spelled nearly as *word*."""
        if (
            len(word) < _SHORT_WORD
        ):  # a keystroke in a short word changes all its grams
            return iter(self._vocabulary.with_prefix(word[:1]))
        candidates, shared = self._sharing_grams(word)
        best_first = np.argsort(-shared, kind="stable")[: 4 * _MOST_SPELLINGS]
        numbers: list[int] = candidates[best_first].tolist()
        return numbers

    def lookalikes(self, word: str) -> list[Lookalike]:
        """Words that share most letter grams with *word* by Dice's coefficient, most alike
        first.
        """
        candidates, shared = self._sharing_grams(word)
        if not len(candidates):
            return []
        word_grams = self._relations.word_grams
        sizes = word_grams[candidates + 1] - word_grams[candidates]
        dice = 2.0 * shared / (sizes + len(set(grams(word))))
        best = np.argsort(-dice, kind="stable")[:_MOST_LOOKALIKES]
        rows = zip(candidates[best].tolist(), dice[best].tolist(), strict=True)
        return [
            Lookalike(self._vocabulary[number], likeness)
            for number, likeness in rows
            if likeness >= _LEAST_LIKENESS
        ]

    def _sharing_grams(self, word: str) -> tuple[IntArray, LongArray]:
        """The words that share letter grams with *word*, and how many each."""
        known = find_hashes(self._relations.gram_hashes, set(grams(word)))
        numbers = np.array(
            sorted(number for number in known if number is not None), np.int64
        )
        starts = self._relations.gram_words[numbers]
        ends = self._relations.gram_words[numbers + 1]
        sharing = self._relations.words_by_gram[gather_slices(starts, ends)]
        return np.unique(sharing, return_counts=True)

    def bare_words(self, word: str) -> list[str]:
        """The words that are *word* when letters lose their marks; of *hemloshet*, *hemlöshet*."""
        bare = bare_letters(word)
        found = (
            [bare]
            if bare != word and self._vocabulary.number(bare) is not None
            else []
        )
        numbers = _slice_of(
            self._relations.fold_hashes, self._relations.fold_words, bare
        )
        spelled = (self._vocabulary[number] for number in numbers)
        return found + [
            other for other in spelled if bare_letters(other) == bare
        ]

    def bare_stems(self, word: str) -> list[Stem]:
        """The stems that are the stem of *word* when letters lose their marks; of *malgrupp*,
        *målgrupp*.
        """
        bare = bare_letters(stem_of_hyphenated(word, self._stemmer))
        hashes = self._relations.stem_hashes
        own = find_hashes(hashes, [bare])[0]
        numbers = [] if own is None else [own]
        folded = _slice_of(
            self._relations.stem_fold_hashes, self._relations.folded_stems, bare
        )
        return [Stem(int(hashes[number])) for number in numbers + folded]


def _slice_of(hashes: HashArray, numbers: IntArray, text: str) -> list[int]:
    """The numbers that stand beside the hash of *text* in the ascending *hashes*."""
    key = text_hash(text)
    low = np.searchsorted(hashes, key, side="left")
    high = np.searchsorted(hashes, key, side="right")
    beside: list[int] = numbers[low:high].tolist()
    return beside
