"""What a shell may fill in: section kinds, filters, and values, words and documents of the
index.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

import click
from click.shell_completion import CompletionItem

from corpus.facts import FILTERS
from corpus.kinds import SECTION_KINDS
from projektsok.session import Session
from search import SearchIndex
from search.errors import SearchError
from search.query.fields import canonical_filter_name

_SHOWN: Final = 50
_TITLE_CHARS: Final = 60

Items = list[CompletionItem[str]]


def complete_section(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> Items:
    """Section kinds that begin with *incomplete*."""
    return [
        CompletionItem(kind, help=name)
        for kind, name in SECTION_KINDS.items()
        if kind.startswith(incomplete)
    ]


def complete_filter(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> Items:
    """Filter names while the name is being typed, after the equals sign the values that the index
    has.
    """
    name, equals, value = incomplete.partition("=")
    if not equals:
        return [
            CompletionItem(f"{fact.word}=")
            for fact in FILTERS.values()
            if fact.word.startswith(name.casefold())
        ]
    try:
        with _index(ctx) as index:
            values = index.search("", limit=0).facets.get(
                canonical_filter_name(name), ()
            )
    except SearchError:
        return []
    fitting = (
        item
        for item in values
        if item.value.casefold().startswith(value.casefold())
    )
    return [
        CompletionItem(f"{name}={item.value}", help=str(item.count))
        for item in islice(fitting, _SHOWN)
    ]


def complete_word(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> Items:
    """Words of the index that begin with *incomplete*, most useful first."""
    if not incomplete:
        return []
    try:
        with _index(ctx) as index:
            suggestions = index.suggest(incomplete, _SHOWN)
    except SearchError:
        return []
    return [
        CompletionItem(item.text, help=str(item.count))
        for item in suggestions
        if item.kind == "ord"
    ]


def complete_document(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> Items:
    """Ids of documents that begin with *incomplete*, with their titles."""
    try:
        with _index(ctx) as index:
            return _few(
                CompletionItem(document.id, help=document.title[:_TITLE_CHARS])
                for document in index.documents()
                if document.id.startswith(incomplete)
            )
    except SearchError:
        return []


def complete_document_or_file(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> Items:
    """Ids of documents, or where none fits the shell's own completion of files."""
    return complete_document(ctx, param, incomplete) or [
        CompletionItem(incomplete, type="file")
    ]


def _few(items: Iterable[CompletionItem[str]]) -> Items:
    return list(islice(items, _SHOWN))


def _index(ctx: click.Context) -> SearchIndex:
    session = ctx.find_object(Session)
    if session is None:
        raise SearchError("no session")
    option = ctx.params.get("index_option")
    # Pressing a key must not open whatever lies in the folder one stands in.
    if not session.names_index(option):
        raise SearchError("no index named")
    return session.open_index(option)
