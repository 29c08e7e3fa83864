"""What the pages need of an index: the part of `search.SearchIndex` that they call."""

from __future__ import annotations

from typing import Protocol, Unpack

from corpus.model import Document
from search.options import OptionValues, SearchOptions
from search.results import Hit, IndexStats, Page, Passage, Suggestion


class ProjectIndex(Protocol):
    """An index that may be called from several threads at once. Methods raise
    `search.errors.SearchError`.
    """

    def search(
        self, query: str, options: SearchOptions | None = None, **changes: Unpack[OptionValues]
    ) -> Page: ...

    def document(self, document_id: str) -> Document: ...

    def marked(
        self, document_id: str, query: str, *, synonyms: bool = True
    ) -> tuple[Passage, ...]: ...

    def similar(self, document_id: str, limit: int = 5) -> tuple[Hit, ...]: ...

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Suggestion, ...]: ...

    def stats(self) -> IndexStats: ...
