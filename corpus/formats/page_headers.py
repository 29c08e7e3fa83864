"""Reads what stands above the text of a page: the authority, a date, a diary number, the title once
more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corpus.characters import one_line
from corpus.draft import Fact, Removal
from corpus.facts import FACTS
from corpus.lookup import looks_capital
from corpus.name_endings import OWNER_ENDINGS

HEADER: Final = "sidhuvud"
"""The rule by which a page's header is taken away."""

_DATE: Final = re.compile(r"\s*(?P<value>(?:19|20)\d\d-\d\d-\d\d)(?!\d)")
_DIARY_NUMBER: Final = re.compile(
    r"\s*(?:DNR|Dnr|DIARIENR|Diarienr)\.?:?\s*(?P<value>[\d.:/-]*\d[\d.:/-]*(?:\s?/\s?\d+)?)"
)
_LABELS: Final = (("Datum", _DATE), ("Diarienummer", _DIARY_NUMBER))
_DEPARTMENT_LABEL: Final = "Avdelning"
_OWNER_ENDINGS: Final = "|".join(sorted(OWNER_ENDINGS, key=len, reverse=True))
_OWNER: Final = re.compile(rf"\S*(?:{_OWNER_ENDINGS})", re.IGNORECASE)
_LONGEST_HEADER_CHARS: Final = 200
_MOST_PIECES: Final = 8


def part_header(before: str, first_header: str = "") -> tuple[str, str]:
    """What stands above a page's number, parted into the text of the page before and the new page's
    header, empty where it has none.

    *first_header* is that of the first page: the same words are a header again, and where it is
    empty a line that names an authority is one.
    """
    above, _, last_line = before.rpartition("\n")
    line = last_line.strip()
    if line.isdigit():
        return above, line
    if line and len(line) <= _LONGEST_HEADER_CHARS:
        names_authority = not first_header and any(
            map(_OWNER.fullmatch, line.split())
        )
        if looks_capital(line) or line == first_header or names_authority:
            return above, one_line(line)
    if first_header and line.endswith(first_header):
        return before.rstrip().removesuffix(first_header), first_header
    return before, ""


@dataclass(frozen=True, slots=True)
class TopOfPage:
    """What followed a page's number: the facts in it, what was taken away, and the page's text."""

    facts: list[Fact]
    removals: list[Removal]
    rest: str


def strip_top_of_page(page: str, repeated: Sequence[str]) -> TopOfPage:
    """A page without the date, the diary number and the lines of *repeated* that follow its
    number.
    """
    facts: list[Fact] = []
    removals: list[Removal] = []
    for _ in range(_MOST_PIECES):
        end = _end_of_fact(page, facts) or _end_of_repeated(page, repeated)
        if not end:
            break
        removals.append(Removal(HEADER, page[:end].strip()))
        page = page[end:]
    return TopOfPage(facts, removals, page)


def _end_of_fact(page: str, facts: list[Fact]) -> int:
    """Where the date or diary number at the top of *page* ends, which joins *facts*; 0 without
    one.
    """
    for label, pattern in _LABELS:
        match = pattern.match(page)
        if match:
            facts.append(Fact(label, (match["value"],)))
            return match.end()
    return 0


def _end_of_repeated(page: str, repeated: Sequence[str]) -> int:
    """Where the first of the lines that the top of *page* repeats ends; 0 where it repeats none."""
    start = len(page) - len(page.lstrip())
    for line in repeated:
        end = start + len(line)
        is_same = page[start:end].casefold() == line.casefold()
        if (
            line
            and is_same
            and not line.isdigit()
            and not page[end : end + 1].isalnum()
        ):
            return end
    return 0


def facts_of_header(header: str) -> list[Fact]:
    """The authority a header names, and what follows it (a department)."""
    words = header.split()
    for number, word in enumerate(words, 1):
        if _OWNER.fullmatch(word.rstrip(",")):
            owner = " ".join(words[:number]).rstrip(",")
            department = " ".join(words[number:])
            facts = [Fact(FACTS["owner"].label, (_sentence_case(owner),))]
            if department:
                facts.append(
                    Fact(_DEPARTMENT_LABEL, (_sentence_case(department),))
                )
            return facts
    return []


def _sentence_case(text: str) -> str:
    """Capitals as small letters, but for the first and those after the hyphen of a name
    ("Spånga-Tensta").
    """
    if not looks_capital(text):
        return text
    words = text.lower().split()
    named = " ".join(
        word.title() if _is_double_name(word) else word for word in words
    )
    return named[:1].upper() + named[1:]


def _is_double_name(word: str) -> bool:
    first, _, second = word.partition("-")
    if not first or not second:
        return False
    return not _OWNER.fullmatch(word)
