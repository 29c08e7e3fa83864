"""Links: addresses of searches and documents, each of which says all that the search is."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from webui.requests import SearchRequest


@dataclass(frozen=True, slots=True)
class Link:
    """A link or, where *current*, the choice that is in force. *label* is what it chooses."""

    label: str
    address: str
    current: bool = False


def search_address(search_request: SearchRequest) -> str:
    """The page of results of a search."""
    return url_for("pages.search", **search_request.parameters())


def document_address(
    document_id: str, search_request: SearchRequest, anchor: str | None = None
) -> str:
    """The document's page, which keeps the whole search so that it can lead back to it."""
    comes_from_search = search_request != SearchRequest()
    parameters = search_request.parameters() if comes_from_search else {}
    return url_for(
        "pages.document", document_id=document_id, _anchor=anchor, **parameters
    )


def page_address(search_request: SearchRequest, page_number: int) -> str:
    """A page of the results, the first of which has number 1."""
    return search_address(search_request.on_page(page_number))


def suggestion_address(suggestion: str, search_request: SearchRequest) -> str:
    """The search with the query that was suggested."""
    return search_address(search_request.asking(suggestion))


def unfiltered_address(search_request: SearchRequest) -> str:
    """The search without filters and sections."""
    return search_address(search_request.narrowed(()))


def explained_address(search_request: SearchRequest) -> str:
    """The search, with why each project was found."""
    return search_address(search_request.changed(explain=True))


def word_address(word: str) -> str:
    """A search for *word*, which may be any query."""
    return search_address(SearchRequest(word))


def criterion_address(name: str, value: str) -> str:
    """All projects that have one value in common."""
    everything = SearchRequest()
    return search_address(everything.narrowed([(name, value)]))
