"""From the words a term names to the numbers they have in one generation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from search.engine.words.word_sets import (
    REASONS,
    BeginningWith,
    Compounds,
    Inflections,
    Stem,
    Term,
    TermWords,
    WordSet,
    Written,
)
from search.language.joined_words import stem_of_hyphenated
from search.language.stems import Stemmer
from search.store.arrays import ByteArray, FloatArray, IntArray
from search.store.vocabulary import Vocabulary
from search.store.word_relations import RelationArrays, text_hash

_CACHED_TERMS: Final = 4_096
_WHOLE: Final = (0, 0)
_REASON_NUMBERS: Final = {
    reason: number for number, reason in enumerate(REASONS)
}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class ResolvedTerm:
    """The indexed words of a term. *words* are distinct and ascend, shape (n,), as all others.

    *reasons* index `REASONS`; *spans* (n, 2) are the characters of each word that are marked,
    (0, 0) for the whole word.
    """

    words: IntArray
    weights: FloatArray
    reasons: ByteArray
    spans: ByteArray


class TermResolver:
    """Finds the indexed words of terms, and the stems of words. Threads may share it."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        relations: RelationArrays,
        stemmer: Stemmer,
    ) -> None:
        self._vocabulary, self._relations, self._stemmer = (
            vocabulary,
            relations,
            stemmer,
        )
        self.resolve = lru_cache(_CACHED_TERMS)(self._resolve)

    def term_words(self, term: Term) -> TermWords:
        """How many words answer *term*, and which, as an opaque key."""
        words = self.resolve(term).words
        return TermWords(len(words), words.tobytes())

    def stem(self, word: str) -> Stem:
        """The stem of *word*: known for an indexed one, else worked out."""
        number = self._vocabulary.number(word)
        if number is not None:
            return self.stem_of_number(number)
        return Stem(int(text_hash(stem_of_hyphenated(word, self._stemmer))))

    def stem_of_number(self, number: int) -> Stem:
        """The stem of the indexed word with this number."""
        return Stem(
            int(self._relations.stem_hashes[self._relations.word_stems[number]])
        )

    def numbers(self, words: WordSet) -> Iterable[int]:
        """The numbers of a set's words, ascending."""
        match words:
            case Written(word):
                number = self._vocabulary.number(word)
                return () if number is None else (number,)
            case Inflections(stem):
                return self._inflections(stem)
            case Compounds(stem):
                return dict.fromkeys(word for word, _ in self._compounds(stem))
            case BeginningWith(prefix):
                return self._vocabulary.with_prefix(prefix)

    def _resolve(self, term: Term) -> ResolvedTerm:
        """The words of *term*; `resolve` keeps those of the last terms."""
        if len(term.forms) == 1 and isinstance(
            term.forms[0].words, BeginningWith
        ):
            return self._resolve_prefix(term)
        heaviest: dict[int, tuple[float, int, Span]] = {}
        for forms in term.forms:
            reason = _REASON_NUMBERS[forms.reason]
            for word, span in self._spanned(forms.words):
                if word not in heaviest or heaviest[word][0] < forms.weight:
                    heaviest[word] = (forms.weight, reason, span)
        words = sorted(heaviest)
        rows = [heaviest[word] for word in words]
        return ResolvedTerm(
            words=np.array(words, np.int32),
            weights=np.array([weight for weight, _, _ in rows], np.float32),
            reasons=np.array([reason for _, reason, _ in rows], np.uint8),
            spans=np.array([span for _, _, span in rows], np.uint8).reshape(
                -1, 2
            ),
        )

    def _resolve_prefix(self, term: Term) -> ResolvedTerm:
        """All words that begin so: thousands, so resolved without looking at each."""
        forms = term.forms[0]
        numbers = self.numbers(forms.words)
        assert isinstance(numbers, range)
        size = len(numbers)
        return ResolvedTerm(
            words=np.arange(numbers.start, numbers.stop, dtype=np.int32),
            weights=np.full(size, forms.weight, np.float32),
            reasons=np.full(size, _REASON_NUMBERS[forms.reason], np.uint8),
            spans=np.zeros((size, 2), np.uint8),
        )

    def _spanned(self, words: WordSet) -> Iterable[tuple[int, Span]]:
        """The words of a set with the characters that are marked in each."""
        if isinstance(words, Compounds):
            return self._compounds(words.stem)
        return ((number, _WHOLE) for number in self.numbers(words))

    def is_known(self, stem: Stem) -> bool:
        """Whether some indexed word, or a part of one, has this stem."""
        return self._stem_number(stem) is not None

    def _stem_number(self, stem: Stem) -> int | None:
        hashes = self._relations.stem_hashes
        place = int(np.searchsorted(hashes, np.uint64(stem)))
        return (
            place
            if place < len(hashes) and int(hashes[place]) == stem
            else None
        )

    def _inflections(self, stem: Stem) -> list[int]:
        number = self._stem_number(stem)
        if number is None:
            return []
        start, end = self._relations.stem_words[number : number + 2].tolist()
        words: list[int] = self._relations.words_by_stem[start:end].tolist()
        return words

    def _compounds(self, stem: Stem) -> list[tuple[int, Span]]:
        """The compounds that have this stem as a part, each with the characters of the part."""
        number = self._stem_number(stem)
        if number is None:
            return []
        relations = self._relations
        start, end = relations.stem_parts[number : number + 2].tolist()
        words = relations.part_words[start:end].tolist()
        firsts = relations.part_starts[start:end].tolist()
        ends = relations.part_ends[start:end].tolist()
        return list(zip(words, zip(firsts, ends, strict=True), strict=True))
