"""The characters that mean something to every room (spaces, bullets, ends of sentences), and text
brought to one form of them, so that no later room meets a soft hyphen or a non-breaking space.

The constants are strings of characters: for `str.strip`, and between "[" and "]" in a pattern.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final


def _from_to(*ranges: tuple[int, int]) -> str:
    """All characters from the first to the last code of each range, both included."""
    characters = ""
    for first, last in ranges:
        codes = range(first, last + 1)
        characters += "".join(map(chr, codes))
    return characters


CONTROLS: Final = _from_to((0x00, 0x1F), (0x7F, 0x9F))
"""All control characters, tab and the ends of lines among them."""

LINE_ENDS: Final = "\n\r\x0b\x0c\x85\u2028\u2029"
"""What ends a line; the last five are met in text out of PDF and word processors."""

SPACES: Final = (
    "\x20\xa0\u1680" + _from_to((0x2000, 0x200A)) + "\u202f\u205f\u3000"
)
"""Spaces of every width within a line; the tab is a control."""

INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u180e"
    + _from_to(
        (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFFF9, 0xFFFB)
    )
    + "\ufeff"
)
"""What shows nothing: soft hyphens, zero-width characters, marks of direction, byte order marks."""

SURROGATES: Final = "\ud800-\udfff"
"""Halves of a pair, which no encoding can write, as a range for a pattern."""

DASHES: Final = _from_to((0x2010, 0x2015)) + "\u2043\u2212\ufe58\ufe63\uff0d"
"""Hyphens, dashes and minus signs other than that of ASCII."""

BULLETS: Final = "•·▪◦●○■□▸►‣∙*–—-"
"""Signs that an item of a list begins with; the hyphen last, where a pattern takes it as itself."""

FULL_STOPS: Final = ".!?"
"""What ends a sentence."""

CLOSING_SIGNS: Final = ')”"»'
"""What may stand after the full stop of a sentence."""

SENTENCE_ENDS: Final = FULL_STOPS + ":;" + CLOSING_SIGNS
"""What a line ends with that the next line does not go on from."""

# Word's symbol fonts leave their bullets in the private area.
_SYMBOLS: Final = "\ue000-\uf8ff"
_BROKEN_WORD: Final = re.compile("\u00ad[ \t]*(?:\r\n|\r|\n)[ \t]*")
_PLAIN: Final = "\t\n "
_REPLACEMENTS: Final[Mapping[str, str]] = {
    **{control: " " for control in CONTROLS if control not in _PLAIN},
    **{space: " " for space in SPACES if space not in _PLAIN},
    **{line_end: "\n" for line_end in LINE_ENDS if line_end not in _PLAIN},
    **dict.fromkeys(INVISIBLE, ""),
}
_PLAIN_SIGNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(DASHES, "-"),
    **dict.fromkeys(SPACES.replace(" ", ""), " "),
    **{chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)},
    "\ufe6b": "@",
}
"""The forms of full width stand 0xFEE0 behind those of ASCII."""
_LOOK_ALIKE: Final = re.compile(f"[{''.join(_PLAIN_SIGNS)}]")
_ODD: Final = re.compile(f"[{''.join(_REPLACEMENTS)}{SURROGATES}{_SYMBOLS}]")


def normalise(text: str) -> str:
    """*text* in NFC with "\\n" line ends and plain spaces, without soft hyphens, zero-width and
    control characters.

    A word cut by a soft hyphen at the end of a line is made whole. Lone surrogates become U+FFFD.
    """
    if _ODD.search(text):
        whole_words = _BROKEN_WORD.sub("", text)
        text = _ODD.sub(_replacement, whole_words.replace("\r\n", "\n"))
    return unicodedata.normalize("NFC", text)


def _replacement(odd: re.Match[str]) -> str:
    char = odd[0]
    if char in _REPLACEMENTS:
        return _REPLACEMENTS[char]
    is_surrogate = char < "\ue000"
    return "\ufffd" if is_surrogate else "•"


def plain_signs(text: str) -> str:
    """*text*, as long as it was, with one dash, one space and the digits and signs of ASCII where
    it has others that look like them.

    >>> plain_signs("０８‐12\u202f34")
    '08-12 34'
    """
    return _LOOK_ALIKE.sub(_plain_sign, text)


def _plain_sign(sign: re.Match[str]) -> str:
    return _PLAIN_SIGNS[sign[0]]


def tidy(text: str) -> str:
    """*text* with every line stripped, at most one empty line in a row and none at the ends."""
    lines: list[str] = []
    for line in map(str.strip, text.split("\n")):
        follows_text = bool(lines and lines[-1])
        if line or follows_text:
            lines.append(line)
    return "\n".join(lines).strip()


def one_line(text: str) -> str:
    """*text* with every run of white space made one space."""
    return " ".join(text.split())
