"""Swedish endings: which words are forms of one another.

A *stem* is the key by which words find each other. It is made in three steps. First the word's
lemma or, for a word that no dictionary knows, what Snowball leaves when it cuts the endings. Then
the noun in -het goes with its adjective (`hemlöshet` -> `hemlös`) and the form in -ande with its
verb. Last, the final vowel goes, so that the noun and the verb meet (`arbete`, `arbeta`). Other
derivations stay apart, which Snowball throws together: `vikt` and `viktig`, `arbete` and
`arbetare`, `samt` and `samtliga`.
"""

from __future__ import annotations

import threading
from functools import cached_property, lru_cache
from typing import Final, Protocol

from search.language.dictionary import Lexicon
from search.language.lemmas import Lemmatiser

CACHED_WORDS: Final = 300_000
MIN_STEM: Final = 3
MIN_UNKNOWN_STEM: Final = 4
MIN_PARTICIPLE: Final = 7

PARTICIPLE_ENDINGS: Final = ("ande", "ende")

NEUTER_ENDINGS: Final = ("ets", "et")
"""Definite endings of neuters, longest first: Snowball leaves them (`projektet`)."""

NOT_ADJECTIVES: Final = (
    "verksamhet",
    "myndighet",
    "erfarenhet",
    "lägenhet",
    "enhet",
    "hemlighet",
)
"""Nouns in -het that have left their adjective behind (a *verksamhet* is not *verksam*)."""


class Stemmer:
    """Stems of single words, lower-cased and NFC. Pure and thread-safe.

    Without a *lexicon* the dictionary of simplemma is used, loaded at the first word.
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lemmas = Lemmatiser(lexicon)
        self._endings = _EndingCutter()
        self._cached_stem = lru_cache(CACHED_WORDS)(self._stem)

    def stem(self, word: str) -> str:
        """The conflation key: words with equal stems find each other with full weight."""
        return self._cached_stem(word)

    def _stem(self, word: str) -> str:
        if len(word) <= MIN_STEM and self.lemmas.listed_lemma(word) is None:
            return word
        lemma = self.lemmas.whole_lemma(word) or self._endings.cut(word)
        if lemma.endswith("het"):
            lemma = self._adjective_of(lemma)
        if lemma.endswith(PARTICIPLE_ENDINGS) and len(lemma) >= MIN_PARTICIPLE:
            lemma = self._verb_of(lemma)
        has_final_vowel = lemma.endswith(("a", "e")) and len(lemma) > MIN_STEM
        return lemma[:-1] if has_final_vowel else lemma

    def _adjective_of(self, noun: str) -> str:
        """The adjective in a noun on -het, where both mean the same; *noun* otherwise."""
        adjective = noun.removesuffix("het")
        if len(adjective) <= MIN_STEM or noun.endswith(NOT_ADJECTIVES):
            return noun
        lemma = self.lemmas.whole_lemma(adjective)
        return lemma or noun

    def _verb_of(self, participle: str) -> str:
        """The verb, with its last vowel or without, of which *participle* is the present one."""
        lemma = self.lemmas.known_lemma(participle)
        if lemma is None:
            return participle[: -len("ande")]
        return lemma.removesuffix("nde")


class SnowballStemmer(Protocol):
    """What is used of snowballstemmer."""

    def stemWord(self, word: str) -> str:  # noqa: N802 - its name there
        """*word* without its endings."""


class _EndingCutter:
    """Cuts the endings of words that no dictionary knows. Thread-safe, which a stemmer of
    Snowball's alone is not.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @cached_property
    def _snowball(self) -> SnowballStemmer:
        # Imported here, for it takes 20 ms and most queries have no unknown word.
        import snowballstemmer

        swedish: SnowballStemmer = snowballstemmer.stemmer("swedish")
        return swedish

    def cut(self, word: str) -> str:
        """*word* without its endings, as it is where too little of it would be left."""
        if not word.isalpha() or len(word) <= MIN_UNKNOWN_STEM:
            return word
        with self._lock:
            stem = self._snowball.stemWord(word)
        if stem == word:
            stem = _without_neuter_ending(word)
        return stem if len(stem) >= MIN_UNKNOWN_STEM else word


def _without_neuter_ending(word: str) -> str:
    for ending in NEUTER_ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending)
    return word
