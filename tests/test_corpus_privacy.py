"""What is personal is masked; what only looks like it stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Contact, mask_personal_data, read_document
from corpus.persons import personal_names
from corpus.privacy import mask_identity_numbers


@pytest.mark.parametrize(
    "number",
    [
        "031-390 06 12",
        "031-3900612",
        "031 390 06 12",
        "0313900612",
        "031/390 06 12",
        "031 - 390 06 12",
        "(031) 390 06 12",
        "+46 31 390 06 12",
        "+46 (0)31-390 06 12",
        "004631-390 06 12",
        "08-465 004 31",
        "070-174 06 05",
        "070-174-06-05",
        "0701740605",
        "0980-319 226",
    ],
)
def test_a_telephone_number_is_masked(number: str) -> None:
    assert mask_personal_data(f"Ring {number}.") == "Ring [telefon]."
    assert mask_personal_data(number) == "[telefon]"


@pytest.mark.parametrize(
    "label", ["tel", "Tel.", "tfn:", "Telefon", "TELEFON:", "mobil", "växel"]
)
def test_a_local_number_is_masked_after_a_word_for_it(label: str) -> None:
    assert mask_personal_data(f"{label} 390 06 12") == f"{label} [telefon]"


def test_brackets_around_a_number_stay_in_pairs() -> None:
    assert (
        mask_personal_data("Anna (031-390 06 12) svarar")
        == "Anna ([telefon]) svarar"
    )


def test_both_numbers_of_a_pair_are_masked() -> None:
    assert (
        mask_personal_data("031-390 06 12/070-174 06 05")
        == "[telefon]/[telefon]"
    )


@pytest.mark.parametrize(
    "text",
    [
        "5 119 766 kr",
        "Dnr 0123-456789",
        "dnr: 08-123456",
        "2010-11-03",
        "01-05-2010",
        "0,1234567",
        "kl. 08-16 2010",
        "SFS 2010:1234",
        "projektnummer 2009-3050014",
        "organisationsnummer 556677-8899",
        "Arvika 45 040 52 374 --8",
        "telefonen hade 12345 samtal",
        "år 2008, 2009 och 2010",
        "ISBN 010-1234567",
    ],
)
def test_other_numbers_survive(text: str) -> None:
    assert mask_personal_data(text) == text


@pytest.mark.parametrize(
    "address",
    [
        "anna.ek@example.org",
        "a-b+c@post.example.com",
        "anna (at) example.net",
        "anna[at]example.net",
        "Å.Ö@example.org",
    ],
)
def test_an_address_is_masked(address: str) -> None:
    assert (
        mask_personal_data(f"Skriv till {address}, tack.")
        == "Skriv till [e-post], tack."
    )


@pytest.mark.parametrize(
    "number",
    [
        "19121212-1212",
        "121212-1212",
        "121212+1212",
        "1212121212",
        "201212121212",
    ],
)
def test_a_real_identity_number_is_masked_and_by_its_own_function_too(
    number: str,
) -> None:
    assert mask_personal_data(f"({number})") == "([personnummer])"
    assert mask_identity_numbers(f"({number})") == "([personnummer])"


@pytest.mark.parametrize(
    "number", ["121212-1213", "121312-1212", "12121212121212"]
)
def test_a_number_with_a_wrong_check_digit_or_date_survives(
    number: str,
) -> None:
    assert mask_identity_numbers(number) == number


@pytest.mark.parametrize(
    "form",
    [
        "Testa Provsson",
        "TESTA PROVSSON",
        "Provsson, Testa",
        "Provsson Testa",
        "T. Provsson",
        "Testa\nProvsson",
        "Testa Maria Provsson",
    ],
)
def test_a_contact_name_is_masked_in_every_form(form: str) -> None:
    assert (
        mask_personal_data(f"Fråga {form} om det.", ["Testa Maria Provsson"])
        == "Fråga [namn] om det."
    )


def test_a_name_keeps_its_genitive_and_is_not_found_inside_words() -> None:
    masked = mask_personal_data(
        "Testa Provssons plan. Provssonska huset.", ["Testa Provsson"]
    )
    assert masked == "[namn]s plan. Provssonska huset."


@pytest.mark.parametrize(
    "role",
    [
        "Projektledaren",
        "Sociala enheten",
        "Karlstads kommun",
        "Enhetschefen för mottagandet",
        "",
    ],
)
def test_a_role_is_no_personal_name(role: str) -> None:
    assert personal_names(role) == ()


def test_each_person_of_a_contact_field_is_known() -> None:
    assert personal_names(
        "Testa Provsson, projektledare och Prova af Testberg"
    ) == (
        "Testa Provsson",
        "Prova af Testberg",
    )


def test_a_name_after_a_role_is_masked_in_running_text() -> None:
    assert (
        mask_personal_data("Handläggare: Testa Provsson Bofast")
        == "Handläggare: [namn] Bofast"
    )
    assert (
        mask_personal_data("Handläggare: Avdelning: Enhet:")
        == "Handläggare: Avdelning: Enhet:"
    )


@given(st.text(), st.lists(st.text(max_size=20), max_size=3))
def test_masking_never_fails_and_a_second_time_changes_nothing(
    text: str, names: list[str]
) -> None:
    masked = mask_personal_data(text, names)
    assert mask_identity_numbers(masked) == masked


BANK_PAGE = """Stäng

Provbänken

ProjektfasGenomförande
ProjektägareProvköpings kommun
KontaktpersonTesta Provsson
E-posttesta.provsson@example.org
Telefonnummer031-390 06 12
RegionVästsverige

Bakgrund

Testa Provsson (121212-1212) svarar på 031-390 06 12 och testa@example.org.
"""


def test_a_document_hides_its_contact_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "prov.txt"
    path.write_text(BANK_PAGE, encoding="utf-8")

    hidden = read_document(path)
    shown = read_document(path, show_contacts=True)

    assert hidden.metadata.contact is None
    assert (
        hidden.sections[0].text
        == "[namn] ([personnummer]) svarar på [telefon] och [e-post]."
    )
    assert "Provsson" not in repr(hidden)
    assert "example.org" not in repr(hidden)
    assert shown.metadata.contact == Contact(
        "Testa Provsson", "testa.provsson@example.org", "031-390 06 12"
    )
    assert (
        shown.sections[0].text
        == "Testa Provsson ([personnummer]) svarar på 031-390 06 12 och testa@example.org."
    )


@pytest.mark.parametrize(
    "label",
    ["Kontaktperson", "## Kontakt", "**Kontaktuppgifter:**", "Projektledare:"],
)
def test_a_name_on_the_line_under_its_label_is_masked_there_and_in_the_text(
    tmp_path: Path, label: str
) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        f"Vinterlinjen\n\nBakgrund\n\nIdén kom från Ada "
        f"Exempelsson.\n\n{label}\nAda Exempelsson\nStrateg\n",
        "utf-8",
    )
    document = read_document(path)
    text = "\n".join(
        section.heading + section.text for section in document.sections
    )
    assert "Exempelsson" not in text + str(document.metadata)
    assert "Strateg" in text + str(document.metadata)
