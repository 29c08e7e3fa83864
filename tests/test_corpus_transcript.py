"""Transcripts of PDFs: other documents' titles, numbered pages, headings inside running text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Document, read_document
from corpus.formats.running_headings import cut_running
from corpus.formats.transcript import read_transcript

RELATED = """BRYGGAN FÖR UNGA UTAN BOSTAD

Relevanta dokument
Bostad först i Provköping. Sid 1 (9)

Handläggare: Testa Provsson Rutiner mot vräkning

U T V E C K L A R E

"""

PAGES = (
    "VÅRD- OCH OMSORGSFÖRVALTNINGEN STABEN SID 1 (4) 2010-03-15 BRYGGAN FÖR UNGA UTAN BOSTAD",
    "SID 2 (4) Bakgrund och nuläge Vård- och stödet räcker inte. Risker med flytten är kända. "
    "Beskrivning av projektet Vi bygger en brygga. Personalen arbetar i vårdoch omsorgslag. "
    "Nyttan/effekten av projektet Intern effektivisering Färre möten behövs. "
    "Se avsnitt 3 i planen och resten på nästa",
    "SID 3 (4) sida. Nollalternativ Utan bryggan växer kön. Det finns socialtjänst-",
    "SID 4 (4) personal som väntar. Samverkan och delat boende för unga En styrgrupp följer "
    "arbetet. Kostnader och finansiering Kostnader 2010 Projektledare Utvärdering "
    "Administrativa kostnader 50 tkr. "
    "Projektets totala kostnad beräknas till 1 750 000 kr. Uppföljning Vi räknar.",
)

TRANSCRIPT = f"{RELATED}Transkript:\n\n{chr(10).join(page + chr(10) for page in PAGES)}".strip()


def read(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "bryggan.txt"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def section(document: Document, heading: str) -> str:
    (found,) = [
        section.text
        for section in document.sections
        if section.heading == heading
    ]
    return found


def test_the_title_is_the_first_line(tmp_path: Path) -> None:
    assert read(tmp_path, TRANSCRIPT).title == "BRYGGAN FÖR UNGA UTAN BOSTAD"


def test_other_documents_stand_apart(tmp_path: Path) -> None:
    first = read(tmp_path, TRANSCRIPT).sections[0]
    assert (first.kind, first.heading) == ("relaterade", "Relevanta dokument")
    assert first.text.split("\n") == [
        "Bostad först i Provköping. Sid 1 (9)",
        "Handläggare: [namn] Rutiner mot vräkning",
        "UTVECKLARE",
    ]


def test_running_headings_divide_the_text(tmp_path: Path) -> None:
    assert [
        (section.kind, section.heading)
        for section in read(tmp_path, TRANSCRIPT).sections[1:]
    ] == [
        ("bakgrund", "Bakgrund och nuläge"),
        ("genomforande", "Beskrivning av projektet"),
        ("resultat", "Nyttan/effekten av projektet"),
        ("ovrigt", "Nollalternativ"),
        ("genomforande", "Samverkan och delat boende för unga"),
        ("kostnader", "Kostnader och finansiering"),
        ("uppfoljning", "Uppföljning"),
    ]


def test_a_heading_word_in_a_sentence_or_a_table_stays_text(
    tmp_path: Path,
) -> None:
    document = read(tmp_path, TRANSCRIPT)
    assert section(document, "Bakgrund och nuläge").endswith(
        "Risker med flytten är kända."
    )
    assert "Projektledare Utvärdering Administrativa" in section(
        document, "Kostnader och finansiering"
    )


def test_a_sub_heading_begins_the_text_of_its_heading(tmp_path: Path) -> None:
    text = section(read(tmp_path, TRANSCRIPT), "Nyttan/effekten av projektet")
    assert text.startswith("Intern effektivisering\nFärre möten behövs.")


def test_sentences_and_word_pairs_broken_by_a_page_are_joined(
    tmp_path: Path,
) -> None:
    document = read(tmp_path, TRANSCRIPT)
    assert section(document, "Nyttan/effekten av projektet").endswith(
        "resten på nästa sida."
    )
    assert "socialtjänst- personal som väntar." in section(
        document, "Nollalternativ"
    )


def test_a_lost_hyphen_is_mended_where_the_document_has_it_elsewhere(
    tmp_path: Path,
) -> None:
    assert "i vård- och omsorgslag" in section(
        read(tmp_path, TRANSCRIPT), "Beskrivning av projektet"
    )


def test_facts_come_from_header_and_text(tmp_path: Path) -> None:
    metadata = read(tmp_path, TRANSCRIPT).metadata
    assert metadata.owner == "Vård- och omsorgsförvaltningen"
    assert metadata.budget_sek == 1_750_000
    assert metadata.other == {"Avdelning": "Staben", "Datum": "2010-03-15"}


def test_labels_in_the_text_of_the_first_page_are_facts(tmp_path: Path) -> None:
    labels = "Projektägare: Provköpings kommun Sökt belopp: 900 000 kr Region: Västsverige"
    document = read(
        tmp_path,
        TRANSCRIPT.replace("BOSTAD\n\nSID 2", f"BOSTAD {labels}\n\nSID 2"),
    )
    assert document.metadata.owner == "Provköpings kommun"
    assert document.metadata.region == "Västsverige"
    assert document.metadata.grant_sek == 900_000
    assert (
        document.metadata.other["Förvaltning"]
        == "Vård- och omsorgsförvaltningen"
    )


@pytest.mark.parametrize("page", ["SID {} (3)", "Sid {} (3)", "Sida {} av 3"])
def test_page_headers_of_other_forms_are_no_text(page: str) -> None:
    pages = [
        f"SOCIALNÄMNDEN {page.format(number)} 2011-01-02 Text nummer {number}."
        for number in (1, 2, 3)
    ]
    draft = read_transcript("Titel\n\nTranskript:\n\n" + "\n\n".join(pages))
    assert (
        draft.sections[0].text
        == "Text nummer 1.\n\nText nummer 2.\n\nText nummer 3."
    )


def test_pages_with_bare_numbers_are_joined() -> None:
    pages = "1 Bakgrund Staden växer och\n\n2 kön blir lång. Syfte Vi bygger\n\n3 en brygga."
    draft = read_transcript(f"Titel\n\nTranskript:\n\n{pages}")
    assert [(part.heading, part.text) for part in draft.sections] == [
        ("Bakgrund", "Staden växer och kön blir lång."),
        ("Syfte", "Vi bygger en brygga."),
    ]


def test_a_sentence_broken_between_pages_without_numbers_is_joined() -> None:
    draft = read_transcript(
        "Titel\n\nTranskript:\n\nBakgrund Staden växer och\n\nkön blir lång.\n\nDen är lång."
    )
    assert (
        draft.sections[0].text
        == "Staden växer och kön blir lång.\n\nDen är lång."
    )


def test_words_that_begin_or_end_every_page_are_no_text() -> None:
    pages = [
        f"SID {number} (4) Provköpings kommun Sida {number * 7} ord. Box 12 Provköping"
        for number in (1, 2, 3, 4)
    ]
    draft = read_transcript("Titel\n\nTranskript:\n\n" + "\n\n".join(pages))
    assert "Box" not in draft.sections[0].text
    assert any(removal.rule == "sidfot" for removal in draft.removals)


def test_a_list_of_documents_after_the_transcript_is_found_too() -> None:
    draft = read_transcript(
        "Titel\n\nTranskript:\n\nSID 1 (1) Text.\n\nRelevanta dokument\n\nEn annan plan\n"
    )
    assert [(part.kind, part.text) for part in draft.sections] == [
        ("relaterade", "En annan plan"),
        (None, "Text."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Vi ser flera risker. Risker är vardag.",
        "Rubrikerna är: Bakgrund Syfte Mål",
        "Innehåll Bakgrund Syfte Mål Metod Budget",
        "Kostnader 2009 Projektledare heltid",
        "I slutet av året börjar kursen Att leva nära. Den är lång.",
        "Ansvarig är Vision Norrköping. Vision Norrköping hjälper till.",
        "Syftet är gott. Målet är högt.",
    ],
)
def test_running_text_without_headings_is_one_part(text: str) -> None:
    assert [(part.heading, part.text) for part in cut_running(text)] == [
        ("", text)
    ]


WORD = st.text(st.sampled_from("abdegiklmnoprtuvåäö"), min_size=2, max_size=9)
SENTENCE = st.lists(WORD, min_size=2, max_size=9).map(
    lambda words: f"Ord {' '.join(words)}."
)
HEADING = st.sampled_from(
    [
        "Bakgrund",
        "Nulägesbeskrivning",
        "Risker",
        "Resursbehov",
        "Målgrupp",
        "Uppföljning",
    ]
)


@given(
    st.lists(
        st.tuples(HEADING, st.lists(SENTENCE, min_size=1, max_size=4)),
        min_size=1,
        unique_by=lambda part: part[0],
    ),
    st.lists(st.integers(min_value=1, max_value=60), max_size=4),
)
def test_pages_cut_anywhere_between_words_come_back_whole(
    parts: list[tuple[str, list[str]]], cuts: list[int]
) -> None:
    words = " ".join(
        f"{heading} {' '.join(sentences)}" for heading, sentences in parts
    ).split()
    places = sorted({cut for cut in cuts if cut < len(words)})
    pages = [
        words[start:end]
        for start, end in zip([0, *places], [*places, len(words)], strict=True)
    ]
    numbered = [
        f"SID {number} ({len(pages)}) {' '.join(page)}"
        for number, page in enumerate(pages, 1)
    ]

    draft = read_transcript("Titel\n\nTranskript:\n\n" + "\n\n".join(numbered))

    assert [part.heading for part in draft.sections] == [
        heading for heading, _ in parts
    ]
    assert [part.text.split() for part in draft.sections] == [
        " ".join(sentences).split() for _, sentences in parts
    ]
