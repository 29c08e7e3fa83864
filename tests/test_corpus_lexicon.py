"""Headings and labels are known in every way they are written."""

from __future__ import annotations

import pytest

from corpus import SECTION_KINDS
from corpus.kinds import BANK_HEADINGS, HEADINGS
from corpus.lookup import (
    field_of_label,
    furniture_rule,
    heading_kind,
    known_kind,
)


def test_every_heading_of_the_vocabulary_has_a_kind_of_the_model() -> None:
    assert set(HEADINGS) <= set(SECTION_KINDS)
    for kind, headings in HEADINGS.items():
        assert {known_kind(heading) for heading in headings} == {kind}
    assert None not in {known_kind(heading) for heading in BANK_HEADINGS}


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Målsättning", "mal"),
        ("MÅLSÄTTNING:", "mal"),
        ("malsattning", "mal"),
        ("2.1 Målsättning", "mal"),
        ("3) Syfte", "syfte"),
        ("IV. Risker", "risker"),
        ("Mål och syfte", "mal"),
        ("Syfte och mål", "syfte"),
        ("Bakgrund och nuläge", "bakgrund"),
        ("Kostnader och finansiering", "kostnader"),
        ("Projektets syfte", "syfte"),
        ("Risker med projektet", "risker"),
        ("Tillgänglighet och jämställdhet", "tillganglighet"),
    ],
)
def test_a_heading_is_known_in_its_forms(heading: str, kind: str) -> None:
    assert known_kind(heading) == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Syftet med projektet är",
        "Kommunerna",
        "Hantverk",
        "Bakgrunden är känd",
        "x" * 500,
    ],
)
def test_other_text_is_no_known_heading(text: str) -> None:
    assert known_kind(text) is None


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Bakgrund till ansökan", "bakgrund"),
        ("Våra mål", "mal"),
        ("Resultat så här långt", "resultat"),
        ("2 §", "ovrigt"),
        ("Allmänna bestämmelser", "ovrigt"),
        ("", "ovrigt"),
    ],
)
def test_what_is_known_to_be_a_heading_gets_the_kind_its_words_tell(
    heading: str, kind: str
) -> None:
    assert heading_kind(heading) == kind


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Projektägare", "owner"),
        ("projektagare:", "owner"),
        ("Beviljat ESF-stöd", "grant"),
        ("grant_sek", "grant"),
        ("budget_sek", "budget"),
        ("municipalities", "municipality"),
        ("Favoritfärg", None),
    ],
)
def test_a_label_names_its_field(label: str, field: str | None) -> None:
    assert field_of_label(label) == field


@pytest.mark.parametrize(
    "line",
    [
        "Logotyp på utskrifter",
        " Stäng ",
        "In English",
        "Till innehållet",
        "Skriv ut",
    ],
)
def test_furniture_is_known_by_a_named_rule(line: str) -> None:
    assert furniture_rule(line)


@pytest.mark.parametrize(
    "line", ["", "Stäng dörren om dig.", "English for beginners", "Syfte"]
)
def test_content_is_no_furniture(line: str) -> None:
    assert furniture_rule(line) is None
