"""What the stored words, stems and parts depend on, as a short text that changes with it.

An index made by another language than the program's own would be answered wrongly: a query's words
would get other stems than the indexed ones have.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from re import Pattern
from struct import Struct
from types import ModuleType
from typing import Final

from search.language import (
    analysis,
    collation,
    combining_forms,
    compound_heads,
    compounds,
    dictionary,
    joined_words,
    lemmas,
    letters,
    lexicon_file,
    part_counts,
    sentences,
    stems,
)
from search.language.word_lists import WordList, list_text

LANGUAGE_VERSION: Final = 1
"""Raised with every change of the code that gives a text other words, or a word another stem, other
parts, grams or place in the alphabet. tests/test_search_fingerprint.py fails where that is
forgotten.
"""

PACKAGES: Final = ("simplemma", "snowballstemmer")
"""Whose words and rules the stems are made of."""

MODULES: Final = (
    analysis,
    collation,
    combining_forms,
    compound_heads,
    compounds,
    dictionary,
    joined_words,
    lemmas,
    letters,
    lexicon_file,
    part_counts,
    sentences,
    stems,
)
"""Whose constants count: all names in capitals."""

WORD_LISTS: Final = tuple(
    name for name in WordList if name is not WordList.SYNONYMS
)
"""Synonyms are looked up when a query is read, and nothing of them is stored."""


@lru_cache(maxsize=1)
def language_fingerprint() -> str:
    """Sixteen hexadecimal digits, the same wherever the same language is installed.

    They stand for LANGUAGE_VERSION, the constants of the modules, the word lists and the versions
    of the packages.
    """
    versions = [
        f"{package} {installed_version(package)}" for package in PACKAGES
    ]
    return _digest([own_fingerprint(), *versions])


def own_fingerprint() -> str:
    """The fingerprint of what is our own, without the packages."""
    lists = [f"{name}\n{list_text(name)}" for name in WORD_LISTS]
    constants = [line for module in MODULES for line in _constants(module)]
    return _digest([f"language {LANGUAGE_VERSION}", *constants, *lists])


def installed_version(package: str) -> str:
    """The version of an installed package, without importing it.

    It stands in the name of the folder that pip puts beside the package. Where there is none,
    importlib.metadata is asked, which takes every command 20 ms to import.
    """
    for folder in map(Path, sys.path):
        for description in folder.glob(f"{package}-*.dist-info"):
            return description.name.removeprefix(f"{package}-").removesuffix(
                ".dist-info"
            )
    from importlib.metadata import version

    return version(package)


def _constants(module: ModuleType) -> Iterator[str]:
    """A line for each constant of *module*, by name."""
    for name, value in sorted(vars(module).items()):
        if name.isupper():
            yield f"{module.__name__}.{name} = {_as_text(value)}"


def _as_text(value: object) -> str:
    """*value* as text that does not change from one run to the next."""
    match value:
        case int() | float() | str() | bytes():
            return repr(value)
        case Pattern():
            return f"{value.pattern!r} {value.flags}"
        case Struct():
            return value.format
        case Set():
            return f"{{{', '.join(sorted(map(_as_text, value)))}}}"
        case Mapping():
            return f"{{{', '.join(f'{_as_text(key)}: {_as_text(value[key])}' for key in value)}}}"
        case tuple():
            return f"({', '.join(map(_as_text, value))})"
        case _:
            raise TypeError(
                f"a constant that has no text of its own: {value!r}"
            )


def _digest(lines: list[str]) -> str:
    text = "\0".join(lines)
    return blake2b(text.encode(), digest_size=8).hexdigest()
