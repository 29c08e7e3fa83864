"""Reads plain text: a title, lines such as "Projektägare: Piteå kommun", then headings on lines of
their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from corpus.characters import one_line
from corpus.draft import Draft, Fact
from corpus.formats import labels
from corpus.formats.cutting import cut, cut_inline, part_glued_headings
from corpus.formats.furniture_lines import strip_furniture
from corpus.formats.heading_lines import is_rule, plain_headings
from corpus.lists import has_bullet, strip_bullet
from corpus.lookup import field_of_label, known_kind

_LONGEST_TITLE_CHARS: Final = 200
_LONGEST_LABEL_CHARS: Final = 60
_AROUND_TITLE: Final = "*_ "


def read_headed_text(text: str) -> Draft:
    """The draft of plain text; text without a single heading becomes one section."""
    lines = part_glued_headings(text).split("\n")
    lines, removals = strip_furniture(lines)
    title, front_start = _read_title(lines)
    headings = plain_headings(lines[front_start:])
    body_start = front_start + headings[0].line if headings else len(lines)
    front, facts = read_front(lines[front_start:body_start])
    if not title:
        title = _take_title(facts)
    sections = cut_inline(front)
    body, contacts = labels.take_contacts(lines[body_start:])
    sections += cut(body, plain_headings(body))
    return Draft(title, tuple(sections), (*facts, *contacts), tuple(removals))


def read_front(lines: Sequence[str]) -> tuple[list[str], list[Fact]]:
    """Lines that are no facts, and the facts of the others.

    A label the lexicon does not know counts only right next to a known one. A label without a value
    takes the list under it.
    """
    kept: list[str] = []
    facts: list[Fact] = []
    number = 0
    while number < len(lines):
        fact = _fact_at(lines, number)
        if fact is None:
            kept.append(lines[number])
        elif fact.value:
            facts.append(fact)
        else:
            items = _items_below(lines, number)
            facts.append(Fact(fact.label, tuple(items)))
            number += len(items)
        number += 1
    return kept, facts


def _fact_at(lines: Sequence[str], number: int) -> Fact | None:
    fact = labels.labelled(lines[number])
    if fact is None:
        return None
    is_known = field_of_label(fact.label) is not None
    if is_known or (
        _may_be_unknown_label(fact) and _is_beside_known(lines, number)
    ):
        return fact
    return None


def _may_be_unknown_label(fact: Fact) -> bool:
    label = fact.label
    if not fact.value or len(label) > _LONGEST_LABEL_CHARS:
        return False
    return label[0].isupper() and known_kind(label) is None


def _is_beside_known(lines: Sequence[str], number: int) -> bool:
    """Whether a line with a known label stands right above or below a line."""
    for beside in (number - 1, number + 1):
        is_line = 0 <= beside < len(lines)
        if is_line and labels.known(lines[beside]) is not None:
            return True
    return False


def _items_below(lines: Sequence[str], number: int) -> list[str]:
    """The items of the list that begins right under a line."""
    items: list[str] = []
    for below in range(number + 1, len(lines)):
        line = lines[below]
        if not has_bullet(line) or labels.known(line) is not None:
            break
        items.append(strip_bullet(line))
    return items


def _read_title(lines: Sequence[str]) -> tuple[str, int]:
    """The title and the line after it; no title where the text begins with a heading, a label or a
    paragraph.
    """
    number = 0
    while number < len(lines) and not lines[number].strip():
        number += 1
    if number == len(lines) or not _may_be_title(lines[number].strip()):
        return "", number
    title = one_line(lines[number].strip(_AROUND_TITLE))
    after = number + 1
    if after < len(lines) and is_rule(lines[after]):
        after += 1
    return title, after


def _may_be_title(line: str) -> bool:
    if len(line) > _LONGEST_TITLE_CHARS or is_rule(line):
        return False
    return known_kind(line) is None and labels.known(line) is None


def _take_title(facts: list[Fact]) -> str:
    """The first title that is stated after a label, which leaves *facts*; empty without one."""
    for fact in facts:
        if field_of_label(fact.label) == "title":
            facts.remove(fact)
            return fact.value
    return ""
