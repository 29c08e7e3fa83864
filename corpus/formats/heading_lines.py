"""Finds the headings that stand on a line of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from corpus.characters import SENTENCE_ENDS
from corpus.kinds import BANK_HEADINGS
from corpus.lists import BULLET, has_bullet
from corpus.lookup import NUMBERING, known_kind, looks_capital, lookup_key

_RULE: Final = re.compile(r"\s*(?P<mark>[=~_*-])(?P=mark){2,}\s*")
_NUMBERED: Final = re.compile(rf"\s*{NUMBERING}\S")
_BULLETED: Final = re.compile(BULLET)
_AFTER_PARAGRAPH: Final = tuple(SENTENCE_ENDS)
_NO_TITLE_ENDS: Final = (".", ",", ";", "!", ")")
_BODY_ENDS: Final = (".", "!", "?", ":")
_LONGEST_HEADING_CHARS: Final = 110
_LONGEST_UNKNOWN_CHARS: Final = 70
_MOST_UNKNOWN_WORDS: Final = 9
_LONG_BODY_CHARS: Final = 60
_FEWEST_IN_STYLE: Final = 2
_TOP_MARK: Final = "="

_BANK_KEYS: Final = frozenset(map(lookup_key, BANK_HEADINGS))


@dataclass(frozen=True, slots=True)
class Style:
    """How a heading is set. *underline* is the sign of the rule under it, empty without one."""

    underline: str
    numbered: bool
    capitals: bool
    colon: bool
    space_before: bool
    space_after: bool


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading at *line*; its text begins at *after*. *kind* is None where the lexicon does not
    know it.
    """

    line: int
    after: int
    text: str
    kind: str | None
    style: Style


def bank_headings(lines: Sequence[str]) -> list[HeadingLine]:
    """The headings of a project-bank page: its own fields, and others of the lexicon that stand
    quite apart.

    Lines in capitals, with a colon or a bullet are the applicant's sub-headings, as are those of
    the kind they stand in ("Mätbara mål" under "Målsättning").
    """
    headings: list[HeadingLine] = []
    for heading in _candidates(lines):
        style = heading.style
        if heading.kind is None or style.capitals or style.colon:
            continue
        if is_bank_heading(heading.text) and not style.numbered:
            is_own = style.space_before or style.space_after
        else:
            kind_above = headings[-1].kind if headings else None
            apart = style.space_before and style.space_after
            is_own = apart and heading.kind != kind_above
        if is_own:
            headings.append(heading)
    return headings


def is_bank_heading(line: str) -> bool:
    """Whether a line is one of the project bank's own headings and no more."""
    return lookup_key(line) in _BANK_KEYS


def plain_headings(lines: Sequence[str]) -> list[HeadingLine]:
    """The headings of plain text: those of the lexicon, those underlined, and others set in the way
    of the known ones.

    Lines in capitals are headings only where no heading has small letters; else they are
    sub-headings, text.
    """
    candidates = _candidates(lines)
    sure = [
        heading
        for heading in candidates
        if heading.kind or heading.style.underline
    ]
    if any(heading.kind and not heading.style.capitals for heading in sure):
        sure = [
            heading for heading in sure if _is_above_capitals(heading.style)
        ]
    known_styles = Counter(heading.style for heading in sure if heading.kind)
    alike = [
        heading
        for heading in candidates
        if not heading.kind
        and not heading.style.underline
        and known_styles[heading.style] >= _FEWEST_IN_STYLE
        and _looks_like_heading(lines, heading)
    ]
    in_order = sorted([*sure, *alike], key=lambda heading: heading.line)
    return _without_lower_levels(in_order)


def is_rule(line: str) -> bool:
    """Whether a line is a rule of "=", "-" and the like, as under a heading."""
    return _RULE.fullmatch(line) is not None


def without_rules(lines: Sequence[str]) -> list[str]:
    """*lines* without the rules under sub-headings."""
    kept = list(lines[:1])
    for above, line in pairwise(lines):
        under_heading = 0 < len(above.strip()) <= _LONGEST_HEADING_CHARS
        if not (under_heading and is_rule(line)):
            kept.append(line)
    return kept


