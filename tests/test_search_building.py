"""The same documents give the same index, however they are cut into segments and in whatever order
they come.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_index import opened_index

from corpus import Document, Section, example_corpus, read_document
from search import open_index
from search.store.arrays import PostingArrays, RecordArrays
from search.store.segments import analyse_documents
from search.store.vocabulary import Vocabulary
from search.store.whoosh_index import FOLDER, WhooshRecords
from search.store.writing import write_index

DOCUMENTS = [
    Document(
        "a",
        "Nattugglan",
        (
            Section(
                "bakgrund",
                "Bakgrund",
                "Hemlösheten ökar. Barn- och ungdomsvård.",
            ),
        ),
    ),
    Document(
        "b",
        "Nattugglan",
        (
            Section(
                "bakgrund",
                "Bakgrund",
                "Hemlösheten ökar. Barn- och ungdomsvård.",
            ),
        ),
    ),
    Document("c", "", ()),
    Document(
        "d",
        "E-tjänst",
        (
            Section("syfte", "Syfte", ""),
            Section("mal", "", "En e tjänst\nför alla"),
        ),
    ),
    Document(
        "å", "Ålderdom", (Section("ovrigt", "", "😀 idé \u00ad EU:s ångest"),)
    ),
    Document("10", "Tio", (Section("ovrigt", "", "Ord " * 300),)),
    Document(
        "9",
        "Nio",
        (Section("relaterade", "", "Hemlöshet i Luleå. Hemlöshet i Boden."),),
    ),
]


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file but Whoosh's, which names its segments anew each time."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and FOLDER not in path.relative_to(folder).parts
    }


def build(
    segments: Sequence[Sequence[Document]], folder: Path
) -> dict[str, bytes]:
    write_index(map(analyse_documents, segments), folder)
    return files_of(folder)


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build(
        [sorted(DOCUMENTS, key=lambda document: document.id)],
        tmp_path_factory.mktemp("in-order"),
    )


@settings(max_examples=15, deadline=None)
@given(
    st.permutations(DOCUMENTS),
    st.lists(st.integers(0, len(DOCUMENTS)), max_size=4).map(sorted),
)
def test_segments_and_order_make_no_difference(
    in_order: dict[str, bytes], documents: list[Document], cuts: list[int]
) -> None:
    segments = [
        documents[start:end]
        for start, end in zip([0, *cuts], [*cuts, len(documents)], strict=True)
    ]
    with TemporaryDirectory() as folder:
        files = build(segments, Path(folder))
        assert files.keys() == in_order.keys()
        assert [name for name in files if files[name] != in_order[name]] == []


@settings(max_examples=8, deadline=None)
@given(st.permutations(DOCUMENTS), st.integers(0, len(DOCUMENTS)))
def test_whoosh_has_the_same_postings(
    documents: list[Document], cut: int
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        build([documents[:cut], documents[cut:]], folder)
        whoosh = WhooshRecords(folder / FOLDER)
        decoded = whoosh.postings(
            Vocabulary(folder).words(), RecordArrays.load(folder)
        )
        whoosh.close()
        assert decoded.same_as(PostingArrays.load(folder))


def test_the_counts_are_those_of_the_index(tmp_path: Path) -> None:
    counts = write_index(
        [analyse_documents(DOCUMENTS[:3]), analyse_documents(DOCUMENTS[3:])],
        tmp_path,
    )
    assert (counts.documents, counts.records) == (7, 7 + 7)
    assert counts.words == len(Vocabulary(tmp_path))


def test_documents_come_back_unchanged() -> None:
    with opened_index(DOCUMENTS) as index:
        assert {document.id: document for document in index.documents()} == {
            one.id: one for one in DOCUMENTS
        }


def test_the_example_corpus_comes_back_as_it_was_read(
    example_index: Path,
) -> None:
    with open_index(example_index) as index:
        for path in sorted(example_corpus().glob("*.txt"))[:5]:
            read, kept = read_document(path), index.document(path.stem)
            assert [(s.kind, s.heading) for s in kept.sections] == [
                (s.kind, s.heading) for s in read.sections
            ]
            assert (kept.title, kept.metadata.grant_sek) == (
                read.title,
                read.metadata.grant_sek,
            )


def test_no_segments_make_an_empty_index(tmp_path: Path) -> None:
    counts = write_index([], tmp_path)
    assert (counts.documents, counts.records, counts.words) == (0, 0, 0)
