"""A page of results as the template shows it: criteria, choices, links and groups of hits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final
from urllib.parse import quote

from flask import url_for
from markupsafe import Markup

from search.results import FacetValue, FormMatch, Hit, Page, Passage
from search.store.records import kind_name
from webui.requests import CRITERIA, SearchRequest
from webui.text_blocks import marker_end

FACETS: Final = ("region", "municipality", "year", "programme", "phase", "owner", "section")
OPEN_FACETS: Final = frozenset({"region", "year", "programme"})
SHOWN_CHOICES: Final = 8
PAGES_AROUND: Final = 2
LEAD_HEADING: Final = "Inledning"
FRAGMENT_WORDS: Final = 5
FRAGMENT_WORDS_BEFORE: Final = 3
BLANK_LINES: Final = re.compile(r"\n\s*\n")

SORTS: Final[Mapping[str, str]] = {
    "relevance": "Relevans",
    "newest": "Nyast",
    "oldest": "Äldst",
    "grant": "Störst stöd",
    "title": "Titel",
}
MATCHES: Final[Mapping[str, str]] = {
    "auto": "Helst alla ord",
    "all": "Bara alla ord",
    "any": "Något av orden",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A link or, where *current*, the choice that is in force. *label* is what it chooses."""

    label: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A criterion in force, with the address of the same search without it."""

    name: str
    value: str
    address: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to tick, with how many of the projects found have it; None where that is not
    known.
    """

    value: str
    label: str
    count: int | None
    ticked: bool


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """The values of one facet: the first few *shown*, the rest *folded* away."""

    name: str
    label: str
    shown: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class PassageGroup:
    """The passages of a hit that stand in one section, with a link to the first of them in its
    document.
    """

    heading: str
    address: str
    passages: tuple[Passage, ...]


def search_address(wanted: SearchRequest) -> str:
    return url_for("pages.search", **wanted.parameters())


def document_address(document_id: str, wanted: SearchRequest, anchor: str | None = None) -> str:
    """The document's page, which keeps the whole search so that it can lead back to it."""
    parameters = wanted.parameters() if wanted != SearchRequest() else {}
    return url_for("pages.document", document_id=document_id, _anchor=anchor, **parameters)


def value_label(name: str, value: str) -> str:
    if name == "section":
        return kind_name(value)
    return value.replace("..", "–") if name in ("year", "period", "grant", "budget") else value


def section_heading(passage: Passage) -> str:
    """The heading as written; text without one is the lead if it opens the document, else named by
    its kind.
    """
    if passage.kind == "ovrigt" and passage.section == 0:
        return passage.heading or LEAD_HEADING
    return passage.heading or kind_name(passage.kind)


def chips(wanted: SearchRequest) -> tuple[Chip, ...]:
    return tuple(
        Chip(CRITERIA[name], value_label(name, value), search_address(wanted.without(name, value)))
        for name, value in wanted.criteria
    )


def choice_groups(
    facets: Mapping[str, Sequence[FacetValue]], wanted: SearchRequest
) -> tuple[ChoiceGroup, ...]:
    groups = (_choice_group(name, facets.get(name, ()), wanted.values(name)) for name in FACETS)
    return tuple(group for group in groups if group.shown)


def _choice_group(name: str, counted: Iterable[FacetValue], wanted: tuple[str, ...]) -> ChoiceGroup:
    """Ticked values come first, also those that no project found has any more."""
    folded_case = {value.casefold(): value for value in wanted}
    counts = {facet.value: facet.count for facet in counted}
    ticked = [value for value in counts if folded_case.pop(value.casefold(), None)]
    ticked = [*ticked, *folded_case.values()]
    values = [*ticked, *(value for value in counts if value not in ticked)]
    choices = tuple(
        Choice(value, value_label(name, value), counts.get(value), value in ticked)
        for value in values
    )
    shown = max(SHOWN_CHOICES, len(ticked))
    if len(choices) == shown + 1:
        shown += 1
    return ChoiceGroup(
        name, CRITERIA[name], choices[:shown], choices[shown:], name in OPEN_FACETS or bool(ticked)
    )


