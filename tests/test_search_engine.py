"""The contract of an engine: it finds what a reader who looks at every record finds, for any
documents and query.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from conftest import IndexMaker, write_generation
from hypothesis import example, given, settings
from hypothesis import strategies as st
from oracle import BruteForceEngine

from corpus import Document, Metadata, Section
from search import open_index
from search.answer.opened import OpenGeneration
from search.engine.array_engine import ArrayEngine
from search.engine.protocol import Request
from search.query.filters import read_filters
from search.store.arrays import PostingArrays, RecordArrays
from search.store.vocabulary import Vocabulary
from search.store.whoosh_index import FOLDER, WhooshRecords

WORDS = [
    "hemlös", "hemlöshet", "hemlösheten", "barn", "barnvård", "ungdomsvård", "ungdomar", "vård", "kommun", "kommunens",
    "och", "i", "e", "tjänst", "e-tjänst", "etjänst", "projekt", "projektet", "idé", "år", "EU:s", "2012",
]  # fmt: skip
KINDS = ["bakgrund", "syfte", "mal", "relaterade", "ovrigt"]

sentences = st.lists(st.sampled_from([*WORDS, "barn- och ungdomsvård.", "\n"]), max_size=12).map(
    " ".join
)
sections = st.builds(Section, st.sampled_from(KINDS), st.sampled_from(["", "Bakgrund"]), sentences)
metadata = st.builds(
    Metadata,
    region=st.sampled_from([None, "Stockholm", "Sydsverige"]),
    municipalities=st.lists(st.sampled_from(["Kil", "Lund"]), max_size=2, unique=True).map(tuple),
    start=st.sampled_from([None, date(2010, 1, 1), date(2012, 6, 1)]),
    end=st.sampled_from([None, date(2012, 12, 31)]),
    grant_sek=st.sampled_from([None, 100, 5_000_000]),
)
document_lists = st.lists(
    st.tuples(sentences, st.lists(sections, max_size=3), metadata), min_size=1, max_size=6
).map(
    lambda rows: [
        Document(f"p{number}", title, tuple(sections), facts)
        for number, (title, sections, facts) in enumerate(rows)
    ]
)

leaf = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(["=hemlös", "heml*", "hemlöhset~", "ungdoms*", "finnsinte", "hemloshet"]),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(
        lambda words: f'"{" ".join(words)}"'
    ),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=2).map(
        lambda words: f'"{" ".join(words)}"~3'
    ),
    st.sampled_from(
        ["region:Stockholm", "kommun:Kil", "år:2012", "stöd:>200", "period:2011..2013"]
    ),
)
queries = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(" ELLER ".join),
        inner.map(lambda query: f"-({query})"),
        st.tuples(st.sampled_from(["syfte", "titel", "bakgrund"]), inner).map(
            lambda pair: f"{pair[0]}:({pair[1]})"
        ),
    ),
    max_leaves=4,
)


@settings(max_examples=60)
@example(
    [Document("p0", "projekt"), Document("p1", "projekt projektet")], ['"projekt projektet"~3']
)
@given(document_lists, st.lists(queries, min_size=1, max_size=12))
def test_the_arrays_find_what_reading_every_record_finds(
    documents: list[Document], asked: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        opened = OpenGeneration(write_generation(Path(folder), documents))
        oracle = BruteForceEngine(documents, opened.vocabulary)
        for query in asked:
            _, expanded = opened.read_query(query, True)
            if expanded.clause is not None:
                found = opened.engine.matching_projects(expanded.clause)
                assert found == oracle.matching_projects(expanded.clause), query
                ranking = opened.engine.rank(Request(expanded.clause, match="all", limit=100))
                assert sorted(row.project for row in ranking.rows) == found
                assert ranking.total == len(found)


@settings(max_examples=25)
@given(document_lists)
def test_whoosh_gives_the_arrays_back_when_their_files_are_lost(documents: list[Document]) -> None:
    with TemporaryDirectory() as folder:
        generation = write_generation(Path(folder), documents)
        records, written = RecordArrays.load(generation), PostingArrays.load(generation)
        whoosh = WhooshRecords(generation / FOLDER)
        decoded = whoosh.postings(Vocabulary(generation).words(), records)
        whoosh.close()
        assert decoded.same_as(written)


def test_an_index_answers_without_its_posting_arrays(index_of: IndexMaker) -> None:
    documents = [
        Document("a", "Nattugglan", (Section("syfte", "Syfte", "Att minska hemlösheten."),))
    ]
    index = index_of(documents)
    generation = next((index.path / "generations").iterdir())
    (generation / "posting_records.npy").unlink()
    with open_index(index.path) as again:
        assert [hit.id for hit in again.search("hemlöshet").hits] == ["a"]


@pytest.mark.parametrize("words", [["hemlöshet"], ["barn", "vård"], ["kommun", "projekt", "och"]])
def test_whoosh_itself_matches_the_same_records(index_of: IndexMaker, words: list[str]) -> None:
    texts = [
        "barn och vård i en kommun",
        "kommun och projekt om hemlöshet",
        "barn",
        "vård barn projekt och kommun",
    ]
    index = index_of(
        [Document(f"p{i}", "", (Section("ovrigt", "", text),)) for i, text in enumerate(texts)]
    )
    generation = next((index.path / "generations").iterdir())
    arrays, vocabulary = PostingArrays.load(generation), Vocabulary(generation)
    expected = None
    for word in words:
        number = vocabulary.number(word)
        assert number is not None
        start, end = arrays.word_postings[number : number + 2]
        having = set(arrays.posting_records[start:end].tolist())
        expected = having if expected is None else expected & having
    whoosh = WhooshRecords(generation / FOLDER)
    assert whoosh.matching_records([[word] for word in words]) == sorted(expected or ())
    whoosh.close()


def _engine(index_of: IndexMaker, documents: Sequence[Document]) -> ArrayEngine:
    generation = next((index_of(documents).path / "generations").iterdir())
    return OpenGeneration(generation).engine


def test_facets_count_the_projects_that_meet_the_query_and_the_filters(
    index_of: IndexMaker,
) -> None:
    documents = [
        Document("a", "A", (), Metadata(region="Stockholm", municipalities=("Kil", "Lund"))),
        Document("b", "B", (), Metadata(region="Stockholm")),
        Document("c", "C", (), Metadata(region="Sydsverige")),
    ]
    engine = _engine(index_of, documents)
    every = engine.rank(Request(None))
    assert dict(every.facets["region"]) == {"Stockholm": 2, "Sydsverige": 1}
    some = engine.rank(Request(None, filters=(read_filters("municipality", ["Lund"]),)))
    assert dict(some.facets["region"]) == {"Stockholm": 1}
    assert some.total == 1


def test_equal_scores_are_ordered_by_id(index_of: IndexMaker) -> None:
    documents = [Document(id_, "Samma titel") for id_ in ("c", "a", "b")]
    assert [hit.id for hit in index_of(documents).search("titel").hits] == ["a", "b", "c"]


def test_paging_through_gives_every_project_once(index_of: IndexMaker) -> None:
    documents = [
        Document(f"p{i:02}", "Samma titel" if i % 3 else "Samma korta titel titel")
        for i in range(23)
    ]
    index = index_of(documents)
    pages = [index.search("titel", limit=5, offset=offset).hits for offset in range(0, 25, 5)]
    ids = [hit.id for page in pages for hit in page]
    assert sorted(ids) == [document.id for document in documents]
    scores = np.array([hit.score for page in pages for hit in page])
    assert (scores[1:] <= scores[:-1]).all()


def test_a_word_may_stand_in_a_section_any_number_of_times(index_of: IndexMaker) -> None:
    often = Document("a", "A", (Section("ovrigt", "", "barn " * 70_000),))
    page = index_of([often, Document("b", "B", (Section("ovrigt", "", "ett barn"),))]).search(
        "barn", explain=True
    )
    assert page.total == 2
    assert page.hits[0].explanation[0].forms[0].count in (1, 70_000)


def test_sections_that_exclude_each_other_find_and_show_nothing(index_of: IndexMaker) -> None:
    sections = (Section("syfte", "Syfte", "hemlöshet"), Section("bakgrund", "Bakgrund", "musik"))
    page = index_of([Document("a", "A", sections)]).search(
        "syfte:hemlöshet ELLER musik", sections=["bakgrund"]
    )
    assert [passage.kind for hit in page.hits for passage in hit.passages] == ["bakgrund"]
    assert [value.value for value in page.facets["section"]] == ["bakgrund"]
