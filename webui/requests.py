"""What an address asks for: the request's arguments as one value, and back again as links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Unpack

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestURITooLarge

from corpus.characters import CONTROLS
from corpus.facts import FACET_NAMES, FILTERS
from search import SearchIndex
from search.errors import (
    BadRequestError,
    BadValueError,
    OneOf,
    ValueForm,
    WholeNumber,
)
from search.options import (
    LARGEST_LIMIT,
    LARGEST_OFFSET,
    MOST_PASSAGES,
    OptionValues,
    SearchOptions,
)
from search.query.fields import canonical_filter_name, canonical_section
from search.results import Page
from webui.formatting import format_number
from wording.catalogue import gettext as _

SECTION: Final = "section"
CRITERIA: Final[tuple[str, ...]] = (
    *dict.fromkeys((*FACET_NAMES, *FILTERS)),
    SECTION,
)
"""What a search can be narrowed by: facets as the page lists them, then the other filters."""

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
MAX_PAGE_SIZE: Final = 100
MAX_PAGE: Final = 1_000_000

CONTROL_CHARACTERS: Final = re.compile(f"[{CONTROLS}]+")
FILTER_ARGUMENT: Final = re.compile(
    r"\s*(?P<name>[^:=\s]+)\s*[:=]\s*(?P<value>\S(?:.*\S)?)\s*"
)
YES: Final = frozenset({"1", "true", "ja", "on"})
NO: Final = frozenset({"0", "false", "nej", "off"})

Criterion = tuple[str, str]
"""A name of `CRITERIA` and one of its values; several values of one name mean any of them."""

_DEFAULT: Final = SearchOptions()


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search as an address asks for it."""

    query: str = ""
    options: SearchOptions = _DEFAULT

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What the search is narrowed by, filters before sections."""
        named = {**self.options.filters, SECTION: self.options.sections}
        pairs = []
        for name, values in named.items():
            pairs += [(name, value) for value in values]
        return tuple(pairs)

    @property
    def page(self) -> int:
        """The number of this page of results, from 1."""
        page_size = max(self.options.limit, 1)
        pages_before = self.options.offset // page_size
        return pages_before + 1

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a criterion that are asked for."""
        if name == SECTION:
            return tuple(self.options.sections)
        return tuple(self.options.filters.get(name, ()))

    def asking(self, query: str) -> SearchRequest:
        """The same search for another query, from its first page."""
        return replace(self, query=query).changed(offset=0)

    def changed(self, **changes: Unpack[OptionValues]) -> SearchRequest:
        """The same search with other options."""
        options = replace(self.options, **changes)
        return replace(self, options=options)

    def narrowed(self, criteria: Sequence[Criterion]) -> SearchRequest:
        """The same search from its first page, narrowed by *criteria* alone."""
        filters: dict[str, tuple[str, ...]] = {}
        for name, value in criteria:
            filters[name] = (*filters.get(name, ()), value)
        sections = filters.pop(SECTION, ())
        return self.changed(filters=filters, sections=sections, offset=0)

    def without(self, name: str, value: str | None = None) -> SearchRequest:
        """The same search from its first page without one criterion, or without all those called
        *name*.
        """
        return self.narrowed(
            [
                pair
                for pair in self.criteria
                if pair[0] != name or value not in (None, pair[1])
            ]
        )

    def on_page(self, page_number: int) -> SearchRequest:
        """The same search, its page *page_number* from 1."""
        pages_before = page_number - 1
        return self.changed(offset=pages_before * self.options.limit)

    def run(self, index: SearchIndex) -> Page:
        """What *index* answers. Raises SearchError."""
        return index.search(self.query, self.options)

    def parameters(self) -> dict[str, Any]:
        """The address's parameters, those at their default left out; `q` stays when nothing else
        would.
        """
        parameters: dict[str, Any] = {"q": [self.query]} if self.query else {}
        for name, value in self.criteria:
            parameters.setdefault(name, []).append(value)
        for name in ("match", "sort", "limit", "passages"):
            value = getattr(self.options, name)
            if value != getattr(_DEFAULT, name):
                parameters[name] = [str(value)]
        if self.options.offset:
            parameters["page"] = [str(self.page)]
        if self.options.explain:
            parameters["explain"] = ["1"]
        if not self.options.synonyms:
            parameters["synonyms"] = ["0"]
        return parameters or {"q": [""]}


