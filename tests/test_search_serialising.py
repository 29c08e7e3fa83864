"""What programs are given as JSON."""

from __future__ import annotations

import json
from datetime import date

from corpus.model import Contact, Document, Metadata, Section
from search.engine.words.word_sets import Reason
from search.query.tree import Word
from search.results import (
    FacetValue,
    FormMatch,
    Hit,
    Page,
    Passage,
    Reading,
    WordMatch,
)
from search.serialising import document_as_json, page_as_json

METADATA = Metadata(
    programme="Programområde 1 Kompetensförsörjning",
    owner="Kils kommun",
    region="Norra Mellansverige",
    grant_sek=1_200_000,
    start=date(2011, 3, 1),
    municipalities=("Kil", "Karlstad"),
    other={"Diarienummer": "2011-30"},
)
DOCUMENT = Document(
    "nattljus",
    "Nattljus",
    (Section("bakgrund", "Bakgrund", "Hemlöshet & vräkning."),),
    METADATA,
)


def page_of(hit: Hit) -> Page:
    return Page(
        query="hemlöshet",
        reading=Reading(Word("hemlöshet")),
        total=1,
        listed=1,
        relaxed=False,
        suggestion=None,
        took_ms=1.5,
        offset=0,
        limit=10,
        hits=(hit,),
        facets={"region": (FacetValue("Norra Mellansverige", 1),)},
    )


def hit_with(explanation: tuple[WordMatch, ...] = ()) -> Hit:
    passage = Passage(
        "bakgrund", "Bakgrund", "Hemlöshet & vräkning.", ((0, 9),)
    )
    return Hit(
        1,
        "nattljus",
        "Nattljus",
        2.5,
        True,
        METADATA,
        (passage,),
        explanation=explanation,
    )


def test_a_page_has_the_keys_of_the_design_in_its_order() -> None:
    page = page_as_json(page_of(hit_with()))
    assert list(page) == [
        "query", "total", "listed", "relaxed", "offset", "limit", "suggestion", "word_counts",
        "took_ms", "hits", "facets",
    ]  # fmt: skip
    assert list(page["hits"][0]) == [
        "rank",
        "id",
        "title",
        "score",
        "complete",
        "metadata",
        "passages",
    ]
    assert page["hits"][0]["passages"] == [
        {
            "kind": "bakgrund",
            "heading": "Bakgrund",
            "text": "Hemlöshet & vräkning.",
            "marks": [[0, 9]],
            "html": "<mark>Hemlöshet</mark> &amp; vräkning.",
        }
    ]
    assert page["facets"] == {
        "region": [{"value": "Norra Mellansverige", "count": 1}]
    }


def test_a_page_can_be_written_as_json_and_read_again() -> None:
    page = page_as_json(page_of(hit_with()))
    assert json.loads(json.dumps(page)) == page


def test_an_explanation_is_there_only_when_asked_for() -> None:
    match = WordMatch(
        "hemlöshet", (FormMatch("hemlösa", 2, ("Bakgrund",), Reason.INFLECTED),)
    )
    explained = page_as_json(page_of(hit_with((match,))))["hits"][0]
    assert explained["explanation"] == [
        {
            "word": "hemlöshet",
            "is_part": False,
            "forms": [
                {
                    "form": "hemlösa",
                    "count": 2,
                    "sections": ["Bakgrund"],
                    "reason": "böjning",
                }
            ],
        }
    ]
    assert "explanation" not in page_as_json(page_of(hit_with()))["hits"][0]


def test_a_document_has_dates_as_iso_8601_and_amounts_as_whole_kronor() -> None:
    document = document_as_json(DOCUMENT)
    assert list(document) == ["id", "title", "metadata", "sections"]
    assert document["metadata"]["start"] == "2011-03-01"
    assert document["metadata"]["end"] is None
    assert document["metadata"]["grant_sek"] == 1_200_000
    assert document["metadata"]["municipalities"] == ["Kil", "Karlstad"]
    assert document["metadata"]["other"] == {"Diarienummer": "2011-30"}
    assert document["sections"] == [
        {
            "kind": "bakgrund",
            "heading": "Bakgrund",
            "text": "Hemlöshet & vräkning.",
        }
    ]


def test_the_contact_block_is_left_out_where_it_is_hidden() -> None:
    contact = Contact(
        "Projektkansliet", "kansliet@example.org", "031-390 06 11"
    )
    shown = document_as_json(
        Document("a", "A", metadata=Metadata(contact=contact))
    )
    assert shown["metadata"]["contact"] == {
        "name": "Projektkansliet",
        "email": "kansliet@example.org",
        "phone": "031-390 06 11",
    }
    assert "contact" not in document_as_json(DOCUMENT)["metadata"]
