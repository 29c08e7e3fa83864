"""A page of results as the template shows it: the pages beside it and its hits' passages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from corpus.kinds import OTHER
from search.results import FormMatch, Hit, Page, Passage
from webui.addresses import Link, document_address, page_address
from webui.requests import SearchRequest
from webui.text_lines import marker_end
from wording.catalogue import gettext as _
from wording.table_labels import kind_title

PAGES_AROUND: Final = 2
FRAGMENT_WORDS: Final = 5
FRAGMENT_WORDS_BEFORE: Final = 3
BLANK_LINES: Final = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class PassageGroup:
    """The passages of a hit that stand in one section, with a link to the first of them in its
    document.
    """

    heading: str
    address: str
    passages: tuple[Passage, ...]


def section_heading(passage: Passage) -> str:
    """The heading as written; text without one is the lead if it opens the document, else named by
    its kind.
    """
    if passage.heading:
        return passage.heading
    is_lead = passage.kind == OTHER and passage.section == 0
    return _("Inledning") if is_lead else kind_title(passage.kind)


def last_page(page: Page, search_request: SearchRequest) -> int:
    """The number of the last page of the results, at least 1."""
    pages = -(-page.listed // search_request.options.limit)
    return max(1, pages)


def page_links(
    page: Page, search_request: SearchRequest
) -> tuple[Link | None, ...]:
    """The first, the last and the nearest pages; None stands for those left out between."""
    last = last_page(page, search_request)
    if last == 1:
        return ()
    first_near = max(1, search_request.page - PAGES_AROUND)
    last_near = min(last, search_request.page + PAGES_AROUND)
    linked = {1, *range(first_near, last_near + 1), last}
    links: list[Link | None] = []
    before = 0
    for page_number in sorted(linked):
        if page_number > before + 1:
            links.append(None)
        current = page_number == search_request.page
        links.append(
            Link(
                str(page_number),
                page_address(search_request, page_number),
                current,
            )
        )
        before = page_number
    return tuple(links)


def passage_groups(
    hit: Hit, search_request: SearchRequest
) -> tuple[PassageGroup, ...]:
    """The hit's passages by section, the best section first; within a section those that stand
    together.
    """
    by_section = groupby(hit.passages, key=lambda passage: passage.section)
    return tuple(
        _passage_group(hit, tuple(passages), search_request)
        for _section, passages in by_section
    )


def _passage_group(
    hit: Hit, passages: tuple[Passage, ...], search_request: SearchRequest
) -> PassageGroup:
    first = passages[0]
    anchor = None
    if first.section >= 0:
        anchor = f"avsnitt-{first.section}{text_directive(first)}"
    return PassageGroup(
        heading=section_heading(first),
        address=document_address(hit.id, search_request, anchor),
        passages=passages,
    )


def text_directive(passage: Passage) -> str:
    """A text fragment (`:~:text=…`) for the passage's first marked word with its neighbours on the
    same line.

    Browsers that know it scroll to those words; others stop at the section's own anchor.
    https://wicg.github.io/scroll-to-text-fragment/
    """
    if not passage.marks:
        return ""
    first_mark = passage.marks[0][0]
    line_start = passage.text.rfind("\n", 0, first_mark) + 1
    line = passage.text[line_start:].split("\n", 1)[0]
    mark = first_mark - line_start
    # A mark may begin inside a word.
    word_start = line.rfind(" ", 0, mark) + 1
    words_before = line[marker_end(line) : word_start].split()
    words_after = line[word_start:].split()
    words = [
        *words_before[-FRAGMENT_WORDS_BEFORE:],
        *words_after[:FRAGMENT_WORDS],
    ]
    return ":~:text=" + quote(" ".join(words), safe="").replace("-", "%2D")


def passage_html(passage: Passage) -> Markup:
    """The passage with its marks, blank lines closed up."""
    return Markup(BLANK_LINES.sub("\n", passage.html))


def explained_sections(match: FormMatch) -> str:
    """The kinds of section that a form was found in."""
    return ", ".join(map(kind_title, match.sections))
