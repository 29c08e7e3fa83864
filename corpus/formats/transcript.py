"""Reads the transcript of a PDF: other documents' titles first, then pages of running text without
line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from corpus.characters import tidy
from corpus.draft import Draft, DraftSection, Fact, Removal
from corpus.facts import FACTS
from corpus.formats import labels
from corpus.formats.furniture_lines import part_furniture
from corpus.formats.running_headings import cut_running
from corpus.formats.transcript_pages import join_pages, page_marks, read_pages
from corpus.kinds import HEADINGS
from corpus.lookup import field_of_label, looks_capital, lookup_key
from corpus.values import find_amount

_TRANSCRIPT_MARKS: Final = frozenset(
    {"transkript", "transkription", "transcript"}
)
_RELATED: Final = "relaterade"
_RELATED_MARKS: Final = frozenset(map(lookup_key, HEADINGS[_RELATED]))
_LONGEST_MARK_CHARS: Final = 39
_TRANSCRIPT: Final = "transkript"
_DEPARTMENT_LABEL: Final = "Förvaltning"
_TOTAL_LABEL: Final = "Total kostnad"
_TOTAL: Final = re.compile(
    r"(?:total|sammanlagd)a\s(?:projekt)?(?:kostnad|budget)\w*(?:\sför\s\w+)?\s"
    r"(?:beräknas|uppskattas|uppgår|är|blir)(?:\suppgå)?(?:\still)?(?:\scirka|\sca)?"
    r"\s(?P<amount>[^.]{1,40})"
)
_SPACED_LETTERS: Final = re.compile(r"(?<!\S)(?:[A-ZÅÄÖ] ){4,}[A-ZÅÄÖ](?!\S)")
_ELLIPSIS: Final = re.compile(r"(?<![\w-])([^\W\d_]{4,})-(?=\s(?:och|samt)\s)")
_FUSED: Final = re.compile(r"(?<![\w-])(?P<half>[^\W\d_]{4,})och(?!\w)")


def is_transcript(text: str) -> bool:
    """Whether *text* has a transcript's marks: the word on a line of its own, or numbered pages
    inside the text.
    """
    if any(_is_mark(line, _TRANSCRIPT_MARKS) for line in text.split("\n")):
        return True
    return len(page_marks(text)) > 1


def read_transcript(text: str) -> Draft:
    """The draft of a transcript, the list of other documents in one section of kind
    "relaterade".
    """
    stretches = _divide(_repair(text).split("\n"))
    title, above, furniture = _read_top(stretches.top)
    pages = read_pages("\n".join(stretches.body), title)
    if not title:
        title = _take_title(pages.texts)

    own_text = join_pages(pages.texts)
    sections, stated = _cut(own_text)
    facts = [
        *_beside_owner(pages.facts, stated),
        *stated,
        *_stated_total(own_text),
    ]
    opening = [DraftSection("", above)] if above else []
    marks = [Removal(_TRANSCRIPT, mark) for mark in stretches.marks]
    return Draft(
        title=title,
        sections=(*opening, *stretches.related, *sections),
        facts=tuple(facts),
        removals=(*furniture, *marks, *pages.removals),
    )


def _repair(text: str) -> str:
    """*text* with letters set apart joined ("U T V E C K L A R E"), and "vårdoch" as "vård- och"
    where the document has that elsewhere.
    """
    text = _SPACED_LETTERS.sub(
        lambda letters: letters[0].replace(" ", ""), text
    )
    halves = set(map(str.casefold, _ELLIPSIS.findall(text)))

    def repaired(fused: re.Match[str]) -> str:
        half = fused["half"]
        if half.casefold() not in halves:
            return fused[0]
        return f"{half}- och"

    return _FUSED.sub(repaired, text)


@dataclass(slots=True)
class _Stretches:
    """The lines above the first mark, the lists of other documents, the lines of the transcript
    itself, and the marks that parted them.
    """

    top: list[str] = field(default_factory=list)
    related: list[DraftSection] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


def _divide(lines: Sequence[str]) -> _Stretches:
    """The stretches of a transcript's lines.

    Without the transcript's mark a list of documents ends where the first numbered page begins.
    """
    stretches = _Stretches()
    has_mark = any(_is_mark(line, _TRANSCRIPT_MARKS) for line in lines)
    first_page = -1 if has_mark else _first_page_line(lines)
    lists: list[tuple[str, list[str]]] = []
    target = stretches.top
    for number, line in enumerate(lines):
        if number == first_page:
            target = stretches.body
        if _is_mark(line, _TRANSCRIPT_MARKS):
            stretches.marks.append(line.strip())
            target = stretches.body
        elif _is_mark(line, _RELATED_MARKS):
            target = []
            lists.append((line.strip().rstrip(":"), target))
        else:
            target.append(line)
    for heading, titles in lists:
        filled = filter(None, map(str.strip, titles))
        stretches.related.append(
            DraftSection(heading, "\n".join(filled), _RELATED)
        )
    return stretches


def _is_mark(line: str, marks: frozenset[str]) -> bool:
    if len(line) > _LONGEST_MARK_CHARS:
        return False
    return lookup_key(line) in marks


def _first_page_line(lines: Sequence[str]) -> int:
    """The line where the first numbered page begins; -1 where no page has a number."""
    text = "\n".join(lines)
    marks = page_marks(text)
    return text.count("\n", 0, marks[0].start()) if marks else -1


def _read_top(lines: Sequence[str]) -> tuple[str, str, list[Removal]]:
    """The title (the first line that is no furniture), the text under it, and the furniture."""
    kept, furniture = part_furniture(lines)
    text = tidy("\n".join(kept))
    title, _, rest = text.partition("\n")
    return title, tidy(rest), furniture


def _take_title(pages: list[str]) -> str:
    """The first line of *pages*, which leaves them, where it is set in capitals; else empty."""
    first_line, _, rest = tidy(pages[0]).partition("\n")
    if not looks_capital(first_line):
        return ""
    pages[0] = rest
    return first_line


def _cut(text: str) -> tuple[list[DraftSection], list[Fact]]:
    """The sections of the transcript's own text, and the facts stated before the first heading."""
    sections = cut_running(text)
    if not sections or sections[0].heading:
        return sections, []
    opening, stated = labels.take_running(sections[0].text)
    sections[:1] = [DraftSection("", opening)] if opening else []
    return sections, stated


def _beside_owner(
    of_headers: Sequence[Fact], stated: Sequence[Fact]
) -> list[Fact]:
    """The facts of the page headers, their authority being a department where the text itself
    states an owner.
    """
    if not any(field_of_label(fact.label) == "owner" for fact in stated):
        return list(of_headers)
    owner_label = FACTS["owner"].label
    return [
        Fact(_DEPARTMENT_LABEL, fact.values)
        if fact.label == owner_label
        else fact
        for fact in of_headers
    ]


def _stated_total(text: str) -> list[Fact]:
    """The cost that a sentence says the whole project has."""
    total = _TOTAL.search(text)
    if total is None:
        return []
    amount = find_amount(total["amount"])
    if amount is None or amount.start > 0:
        return []
    return [Fact(_TOTAL_LABEL, (total["amount"][: amount.end],))]
