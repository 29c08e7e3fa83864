"""Swedish as people search it: endings, compounds, hyphens, letters, misspellings, synonyms and
questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_index import complete, opened_index, passages, project

from corpus import Document, Section
from search import SearchIndex, WordMatch, open_index
from search.query.notices import Notice, NoticeKind
from wording.queries import reading_text

FAMILIES = [
    "projekt projektet projektens",
    "kompetens kompetensen",
    "insats insatser",
    "barn barnet",
    "kommun kommunernas",
    "syfte syftet",
    "resultat resultatet",
    "fråga frågan",
    "målgrupp målgruppers",
    "arbetsmarknad arbetsmarknaden",
    "kvinna kvinnan",
    "seminarium seminarier",
    "särskild särskilt",
    "hälsa hälso",
    "hemlös hemlösa hemlöshet hemlösheten",
]
STRANGERS = [
    ("plan", "planet"),
    ("vikt", "viktig"),
    ("samt", "samtliga"),
    ("arbete", "arbetare"),
]
FORMS = [form for family in FAMILIES for form in family.split()]

COMPOUNDS = [
    ("ungdom", "ungdomsvård", "<mark>ungdom</mark>svård"),
    ("vård", "ungdomsvård", "ungdoms<mark>vård</mark>"),
    ("ungdomar", "ungdomsvård", "<mark>ungdom</mark>svård"),
    ("hälsa", "hälsovård", "<mark>hälso</mark>vård"),
    ("gata", "gatukontor", "<mark>gatu</mark>kontor"),
    ("kyrka", "kyrkogård", "<mark>kyrko</mark>gård"),
    ("lärare", "lärarutbildning", "<mark>lärar</mark>utbildning"),
    ("familj", "familjeomsorg", "<mark>familje</mark>omsorg"),
    ("omsorg", "barnomsorgen", "barn<mark>omsorgen</mark>"),
    (
        "förvaltning",
        "arbetsmarknadsförvaltning",
        "arbetsmarknads<mark>förvaltning</mark>",
    ),
    (
        "arbetsmarknad",
        "arbetsmarknadsförvaltning",
        "<mark>arbetsmarknad</mark>sförvaltning",
    ),
]
TRAPS = [
    ("hem", "hemlöshet"),
    ("lös", "hemlöshet"),
    ("lös", "arbetslöshet"),
    ("tyg", "verktyg"),
    ("grund", "bakgrund"),
    ("lag", "underlag"),
    ("del", "deltagare"),
    ("dom", "ungdom"),
    ("son", "person"),
    ("skap", "ledarskap"),
    ("ring", "förändring"),
    ("stad", "Karlstad"),
    ("holm", "Stockholm"),
    ("ort", "sport"),
    ("kur", "kurs"),
    ("rum", "forum"),
    ("par", "partner"),
    ("bo", "boll"),
]


@pytest.fixture(scope="module")
def examples(example_index: Path) -> Iterator[SearchIndex]:
    with open_index(example_index) as index:
        yield index


@pytest.fixture(scope="module")
def forms() -> Iterator[SearchIndex]:
    """One project for each form, named by it; all other words are the same."""
    words = [*FORMS, *(word for pair in STRANGERS for word in pair)]
    with opened_index(
        [project(word, f"Här står {word} i en mening.") for word in words]
    ) as index:
        yield index


class TestEndings:
    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            pair
            for family in FAMILIES
            for pair in permutations(family.split(), 2)
        ],
    )
    def test_the_forms_of_a_word_find_each_other(
        self, forms: SearchIndex, asked: str, found: str
    ) -> None:
        assert found in complete(forms.search(asked))

    @pytest.mark.parametrize("form", FORMS)
    def test_a_word_as_written_ranks_above_its_relatives(
        self, forms: SearchIndex, form: str
    ) -> None:
        assert complete(forms.search(form))[0] == form

    @pytest.mark.parametrize("form", FORMS)
    def test_other_forms_are_marked_as_they_are_written(
        self, forms: SearchIndex, form: str
    ) -> None:
        for hit in forms.search(form, match="all").hits:
            assert [passage.html for passage in hit.passages] == [
                f"Här står <mark>{hit.id}</mark> i en mening."
            ]

    @pytest.mark.parametrize(
        ("asked", "other"), [*STRANGERS, *(pair[::-1] for pair in STRANGERS)]
    )
    def test_words_that_only_look_alike_are_not_thrown_together(
        self, forms: SearchIndex, asked: str, other: str
    ) -> None:
        scores = {
            hit.id: hit.score
            for hit in forms.search(asked, match="any", limit=1_000).hits
        }
        assert scores.get(other, 0.0) < 0.5 * scores[asked]
        assert other not in complete(forms.search(asked))

    @pytest.mark.parametrize("form", FORMS)
    def test_an_equals_sign_finds_only_the_word_as_written(
        self, forms: SearchIndex, form: str
    ) -> None:
        page = forms.search(f"={form}")
        assert [hit.id for hit in page.hits] == [form]

    def test_capitals_make_no_difference(self, forms: SearchIndex) -> None:
        found = [(hit.id, hit.score) for hit in forms.search("HEMLÖSHET").hits]
        assert found == [
            (hit.id, hit.score) for hit in forms.search("hemlöshet").hits
        ]

    def test_a_decomposed_letter_is_the_same_letter(
        self, forms: SearchIndex
    ) -> None:
        assert complete(forms.search("hemlo\u0308shet"))[0] == "hemlöshet"


@pytest.fixture(scope="module")
def compounds() -> Iterator[SearchIndex]:
    """One project for each compound, trap and part, named by it."""
    words = {word for part, whole, _ in COMPOUNDS for word in (part, whole)} | {
        w for pair in TRAPS for w in pair
    }
    with opened_index(
        [
            project(word, f"Texten nämner {word} en gång.")
            for word in sorted(words)
        ]
    ) as index:
        yield index


class TestCompounds:
    @pytest.mark.parametrize(("part", "whole", "marked"), COMPOUNDS)
    def test_a_part_finds_the_whole_and_is_marked_inside_it(
        self, compounds: SearchIndex, part: str, whole: str, marked: str
    ) -> None:
        assert passages(compounds, part, whole) == [
            f"Texten nämner {marked} en gång."
        ]

    @pytest.mark.parametrize(("part", "whole", "marked"), COMPOUNDS)
    def test_the_whole_ranks_below_the_word_itself(
        self, compounds: SearchIndex, part: str, whole: str, marked: str
    ) -> None:
        found = complete(compounds.search(part, limit=1_000))
        assert found[0] == part
        assert found.index(whole) > 0

    @pytest.mark.parametrize(("part", "word"), TRAPS)
    def test_letters_that_only_look_like_a_part_find_nothing(
        self, compounds: SearchIndex, part: str, word: str
    ) -> None:
        assert word not in complete(compounds.search(part, limit=1_000))

    def test_the_whole_does_not_count_projects_that_have_a_part_of_it(
        self, compounds: SearchIndex
    ) -> None:
        page = compounds.search("ungdomsvård")
        assert complete(page) == ["ungdomsvård"]
        assert page.total == 1

    def test_where_few_have_the_whole_those_with_its_parts_follow_apart(
        self, compounds: SearchIndex
    ) -> None:
        page = compounds.search("ungdomsvård")
        assert page.relaxed
        assert {"ungdom", "vård"} <= {
            hit.id for hit in page.hits if not hit.complete
        }


ELLIPSES = [
    (
        "Vi erbjuder barn- och ungdomsvård här.",
        "barnvård",
        "Vi erbjuder <mark>barn- och ungdomsvård</mark> här.",
    ),
    (
        "Vi erbjuder barn- och ungdomsvård här.",
        "ungdomsvård",
        "Vi erbjuder barn- och <mark>ungdomsvård</mark> här.",
    ),
    (
        "Chefen för arbetsmarknads- och socialförvaltningen leder.",
        "arbetsmarknadsförvaltning",
        "Chefen för <mark>arbetsmarknads- och socialförvaltningen</mark> leder.",
    ),
    (
        "Kommunens hälso- och sjukvård.",
        "hälsovård",
        "Kommunens <mark>hälso- och sjukvård</mark>.",
    ),
    (
        "Studie- och yrkesvägledare finns.",
        "studievägledare",
        "<mark>Studie- och yrkesvägledare</mark> finns.",
    ),
    (
        "Inom barn-, ungdoms- och familjevården.",
        "barnvård",
        "Inom <mark>barn-, ungdoms- och familjevården</mark>.",
    ),
    (
        "Inom barn-, ungdoms- och familjevården.",
        "ungdomsvård",
        "Inom barn-, <mark>ungdoms- och familjevården</mark>.",
    ),
    (
        "En skol- eller arbetsdag.",
        "skoldag",
        "En <mark>skol- eller arbetsdag</mark>.",
    ),
]
E_SERVICE = {"hyphen": "e-tjänst", "joined": "etjänst", "apart": "e tjänst"}


@pytest.fixture(scope="module")
def ellipses() -> Iterator[SearchIndex]:
    texts = dict.fromkeys(text for text, _, _ in ELLIPSES)
    with opened_index([project(text, text) for text in texts]) as index:
        yield index


@pytest.fixture(scope="module")
def services() -> Iterator[SearchIndex]:
    documents = [
        project(name, f"Nu införs en ny {spelt} för alla.")
        for name, spelt in E_SERVICE.items()
    ]
    with opened_index(
        [*documents, project("tjänst", "En tjänst som anställd.")]
    ) as index:
        yield index


class TestHyphens:
    @pytest.mark.parametrize(("text", "asked", "marked"), ELLIPSES)
    def test_a_word_cut_off_by_a_hyphen_is_found_whole_and_marked_where_it_stands(
        self, ellipses: SearchIndex, text: str, asked: str, marked: str
    ) -> None:
        assert text in complete(ellipses.search(asked))
        assert passages(ellipses, asked, text) == [marked]

    def test_the_ellipsis_is_found_as_a_phrase(
        self, ellipses: SearchIndex
    ) -> None:
        page = ellipses.search('"barn- och ungdomsvård"')
        assert [
            passage.html for hit in page.hits for passage in hit.passages
        ] == ["Vi erbjuder <mark>barn- och ungdomsvård</mark> här."]

    def test_the_ellipsis_typed_without_quotes_finds_it_first(
        self, ellipses: SearchIndex
    ) -> None:
        assert (
            complete(ellipses.search("barn- och ungdomsvård"))[0]
            == ELLIPSES[0][0]
        )

    @pytest.mark.parametrize(
        ("asked", "found"), list(product(E_SERVICE, repeat=2))
    )
    def test_the_three_spellings_of_an_e_service_meet(
        self, services: SearchIndex, asked: str, found: str
    ) -> None:
        spelt = E_SERVICE[found]
        assert found in complete(services.search(E_SERVICE[asked]))
        assert passages(services, E_SERVICE[asked], found) == [
            f"Nu införs en ny <mark>{spelt}</mark> för alla."
        ]

    @pytest.mark.parametrize("asked", E_SERVICE.values())
    def test_a_plain_service_is_no_e_service(
        self, services: SearchIndex, asked: str
    ) -> None:
        assert "tjänst" not in complete(services.search(asked))

    @pytest.mark.parametrize(
        "form", ["e-tjänster", "etjänsten", "e-tjänsternas", "e tjänster"]
    )
    def test_e_services_are_found_in_other_forms_too(
        self, services: SearchIndex, form: str
    ) -> None:
        assert set(complete(services.search(form))) == set(E_SERVICE)


RINGS_AND_DOTS = ["hall", "håll", "häll", "lon", "lön", "lån", "tal", "tål"]


@pytest.fixture(scope="module")
def letters() -> Iterator[SearchIndex]:
    words = [
        *RINGS_AND_DOTS,
        "idéhistoria",
        "kvalité",
        "hemlöshet",
        "målsättning",
        "entré",
        "entre",
    ]
    with opened_index(
        [project(word, f"Ordet {word} står här.") for word in words]
    ) as index:
        yield index


class TestLetters:
    @pytest.mark.parametrize("word", RINGS_AND_DOTS)
    def test_rings_and_dots_make_other_words(
        self, letters: SearchIndex, word: str
    ) -> None:
        page = letters.search(word)
        assert complete(page) == [word]
        assert page.notices == ()

    @pytest.mark.parametrize(
        ("asked", "found"),
        [("hemloshet", "hemlöshet"), ("malsattning", "målsättning")],
    )
    def test_words_typed_without_rings_and_dots_find_them_and_the_page_says_so(
        self, letters: SearchIndex, asked: str, found: str
    ) -> None:
        page = letters.search(asked)
        assert complete(page) == [found]
        assert page.notices == (
            Notice(NoticeKind.OTHER_LETTERS, asked, read_as=found),
        )
        assert (
            page.hits[0].passages[0].html
            == f"Ordet <mark>{found}</mark> står här."
        )

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("idehistoria", ["idéhistoria"]),
            ("kvalite", ["kvalité"]),
            ("entre", ["entre", "entré"]),
            ("entré", ["entré", "entre"]),
        ],
    )
    def test_accents_make_no_letters_of_their_own(
        self, letters: SearchIndex, asked: str, found: list[str]
    ) -> None:
        page = letters.search(asked)
        assert complete(page) == found
        assert page.notices == ()

    def test_a_word_as_written_is_not_looked_for_without_marks(
        self, letters: SearchIndex
    ) -> None:
        assert complete(letters.search("=hemloshet")) == []


@pytest.fixture(scope="module")
def misspelt() -> Iterator[SearchIndex]:
    texts = [
        "Hemlöshet och psykisk ohälsa bland unga i Göteborg.",
        "Vi vill motivera deltagarna till arbete med delaktighet.",
        "Kommunen samverkar med Arbetsförmedlingen om hemlöshet.",
    ]
    with opened_index(
        [project(str(number), text) for number, text in enumerate(texts)]
    ) as index:
        yield index


class TestMisspelling:
    @pytest.mark.parametrize(
        ("asked", "suggested"),
        [
            ("hemlöhset", "hemlöshet"),
            ("hemlösheet", "hemlöshet"),
            ("hemmlöshet", "hemlöshet"),
            ("delaktigheet", "delaktighet"),
            ("Göteborrg", "göteborg"),
            ("arbetsförmedligen", "arbetsförmedlingen"),
            ("psykisk ohällsa", "psykisk ohälsa"),
            ("hemlöhset -göteborg", "hemlöshet -göteborg"),
            ("bakgrund:hemlöhset", "bakgrund:hemlöshet"),
        ],
    )
    def test_a_slip_of_the_keys_is_put_right(
        self, misspelt: SearchIndex, asked: str, suggested: str
    ) -> None:
        assert misspelt.search(asked).suggestion == suggested

    @pytest.mark.parametrize(
        "word",
        [
            "motverka",
            "reaktiv",
            "hemlöshet",
            "arbeta",
            "delaktig",
            "kommuner",
            "samverka",
        ],
    )
    def test_a_real_swedish_word_is_never_put_right(
        self, misspelt: SearchIndex, word: str
    ) -> None:
        assert misspelt.search(word).suggestion is None

    @pytest.mark.parametrize(
        "query", ["", "xqzw", "12345", "och", "heml*", "år:2012", "=hemlöshet"]
    )
    def test_what_has_no_likely_word_is_left_alone(
        self, misspelt: SearchIndex, query: str
    ) -> None:
        assert misspelt.search(query).suggestion is None

    def test_of_two_equally_near_words_the_common_one_is_meant(self) -> None:
        documents = [
            project("a", "En bulle."),
            project("b", "En bult."),
            project("c", "Ännu en bult."),
        ]
        with opened_index(documents) as index:
            assert index.search("bulxt").suggestion == "bult"

    @settings(max_examples=60, deadline=None)
    @given(
        st.sampled_from(
            [
                "hemlöshet",
                "samverkan",
                "missbruk",
                "arbetslöshet",
                "integration",
            ]
        ),
        st.data(),
    )
    def test_what_is_suggested_finds_something(
        self, examples: SearchIndex, word: str, data: st.DataObject
    ) -> None:
        at, cut = (
            data.draw(st.integers(0, len(word))),
            data.draw(st.integers(0, 2)),
        )
        letters = data.draw(st.text("abcdeföäå", max_size=2))
        suggestion = examples.search(
            word[:at] + letters + word[at + cut :]
        ).suggestion
        assert suggestion is None or examples.search(suggestion).total

    def test_a_tilde_finds_what_is_misspelt(
        self, misspelt: SearchIndex
    ) -> None:
        assert set(complete(misspelt.search("hemlöhset~"))) == {"0", "2"}


SYNONYMS = [
    ("försörjningsstöd", "ekonomiskt bistånd"),
    ("ekonomiskt bistånd", "försörjningsstöd"),
    ("IFO", "individ- och familjeomsorg"),
    ("individ- och familjeomsorg", "IFO"),
    ("AF", "Arbetsförmedlingen"),
    ("Arbetsförmedlingen", "AF"),
    ("LSS", "lagen om stöd och service till vissa funktionshindrade"),
    ("SFI", "svenska för invandrare"),
    ("svenska för invandrare", "SFI"),
    ("bostadslös", "hemlös"),
    ("hemlös", "bostadslösa"),
    ("hemlöshet", "bostadslösa"),
    ("våld i nära relationer", "mäns våld"),
    ("mäns våld", "våld i nära relationer"),
    ("vräkning", "avhysning"),
]


@pytest.fixture(scope="module")
def synonyms() -> Iterator[SearchIndex]:
    entries = dict.fromkeys(entry for pair in SYNONYMS for entry in pair)
    with opened_index(
        [project(entry, f"Det handlar om {entry} idag.") for entry in entries]
    ) as index:
        yield index


class TestSynonyms:
    @pytest.mark.parametrize(("asked", "other"), SYNONYMS)
    def test_a_synonym_is_found_below_the_words_typed(
        self, synonyms: SearchIndex, asked: str, other: str
    ) -> None:
        found = complete(synonyms.search(asked))
        assert found.index(asked) < found.index(other)

    @pytest.mark.parametrize(("asked", "other"), SYNONYMS)
    def test_synonyms_can_be_switched_off(
        self, synonyms: SearchIndex, asked: str, other: str
    ) -> None:
        page = synonyms.search(asked, synonyms=False)
        assert other not in complete(page)
        assert page.reading.synonyms == ()

    @pytest.mark.parametrize(("asked", "other"), SYNONYMS)
    def test_the_interpretation_names_them(
        self, synonyms: SearchIndex, asked: str, other: str
    ) -> None:
        reading = synonyms.search(asked).reading
        _, _, named = reading_text(reading).partition("; även ")
        assert other.lower().replace("- ", " ").removesuffix("a") in named

    @pytest.mark.parametrize(("asked", "other"), SYNONYMS)
    def test_a_synonym_is_marked(
        self, synonyms: SearchIndex, asked: str, other: str
    ) -> None:
        assert passages(synonyms, asked, other) == [
            f"Det handlar om <mark>{other}</mark> idag."
        ]

    def test_a_synonym_that_nobody_has_written_is_not_named(
        self, synonyms: SearchIndex
    ) -> None:
        assert reading_text(synonyms.search("komvux").reading) == "komvux"

    def test_a_word_as_written_has_no_synonyms(
        self, synonyms: SearchIndex
    ) -> None:
        assert complete(synonyms.search("=vräkning")) == ["vräkning"]

    def test_what_is_excluded_has_no_synonyms(
        self, synonyms: SearchIndex
    ) -> None:
        assert "avhysning" in complete(
            synonyms.search("handlar -vräkning", limit=100)
        )


QUESTIONS = [
    "Hur kan socialtjänsten motverka hemlöshet?",
    "Hur kan socialtjänsten i vår kommun på bästa sätt motverka "
    "hemlöshet bland unga vuxna med missbruk?",
    "Vilka projekt har hjälpt långtidsarbetslösa kvinnor utan "
    "gymnasieutbildning att få ett första jobb i Norrbotten?",
    "Finns det någon som har prövat digital kompetensutveckling för "
    "personal inom äldreomsorgen på landsbygden?",
    "Vad är det som gör att så få av de nyanlända som läser "
    "svenska för invandrare går vidare till arbete?",
]


class TestQuestions:
    @pytest.mark.parametrize("match", ["auto", "any"])
    @pytest.mark.parametrize("question", QUESTIONS)
    def test_a_long_question_does_not_come_back_empty(
        self, examples: SearchIndex, question: str, match: str
    ) -> None:
        page = examples.search(question, match=match)
        assert len(page.hits) >= 3
        assert all(hit.passages for hit in page.hits[:3])

    def test_the_little_words_of_a_question_are_not_asked_for(
        self, examples: SearchIndex
    ) -> None:
        page = examples.search(
            "Hur ska vi nå de hemlösa i vår kommun?", synonyms=False
        )
        assert reading_text(page.reading) == "nå och hemlösa och kommun"


@pytest.fixture(scope="module")
def explained() -> Iterator[SearchIndex]:
    nattugglan = Document(
        "nattugglan",
        "Nattugglan",
        (
            Section(
                "bakgrund",
                "Bakgrund",
                "Hemlösheten ökar. Hemlösheten kostar. De hemlösa blir fler.",
            ),
            Section(
                "syfte",
                "Syfte",
                "Att minska hemlösheten och möta hemlösa. Vräkningar ska bli färre.",
            ),
            Section(
                "mal", "Mål", "Ungdomsvården ska förbättras. Färre avhysningar."
            ),
        ),
    )
    with opened_index([nattugglan]) as index:
        yield index


class TestExplanation:
    """Says why: the form, how often, where, and through what."""

    def explain(self, index: SearchIndex, query: str) -> tuple[WordMatch, ...]:
        return index.search(query, explain=True).hits[0].explanation

    def test_the_forms_are_counted_by_section(
        self, explained: SearchIndex
    ) -> None:
        (match,) = self.explain(explained, "hemlöshet")
        assert match.word == "hemlöshet"
        told = [
            (form.form, form.count, form.sections, form.reason)
            for form in match.forms
        ]
        assert told == [
            ("hemlösheten", 3, ("bakgrund", "syfte"), "böjning"),
            ("hemlösa", 2, ("bakgrund", "syfte"), "böjning"),
        ]

    @pytest.mark.parametrize(
        ("query", "form", "reason"),
        [
            ("hemlösa", "hemlösa", "exakt"),
            ("=hemlösa", "hemlösa", "exakt"),
            ("ungdom", "ungdomsvården", "sammansättning"),
            ("vräkning", "avhysningar", "synonym"),
            ("hemlosheten", "hemlösheten", "stavning"),
            ("hemlöhseten~", "hemlösheten", "stavning"),
            ("ungdoms*", "ungdomsvården", "prefix"),
            ('"minska hemlösheten"', "minska", "fras"),
        ],
    )
    def test_the_reason_is_told(
        self, explained: SearchIndex, query: str, form: str, reason: str
    ) -> None:
        forms = {
            found.form: found.reason
            for match in self.explain(explained, query)
            for found in match.forms
        }
        assert forms[form] == reason

    def test_every_word_of_the_query_is_explained_in_its_order(
        self, explained: SearchIndex
    ) -> None:
        words = [
            match.word
            for match in self.explain(
                explained, "ungdomsvård hemlösa nattugglan"
            )
        ]
        assert words == ["ungdomsvård", "hemlösa", "nattugglan"]

    def test_what_a_query_was_bound_to_bounds_the_explanation(
        self, explained: SearchIndex
    ) -> None:
        (match,) = self.explain(explained, "syfte:hemlösa")
        assert [
            (form.form, form.count, form.sections) for form in match.forms
        ] == [
            ("hemlösheten", 1, ("syfte",)),
            ("hemlösa", 1, ("syfte",)),
        ]

    def test_nothing_is_explained_unless_asked_for(
        self, explained: SearchIndex
    ) -> None:
        assert explained.search("hemlöshet").hits[0].explanation == ()
