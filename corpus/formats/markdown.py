"""Reads Markdown: front matter or label lines, "#" and underlined headings, sub-headings inside
their section.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.characters import one_line
from corpus.draft import Draft, DraftSection, Fact
from corpus.formats import labels
from corpus.formats.headed_text import read_front
from corpus.lookup import field_of_label, known_kind

_ATX = re.compile(r" {0,3}(?P<marks>#{1,6})(?:\s+(?P<text>.*?))?(?:\s+#+)?\s*")
_SETEXT = re.compile(r" {0,3}(?P<mark>=|-)(?P=mark)+\s*")
_FENCE = re.compile(r"\s{0,3}(?P<fence>```+|~~~+)")
_STRONG = re.compile(r"(?<![\w*])(\*\*\*|\*\*|\*)(?=\S)(?P<text>[^*\n]+?)(?<=\S)\1(?![\w*])")
_UNDERSCORED = re.compile(r"(?<!\w)(__|_)(?=\S)(?P<text>[^_\n]+?)(?<=\S)\1(?!\w)")
_LINK = re.compile(
    r"!?\[(?P<text>[^\[\]\n]{0,300})\]\((?P<address>[^()\s]{0,500})(?:\s+\"[^\"\n]{0,200}\")?\)"
)
_PLAIN_HEADING = re.compile(r" {0,3}#{1,6}\s", re.MULTILINE)
_BARE_LEVEL = 6
_LONGEST_HEADING = 400


@dataclass(frozen=True, slots=True)
class _Heading:
    line: int
    after: int
    level: int
    text: str


def is_markdown(text: str) -> bool:
    """Whether a text file has Markdown's headings."""
    return text.lstrip().startswith("# ") or len(_PLAIN_HEADING.findall(text)) > 1


def read_markdown(text: str) -> Draft:
    """The draft of a Markdown text; emphasis and link marks are taken from its words, addresses are
    kept.
    """
    lines, facts = _read_front_matter(text.split("\n"))
    headings = list(_headings(lines))
    title = ""
    if headings and headings[0].level == 1 and known_kind(headings[0].text) is None:
        title = headings[0].text
        front_start, headings = headings[0].after, headings[1:]
        above = lines[: front_start - 1]
    else:
        front_start, above = 0, []
    first = headings[0].line if headings else len(lines)
    front, front_facts = read_front(lines[front_start:first])
    named = [fact for fact in (*facts, *front_facts) if field_of_label(fact.label) == "title"]
    if not title and named:
        title = named[0].value
    facts = [fact for fact in (*facts, *front_facts) if fact not in named or fact.value != title]
    above = [line for line in above if line.strip() and not _ATX.fullmatch(line)]
    opening = _plain("\n".join([*above, *front]))
    parts = [DraftSection("", opening)] if opening else []
    sections, contacts = _cut(lines, headings)
    return Draft(
        one_line(_plain(title)), (*parts, *sections), tuple(map(_plain_fact, (*facts, *contacts)))
    )


def _read_front_matter(lines: Sequence[str]) -> tuple[list[str], list[Fact]]:
    """Lines below a block of "key: value" between "---" lines at the very top, and the facts in
    it.
    """
    if not lines or lines[0].strip() != "---":
        return list(lines), []
    end = next(
        (number for number, line in enumerate(lines[1:60], 1) if line.strip() in {"---", "..."}), 0
    )
    rows = [line for line in lines[1:end] if line.strip()]
    if not end or labels.labelled(rows[0] if rows else "") is None:
        return list(lines), []
    facts: list[Fact] = []
    for row in rows:
        fact = None if row.lstrip().startswith("- ") else labels.labelled(row)
        if fact is not None:
            facts.append(Fact(fact.label, tuple(_items(fact.value))))
        elif facts:
            facts[-1] = Fact(
                facts[-1].label, (*facts[-1].values, row.strip().removeprefix("- ").strip("\"'"))
            )
    return list(lines[end + 1 :]), facts


def _items(value: str) -> list[str]:
    inner = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
    return [item.strip().strip("\"'") for item in inner if item.strip()]


def _headings(lines: Sequence[str]) -> list[_Heading]:
    found: list[_Heading] = []
    fence = ""
    for number, line in enumerate(lines):
        if mark := _FENCE.match(line):
            fence = "" if fence and mark["fence"].startswith(fence) else fence or mark["fence"]
            continue
        if fence:
            continue
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if len(line) < _LONGEST_HEADING and (atx := _ATX.fullmatch(line)) and atx["text"]:
            found.append(_Heading(number, number + 1, len(atx["marks"]), _plain(atx["text"])))
        elif _stands_over_rule(lines, number) and (rule := _SETEXT.fullmatch(below)):
            found.append(
                _Heading(number, number + 2, 1 if rule["mark"] == "=" else 2, _plain(line))
            )
    return found


def _stands_over_rule(lines: Sequence[str], number: int) -> bool:
    line = lines[number].strip()
    alone = number == 0 or not lines[number - 1].strip()
    return (
        alone
        and bool(line)
        and len(line) < 120
        and not line.startswith(("-", "*", "|", ">", "#", "="))
    )


def _cut(
    lines: Sequence[str], headings: Sequence[_Heading]
) -> tuple[list[DraftSection], list[Fact]]:
    """One part a heading; a sub-heading the lexicon does not know stays, as a line, in the section
    it stands in.
    """
    parts: list[DraftSection] = []
    facts: list[Fact] = []
    level = _BARE_LEVEL
    for number, heading in enumerate(headings):
        end = headings[number + 1].line if number + 1 < len(headings) else len(lines)
        body, contacts = labels.take_contacts(lines[heading.after : end])
        facts += contacts
        text = _plain("\n".join(body))
        if parts and heading.level > level and known_kind(heading.text) is None:
            whole = "\n\n".join(
                piece for piece in (parts[-1].text, f"{heading.text}\n{text}".strip()) if piece
            )
            parts[-1] = DraftSection(parts[-1].heading, whole)
        else:
            parts.append(DraftSection(heading.text, text))
            level = heading.level
    return parts, facts


def _plain(text: str) -> str:
    """*text* without the marks of emphasis and links; the address of a link follows its words in
    brackets.
    """
    text = _LINK.sub(
        lambda found: (
            f"{found['text']} ({found['address']})" if found["address"] else found["text"]
        ),
        text,
    )
    text = _UNDERSCORED.sub(r"\g<text>", _STRONG.sub(r"\g<text>", text))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n ")


def _plain_fact(fact: Fact) -> Fact:
    return Fact(fact.label, tuple(_plain(value) for value in fact.values))
