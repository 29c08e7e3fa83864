"""Which indexed words answer a word of a query, and how well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA

from search.engine.protocol import REASONS, Term
from search.engine.scoring import COMPOUND, INFLECTED, MISSPELT, SYNONYM, WRITTEN
from search.language.compounds import CompoundSplitter
from search.language.joined_words import stem_of_hyphenated
from search.language.letters import bare_letters, grams
from search.language.stems import WordKnowledge
from search.language.synonyms import Synonyms
from search.store.arrays import HashArray, IntArray, LongArray, gather_slices
from search.store.vocabulary import Vocabulary
from search.store.word_relations import RelationArrays, find_hashes, text_hash

_EXACT, _INFLECTED, _COMPOUND, _SYNONYM, _SPELLING, _PREFIX = range(len(REASONS))
_CACHED_TERMS: Final = 4_096
_WHOLE: Final = (0, 0)
_LEAST_ALIKE: Final = 0.5
_SHORT: Final = 6


@dataclass(slots=True)
class _Forms:
    """Indexed words collected for one term: the heaviest reason wins."""

    found: dict[int, tuple[float, int, tuple[int, int]]] = field(default_factory=dict)

    def add(
        self, words: Iterable[int], weight: float, reason: int, span: tuple[int, int] = _WHOLE
    ) -> None:
        for word in words:
            if word not in self.found or self.found[word][0] < weight:
                self.found[word] = (weight, reason, span)

    def as_term(self, key: str, label: str, mode: str) -> Term:
        words = sorted(self.found)
        rows = [self.found[word] for word in words]
        return Term(
            key=key,
            label=label,
            mode=mode,
            words=np.array(words, np.int32),
            weights=np.array([weight for weight, _, _ in rows], np.float32),
            reasons=np.array([reason for _, reason, _ in rows], np.uint8),
            spans=np.array([span for _, _, span in rows], np.uint8).reshape(-1, 2),
        )


class WordFinder:
    """Finds the indexed words that answer a single word. Pure over one generation; threads may
    share it.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        relations: RelationArrays,
        knowledge: WordKnowledge,
        splitter: Callable[[], CompoundSplitter],
        synonyms: Synonyms,
    ) -> None:
        self.vocabulary, self.relations, self.synonyms = vocabulary, relations, synonyms
        self._knowledge = knowledge
        self._splitter = splitter
        self.term = lru_cache(_CACHED_TERMS)(self._term)
        self.part_terms = lru_cache(_CACHED_TERMS)(self._part_terms)

    def stem_number(self, word: str) -> int | None:
        """The number of the word's stem, None if no indexed word shares it."""
        number = self.vocabulary.number(word)
        if number is not None:
            return int(self.relations.word_stems[number])
        return find_hashes(self.relations.stem_hashes, [self.stem(word)])[0]

    def stem(self, word: str) -> str:
        """The conflation term of *word*, in lower case, whether it is indexed or not."""
        return stem_of_hyphenated(word, self._knowledge)

    def is_swedish(self, word: str) -> bool:
        """Whether the dictionary has *word*, in lower case."""
        return self._knowledge.known_lemma(word) is not None

    def inflections(self, stem: int) -> list[int]:
        """The words with this stem."""
        start, end = self.relations.stem_words[stem : stem + 2].tolist()
        found: list[int] = self.relations.words_by_stem[start:end].tolist()
        return found

    def compounds(self, stem: int) -> list[tuple[int, tuple[int, int]]]:
        """The compounds that have this stem as a part, each with the characters of the part."""
        start, end = self.relations.stem_parts[stem : stem + 2].tolist()
        relations = self.relations
        spans = zip(
            relations.part_starts[start:end].tolist(),
            relations.part_ends[start:end].tolist(),
            strict=True,
        )
        return list(zip(relations.part_words[start:end].tolist(), spans, strict=True))

    def bare_letters(self, word: str) -> list[int]:
        """The words that are *word* when å, ä, ö and accents lose their marks; of *hemloshet*,
        *hemlöshet*.
        """
        bare = bare_letters(word)
        same = self.vocabulary.number(bare) if bare != word else None
        found = [] if same is None else [same]
        numbers = _slice_of(self.relations.fold_hashes, self.relations.fold_words, bare)
        return found + [
            number for number in numbers if bare_letters(self.vocabulary[number]) == bare
        ]

    def bare_stems(self, word: str) -> list[int]:
        """The stems that are the stem of *word* when their letters lose their marks; of *malgrupp*,
        *målgrupp*.
        """
        bare = bare_letters(self.stem(word))
        same = find_hashes(self.relations.stem_hashes, [bare])[0]
        found = [] if same is None else [same]
        return found + _slice_of(self.relations.stem_fold_hashes, self.relations.folded_stems, bare)

    def similar_spellings(self, word: str, most: int = 50) -> list[tuple[int, int]]:
        """Words a few keystrokes from *word*, (distance, word), nearest first: one for short words,
        two for long.
        """
        limit = 1 if len(word) < _SHORT else 2
        candidates, shared = self._sharing_grams(word)
        nearest = candidates[np.argsort(-shared, kind="stable")[: 4 * most]].tolist()
        if len(word) < _SHORT:  # a keystroke in a short word changes all its grams
            nearest = [*self.vocabulary.with_prefix(word[:1])]
        measured = [
            (OSA.distance(word, self.vocabulary[number], score_cutoff=limit), number)
            for number in nearest
        ]
        return sorted(pair for pair in measured if pair[0] <= limit)[:most]

    def lookalikes(self, word: str, most: int = 20) -> list[tuple[float, int]]:
        """Words that share most letter grams with *word*, (Dice coefficient, word), most alike
        first.
        """
        candidates, shared = self._sharing_grams(word)
        if not len(candidates):
            return []
        sizes = self.relations.word_grams[candidates + 1] - self.relations.word_grams[candidates]
        dice = 2.0 * shared / (sizes + len(set(grams(word))))
        best = np.argsort(-dice, kind="stable")[:most]
        rows = zip(dice[best].tolist(), candidates[best].tolist(), strict=True)
        return [(likeness, number) for likeness, number in rows if likeness >= _LEAST_ALIKE]

    def _sharing_grams(self, word: str) -> tuple[IntArray, LongArray]:
        """The words that share letter grams with *word*, and how many each."""
        numbers = [
            number
            for number in find_hashes(self.relations.gram_hashes, set(grams(word)))
            if number is not None
        ]
        at = np.array(sorted(numbers), np.int64)
        starts, ends = self.relations.gram_words[at], self.relations.gram_words[at + 1]
        return np.unique(
            self.relations.words_by_gram[gather_slices(starts, ends)], return_counts=True
        )

    def _part_terms(self, text: str) -> tuple[Term, ...]:
        """A term for each part of a compound, of mode "part", or one for a word that is none, of
        mode "whole".

        Their words are all that share the part, alone, inflected or inside other compounds, with
        equal weight.
        """
        number = self.vocabulary.number(text)
        if number is not None:
            start, end = self.relations.word_parts[number : number + 2].tolist()
            stems = self.relations.parts_by_word[start:end].tolist()
        else:
            parts = [part.term for part in self._splitter().split(text)]
            stems = [
                stem for stem in find_hashes(self.relations.stem_hashes, parts) if stem is not None
            ]
        if stems:
            return tuple(
                self._part_term(stem, f"del av {text}", "part") for stem in dict.fromkeys(stems)
            )
        own = self.stem_number(text)
        return () if own is None else (self._part_term(own, text, "whole"),)

    def _part_term(self, stem: int, label: str, mode: str) -> Term:
        forms = _Forms()
        forms.add(self.inflections(stem), WRITTEN, _INFLECTED)
        for word, span in self.compounds(stem):
            forms.add([word], WRITTEN, _INFLECTED, span)
        return forms.as_term(f"{mode}:{stem}", label, mode)

    def _term(self, text: str, mode: str, synonyms: bool) -> Term:
        """The term for a word in lower case; *mode* is one of "" (with all relatives), "exact",
        "prefix", "inflected" (no compounds), "fuzzy" (misspellings too) and "open" (whatever looks
        like it)."""
        forms = _Forms()
        if mode == "prefix":
            return self._prefix_term(f"{mode}:{text}", text)
        if mode == "exact":
            self._add_written(forms, text)
        else:
            self._add_relatives(forms, text, compounds=mode != "inflected")
            if mode == "fuzzy" or (mode == "open" and not self.is_swedish(text)):
                self._add_near_spellings(forms, text)
            if mode == "open":
                self._add_lookalikes(forms, text)
            if mode != "inflected":
                self._add_bare_letters(forms, text)
            if synonyms:
                self._add_synonyms(forms, text)
        return forms.as_term(f"{mode}:{int(synonyms)}:{text}", text, mode)

    def _prefix_term(self, key: str, text: str) -> Term:
        """The term for all words that begin with *text*: thousands, so made without looking at
        each.
        """
        found = self.vocabulary.with_prefix(text)
        return Term(
            key=key,
            label=text,
            mode="prefix",
            words=np.arange(found.start, found.stop, dtype=np.int32),
            weights=np.full(len(found), WRITTEN, np.float32),
            reasons=np.full(len(found), _PREFIX, np.uint8),
            spans=np.zeros((len(found), 2), np.uint8),
        )

    def _add_written(self, forms: _Forms, text: str) -> None:
        if (number := self.vocabulary.number(text)) is not None:
            forms.add([number], WRITTEN, _EXACT)

    def _add_relatives(self, forms: _Forms, text: str, compounds: bool) -> None:
        self._add_written(forms, text)
        if (stem := self.stem_number(text)) is None:
            return
        forms.add(self.inflections(stem), INFLECTED, _INFLECTED)
        if compounds:
            for word, span in self.compounds(stem):
                forms.add([word], COMPOUND, _COMPOUND, span)

    def _add_bare_letters(self, forms: _Forms, text: str) -> None:
        """Words that differ from *text* in accents; in å, ä, ö too where the letters as typed have
        found nothing.
        """
        nothing_found, plain = not forms.found, _without_accents(text)
        for number in self.bare_letters(text):
            same_letters = _without_accents(self.vocabulary[number]) == plain
            if nothing_found or same_letters:
                reason = _INFLECTED if same_letters else _SPELLING
                forms.add([number], INFLECTED, reason)
                forms.add(
                    self.inflections(int(self.relations.word_stems[number])),
                    INFLECTED * INFLECTED,
                    reason,
                )
        for stem in self.bare_stems(text) if nothing_found else ():
            forms.add(self.inflections(stem), INFLECTED * INFLECTED, _SPELLING)

    def _add_near_spellings(self, forms: _Forms, text: str) -> None:
        for distance, number in self.similar_spellings(text):
            stem = int(self.relations.word_stems[number])
            forms.add([number, *self.inflections(stem)], MISSPELT / max(distance, 1), _SPELLING)

    def _add_lookalikes(self, forms: _Forms, text: str) -> None:
        for likeness, number in self.lookalikes(text):
            forms.add([number], likeness * MISSPELT, _SPELLING)

    def _add_synonyms(self, forms: _Forms, text: str) -> None:
        for other in self.synonyms_of([text]):
            if len(other) == 1 and (stem := self.stem_number(other[0])) is not None:
                forms.add(self.inflections(stem), SYNONYM, _SYNONYM)

    def synonyms_of(self, words: Sequence[str]) -> Sequence[tuple[str, ...]]:
        """What the words, in any inflection, mean together: other words or runs of words."""
        return self.synonyms.of(tuple(self.stem(word.lower()) for word in words))

    def indexed_synonyms(self, words: Sequence[str]) -> tuple[str, ...]:
        """The synonyms of *words* whose own words are all indexed, as text."""
        others = self.synonyms_of(words)
        return tuple(
            " ".join(o) for o in others if all(self.stem_number(word) is not None for word in o)
        )

    @staticmethod
    def found_by_bare_letters(term: Term) -> int | None:
        """The word that stands for *term* where only its bare letters were found, else None."""
        misspelt = np.flatnonzero(term.reasons == _SPELLING)
        if not len(misspelt) or (term.reasons <= _COMPOUND).any():
            return None
        return int(term.words[misspelt[np.argmax(term.weights[misspelt])]])


def _without_accents(word: str) -> str:
    """*word* with é as e: in Swedish an accent makes no letter of its own, a ring or dots do."""
    return word if word.isascii() else "".join(_bare(character) for character in word)


def _bare(character: str) -> str:
    return character if character in "åäö" else bare_letters(character)


def _slice_of(hashes: HashArray, numbers: IntArray, text: str) -> list[int]:
    """The numbers that stand beside the hash of *text* in the ascending *hashes*."""
    key = text_hash(text)
    low, high = (
        np.searchsorted(hashes, key, side="left"),
        np.searchsorted(hashes, key, side="right"),
    )
    found: list[int] = numbers[low:high].tolist()
    return found
