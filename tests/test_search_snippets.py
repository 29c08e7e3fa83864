"""The passages under a hit: which sentences are shown, where they are cut, and what is marked in
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from random import Random
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_index import opened_index, passages, project

from corpus import Document, Section
from search import Hit, Passage, SearchIndex, open_index
from search.language.sentences import sentence_starts
from search.results import mark_html

FILLER = (
    "Det här är en mening om något helt annat som fyller ut sidan med "
    "vanliga ord utan betydelse."
)
LONG_TEXT = " ".join(
    [
        *[FILLER] * 6,
        "Kommunen vill minska hemlösheten före årets slut.",
        *[FILLER] * 6,
    ]
)

NATTUGGLAN = Document(
    "nattugglan",
    "Nattugglan och hemlösheten",
    (
        Section(
            "relaterade",
            "Relevanta dokument",
            "Hemlöshet i Boden. Hemlöshet i Luleå. Hemlöshet och vräkning i Ale.",
        ),
        Section("bakgrund", "Bakgrund och nuläge", LONG_TEXT),
        Section(
            "syfte", "Syfte", "Projektet ska förebygga vräkning. " + FILLER
        ),
        Section("ovrigt", "Tankar från oss", "En trumpet låter högt."),
    ),
)


@pytest.fixture(scope="module")
def index() -> Iterator[SearchIndex]:
    with opened_index([NATTUGGLAN]) as index:
        yield index


@pytest.fixture(scope="module")
def examples(example_index: Path) -> Iterator[SearchIndex]:
    with open_index(example_index) as index:
        yield index


def hit(index: SearchIndex, query: str) -> Hit:
    return index.search(query).hits[0]


def shown(index: SearchIndex, query: str) -> tuple[Passage, ...]:
    return hit(index, query).passages


class TestWhereFrom:
    @pytest.mark.parametrize(
        ("query", "kind", "heading", "section"),
        [
            ("minska", "bakgrund", "Bakgrund och nuläge", 1),
            ("förebygga", "syfte", "Syfte", 2),
            ("trumpet", "ovrigt", "Tankar från oss", 3),
            ("Luleå", "relaterade", "Relevanta dokument", 0),
        ],
    )
    def test_a_passage_comes_from_any_section_and_tells_which(
        self,
        index: SearchIndex,
        query: str,
        kind: str,
        heading: str,
        section: int,
    ) -> None:
        (passage,) = shown(index, query)
        assert (passage.kind, passage.heading, passage.section) == (
            kind,
            heading,
            section,
        )

    def test_the_projects_own_text_comes_before_a_list_of_other_documents(
        self, index: SearchIndex
    ) -> None:
        assert shown(index, "hemlöshet")[0].kind == "bakgrund"
        assert shown(index, "hemlöshet vräkning")[0].kind != "relaterade"

    def test_the_title_is_marked_where_it_stands_and_is_no_passage(
        self, index: SearchIndex
    ) -> None:
        found = hit(index, "nattugglan")
        assert found.passages == ()
        assert found.title_html == "<mark>Nattugglan</mark> och hemlösheten"

    def test_a_query_bound_to_a_section_shows_that_section(
        self, index: SearchIndex
    ) -> None:
        assert {
            passage.kind for passage in shown(index, "relaterade:hemlöshet")
        } == {"relaterade"}
        (bound,) = index.search("vräkning", sections=["syfte"]).hits
        assert {passage.kind for passage in bound.passages} == {"syfte"}

    def test_facts_are_shown_only_where_nothing_else_answers(
        self, examples: SearchIndex
    ) -> None:
        for found in examples.search("Stockholm").hits:
            kinds = [passage.kind for passage in found.passages]
            assert kinds, found.id
            assert "uppgifter" not in kinds[:-1], found.id

    def test_passages_of_a_document_are_parts_of_its_sections(
        self, examples: SearchIndex
    ) -> None:
        for found in examples.search("arbete kommun", limit=50).hits:
            document = examples.document(found.id)
            for passage in found.passages:
                if passage.section >= 0:
                    section = document.sections[passage.section]
                    assert passage.text in section.text
                    assert (passage.kind, passage.heading) == (
                        section.kind,
                        section.heading,
                    )


class TestWhich:
    def test_the_passages_together_show_every_word_they_can(
        self, index: SearchIndex
    ) -> None:
        marked = " ".join(
            re.findall(
                "<mark>(.*?)</mark>",
                " ".join(
                    p.html for p in shown(index, "minska förebygga trumpet")
                ),
            )
        )
        assert {"minska", "förebygga", "trumpet"} <= set(marked.split())

    def test_a_word_not_shown_yet_comes_before_more_of_the_same(self) -> None:
        aims = [
            Section("syfte", "", f"Musik, musik och musik {number}.")
            for number in range(4)
        ]
        own = Document(
            "a", "", (*aims, Section("kommun", "", "Trumpet spelas ibland."))
        )
        others = [project(f"p{number}", FILLER) for number in range(30)]
        with opened_index([own, *others]) as index:
            second = shown(index, "musik trumpet")[1]
        assert second.html == "<mark>Trumpet</mark> spelas ibland."

    def test_a_sentence_with_both_words_comes_first(self) -> None:
        parts = [FILLER] * 3
        text = " ".join(
            ["Barn leker.", *parts, "Barn spelar musik.", *parts, "Musik hörs."]
        )
        with opened_index([project("a", text)]) as index:
            assert (
                "<mark>Barn</mark> spelar <mark>musik</mark>."
                in shown(index, "barn musik")[0].html
            )

    def test_the_word_as_written_comes_before_its_relatives(self) -> None:
        sections = tuple(
            Section("ovrigt", "", f"Här nämns {word}.")
            for word in ("hemlösa", "hemlöshet", "hemlösas")
        )
        with opened_index([Document("a", "", sections)]) as index:
            assert (
                shown(index, "hemlöshet")[0].html
                == "Här nämns <mark>hemlöshet</mark>."
            )

    def test_the_aim_comes_before_what_every_application_must_say(self) -> None:
        sections = (
            Section(
                "tillganglighet",
                "Tillgänglighet",
                "Musik ska vara till för alla.",
            ),
            Section("syfte", "Syfte", "Musik ska nå fler barn."),
        )
        with opened_index([Document("a", "", sections)]) as index:
            assert [passage.kind for passage in shown(index, "musik")] == [
                "syfte",
                "tillganglighet",
            ]

    def test_no_sentence_is_shown_twice(self, examples: SearchIndex) -> None:
        for query in ("arbete", "unga vuxna arbete", "kommun samverkan"):
            for found in examples.search(query, passages=8, limit=50).hits:
                starts = [
                    (passage.section, passage.text)
                    for passage in found.passages
                ]
                assert len(set(starts)) == len(starts)


class TestBorders:
    def test_a_passage_is_whole_sentences(self, index: SearchIndex) -> None:
        passage = shown(index, "minska")[0]
        assert re.match(r"Det här är|Kommunen vill", passage.text)
        assert passage.text.endswith(".")

    def test_no_passage_begins_or_ends_inside_a_sentence(
        self, examples: SearchIndex
    ) -> None:
        for found in examples.search("arbete kommun", limit=50).hits:
            document = examples.document(found.id)
            for passage in (
                passage for passage in found.passages if passage.section >= 0
            ):
                text = document.sections[passage.section].text
                starts = sentence_starts(text)
                sentences = [
                    text[start:end]
                    for start, end in zip(
                        starts, [*starts[1:], len(text)], strict=True
                    )
                ]
                runs = (
                    "".join(sentences[i:j]).rstrip()
                    for i in range(len(starts))
                    for j in range(i, len(starts) + 1)
                )
                assert passage.text in runs

    def test_it_says_whether_the_section_goes_on(
        self, index: SearchIndex
    ) -> None:
        middle, start, whole = (
            shown(index, "minska")[0],
            shown(index, "förebygga")[0],
            shown(index, "trumpet")[0],
        )
        assert (middle.cut_before, middle.cut_after) == (True, True)
        assert (start.cut_before, whole.cut_before, whole.cut_after) == (
            False,
            False,
            False,
        )

    def test_a_short_sentence_before_is_shown_with_it(self) -> None:
        text = f"{FILLER} Varför behövs det? Musik gör barn glada."
        with opened_index([project("a", text)]) as index:
            assert (
                shown(index, "musik")[0].text
                == "Varför behövs det? Musik gör barn glada."
            )

    def test_an_abbreviation_ends_no_sentence(self) -> None:
        sentence = "Vi erbjuder bl.a. Musik och t.ex. Dans i kap. 3 varje dag."
        text = f"{FILLER} {FILLER} {sentence} {FILLER}"
        with opened_index([project("a", text)]) as index:
            assert (
                "Vi erbjuder bl.a. <mark>Musik</mark> och t.ex. Dans i kap. 3 varje dag."
                in passages(index, "musik", "a")[0]
            )

    @pytest.mark.parametrize("word", ["mitten", "först", "sist"])
    def test_what_never_ends_is_cut_between_words(self, word: str) -> None:
        words = [f"ord{number}" for number in range(400)]
        words[{"först": 0, "mitten": 200, "sist": 399}[word]] = word
        with opened_index([project("a", " ".join(words))]) as index:
            (passage,) = shown(index, word)
        assert len(passage.text) < 700
        assert set(passage.text.split()) <= set(words)
        assert f"<mark>{word}</mark>" in passage.html

    def test_passages_stay_short(self, examples: SearchIndex) -> None:
        for found in examples.search("arbete", limit=50).hits:
            assert all(len(passage.text) <= 700 for passage in found.passages)

    def test_a_section_of_400_000_characters_is_cut_like_any_other(
        self,
    ) -> None:
        body = f"{FILLER} " * (400_000 // len(FILLER))
        text = f"{body}Längst in bor nattugglan i sitt näste. {body[:20_000]}"
        with opened_index([project("a", text)]) as index:
            (passage,) = shown(index, "nattugglan")
            shown_whole = index.marked("a", "nattugglan")[-1]
        assert (
            "Längst in bor <mark>nattugglan</mark> i sitt näste."
            in passage.html
        )
        assert len(passage.text) < 700
        assert (passage.cut_before, passage.cut_after) == (True, True)
        assert [
            shown_whole.text[start:end] for start, end in shown_whole.marks
        ] == ["nattugglan"]


MARKED = [
    (
        "hemlös",
        "Vi möter Hemlösa och HEMLÖSHETEN.",
        "Vi möter <mark>Hemlösa</mark> och <mark>HEMLÖSHETEN</mark>.",
    ),
    (
        '"unga vuxna"',
        "Unga vuxna och unga.",
        "<mark>Unga vuxna</mark> och unga.",
    ),
    ('"unga vuxna"', "Unga,\nvuxna", "<mark>Unga,\nvuxna</mark>"),
    (
        "unga vuxna",
        "Unga vuxna och unga.",
        "<mark>Unga</mark> <mark>vuxna</mark> och <mark>unga</mark>.",
    ),
    (
        '"ge en chans"',
        "Att ge en chans till.",
        "Att <mark>ge en chans</mark> till.",
    ),
    (
        '"vuxna unga"~3',
        "Unga och andra vuxna.",
        "<mark>Unga</mark> och andra <mark>vuxna</mark>.",
    ),
    (
        "EU",
        "EU:s medel och EU-stöd.",
        "<mark>EU</mark>:s medel och <mark>EU</mark>-stöd.",
    ),
    (
        "ungdom*",
        "Ungdomsvård för ungdomar.",
        "<mark>Ungdomsvård</mark> för <mark>ungdomar</mark>.",
    ),
    (
        "a&b",
        "a&b <b>x</b>",
        "<mark>a</mark>&amp;<mark>b</mark> &lt;<mark>b</mark>&gt;x&lt;/<mark>b</mark>&gt;",
    ),
    (
        "vård",
        "Vårdbehov i äldrevården.",
        "<mark>Vård</mark>behov i äldre<mark>vården</mark>.",
    ),
    ("barn", "Barnomsorg.", "<mark>Barn</mark>omsorg."),
    (
        "hemlöshet",
        "hem\u00adlös\u00adhet",
        "<mark>hem\u00adlös\u00adhet</mark>",
    ),
    ("vård", "hem\u00adlösvården", "hem\u00adlös<mark>vården</mark>"),
    ("vård", "hälso\u00advården", "hälso\u00ad<mark>vården</mark>"),
    ("hälsa", "hälso\u00advården", "<mark>hälso</mark>\u00advården"),
    ("vård", "a\u0308ldreva\u030arden", "a\u0308ldre<mark>va\u030arden</mark>"),
    (
        "äldre",
        "A\u0308LDREVA\u030aRDEN",
        "<mark>A\u0308LDRE</mark>VA\u030aRDEN",
    ),
    (
        "idé",
        "Ide\u0301n, ide\u0301er",
        "<mark>Ide\u0301n</mark>, <mark>ide\u0301er</mark>",
    ),
    ("musik -dans", "Musik utan sång.", "<mark>Musik</mark> utan sång."),
    ("İstanbul", "İstanbul x", "<mark>İstanbul</mark> x"),
    ("musik", "😀 musik 😀", "😀 <mark>musik</mark> 😀"),
]


class TestMarks:
    @pytest.mark.parametrize(("query", "text", "html"), MARKED)
    def test_the_words_are_marked_as_they_are_written(
        self, query: str, text: str, html: str
    ) -> None:
        with opened_index([project("a", text)]) as index:
            # A newline ends a sentence, so what lies on both sides of it is read in the document.
            assert index.marked("a", query)[-1].html == html

    @pytest.mark.parametrize(
        ("query", "text", "html"), [row for row in MARKED if "\n" not in row[1]]
    )
    def test_a_passage_is_marked_like_the_whole_text(
        self, query: str, text: str, html: str
    ) -> None:
        with opened_index([project("a", text)]) as index:
            assert [passage.html for passage in shown(index, query)] == [html]

    def test_marks_are_where_the_words_are_in_every_document(
        self, examples: SearchIndex
    ) -> None:
        page = examples.search(
            "hemlöshet arbete kommun", match="any", limit=100, passages=5
        )
        assert page.hits
        for passage in (
            passage for found in page.hits for passage in found.passages
        ):
            assert passage.marks
            assert_well_marked(passage)


def assert_well_marked(passage: Passage) -> None:
    """Marks lie in the text, in order, apart, around letters or digits; the HTML is the text with
    them.
    """
    ends = [0, *(end for _, end in passage.marks)]
    for before, (start, end) in zip(ends, passage.marks, strict=False):
        assert before <= start < end <= len(passage.text)
        assert passage.text[start].isalnum()
    assert passage.html == mark_html(passage.text, passage.marks)
    assert unescape(re.sub("</?mark>", "", passage.html)) == passage.text
    pieces = re.findall("<mark>(.*?)</mark>", passage.html, re.DOTALL)
    assert pieces == [
        escape(passage.text[start:end]) for start, end in passage.marks
    ]


words = st.sampled_from(
    [
        "hemlös",
        "hemlöshet",
        "barn-",
        "och",
        "ungdomsvård",
        "vård",
        "EU:s",
        "e",
        "tjänst",
        "e-tjänst",
        "idé",
        "ide\u0301",
        "hem\u00adlös",
        "&",
        "<b>",
        "2012",
        "İ",
        "😀",
        "\u00a0",
        "x" * 400,
    ]
)
ends = st.sampled_from([" ", ". ", "\n", "! ", "", ": ", "\n\n"])
texts = st.lists(st.tuples(words, ends), max_size=25).map(
    lambda rows: "".join(word + end for word, end in rows)
)
queries = st.lists(
    st.sampled_from(
        [
            "hemlöshet",
            "vård",
            "barn",
            "barnvård",
            "e tjänst",
            '"barn- och ungdomsvård"',
            "heml*",
            "EU",
            "idé",
            "x*",
            '"vård hemlös"~3',
            "hemlöhset~",
            "syfte:vård",
            "b",
            "2012",
        ]
    ),
    min_size=1,
    max_size=3,
).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(texts, min_size=1, max_size=3),
    st.lists(queries, min_size=1, max_size=6),
)
@example(["ide\u0301hemlös "], ["hemlöshet"])
def test_passages_of_any_text_are_parts_of_it_with_marks_in_order(
    sections: list[str], asked: list[str]
) -> None:
    parts = tuple(
        Section("syfte" if number else "bakgrund", "", text)
        for number, text in enumerate(sections)
    )
    with opened_index([Document("a", sections[0], parts)]) as index:
        for query in asked:
            for found in index.search(query, match="any").hits:
                for passage in found.passages:
                    text = sections[passage.section]
                    assert passage.text in text
                    assert passage.marks
                    assert_well_marked(passage)
            for whole in index.marked("a", query):
                assert_well_marked(whole)


COMPOSED = "Äldrevården är hälsovård och gatukontor, barn- och ungdomsvård. Idéhemlös en e-tjänst"


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(COMPOSED.split()), min_size=1, max_size=8).map(
        " ".join
    ),
    st.randoms(use_true_random=False),
)
def test_a_text_is_marked_alike_however_its_letters_are_written(
    text: str, random: Random
) -> None:
    decomposed = [
        part
        for letter in text
        for part in (letter, *"\u00ad" * letter.isalpha())
    ]
    hyphened = "".join(
        part for part in decomposed if part != "\u00ad" or random.random() < 0.3
    )
    otherwise = normalize("NFD", hyphened)
    documents = [project("composed", text), project("otherwise", otherwise)]
    with opened_index(documents) as index:
        for query in (
            "vård",
            "äldre",
            "hälsa",
            "gata",
            "idé",
            "barnvård",
            "e tjänst",
            "hemlös",
        ):
            expected = [
                whole.html for whole in index.marked("composed", query)[1:]
            ]
            marked = [
                whole.html for whole in index.marked("otherwise", query)[1:]
            ]
            assert [
                normalize("NFC", html.replace("\u00ad", "")) for html in marked
            ] == expected


@settings(max_examples=100, deadline=None)
@given(
    st.text(), st.lists(st.integers(0, 30), max_size=8, unique=True).map(sorted)
)
def test_html_is_the_escaped_text_with_marks(
    text: str, borders: list[int]
) -> None:
    marks = tuple(
        (start, min(end, len(text)))
        for start, end in zip(borders[::2], borders[1::2], strict=False)
        if start < min(end, len(text))
    )
    html = mark_html(text, marks)
    assert html.count("<mark>") == html.count("</mark>") == len(marks)
    assert unescape(html.replace("<mark>", "").replace("</mark>", "")) == text


def test_a_second_section_is_shown_before_a_second_passage_of_the_first() -> (
    None
):
    """The sentence that is worth most comes first; then a section that has not been seen."""
    twice = (
        "Bostad och bostad åt alla."
        + " Här står något helt annat i stället." * 12
    )
    first = Section("bakgrund", "Bakgrund", f"{twice} Bostad är en bostad.")
    second = Section("genomforande", "Genomförande", "Vi ordnar en bostad.")
    with opened_index([Document("a", "Ett", (first, second))]) as index:
        hit = index.search("bostad", passages=2).hits[0]
    assert [passage.kind for passage in hit.passages] == [
        "bakgrund",
        "genomforande",
    ]


def test_of_two_sentences_the_one_that_repeats_the_word_is_shown_first() -> (
    None
):
    once = Section("bakgrund", "Bakgrund", "Vi ordnar en bostad.")
    often = Section(
        "genomforande", "Genomförande", "Bostad, bostad och åter bostad."
    )
    with opened_index([Document("a", "Ett", (once, often))]) as index:
        hit = index.search("bostad", passages=1).hits[0]
    assert [passage.kind for passage in hit.passages] == ["genomforande"]
