"""Finds the headings that stand on a line of their own, and cuts lines into parts at them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corpus.characters import SENTENCE_ENDS, tidy
from corpus.draft import DraftSection
from corpus.furniture import ADDENDA
from corpus.kinds import BANK_HEADINGS
from corpus.lists import BULLET, has_bullet
from corpus.lookup import NUMBERING, known_kind, looks_capital, lookup_key

_UNDERLINE = re.compile(r"\s*(?P<mark>[=~_*-])(?P=mark){2,}\s*")
_NUMBERED = re.compile(rf"\s*{NUMBERING}\S")
_BULLETED = re.compile(BULLET)
_SENTENCE_END = tuple(SENTENCE_ENDS)
_INLINE = re.compile(r"(?P<heading>[A-ZÅÄÖ][^:.!?]{2,60}):\s+(?P<text>\S.*)")
_LONGEST_UNKNOWN = 70
_LONGEST_HEADING = 110

_BANK = "|".join(re.escape(heading) for heading in sorted(BANK_HEADINGS, key=len, reverse=True))
_BANK_KEYS: Final = frozenset(lookup_key(heading) for heading in BANK_HEADINGS)
_GLUED_BEFORE = re.compile(
    rf"(?<=[a-zåäöé0-9.!?:;,)\]”\"’»%])(?P<heading>{_BANK})[ \t]*$", re.MULTILINE
)
_GLUED_AFTER = re.compile(
    rf"^[ \t]*(?P<heading>{_BANK})(?=[A-ZÅÄÖ][a-zåäö ]|[ \t]*•)", re.MULTILINE
)
_GLUED_BOTH = re.compile(rf"(?<=[.!?)”\"»])(?P<heading>{_BANK})(?=[A-ZÅÄÖ][a-zåäö ])")
_GLUED_OTHER = re.compile(
    r"(?<=[a-zåäöé0-9)”\"»][.!?])(?P<heading>[A-ZÅÄÖ][^.!?\n]{2,80})$", re.MULTILINE
)
_ADDENDUM = re.compile(rf"(?<=[a-zåäöé0-9.!?:;)”\"])(?={'|'.join(ADDENDA)})")


@dataclass(frozen=True, slots=True)
class Style:
    """How a heading is set."""

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


def part_glued_headings(text: str) -> str:
    """*text* with line breaks around headings that were glued to a paragraph ("… metoder
    öka.Bakgrund").
    """
    text = _GLUED_BEFORE.sub(r"\n\n\g<heading>", text)
    text = _GLUED_BOTH.sub(r"\n\n\g<heading>\n\n", text)
    text = _GLUED_AFTER.sub(r"\g<heading>\n\n", text)
    text = _GLUED_OTHER.sub(
        lambda found: f"\n\n{found[0]}" if known_kind(found["heading"]) else found[0], text
    )
    return _ADDENDUM.sub("\n", text)


def is_bank_heading(line: str) -> bool:
    """Whether a line is one of the project bank's own headings and no more."""
    return lookup_key(line) in _BANK_KEYS


def bank_headings(lines: Sequence[str]) -> list[HeadingLine]:
    """The headings of a project-bank page: its own fields, and others of the lexicon that stand
    quite apart.

    Lines in capitals, with a colon or a bullet are the applicant's sub-headings, as are those of
    the kind they stand in ("Mätbara mål" under "Målsättning").
    """
    found: list[HeadingLine] = []
    for number in range(len(lines)):
        heading = _candidate(lines, number)
        if heading is None or heading.kind is None or heading.style.capitals or heading.style.colon:
            continue
        style = heading.style
        apart = style.space_before and style.space_after
        if is_bank_heading(heading.text) and not style.numbered:
            if apart or style.space_after or style.space_before:
                found.append(heading)
        elif apart and (not found or found[-1].kind != heading.kind):
            found.append(heading)
    return found


def plain_headings(lines: Sequence[str]) -> list[HeadingLine]:
    """The headings of plain text: those of the lexicon, those underlined, and others set in the way
    of the known ones.

    Lines in capitals are headings only where no heading has small letters; else they are
    sub-headings, text.
    """
    candidates = [heading for number in range(len(lines)) if (heading := _candidate(lines, number))]
    sure = [
        heading for heading in candidates if heading.kind is not None or heading.style.underline
    ]
    if any(heading.kind is not None and not heading.style.capitals for heading in sure):
        sure = [
            heading for heading in sure if heading.style.underline or not heading.style.capitals
        ]
    styles = Counter(heading.style for heading in sure if heading.kind is not None)
    alike = [
        heading
        for heading in candidates
        if heading.kind is None
        and not heading.style.underline
        and styles[heading.style] > 1
        and _looks_like_heading(lines, heading)
    ]
    return _without_lower_levels(sorted({*sure, *alike}, key=lambda heading: heading.line))


def _without_lower_levels(headings: Sequence[HeadingLine]) -> list[HeadingLine]:
    """*headings* without the unknown ones underlined by another mark than "=" in a section
    underlined by "=".
    """
    kept: list[HeadingLine] = []
    for heading in headings:
        lower = heading.kind is None and heading.style.underline not in ("", "=")
        if not (lower and kept and kept[-1].style.underline == "="):
            kept.append(heading)
    return kept


def cut(lines: Sequence[str], headings: Sequence[HeadingLine]) -> list[DraftSection]:
    """The parts of *lines*: what stands before the first heading (if anything), then one a
    heading.
    """
    first = headings[0].line if headings else len(lines)
    parts = [DraftSection("", text)] if (text := tidy("\n".join(lines[:first]))) else []
    for number, heading in enumerate(headings):
        end = headings[number + 1].line if number + 1 < len(headings) else len(lines)
        parts.append(
            DraftSection(heading.text, tidy("\n".join(_without_rules(lines[heading.after : end]))))
        )
    return parts


def _without_rules(lines: Sequence[str]) -> list[str]:
    """*lines* without the rules under sub-headings."""
    return [
        line
        for number, line in enumerate(lines)
        if not (
            number and is_underline(line) and 0 < len(lines[number - 1].strip()) <= _LONGEST_HEADING
        )
    ]


def cut_inline(lines: Sequence[str]) -> list[DraftSection]:
    """The parts of text whose headings begin paragraphs ("Syfte: Att …"); a single part when there
    are none.
    """
    parts: list[DraftSection] = []
    heading, passage = "", list[str]()
    for number, line in enumerate(lines):
        found = (
            _INLINE.fullmatch(line.strip())
            if number == 0 or not lines[number - 1].strip()
            else None
        )
        if found and known_kind(found["heading"]):
            parts.append(DraftSection(heading, tidy("\n".join(passage))))
            heading, passage = found["heading"], [found["text"]]
        else:
            passage.append(line)
    parts.append(DraftSection(heading, tidy("\n".join(passage))))
    return [part for part in parts if part.heading or part.text]


def is_underline(line: str) -> bool:
    """Whether a line is a rule of "=", "-" and the like, as under a heading."""
    return _UNDERLINE.fullmatch(line) is not None


def _candidate(lines: Sequence[str], number: int) -> HeadingLine | None:
    """A heading at a line where one may stand, its kind None when the words are not known."""
    text = lines[number].strip()
    if not text or len(text) > _LONGEST_HEADING or _BULLETED.match(text) or is_underline(text):
        return None
    before = lines[number - 1].strip() if number else ""
    rule = _UNDERLINE.fullmatch(lines[number + 1]) if number + 1 < len(lines) else None
    after = number + 2 if rule else number + 1
    following = lines[after].strip() if after < len(lines) else ""
    kind = known_kind(text)
    numbered = _NUMBERED.match(text) is not None
    style = Style(
        underline=rule["mark"] if rule and not before else "",
        numbered=numbered,
        capitals=looks_capital(text),
        colon=text.endswith(":"),
        space_before=not before,
        space_after=not following,
    )
    if rule and before:
        return None
    heading = HeadingLine(number, after, text.rstrip(":").rstrip(), kind, style)
    if style.underline:
        return heading
    if kind is None:
        return heading if style.space_before else None
    return heading if _stands_as_heading(text, before, following, numbered=numbered) else None


def _stands_as_heading(text: str, before: str, following: str, *, numbered: bool) -> bool:
    """Whether a line of a heading's words is set as one, and is not an item of a list or a line of
    a paragraph.
    """
    if numbered and (_NUMBERED.match(before) or _NUMBERED.match(following)):
        return False
    first = next((char for char in text if char.isalpha()), "")
    if first.islower() and (before or following) and not text.endswith(":"):
        return False
    if following and following[0].islower():
        return False
    return not before or not following or before.endswith(_SENTENCE_END) or has_bullet(before)


def _looks_like_heading(lines: Sequence[str], heading: HeadingLine) -> bool:
    """Whether an unknown line reads as a title: short, a capital first, no full stop, and longer
    text under it.
    """
    text = heading.text
    first = next((char for char in text if char.isalpha()), "")
    if len(text) > _LONGEST_UNKNOWN or len(text.split()) > 9 or not first.isupper():
        return False
    if text.endswith((".", ",", ";", "!", ")")) or "@" in text:
        return False
    body = next(
        (
            lines[after].strip()
            for after in range(heading.after, len(lines))
            if lines[after].strip()
        ),
        "",
    )
    return len(body) > len(text) and (len(body) > 60 or body.endswith((".", "!", "?", ":")))
