"""The contract of an engine: every method answers what a reader who looks at every record answers,
for any documents and queries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from conftest import IndexMaker, write_generation
from hypothesis import example, given, settings
from hypothesis import strategies as st
from oracle import BruteForceEngine

from corpus import Document, Metadata, Section
from corpus.facts import SORT_ORDERS
from search import open_index
from search.answer.answering import Answers
from search.engine.array_engine import ArrayEngine
from search.engine.clauses import Sought, sought
from search.engine.found_projects import FoundProject
from search.engine.protocol import Engine
from search.engine.rank_requests import Request
from search.engine.words.word_sets import (
    REASONS,
    BeginningWith,
    Compounds,
    Inflections,
    TermWords,
    Written,
)
from search.errors import UnknownDocumentError
from search.language.stems import Stemmer
from search.options import Match
from search.query.filters import read_filters
from search.store.arrays import PostingArrays, RecordArrays
from search.store.vocabulary import Vocabulary
from search.store.whoosh_index import FOLDER, WhooshRecords

SCORE = 1e-4
"""How nearly the scores of two engines must agree."""

Opener = Callable[[Path, Sequence[Document]], Engine]


def open_arrays(folder: Path, documents: Sequence[Document]) -> Engine:
    return ArrayEngine(write_generation(folder, documents))


ENGINES: dict[str, Opener] = {"arrays": open_arrays}
"""Every engine there is: what is tested here is tested on each."""


@cache
def language() -> Stemmer:
    return Stemmer()


on_every_engine = pytest.mark.parametrize(
    "open_engine", ENGINES.values(), ids=ENGINES
)


@contextmanager
def both(
    opener: Opener, documents: Sequence[Document]
) -> Iterator[tuple[Engine, Engine]]:
    """The engine over *documents*, and the one that reads everything."""
    with TemporaryDirectory() as folder:
        engine = opener(Path(folder), documents)
        yield engine, BruteForceEngine(documents, language())
        engine.close()


WORDS = [
    "hemlös",
    "hemlöshet",
    "hemlösheten",
    "barn",
    "barnvård",
    "ungdomsvård",
    "ungdomar",
    "vård",
    "kommun",
    "kommunens",
    "och",
    "i",
    "e",
    "tjänst",
    "e-tjänst",
    "etjänst",
    "projekt",
    "projektet",
    "idé",
    "år",
    "EU:s",
    "2012",
]
KINDS = ["bakgrund", "syfte", "mal", "relaterade", "ovrigt"]

sentences = st.lists(
    st.sampled_from([*WORDS, "barn- och ungdomsvård.", "\n"]), max_size=12
).map(" ".join)
sections = st.builds(
    Section,
    st.sampled_from(KINDS),
    st.sampled_from(["", "Bakgrund"]),
    sentences,
)
metadata = st.builds(
    Metadata,
    region=st.sampled_from([None, "Stockholm", "Sydsverige"]),
    municipalities=st.lists(
        st.sampled_from(["Kil", "Lund"]), max_size=2, unique=True
    ).map(tuple),
    start=st.sampled_from([None, date(2010, 1, 1), date(2012, 6, 1)]),
    end=st.sampled_from([None, date(2012, 12, 31)]),
    grant_sek=st.sampled_from([None, 100, 5_000_000]),
)
document_lists = st.lists(
    st.tuples(sentences, st.lists(sections, max_size=3), metadata),
    min_size=1,
    max_size=6,
).map(
    lambda rows: [
        Document(f"p{number}", title, tuple(sections), facts)
        for number, (title, sections, facts) in enumerate(rows)
    ]
)

leaf = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        ["=hemlös", "heml*", "hemlöhset~", "ungdoms*", "finnsinte", "hemloshet"]
    ),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(
        lambda words: f'"{" ".join(words)}"'
    ),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=2).map(
        lambda words: f'"{" ".join(words)}"~3'
    ),
    st.sampled_from(
        [
            "region:Stockholm",
            "kommun:Kil",
            "år:2012",
            "stöd:>200",
            "period:2011..2013",
        ]
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

TYPED = [
    *WORDS,
    "hemloshet",
    "hemlöshte",
    "ungdomar",
    "malgrupp",
    "barnen",
    "ide",
    "kommunal",
    "x",
]


def requests_of(answers: Answers, query: str, number: int) -> Iterator[Request]:
    """The query as it is asked in all ways of matching, bound to a section, sorted, paged."""
    for match in Match:
        yield answers.request(query, match=match)
    bound = answers.request(
        query, match=Match.AUTO, sections=[KINDS[number % len(KINDS)]]
    )
    yield bound
    yield answers.request(
        query, match=Match.ALL, sort=SORT_ORDERS[number % len(SORT_ORDERS)]
    )
    yield answers.request(query, match=Match.AUTO, limit=2, offset=number % 3)


@on_every_engine
@settings(max_examples=40)
@example(
    [Document("p0", "projekt"), Document("p1", "projekt projektet")],
    ['"projekt projektet"~3'],
)
@example(
    [
        Document(
            "p0",
            "",
            (
                Section("syfte", "", "barn"),
                Section("syfte", "", "barn och i i i"),
            ),
        ),
        Document(
            "p1",
            "",
            (Section("syfte", "", "barn i"), Section("mal", "", "barn barn")),
        ),
    ],
    ["syfte:barn", "syfte:(barn och)", "barnvård"],
)
@example(
    [
        Document(
            "p0",
            "",
            (Section("syfte", "", "barnvård barnvård vård ungdomsvård"),),
        ),
        Document(
            "p1", "", (Section("syfte", "", "vård barn vård i en kommun"),)
        ),
        Document(
            "p2",
            "",
            (Section("syfte", "", "ungdomsvård projekt barn barn projekt"),),
        ),
    ],
    [
        "vård",
        "(barn kommun) ELLER ungdomsvård",
        "(barn kommun) ELLER (vård projekt)",
    ],
)
@given(document_lists, st.lists(queries, min_size=1, max_size=6))
def test_a_ranking_is_that_of_who_reads_every_record(
    open_engine: Opener, documents: list[Document], asked: list[str]
) -> None:
    with both(open_engine, documents) as (engine, oracle):
        answers = Answers(engine)
        for number, query in enumerate(asked):
            for request in requests_of(answers, query, number):
                ranking, expected = engine.rank(request), oracle.rank(request)
                assert ranking.total == expected.total, query
                assert ranking.listed == expected.listed, query
                assert ranking.facets == expected.facets, query
                assert [row.project for row in ranking.rows] == [
                    row.project for row in expected.rows
                ], (query, request.match, request.sort)
                assert [row.complete for row in ranking.rows] == [
                    row.complete for row in expected.rows
                ]
                scores = [row.score for row in ranking.rows]
                assert scores == pytest.approx(
                    [row.score for row in expected.rows], abs=SCORE
                )


@on_every_engine
@settings(max_examples=30)
@given(document_lists, st.lists(queries, min_size=1, max_size=8))
def test_clauses_are_counted_and_met_in_the_same_projects(
    open_engine: Opener, documents: list[Document], asked: list[str]
) -> None:
    with both(open_engine, documents) as (engine, oracle):
        answers = Answers(engine)
        clauses = [
            clause
            for query in asked
            if (clause := answers.request(query).clause)
        ]
        ids = [document.id for document in documents]
        assert engine.counts(clauses) == oracle.counts(clauses)
        for clause in clauses:
            assert engine.meets(clause, ids) == oracle.meets(clause, ids)


def described(found: FoundProject) -> Sequence[object]:
    """What a found project says, word by word, by means of its own methods."""
    occurrences = found.occurrences
    rows = zip(
        occurrences.positions.tolist(),
        occurrences.leaves.tolist(),
        map(found.word, occurrences.words.tolist()),
        [round(weight, 5) for weight in occurrences.weights.tolist()],
        [REASONS[number] for number in occurrences.reasons.tolist()],
        map(tuple, occurrences.spans.tolist()),
        occurrences.joined.tolist(),
        found.records_at(occurrences.positions).tolist(),
        found.sentences_at(occurrences.positions).tolist(),
        strict=True,
    )
    return sorted(rows)


def text_of(found: FoundProject) -> Sequence[object]:
    told: list[object] = []
    for record in range(found.records):
        first, end = found.sentences_of(record)
        borders = found.sentence_borders(record, first, end)
        told.append(
            (
                found.kind(record),
                found.section(record),
                found.heading(record),
                found.text(record),
                found.record_position(record),
                [
                    found.sentence_position(sentence)
                    for sentence in range(first, end)
                ],
                [found.read_text(low, high) for low, high in pairwise(borders)],
                found.records_of_sentences(np.arange(first, end)).tolist(),
            )
        )
    return told


@on_every_engine
@settings(max_examples=30)
@given(
    document_lists,
    st.lists(queries, min_size=1, max_size=4),
    st.sampled_from([(), *KINDS]),
)
def test_words_are_found_where_they_stand(
    open_engine: Opener, documents: list[Document], asked: list[str], kind: str
) -> None:
    kinds = frozenset([kind] if kind else [])
    with both(open_engine, documents) as (engine, oracle):
        answers = Answers(engine)
        ids = [document.id for document in documents]
        leaves: list[Sought] = [
            leaf
            for query in asked
            for leaf in sought(answers.request(query).clause, kinds)
        ]
        for mine, theirs in zip(
            engine.find(leaves, ids), oracle.find(leaves, ids), strict=True
        ):
            assert described(mine) == described(theirs)
            assert text_of(mine) == text_of(theirs)


@on_every_engine
@settings(max_examples=25)
@given(document_lists, st.lists(st.sampled_from(TYPED), min_size=1, max_size=4))
def test_words_are_known_by_what_they_have_in_common(
    open_engine: Opener, documents: list[Document], asked: list[str]
) -> None:
    with both(open_engine, documents) as (engine, oracle):
        for word in asked:
            stem = engine.stem(word)
            assert stem == oracle.stem(word)
            for words in (
                Written(word),
                Inflections(stem),
                Compounds(stem),
                BeginningWith(word),
            ):
                assert engine.words_in(words) == oracle.words_in(words), words
            assert engine.parts(word) == oracle.parts(word)
            assert [part.forms for part in engine.parts(word)] == [
                part.forms for part in oracle.parts(word)
            ]
            assert sorted(engine.bare_words(word)) == oracle.bare_words(word)
            assert sorted(engine.bare_stems(word)) == sorted(
                oracle.bare_stems(word)
            )
            assert engine.similar_spellings(word) == oracle.similar_spellings(
                word
            )
            assert engine.lookalikes(word) == oracle.lookalikes(word)
            for most in (1, 3, 100):
                beginning = word[:2]
                assert engine.words_beginning(
                    beginning, most
                ) == oracle.words_beginning(beginning, most)


@on_every_engine
@settings(max_examples=25)
@given(document_lists, st.lists(st.sampled_from(TYPED), min_size=1, max_size=4))
def test_terms_with_the_same_words_share_a_key(
    open_engine: Opener, documents: list[Document], asked: list[str]
) -> None:
    with both(open_engine, documents) as (engine, oracle):
        terms = [part for word in asked for part in engine.parts(word)]
        mine, theirs = engine.term_words(terms), oracle.term_words(terms)
        assert [words.size for words in mine] == [
            words.size for words in theirs
        ]
        for (one, other), (same, still) in zip(
            pairs(mine), pairs(theirs), strict=True
        ):
            assert (one.key == other.key) == (same.key == still.key)


def pairs(items: Sequence[TermWords]) -> Iterator[tuple[TermWords, TermWords]]:
    return ((one, other) for one in items for other in items)


@on_every_engine
@settings(max_examples=25)
@given(
    document_lists,
    st.sampled_from(["p", "b", "hem", "I", "å", "barn", "vård kommun", "x"]),
)
def test_documents_facts_and_titles_are_those_that_were_given(
    open_engine: Opener, documents: list[Document], beginning: str
) -> None:
    with both(open_engine, documents) as (engine, oracle):
        ids = [document.id for document in documents]
        assert list(engine.documents()) == list(oracle.documents())
        assert engine.summaries(ids) == oracle.summaries(ids)
        assert [engine.document(id_) for id_ in ids] == [
            oracle.document(id_) for id_ in ids
        ]
        for most in (1, 10):
            assert engine.titles(beginning, most) == oracle.titles(
                beginning, most
            )
        for fact in ("region", "municipality", "owner"):
            assert engine.facet_values(fact) == oracle.facet_values(fact)
        for id_ in ids:
            for most in (2, 100):
                mine, theirs = (
                    engine.words_of(id_, most),
                    oracle.words_of(id_, most),
                )
                assert [word for word, _ in mine] == [
                    word for word, _ in theirs
                ]
                weights = [weight for _, weight in theirs]
                assert [weight for _, weight in mine] == pytest.approx(
                    weights, rel=1e-5
                )
        counted, expected = engine.statistics(), oracle.statistics()
        for name in (
            "documents",
            "records",
            "words",
            "occurrences",
            "sections",
        ):
            assert getattr(counted, name) == getattr(expected, name)


@on_every_engine
def test_a_project_that_is_not_there_is_refused_by_every_method(
    open_engine: Opener, tmp_path: Path
) -> None:
    engine = open_engine(tmp_path, [Document("a", "Nattugglan")])
    clause = Answers(engine).request("nattugglan").clause
    assert clause is not None
    questions: list[Callable[[], object]] = [
        lambda: engine.document("b"),
        lambda: engine.summaries(["a", "b"]),
        lambda: engine.words_of("b", 10),
        lambda: engine.find([], ["b"]),
        lambda: engine.meets(clause, ["b"]),
    ]
    for question in questions:
        with pytest.raises(UnknownDocumentError):
            question()


@settings(max_examples=25)
@given(document_lists)
def test_whoosh_gives_the_arrays_back_when_their_files_are_lost(
    documents: list[Document],
) -> None:
    with TemporaryDirectory() as folder:
        generation = write_generation(Path(folder), documents)
        records, written = (
            RecordArrays.load(generation),
            PostingArrays.load(generation),
        )
        whoosh = WhooshRecords(generation / FOLDER)
        decoded = whoosh.postings(Vocabulary(generation).words(), records)
        whoosh.close()
        assert decoded.same_as(written)


def test_an_index_answers_without_its_posting_arrays(
    index_of: IndexMaker,
) -> None:
    documents = [
        Document(
            "a",
            "Nattugglan",
            (Section("syfte", "Syfte", "Att minska hemlösheten."),),
        )
    ]
    index = index_of(documents)
    generation = next((index.path / "generations").iterdir())
    (generation / "posting_records.npy").unlink()
    with open_index(index.path) as again:
        assert [hit.id for hit in again.search("hemlöshet").hits] == ["a"]


@pytest.mark.parametrize(
    "words", [["hemlöshet"], ["barn", "vård"], ["kommun", "projekt", "och"]]
)
def test_whoosh_itself_matches_the_same_records(
    index_of: IndexMaker, words: list[str]
) -> None:
    texts = [
        "barn och vård i en kommun",
        "kommun och projekt om hemlöshet",
        "barn",
        "vård barn projekt och kommun",
    ]
    index = index_of(
        [
            Document(f"p{i}", "", (Section("ovrigt", "", text),))
            for i, text in enumerate(texts)
        ]
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
    assert whoosh.matching_records([[word] for word in words]) == sorted(
        expected or ()
    )
    whoosh.close()


def _engine(index_of: IndexMaker, documents: Sequence[Document]) -> ArrayEngine:
    generation = next((index_of(documents).path / "generations").iterdir())
    return ArrayEngine(generation)


def test_facets_count_the_projects_that_meet_the_query_and_the_filters(
    index_of: IndexMaker,
) -> None:
    documents = [
        Document(
            "a",
            "A",
            (),
            Metadata(region="Stockholm", municipalities=("Kil", "Lund")),
        ),
        Document("b", "B", (), Metadata(region="Stockholm")),
        Document("c", "C", (), Metadata(region="Sydsverige")),
    ]
    engine = _engine(index_of, documents)
    every = engine.rank(Request(None))
    assert dict(every.facets["region"]) == {"Stockholm": 2, "Sydsverige": 1}
    some = engine.rank(
        Request(None, filters=(read_filters("municipality", ["Lund"]),))
    )
    assert dict(some.facets["region"]) == {"Stockholm": 1}
    assert some.total == 1


def test_equal_scores_are_ordered_by_id(index_of: IndexMaker) -> None:
    documents = [Document(id_, "Samma titel") for id_ in ("c", "a", "b")]
    assert [hit.id for hit in index_of(documents).search("titel").hits] == [
        "a",
        "b",
        "c",
    ]


def test_paging_through_gives_every_project_once(index_of: IndexMaker) -> None:
    documents = [
        Document(
            f"p{i:02}", "Samma titel" if i % 3 else "Samma korta titel titel"
        )
        for i in range(23)
    ]
    index = index_of(documents)
    pages = [
        index.search("titel", limit=5, offset=offset).hits
        for offset in range(0, 25, 5)
    ]
    ids = [hit.id for page in pages for hit in page]
    assert sorted(ids) == [document.id for document in documents]
    scores = np.array([hit.score for page in pages for hit in page])
    assert (scores[1:] <= scores[:-1]).all()


def test_a_word_may_stand_in_a_section_any_number_of_times(
    index_of: IndexMaker,
) -> None:
    often = Document("a", "A", (Section("ovrigt", "", "barn " * 70_000),))
    page = index_of(
        [often, Document("b", "B", (Section("ovrigt", "", "ett barn"),))]
    ).search("barn", explain=True)
    assert page.total == 2
    assert page.hits[0].explanation[0].forms[0].count in (1, 70_000)


def test_sections_that_exclude_each_other_find_and_show_nothing(
    index_of: IndexMaker,
) -> None:
    sections = (
        Section("syfte", "Syfte", "hemlöshet"),
        Section("bakgrund", "Bakgrund", "musik"),
    )
    page = index_of([Document("a", "A", sections)]).search(
        "syfte:hemlöshet ELLER musik", sections=["bakgrund"]
    )
    assert [passage.kind for hit in page.hits for passage in hit.passages] == [
        "bakgrund"
    ]
    assert [value.value for value in page.facets["section"]] == ["bakgrund"]
