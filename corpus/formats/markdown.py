"""Reads Markdown: front matter or label lines, "#" and underlined headings, sub-headings inside
their section.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpus.characters import one_line
from corpus.draft import Draft, DraftSection, Fact
from corpus.formats import labels
from corpus.formats.headed_text import read_front
from corpus.lookup import field_of_label, known_kind

_ATX: Final = re.compile(
    r" {0,3}(?P<marks>#{1,6})(?:\s+(?P<text>.*?))?(?:\s+#+)?\s*"
)
_SETEXT: Final = re.compile(r" {0,3}(?P<mark>=|-)(?P=mark)+\s*")
_FENCE: Final = re.compile(r"\s{0,3}(?P<fence>```+|~~~+)")
_STRONG: Final = re.compile(
    r"(?<![\w*])(\*\*\*|\*\*|\*)(?=\S)(?P<text>[^*\n]+?)(?<=\S)\1(?![\w*])"
)
_UNDERSCORED: Final = re.compile(
    r"(?<!\w)(__|_)(?=\S)(?P<text>[^_\n]+?)(?<=\S)\1(?!\w)"
)
_LINK: Final = re.compile(
    r"!?\[(?P<text>[^\[\]\n]{0,300})\]"
    r"\((?P<address>[^()\s]{0,500})(?:\s+\"[^\"\n]{0,200}\")?\)"
)
_PLAIN_HEADING: Final = re.compile(r" {0,3}#{1,6}\s", re.MULTILINE)
_NEVER_OVER_RULE: Final = ("-", "*", "|", ">", "#", "=")
_FRONT_MATTER_MARK: Final = "---"
_FRONT_MATTER_ENDS: Final = ("---", "...")
_MOST_FRONT_MATTER_LINES: Final = 60
_QUOTES: Final = "\"'"
_LOWEST_LEVEL: Final = 6
_FEWEST_HEADINGS: Final = 2
_LONGEST_ATX_CHARS: Final = 399
_LONGEST_SETEXT_CHARS: Final = 119


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading at *line*; its text begins at *after*. *level* counts from 1, the highest."""

    line: int
    after: int
    level: int
    text: str


def is_markdown(text: str) -> bool:
    """Whether a text file has Markdown's headings."""
    if text.lstrip().startswith("# "):
        return True
    headings = _PLAIN_HEADING.findall(text)
    return len(headings) >= _FEWEST_HEADINGS


def read_markdown(text: str) -> Draft:
    """The draft of a Markdown text; emphasis and link marks are taken from its words, addresses are
    kept.
    """
    lines, facts = _read_front_matter(text.split("\n"))
    headings = _headings(lines)
    title_heading, headings = _part_title(headings)
    front_start = title_heading.after if title_heading else 0
    front_end = headings[0].line if headings else len(lines)
    front, front_facts = read_front(lines[front_start:front_end])
    facts += front_facts

    title = title_heading.text if title_heading else _stated_title(facts)
    facts = [fact for fact in facts if not _says_title(fact, title)]
    above = _above_title(lines, title_heading)
    opening = _plain("\n".join([*above, *front]))
    sections, contacts = _cut(lines, headings)
    if opening:
        sections.insert(0, DraftSection("", opening))
    plain_facts = map(_plain_fact, [*facts, *contacts])
    return Draft(one_line(_plain(title)), tuple(sections), tuple(plain_facts))


def _read_front_matter(lines: Sequence[str]) -> tuple[list[str], list[Fact]]:
    """Lines below a block of "key: value" between "---" lines at the very top, and the facts in
    it.
    """
    end = _front_matter_end(lines)
    rows = [line for line in lines[1:end] if line.strip()]
    if not rows or labels.labelled(rows[0]) is None:
        return list(lines), []
    facts: list[Fact] = []
    for row in rows:
        is_item = row.lstrip().startswith("- ")
        fact = None if is_item else labels.labelled(row)
        if fact is not None:
            facts.append(Fact(fact.label, tuple(_items(fact.value))))
        elif facts:
            item = row.strip().removeprefix("- ").strip(_QUOTES)
            facts[-1] = replace(facts[-1], values=(*facts[-1].values, item))
    return list(lines[end + 1 :]), facts


def _front_matter_end(lines: Sequence[str]) -> int:
    """The line that ends the block at the very top; 0 where there is none."""
    if lines[0].strip() != _FRONT_MATTER_MARK:
        return 0
    for number, line in enumerate(lines[1:_MOST_FRONT_MATTER_LINES], 1):
        if line.strip() in _FRONT_MATTER_ENDS:
            return number
    return 0


