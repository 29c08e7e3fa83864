"""Invented projects and small indexes of them, for tests that share one index within their
module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from conftest import write_generation

from corpus import Document, Metadata, Section
from search import Page, SearchIndex, open_index


def project(
    id_: str,
    text: str = "",
    *,
    kind: str = "ovrigt",
    title: str = "",
    facts: Metadata | None = None,
) -> Document:
    """A project with at most one section."""
    sections = (Section(kind, "", text),) if text else ()
    return Document(id_, title, sections, facts or Metadata())


@contextmanager
def opened_index(documents: Sequence[Document]) -> Iterator[SearchIndex]:
    """An open index of *documents* that is gone afterwards."""
    with TemporaryDirectory() as folder:
        write_generation(Path(folder), documents)
        with open_index(folder) as index:
            yield index


def complete(page: Page) -> list[str]:
    """The ids of the projects found that meet the whole query, best first."""
    return [hit.id for hit in page.hits if hit.complete]


def passages(index: SearchIndex, query: str, document_id: str) -> list[str]:
    """The HTML of the passages that *query* shows of a project; fails where it does not find it."""
    found = {hit.id: hit for hit in index.search(query, limit=1_000).hits}
    return [passage.html for passage in found[document_id].passages]
