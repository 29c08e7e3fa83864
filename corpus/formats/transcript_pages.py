"""Parts a transcript at its page numbers, takes the headers and footers of the pages away and joins
what is left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corpus.characters import SENTENCE_ENDS, tidy
from corpus.draft import Fact, Removal
from corpus.formats.page_headers import (
    HEADER,
    facts_of_header,
    part_header,
    strip_top_of_page,
)
from corpus.formats.running_headings import begins_with_heading

_FOOTER: Final = "sidfot"
_PAGE_NUMBER: Final = "sidnummer"
_PAGE_MARK: Final = re.compile(
    r"(?<!\w)(?:(?:SID|Sid|SIDA|Sida|SIDAN|Sidan)\.?\s?(?P<page>\d{1,3})\s?"
    r"(?:\(\s?(?P<of>\d{1,3})\s?\)|av\s(?P<av>\d{1,3}))"
    r"|^(?P<bare>\d{1,3})\s?\((?P<bare_of>\d{1,3})\))",
    re.MULTILINE,
)
_NUMBER_AT_TOP: Final = re.compile(r"(?P<page>\d{1,3})\s+(?=\D)")
_BLANK_LINES: Final = re.compile(r"\n\s*\n")
_BROKEN_SENTENCE: Final = re.compile(
    r"(?<=[^\W\d_]|[,-])\s*\n\s*\n\s*(?=[a-zåäö])"
)
_PARAGRAPH_ENDS: Final = tuple(SENTENCE_ENDS)
_FEWEST_PAGES_ALIKE: Final = 3
_FEWEST_SHARED_WORDS: Final = 2


@dataclass(slots=True)
class Pages:
    """The pages' own text, the facts of their headers, and what was taken away: numbers, headers,
    footers. *texts* has one page at least.
    """

    texts: list[str]
    facts: list[Fact]
    removals: list[Removal]


def page_marks(text: str) -> list[re.Match[str]]:
    """The page numbers that form the longest row 1, 2, 3 … of one total; a stray "Sid 1 (9)" in the
    text is none.
    """
    rows: dict[int, list[re.Match[str]]] = {}
    for mark in _PAGE_MARK.finditer(text):
        total = int(mark["of"] or mark["av"] or mark["bare_of"])
        row = rows.setdefault(total, [])
        expected = _page_of(row[-1]) + 1 if row else 1
        # One number may be missing.
        if expected <= _page_of(mark) <= min(expected + 1, total):
            row.append(mark)
    return max(rows.values(), key=len, default=[])


def _page_of(mark: re.Match[str]) -> int:
    digits = mark["page"] or mark["bare"]
    return int(digits)


def read_pages(text: str, title: str) -> Pages:
    """The pages of *text*; those below the first may repeat *title* at their top."""
    marks = page_marks(text)
    return _marked_pages(text, marks, title) if marks else _unmarked_pages(text)


def _marked_pages(
    text: str, marks: Sequence[re.Match[str]], title: str
) -> Pages:
    """Pages that begin at *marks*; the header of a page stands above its number."""
    removals = [Removal(_PAGE_NUMBER, mark[0]) for mark in marks]
    before_first, header = part_header(text[: marks[0].start()])
    pages = Pages([], facts_of_header(header), removals)
    if before_first.strip():
        pages.texts.append(before_first)
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=True):
        page, next_header = text[mark.end() : end], ""
        if mark is not marks[-1]:
            page, next_header = part_header(page, header)
        top = strip_top_of_page(page, (header, title))
        removals += top.removals
        _add_new(pages.facts, top.facts)
        _add_removal(removals, HEADER, next_header)
        pages.texts.append(top.rest)
    _add_removal(removals, HEADER, header)
    _strip_shared(pages)
    return pages


def _add_new(facts: list[Fact], more: Sequence[Fact]) -> None:
    """Add the facts whose labels no page before has stated."""
    stated = {fact.label for fact in facts}
    facts += [fact for fact in more if fact.label not in stated]


def _add_removal(removals: list[Removal], rule: str, text: str) -> None:
    if text:
        removals.append(Removal(rule, text))


def _unmarked_pages(text: str) -> Pages:
    """Pages that have no marks: paragraphs that each begin with the number of its page, else one
    page.

    In the latter a sentence that goes on in the next paragraph was broken by the end of a page.
    """
    paragraphs = _BLANK_LINES.split(text.strip())
    tops = [_NUMBER_AT_TOP.match(paragraph) for paragraph in paragraphs]
    numbered = [top for top in tops if top is not None]
    in_order = [int(top["page"]) for top in numbered] == list(
        range(1, len(paragraphs) + 1)
    )
    if not in_order or len(paragraphs) < _FEWEST_PAGES_ALIKE:
        return Pages([_BROKEN_SENTENCE.sub(" ", text)], [], [])
    texts = [top.string[top.end() :] for top in numbered]
    removals = [Removal(_PAGE_NUMBER, top["page"]) for top in numbered]
    pages = Pages(texts, [], removals)
    _strip_shared(pages)
    return pages


def _strip_shared(pages: Pages) -> None:
    """Take away the words that begin, or end, every one of the pages: headers and footers of other
    forms. The first page may have no header.
    """
    words = [page.split() for page in pages.texts]
    head = _shared_words(words[1:])
    foot = _shared_words([page_words[::-1] for page_words in words])
    if head:
        headers = [" ".join(page_words[:head]) for page_words in words[1:]]
        pages.removals += [Removal(HEADER, header) for header in headers]
        pages.texts[1:] = [
            page.split(None, head)[head] for page in pages.texts[1:]
        ]
    if foot:
        footers = [" ".join(page_words[-foot:]) for page_words in words]
        pages.removals += [Removal(_FOOTER, footer) for footer in footers]
        pages.texts[:] = [page.rsplit(None, foot)[0] for page in pages.texts]


def _shared_words(pages: Sequence[Sequence[str]]) -> int:
    """How many first words all pages share, at least one being left in each; 0 where it may be
    chance.
    """
    if len(pages) < _FEWEST_PAGES_ALIKE:
        return 0
    most = min(map(len, pages)) - 1
    shared = 0
    while shared < most and len({page[shared] for page in pages}) == 1:
        shared += 1
    return shared if shared >= _FEWEST_SHARED_WORDS else 0


def join_pages(pages: Sequence[str]) -> str:
    """The pages as one text: a sentence or word pair broken over two pages in one line, else a new
    paragraph.
    """
    pieces: list[str] = []
    for page in filter(None, map(tidy, pages)):
        if pieces:
            pieces.append(
                "\n\n" if _begins_paragraph(page, pieces[-1]) else " "
            )
        pieces.append(page)
    return "".join(pieces)


def _begins_paragraph(page: str, page_before: str) -> bool:
    sentence_ended = page_before.endswith(_PARAGRAPH_ENDS)
    if sentence_ended and not page[0].islower():
        return True
    return begins_with_heading(page)
