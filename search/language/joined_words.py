"""The conflation terms of plain and joined words: *e-tjänster*, *barn- och ungdomsvård*."""

from __future__ import annotations

from search.language.analysis import ELLIPSIS
from search.language.compounds import CompoundSplitter
from search.language.stems import WordKnowledge
from search.language.word_lists import stop_words


def stem_of_hyphenated(word: str, knowledge: WordKnowledge) -> str:
    """The conflation term of a word that may have hyphens: *e-tjänster* like *etjänst*.

    Stop words have terms of their own, so that *varor* does not find every *är* and *var*.
    """
    if word in stop_words():
        return f"={word}"
    first, _, last = word.rpartition("-")
    return first.replace("-", "") + knowledge.stem(last)


def stem_of(word: str, knowledge: WordKnowledge, splitter: CompoundSplitter) -> str:
    """The conflation term of a plain or joined word; *barn-+ungdomsvård* has that of *barnvård*."""
    if ELLIPSIS in word:
        first, _, full = word.partition(ELLIPSIS)
        parts = splitter.split(full)
        # Where the full word is no compound, nothing was left out that could be put back: it stays
        # by itself.
        return knowledge.stem(first + full[parts[-1].start :]) if parts else word
    return stem_of_hyphenated(word, knowledge)
