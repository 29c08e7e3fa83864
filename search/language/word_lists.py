"""The small word lists of our own, in `data/`: a file each, easy to read and to add to.

In all of them `#` begins a comment line. They lie beside this module, where a plain path finds
them: importlib.resources would cost every command some 20 ms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

DATA_FOLDER: Final = Path(__file__).with_name("data")


class WordList(StrEnum):
    """The packaged lists; the values are the names of their files."""

    STOP_WORDS = "stop_words.txt"
    LEMMAS = "lemmas.tsv"
    COMPOUND_EXCEPTIONS = "compound_exceptions.tsv"
    COMPOUND_TRAPS = "compound_traps.tsv"
    PLACE_NAMES = "place_names.txt"
    SYNONYMS = "synonyms.txt"


class PartPosition(StrEnum):
    """Where in a compound a part stands."""

    FIRST = "first"
    LAST = "last"


def list_text(name: WordList) -> str:
    """The whole file, comments and all."""
    return (DATA_FOLDER / name).read_text("utf-8")


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """The Swedish words that a query is not about; indexed all the same, so that phrases can hold
    them.
    """
    return _words(WordList.STOP_WORDS)


def place_names() -> frozenset[str]:
    """Names of places, which are never split however much they look like compounds (*Karlstad*)."""
    return _words(WordList.PLACE_NAMES)


def listed_lemmas() -> Mapping[str, str]:
    """The lemmas, by form, that the dictionary gets wrong for our purpose."""
    return dict(_pairs(WordList.LEMMAS))


def compound_exceptions() -> Mapping[str, tuple[str, ...]]:
    """The parts of compounds that the splitter gets wrong; a word that is none has itself alone."""
    exceptions = {}
    for word, parts in _pairs(WordList.COMPOUND_EXCEPTIONS):
        exceptions[word] = tuple(parts.split("+"))
    return exceptions


def compound_traps(position: PartPosition) -> frozenset[str]:
    """The words that cannot be the first or the last part of a compound."""
    traps = _pairs(WordList.COMPOUND_TRAPS)
    return frozenset(word for where, word in traps if where == position)


def _lines(name: WordList) -> Iterator[str]:
    for line in list_text(name).splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _words(name: WordList) -> frozenset[str]:
    words: set[str] = set()
    for line in _lines(name):
        words.update(line.split())
    return frozenset(words)


def _pairs(name: WordList) -> Iterator[tuple[str, str]]:
    for line in _lines(name):
        first, _, second = line.partition("\t")
        yield first, second
