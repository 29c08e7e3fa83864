"""The façade as the page, the API, the command and scripts use it: what is found, counted, ordered
and refused.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import IndexMaker, write_generation
from hypothesis import given, settings
from hypothesis import strategies as st
from small_index import complete, opened_index, project

from corpus import Document, Metadata, Section
from corpus.facts import SORT_ORDERS
from indexer import build_index
from search import (
    BadRequestError,
    BadValueError,
    NoIndexError,
    Page,
    SearchIndex,
    UnknownDocumentError,
    UnknownFilterError,
    UnknownSectionError,
    open_index,
)
from search.errors import (
    ClosedIndexError,
    ContactsShownError,
    Expected,
    OneOf,
    ValueForm,
    WholeNumber,
)
from search.query.notices import Notice, NoticeKind
from search.results import Reading
from search.store.generations import CURRENT_FILE, GENERATIONS_FOLDER
from wording.errors import error_text


def facts(
    region: str,
    towns: tuple[str, ...],
    years: tuple[int, int] | None,
    grant: int | None = None,
    **more: Any,
) -> Metadata:
    start, end = (
        (date(years[0], 3, 1), date(years[1], 10, 31))
        if years
        else (None, None)
    )
    return Metadata(
        region=region,
        municipalities=towns,
        start=start,
        end=end,
        grant_sek=grant,
        **more,
    )


PROJECTS = [
    Document(
        "nattugglan",
        "Nattugglan",
        (
            Section(
                "bakgrund",
                "Bakgrund",
                "Hemlösheten ökar i länet. Många saknar arbete.",
            ),
            Section(
                "syfte",
                "Syfte med projektet",
                "Att ge unga vuxna en egen bostad.",
            ),
        ),
        facts(
            "Stockholm",
            ("Solna", "Nacka"),
            (2009, 2011),
            5_119_766,
            budget_sek=8_000_000,
            owner="Solna stad",
        ),
    ),
    Document(
        "arsta",
        "Årstidernas hus",
        (
            Section("bakgrund", "Bakgrund", "Unga vuxna väntar på en bostad."),
            Section("syfte", "Syfte", "Att minska hemlösheten genom arbete."),
        ),
        facts(
            "Stockholm",
            ("Solna",),
            (2011, 2012),
            900_000,
            phase="Genomförande",
            owner="Nacka kommun",
        ),
    ),
    Document(
        "zon",
        "Zon 9",
        (
            Section(
                "mal",
                "Mål",
                "Fler ska få arbete och ett eget hem. Tillit och arbete.",
            ),
        ),
        facts(
            "Sydsverige",
            ("Lund",),
            (2012, 2014),
            5_119_766,
            phase="Förprojektering",
        ),
    ),
    Document(
        "orat",
        "Örat mot marken",
        (Section("ovrigt", "Tankar", "Om lyssnande, musik och tillit."),),
        facts("Sydsverige", ("Lund", "Eslöv"), None),
    ),
    Document(
        "anga",
        "Änglarnas skola",
        (Section("resultat", "Resultat", "Skolan blev bättre för barnen."),),
    ),
    Document(
        "tio",
        "Zon 10",
        (Section("mal", "Mål", "Fler ska läsa musik."),),
        facts("Stockholm", ("Ale",), (2008, 2008)),
    ),
]


@pytest.fixture(scope="module")
def index() -> Iterator[SearchIndex]:
    with opened_index(PROJECTS) as index:
        yield index


@pytest.fixture(scope="module")
def examples(example_index: Path) -> Iterator[SearchIndex]:
    with open_index(example_index) as index:
        yield index


def ids(page: Page) -> list[str]:
    return [hit.id for hit in page.hits]


def without_time(page: Page) -> str:
    """Everything a page says but how long it took, as JSON."""
    return json.dumps(
        {**asdict(page), "took_ms": 0}, default=str, sort_keys=True
    )


class TestWhereWordsStand:
    def test_the_words_of_a_query_may_stand_in_different_sections(
        self, index: SearchIndex
    ) -> None:
        assert set(complete(index.search("hemlöshet bostad"))) == {
            "nattugglan",
            "arsta",
        }

    def test_a_word_may_stand_in_the_title(self, index: SearchIndex) -> None:
        assert complete(index.search("nattugglan hemlöshet")) == ["nattugglan"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("syfte:hemlöshet", ["arsta"]),
            ("bakgrund:hemlöshet", ["nattugglan"]),
            ("bakgrund:(hemlöshet arbete)", ["nattugglan"]),
            ("syfte:(hemlöshet bostad)", []),
            ("titel:zon", ["tio", "zon"]),
            ("titel:hemlöshet", []),
            ("mål:tillit", ["zon"]),
            ("hemlöshet -bakgrund:hemlöshet", ["arsta"]),
        ],
    )
    def test_a_query_bound_to_a_section_is_met_inside_it(
        self, index: SearchIndex, query: str, found: list[str]
    ) -> None:
        assert sorted(complete(index.search(query, match="all"))) == found

    def test_sections_given_beside_the_query_bind_all_of_it(
        self, index: SearchIndex
    ) -> None:
        assert complete(
            index.search("hemlöshet arbete", sections=["syfte"], match="all")
        ) == ["arsta"]
        assert (
            complete(
                index.search(
                    "hemlöshet bostad", sections=["syfte"], match="all"
                )
            )
            == []
        )
        both = index.search("hemlöshet", sections=["syfte", "bakgrund"])
        assert set(complete(both)) == {"nattugglan", "arsta"}

    @pytest.mark.parametrize(
        "name", ["mal", "mål", "Mål", "Målsättning", "goal"]
    )
    def test_a_section_goes_by_many_names(
        self, index: SearchIndex, name: str
    ) -> None:
        assert complete(index.search("tillit", sections=[name])) == ["zon"]

    def test_without_words_sections_list_the_projects_that_have_them(
        self, index: SearchIndex
    ) -> None:
        assert ids(index.search("", sections=["mål"])) == ["zon", "tio"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("musik", {"orat", "tio"}),
            ("musik -tillit", {"tio"}),
            ("musik INTE läsa", {"orat"}),
            ("läsa ELLER skola", {"tio", "anga"}),
            ("(läsa ELLER lyssnande) musik", {"tio", "orat"}),
            ("heml*", {"nattugglan", "arsta"}),
            ('"unga vuxna"', {"nattugglan", "arsta"}),
            ('"vuxna unga"', set()),
            ('"bostad unga"~4', {"nattugglan", "arsta"}),
            ("musik region:Stockholm", {"tio"}),
            ("-musik region:Sydsverige", {"zon"}),
            ("kommun:Lund", {"zon", "orat"}),
            ("Lund", {"zon", "orat"}),
            ('ägare:"Solna stad"', {"nattugglan"}),
            ("år:2012", {"arsta", "zon"}),
            ("stöd:>5000000", {"nattugglan", "zon"}),
        ],
    )
    def test_the_signs_of_the_query_language_mean_what_they_say(
        self, index: SearchIndex, query: str, found: set[str]
    ) -> None:
        page = index.search(query, match="all")
        assert set(ids(page)) == found
        assert page.total == len(found)


MATCHED = [
    project(f"{n}", " ".join(["barn", "skola", "musik", "teater"][: n + 1]))
    for n in range(4)
]


@pytest.fixture(scope="module")
def graded() -> Iterator[SearchIndex]:
    """Project 3 has all four words, project 0 only the first."""
    with opened_index(MATCHED) as index:
        yield index


class TestHowMuchMustMatch:
    def test_all_finds_only_projects_with_every_word(
        self, graded: SearchIndex
    ) -> None:
        page = graded.search("barn skola musik", match="all")
        assert set(ids(page)) == {"2", "3"}
        assert (page.total, page.listed, page.relaxed) == (2, 2, False)
        assert all(hit.complete for hit in page.hits)

    def test_any_finds_projects_with_some_word(
        self, graded: SearchIndex
    ) -> None:
        page = graded.search("teater musik", match="any")
        assert ids(page) == ["3", "2"]
        assert page.total == 2

    def test_auto_lets_the_others_follow_apart_where_few_have_every_word(
        self, graded: SearchIndex
    ) -> None:
        page = graded.search("barn skola musik")
        assert [(hit.id, hit.complete) for hit in page.hits][2:] == [
            ("1", False),
            ("0", False),
        ]
        assert (page.total, page.listed, page.relaxed) == (2, 4, True)

    def test_auto_is_content_with_a_handful(self) -> None:
        documents = [
            project(f"p{n}", "barn och skola" if n < 5 else "barn")
            for n in range(9)
        ]
        with opened_index(documents) as index:
            page = index.search("barn skola")
        assert (page.total, page.listed, page.relaxed) == (5, 5, False)

    def test_what_is_excluded_or_filtered_stays_so_in_what_follows(
        self, index: SearchIndex
    ) -> None:
        page = index.search(
            "hemlöshet musik tillit -läsa region:Stockholm", limit=100
        )
        assert page.total == 0
        assert set(ids(page)) == {"nattugglan", "arsta"}

    def test_total_and_facets_do_not_count_what_follows(
        self, graded: SearchIndex
    ) -> None:
        page = graded.search("barn skola musik")
        assert [
            (facet.value, facet.count) for facet in page.facets["section"]
        ] == [("ovrigt", 2)]

    def test_the_words_are_counted_one_by_one_where_few_projects_have_them_all(
        self, graded: SearchIndex
    ) -> None:
        counts = graded.search("barn musik dans").word_counts
        assert [(one.word, one.count) for one in counts] == [
            ("barn", 4),
            ("musik", 2),
            ("dans", 0),
        ]

    def test_where_many_projects_answer_nothing_is_counted_or_put_right(
        self,
    ) -> None:
        with opened_index(
            [project(f"p{number}", "barn och skola") for number in range(5)]
        ) as index:
            page = index.search("barn ELLER skolla")
        assert (page.word_counts, page.suggestion) == ((), None)

    def test_a_word_typed_twice_asks_for_nothing_more(
        self, graded: SearchIndex
    ) -> None:
        assert set(
            complete(graded.search("musik musiken musik", match="all"))
        ) == {"2", "3"}


class TestFilters:
    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ({"region": ["Stockholm"]}, {"nattugglan", "arsta", "tio"}),
            (
                {"region": ["stockholm", "Sydsverige"]},
                {"nattugglan", "arsta", "tio", "zon", "orat"},
            ),
            ({"kommun": ["Nacka"]}, {"nattugglan"}),
            ({"municipality": ["Eslöv", "Ale"]}, {"orat", "tio"}),
            ({"region": ["Stockholm"], "år": ["2012"]}, {"arsta"}),
            ({"år": ["2008", "2014"]}, {"tio", "zon"}),
            ({"ar": ["2011..2013"]}, {"nattugglan", "arsta", "zon"}),
            ({"period": ["2011-11..2011-12"]}, {"arsta"}),
            ({"stöd": [">5000000"]}, {"nattugglan", "zon"}),
            ({"stod": ["..1000000"]}, {"arsta"}),
            ({"budget": ["8000000"]}, {"nattugglan"}),
            ({"fas": ["Förprojektering"]}, {"zon"}),
            ({"ägare": ["solna"]}, {"nattugglan"}),
            ({"region": []}, {document.id for document in PROJECTS}),
            ({"region": ["Övre Norrland"]}, set()),
        ],
    )
    def test_a_filter_narrows_what_is_found(
        self,
        index: SearchIndex,
        filters: Mapping[str, list[str]],
        found: set[str],
    ) -> None:
        page = index.search("", filters=filters)
        assert set(ids(page)) == found
        assert page.total == len(found)

    def test_a_filter_beside_the_query_does_what_the_same_one_in_it_does(
        self, index: SearchIndex
    ) -> None:
        beside = index.search("hemlöshet", filters={"kommun": ["Nacka"]})
        inside = index.search("hemlöshet kommun:Nacka")
        assert [(hit.id, hit.score) for hit in beside.hits] == [
            (hit.id, hit.score) for hit in inside.hits
        ]

    def test_filters_also_bound_what_follows(self, index: SearchIndex) -> None:
        assert set(
            ids(index.search("musik tillit", filters={"region": ["Stockholm"]}))
        ) == {"tio"}


def by(key: Callable[[Document], Any]) -> list[str]:
    return [document.id for document in sorted(PROJECTS, key=key)]


class TestOrder:
    def test_titles_are_in_swedish_order(self, index: SearchIndex) -> None:
        assert ids(index.search("", sort="title")) == [
            "nattugglan",
            "zon",
            "tio",
            "arsta",
            "anga",
            "orat",
        ]

    @pytest.mark.parametrize(
        ("sort", "order"),
        [
            ("newest", ["zon", "arsta", "nattugglan", "tio", "anga", "orat"]),
            ("oldest", ["tio", "nattugglan", "arsta", "zon", "anga", "orat"]),
            ("grant", ["nattugglan", "zon", "arsta", "anga", "orat", "tio"]),
        ],
    )
    def test_what_is_not_known_comes_last_and_ties_go_by_id(
        self, index: SearchIndex, sort: str, order: list[str]
    ) -> None:
        assert ids(index.search("", sort=sort)) == order

    def test_the_whole_matches_come_before_the_rest_in_every_order(
        self, index: SearchIndex
    ) -> None:
        for sort in ("relevance", "newest", "oldest", "grant", "title"):
            told = [
                hit.complete
                for hit in index.search("musik tillit", sort=sort).hits
            ]
            assert told == sorted(told, reverse=True)

    def test_the_title_weighs_more_than_running_text(self) -> None:
        filler = "Annan text om allt möjligt. " * 3
        documents = [
            project("a", f"musik {filler}", title="Teater"),
            project("b", f"teater {filler}", title="Musik"),
        ]
        with opened_index(documents) as index:
            assert ids(index.search("musik")) == ["b", "a"]

    def test_a_list_of_other_documents_weighs_next_to_nothing(self) -> None:
        listing = Section(
            "relaterade",
            "Relevanta dokument",
            "Musik för alla. Musik i skolan. Mer musik. Musik igen.",
        )
        own = Section("bakgrund", "", "Vi odlar grönsaker med barn på landet.")
        documents = [
            Document("a", "", (listing, own)),
            project("b", "Om skolan och musik och mycket annat därtill."),
        ]
        with opened_index(documents) as index:
            assert ids(index.search("musik")) == ["b", "a"]

    def test_a_rare_word_decides_between_projects_that_have_one_each(
        self,
    ) -> None:
        documents = [project(f"p{n}", "skola och barn") for n in range(8)] + [
            project("z", "skola och trumpet")
        ]
        with opened_index(documents) as index:
            assert ids(index.search("barn trumpet", match="any"))[0] == "z"


class TestPages:
    @pytest.mark.parametrize(
        "query",
        ["arbete", "kommun", "hemlöshet missbruk kvinnor", "", "ungdomsvård"],
    )
    @pytest.mark.parametrize("size", [1, 7])
    def test_leafing_shows_what_one_long_page_shows(
        self, examples: SearchIndex, query: str, size: int
    ) -> None:
        whole = examples.search(query, limit=1_000)
        leafed = [
            hit
            for at in range(0, whole.listed, size)
            for hit in examples.search(query, limit=size, offset=at).hits
        ]
        assert [(hit.id, hit.complete) for hit in leafed] == [
            (hit.id, hit.complete) for hit in whole.hits
        ]
        assert [hit.rank for hit in leafed] == list(range(1, whole.listed + 1))

    def test_a_page_beyond_the_end_is_empty_and_still_counts(
        self, index: SearchIndex
    ) -> None:
        page = index.search("", offset=1_000)
        assert page.hits == ()
        assert page.total == page.listed == len(PROJECTS)

    def test_no_hits_are_wanted_but_the_counts(
        self, index: SearchIndex
    ) -> None:
        page = index.search("musik", limit=0)
        assert page.hits == ()
        assert page.total == 2
        assert page.facets["region"]

    @pytest.mark.parametrize("most", [0, 1, 2])
    def test_no_more_passages_are_shown_than_asked_for(
        self, examples: SearchIndex, most: int
    ) -> None:
        page = examples.search("arbete", passages=most)
        assert max(len(hit.passages) for hit in page.hits) == most


class TestFacets:
    def test_the_facets_stand_in_their_order(self, index: SearchIndex) -> None:
        names = [
            "region",
            "municipality",
            "year",
            "programme",
            "phase",
            "owner",
            "section",
        ]
        assert list(index.search("").facets) == names

    def test_values_are_ordered_by_count_then_in_swedish(
        self, index: SearchIndex
    ) -> None:
        towns = [
            (value.value, value.count)
            for value in index.search("").facets["municipality"]
        ]
        assert towns == [
            ("Lund", 2),
            ("Solna", 2),
            ("Ale", 1),
            ("Eslöv", 1),
            ("Nacka", 1),
        ]

    def test_years_are_ordered_by_newest_and_a_project_counts_in_each_of_its_years(
        self, index: SearchIndex
    ) -> None:
        years = [
            (value.value, value.count)
            for value in index.search("").facets["year"]
        ]
        assert years == [
            ("2014", 1),
            ("2013", 1),
            ("2012", 2),
            ("2011", 2),
            ("2010", 1),
            ("2009", 1),
            ("2008", 1),
        ]

    def test_sections_count_the_projects_that_have_the_words_in_them(
        self, index: SearchIndex
    ) -> None:
        sections = {
            value.value: value.count
            for value in index.search("arbete").facets["section"]
        }
        assert sections == {"bakgrund": 1, "syfte": 1, "mal": 1}

    def test_every_value_finds_as_many_projects_as_it_says(
        self, examples: SearchIndex
    ) -> None:
        page = examples.search("kommun")
        for name in ("region", "municipality", "programme", "phase", "year"):
            for value in page.facets[name]:
                assert (
                    examples.search(
                        "kommun", filters={name: [value.value]}, limit=0
                    ).total
                    == value.count
                )

    def test_facets_can_be_left_out(self, index: SearchIndex) -> None:
        assert index.search("", facets=False).facets == {}


BAD_REQUESTS: list[
    tuple[dict[str, Any], type[BadRequestError], Expected | None]
] = [
    ({"match": "some"}, BadValueError, OneOf(("auto", "all", "any"))),
    ({"sort": "date"}, BadValueError, OneOf(SORT_ORDERS)),
    ({"limit": -1}, BadValueError, WholeNumber(0, 1_000)),
    ({"limit": 1_001}, BadValueError, WholeNumber(0, 1_000)),
    ({"limit": True}, BadValueError, WholeNumber(0, 1_000)),
    ({"offset": -1}, BadValueError, WholeNumber(0, 10**9)),
    ({"passages": -1}, BadValueError, WholeNumber(0, 20)),
    ({"sections": ["slutord"]}, UnknownSectionError, None),
    ({"filters": {"färg": ["röd"]}}, UnknownFilterError, None),
    ({"filters": {"år": ["snart"]}}, BadValueError, ValueForm.YEARS),
    ({"filters": {"stöd": ["mycket"]}}, BadValueError, ValueForm.AMOUNTS),
]


class TestRefusals:
    @pytest.mark.parametrize(("arguments", "error", "expected"), BAD_REQUESTS)
    def test_what_no_index_could_answer_is_refused_with_what_to_choose(
        self,
        index: SearchIndex,
        arguments: dict[str, Any],
        error: type[BadRequestError],
        expected: Expected | None,
    ) -> None:
        with pytest.raises(error) as refused:
            index.search("musik", **arguments)
        assert getattr(refused.value, "expected", None) == expected

    @pytest.mark.parametrize("ask", [SearchIndex.document, SearchIndex.similar])
    @pytest.mark.parametrize(
        "id_", ["finns inte", "", "nattuggla", "nattugglan ", "\0"]
    )
    def test_a_document_that_is_not_there_is_named(
        self,
        index: SearchIndex,
        ask: Callable[[SearchIndex, str], object],
        id_: str,
    ) -> None:
        with pytest.raises(UnknownDocumentError):
            ask(index, id_)
        with pytest.raises(UnknownDocumentError):
            index.marked(id_, "musik")

    def test_a_folder_without_an_index_is_no_index(
        self, tmp_path: Path
    ) -> None:
        with pytest.raises(NoIndexError) as caught:
            open_index(tmp_path)
        assert (
            f"bygg ett med: projektsok rebuild --index {tmp_path}"
            in error_text(caught.value)
        )


class TestAnyQuery:
    @pytest.mark.parametrize(
        "query", ["", "   ", "\n\t", "()", "-", "*", '""', "?!"]
    )
    def test_a_query_without_words_lists_all_projects_by_title(
        self, index: SearchIndex, query: str
    ) -> None:
        page = index.search(query)
        assert ids(page) == ids(index.search("", sort="title"))
        assert page.reading == Reading()
        assert page.suggestion is None

    def test_a_query_of_little_words_alone_asks_for_those(
        self, index: SearchIndex
    ) -> None:
        page = index.search("och")
        assert set(ids(page)) == {"zon", "orat"}
        assert "<mark>och</mark>" in page.hits[0].passages[0].html

    @pytest.mark.parametrize(
        "query",
        [
            "hemlöshet\x00",
            "\x07hemlöshet",
            "hemlöshet\x1b[31m",
            "\u200bhemlöshet\u2028",
        ],
    )
    def test_control_characters_are_no_part_of_a_word(
        self, index: SearchIndex, query: str
    ) -> None:
        assert {"nattugglan", "arsta"} <= set(ids(index.search(query)))

    @pytest.mark.parametrize(
        "query",
        [
            "hemlöshet " * 1_000,
            "x" * 10_000,
            "(" * 10_000,
            '"' * 10_000,
            "-a " * 3_000,
            "a*" * 5_000,
            "å:" * 5_000,
        ],
    )
    def test_ten_thousand_characters_are_answered(
        self, index: SearchIndex, query: str
    ) -> None:
        page = index.search(query)
        assert page.query == query

    def test_what_was_not_read_of_a_long_query_is_told(
        self, index: SearchIndex
    ) -> None:
        page = index.search(" ".join(f"ord{number}" for number in range(2_000)))
        assert page.notices == (Notice(NoticeKind.TOO_MANY_WORDS),)

    @settings(max_examples=150, deadline=None)
    @given(st.text())
    def test_no_query_fails(self, index: SearchIndex, query: str) -> None:
        page = index.search(query, explain=True)
        assert page.total <= page.listed
        assert len(page.hits) == min(10, page.listed)

    pieces = st.sampled_from(
        [
            "hemlöshet",
            "barn-",
            "och",
            "e",
            "tjänst",
            '"',
            "(",
            ")",
            "-",
            "=",
            "*",
            "~",
            ":",
            "syfte:",
            "år:",
            "2012",
            "..",
            "ELLER",
            "INTE",
            "stöd:>",
            "”",
            "\u0308",
            "\u00ad",
            "İ",
            "\ud800",
            "-+",
            "é",
        ]
    )

    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.tuples(pieces, st.sampled_from(["", " "])), max_size=10))
    def test_no_query_of_signs_fails(
        self, index: SearchIndex, pieces: list[tuple[str, str]]
    ) -> None:
        query = "".join(text + blank for text, blank in pieces)
        page = index.search(query, match="any", explain=True)
        index.marked("nattugglan", query)
        index.suggest(query)
        assert page.total <= page.listed

    @pytest.mark.parametrize(
        "query",
        [
            "hemlöshet",
            "barn skola",
            "heml*",
            "",
            '"unga vuxna"',
            "hemlosheten~ arbete",
        ],
    )
    def test_the_same_query_has_the_same_answer(
        self, index: SearchIndex, query: str
    ) -> None:
        first = without_time(index.search(query, explain=True))
        assert without_time(index.search(query, explain=True)) == first
        with open_index(index.path) as again:
            assert without_time(again.search(query, explain=True)) == first


class TestDocuments:
    def test_a_document_comes_back_as_it_was_read(
        self, index: SearchIndex
    ) -> None:
        assert [
            index.document(document.id) for document in PROJECTS
        ] == PROJECTS

    def test_all_documents_come_by_id(self, index: SearchIndex) -> None:
        assert list(index.documents()) == sorted(
            PROJECTS, key=lambda document: document.id
        )

    def test_a_document_is_shown_whole_with_the_words_marked(
        self, index: SearchIndex
    ) -> None:
        shown = [
            (part.section, part.html)
            for part in index.marked("nattugglan", "nattugglan hemlöshet")
        ]
        assert shown == [
            (-1, "<mark>Nattugglan</mark>"),
            (0, "<mark>Hemlösheten</mark> ökar i länet. Många saknar arbete."),
            (1, "Att ge unga vuxna en egen bostad."),
        ]

    def test_a_section_that_was_asked_for_is_the_only_one_marked(
        self, index: SearchIndex
    ) -> None:
        shown = [
            part.html for part in index.marked("zon", "titel:9 mål:arbete")
        ]
        assert shown == [
            "Zon <mark>9</mark>",
            "Fler ska få <mark>arbete</mark> och ett eget hem. Tillit och <mark>arbete</mark>.",
        ]

    def test_the_title_of_a_hit_is_marked(self, index: SearchIndex) -> None:
        assert (
            index.search("skola").hits[0].title_html
            == "Änglarnas <mark>skola</mark>"
        )

    def test_the_stats_count_what_the_index_holds(
        self, index: SearchIndex
    ) -> None:
        stats = index.stats()
        assert stats.documents == len(PROJECTS)
        assert stats.sections["mal"] == 2
        assert stats.sections["titel"] == len(PROJECTS)
        assert stats.words > 20

    def test_an_index_without_documents_answers_too(self) -> None:
        with opened_index([]) as index:
            page = index.search("hemlöshet")
            assert (page.total, page.hits, page.suggestion) == (0, (), None)
            assert index.search("").total == 0
            assert index.suggest("heml") == ()
            assert list(index.documents()) == []
            assert index.stats().documents == 0


def switch(
    path: Path, documents: list[Document], name: str, spare: Path
) -> None:
    """Do what a build does at its end: put a new generation in place and point at it."""
    generation = write_generation(spare, documents)
    shutil.move(generation, path / GENERATIONS_FOLDER / name)
    (path / CURRENT_FILE).write_text(f"{name}\n", "ascii")


class TestSwitching:
    def test_a_new_generation_is_taken_up_between_two_requests(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "index"
        write_generation(path, [project("gammal", "Om hemlöshet.")])
        with open_index(path) as index:
            assert ids(index.search("hemlöshet")) == ["gammal"]
            switch(
                path,
                [project("ny", "Om hemlöshet."), project("nyare", "Om skola.")],
                "000002",
                tmp_path / "spare",
            )
            assert ids(index.search("hemlöshet")) == ["ny"]
            assert index.stats().documents == 2
            with pytest.raises(UnknownDocumentError):
                index.document("gammal")

    def test_what_was_begun_on_the_old_generation_is_finished_there(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "index"
        old = [
            project(f"gammal{number}", "Om hemlöshet.") for number in range(3)
        ]
        write_generation(path, old)
        with open_index(path) as index:
            listing = index.documents()
            assert next(listing) == old[0]
            switch(
                path, [project("ny", "Om skola.")], "000002", tmp_path / "spare"
            )
            assert index.search("skola").total == 1
            shutil.rmtree(path / GENERATIONS_FOLDER / "000001")
            assert list(listing) == old[1:]


THREADED_QUERIES = [
    "hemlöshet",
    "arbete",
    "kommun unga",
    "heml*",
    '"unga vuxna"',
    "ungdomsvård",
    "hemlöhset",
    "malgrupp",
    "e-tjänst",
    "våld i nära relationer",
    "syfte:arbete",
    "kvinnor region:Stockholm",
    "Hur kan socialtjänsten motverka hemlöshet?",
    "missbruk -alkohol",
    "barn ELLER ungdom",
    "kompetens~",
    "",
    "socialtjänst samverkan metod",
]


def test_eight_threads_give_the_answers_of_one(example_index: Path) -> None:
    def answers(index: SearchIndex, seed: int) -> dict[str, str]:
        order = THREADED_QUERIES.copy()
        random.Random(seed).shuffle(order)
        return {
            query: without_time(index.search(query, explain=True))
            for query in order
        }

    with open_index(example_index) as alone:
        expected = answers(alone, 0)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    try:
        # Opened anew, so that the threads meet in cold caches.
        with open_index(example_index) as shared, ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda seed: answers(shared, seed), range(8)))
    finally:
        sys.setswitchinterval(interval)
    for one in found:
        assert one == expected


class TestContacts:
    TEXT = (
        "Projektnamn: Nattugglan\nKontaktperson: Siv Lindalm\nE-post: "
        "siv@example.org\n\nSyfte\n\nAtt möta unga.\n"
    )

    @pytest.fixture
    def with_contacts(self, tmp_path: Path) -> Path:
        (tmp_path / "nattugglan.txt").write_text(self.TEXT, "utf-8")
        build_index(
            [tmp_path / "nattugglan.txt"],
            tmp_path / "index",
            show_contacts=True,
        )
        return tmp_path / "index"

    def test_an_index_with_contacts_is_opened_by_who_may_show_them(
        self, with_contacts: Path
    ) -> None:
        with open_index(with_contacts, show_contacts=True) as index:
            contact = index.document("nattugglan").metadata.contact
        assert contact is not None
        assert contact.name == "Siv Lindalm"

    def test_it_answers_nobody_else(self, with_contacts: Path) -> None:
        with pytest.raises(ContactsShownError) as raised:
            open_index(with_contacts)
        assert "kontaktpersoner" in error_text(raised.value)
        assert "projektsok rebuild" in error_text(raised.value)

    def test_an_open_index_does_not_take_up_a_rebuild_with_contacts(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "nattugglan.txt").write_text(self.TEXT, "utf-8")
        build_index([tmp_path / "nattugglan.txt"], tmp_path / "index")
        with open_index(tmp_path / "index") as index:
            assert index.search("Lindalm").total == 0
            build_index(
                [tmp_path / "nattugglan.txt"],
                tmp_path / "index",
                show_contacts=True,
            )
            with pytest.raises(ContactsShownError):
                index.search("nattugglan")


def test_a_closed_index_says_that_it_is_closed(index_of: IndexMaker) -> None:
    index = index_of([Document("a", "Nattugglan")])
    index.close()
    with pytest.raises(ClosedIndexError) as raised:
        index.search("nattugglan")
    assert "stängt" in error_text(raised.value)


@pytest.mark.parametrize("query", ["2015", "ADVA", "KA1", "B2010"])
def test_numbers_and_codes_match_as_written(
    index_of: IndexMaker, query: str
) -> None:
    texts = [
        "Klart 2010.",
        "Klart 2011.",
        "Klart 2015.",
        "Advokat.",
        "ADVA deltar.",
        "KA1 och B2010.",
    ]
    index = index_of(
        [
            Document(f"p{i}", "", (Section("ovrigt", "", text),))
            for i, text in enumerate(texts)
        ]
    )
    page = index.search(query)
    shown = [passage.text for hit in page.hits for passage in hit.passages]
    assert shown == [text for text in texts if query in text]
    assert index.search("2019").suggestion is None