class UnknownParameterError(BadRequestError):
    """The address has a parameter that the API does not know."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        message = _(
            "Det finns ingen parameter som heter {name!r}; välj bland: {known}."
        )
        super().__init__(message.format(name=name, known=", ".join(known)))


class ContradictoryParametersError(BadRequestError):
    """The address has two parameters that say the same thing in two ways."""

    def __init__(self, first: str, second: str) -> None:
        self.first = first
        self.second = second
        message = _("Ange antingen {first} eller {second}, inte båda.")
        super().__init__(message.format(first=first, second=second))


def read_page_request(arguments: MultiDict[str, str]) -> SearchRequest:
    """What the search page's address asks for; arguments it does not know (of a mail program, say)
    are passed over.

    Raises BadRequestError.
    """
    limit = read_number(arguments, "limit", _DEFAULT.limit, 1, MAX_PAGE_SIZE)
    page = read_number(arguments, "page", 1, 1, MAX_PAGE)
    return _read_request(arguments, limit, (page - 1) * limit)


def read_api_request(arguments: MultiDict[str, str]) -> SearchRequest:
    """What an address of the API asks for. Raises BadRequestError, also for an argument that does
    not exist.
    """
    known = (*OTHER_PARAMETERS, *CRITERIA)
    for name in arguments:
        if name not in known:
            raise UnknownParameterError(name, known)
    if "page" in arguments and "offset" in arguments:
        raise ContradictoryParametersError("page", "offset")
    limit = read_number(arguments, "limit", _DEFAULT.limit, 0, LARGEST_LIMIT)
    page = read_number(arguments, "page", 1, 1, MAX_PAGE)
    offset = read_number(
        arguments, "offset", (page - 1) * limit, 0, LARGEST_OFFSET
    )
    return _read_request(arguments, limit, offset)


def read_query(arguments: MultiDict[str, str]) -> str:
    """The query, on one line. Raises RequestURITooLarge."""
    query = _one_line(arguments.get("q", ""))
    if len(query) > MAX_QUERY_CHARS:
        message = _("Frågan är för lång. Den får ha högst {count} tecken.")
        raise RequestURITooLarge(
            message.format(count=format_number(MAX_QUERY_CHARS))
        )
    return query


def read_number(
    arguments: MultiDict[str, str],
    name: str,
    default: int,
    lowest: int,
    highest: int,
) -> int:
    """A whole number between *lowest* and *highest*; *default* when not given. Raises
    BadValueError.
    """
    text = arguments.get(name, "").strip()
    if not text:
        return default
    if (
        not re.fullmatch(r"[0-9]{1,12}", text)
        or not lowest <= int(text) <= highest
    ):
        raise BadValueError(name, text[:40], WholeNumber(lowest, highest))
    return int(text)


def _read_request(
    arguments: MultiDict[str, str], limit: int, offset: int
) -> SearchRequest:
    options = SearchOptions(
        match=arguments.get("match") or _DEFAULT.match,
        sort=arguments.get("sort") or _DEFAULT.sort,
        limit=limit,
        passages=read_number(
            arguments, "passages", _DEFAULT.passages, 0, MOST_PASSAGES
        ),
        explain=_read_switch(arguments, "explain", _DEFAULT.explain),
        synonyms=_read_switch(arguments, "synonyms", _DEFAULT.synonyms),
    )
    criteria = tuple(dict.fromkeys(_read_criteria(arguments)))
    request = SearchRequest(read_query(arguments), options)
    return request.narrowed(criteria).changed(offset=offset)


def _read_criteria(arguments: MultiDict[str, str]) -> Iterator[Criterion]:
    """Raises UnknownFilterError, UnknownSectionError."""
    for name in CRITERIA:
        for value in arguments.getlist(name):
            if text := _one_line(value):
                yield name, canonical_section(text) if name == SECTION else text
    for pair in arguments.getlist("filter"):
        criterion = FILTER_ARGUMENT.fullmatch(CONTROL_CHARACTERS.sub(" ", pair))
        if criterion is None:
            raise BadValueError("filter", pair[:40], ValueForm.FILTER)
        yield canonical_filter_name(criterion["name"]), criterion["value"]


def _read_switch(
    arguments: MultiDict[str, str], name: str, default: bool
) -> bool:
    text = arguments.get(name, "").strip().lower()
    if not text:
        return default
    if text in YES:
        return True
    if text in NO:
        return False
    raise BadValueError(name, text[:40], OneOf(("1", "0")))


def _one_line(text: str) -> str:
    without_controls = CONTROL_CHARACTERS.sub(" ", text)
    return without_controls.strip()