def kept_criteria(wanted: SearchRequest) -> dict[str, list[str]]:
    """What the form must carry along unseen: all that has no box to tick."""
    parameters = replace(wanted, query="", offset=0).parameters()
    return {
        name: values for name, values in parameters.items() if name not in FACETS and name != "q"
    }


def sort_links(wanted: SearchRequest) -> tuple[Link, ...]:
    return tuple(
        Link(label, search_address(replace(wanted, sort=value, offset=0)), value == wanted.sort)
        for value, label in SORTS.items()
    )


def match_links(wanted: SearchRequest) -> tuple[Link, ...]:
    return tuple(
        Link(label, search_address(replace(wanted, match=value, offset=0)), value == wanted.match)
        for value, label in MATCHES.items()
    )


def last_page(page: Page, wanted: SearchRequest) -> int:
    return max(1, -(-page.listed // wanted.limit))


def page_links(page: Page, wanted: SearchRequest) -> tuple[Link | None, ...]:
    """The first, the last and the nearest pages; None stands for those left out between."""
    links: list[Link | None] = []
    last, before = last_page(page, wanted), 0
    for number in range(1, last + 1):
        if number in (1, last) or abs(number - wanted.page) <= PAGES_AROUND:
            if number > before + 1:
                links.append(None)
            links.append(
                Link(str(number), search_address(wanted.on_page(number)), number == wanted.page)
            )
            before = number
    return tuple(links) if last > 1 else ()


def passage_groups(hit: Hit, wanted: SearchRequest) -> tuple[PassageGroup, ...]:
    """The hit's passages by section, the best section first; within a section those that stand
    together.
    """
    return tuple(
        _passage_group(hit, tuple(passages), wanted)
        for _, passages in groupby(hit.passages, key=lambda passage: passage.section)
    )


def _passage_group(hit: Hit, passages: tuple[Passage, ...], wanted: SearchRequest) -> PassageGroup:
    first = passages[0]
    anchor = f"avsnitt-{first.section}{text_directive(first)}" if first.section >= 0 else None
    return PassageGroup(section_heading(first), document_address(hit.id, wanted, anchor), passages)


def text_directive(passage: Passage) -> str:
    """A text fragment (`:~:text=…`) for the passage's first marked word with its neighbours on the
    same line.

    Browsers that know it scroll to those words; others stop at the section's own anchor.
    https://wicg.github.io/scroll-to-text-fragment/
    """
    if not passage.marks:
        return ""
    mark = passage.marks[0][0]
    line_start = passage.text.rfind("\n", 0, mark) + 1
    line = passage.text[line_start:].split("\n", 1)[0]
    # A mark may begin inside a word.
    word_start = mark - line_start - len(line[: mark - line_start].split(" ")[-1])
    before = line[marker_end(line) : word_start].split()[-FRAGMENT_WORDS_BEFORE:]
    words = " ".join([*before, *line[word_start:].split()[:FRAGMENT_WORDS]])
    return ":~:text=" + quote(words, safe="").replace("-", "%2D")


def passage_html(passage: Passage) -> Markup:
    """The passage with its marks, blank lines closed up."""
    return Markup(BLANK_LINES.sub("\n", passage.html))


def explained_sections(match: FormMatch) -> str:
    return ", ".join(kind_name(kind) for kind in match.sections)


def suggestion_address(suggestion: str, wanted: SearchRequest) -> str:
    return search_address(replace(wanted, query=suggestion, offset=0))


def unfiltered_address(wanted: SearchRequest) -> str:
    return search_address(replace(wanted, criteria=(), offset=0))


def explained_address(wanted: SearchRequest) -> str:
    return search_address(replace(wanted, explain=True))


def word_address(word: str) -> str:
    return search_address(SearchRequest(query=word))


def criterion_address(name: str, value: str) -> str:
    return search_address(SearchRequest(criteria=((name, value),)))
