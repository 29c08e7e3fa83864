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
_STAND_INS: Final = re.compile("[{|}]")
_NUMBER: Final = re.compile(r"[0-9]+")
_NOT_SORTED: Final = re.compile(r"[^\w{|}]+|_+")


def swedish_key(text: str) -> tuple[str, str]:
    """A sort key. Case, punctuation and foreign accents only decide between texts that are
    otherwise equal.

    >>> sorted(["Öga", "Zon", "Projekt 10", "Ånga", "Projekt 9", "Ärm", "Idé"], key=swedish_key)
    ['Idé', 'Projekt 9', 'Projekt 10', 'Zon', 'Ånga', 'Ärm', 'Öga']
    """
    plain = _STAND_INS.sub(" ", unicodedata.normalize("NFC", text).casefold())
    decomposed = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    unaccented = "".join(
        char for char in decomposed if not unicodedata.combining(char)
    )
    words = _NOT_SORTED.sub(" ", unaccented).strip()
    return _NUMBER.sub(_by_size, words), text


def _by_size(number: re.Match[str]) -> str:
    # The count of digits first: a longer number is a larger one.
    digits = number[0].lstrip("0")
    digit_count = len(digits)
    return f"{digit_count:06d}{digits}"
