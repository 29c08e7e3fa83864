"""Looks words up in the vocabulary: what kind a heading is, which field a label names, what is
furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from corpus.facts import LABELS
from corpus.furniture import FURNITURE
from corpus.kinds import HEADING_TAILS, HEADINGS

NUMBERING: Final = r"(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[a-hA-H][.)]|[IVX]{1,4}\.)\s+)"
"""The number before a heading: "1.", "2.1", "3)", "B.", "IV."."""

_NUMBERING = re.compile(NUMBERING)
_LETTERS = str.maketrans("åäöéèüÅÄÖÉÈÜ", "aaoeeuAAOEEU")
_FURNITURE = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in FURNITURE.items()}
_JOINTS = re.compile(r"\s*(?:,|/|&|\boch\b|\bsamt\b)\s*")
_PREPOSITIONS = frozenset(
    [
        "till",
        "med",
        "for",
        "i",
        "pa",
        "av",
        "fran",
        "under",
        "inom",
        "kring",
        "om",
        "enligt",
        "vid",
        "hos",
        "mot",
    ]
)
"""As `lookup_key` leaves them."""
_LONGEST_HEADING = 120
_LONGEST_LABEL = 60


def lookup_key(text: str) -> str:
    """*text* as a key: lower case, å/ä/ö as a/a/o, single spaces, no numbering, emphasis or closing
    colon.

    >>> lookup_key("2.1  MÅLSÄTTNING:")
    'malsattning'
    """
    bare = text.strip().strip("*_#").strip()
    bare = _NUMBERING.sub("", bare, count=1) if _NUMBERING.match(bare) else bare
    return " ".join(bare.casefold().translate(_LETTERS).split()).rstrip(":–- ").strip()


def _by_key(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {lookup_key(entry): name for name, entries in table.items() for entry in entries}


_KINDS: Final[Mapping[str, str]] = _by_key(HEADINGS)
_FIELDS: Final[Mapping[str, str]] = _by_key(LABELS)
_TAIL = re.compile(rf"(.+?) (?:{'|'.join(lookup_key(tail) for tail in HEADING_TAILS)}) projektet")


@lru_cache(maxsize=4096)
def known_kind(heading: str) -> str | None:
    """The kind of a heading the lexicon knows, whole; None for any other text.

    "Mål och syfte" takes the kind of its first part; "Projektets mål" and "Risker med projektet"
    that of the word.
    """
    if len(heading) > _LONGEST_HEADING:
        return None
    key = lookup_key(heading)
    if key in _KINDS:
        return _KINDS[key]
    stripped = key.removeprefix("projektets ")
    if tail := _TAIL.fullmatch(stripped):
        stripped = tail.group(1)
    if stripped in _KINDS:
        return _KINDS[stripped]
    parts = _JOINTS.split(stripped)
    kinds = [_KINDS.get(part) for part in parts]
    return kinds[0] if len(parts) > 1 and all(kinds) else None


@lru_cache(maxsize=4096)
def heading_kind(heading: str) -> str:
    """The kind of a text that is known to be a heading; "ovrigt" when nothing in it tells.

    Bolder than `known_kind`: "Bakgrund till ansökan" and "Våra mål" count, because it need not be
    told from prose.
    """
    kind = known_kind(heading)
    if kind is not None or len(heading) > _LONGEST_HEADING:
        return kind or "ovrigt"
    key = lookup_key(heading)
    for part in _JOINTS.split(key):
        words = part.split()
        if part in _KINDS:
            return _KINDS[part]
        if len(words) > 2 and words[0] in _KINDS and (words[1] in _PREPOSITIONS or len(words) < 6):
            return _KINDS[words[0]]
        if 2 <= len(words) <= 3 and words[-1] in _KINDS:
            return _KINDS[words[-1]]
    return "ovrigt"


def field_of_label(label: str) -> str | None:
    """The metadata field a label names ("Projektägare" -> "owner"), None when the lexicon does not
    know it.
    """
    return _FIELDS.get(lookup_key(label)) if len(label) <= _LONGEST_LABEL else None


def furniture_rule(line: str) -> str | None:
    """The name of the rule by which a whole line is web furniture, None for content."""
    stripped = line.strip()
    if not stripped or len(stripped) > 260:
        return None
    return next((name for name, pattern in _FURNITURE.items() if pattern.fullmatch(stripped)), None)


def looks_capital(text: str) -> bool:
    """Whether a text is set in capitals: two letters or more and none of them small."""
    return sum(char.isalpha() for char in text) > 1 and text.upper() == text
