"""What an address asks for: the request's arguments as one value, and back again as links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestURITooLarge

from corpus.facts import FACET_NAMES, FACTS, FILTERS
from search.errors import BadRequestError, BadValueError, OneOf, ValueForm, WholeNumber
from search.options import LARGEST_LIMIT, LARGEST_OFFSET, MOST_PASSAGES
from search.query.fields import canonical_filter_name, canonical_section
from search.results import Page
from webui.contract import ProjectIndex
from webui.formatting import format_number

SECTION: Final = "section"
CRITERIA: Final[Mapping[str, str]] = {
    **{name: FACTS[name].label for name in (*FACET_NAMES, *FILTERS)},
    SECTION: "Avsnitt",
}
"""What a search can be narrowed by, each with its Swedish name."""

OTHER_PARAMETERS: Final = (
    "q",
    "filter",
    "match",
    "sort",
    "limit",
    "page",
    "offset",
    "passages",
    "explain",
    "synonyms",
)
MAX_QUERY_CHARS: Final = 10_000
PAGE_SIZE: Final = 10
MAX_PAGE_SIZE: Final = 100
MAX_PAGE: Final = 1_000_000

CONTROL_CHARACTERS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
FILTER_ARGUMENT: Final = re.compile(r"\s*(?P<name>[^:=\s]+)\s*[:=]\s*(?P<value>\S(?:.*\S)?)\s*")
YES: Final = frozenset({"1", "true", "ja", "on"})
NO: Final = frozenset({"0", "false", "nej", "off"})

Criterion = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search as an address asks for it.

    *criteria* are (name, value) pairs, "section" among them; several values of one name mean any of
    them.
    """

    query: str = ""
    criteria: tuple[Criterion, ...] = ()
    match: str = "auto"
    sort: str = "relevance"
    limit: int = PAGE_SIZE
    offset: int = 0
    passages: int = 3
    explain: bool = False
    synonyms: bool = True

    @property
    def sections(self) -> tuple[str, ...]:
        return self.values(SECTION)

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        names = dict.fromkeys(name for name, _ in self.criteria if name != SECTION)
        return {name: self.values(name) for name in names}

    @property
    def page(self) -> int:
        """The number of this page of results, from 1."""
        return self.offset // max(self.limit, 1) + 1

    def values(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.criteria if key == name)

    def without(self, name: str, value: str | None = None) -> SearchRequest:
        """The same search from its first page without one criterion, or without all those called
        *name*.
        """
        kept = tuple(
            pair for pair in self.criteria if pair[0] != name or value not in (None, pair[1])
        )
        return replace(self, criteria=kept, offset=0)

    def on_page(self, number: int) -> SearchRequest:
        return replace(self, offset=(number - 1) * self.limit)

    def run(self, index: ProjectIndex) -> Page:
        """What *index* answers. Raises SearchError."""
        return index.search(
            self.query,
            sections=self.sections,
            filters=self.filters,
            match=self.match,
            sort=self.sort,
            limit=self.limit,
            offset=self.offset,
            passages=self.passages,
            explain=self.explain,
            synonyms=self.synonyms,
        )

    def parameters(self) -> dict[str, Any]:
        """The address's parameters, those at their default left out; `q` stays when nothing else
        would.
        """
        default = SearchRequest()
        found: dict[str, Any] = {"q": [self.query]} if self.query else {}
        for name, value in self.criteria:
            found.setdefault(name, []).append(value)
        for name in ("match", "sort", "limit", "passages"):
            if getattr(self, name) != getattr(default, name):
                found[name] = [str(getattr(self, name))]
        if self.offset:
            found["page"] = [str(self.page)]
        if self.explain:
            found["explain"] = ["1"]
        if not self.synonyms:
            found["synonyms"] = ["0"]
        return found or {"q": [""]}


def read_page_request(arguments: MultiDict[str, str]) -> SearchRequest:
    """What the search page's address asks for; arguments it does not know (of a mail program, say)
    are passed over.

    Raises BadRequestError.
    """
    limit = read_number(arguments, "limit", PAGE_SIZE, 1, MAX_PAGE_SIZE)
    page = read_number(arguments, "page", 1, 1, MAX_PAGE)
    return _read_request(arguments, limit, (page - 1) * limit)


def read_api_request(arguments: MultiDict[str, str]) -> SearchRequest:
    """What an address of the API asks for. Raises BadRequestError, also for an argument that does
    not exist.
    """
    known = (*OTHER_PARAMETERS, *CRITERIA)
    for name in arguments:
        if name not in known:
            raise BadRequestError(
                f"Det finns ingen parameter som heter {name!r}; välj bland: {', '.join(known)}."
            )
    if "page" in arguments and "offset" in arguments:
        raise BadRequestError("Ange antingen page eller offset, inte båda.")
    limit = read_number(arguments, "limit", PAGE_SIZE, 0, LARGEST_LIMIT)
    page = read_number(arguments, "page", 1, 1, MAX_PAGE)
    offset = read_number(arguments, "offset", (page - 1) * limit, 0, LARGEST_OFFSET)
    return _read_request(arguments, limit, offset)


def read_query(arguments: MultiDict[str, str]) -> str:
    """The query, on one line. Raises RequestURITooLarge."""
    query = CONTROL_CHARACTERS.sub(" ", arguments.get("q", "")).strip()
    if len(query) > MAX_QUERY_CHARS:
        raise RequestURITooLarge(
            f"Frågan är för lång. Den får ha högst {format_number(MAX_QUERY_CHARS)} tecken."
        )
    return query


def read_number(
    arguments: MultiDict[str, str], name: str, default: int, lowest: int, highest: int
) -> int:
    """A whole number between *lowest* and *highest*; *default* when not given. Raises
    BadValueError.
    """
    text = arguments.get(name, "").strip()
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,12}", text) or not lowest <= int(text) <= highest:
        raise BadValueError(name, text[:40], WholeNumber(lowest, highest))
    return int(text)


def _read_request(arguments: MultiDict[str, str], limit: int, offset: int) -> SearchRequest:
    default = SearchRequest()
    return SearchRequest(
        query=read_query(arguments),
        criteria=tuple(dict.fromkeys(_read_criteria(arguments))),
        match=arguments.get("match") or default.match,
        sort=arguments.get("sort") or default.sort,
        limit=limit,
        offset=offset,
        passages=read_number(arguments, "passages", default.passages, 0, MOST_PASSAGES),
        explain=_read_switch(arguments, "explain", default.explain),
        synonyms=_read_switch(arguments, "synonyms", default.synonyms),
    )


def _read_criteria(arguments: MultiDict[str, str]) -> Iterator[Criterion]:
    """Raises UnknownFilterError, UnknownSectionError."""
    for name in CRITERIA:
        for value in arguments.getlist(name):
            if text := CONTROL_CHARACTERS.sub(" ", value).strip():
                yield name, canonical_section(text) if name == SECTION else text
    for pair in arguments.getlist("filter"):
        found = FILTER_ARGUMENT.fullmatch(CONTROL_CHARACTERS.sub(" ", pair))
        if found is None:
            raise BadValueError("filter", pair[:40], ValueForm.FILTER)
        yield canonical_filter_name(found["name"]), found["value"]


def _read_switch(arguments: MultiDict[str, str], name: str, default: bool) -> bool:
    text = arguments.get(name, "").strip().lower()
    if text and text not in YES | NO:
        raise BadValueError(name, text[:40], OneOf(("1", "0")))
    return text in YES if text else default
