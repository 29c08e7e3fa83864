"""The characters of a query: what is cleaned away, what is a word, which signs quote."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from corpus.characters import CONTROLS, INVISIBLE, SURROGATES

LETTER: Final = r"[^\W_]"
"""Pattern of one letter or digit of any script."""

_INVISIBLE: Final = re.compile(f"[{INVISIBLE}]")
# Half a surrogate pair cannot be encoded: it would break the page that repeats the query.
_CONTROL: Final = re.compile(f"[{CONTROLS}{SURROGATES}]")

DOUBLE_QUOTES: Final = '"“”„‟″'
GUILLEMETS: Final = "«»"
SINGLE_QUOTES: Final = "'‘’‚‛"

OPERAND_START: Final = (
    rf"{LETTER}|[(={DOUBLE_QUOTES}{GUILLEMETS}{SINGLE_QUOTES}]"
)
"""Pattern of what an operand begins with."""

# What may follow the colon of an abbreviation: "EU:s", "tv:n", "SFI:are" are words, not fields.
_ENDING: Final = (
    r"(?:[aeo]r(?:na)?s?|ar?en?s?|ad|ade|an|at|as|ens?|ets?|na|ns|ts|[aents])"
)
_RUN: Final = rf"{LETTER}(?:{LETTER}|[\u0300-\u036f])*+"
_PIECE: Final = (
    rf"{_RUN}(?:(?:[-‐‑'’.@]|(?<=[0-9]),(?=[0-9]{{1,2}}(?!\w))){_RUN})*+"
)
WORD: Final = re.compile(
    rf"{_PIECE}(?:(?<=\d):{_PIECE}|:{_ENDING}(?!\w))*+(?:[-‐‑](?!\w))?",
    re.IGNORECASE,
)
"""One word as typed: "barn-", "e-tjänst", "EU:s", "12:12", "www.example.com" are one each."""
_PART: Final = re.compile(_RUN)


class FirstParts(NamedTuple):
    """The beginning of a word, and how many parts it has: runs of letters and digits."""

    text: str
    parts: int


def first_parts(word: str, most: int) -> FirstParts:
    """*word*, as `WORD` finds it, up to the end of its part number *most*.

    >>> first_parts("till-och-från", 2)
    FirstParts(text='till-och', parts=2)
    >>> first_parts("barn-", 2)
    FirstParts(text='barn-', parts=1)
    """
    if word.isalnum():
        return FirstParts(word, 1)
    ends = [part.end() for part in _PART.finditer(word)]
    if len(ends) <= most:
        return FirstParts(word, len(ends))
    return FirstParts(word[: ends[most - 1]], most)


def clean(text: str) -> str:
    """*text* in NFC, without invisible characters, with spaces for control characters."""
    visible = _INVISIBLE.sub("", text)
    printable = _CONTROL.sub(" ", visible)
    return unicodedata.normalize("NFC", printable)


def without_marks(text: str) -> str:
    """*text* without case, accents, rings and dots: "Målgrupp" becomes "malgrupp"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        char for char in decomposed if not unicodedata.combining(char)
    )
