"""How much of planted personal data is masked, and how little else."""

from __future__ import annotations

import pytest

from benchmarks.personal_data import Share, shares
from corpus import Document, Metadata, Section, mask_personal_data
from corpus.masking import masked_document, persons_in


@pytest.fixture(scope="module")
def measured() -> dict[str, Share]:
    return {share.kind: share for share in shares()}


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("e-mail addresses", 1.0),
        ("identity numbers", 1.0),
        ("telephone numbers", 0.99),
        ("contacts' names", 1.0),
    ],
)
def test_personal_data_is_masked_however_it_is_written(
    measured: dict[str, Share], kind: str, least: float
) -> None:
    share = measured[kind]
    assert share.part >= least, share.wrong[:20]


def test_harmless_numbers_stay(measured: dict[str, Share]) -> None:
    share = measured["harmless numbers"]
    assert share.part <= 0.01, share.wrong[:20]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ring 08-465 004 31/070-174 06 05.", "Ring [telefon]/[telefon]."),
        ("08-465 004 31,070-174 06 05", "[telefon],[telefon]"),
        ("Växel 08-465 00 43-45", "Växel [telefon]"),
        ("Tel (växel):\u00a0070\u2011174 06 05", "Tel (växel):\u00a0[telefon]"),
        (
            "”08\u2013465 004 31” och 2010\u20132012",
            "”[telefon]” och 2010\u20132012",
        ),
        ("Skriv till anna(AT)example.org – tack", "Skriv till [e-post] – tack"),
    ],
)
def test_the_text_around_stays_as_it_was(text: str, masked: str) -> None:
    assert mask_personal_data(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Projektledare Sociala Enheten",
        "Kontaktperson Telefon Adress",
        "Handläggare: Avdelning: Enhet:",
        "Projektledaren är Karlstads Kommun",
        "Projektledaren leder arbetet i Ersta Sköndal.",
    ],
)
def test_roles_and_heads_of_tables_are_no_names(text: str) -> None:
    assert mask_personal_data(text) == text


def test_a_contact_named_in_one_section_is_masked_in_the_others() -> None:
    texts = ("Kontaktperson är Testa Provsson.", "Testa Provssons idé.")
    sections = tuple(Section("ovrigt", "Om", text) for text in texts)
    document = Document("a", "Tak", sections, Metadata(), "Testa_Provsson.txt")
    masked = masked_document(document)
    assert [section.text for section in masked.sections] == [
        "Kontaktperson är [namn].",
        "[namn]s idé.",
    ]
    assert masked.source == "[namn].txt"


def test_only_the_column_of_contacts_holds_persons() -> None:
    rows = "\n".join(
        f"| Nya Taket | Testa Prov{letter}son |" for letter in "abcdefgh"
    )
    text = f"| Projekt | Kontaktperson |\n|---|---|\n{rows}"
    document = Document(
        "a", "Tak", (Section("ovrigt", "Om", text),), Metadata(), "a.txt"
    )
    assert persons_in(document) == tuple(
        f"Testa Prov{letter}son" for letter in "abcdefgh"
    )


@pytest.mark.parametrize(
    "unit", ["0123-4-", "08-", "46 ", "tel 1 ", "a@b.", "Projektledare A"]
)
def test_long_rows_of_what_looks_personal_are_masked_in_one_go(
    unit: str,
) -> None:
    """Patterns that go back over a row would need hours for a million signs."""
    mask_personal_data(unit * (1_000_000 // len(unit)))
