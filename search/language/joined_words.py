"""The stems of plain and joined words: *e-tjänster*, *barn- och ungdomsvård*."""

from __future__ import annotations

from search.language.analysis import ELLIPSIS
from search.language.compounds import CompoundSplitter
from search.language.stems import Stemmer
from search.language.word_lists import stop_words


def stem_of_hyphenated(word: str, stemmer: Stemmer) -> str:
    """The stem of a word that may have hyphens: *e-tjänster* like *etjänst*.

    Stop words have stems of their own, so that *varor* does not find every *är* and *var*.
    """
    if word in stop_words():
        return f"={word}"
    beginning, _, last = word.rpartition("-")
    return beginning.replace("-", "") + stemmer.stem(last)


def stem_of(word: str, stemmer: Stemmer, splitter: CompoundSplitter) -> str:
    """The stem of a plain or joined word; *barn-+ungdomsvård* has that of *barnvård*."""
    if ELLIPSIS not in word:
        return stem_of_hyphenated(word, stemmer)
    first_part, _, full_word = word.partition(ELLIPSIS)
    parts = splitter.split(full_word)
    if not parts:
        # Nothing was left out that could be put back: the word stays by itself.
        return word
    head = full_word[parts[-1].start :]
    return stemmer.stem(first_part + head)
