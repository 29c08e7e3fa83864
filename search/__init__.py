"""Searching: Swedish analysis, query language, engine, ranking, passages, and the façade that
answers with them.
"""

from search.errors import (
    BadRequestError,
    BadValueError,
    DamagedIndexError,
    NoIndexError,
    OutdatedIndexError,
    SearchError,
    UnknownDocumentError,
    UnknownFilterError,
    UnknownSectionError,
)
from search.index import SearchIndex, open_index
from search.results import (
    FacetValue,
    Hit,
    IndexStats,
    Page,
    Passage,
    Suggestion,
    WordCount,
    WordMatch,
)

__all__ = [
    "BadRequestError",
    "BadValueError",
    "DamagedIndexError",
    "FacetValue",
    "Hit",
    "IndexStats",
    "NoIndexError",
    "OutdatedIndexError",
    "Page",
    "Passage",
    "SearchError",
    "SearchIndex",
    "Suggestion",
    "UnknownDocumentError",
    "UnknownFilterError",
    "UnknownSectionError",
    "WordCount",
    "WordMatch",
    "open_index",
]
