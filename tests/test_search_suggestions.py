"""Completions while typing, and projects like the one shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_index import complete, opened_index, project

from corpus import Document, Metadata, Section
from indexer import build_index
from search import SearchIndex, Suggestion, open_index
from search.language.letters import bare_letters

WITH_A_CONTACT = """Logotyp på utskrifter

Brobyggarna

ProgramområdeProgramområde 1 Kompetensförsörjning
ProjektägareKils kommun
KontaktpersonTindra Exempelsson
E-posttindra.exempelsson@example.com
Telefonnummer031-390 06 12
RegionNorra Mellansverige
In English

Bakgrund

Hemlösheten ökar.
Fråga Tindra Exempelsson på 031-390 06 12 eller tindra.exempelsson@example.com om du undrar.
"""

DOCUMENTS = [
    project(
        "a",
        "Hemlöshet, hemlöshet och hemtjänst. Bilen och bio.",
        title="Hemma i Malmö",
        facts=Metadata(owner="Malmö stad"),
    ),
    project(
        "b",
        "Hemlösheten och hemmet. Bilar.",
        title="Ett eget hem",
        facts=Metadata(owner="Malmö kommun", municipalities=("Malmö", "Kil")),
    ),
    project(
        "c",
        "Hemlösa och hem. Ingen hemlöshet. Bilarna.",
        title="Nattugglan",
        facts=Metadata(owner="Malmö stad", municipalities=("Malmö",)),
    ),
    project(
        "d",
        "Hemtjänsten i Åre och hos oss hemma. Bio.",
        title="Vård på väg",
        facts=Metadata(owner="Åre kommun"),
    ),
]


@pytest.fixture(scope="module")
def index() -> Iterator[SearchIndex]:
    with opened_index(DOCUMENTS) as index:
        yield index


@pytest.fixture(scope="module")
def examples(example_index: Path) -> Iterator[SearchIndex]:
    with open_index(example_index) as index:
        yield index


def texts(
    index: SearchIndex, prefix: str, kind: str | None = None, limit: int = 8
) -> list[str]:
    return [
        one.text
        for one in index.suggest(prefix, limit)
        if kind in (None, one.kind)
    ]


class TestCompletion:
    @pytest.mark.parametrize(
        ("typed", "suggestion"),
        [
            ("heml", Suggestion("hemlöshet", "ord", 3)),
            ("HEML", Suggestion("hemlöshet", "ord", 3)),
            ("natt", Suggestion("Nattugglan", "titel", 1)),
            ("Ett e", Suggestion("Ett eget hem", "titel", 1)),
            ("malmö", Suggestion("Malmö stad", "projektägare", 2)),
            ("malmö", Suggestion("Malmö", "kommun", 2)),
            ("malmo", Suggestion("Malmö", "kommun", 2)),
            ("stad", Suggestion("Malmö stad", "projektägare", 2)),
        ],
    )
    def test_words_titles_owners_and_municipalities_are_completed(
        self, index: SearchIndex, typed: str, suggestion: Suggestion
    ) -> None:
        assert suggestion in index.suggest(typed)

    def test_words_come_first_the_most_common_one_in_front(
        self, index: SearchIndex
    ) -> None:
        assert [one.kind for one in index.suggest("hem")][:2] == ["ord", "ord"]
        assert texts(index, "hem", "ord")[0] == "hemlöshet"

    def test_the_forms_of_a_word_count_together(
        self, index: SearchIndex
    ) -> None:
        found = [(one.text, one.count) for one in index.suggest("bi")]
        assert found == [("bilar", 3), ("bio", 2)]

    def test_names_come_by_the_number_of_their_projects(
        self, index: SearchIndex
    ) -> None:
        assert texts(index, "malmö", "projektägare") == [
            "Malmö stad",
            "Malmö kommun",
        ]

    def test_a_name_that_is_also_a_word_is_suggested_as_the_name(
        self, index: SearchIndex
    ) -> None:
        assert index.suggest("malm")[0] == Suggestion("Malmö", "kommun", 2)

    def test_a_word_is_suggested_in_one_form(self, index: SearchIndex) -> None:
        assert [
            word
            for word in texts(index, "heml", "ord")
            if word.startswith("hemlös")
        ] == ["hemlöshet"]

    def test_the_count_is_that_of_the_projects_it_will_find(
        self, index: SearchIndex
    ) -> None:
        for suggestion in index.suggest("hem", 20):
            if suggestion.kind == "ord":
                found = index.search(
                    suggestion.text, synonyms=False, match="all"
                )
                assert suggestion.count <= found.total

    def test_the_last_word_is_completed_and_the_rest_kept(
        self, index: SearchIndex
    ) -> None:
        assert "vård heml" not in texts(index, "vård heml")
        assert "vård hemlöshet" in texts(index, "vård heml")

    @pytest.mark.parametrize(
        "typed", ["", "   ", "?", "-", "xqz", "hemlöshet ", '"', "\0"]
    )
    def test_what_nothing_begins_with_has_no_completions(
        self, index: SearchIndex, typed: str
    ) -> None:
        assert [
            text
            for text in texts(index, typed)
            if text.strip() == typed.strip()
        ] == []

    @pytest.mark.parametrize("typed", ["o", "oc", "i", "p", "ho"])
    def test_little_words_are_not_suggested(
        self, index: SearchIndex, typed: str
    ) -> None:
        assert not {"och", "i", "på", "hos"} & set(
            texts(index, typed, limit=100)
        )

    @pytest.mark.parametrize("limit", [0, 1, 2, 5])
    def test_no_more_are_suggested_than_asked_for(
        self, examples: SearchIndex, limit: int
    ) -> None:
        assert len(examples.suggest("s", limit)) == limit

    def test_no_text_is_suggested_twice(self, examples: SearchIndex) -> None:
        for typed in "abehksuåäö":
            found = [
                text.casefold() for text in texts(examples, typed, limit=40)
            ]
            assert len(set(found)) == len(found)

    @pytest.mark.parametrize(
        "typed",
        [
            "a",
            "h",
            "heml",
            "sam",
            "ung",
            "våld i n",
            "k",
            "st",
            "å",
            "ö",
            "unga arbetsl",
        ],
    )
    def test_every_suggestion_begins_as_typed_and_finds_something(
        self, examples: SearchIndex, typed: str
    ) -> None:
        for suggestion in examples.suggest(typed, 20):
            assert bare_letters(typed) in {
                part[: len(typed)]
                for part in word_starts(
                    bare_letters(suggestion.text.casefold())
                )
            }, suggestion
            assert examples.search(suggestion.text).hits, suggestion

    def test_a_suggested_title_finds_its_project_first(
        self, examples: SearchIndex
    ) -> None:
        missed = []
        for document in examples.documents():
            first = examples.search(document.title).hits[0]
            if first.title != document.title:
                missed.append((document.title, first.title))
        assert missed == []


def word_starts(text: str) -> list[str]:
    return [
        text[at:]
        for at in range(len(text))
        if at == 0 or not text[at - 1].isalnum()
    ]


class TestPersonalData:
    @pytest.fixture(scope="class")
    @classmethod
    def contacts(
        cls, tmp_path_factory: pytest.TempPathFactory
    ) -> Iterator[SearchIndex]:
        folder = tmp_path_factory.mktemp("contact")
        (folder / "bro.txt").write_text(WITH_A_CONTACT, "utf-8")
        build_index([folder / "bro.txt"], folder / "index")
        with open_index(folder / "index") as index:
            yield index

    @pytest.mark.parametrize(
        "typed",
        [
            "tind",
            "Tindra",
            "exempels",
            "fråga tin",
            "031",
            "390",
            "06",
            "example",
            "tindra.ex",
        ],
    )
    def test_a_contact_is_not_suggested(
        self, contacts: SearchIndex, typed: str
    ) -> None:
        assert texts(contacts, typed, limit=100) == []

    @pytest.mark.parametrize(
        "query",
        [
            "Tindra",
            "exempelsson",
            "exempel*",
            "390",
            "031",
            "tindra.exempelsson@example.com",
        ],
    )
    def test_a_contact_is_not_found(
        self, contacts: SearchIndex, query: str
    ) -> None:
        assert contacts.search(query, match="any").hits == ()

    @pytest.mark.parametrize("query", ["Tindrra", "exempelson"])
    def test_a_contact_is_not_what_was_meant(
        self, contacts: SearchIndex, query: str
    ) -> None:
        assert contacts.search(query).suggestion is None

    def test_the_document_itself_was_read(self, contacts: SearchIndex) -> None:
        assert texts(contacts, "brob") == ["Brobyggarna"]
        assert complete(contacts.search("hemlöshet Kil")) == ["bro"]


class TestSimilar:
    @pytest.fixture(scope="class")
    @classmethod
    def topics(cls) -> Iterator[SearchIndex]:
        about = {
            "hem": "Hemlöshet och vräkning. Bostadslösa får härbärge och egen lägenhet.",
            "skola": "Elever läser matematik. Lärare undervisar i klassrummet.",
            "musik": "Trumpet och fiol. Orkestern spelar konserter.",
        }
        documents = [
            Document(
                f"{name}{number}",
                f"Projekt {number}",
                (
                    Section(
                        "bakgrund",
                        "",
                        f"{text} Vi vill pröva nytt. Kommunen deltar.",
                    ),
                ),
            )
            for name, text in about.items()
            for number in range(3)
        ]
        with opened_index(documents) as index:
            yield index

    @pytest.mark.parametrize("name", ["hem", "skola", "musik"])
    def test_projects_about_the_same_come_first(
        self, topics: SearchIndex, name: str
    ) -> None:
        assert {hit.id for hit in topics.similar(f"{name}0", 2)} == {
            f"{name}1",
            f"{name}2",
        }

    @pytest.mark.parametrize("limit", [0, 1, 3])
    def test_no_more_come_than_asked_for_and_never_the_project_itself(
        self, examples: SearchIndex, limit: int
    ) -> None:
        for document in list(examples.documents())[:10]:
            similar = examples.similar(document.id, limit)
            assert len(similar) == limit
            assert document.id not in [hit.id for hit in similar]
            assert [hit.rank for hit in similar] == list(range(1, limit + 1))

    def test_the_best_come_first(self, examples: SearchIndex) -> None:
        document = next(examples.documents())
        scores = [hit.score for hit in examples.similar(document.id, 10)]
        assert scores == sorted(scores, reverse=True)

    def test_a_project_alone_is_like_no_other(self) -> None:
        with opened_index([project("a", "Hemlöshet och vräkning.")]) as index:
            assert index.similar("a") == ()

    def test_projects_that_share_only_little_words_are_not_alike(self) -> None:
        documents = [
            project("a", "Hemlöshet och vräkning."),
            project("b", "Trumpet och fiol."),
        ]
        with opened_index(documents) as index:
            assert index.similar("a") == ()

    def test_a_project_without_text_is_like_no_other(self) -> None:
        with opened_index(
            [project("a"), project("b", "Trumpet och fiol.")]
        ) as index:
            assert index.similar("a") == ()
