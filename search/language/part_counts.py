"""How often words serve as parts of compounds, counted in the dictionary.

No list of compounds is needed. The dictionary holds tens of thousands of them, and counting what
they begin and end with tells which words serve as parts: *ungdom* begins 73 of its words, *vård*
ends 61. The same counts tell the vowel changes that are used (*gatu*, *hälso*, *lärar*) from
chance. Frequent words of the corpus that the dictionary lacks join in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import log
from pathlib import Path
from typing import Final

from search.language.dictionary import swedish_forms
from search.language.lemmas import Lemmatiser
from search.language.word_lists import PartPosition, compound_traps

MIN_PART: Final = 3
MIN_CORPUS_WORD: Final = 5
"""Shorter words that the dictionary lacks are mostly names, codes and scraps."""
MIN_CORPUS_COUNT: Final = 3
LETTER_WEIGHT: Final = 0.55
"""What a letter adds to the strength of a part; tuned on the labelled words of the tests."""
USUAL_LENGTH: Final = 4


@dataclass(frozen=True, slots=True)
class PartCounts:
    """How many compounds begin with a part as written there (*gatu*) and end with a lemma (*vård*).

    *extra* are the words among them that the corpus knows and the dictionary does not.
    """

    first: Mapping[str, int]
    last: Mapping[str, int]
    extra: frozenset[str] = frozenset()


def part_strength(part: str, uses: int) -> float:
    """How much *part* looks like a part of compounds, any real number: often used, and long."""
    extra_letters = len(part) - USUAL_LENGTH
    return log(1 + uses) + LETTER_WEIGHT * extra_letters


def swedish_part_counts(
    lemmas: Lemmatiser, corpus_words: Mapping[str, int] | None = None
) -> PartCounts:
    """The counts of the Swedish dictionary and the words of a corpus, given with how often they
    occur in it. Takes half a second.
    """
    new_lemmas = _new_lemmas(lemmas, corpus_words or {})
    return _dictionary_counts(frozenset(new_lemmas))


@lru_cache(maxsize=4)
def _dictionary_counts(corpus_lemmas: frozenset[str]) -> PartCounts:
    dictionary_lemmas = swedish_forms().values()
    return count_parts(dictionary_lemmas, corpus_lemmas)


def _new_lemmas(
    lemmas: Lemmatiser, corpus_words: Mapping[str, int]
) -> Iterator[str]:
    """The lemmas of frequent words of the corpus that the dictionary lacks."""
    for word, count in corpus_words.items():
        if count < MIN_CORPUS_COUNT:
            continue
        if len(word) < MIN_CORPUS_WORD or not word.isalpha():
            continue
        if lemmas.known_lemma(word) is None:
            lemma = lemmas.whole_lemma(word)
            yield lemma or word


def count_parts(
    dictionary: Iterable[str], corpus: Iterable[str] = ()
) -> PartCounts:
    """Count the first and last parts of all lemmas, of *dictionary* and *corpus*, that end with
    another of them.
    """
    corpus_lemmas = frozenset(corpus)
    lemmas = frozenset(filter(_can_be_part, chain(dictionary, corpus_lemmas)))
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for beginning, rest in _divisions(lemmas):
        unbound = beginning
        if beginning.endswith("s") and len(beginning) > MIN_PART:
            unbound = beginning[:-1]
        first.update({beginning, unbound})
        if beginning in lemmas or unbound in lemmas:
            last[rest] += 1
    # A beginning that is met once is chance, unless it is a word of the corpus.
    used = {
        part: uses
        for part, uses in first.items()
        if uses > 1 or part in corpus_lemmas
    }
    extra = corpus_lemmas & (used.keys() | last.keys())
    return PartCounts(used, dict(last), extra)


def _can_be_part(lemma: str) -> bool:
    return len(lemma) >= MIN_PART and lemma.isalpha()


def _divisions(lemmas: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Every way to cut a lemma in two so that the rest is another: (beginning, rest)."""
    heads = lemmas - compound_traps(PartPosition.LAST)
    for lemma in lemmas:
        last_start = len(lemma) - MIN_PART
        for start in range(MIN_PART, last_start + 1):
            rest = lemma[start:]
            if rest in heads:
                yield lemma[:start], rest


def write_part_counts(counts: PartCounts, path: Path) -> None:
    """Write *counts* as lines of kind, word and number, separated by tabs."""
    tables = {
        "first": counts.first,
        "last": counts.last,
        "extra": dict.fromkeys(counts.extra, 1),
    }
    lines = [
        f"{kind}\t{word}\t{count}\n"
        for kind, table in tables.items()
        for word, count in table.items()
    ]
    path.write_text("".join(sorted(lines)), "utf-8")


def read_part_counts(path: Path) -> PartCounts:
    """The counts in a file written by `write_part_counts`."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    extra: dict[str, int] = {}
    tables = {"first": first, "last": last, "extra": extra}
    for line in path.read_text("utf-8").splitlines():
        kind, word, count = line.split("\t")
        tables[kind][word] = int(count)
    return PartCounts(first, last, frozenset(extra))
