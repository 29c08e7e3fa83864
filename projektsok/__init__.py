"""Full-text search over Swedish project documents: the public names of all rooms in one place."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from corpus import read_document, read_documents
    from corpus.errors import CorpusError, UnreadableFileError
    from corpus.model import Document, Metadata, Section
    from indexer import IndexerError, IndexReport, build_index
    from search import SearchIndex, open_index
    from search.errors import SearchError
    from search.options import Match, SearchOptions
    from search.results import Hit, IndexStats, Page, Passage, Suggestion

__all__ = [
    "CorpusError",
    "Document",
    "Hit",
    "IndexReport",
    "IndexStats",
    "IndexerError",
    "Match",
    "Metadata",
    "Page",
    "Passage",
    "SearchError",
    "SearchIndex",
    "SearchOptions",
    "Section",
    "Suggestion",
    "UnreadableFileError",
    "build_index",
    "open_index",
    "read_document",
    "read_documents",
]

_MODULES: Final[Mapping[str, str]] = {
    "CorpusError": "corpus.errors",
    "Document": "corpus.model",
    "Hit": "search.results",
    "IndexReport": "indexer.build_report",
    "IndexStats": "search.results",
    "IndexerError": "indexer.errors",
    "Match": "search.options",
    "Metadata": "corpus.model",
    "Page": "search.results",
    "Passage": "search.results",
    "SearchError": "search.errors",
    "SearchIndex": "search.index",
    "SearchOptions": "search.options",
    "Section": "corpus.model",
    "Suggestion": "search.results",
    "UnreadableFileError": "corpus.errors",
    "build_index": "indexer.build",
    "open_index": "search.index",
    "read_document": "corpus.reading",
    "read_documents": "corpus.reading",
}
"""Where each name is: it is imported when it is asked for, so that no command waits for another."""


def __getattr__(name: str) -> object:
    if module := _MODULES.get(name):
        return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
