"""Reads lists of names, whether one a line with bullets or in a line with commas."""

from __future__ import annotations

import re
from typing import Final

from corpus.characters import BULLETS

BULLET: Final = rf"\s*(?:[{BULLETS}]|o(?=\s))\s*"
"""Pattern of the sign that an item begins with; Word's hollow bullet is copied as an "o"."""

_BULLET_OR_NUMBER: Final = re.compile(rf"{BULLET}|\s*\d{{1,2}}[.)](?=\s)\s*")
_LONGEST_NAME_CHARS: Final = 120
_PROSE_ENDS: Final = (".", ":", ",")


def strip_bullet(line: str) -> str:
    """*line* without the bullet, dash or number that begins it."""
    bullet = _BULLET_OR_NUMBER.match(line)
    if bullet:
        line = line[bullet.end() :]
    return line.strip()


def has_bullet(line: str) -> bool:
    """Whether a line begins with a bullet, a dash or a number, and goes on."""
    bullet = _BULLET_OR_NUMBER.match(line)
    if bullet is None:
        return False
    return bullet.end() < len(line.rstrip())


def list_items(text: str, *, places: bool = False) -> tuple[str, ...]:
    """The names in a list of one a line, or in one line with commas; empty for running text."""
    lines = [line for line in text.split("\n") if line.strip()]
    names = [strip_bullet(line) for line in lines]
    if any(len(name) > _LONGEST_NAME_CHARS for name in names):
        return ()
    bulleted = any(map(has_bullet, lines))
    if len(lines) == 1 and not bulleted:
        return split_names(names[0], places=places)
    reads_as_prose = any(name.endswith(_PROSE_ENDS) for name in names)
    if reads_as_prose and not bulleted:
        return ()
    return tuple(name.rstrip(",;") for name in names if name)


def split_names(text: str, *, places: bool = False) -> tuple[str, ...]:
    """The names in "Karlstad, Kil och Grums" (or with semicolons); empty for a sentence.

    "och" divides names of *places* only, so that "Vård- och omsorgsnämnden" stays whole.
    """
    text = text.strip()
    is_sentence = text.endswith(".") and " " in text
    if is_sentence:
        return ()
    names = text.split(";" if ";" in text else ",")
    if places:
        names = [place for name in names for place in _split_at_and(name)]
    return tuple(name.strip() for name in names if name.strip())


def _split_at_and(text: str) -> list[str]:
    return re.split(r"(?:^|\s+)(?:och|samt)\s+", text.strip())
