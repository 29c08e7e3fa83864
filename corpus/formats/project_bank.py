"""Reads a page of the project bank: web furniture, title, a block of labels glued to their values,
sections.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from corpus.characters import one_line, tidy
from corpus.draft import Draft, Fact, Removal
from corpus.formats import labels
from corpus.formats.cutting import cut, part_glued_headings
from corpus.formats.heading_lines import bank_headings, is_bank_heading
from corpus.lookup import field_of_label, furniture_rule, known_kind

FEWEST_LABELS: Final = 3
"""So many glued labels make a page one of the project bank."""

LONGEST_BANNER_CHARS: Final = 300
_GLUED_LANGUAGE_LINK = "In English"


def is_project_bank(text: str) -> bool:
    """Whether *text* has the label block of a project-bank page."""
    facts = (labels.glued(line) for line in _lines(text))
    return len({fact.label for fact in facts if fact is not None and fact.value}) >= FEWEST_LABELS


def read_project_bank(text: str) -> Draft:
    """The draft of a project-bank page.

    What stands above the title is a banner of the web page and is taken away, unless it is as long
    as a paragraph.
    """
    lines = _lines(text)
    start = _block_start(lines)
    facts, end, removals = _read_block(lines, start)
    title, above, banners = _read_top(lines[:start])
    if _is_title(lines, start, facts):
        banners += [Removal("banderoll", title)] if title else []
        title, facts = facts[0].label + facts[0].value, facts[1:]
    body = part_glued_headings("\n".join([*above, "", *lines[end:]])).split("\n")
    body, tail = _strip_end(body)
    body, contacts = labels.take_contacts(body)
    parts = cut(body, bank_headings(body))
    return Draft(title, tuple(parts), (*facts, *contacts), (*banners, *removals, *tail))


def _lines(text: str) -> list[str]:
    return [piece for line in text.split("\n") for piece in labels.split_glued_run(line)]


def _block_start(lines: Sequence[str]) -> int:
    """The first line of the label block: a glued label with another one next to it."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    for number, following in pairwise(filled):
        if labels.glued(lines[number]) and labels.glued(lines[following], inside_block=True):
            return number
    return next(number for number, line in enumerate(lines) if labels.glued(line))


def _read_block(lines: Sequence[str], start: int) -> tuple[list[Fact], int, list[Removal]]:
    """The facts of the block that begins at *start*, the line after it, and the furniture within
    it.
    """
    facts: list[Fact] = []
    removals: list[Removal] = []
    number = end = start
    while number < len(lines):
        line = lines[number].strip()
        fact = labels.glued(line, inside_block=True)
        if (
            fact is not None
            and not fact.value
            and number + 1 < len(lines)
            and _is_value(lines[number + 1])
        ):
            number += 1
            fact = Fact(fact.label, (lines[number].strip(),))
        if fact is None and line and lines[number - 1].strip():
            fact = labels.known(line) or labels.glued_unknown(line)
            fact = None if fact is not None and _is_heading_word(fact.label) else fact
        if fact is not None:
            facts.append(_without_language_link(fact, removals))
        elif rule := furniture_rule(line):
            removals.append(Removal(rule, line))
        elif line:
            break
        number += 1
        end = number
    return facts, end, removals


def _is_title(lines: Sequence[str], start: int, facts: Sequence[Fact]) -> bool:
    """Whether the block's first line is the title: "RegionRundan", apart, and the region stated
    further down.
    """
    apart = start + 1 < len(lines) and not lines[start + 1].strip()
    return apart and facts[0].label in {fact.label for fact in facts[1:]}


def _is_value(line: str) -> bool:
    stripped = line.strip()
    return (
        bool(stripped)
        and not labels.glued(line)
        and not furniture_rule(line)
        and not is_bank_heading(stripped)
    )


def _is_heading_word(label: str) -> bool:
    """Whether a label is a heading glued to its paragraph rather than a label the lexicon does not
    know.
    """
    return field_of_label(label) is None and known_kind(label) is not None


def _without_language_link(fact: Fact, removals: list[Removal]) -> Fact:
    """The link to the English page may be glued to the last value."""
    value = fact.value
    if value.endswith(_GLUED_LANGUAGE_LINK) and value != _GLUED_LANGUAGE_LINK:
        removals.append(Removal("språk", _GLUED_LANGUAGE_LINK))
        return Fact(fact.label, (value.removesuffix(_GLUED_LANGUAGE_LINK).rstrip(),))
    return fact


def _read_top(lines: Sequence[str]) -> tuple[str, list[str], list[Removal]]:
    """The title (the last paragraph above the labels), lines that are content all the same, and
    banners.
    """
    removals: list[Removal] = []
    kept: list[str] = []
    for line in lines:
        if rule := furniture_rule(line):
            removals.append(Removal(rule, line.strip()))
        else:
            kept.append(line)
    paragraphs = [paragraph for paragraph in tidy("\n".join(kept)).split("\n\n") if paragraph]
    if any(is_bank_heading(line) for paragraph in paragraphs for line in paragraph.split("\n")):
        # The labels stand below the sections: the title is the first line and nothing above is a
        # banner.
        return paragraphs[0], "\n\n".join(paragraphs[1:]).split("\n"), removals
    content: list[str] = []
    for paragraph in paragraphs[:-1]:
        if len(paragraph) > LONGEST_BANNER_CHARS:
            content += [paragraph, ""]
        else:
            removals.append(Removal("banderoll", paragraph))
    return one_line(paragraphs[-1]) if paragraphs else "", content, removals


def _strip_end(lines: Sequence[str]) -> tuple[list[str], list[Removal]]:
    """*lines* without the furniture at the end of the page."""
    kept = list(lines)
    removals: list[Removal] = []
    while kept and (not kept[-1].strip() or furniture_rule(kept[-1])):
        line = kept.pop()
        if line.strip():
            removals.append(Removal(furniture_rule(line) or "", line.strip()))
    return kept, removals
