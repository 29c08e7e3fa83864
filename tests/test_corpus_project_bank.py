"""Pages of the project bank: furniture, glued labels, glued headings, lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Document, read_document
from corpus.formats.project_bank import is_project_bank, read_project_bank
from corpus.kinds import BANK_HEADINGS

PAGE = """Logotyp på utskrifter

Stäng

Ny adress till kansliet från 1 mars

Fiskmåsen – kustens lag

ProgramområdeProgramområde 2 Ökat arbetskraftsutbud
ProjektfasGenomförande
ProjektägareRegionförbundet Provkusten
KontaktpersonProjektkansliet
E-postfiskmasen@example.org
Telefonnummer040-628 04 17
Beviljat ESF-stöd1 250 000 kr
Total projektbudget2 500 000 kr
Projektperiod2011-03-01 till 2012-10-31
RegionSydsverige
In English

Sammanfattning

Syftet med laget är att nå unga. Kommunerna är själva med och betalar.
DELMÅL OCH METOD
• först en punkt
   - sedan en indragen
Det ger jobb.Bakgrund

Hamnen stängde 2009.

Mål

Fler i arbete utan vräkningarFörtydligande inkommit 2010-11-03
Syfte

Projektets syfte:
1. Arbete
2. Bostad

Samarbetspartners

 • Hamnlaget
 • Vård- och omsorgsförvaltningen

Deltagande aktörer

 • Hamnlaget

Kommun

 • Simrishamn
 • Ystad

