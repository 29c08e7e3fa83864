"""Swedish alphabetical order: å, ä and ö after z, é with e, numbers by size."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# "{", "|" and "}" follow "z", so that strings made of them compare in Swedish order.
_LETTERS: Final = str.maketrans(
    {
        "å": "{",
        "ä": "|",
        "æ": "|",
        "ö": "}",
        "ø": "}",
        "ü": "y",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "đ": "d",
    }
)
_NUMBER: Final = re.compile(r"[0-9]+")
_NOT_SORTED: Final = re.compile(r"[^\w{|}]+|_+")


def swedish_key(text: str) -> tuple[str, str]:
    """A sort key. Case, punctuation and foreign accents only decide between texts that are
    otherwise equal.

    >>> sorted(["Öga", "Zon", "Projekt 10", "Ånga", "Projekt 9", "Ärm", "Idé"], key=swedish_key)
    ['Idé', 'Projekt 9', 'Projekt 10', 'Zon', 'Ånga', 'Ärm', 'Öga']
    """
    plain = unicodedata.normalize("NFC", text).casefold()
    for sign in "{|}":
        plain = plain.replace(sign, " ")
    decomposed = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NUMBER.sub(_by_size, _NOT_SORTED.sub(" ", bare).strip()), text


def _by_size(number: re.Match[str]) -> str:
    # The count of digits first: a longer number is a larger one.
    digits = number[0].lstrip("0")
    return f"{len(digits):06d}{digits}"
