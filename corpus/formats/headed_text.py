"""Reads plain text: a title, lines such as "Projektägare: Piteå kommun", then headings on lines of
their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.characters import one_line
from corpus.draft import Draft, Fact, Removal
from corpus.formats import labels
from corpus.formats.heading_lines import (
    cut,
    cut_inline,
    is_underline,
    part_glued_headings,
    plain_headings,
)
from corpus.lists import has_bullet, strip_bullet
from corpus.lookup import field_of_label, furniture_rule, known_kind

_LONGEST_TITLE_CHARS = 200
_LONGEST_LABEL_CHARS = 60


def read_headed_text(text: str) -> Draft:
    """The draft of plain text; text without a single heading becomes one part."""
    lines = part_glued_headings(text).split("\n")
    lines, removals = _strip_furniture(lines)
    title, start = _read_title(lines)
    headings = plain_headings(lines[start:])
    first = start + headings[0].line if headings else len(lines)
    front, facts = read_front(lines[start:first])
    title_facts = [fact for fact in facts if field_of_label(fact.label) == "title"]
    if not title and title_facts:
        title = title_facts[0].value
        facts.remove(title_facts[0])
    body, contacts = labels.take_contacts(lines[first:])
    parts = (
        [*cut_inline(front), *cut(body, plain_headings(body))] if headings else cut_inline(front)
    )
    return Draft(title, tuple(parts), (*facts, *contacts), tuple(removals))


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
        number += 1
        if fact is None:
            kept.append(lines[number - 1])
            continue
        if not fact.value:
            items: list[str] = []
            while (
                number < len(lines)
                and has_bullet(lines[number])
                and labels.known(lines[number]) is None
            ):
                items.append(strip_bullet(lines[number]))
                number += 1
            fact = Fact(fact.label, tuple(items))
        facts.append(fact)
    return kept, facts


def _fact_at(lines: Sequence[str], number: int) -> Fact | None:
    line = lines[number]
    fact = labels.labelled(line)
    if fact is None:
        return None
    if field_of_label(fact.label) is not None:
        return fact
    if (
        known_kind(fact.label) is not None
        or not fact.value
        or len(fact.label) > _LONGEST_LABEL_CHARS
    ):
        return None
    beside = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
    return (
        fact if any(labels.known(other) for other in beside) and fact.label[0].isupper() else None
    )


def _read_title(lines: Sequence[str]) -> tuple[str, int]:
    """The title and the line after it; no title where the text begins with a heading, a label or a
    paragraph.
    """
    number = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if number == len(lines):
        return "", number
    line = lines[number].strip()
    if (
        len(line) > _LONGEST_TITLE_CHARS
        or known_kind(line) is not None
        or labels.known(line)
        or is_underline(line)
    ):
        return "", number
    after = number + 1
    if after < len(lines) and is_underline(lines[after]):
        after += 1
    return one_line(line.strip("*_ ")), after


def _strip_furniture(lines: Sequence[str]) -> tuple[list[str], list[Removal]]:
    """*lines* without the furniture above the title and below the text."""
    first = next(
        (number for number, line in enumerate(lines) if not _is_furniture(line)), len(lines)
    )
    last = next(
        (number for number in range(len(lines), first, -1) if not _is_furniture(lines[number - 1])),
        first,
    )
    outside = [*lines[:first], *lines[last:]]
    return list(lines[first:last]), [
        Removal(rule, line.strip()) for line in outside if (rule := furniture_rule(line))
    ]


def _is_furniture(line: str) -> bool:
    return not line.strip() or furniture_rule(line) is not None
