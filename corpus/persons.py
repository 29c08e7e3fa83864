"""Tells persons from roles and authorities, and knows the forms that a text gives a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from corpus.name_endings import PERSON_LABEL_ENDINGS, ROLE_ENDINGS

_FEWEST_WORDS: Final = 2
_MOST_WORDS: Final = 5
_SEPARATORS = re.compile(r"\s*(?:[,;/&(]|\boch\b|\bsamt\b)\s*")
_PARTICLES: Final = frozenset(
    {"von", "af", "de", "van", "der", "la", "di", "el", "al"}
)
_JOINT: Final = r"(?:[\s-]+|[_.])"
"""Between the words of a name; the names of files have other signs there."""
_LETTER_FIRST = re.compile(r"[^\W\d_][\w.'’-]*")


def personal_names(contact: str) -> tuple[str, ...]:
    """The names of persons in a contact field; roles ("Projektledaren", "Karlstads kommun") are
    none.
    """
    return tuple(part for part in _SEPARATORS.split(contact) if is_person(part))


def is_person(text: str) -> bool:
    """Whether a text may be a person's name: two to five words with capitals, none of them a role
    or an authority.
    """
    words = text.split()
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
        return False
    if any(word.casefold().endswith(ROLE_ENDINGS) for word in words):
        return False
    return all(map(_may_be_in_a_name, words))


def _may_be_in_a_name(word: str) -> bool:
    if _LETTER_FIRST.fullmatch(word) is None:
        return False
    return word[0].isupper() or word in _PARTICLES


def names_a_person(label: str, value: str) -> bool:
    """Whether a label that no fact has, such as "Ekonomiansvarig", stands before a person."""
    return label.casefold().endswith(PERSON_LABEL_ENDINGS) and is_person(value)


@lru_cache(maxsize=256)
def names_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for the forms of all *names*, an -s for the genitive left out; None for none."""
    forms = {form for name in names for form in _forms(name)}
    if not forms:
        return None
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    any_form = "|".join(longest_first)
    return re.compile(
        rf"(?<![^\W_])(?:{any_form})(?=s?(?![^\W_]))", re.IGNORECASE
    )


def _forms(name: str) -> Iterator[str]:
    """Patterns of a name as written, first and last only, turned about, and with an initial."""
    words = [re.escape(word) for word in name.split()]
    if not words:
        return
    yield _JOINT.join(words)
    if len(words) == 1:
        return
    first, last = words[0], words[-1]
    surnames = _JOINT.join(words[1:])
    initial = re.escape(name.lstrip()[0])
    yield rf"{first}{_JOINT}{last}"
    yield rf"{first}{_JOINT}{surnames}"
    yield rf"{surnames},?{_JOINT}{first}"
    yield rf"{last},?{_JOINT}{first}"
    yield rf"{initial}\.?{_JOINT}{last}"
