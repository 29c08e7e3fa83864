"""Reads a page of the project bank: web furniture, title, a block of labels glued to their values,
sections.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from corpus.characters import one_line, tidy
from corpus.draft import Draft, Fact, Removal
from corpus.formats import labels
from corpus.formats.cutting import cut, part_glued_headings
from corpus.formats.furniture_lines import part_furniture, strip_end
from corpus.formats.heading_lines import bank_headings, is_bank_heading
from corpus.lookup import field_of_label, furniture_rule, known_kind

FEWEST_LABELS: Final = 3
"""So many glued labels make a page one of the project bank."""

LONGEST_BANNER_CHARS: Final = 300
_BANNER: Final = "banderoll"
_LANGUAGE: Final = "språk"
_LANGUAGE_LINK: Final = "In English"


def is_project_bank(text: str) -> bool:
    """Whether *text* has the label block of a project-bank page."""
    filled: set[str] = set()
    for line in _lines(text):
        fact = labels.glued(line)
        if fact is not None and fact.value:
            filled.add(fact.label)
    return len(filled) >= FEWEST_LABELS


def read_project_bank(text: str) -> Draft:
    """The draft of a page that `is_project_bank`.

    What stands above the title is a banner of the web page and is taken away, unless it is as long
    as a paragraph.
    """
    lines = _lines(text)
    start = _block_start(lines)
    block = _read_block(lines, start)
    top = _read_top(lines[:start])
    title, facts, banners = top.title, block.facts, top.removals
    if _begins_with_title(lines, start, facts):
        if title:
            banners.append(Removal(_BANNER, title))
        title = facts[0].label + facts[0].value
        facts = facts[1:]
    below_title = "\n".join([*top.content, "", *lines[block.end :]])
    body, tail = strip_end(part_glued_headings(below_title).split("\n"))
    body, contacts = labels.take_contacts(body)
    sections = cut(body, bank_headings(body))
    removals = (*banners, *block.removals, *tail)
    return Draft(title, tuple(sections), (*facts, *contacts), removals)


def _lines(text: str) -> list[str]:
    """The lines of a page, one a fact where its whole block is one line."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines += labels.split_glued_run(line)
    return lines


def _block_start(lines: Sequence[str]) -> int:
    """The first line of the label block: a glued label with another one next to it."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    glued = [number for number in filled if labels.glued(lines[number])]
    next_filled = dict(pairwise(filled))
    for number in glued:
        below = next_filled.get(number)
        if below is not None and labels.glued(lines[below], inside_block=True):
            return number
    return glued[0]


@dataclass(slots=True)
class _Block:
    """The facts of the label block, the furniture within it, and the line after it."""

    facts: list[Fact]
    removals: list[Removal]
    end: int


def _read_block(lines: Sequence[str], start: int) -> _Block:
    block = _Block([], [], start)
    number = start
    while number < len(lines):
        line = lines[number].strip()
        fact = _fact_at(lines, number)
        rule = furniture_rule(line)
        if fact is not None:
            if not fact.value and _has_value_below(lines, number):
                number += 1
                fact = Fact(fact.label, (lines[number].strip(),))
            block.facts.append(_without_language_link(fact, block.removals))
        elif rule is not None:
            block.removals.append(Removal(rule, line))
        elif line:
            break
        number += 1
        block.end = number
    return block


def _fact_at(lines: Sequence[str], number: int) -> Fact | None:
    """The fact of a line of the block; a label that is not glued must stand right under another
    line.
    """
    line = lines[number].strip()
    glued = labels.glued(line, inside_block=True)
    if glued is not None or not line or not lines[number - 1].strip():
        return glued
    fact = labels.known(line) or labels.glued_unknown(line)
    return None if fact is not None and _is_heading_word(fact.label) else fact


def _has_value_below(lines: Sequence[str], number: int) -> bool:
    """Whether the value of the glued label at a line stands on the next one."""
    if not labels.glued(
        lines[number].strip(), inside_block=True
    ) or number + 1 == len(lines):
        return False
    below = lines[number + 1].strip()
    if not below or labels.glued(below) or furniture_rule(below):
        return False
    return not is_bank_heading(below)


def _is_heading_word(label: str) -> bool:
    """Whether a label is a heading glued to its paragraph rather than a label the lexicon does not
    know.
    """
    return field_of_label(label) is None and known_kind(label) is not None


def _without_language_link(fact: Fact, removals: list[Removal]) -> Fact:
    """The link to the English page may be glued to the last value."""
    value = fact.value.removesuffix(_LANGUAGE_LINK)
    if not value or value == fact.value:
        return fact
    removals.append(Removal(_LANGUAGE, _LANGUAGE_LINK))
    return Fact(fact.label, (value.rstrip(),))


def _begins_with_title(
    lines: Sequence[str], start: int, facts: Sequence[Fact]
) -> bool:
    """Whether the block's first line is the title: "RegionRundan", apart, and the region stated
    further down.
    """
    below = lines[start + 1 : start + 2]
    is_apart = bool(below) and not below[0].strip()
    if not is_apart:
        return False
    stated_below = [fact.label for fact in facts[1:]]
    return facts[0].label in stated_below


@dataclass(slots=True)
class _Top:
    """What stands above the label block: the title, lines that are content all the same, and the
    banners and furniture.
    """

    title: str
    content: list[str]
    removals: list[Removal]


def _read_top(lines: Sequence[str]) -> _Top:
    """The last paragraph above the labels is the title."""
    kept, removals = part_furniture(lines)
    paragraphs = tidy("\n".join(kept)).split("\n\n")
    if _has_bank_heading(paragraphs):
        # The labels stand below the sections: the title is the first line and nothing above is a
        # banner.
        rest = "\n\n".join(paragraphs[1:])
        return _Top(paragraphs[0], rest.split("\n"), removals)
    content: list[str] = []
    for paragraph in paragraphs[:-1]:
        if len(paragraph) > LONGEST_BANNER_CHARS:
            content += [paragraph, ""]
        else:
            removals.append(Removal(_BANNER, paragraph))
    return _Top(one_line(paragraphs[-1]), content, removals)


def _has_bank_heading(paragraphs: Sequence[str]) -> bool:
    text = "\n".join(paragraphs)
    return any(map(is_bank_heading, text.split("\n")))
