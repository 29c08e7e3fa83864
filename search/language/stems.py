"""Swedish endings: which words are forms of one another.

A word's term is made in three steps. The lemma comes from the dictionary (`projektens` ->
`projekt`), for a compound it lacks from the last part (`nattugglans` -> `nattuggla`), for an
unknown word from Snowball, which cuts its endings. The noun in -het goes with its adjective
(`hemlöshet` -> `hemlös`). Last, the final vowel goes, so that the noun and the verb meet (`arbete`,
`arbeta`). Other derivations stay apart, which Snowball throws together: `vikt` and `viktig`,
`arbete` and `arbetare`, `samt` and `samtliga`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Protocol

from search.language.dictionary import Lexicon, SimplemmaLexicon
from search.language.word_lists import listed_lemmas

CACHED_WORDS = 300_000
MIN_STEM = 3
MIN_UNKNOWN_STEM = 4
MIN_PART = 4
SURE_PART = 6

# Definite endings of neuters, longest first: Snowball leaves them (`projektet`).
NEUTER_ENDINGS = ("ets", "et")

# Nouns in -het that have left their adjective behind (a *verksamhet* is not *verksam*).
NOT_ADJECTIVES = ("verksamhet", "myndighet", "erfarenhet", "lägenhet", "enhet", "hemlighet")


class WordKnowledge:
    """Terms and lemmas of single words, lower-cased and NFC. Pure and thread-safe.

    Without a *lexicon* the dictionary of simplemma is used, loaded at the first word.
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon: Lexicon = lexicon if lexicon is not None else SimplemmaLexicon()
        self._exceptions: Mapping[str, str] = listed_lemmas()
        self._endings = _EndingCutter()
        self._cached_stem = lru_cache(CACHED_WORDS)(self._stem)

    def stem(self, word: str) -> str:
        """The conflation term: words with equal terms find each other with full weight."""
        return self._cached_stem(word)

    def stems(self, words: Iterable[str]) -> list[str]:
        """The terms of many words, in their order."""
        return [self._cached_stem(word) for word in words]

    def lemma(self, word: str) -> str:
        """The form a dictionary lists, as far as that is known; otherwise *word* without a regular
        ending.
        """
        return self.whole_lemma(word) or self._endings.cut(word)

    def whole_lemma(self, word: str) -> str | None:
        """The dictionary's lemma of *word* or, for a compound it lacks, of its last part with the
        rest before it.
        """
        return self.known_lemma(word) or self._compound_lemma(word)

    def listed_lemma(self, word: str) -> str | None:
        """The dictionary's lemma of *word* as it stands."""
        return self._exceptions.get(word) or self.lexicon.lemma(word)

    def known_lemma(self, word: str) -> str | None:
        """The dictionary's lemma of *word* or, for a genitive, of the word without its -s."""
        lemma = self.listed_lemma(word)
        if lemma is None and word.endswith("s") and len(word) > MIN_STEM:
            lemma = self.listed_lemma(word[:-1])
        return lemma

    def _compound_lemma(self, word: str) -> str | None:
        """The lemma of a compound the dictionary lacks: its first part, then the lemma of the
        longest known rest.
        """
        if (
            word.startswith("e")
            and len(word) > SURE_PART
            and (rest := self.known_lemma(word[1:])) is not None
        ):
            return word[0] + rest  # etjänst, as e-tjänst
        for start in range(MIN_STEM, len(word) - MIN_PART + 1):
            rest = self.known_lemma(word[start:])
            if rest is not None and (
                len(word) - start >= SURE_PART or self._can_begin(word[:start])
            ):
                return word[:start] + rest
        return None

    def _can_begin(self, part: str) -> bool:
        """Whether *part*, with the letter that binds it to the next, is a known word."""
        return any(
            self.known_lemma(whole) is not None for whole in (part, part + "a", part[:-1] + "a")
        )

    def _stem(self, word: str) -> str:
        if (
            len(word) <= MIN_STEM
            and word not in self._exceptions
            and self.lexicon.lemma(word) is None
        ):
            return word
        lemma = self._adjective_of(self.lemma(word))
        if lemma.endswith(("ande", "ende")) and len(lemma) > 6:
            verb = self.known_lemma(lemma)
            lemma = lemma[:-4] if verb is None else verb.removesuffix("nde")
        return lemma[:-1] if lemma.endswith(("a", "e")) and len(lemma) > MIN_STEM else lemma

    def _adjective_of(self, lemma: str) -> str:
        """The adjective in a noun on -het, where both mean the same; *lemma* otherwise."""
        adjective = lemma[:-3]
        if (
            not lemma.endswith("het")
            or len(adjective) <= MIN_STEM
            or lemma.endswith(NOT_ADJECTIVES)
        ):
            return lemma
        return self.whole_lemma(adjective) or lemma


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
    def _stemmer(self) -> SnowballStemmer:
        # Imported here, for it takes 20 ms and most queries have no unknown word.
        import snowballstemmer

        swedish: SnowballStemmer = snowballstemmer.stemmer("swedish")
        return swedish

    def cut(self, word: str) -> str:
        if not word.isalpha() or len(word) <= MIN_UNKNOWN_STEM:
            return word
        with self._lock:
            stem = self._stemmer.stemWord(word)
        if stem == word:
            stem = next((word.removesuffix(e) for e in NEUTER_ENDINGS if word.endswith(e)), word)
        return stem if len(stem) >= MIN_UNKNOWN_STEM else word
