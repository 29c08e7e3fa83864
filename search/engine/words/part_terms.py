"""The terms for the parts of a compound: *ungdom* and *vård* of *ungdomsvård*."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from search.engine.words.resolving import TermResolver
from search.engine.words.word_sets import (
    Compounds,
    Forms,
    Inflections,
    Mode,
    Reason,
    Stem,
    Term,
)
from search.language.compounds import CompoundSplitter
from search.language.part_counts import read_part_counts
from search.language.stems import Stemmer
from search.store.vocabulary import Vocabulary
from search.store.word_relations import PARTS_FILE, RelationArrays, text_hash

_CACHED_WORDS: Final = 4_096
_EVEN: Final = 1.0
"""All words that share a part count alike."""


class PartFinder:
    """Finds the parts of words, indexed or not. Threads may share it."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        relations: RelationArrays,
        resolver: TermResolver,
        language: Stemmer,
        folder: Path,
    ) -> None:
        self._vocabulary, self._relations = vocabulary, relations
        self._resolver, self._language = resolver, language
        self._folder = folder
        self.terms = lru_cache(_CACHED_WORDS)(self._find_terms)

    def _find_terms(self, word: str) -> tuple[Term, ...]:
        """What `Engine.parts` says; `terms` keeps those of the last words."""
        stems = dict.fromkeys(self._part_stems(word))
        if stems:
            return tuple(_sharing(stem, word, Mode.PART) for stem in stems)
        own = self._resolver.stem(word)
        if not self._resolver.is_known(own):
            return ()
        return (_sharing(own, word, Mode.WHOLE),)

    def _part_stems(self, word: str) -> list[Stem]:
        """The stems of the parts of a compound; of one that is not indexed, those that are."""
        number = self._vocabulary.number(word)
        if number is not None:
            return self._indexed_part_stems(number)
        # The splitter is read from its file for the first word that is not indexed.
        parts = self._splitter.split(word)
        stems = [Stem(int(text_hash(part.stem))) for part in parts]
        return [stem for stem in stems if self._resolver.is_known(stem)]

    def _indexed_part_stems(self, number: int) -> list[Stem]:
        relations = self._relations
        start, end = relations.word_parts[number : number + 2].tolist()
        stem_numbers = relations.parts_by_word[start:end]
        hashes: list[int] = relations.stem_hashes[stem_numbers].tolist()
        return [Stem(stem) for stem in hashes]

    @cached_property
    def _splitter(self) -> CompoundSplitter:
        counts = read_part_counts(self._folder / PARTS_FILE)
        return CompoundSplitter(self._language, counts)


def _sharing(stem: Stem, label: str, mode: Mode) -> Term:
    """The term for all words that share a part, alone, inflected or inside compounds."""
    forms = (
        Forms(Inflections(stem), _EVEN, Reason.INFLECTED),
        Forms(Compounds(stem), _EVEN, Reason.INFLECTED),
    )
    return Term(f"{mode}:{stem}", label, mode, forms)
