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


def search_address(wanted: SearchRequest) -> str:
    return url_for("pages.search", **wanted.parameters())


def document_address(document_id: str, wanted: SearchRequest, anchor: str | None = None) -> str:
    """The document's page, which keeps the whole search so that it can lead back to it."""
    parameters = wanted.parameters() if wanted != SearchRequest() else {}
    return url_for("pages.document", document_id=document_id, _anchor=anchor, **parameters)


def page_address(wanted: SearchRequest, number: int) -> str:
    return search_address(wanted.on_page(number))


def suggestion_address(suggestion: str, wanted: SearchRequest) -> str:
    return search_address(wanted.asking(suggestion))


def unfiltered_address(wanted: SearchRequest) -> str:
    return search_address(wanted.narrowed(()))


def explained_address(wanted: SearchRequest) -> str:
    return search_address(wanted.changed(explain=True))


def word_address(word: str) -> str:
    return search_address(SearchRequest(word))


def criterion_address(name: str, value: str) -> str:
    """All projects that have one value in common."""
    return search_address(SearchRequest().narrowed([(name, value)]))
