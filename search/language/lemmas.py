"""Lemmas: the form under which a dictionary lists a word (`projektens` -> `projekt`).

Three questions, each wider than the one before: what the dictionary says of the word as it stands
(*listed*), of a genitive without its -s (*known*), and of the last part of a compound that it lacks
(*whole*: `nattugglans` -> `nattuggla`).
"""

from __future__ import annotations

from typing import Final

from search.language.dictionary import Lexicon, SimplemmaLexicon
from search.language.word_lists import listed_lemmas

MIN_GENITIVE: Final = 4
MIN_FIRST_PART: Final = 3
MIN_LAST_PART: Final = 4
SURE_LAST_PART: Final = 6
"""So many letters that a known word at the end is no accident, whatever stands before it."""


class Lemmatiser:
    """Lemmas of single words, lower-cased and NFC. Pure and thread-safe.

    Without a *lexicon* the dictionary of simplemma is used, loaded at the first word.
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon: Lexicon = lexicon or SimplemmaLexicon()
        self._exceptions = listed_lemmas()

    def listed_lemma(self, word: str) -> str | None:
        """The dictionary's lemma of *word* as it stands."""
        return self._exceptions.get(word) or self._lexicon.lemma(word)

    def known_lemma(self, word: str) -> str | None:
        """The dictionary's lemma of *word* or, for a genitive, of the word without its -s."""
        lemma = self.listed_lemma(word)
        if lemma is None and word.endswith("s") and len(word) >= MIN_GENITIVE:
            lemma = self.listed_lemma(word[:-1])
        return lemma

    def whole_lemma(self, word: str) -> str | None:
        """The dictionary's lemma of *word* or, for a compound it lacks, of its last part with the
        rest before it.
        """
        return self.known_lemma(word) or self._compound_lemma(word)

    def _compound_lemma(self, word: str) -> str | None:
        """The lemma of a compound the dictionary lacks: its first part, then the lemma of the
        longest known rest.
        """
        if word.startswith("e") and len(word) > SURE_LAST_PART:
            last_part = self.known_lemma(word[1:])
            if last_part is not None:
                return word[0] + last_part  # etjänst, as e-tjänst
        for start in range(MIN_FIRST_PART, len(word) - MIN_LAST_PART + 1):
            last_part = self.known_lemma(word[start:])
            if last_part is None:
                continue
            first_part = word[:start]
            is_sure = len(word) - start >= SURE_LAST_PART
            if is_sure or self._can_begin_a_compound(first_part):
                return first_part + last_part
        return None

    def _can_begin_a_compound(self, part: str) -> bool:
        """Whether *part*, with the letter that binds it to the next, is a known word."""
        for whole in (part, part + "a", part[:-1] + "a"):
            if self.known_lemma(whole) is not None:
                return True
        return False
