"""What the pages need of an index: the part of `search.SearchIndex` that they call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from corpus.model import Document
from search.results import Hit, IndexStats, Page, Passage, Suggestion


class ProjectIndex(Protocol):
    """An index that may be called from several threads at once. Methods raise `search.errors.SearchError`."""

    def search(
        self,
        query: str,
        *,
        sections: Sequence[str] = (),
        filters: Mapping[str, Sequence[str]] | None = None,
        match: str = "auto",
        sort: str = "relevance",
        limit: int = 10,
        offset: int = 0,
        passages: int = 3,
        facets: bool = True,
        explain: bool = False,
        synonyms: bool = True,
    ) -> Page: ...

    def document(self, document_id: str) -> Document: ...

    def marked(self, document_id: str, query: str, *, synonyms: bool = True) -> tuple[Passage, ...]: ...

    def similar(self, document_id: str, limit: int = 5) -> tuple[Hit, ...]: ...

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Suggestion, ...]: ...

    def stats(self) -> IndexStats: ...