def _items(value: str) -> list[str]:
    """The values of "[a, b]"; any other value alone."""
    items = [value]
    if value.startswith("[") and value.endswith("]"):
        items = value[1:-1].split(",")
    return [item.strip().strip(_QUOTES) for item in items if item.strip()]


def _headings(lines: Sequence[str]) -> list[_Heading]:
    """The headings outside fenced blocks."""
    headings: list[_Heading] = []
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark["fence"]
        elif mark and mark["fence"].startswith(fence):
            fence = ""
        elif not mark and not fence:
            heading = _heading_at(lines, number)
            if heading is not None:
                headings.append(heading)
    return headings


def _heading_at(lines: Sequence[str], number: int) -> _Heading | None:
    line = lines[number]
    atx = None
    if len(line) <= _LONGEST_ATX_CHARS:
        atx = _ATX.fullmatch(line)
    if atx and atx["text"]:
        level = len(atx["marks"])
        return _Heading(number, number + 1, level, _plain(atx["text"]))
    rule = _rule_under(lines, number)
    if rule is None:
        return None
    level = 1 if rule["mark"] == "=" else 2
    return _Heading(number, number + 2, level, _plain(line))


def _rule_under(lines: Sequence[str], number: int) -> re.Match[str] | None:
    """The rule under a line that it makes a heading of: a short one, with none right above it."""
    line = lines[number].strip()
    is_short = 0 < len(line) <= _LONGEST_SETEXT_CHARS
    is_last = number + 1 == len(lines)
    if not is_short or is_last or line.startswith(_NEVER_OVER_RULE):
        return None
    if number and lines[number - 1].strip():
        return None
    return _SETEXT.fullmatch(lines[number + 1])


def _part_title(
    headings: list[_Heading],
) -> tuple[_Heading | None, list[_Heading]]:
    """The heading that is the title, if any, and those below it."""
    if not headings:
        return None, headings
    first = headings[0]
    is_title = first.level == 1 and known_kind(first.text) is None
    return (first, headings[1:]) if is_title else (None, headings)


def _stated_title(facts: Sequence[Fact]) -> str:
    for fact in facts:
        if field_of_label(fact.label) == "title":
            return fact.value
    return ""


def _says_title(fact: Fact, title: str) -> bool:
    is_title = field_of_label(fact.label) == "title"
    return is_title and fact.value == title


def _above_title(lines: Sequence[str], title: _Heading | None) -> list[str]:
    """What stands above the title."""
    if title is None:
        return []
    above = filter(str.strip, lines[: title.after - 1])
    return [line for line in above if not _ATX.fullmatch(line)]


def _cut(
    lines: Sequence[str], headings: Sequence[_Heading]
) -> tuple[list[DraftSection], list[Fact]]:
    """One section a heading; a sub-heading the lexicon does not know stays, as a line, in the
    section it stands in.
    """
    sections: list[DraftSection] = []
    contacts: list[Fact] = []
    section_level = _LOWEST_LEVEL
    ends = [*(heading.line for heading in headings), len(lines)][1:]
    for heading, end in zip(headings, ends, strict=True):
        body, stated = labels.take_contacts(lines[heading.after : end])
        contacts += stated
        text = _plain("\n".join(body))
        is_lower = heading.level > section_level
        if sections and is_lower and known_kind(heading.text) is None:
            sections[-1] = _with_sub_section(sections[-1], heading.text, text)
        else:
            sections.append(DraftSection(heading.text, text))
            section_level = heading.level
    return sections, contacts


def _with_sub_section(
    section: DraftSection, heading: str, text: str
) -> DraftSection:
    below = f"{heading}\n{text}".strip()
    if section.text:
        below = f"{section.text}\n\n{below}"
    return replace(section, text=below)


def _plain(text: str) -> str:
    """*text* without the marks of emphasis and links; the address of a link follows its words in
    brackets.
    """
    text = _LINK.sub(_plain_link, text)
    text = _STRONG.sub(r"\g<text>", text)
    text = _UNDERSCORED.sub(r"\g<text>", text)
    lines = map(str.rstrip, text.split("\n"))
    return "\n".join(lines).strip("\n ")


def _plain_link(link: re.Match[str]) -> str:
    words = link["text"]
    address = link["address"]
    if not address:
        return words
    return f"{words} ({address})"


def _plain_fact(fact: Fact) -> Fact:
    values = map(_plain, fact.values)
    return replace(fact, values=tuple(values))
