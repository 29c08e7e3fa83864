"""Where sentences begin: the borders a passage is cut at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

LONGEST_SENTENCE: Final = 320
"""Characters; what runs on for longer (lists, tables, lost full stops) is cut between words."""

_AFTER_A_STOP: Final = (
    r"""(?<=[.!?…:;])["”’»)\]]*[^\S\n]+(?=["“”’«(\[]?[A-ZÅÄÖÉ\d•–-])"""
)
"""Spaces behind a full stop, before a capital, a digit or a bullet."""
_NEW_LINE: Final = r"(?<!\w-)\n\s*"
"""At every new line, but not in *barn-/och*."""
_BORDER: Final = re.compile(f"{_AFTER_A_STOP}|{_NEW_LINE}")
_WORDLIKE: Final = re.compile(r"[\w:\u00ad\u2010\u2011\u0300-\u036f-]")

_SPACED_ABBREVIATIONS: Final = (
    r"t\.? ?ex",
    r"bl\.? ?a",
    r"d\.? ?v\.? ?s",
    r"s\.? ?k",
    r"m\.? ?m",
    r"m\.? ?fl",
    r"f\.? ?n",
    r"e\.? ?d",
    r"fr\.? ?o\.? ?m",
    r"t\.? ?o\.? ?m",
)
_ABBREVIATIONS: Final = (
    *(
        "kap",
        "ca",
        "nr",
        "resp",
        "ev",
        "inkl",
        "exkl",
        "prop",
        "st",
        "kl",
        "tel",
        "jfr",
        "ang",
    ),
    *(
        "avd",
        "obs",
        "max",
        "min",
        "milj",
        "mkr",
        "tkr",
        "kr",
        "sid",
        "s",
        "dr",
        "prof",
    ),
)
_LIST_NUMBER: Final = r"(?:^|\n)\s*\d{1,2}(?:\.\d{1,2})*\.?"
_INITIAL: Final = r"\b[A-ZÅÄÖ]\."
_NO_END: Final = re.compile(
    rf"(?:\b(?:{'|'.join(_SPACED_ABBREVIATIONS + _ABBREVIATIONS)})\.|{_LIST_NUMBER}|{_INITIAL})$",
    re.IGNORECASE,
)
"""What ends with a full stop and ends no sentence."""
_LONGEST_ABBREVIATION: Final = 5
"""Letters in a row."""
_LONGEST_NO_END: Final = 12


def sentence_starts(text: str) -> list[int]:
    """The offsets where sentences of *text* begin, ascending; the first is 0, and [] for no text at
    all.
    """
    if not text:
        return []
    starts = [0]
    for border in _BORDER.finditer(text):
        start = border.end()
        if start >= len(text):
            continue
        if "\n" not in border[0] and _goes_on(text, border.start()):
            continue
        starts += _cuts(text, starts[-1], start)
        starts.append(start)
    starts += _cuts(text, starts[-1], len(text))
    return starts


def _goes_on(text: str, border: int) -> bool:
    """Whether the sentence continues after *border*: a colon, an abbreviation, the number of a list
    item.
    """
    stop = text[border - 1]
    if stop in ":;":
        return False
    letters = text[max(0, border - 1 - _LONGEST_ABBREVIATION) : border - 1]
    if len(letters) == _LONGEST_ABBREVIATION and letters.isalpha():
        return False
    if stop != ".":
        return False
    return bool(_NO_END.search(text, max(0, border - _LONGEST_NO_END), border))


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets that cut text[start:end] into pieces no longer than the longest sentence; a word is
    never cut.
    """
    while end - start > LONGEST_SENTENCE:
        start = _cut(text, start, end)
        if start < end:
            yield start


def _cut(text: str, start: int, end: int) -> int:
    """Where the first piece of text[start:end] ends: behind the last word that it has room for, or
    else behind the first.
    """
    room = start + LONGEST_SENTENCE
    for offset in range(room, start, -1):
        if not _WORDLIKE.match(text[offset - 1]):
            return offset
    for offset in range(room + 1, end):
        if not _WORDLIKE.match(text[offset - 1]):
            return offset
    return end
