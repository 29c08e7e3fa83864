"""What several tests share: small indexes of given documents, and one of the example corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from invented_projects import DOCUMENTS

from corpus import Document, example_corpus
from indexer import build_index
from search import SearchIndex, open_index
from search.store.fingerprint import index_fingerprint
from search.store.generations import (
    CURRENT_FILE,
    GENERATIONS_FOLDER,
    MANIFEST_FILE,
    Manifest,
)
from search.store.segments import analyse_documents
from search.store.writing import write_index

# A busy machine must not fail a test: how long an example takes says nothing about whether it is
# right.
settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

IndexMaker = Callable[[Sequence[Document]], SearchIndex]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the golden files with what comes out now",
    )


def write_generation(path: Path, documents: Sequence[Document]) -> Path:
    """Make *path* an index of *documents* with one generation, and return that generation's
    folder.
    """
    generation = path / GENERATIONS_FOLDER / "000001"
    generation.mkdir(parents=True)
    counts = write_index([analyse_documents(documents)], generation)
    manifest = Manifest(
        index_fingerprint(),
        "2026-01-01T00:00:00+00:00",
        (),
        counts.documents,
        counts.records,
        (),
        {},
    )
    (generation / MANIFEST_FILE).write_text(manifest.to_json(), "utf-8")
    (path / CURRENT_FILE).write_text(f"{generation.name}\n", "ascii")
    return generation


@pytest.fixture
def index_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexMaker]:
    """Makes an open index of the documents it is given."""
    with ExitStack() as opened:

        def make(documents: Sequence[Document]) -> SearchIndex:
            path = tmp_path_factory.mktemp("index")
            write_generation(path, documents)
            return opened.enter_context(open_index(path))

        yield make


@pytest.fixture(scope="session")
def invented_index(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[SearchIndex]:
    """An open index of the projects of `invented_projects`."""
    path = tmp_path_factory.mktemp("invented") / "index"
    write_generation(path, DOCUMENTS)
    with open_index(path) as index:
        yield index


@pytest.fixture(scope="session")
def example_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the example corpus that ships with the program. Not to be written to."""
    path = tmp_path_factory.mktemp("examples") / "index"
    build_index([example_corpus()], path)
    return path
