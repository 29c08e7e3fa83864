"""The real documents beside the repository come out as a reader of them would say."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from corpus import Document, read_document
from corpus.characters import normalise
from corpus.draft import Draft
from corpus.formats.cutting import part_glued_headings
from corpus.formats.project_bank import read_project_bank
from corpus.formats.transcript import read_transcript

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(),
    reason="the real documents lie in ../shared, which is absent here",
)

BANK_KINDS = [
    *(
        "sammanfattning",
        "bakgrund",
        "syfte",
        "mal",
        "tillganglighet",
        "jamstalldhet",
        "transnationellt",
    ),
    *("samarbetspartners", "aktorer", "kommun"),
]


def seed(number: str) -> Path:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path


def text_of(document: Document, kind: str) -> str:
    (found,) = [
        section.text for section in document.sections if section.kind == kind
    ]
    return found


@pytest.mark.parametrize(
    (
        "number",
        "sek",
        "start",
        "end",
        "region",
        "municipalities",
        "partners",
        "participants",
    ),
    [
        (
            "000",
            5_119_766,
            date(2011, 3, 1),
            date(2012, 10, 31),
            "Norra Mellansverige",
            16,
            7,
            1,
        ),
        (
            "003",
            5_495_276,
            date(2011, 7, 1),
            date(2013, 12, 31),
            "Småland och Öarna",
            13,
            5,
            13,
        ),
    ],
)
def test_a_project_bank_page_has_all_its_facts_and_sections(
    number: str,
    sek: int,
    start: date,
    end: date,
    region: str,
    municipalities: int,
    partners: int,
    participants: int,
) -> None:
    document = read_document(seed(number))
    metadata = document.metadata
    assert (metadata.grant_sek, metadata.budget_sek) == (sek, sek)
    assert (metadata.start, metadata.end, metadata.region) == (
        start,
        end,
        region,
    )
    assert (metadata.programme, metadata.phase) == (
        "Programområde 1 Kompetensförsörjning",
        "Genomförande",
    )
    counts = (
        len(metadata.municipalities),
        len(metadata.partners),
        len(metadata.participants),
    )
    assert counts == (municipalities, partners, participants)
    assert [section.kind for section in document.sections] == BANK_KINDS
    assert metadata.other == {}


def test_titles_and_owners_of_the_pages() -> None:
    first, second = read_document(seed("000")), read_document(seed("003"))
    assert first.title.startswith("KLURA- Kompetens, Ledning")
    assert second.title.startswith("Närd inte tärd regional")
    assert first.metadata.owner == "Arbetsmarknads- och socialförvaltningen"
    assert second.metadata.owner == "Regionförbundet Jönköpings län"


def test_glued_text_is_parted_where_it_was_glued() -> None:
    document = read_document(seed("000"))
    assert text_of(document, "sammanfattning").endswith("metoder öka.")
    assert "utvecklas\nFörtydligande inkommit" in text_of(document, "bakgrund")
    assert text_of(document, "mal").count("Mätbara projektmål:") == 1


def test_the_transcript_is_divided_at_its_running_headings() -> None:
    document = read_document(seed("004"))
    assert document.title.isupper()
    headings = [section.heading for section in document.sections]
    assert [
        heading[:23] if heading.startswith("Förut") else heading
        for heading in headings
    ] == [
        "Relevanta dokument",
        "Bakgrund och nuläge",
        "Beskrivning av projektet",
        "Nulägesbeskrivning",
        "Alternativ till projektidén",
        "Nyttan/effekten av projektet",
        "Nollalternativ",
        "Omfattning på projektet och benchmarking",
        "Benchmarking",
        "Förutsättningar för att",
        "Evidensbaserade modeller",
        "Kostnader och finansiering",
        "Resursbehov",
        "Risker",
        "Uppföljning",
    ]
    assert (
        document.metadata.owner
        == "Socialtjänst- och arbetsmarknadsförvaltningen"
    )
    assert document.metadata.budget_sek == 3_550_000


def test_the_transcripts_pages_are_joined_without_their_headers() -> None:
    document = read_document(seed("004"))
    own = " ".join(
        section.text
        for section in document.sections
        if section.kind != "relaterade"
    )
    assert "planeras Utsatta unga vuxna" in own
    assert "socialtjänst- och arbetsmarknadsförvaltningen har" in own
    assert "SID" not in own
    pages = seed("004").read_text(encoding="utf-8").partition("SID 2 (7)")[2]
    assert own.lower().count("hemlös") == pages.lower().count("hemlös") > 30


def test_no_contact_is_left_in_any_of_them() -> None:
    for number in ("000", "003", "004"):
        shown, hidden = (
            read_document(seed(number), show_contacts=True),
            read_document(seed(number)),
        )
        assert hidden.metadata.contact is None
        contact = shown.metadata.contact
        for private in (
            (contact.name, contact.email, contact.phone) if contact else ()
        ):
            assert private
            assert private not in repr(hidden)


@pytest.mark.parametrize("number", ["000", "003", "004"])
def test_nothing_is_dropped_silently(number: str) -> None:
    text = normalise(seed(number).read_text(encoding="utf-8"))
    draft = (
        read_transcript(text) if number == "004" else read_project_bank(text)
    )
    assert letters(text) - letters(all_of(draft)) == Counter()


def all_of(draft: Draft) -> str:
    parts = "".join(part.heading + part.text for part in draft.sections)
    facts = "".join(fact.label + fact.value for fact in draft.facts)
    return part_glued_headings(
        draft.title
        + parts
        + facts
        + "".join(removal.text for removal in draft.removals)
    )


def letters(text: str) -> Counter[str]:
    return Counter(text) - Counter(
        {blank: text.count(blank) for blank in " \n"}
    )
