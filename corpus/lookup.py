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

NUMBERING: Final = (
    r"(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[a-hA-H][.)]|[IVX]{1,4}\.)\s+)"
)
"""The number before a heading: "1.", "2.1", "3)", "B.", "IV."."""

_NUMBERING: Final = re.compile(NUMBERING)
_EMPHASIS: Final = "*_#"
_CLOSING: Final = ":–- "
_PLAIN_LETTERS: Final = str.maketrans("åäöéèüÅÄÖÉÈÜ", "aaoeeuAAOEEU")
_JOINTS: Final = re.compile(r"\s*(?:,|/|&|\boch\b|\bsamt\b)\s*")
_PREPOSITIONS: Final = (
    "till med för i på av från under inom kring om enligt vid hos mot"
)
_FURNITURE: Final = {
    rule: re.compile(pattern, re.IGNORECASE)
    for rule, pattern in FURNITURE.items()
}
_LONGEST_HEADING_CHARS: Final = 120
LONGEST_LABEL_CHARS: Final = 60
_LONGEST_FURNITURE_CHARS: Final = 260
_FEWEST_WORDS_WITH_PREPOSITION: Final = 3
_MOST_WORDS_AFTER_KIND: Final = 5
_MOST_WORDS_BEFORE_KIND: Final = 3


def lookup_key(text: str) -> str:
    """*text* as a key: lower case, å/ä/ö as a/a/o, single spaces, no numbering, emphasis or closing
    colon.

    >>> lookup_key("2.1  MÅLSÄTTNING:")
    'malsattning'
    """
    bare = text.strip().strip(_EMPHASIS).strip()
    numbering = _NUMBERING.match(bare)
    if numbering:
        bare = bare[numbering.end() :]
    plain = bare.casefold().translate(_PLAIN_LETTERS)
    return " ".join(plain.split()).rstrip(_CLOSING).strip()


def _by_key(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The rows of *table* turned: the key of each entry -> the row it stands in."""
    by_key: dict[str, str] = {}
    for name, entries in table.items():
        by_key.update((lookup_key(entry), name) for entry in entries)
    return by_key


_KINDS: Final[Mapping[str, str]] = _by_key(HEADINGS)
_FIELDS: Final[Mapping[str, str]] = _by_key(LABELS)
_PREPOSITION_KEYS: Final = frozenset(map(lookup_key, _PREPOSITIONS.split()))
_TAILS: Final = "|".join(map(lookup_key, HEADING_TAILS))
_WITH_TAIL: Final = re.compile(rf"(?P<heading>.+?) (?:{_TAILS}) projektet")


@lru_cache(maxsize=4096)
def known_kind(heading: str) -> str | None:
    """The kind of a heading the lexicon knows, whole; None for any other text.

    "Mål och syfte" takes the kind of its first part; "Projektets mål" and "Risker med projektet"
    that of the word.
    """
    if len(heading) > _LONGEST_HEADING_CHARS:
        return None
    key = lookup_key(heading)
    if key in _KINDS:
        return _KINDS[key]
    bare = key.removeprefix("projektets ")
    with_tail = _WITH_TAIL.fullmatch(bare)
    if with_tail:
        bare = with_tail["heading"]
    if bare in _KINDS:
        return _KINDS[bare]
    halves = _JOINTS.split(bare)
    all_known = all(half in _KINDS for half in halves)
    return _KINDS[halves[0]] if all_known else None


@lru_cache(maxsize=4096)
def heading_kind(heading: str) -> str:
    """The kind of a text that is known to be a heading; "ovrigt" when nothing in it tells.

    Bolder than `known_kind`: "Bakgrund till ansökan" and "Våra mål" count, because it need not be
    told from prose.
    """
    kind = known_kind(heading)
    if kind is not None:
        return kind
    if len(heading) <= _LONGEST_HEADING_CHARS:
        for piece in _JOINTS.split(lookup_key(heading)):
            kind = _kind_within(piece)
            if kind is not None:
                return kind
    return "ovrigt"


def _kind_within(piece: str) -> str | None:
    """The kind of a known word that is all of *piece*, or begins or ends it in the way of
    headings.
    """
    if piece in _KINDS:
        return _KINDS[piece]
    words = piece.split()
    if len(words) >= _FEWEST_WORDS_WITH_PREPOSITION and words[0] in _KINDS:
        goes_on = (
            words[1] in _PREPOSITION_KEYS
            or len(words) <= _MOST_WORDS_AFTER_KIND
        )
        if goes_on:
            return _KINDS[words[0]]
    if 2 <= len(words) <= _MOST_WORDS_BEFORE_KIND:
        return _KINDS.get(words[-1])
    return None


def field_of_label(label: str) -> str | None:
    """The metadata field a label names ("Projektägare" -> "owner"), None when the lexicon does not
    know it.
    """
    if len(label) > LONGEST_LABEL_CHARS:
        return None
    return _FIELDS.get(lookup_key(label))


def furniture_rule(line: str) -> str | None:
    """The name of the rule by which a whole line is web furniture, None for content."""
    stripped = line.strip()
    if not stripped or len(stripped) > _LONGEST_FURNITURE_CHARS:
        return None
    for rule, pattern in _FURNITURE.items():
        if pattern.fullmatch(stripped):
            return rule
    return None


def looks_capital(text: str) -> bool:
    """Whether a text is set in capitals: two letters or more and none of them small."""
    letters = sum(map(str.isalpha, text))
    return letters > 1 and text.upper() == text