Skriv ut
"""


def read(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "fiskmasen.txt"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def headings(document: Document) -> list[tuple[str, str]]:
    return [(section.kind, section.heading) for section in document.sections]


def test_the_title_is_what_stands_above_the_labels(tmp_path: Path) -> None:
    assert read(tmp_path, PAGE).title == "Fiskmåsen – kustens lag"


def test_every_label_becomes_its_field(tmp_path: Path) -> None:
    metadata = read(tmp_path, PAGE).metadata
    assert metadata.programme == "Programområde 2 Ökat arbetskraftsutbud"
    assert metadata.phase == "Genomförande"
    assert metadata.owner == "Regionförbundet Provkusten"
    assert metadata.region == "Sydsverige"
    assert (metadata.grant_sek, metadata.budget_sek) == (1_250_000, 2_500_000)
    assert (metadata.start, metadata.end) == (
        date(2011, 3, 1),
        date(2012, 10, 31),
    )
    assert metadata.other == {}


def test_lists_are_names_and_stay_sections_too(tmp_path: Path) -> None:
    document = read(tmp_path, PAGE)
    assert document.metadata.municipalities == ("Simrishamn", "Ystad")
    assert document.metadata.partners == (
        "Hamnlaget",
        "Vård- och omsorgsförvaltningen",
    )
    assert document.metadata.participants == ("Hamnlaget",)
    assert document.sections[-1].text == "• Simrishamn\n• Ystad"


def test_sections_begin_at_headings_only(tmp_path: Path) -> None:
    assert headings(read(tmp_path, PAGE)) == [
        ("sammanfattning", "Sammanfattning"),
        ("bakgrund", "Bakgrund"),
        ("mal", "Mål"),
        ("syfte", "Syfte"),
        ("samarbetspartners", "Samarbetspartners"),
        ("aktorer", "Deltagande aktörer"),
        ("kommun", "Kommun"),
    ]


def test_sub_headings_in_capitals_and_glued_additions_stay_in_their_section(
    tmp_path: Path,
) -> None:
    summary, _, goal, purpose, *_ = read(tmp_path, PAGE).sections
    assert (
        "DELMÅL OCH METOD\n• först en punkt\n- sedan en indragen\nDet ger jobb."
        in summary.text
    )
    assert (
        goal.text
        == "Fler i arbete utan vräkningar\nFörtydligande inkommit 2010-11-03"
    )
    assert purpose.text.startswith("Projektets syfte:\n1. Arbete")


@pytest.mark.parametrize("heading", BANK_HEADINGS)
@pytest.mark.parametrize("end", ["öka.", "öka", "2010", "ord)", "”ord”"])
def test_a_heading_glued_to_a_paragraph_is_found(
    tmp_path: Path, heading: str, end: str
) -> None:
    page = (
        PAGE.partition("Sammanfattning")[0]
        + f"Sammanfattning\n\nDet ska {end}{heading}\n\nEn text.\n"
    )
    if heading == "Sammanfattning":
        page = page.replace("Sammanfattning\n\nDet", "Bakgrund\n\nDet")
    sections = read(tmp_path, page).sections
    assert sections[0].text == f"Det ska {end}"
    assert (sections[1].heading, sections[1].text) == (heading, "En text.")


@pytest.mark.parametrize(
    "heading",
    [
        "Bakgrund",
        "Syfte",
        "Tillgänglighet för personer med funktionsnedsättning",
    ],
)
def test_a_heading_glued_to_the_text_after_it_is_found(
    tmp_path: Path, heading: str
) -> None:
    page = (
        PAGE.partition("Sammanfattning")[0]
        + f"Mål.{heading}En text om annat.\n"
    )
    sections = read(tmp_path, page).sections
    assert (sections[1].heading, sections[1].text) == (
        heading,
        "En text om annat.",
    )


@pytest.mark.parametrize(
    "line",
    [
        "Syftet är gott.",
        "Kommunen betalar",
        "• Syfte",
        "- Bakgrund",
        "SYFTE",
        "Syfte:",
        "mål, bakgrund",
    ],
)
def test_a_headings_word_in_text_lists_and_capitals_is_no_heading(
    tmp_path: Path, line: str
) -> None:
    page = (
        PAGE.partition("Sammanfattning")[0]
        + f"Målsättning\n\nEtt.\n\n{line}\n\nTvå.\n"
    )
    assert headings(read(tmp_path, page)) == [("mal", "Målsättning")]


def test_the_whole_block_in_one_line_is_read_too(tmp_path: Path) -> None:
    start, end = PAGE.index("Programområde"), PAGE.index("\nIn English")
    page = PAGE[:start] + PAGE[start:end].replace("\n", "") + PAGE[end:]
    assert read(tmp_path, page).metadata == read(tmp_path, PAGE).metadata


def test_values_on_the_line_below_their_label_are_read(tmp_path: Path) -> None:
    page = PAGE.replace("ProjektfasGenomförande", "Projektfas\nGenomförande")
    assert read(tmp_path, page).metadata == read(tmp_path, PAGE).metadata


def test_an_unknown_label_in_the_block_is_kept_as_written(
    tmp_path: Path,
) -> None:
    page = PAGE.replace(
        "RegionSydsverige", "Antal deltagare250\nRegionSydsverige"
    )
    assert read(tmp_path, page).metadata.other == {"Antal deltagare": "250"}


def test_a_value_that_is_no_amount_is_kept_as_written(tmp_path: Path) -> None:
    metadata = read(
        tmp_path, PAGE.replace("1 250 000 kr", "Ej beslutat")
    ).metadata
    assert metadata.grant_sek is None
    assert metadata.other == {"Beviljat ESF-stöd": "Ej beslutat"}


def test_a_title_that_begins_with_a_label_is_a_title(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        PAGE.replace("Fiskmåsen – kustens lag", "RegionRundan runt kusten"),
    )
    assert document.title == "RegionRundan runt kusten"
    assert document.metadata.region == "Sydsverige"


def test_a_page_without_a_title_is_named_after_its_file(tmp_path: Path) -> None:
    assert (
        read(tmp_path, PAGE[PAGE.index("Programområde") :]).title == "fiskmasen"
    )


def test_a_paragraph_above_the_title_is_kept(tmp_path: Path) -> None:
    paragraph = "En lång inledning om kusten. " * 20
    document = read(
        tmp_path, f"{paragraph}\n\n{PAGE[PAGE.index('Fiskmåsen') :]}"
    )
    assert document.sections[0].kind == "ovrigt"
    assert document.sections[0].text == paragraph.strip()


WORDS = st.text(
    st.sampled_from("abdefgiklmnoprstuvåäö"), min_size=2, max_size=9
)
PARAGRAPH = st.lists(WORDS, min_size=3, max_size=12).map(
    lambda words: f"Ord {' '.join(words)}."
)
SECTIONS = st.lists(
    st.tuples(
        st.sampled_from(BANK_HEADINGS[:7]),
        st.lists(PARAGRAPH, min_size=1, max_size=3),
        st.booleans(),
    ),
    unique_by=lambda section: section[0],
)
FURNITURE = st.lists(
    st.sampled_from(
        ["Stäng", "Logotyp på utskrifter", "Till innehållet", "Ändrade tider"]
    ),
    max_size=4,
)


@given(FURNITURE, SECTIONS)
def test_any_page_comes_back_as_it_was_put_together(
    furniture: list[str], sections: list[tuple[str, list[str], bool]]
) -> None:
    page = (
        "".join(f"{line}\n\n" for line in furniture)
        + "Namnet\n\nProjektfasGenomförande\nRegionX\nProjektägareY\n\n"
    )
    for heading, paragraphs, glued in sections:
        page = (
            page.rstrip() if glued and page.endswith(".\n\n") else page
        ) + f"{heading}\n\n"
        page += "\n\n".join(paragraphs) + "\n\n"

    assert is_project_bank(page)
    draft = read_project_bank(page)

    assert draft.title == "Namnet"
    assert [removal.text for removal in draft.removals] == sorted_like(
        furniture, [r.text for r in draft.removals]
    )
    assert [(part.heading, part.text) for part in draft.sections] == [
        (heading, "\n\n".join(paragraphs))
        for heading, paragraphs, _ in sections
    ]


def sorted_like(expected: list[str], found: list[str]) -> list[str]:
    """*found* when it has the same lines as *expected*, else *expected*: named rules come before
    banners.
    """
    return (
        found
        if sorted(" ".join(found).split()) == sorted(" ".join(expected).split())
        else expected
    )
