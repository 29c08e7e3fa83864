"""No query costs more than it may: words, passages and explanations are bound, and the answer says
so.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import write_generation
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_index import opened_index, project

from search import Page, SearchIndex
from search.answer.answering import Answers
from search.engine.array_engine import ArrayEngine
from search.engine.clauses import (
    Adjacent,
    Alternatives,
    Clause,
    Either,
    Every,
    Except,
    Within,
    sought,
)
from search.engine.words.word_sets import Term
from search.options import MOST_PASSAGES_IN_ALL, MOST_SHOWING_HITS
from search.query.limits import MAX_WORDS
from search.query.notices import Notice, NoticeKind
from webui import create_app

PROJECTS = 120
TEXT = "Verkstaden har en e-tjänst för unga i länet. " * 3
SENTENCES = [
    f"{TEXT} Nummer {number} i raden är en egen verkstad."
    for number in range(4)
]


@pytest.fixture(scope="module")
def index() -> Iterator[SearchIndex]:
    documents = [
        project(
            f"p{number:03}", " ".join(SENTENCES), title=f"Verkstad {number}"
        )
        for number in range(PROJECTS)
    ]
    with opened_index(documents) as index:
        yield index


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    folder = tmp_path_factory.mktemp("bounds")
    documents = [project("e", f"{TEXT} till-och-från"), project("i", "i a b")]
    return Answers(ArrayEngine(write_generation(Path(folder), documents)))


def typed_words(clause: Clause | None) -> int:
    """How many words of the query a clause asks for; other ways to say the same are not counted."""
    match clause:
        case Term():
            return 1
        case Adjacent(terms=terms):
            return len(terms)
        case Every(children) | Either(children):
            return sum(map(typed_words, children))
        case Alternatives(children):
            return typed_words(children[0])
        case Except(child) | Within(_, child):
            return typed_words(child)
    return 0


def terms_of(clause: Clause | None) -> int:
    leaves = [found.leaf for found in sought(clause)]
    return sum(
        len(leaf.terms) if isinstance(leaf, Adjacent) else 1 for leaf in leaves
    )


words = st.sampled_from(
    ["i", "e", "tjänst", "unga", "till", "a1", "é", "EU:s", "12:12", "İ"]
)
signs = st.sampled_from(
    [
        *"-.’@:,_*~()=",
        "\u2011",
        "\u00ad",
        "\u00ad-",
        "\u0301",
        " ",
        '"',
        " -",
        " ELLER ",
        '"~9 ',
    ]
)
runs = st.builds(
    lambda pieces, times: "".join(map("".join, pieces)) * times,
    st.lists(st.tuples(words, signs), max_size=12),
    st.integers(1, 60),
)
queries = st.lists(runs, max_size=3).map("".join)


@settings(max_examples=200, deadline=None)
@given(queries)
@example("i-" * 5_000)
@example('"' + "i-" * 4_999 + '"')
@example("i\u00ad-" * 3_000)
@example("e tjänst " * 100)
def test_no_query_asks_for_more_words_than_are_read(
    answers: Answers, query: str
) -> None:
    _, expanded = answers.read(query, synonyms=False)
    assert typed_words(expanded.clause) <= MAX_WORDS
    assert terms_of(expanded.clause) <= 2 * MAX_WORDS
    assert len(expanded.letters) <= MAX_WORDS


FREQUENT, SOME, RARE, OTHER = "vatten", "ljus", "sten", "moln"


def random_texts() -> dict[str, list[str]]:
    """Texts in which one word is many times as frequent as another."""
    chance = random.Random(8)
    weights = (40, 8, 1, 40)
    words = (FREQUENT, SOME, RARE, OTHER)
    return {
        f"t{number:02}": chance.choices(words, weights, k=chance.randint(1, 60))
        for number in range(80)
    }


def near_places(text: list[str], asked: list[str], slop: int) -> set[int]:
    """The places of *asked* in the windows of *text* that have them all, window by window."""
    places: set[int] = set()
    for start in range(len(text)):
        window = range(start, min(start + len(asked) + slop, len(text)))
        words = [text[place] for place in window]
        if all(words.count(word) >= asked.count(word) for word in asked):
            places |= {place for place in window if text[place] in asked}
    return places


def test_words_near_a_rare_one_are_those_a_reader_finds_window_by_window() -> (
    None
):
    texts = random_texts()
    documents = [project(id_, " ".join(text)) for id_, text in texts.items()]
    with TemporaryDirectory() as folder:
        engine = ArrayEngine(write_generation(Path(folder), documents))
        answers = Answers(engine)
        for asked in (
            [RARE, FREQUENT],
            [SOME, FREQUENT, RARE],
            [RARE, OTHER, RARE],
        ):
            for slop in (1, 3, 12, 100):
                query = f'"{" ".join(asked)}"~{slop}'
                leaves = sought(answers.request(query).clause)
                for found, text in zip(
                    engine.find(leaves, list(texts)),
                    texts.values(),
                    strict=True,
                ):
                    first = found.record_position(1)  # the title has no words
                    places = set((found.occurrences.positions - first).tolist())
                    assert places == near_places(text, asked, slop), (
                        query,
                        text,
                    )


def has_words_shown(page: Page) -> list[bool]:
    return [
        bool(hit.passages or hit.title_marks or hit.explanation)
        for hit in page.hits
    ]


@pytest.mark.parametrize("passages", [0, 1, 3, 20])
@pytest.mark.parametrize("match", ["all", "any", "auto"])
def test_the_first_hits_show_passages_and_the_answer_says_so(
    index: SearchIndex, passages: int, match: str
) -> None:
    page = index.search(
        "verkstad", limit=1_000, passages=passages, match=match, explain=True
    )
    most = min(MOST_SHOWING_HITS, MOST_PASSAGES_IN_ALL // max(1, passages))
    assert has_words_shown(page) == [
        number < most for number in range(PROJECTS)
    ]
    assert sum(len(hit.passages) for hit in page.hits) <= MOST_PASSAGES_IN_ALL
    assert page.notices == (Notice(NoticeKind.FEW_SHOW_PASSAGES, str(most)),)


def test_hits_that_follow_share_the_bound(index: SearchIndex) -> None:
    page = index.search('"verkstad 7" raden', limit=1_000)
    assert 0 < page.total < 5 < page.listed == PROJECTS
    assert has_words_shown(page) == [
        number < MOST_SHOWING_HITS for number in range(PROJECTS)
    ]


@pytest.mark.parametrize(
    ("query", "limit", "passages"),
    [
        ("verkstad", MOST_SHOWING_HITS, 3),
        ("verkstad", 1_000, 0),
        ("", 1_000, 3),
    ],
)
def test_nothing_is_said_where_nothing_is_left_out(
    index: SearchIndex, query: str, limit: int, passages: int
) -> None:
    assert not index.search(query, limit=limit, passages=passages).notices


def test_later_hits_show_their_passages_on_their_own_page(
    index: SearchIndex,
) -> None:
    page = index.search("verkstad", limit=10, offset=MOST_SHOWING_HITS)
    assert has_words_shown(page) == [True] * 10


def test_the_api_says_in_a_sentence_which_hits_show_passages(
    index: SearchIndex,
) -> None:
    client = create_app(index).test_client()
    answer = client.get(
        "/api/v1/search?q=verk*&limit=1000&passages=20&explain=1"
    ).get_json()
    assert len(answer["hits"]) == PROJECTS
    assert answer["notices"] == [
        "Bara de första 25 träffarna visar textställen och förklaringar; "
        "bläddra vidare eller be om färre per träff."
    ]
