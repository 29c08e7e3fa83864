"""No text of a document leaves the readers unmasked, whichever of its texts it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

import pytest

from corpus import (
    Contact,
    Document,
    Metadata,
    Section,
    find_files,
    read_document,
    read_documents,
)
from corpus.facts import FACT_TABLE, FactKind, Masking
from corpus.masking import masked_document, masked_metadata, persons_in
from indexer import build_index
from search.store.generations import live_generation

NUMBER = "031-390 06 12"
ADDRESS = "testa@example.org"
NAME = "Testa Provsson"
IDENTITY = "121212-1212"
LABELLED = [
    fact for fact in FACT_TABLE if fact.masking is Masking.PERSONAL_DATA
]


def write_lines(folder: Path, *records: Mapping[str, object]) -> Path:
    path = folder / "alla.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    return path


@pytest.mark.parametrize("fact", LABELLED, ids=lambda fact: fact.name)
@pytest.mark.parametrize(
    "said", [f"ring Anna {NUMBER}", f"skriv till {ADDRESS}", IDENTITY]
)
def test_every_fact_is_masked(
    tmp_path: Path, fact: FactKind, said: str
) -> None:
    record = {
        "id": "a",
        "title": "Tak",
        "metadata": {fact.label: f"Stockholm ({said})"},
    }
    (document,) = read_documents(write_lines(tmp_path, record))
    value = getattr(document.metadata, fact.attributes[0])
    assert "Stockholm (" in str(value)
    assert said not in repr(document)


def test_a_labelled_fact_of_a_text_file_is_masked(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        f"Takprojektet\n\nRegion: Stockholm (ring Anna {NUMBER})\n"
        f"Projektfas: Genomförande, {ADDRESS}\nProgramområde: 2 Arbete ({NUMBER})\n\n"
        "Bakgrund\n\nTaket läcker.\n",
        "utf-8",
    )
    metadata = read_document(path).metadata
    assert metadata.region == "Stockholm (ring Anna [telefon])"
    assert metadata.phase == "Genomförande, [e-post]"
    assert metadata.programme == "Programområde 2 Arbete ([telefon])"


def test_the_names_of_unknown_facts_are_masked_and_none_is_lost(
    tmp_path: Path,
) -> None:
    facts = {f"Svar till {ADDRESS}": "ja", "Svar till provo@example.org": "nej"}
    (document,) = read_documents(
        write_lines(tmp_path, {"title": "Tak", "metadata": facts})
    )
    assert document.metadata.other == {"Svar till [e-post]": "ja; nej"}


def test_the_contact_of_a_document_is_masked_in_its_facts(
    tmp_path: Path,
) -> None:
    facts = {
        "Kontaktperson": NAME,
        "Region": f"Norr (via {NAME})",
        "Fas": f"{NAME} avgör",
    }
    (document,) = read_documents(
        write_lines(tmp_path, {"title": "Tak", "metadata": facts})
    )
    assert document.metadata.region == "Norr (via [namn])"
    assert document.metadata.phase == "[namn] avgör"


class TestIds:
    def test_they_are_masked_and_stay_apart(self, tmp_path: Path) -> None:
        records = [
            {"id": f"{name}@example.org", "text": f"Om {name}."}
            for name in ("ett", "tva")
        ]
        ids = [
            document.id
            for document in read_documents(write_lines(tmp_path, *records))
        ]
        assert [id_.partition("~")[0] for id_ in ids] == [
            "[e-post]",
            "[e-post]",
        ]
        assert len(set(ids)) == 2

    def test_they_are_the_same_each_time_and_wherever_the_document_stands(
        self, tmp_path: Path
    ) -> None:
        record, other = (
            {"id": ADDRESS, "title": "Tak"},
            {"id": "b", "title": "Golv"},
        )
        first = [
            document.id
            for document in read_documents(write_lines(tmp_path, record, other))
        ]
        again = [
            document.id
            for document in read_documents(write_lines(tmp_path, other, record))
        ]
        assert first == again[::-1]

    def test_they_do_not_tell_whether_a_guess_is_right(
        self, tmp_path: Path
    ) -> None:
        """What is masked weighs nothing: that of another document with the same id is another."""
        records = [{"id": ADDRESS, "title": title} for title in ("Tak", "Golv")]
        ids = {
            document.id
            for document in read_documents(write_lines(tmp_path, *records))
        }
        assert len(ids) == 2

    def test_they_are_masked_where_contacts_are_shown_too(
        self, tmp_path: Path
    ) -> None:
        path = write_lines(
            tmp_path, {"id": ADDRESS, "title": "Tak", "contact": {"name": NAME}}
        )
        (document,) = read_documents(path, show_contacts=True)
        assert ADDRESS not in document.id
        assert document.metadata.contact == Contact(NAME)

    def test_one_without_personal_data_is_kept(self, tmp_path: Path) -> None:
        (document,) = read_documents(
            write_lines(tmp_path, {"id": "2009-3050014", "title": "T"})
        )
        assert document.id == "2009-3050014"


@pytest.mark.parametrize("show_contacts", [False, True])
def test_a_file_named_after_a_person_gives_no_name_away(
    tmp_path: Path, show_contacts: bool
) -> None:
    path = tmp_path / f"{NAME} {NUMBER}.txt"
    path.write_text(
        f"Kontaktperson: {NAME}\n\nBakgrund\n\nTaket läcker.\n", "utf-8"
    )
    (found,) = find_files([tmp_path])
    document = read_document(
        path, document_id=found.document_id, show_contacts=show_contacts
    )
    assert "Provsson" not in document.id + document.source
    assert NUMBER not in document.id + document.source + read_document(path).id
    assert document.source.endswith("[namn] [telefon].txt")


def test_the_manifest_names_no_person(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / f"{NAME}.txt").write_text(
        f"Kontaktperson: {NAME}\n\nBakgrund\n\nTak.\n", "utf-8"
    )
    (texts / f"tom {ADDRESS}.txt").write_text("")
    (texts / "alla.jsonl").write_text(
        f'{{"id": "{ADDRESS}", "title": "Tak"}}\n' * 2
    )
    report = build_index([texts], tmp_path / "index", show_contacts=True)
    assert [Path(error.path).name for error in report.skipped] == [
        f"tom {ADDRESS}.txt",
        "alla.jsonl",
    ]
    manifest = (
        live_generation(tmp_path / "index") / "manifest.json"
    ).read_text("utf-8")
    assert "tom [e-post]" in manifest
    assert "Provsson" not in manifest
    assert ADDRESS not in manifest


WHOLE = Document(
    "a",
    f"Tak för {NAME}",
    (
        Section(
            "syfte", f"Syfte ({ADDRESS})", f"{NAME} ringer {NUMBER}. {IDENTITY}"
        ),
    ),
    Metadata(
        owner=f"{NAME} AB",
        region=f"Norr {NUMBER}",
        partners=(f"Tak {ADDRESS}", "Golv"),
        contact=Contact(NAME, ADDRESS, f"{NUMBER}, {IDENTITY}"),
        other={"Projektekonom": "Prova Testberg", "Rum": f"12, {NUMBER}"},
    ),
    f"/srv/{NAME}.txt",
)


def test_a_document_read_with_contacts_is_masked_as_if_read_without() -> None:
    masked = masked_document(WHOLE)
    assert masked == Document(
        "a",
        "Tak för [namn]",
        (
            Section(
                "syfte",
                "Syfte ([e-post])",
                "[namn] ringer [telefon]. [personnummer]",
            ),
        ),
        Metadata(
            owner="[namn] AB",
            region="Norr [telefon]",
            partners=("Tak [e-post]", "Golv"),
            other={"Projektekonom": "[namn]", "Rum": "12, [telefon]"},
        ),
        "/srv/[namn].txt",
    )
    assert masked_document(masked) == masked


def test_where_contacts_are_shown_identity_numbers_are_not() -> None:
    shown = masked_document(WHOLE, show_contacts=True)
    assert IDENTITY not in repr(shown)
    assert shown.metadata.contact == Contact(
        NAME, ADDRESS, f"{NUMBER}, [personnummer]"
    )
    assert shown.sections[0].text == f"{NAME} ringer {NUMBER}. [personnummer]"


def test_metadata_alone_is_masked_with_the_persons_it_names() -> None:
    persons = persons_in(replace(WHOLE, sections=()))
    assert (
        masked_metadata(WHOLE.metadata, persons)
        == masked_document(WHOLE).metadata
    )


def test_no_attribute_of_metadata_is_forgotten() -> None:
    masked = masked_metadata(WHOLE.metadata, (NAME,))
    for each in fields(Metadata):
        assert NUMBER not in repr(getattr(masked, each.name))
