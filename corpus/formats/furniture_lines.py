"""Takes the furniture of a web page away from lines, and tells what was taken by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.draft import Removal
from corpus.lookup import furniture_rule


def part_furniture(lines: Iterable[str]) -> tuple[list[str], list[Removal]]:
    """The lines that are no furniture, and those that are, wherever they stand."""
    kept: list[str] = []
    removals: list[Removal] = []
    for line in lines:
        rule = furniture_rule(line)
        if rule is None:
            kept.append(line)
        else:
            removals.append(Removal(rule, line.strip()))
    return kept, removals


def strip_furniture(lines: Sequence[str]) -> tuple[list[str], list[Removal]]:
    """*lines* without the furniture and the blank lines above and below the text, and the
    furniture.
    """
    start = 0
    while start < len(lines) and _is_furniture(lines[start]):
        start += 1
    _, above = part_furniture(lines[:start])
    kept, below = strip_end(lines[start:])
    return kept, [*above, *below]


def strip_end(lines: Sequence[str]) -> tuple[list[str], list[Removal]]:
    """*lines* without the furniture and the blank lines below the text, and the furniture."""
    end = len(lines)
    while end and _is_furniture(lines[end - 1]):
        end -= 1
    _, below = part_furniture(lines[end:])
    return list(lines[:end]), below


def _is_furniture(line: str) -> bool:
    is_blank = not line.strip()
    return is_blank or furniture_rule(line) is not None
