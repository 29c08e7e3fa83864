"""Brings text to one form of characters, so that no later room meets a soft hyphen or a
non-breaking space.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u180e\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f"
    "\u3000\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\ufffb]"
)
_BROKEN_WORD = re.compile("\u00ad[ \t]*(?:\r\n|\r|\n)[ \t]*")
_SPACES = (
    "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_INVISIBLE = (
    "\xad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
)

_REPLACEMENTS: Final[dict[int, str]] = {
    **dict.fromkeys((*range(32), *range(127, 160)), " "),
    **dict.fromkeys(range(55296, 57344), "�"),
    # Word's symbol fonts leave their bullets in the private area.
    **dict.fromkeys(range(57344, 63744), "•"),
    **dict.fromkeys((*range(8234, 8239), *range(8294, 8304), *range(65529, 65532)), ""),
    **{ord(char): " " for char in _SPACES},
    **{ord(char): "\n" for char in _LINE_ENDS},
    **{ord(char): "" for char in _INVISIBLE},
    ord("\n"): "\n",
    ord("\t"): "\t",
}


def normalise(text: str) -> str:
    """*text* in NFC with "\\n" line ends and plain spaces, without soft hyphens, zero-width and
    control characters.

    A word cut by a soft hyphen at the end of a line is made whole. Lone surrogates become U+FFFD.
    """
    if _ODD.search(text):
        text = _BROKEN_WORD.sub("", text).replace("\r\n", "\n").translate(_REPLACEMENTS)
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """*text* with every line stripped, at most one empty line in a row and none at the ends."""
    lines: list[str] = []
    for line in (raw.strip() for raw in text.split("\n")):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip()


def one_line(text: str) -> str:
    """*text* with every run of white space made one space."""
    return " ".join(text.split())
