"""Cuts lines into sections at their headings, and parts headings that were glued to a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from corpus.characters import tidy
from corpus.draft import DraftSection
from corpus.formats.heading_lines import HeadingLine, without_rules
from corpus.furniture import ADDENDA
from corpus.kinds import BANK_HEADINGS
from corpus.lookup import known_kind

_BANK: Final = "|".join(
    map(re.escape, sorted(BANK_HEADINGS, key=len, reverse=True))
)
_GLUED_BEFORE: Final = re.compile(
    rf"(?<=[a-zåäöé0-9.!?:;,)\]”\"’»%])(?P<heading>{_BANK})[ \t]*$",
    re.MULTILINE,
)
_GLUED_BOTH: Final = re.compile(
    rf"(?<=[.!?)”\"»])(?P<heading>{_BANK})(?=[A-ZÅÄÖ][a-zåäö ])"
)
_GLUED_AFTER: Final = re.compile(
    rf"^[ \t]*(?P<heading>{_BANK})(?=[A-ZÅÄÖ][a-zåäö ]|[ \t]*•)", re.MULTILINE
)
_GLUED_OTHER: Final = re.compile(
    r"(?<=[a-zåäöé0-9)”\"»][.!?])(?P<heading>[A-ZÅÄÖ][^.!?\n]{2,80})$",
    re.MULTILINE,
)
_ADDENDUM: Final = re.compile(
    rf"(?<=[a-zåäöé0-9.!?:;)”\"])(?={'|'.join(ADDENDA)})"
)
_INLINE: Final = re.compile(
    r"(?P<heading>[A-ZÅÄÖ][^:.!?]{2,60}):\s+(?P<text>\S.*)"
)


def part_glued_headings(text: str) -> str:
    """*text* with line breaks around headings that were glued to a paragraph ("… metoder
    öka.Bakgrund").
    """
    text = _GLUED_BEFORE.sub(r"\n\n\g<heading>", text)
    text = _GLUED_BOTH.sub(r"\n\n\g<heading>\n\n", text)
    text = _GLUED_AFTER.sub(r"\g<heading>\n\n", text)
    text = _GLUED_OTHER.sub(_part_if_known, text)
    return _ADDENDUM.sub("\n", text)


def _part_if_known(glued: re.Match[str]) -> str:
    heading = glued["heading"]
    if known_kind(heading) is None:
        return heading
    return f"\n\n{heading}"


def cut(
    lines: Sequence[str], headings: Sequence[HeadingLine]
) -> list[DraftSection]:
    """The sections of *lines*: what stands before the first heading (if anything), then one a
    heading.
    """
    starts = [*(heading.line for heading in headings), len(lines)]
    opening = _text_of(lines[: starts[0]])
    sections = [DraftSection("", opening)] if opening else []
    for heading, end in zip(headings, starts[1:], strict=True):
        body = without_rules(lines[heading.after : end])
        sections.append(DraftSection(heading.text, _text_of(body)))
    return sections


def cut_inline(lines: Sequence[str]) -> list[DraftSection]:
    """The sections of text whose headings begin paragraphs ("Syfte: Att …"); a single one when
    there are none.
    """
    sections: list[DraftSection] = []
    heading, body = "", list[str]()
    line_above = ""
    for line in lines:
        inline = None if line_above.strip() else _INLINE.fullmatch(line.strip())
        if inline and known_kind(inline["heading"]):
            sections.append(DraftSection(heading, _text_of(body)))
            heading, body = inline["heading"], [inline["text"]]
        else:
            body.append(line)
        line_above = line
    sections.append(DraftSection(heading, _text_of(body)))
    return [section for section in sections if section.heading or section.text]


def _text_of(lines: Sequence[str]) -> str:
    return tidy("\n".join(lines))
