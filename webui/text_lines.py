"""The lines of a section's plain text, told apart by how they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

from corpus.characters import BULLETS, SENTENCE_ENDS

# A hyphen or an asterisk may be a part of a word or stand for something left out.
_PLAIN_BULLETS: Final = (
    "".join(sign for sign in BULLETS if sign not in "*-") + "\uf0b7\uf0a7"
)

# What follows in parentheses may stand anywhere in a sentence.
_ENDS: Final = tuple(sign for sign in SENTENCE_ENDS if sign != ")")
_LONGEST_SUBHEADING_CHARS: Final = 90
_FEWEST_SUBHEADING_LETTERS: Final = 4
_WRAPPED_CHARS: Final = range(40, 121)
"""How long a line is that was broken by a fixed width."""
_SHARE_WRAPPED: Final = 0.6


class LineKind(Enum):
    """What a line is."""

    TEXT = "text"
    BULLET = "bullet"
    NUMBER = "number"
    SUBHEADING = "subheading"


_MARKERS: Final[Mapping[LineKind, re.Pattern[str]]] = {
    LineKind.SUBHEADING: re.compile(r"\s*#{1,6}\s+(?=\S)"),
    LineKind.BULLET: re.compile(
        rf"\s*(?:[{_PLAIN_BULLETS}]\s*|[-*]\s+|-(?=[^\W\d_])|o\s+(?=[^\W\d_]))(?=\S)"
    ),
    LineKind.NUMBER: re.compile(r"\s*(?P<number>\d{1,2})[.)]\s+(?=\S)"),
}
"""What a line of each kind begins with."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that begins at *whole*, its words at *start*, and ends at *end*. *after_gap*: a blank
    line stands before it. *number* is that of a numbered item.
    """

    kind: LineKind
    whole: int
    start: int
    end: int
    after_gap: bool = False
    number: int = 0


def read_lines(text: str) -> Iterator[Line]:
    """The lines of *text* that are not blank."""
    position = 0
    after_gap = True
    for written in text.splitlines(keepends=True):
        whole = position + len(written) - len(written.lstrip())
        end = position + len(written.rstrip())
        position += len(written)
        is_blank = whole >= end
        if not is_blank:
            yield _classify(text, whole, end, after_gap)
        after_gap = is_blank


def marker_end(line: str) -> int:
    """Where the words of *line* begin, after a bullet, a number or hashes."""
    return _classify(line, 0, len(line), True).start


def _classify(text: str, whole: int, end: int, after_gap: bool) -> Line:
    for kind, pattern in _MARKERS.items():
        if marker := pattern.match(text, whole, end):
            number = int(marker["number"]) if kind is LineKind.NUMBER else 0
            return Line(kind, whole, marker.end(), end, after_gap, number)
    is_subheading = _is_subheading(text[whole:end])
    kind = LineKind.SUBHEADING if is_subheading else LineKind.TEXT
    return Line(kind, whole, whole, end, after_gap)


def _is_subheading(line: str) -> bool:
    letters = sum(map(str.isalpha, line))
    is_short = len(line) <= _LONGEST_SUBHEADING_CHARS
    is_sentence = line.endswith((".", ","))
    has_words = letters >= _FEWEST_SUBHEADING_LETTERS
    return has_words and is_short and line.isupper() and not is_sentence


def is_wrapped(text: str, lines: tuple[Line, ...]) -> bool:
    """Whether the text was broken into lines by a fixed width, so that a line break means
    nothing.
    """
    above_text = [
        before
        for before, after in pairwise(lines)
        if after.kind is LineKind.TEXT
        and not after.after_gap
        and before.kind is not LineKind.SUBHEADING
    ]
    broken = sum(
        before.end - before.whole in _WRAPPED_CHARS
        and not ends_sentence(text, before.end)
        for before in above_text
    )
    return len(above_text) >= 2 and broken >= _SHARE_WRAPPED * len(above_text)


def ends_sentence(text: str, end: int) -> bool:
    """Whether what stands before *end* is no sentence that the next line goes on from."""
    return text[end - 1] in _ENDS


def continues(text: str, end: int, line: Line) -> bool:
    """Whether *line*, of a text whose line breaks mean something, goes on from what ends at
    *end*.
    """
    return not ends_sentence(text, end) and text[line.start].islower()
