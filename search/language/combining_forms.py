"""What stands before another word in a compound: the *combining form* of a word.

It is the word itself (*ungdom*), an inflected form (*barna*) or the word with another vowel (*gatu*
of *gata*, *hälso* of *hälsa*, *familje* of *familj*). How often the dictionary's compounds begin so
tells which are used. Prefixes and particles, which the counts would favour, are barred by
`data/compound_traps.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from search.language.lemmas import Lemmatiser
from search.language.part_counts import MIN_PART, PartCounts, part_strength
from search.language.word_lists import PartPosition, compound_traps

CACHED_FORMS: Final = 200_000
LONGEST_SHORT: Final = 4

# How often the dictionary must use a part before it is believed; tuned on the labelled words of the
# tests.
MIN_USES_INFLECTED: Final = 2
MIN_USES_CHANGED: Final = 3
MIN_USES_SHORT_CHANGED: Final = 8
MIN_USES_SHORT_FIRST: Final = 5
MIN_USES_FINAL_A: Final = 3
MIN_USES_AS_HEAD_WITH_S: Final = 3
ALWAYS: Final = 0.8


class CombiningForm(NamedTuple):
    """The word that a part stands for, and how much it looks like a part."""

    word: str
    strength: float


class CombiningForms:
    """Tells what a part of a compound, other than its last, stands for. Pure and thread-safe."""

    def __init__(self, lemmas: Lemmatiser, counts: PartCounts) -> None:
        self._lemmas = lemmas
        self._counts = counts
        self._barred = compound_traps(PartPosition.FIRST)
        self.form = lru_cache(CACHED_FORMS)(self._find_form)

    def binds_with_s(self, part: str) -> bool:
        """Whether the dictionary's compounds nearly always put an -s- after *part*: landstings-,
        not buss-.
        """
        uses = self._counts.first.get(part, 0)
        uses_with_s = self._counts.first.get(part + "s", 0)
        return uses >= MIN_USES_CHANGED and uses_with_s >= ALWAYS * uses

    def is_derived(self, word: str, end: int) -> bool:
        """Whether *word* is a prefix or particle before a known word, which a short first part, to
        *end*, only seems to be.
        """
        if end > LONGEST_SHORT:
            return False
        for start in range(2, len(word) - MIN_PART):
            if (
                word[:start] in self._barred
                and self._lemmas.known_lemma(word[start:]) is not None
            ):
                return True
        return False

    def _find_form(self, part: str) -> CombiningForm | None:
        """What *part* stands for in front of another word, None where it is no part."""
        uses = self._counts.first.get(part, 0)
        is_rare = len(part) == MIN_PART and uses < MIN_USES_SHORT_FIRST
        if is_rare or part in self._barred:
            return None
        word = self._word_of(part, uses)
        return (
            None
            if word is None
            else CombiningForm(word, part_strength(part, uses))
        )

    def _word_of(self, part: str, uses: int) -> str | None:
        """The word that *part* is the combining form of."""
        lemma = self._lemmas.listed_lemma(part)
        if lemma == part or part in self._counts.extra:
            return part if self._may_stand_as_it_is(part, uses) else None
        if (
            part.endswith("ar")
            and len(part) > LONGEST_SHORT
            and self._is_lemma(part + "e")
        ):
            return part + "e"  # lärar-, brukar-
        if (
            lemma is not None
            and uses >= MIN_USES_INFLECTED
            and not part.endswith("s")
        ):
            return lemma
        if part.endswith("s") and self._is_lemma(part[:-1]):
            return None
        is_short = len(part) <= LONGEST_SHORT
        least_uses = MIN_USES_SHORT_CHANGED if is_short else MIN_USES_CHANGED
        if uses < least_uses:
            return None
        return next(filter(self._is_lemma, _before_change(part)), None)

    def _may_stand_as_it_is(self, lemma: str, uses: int) -> bool:
        """Whether a lemma may be a first part as it is: not verbs in -a, not genitives such as
        *läns*.
        """
        if lemma.endswith("a"):
            return uses >= MIN_USES_FINAL_A
        if not lemma.endswith("s") or not self._is_lemma(lemma[:-1]):
            return True
        return self._counts.last.get(lemma, 0) >= MIN_USES_AS_HEAD_WITH_S

    def _is_lemma(self, word: str) -> bool:
        if len(word) < MIN_PART:
            return False
        if word in self._counts.extra:
            return True
        return self._lemmas.listed_lemma(word) == word


def _before_change(part: str) -> Iterator[str]:
    """Words that may look like *part* before another: *arbet* is of arbete, *gatu* of gata,
    *familje* of familj.
    """
    yield part + "e"
    yield part + "a"
    if part[-1] in "oue":
        yield part[:-1] + "a"
    if part[-1] in "eua":
        yield part[:-1]
    if part.endswith("ie"):
        yield part[:-1] + "um"
