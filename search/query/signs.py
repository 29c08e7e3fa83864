"""The characters of a query: what is cleaned away, what is a word, which signs quote."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LETTER: Final = r"[^\W_]"
"""Pattern of one letter or digit of any script."""

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Half a surrogate pair cannot be encoded: it would break the page that repeats the query.
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

DOUBLE_QUOTES: Final = '"“”„‟″'
GUILLEMETS: Final = "«»"
SINGLE_QUOTES: Final = "'‘’‚‛"

# What may follow the colon of an abbreviation: "EU:s", "tv:n", "SFI:are" are words, not fields.
_ENDING: Final = r"(?:[aeo]r(?:na)?s?|ar?en?s?|ad|ade|an|at|as|ens?|ets?|na|ns|ts|[aents])"
_RUN: Final = rf"{LETTER}(?:{LETTER}|[\u0300-\u036f])*+"
_PIECE: Final = rf"{_RUN}(?:(?:[-‐‑'’.@]|(?<=[0-9]),(?=[0-9]{{1,2}}(?!\w))){_RUN})*+"
WORD: Final = re.compile(
    rf"{_PIECE}(?:(?<=\d):{_PIECE}|:{_ENDING}(?!\w))*+(?:[-‐‑](?!\w))?", re.IGNORECASE
)
"""One word as typed: "barn-", "e-tjänst", "EU:s", "12:12", "www.example.com" are one each."""


def clean(text: str) -> str:
    """*text* in NFC, without invisible characters, with spaces for control characters."""
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", _INVISIBLE.sub("", text)))


def without_marks(text: str) -> str:
    """*text* without case, accents, rings and dots: "Målgrupp" becomes "malgrupp"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