def _is_above_capitals(style: Style) -> bool:
    return bool(style.underline) or not style.capitals


def _without_lower_levels(headings: Sequence[HeadingLine]) -> list[HeadingLine]:
    """*headings* without the unknown ones underlined by another mark than "=" in a section
    underlined by "=".
    """
    kept: list[HeadingLine] = []
    for heading in headings:
        has_lower_mark = heading.style.underline not in ("", _TOP_MARK)
        below_top = bool(kept) and kept[-1].style.underline == _TOP_MARK
        is_lower = has_lower_mark and below_top and not heading.kind
        if not is_lower:
            kept.append(heading)
    return kept


def _candidates(lines: Sequence[str]) -> list[HeadingLine]:
    """The lines where a heading may stand, in order; their kind is None when the words are not
    known.
    """
    headings = (_candidate(lines, number) for number in range(len(lines)))
    return [heading for heading in headings if heading is not None]


def _candidate(lines: Sequence[str], number: int) -> HeadingLine | None:
    text = lines[number].strip()
    if not _may_be_heading(text):
        return None
    before = _stripped(lines, number - 1)
    rule = _RULE.fullmatch(_stripped(lines, number + 1))
    if rule and before:
        # A rule under a paragraph parts it from what follows.
        return None
    after = number + 2 if rule else number + 1
    following = _stripped(lines, after)
    kind = known_kind(text)
    stands_as_heading = (
        rule is not None
        or (kind is None and not before)
        or (kind is not None and _is_set_as_heading(text, before, following))
    )
    if not stands_as_heading:
        return None
    style = Style(
        underline=rule["mark"] if rule else "",
        numbered=_NUMBERED.match(text) is not None,
        capitals=looks_capital(text),
        colon=text.endswith(":"),
        space_before=not before,
        space_after=not following,
    )
    return HeadingLine(number, after, text.rstrip(":").rstrip(), kind, style)


def _may_be_heading(text: str) -> bool:
    if not text or len(text) > _LONGEST_HEADING_CHARS:
        return False
    return not _BULLETED.match(text) and not is_rule(text)


def _stripped(lines: Sequence[str], number: int) -> str:
    """A line without the space around it; empty above the first and below the last."""
    if 0 <= number < len(lines):
        return lines[number].strip()
    return ""


def _is_set_as_heading(text: str, before: str, following: str) -> bool:
    """Whether a line of a heading's words is set as one, and is not an item of a list or a line of
    a paragraph.
    """
    if _NUMBERED.match(text) and (
        _NUMBERED.match(before) or _NUMBERED.match(following)
    ):
        return False
    stands_alone = not before and not following
    if (
        _first_letter(text).islower()
        and not stands_alone
        and not text.endswith(":")
    ):
        return False
    if following[:1].islower():
        return False
    ends_above = before.endswith(_AFTER_PARAGRAPH) or has_bullet(before)
    return not before or not following or ends_above


def _looks_like_heading(lines: Sequence[str], heading: HeadingLine) -> bool:
    """Whether an unknown line reads as a title: short, a capital first, no full stop, and longer
    text under it.
    """
    text = heading.text
    if (
        len(text) > _LONGEST_UNKNOWN_CHARS
        or len(text.split()) > _MOST_UNKNOWN_WORDS
    ):
        return False
    if (
        not _first_letter(text).isupper()
        or text.endswith(_NO_TITLE_ENDS)
        or "@" in text
    ):
        return False
    body = _first_filled(lines, heading.after)
    is_paragraph = len(body) > _LONG_BODY_CHARS or body.endswith(_BODY_ENDS)
    return is_paragraph and len(body) > len(text)


def _first_letter(text: str) -> str:
    return next(filter(str.isalpha, text), "")


def _first_filled(lines: Sequence[str], start: int) -> str:
    """The first line from *start* on that is not blank, stripped; empty where none is left."""
    for number in range(start, len(lines)):
        line = lines[number].strip()
        if line:
            return line
    return ""
