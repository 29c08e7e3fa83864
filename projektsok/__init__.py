"""Full-text search over Swedish project documents: the public names of all rooms in one place."""

from __future__ import annotations

from corpus import read_document, read_documents
from corpus.errors import CorpusError, UnreadableFileError
from corpus.model import Document, Metadata, Section
from indexer import IndexerError, IndexReport, build_index
from search import SearchIndex, open_index
from search.errors import SearchError
from search.results import Hit, IndexStats, Page, Passage, Suggestion

__all__ = [
    "CorpusError",
    "Document",
    "Hit",
    "IndexReport",
    "IndexStats",
    "IndexerError",
    "Metadata",
    "Page",
    "Passage",
    "SearchError",
    "SearchIndex",
    "Section",
    "Suggestion",
    "UnreadableFileError",
    "build_index",
    "open_index",
    "read_document",
    "read_documents",
]
