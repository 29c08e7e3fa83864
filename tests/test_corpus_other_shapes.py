"""Plain text with headings, Markdown and JSON Lines."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus import (
    Contact,
    Document,
    UnreadableFileError,
    find_files,
    read_document,
    read_documents,
)
from corpus.errors import Problem
from corpus.formats.headed_text import read_headed_text
from corpus.formats.markdown import read_markdown
from wording.errors import error_text

FACTS = """Projektägare: Provköpings kommun, Stadskontoret
Medverkande kommuner: Torsby, Hagfors och Sunne
Period: 2009-01-01 – 2010-12-31
Programområde: 1 Kompetensförsörjning
Beviljat stöd: 1 285 000 kr av en total budget på 1 940 000 kr
Diarienummer: KS 12-2009
Kontakt: Projektledaren, prov@example.net, telefon 031-390 06 22"""


def read(
    tmp_path: Path,
    text: str,
    name: str = "prov.txt",
    *,
    show_contacts: bool = False,
) -> Document:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_document(path, show_contacts=show_contacts)


def headings(document: Document) -> list[tuple[str, str]]:
    return [(section.kind, section.heading) for section in document.sections]


@pytest.mark.parametrize("name", ["prov.txt", "prov.md"])
def test_label_lines_become_metadata(tmp_path: Path, name: str) -> None:
    lines = (
        FACTS
        if name.endswith("txt")
        else "\n".join(
            f"- **{line.replace(':', ':**', 1)}" for line in FACTS.split("\n")
        )
    )
    marks = ("", "\n\n") if name.endswith("txt") else ("# ", "\n\n## ")
    text = f"{marks[0]}Provet\n\n{lines}{marks[1]}Bakgrund\n\nText.\n"

    document = read(tmp_path, text, name, show_contacts=True)

    metadata = document.metadata
    assert document.title == "Provet"
    assert metadata.owner == "Provköpings kommun, Stadskontoret"
    assert metadata.municipalities == ("Torsby", "Hagfors", "Sunne")
    assert (metadata.start, metadata.end) == (
        date(2009, 1, 1),
        date(2010, 12, 31),
    )
    assert metadata.programme == "Programområde 1 Kompetensförsörjning"
    assert (metadata.grant_sek, metadata.budget_sek) == (1_285_000, 1_940_000)
    assert metadata.other["Diarienummer"] == "KS 12-2009"
    assert metadata.contact == Contact(
        "Projektledaren", "prov@example.net", "031-390 06 22"
    )
    assert headings(document) == [("bakgrund", "Bakgrund")]


@pytest.mark.parametrize(
    "form",
    [
        "{}\n",
        "{}\n\n",
        "{}\n=====\n",
        "{}\n-----\n\n",
        "{}:\n",
        "1. {}\n",
        "2.1 {}\n\n",
    ],
)
def test_headings_of_plain_text_are_found_as_they_are_set(
    tmp_path: Path, form: str
) -> None:
    body = "".join(
        f"{form.format(heading)}Text om saken.\n\n"
        for heading in ("Bakgrund", "Problem", "Mål")
    )
    assert [
        kind for kind, _ in headings(read(tmp_path, f"Titel\n\n{body}"))
    ] == [
        "bakgrund",
        "bakgrund",
        "mal",
    ]


def test_an_unknown_heading_set_like_the_known_ones_is_other(
    tmp_path: Path,
) -> None:
    text = (
        "Titel\n\nBakgrund\n\nEn text.\n\nDet lilla huset\n\nEn längre text om huset.\n\n"
        "Mål\n\nEn text.\n"
    )
    assert headings(read(tmp_path, text))[1] == ("ovrigt", "Det lilla huset")


def test_capitals_are_sub_headings_where_headings_have_small_letters(
    tmp_path: Path,
) -> None:
    text = "Titel\n\nBakgrund\n\nEn text.\n\nMÅL\n\nEn text.\n"
    assert headings(read(tmp_path, text)) == [("bakgrund", "Bakgrund")]
    assert (
        len(read(tmp_path, text.replace("Bakgrund", "BAKGRUND")).sections) == 2
    )


def test_an_underlined_sub_heading_stays_in_its_section(tmp_path: Path) -> None:
    text = "Titel\n\nGenomförande\n============\n\nButiken\n-------\nText.\n\nMål\n===\nText.\n"
    document = read(tmp_path, text)
    assert headings(document) == [
        ("genomforande", "Genomförande"),
        ("mal", "Mål"),
    ]
    assert document.sections[0].text == "Butiken\nText."


def test_items_of_a_numbered_list_are_no_headings(tmp_path: Path) -> None:
    text = "Titel\n\nBakgrund\n\nTre saker:\n1. Kostnader\n2. Risker\n3. Mål\n"
    assert len(read(tmp_path, text).sections) == 1


def test_headings_that_begin_their_paragraph_are_found(tmp_path: Path) -> None:
    document = read(
        tmp_path, "Titel\n\nSyfte: Att bygga broar.\n\nMål: Fler broar.\n"
    )
    assert [(section.kind, section.text) for section in document.sections] == [
        ("syfte", "Att bygga broar."),
        ("mal", "Fler broar."),
    ]


def test_text_without_any_heading_is_kept_whole(tmp_path: Path) -> None:
    document = read(tmp_path, "En titel\n\nEn text: om broar.\nOch en till.\n")
    assert headings(document) == [("ovrigt", "")]
    assert document.sections[0].text == "En text: om broar.\nOch en till."


def test_a_contact_further_down_is_private_too(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "Titel\n\nBakgrund\n\nText.\n\nKontakt\n\n"
        "Kontaktperson: Testa Provsson\nE-post: a@example.org\n",
    )
    assert "Provsson" not in repr(document)
    assert "example.org" not in repr(document)


MARKDOWN = """---
title: "Provet"
region: Västsverige
municipalities:
  - Torsby
  - Sunne
partners: [Laget, Byn]
---

Ingress med **fet** och *kursiv* text och en [länk](https://example.org/a_b_c).

## Projektbeskrivning

### Bakgrund

Text med snake_case_ord och 2*3*4.

```
# ingen rubrik
```

#### Delaktighet

Mer text.

### Syfte och mål ##

Att prova.

Egen rubrik
-----------

Slut.
"""


def test_markdown_becomes_title_facts_and_sections(tmp_path: Path) -> None:
    document = read(tmp_path, MARKDOWN, "prov.md")
    assert document.title == "Provet"
    assert document.metadata.region == "Västsverige"
    assert document.metadata.municipalities == ("Torsby", "Sunne")
    assert document.metadata.partners == ("Laget", "Byn")
    assert headings(document) == [
        ("ovrigt", ""),
        ("genomforande", "Projektbeskrivning"),
        ("bakgrund", "Bakgrund"),
        ("syfte", "Syfte och mål"),
        ("ovrigt", "Egen rubrik"),
    ]


def test_marks_of_emphasis_go_and_words_stay(tmp_path: Path) -> None:
    opening, _, background, *_ = read(tmp_path, MARKDOWN, "prov.md").sections
    assert (
        opening.text
        == "Ingress med fet och kursiv text och en länk (https://example.org/a_b_c)."
    )
    assert "snake_case_ord och 2*3*4" in background.text
    assert "# ingen rubrik" in background.text
    assert background.text.endswith("Delaktighet\nMer text.")


def lines(tmp_path: Path, *records: object, name: str = "prov.jsonl") -> Path:
    path = tmp_path / name
    path.write_text(
        "".join(
            f"{json.dumps(record, ensure_ascii=False)}\n" for record in records
        ),
        encoding="utf-8",
    )
    return path


def test_each_line_of_json_is_a_document(tmp_path: Path) -> None:
    path = lines(
        tmp_path,
        {
            "id": "1905:38 s.1",
            "title": "Lag",
            "date": "1973-03-16",
            "sections": [{"heading": "2 §", "text": "Köp."}],
        },
        {"_id": 7, "title": "", "text": "Bara text."},
        {
            "title": "Utan id",
            "sections": [
                {"heading": "Mål", "text": "x", "kind": "risker"},
                "lös text",
            ],
        },
    )
    first, second, third = read_documents(path)
    assert (first.id, first.metadata.other, headings(first)) == (
        "1905:38 s.1",
        {"date": "1973-03-16"},
        [("ovrigt", "2 §")],
    )
    assert (second.id, second.title, second.sections[0].text) == (
        "7",
        "7",
        "Bara text.",
    )
    assert (third.id, headings(third)) == (
        "prov#3",
        [("risker", "Mål"), ("ovrigt", "")],
    )


@pytest.mark.parametrize(
    "metadata",
    [
        {
            "region": "Stockholm",
            "grant_sek": 5_000_000,
            "start": "2010-01-01",
            "end": "2011-12-31",
            "municipalities": ["Nacka", "Solna"],
            "contact": {
                "name": "Testa Provsson",
                "email": "a@example.org",
                "phone": "08-465 004 31",
            },
        },
        {
            "Region": "Stockholm",
            "Beviljat ESF-stöd": "5 mkr",
            "Projektperiod": "2010-01-01 till 2011-12-31",
            "Kommun": "Nacka, Solna",
            "Kontaktperson": "Testa Provsson",
            "E-post": "a@example.org",
            "Telefonnummer": "08-465 004 31",
        },
    ],
    ids=["english", "swedish"],
)
def test_metadata_of_json_is_typed(
    tmp_path: Path, metadata: dict[str, object]
) -> None:
    path = lines(
        tmp_path,
        {
            "id": "a",
            "title": "A",
            "metadata": metadata,
            "text": "Testa Provsson svarar.",
        },
    )
    (document,) = read_documents(path)
    assert document.metadata.region == "Stockholm"
    assert document.metadata.grant_sek == 5_000_000
    assert (document.metadata.start, document.metadata.end) == (
        date(2010, 1, 1),
        date(2011, 12, 31),
    )
    assert document.metadata.municipalities == ("Nacka", "Solna")
    assert document.metadata.contact is None
    assert document.sections[0].text == "[namn] svarar."
    (shown,) = read_documents(path, show_contacts=True)
    assert shown.metadata.contact == Contact(
        "Testa Provsson", "a@example.org", "08-465 004 31"
    )


@pytest.mark.parametrize(
    "bad", ["{oj", "[1]", '"text"', "[" * 100_000, "1" * 10_000, "nej"]
)
def test_a_bad_line_is_named_after_those_before_it(
    tmp_path: Path, bad: str
) -> None:
    path = lines(tmp_path, {"id": "a", "text": "x"})
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{bad}\n")
    documents = read_documents(path)
    assert next(documents).id == "a"
    with pytest.raises(UnreadableFileError) as caught:
        next(documents)
    assert caught.value.fault.line == 3
    assert f"{path}: rad 3 är inte " in error_text(caught.value)


def test_objects_within_objects_are_read_or_a_bad_line(tmp_path: Path) -> None:
    deep = ['{"a": ' * depth + "1" + "}" * depth for depth in range(850, 1000)]
    path = tmp_path / "prov.jsonl"
    path.write_text("\n".join(deep), encoding="utf-8")
    faults: list[UnreadableFileError] = []
    documents = list(read_documents(path, on_fault=faults.append))
    assert len(documents) + len(faults) == len(deep)
    assert {error.fault.problem for error in faults} == {Problem.BAD_JSON}


def test_every_good_line_is_read_however_many_bad_ones_there_are(
    tmp_path: Path,
) -> None:
    path = lines(tmp_path, *([{"id": "a"}] + ["fel"] * 500 + [{"id": "b"}]))
    faults: list[UnreadableFileError] = []
    documents = read_documents(path, on_fault=faults.append)
    assert [document.id for document in documents] == ["a", "b"]
    assert len(faults) == 500


def test_a_file_of_several_documents_is_not_one(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_document(lines(tmp_path, {"id": "a"}, {"id": "b"}))
    assert "flera dokument" in error_text(caught.value)


def test_a_half_surrogate_in_json_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "prov.jsonl"
    path.write_text(
        '{"id": "a\\ud800", "title": "\\udfff", "text": "x\\ud83d"}\n',
        encoding="utf-8",
    )
    (document,) = read_documents(path)
    repr(document).encode("utf-8")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["id", "_id", "title", "sections", "text", "metadata", "date"]
)
METADATA_KEYS = st.sampled_from(
    [
        "start",
        "contact",
        "grant_sek",
        "Kommun",
        "Projektperiod",
        "budget",
        "owner",
        "other",
    ]
)


@given(st.dictionaries(KEYS, JSON | st.dictionaries(METADATA_KEYS, JSON)))
@example(
    {"text": "\x7f\x7f\x7f"}
)  # the only control character that JSON does not escape
def test_no_json_object_makes_the_reader_fail(
    tmp_path_factory: pytest.TempPathFactory, record: dict[str, object]
) -> None:
    path = lines(tmp_path_factory.mktemp("json"), record)
    (document,) = read_documents(path)
    repr(document).encode("utf-8")


PIECES = st.sampled_from(
    [
        *(
            "Bakgrund",
            "Syfte:",
            "MÅL",
            "1. Risker",
            "Kommun",
            "Transkript:",
            "Relevanta dokument",
            "SID 1 (3)",
            "SID 2 (3)",
        ),
        *(
            "RegionNorr",
            "ProjektfasX",
            "ProjektägareY",
            "Region: Norr",
            "Beviljat stöd: 12 kr",
            "Period: 2010",
            "E-post",
        ),
        *(
            "# Rubrik",
            "## Mål",
            "=====",
            "-----",
            "---",
            "```",
            "| a | b |",
            "- punkt",
            "• ",
            "Stäng",
            "In English",
            "ord.",
        ),
        *(
            "….Bakgrund",
            "SyfteAtt",
            "2009-01-01",
            "Handläggare: A B",
            "\x00",
            "\u00ad",
            "\ufeff",
            "a\u0308",
            "\ud7ff",
        ),
    ]
)
SOUP = st.lists(PIECES | st.text(max_size=12), max_size=30).flatmap(
    lambda pieces: st.sampled_from(["\n", "\n\n", " ", ""]).map(
        lambda between: between.join(pieces)
    )
)


@pytest.mark.parametrize("name", ["prov.txt", "prov.md", "prov.jsonl"])
@given(
    content=SOUP.map(lambda text: text.encode("utf-8", "replace"))
    | st.binary(max_size=200)
)
def test_no_file_makes_the_reader_fail_but_with_its_own_error(
    tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("soppa") / name
    path.write_bytes(content)
    with suppress(UnreadableFileError):
        for document in read_documents(path):
            repr(document).encode("utf-8")


PLAIN_WORD = st.text(st.sampled_from("abdefgåäö"), min_size=1, max_size=6)
PLAIN_LINE = st.lists(PLAIN_WORD, min_size=1, max_size=8).map(" ".join)
HEADING_LINE = st.sampled_from(
    [
        "Bakgrund",
        "Syfte",
        "2. Mål",
        "RISKER",
        "Okänd rubrik",
        "Region: Norr",
        "Etikett: värde",
    ]
)
PLAIN_TEXT = st.lists(PLAIN_LINE | HEADING_LINE | st.just(""), min_size=1).map(
    "\n".join
)


@given(PLAIN_TEXT)
def test_no_word_of_a_text_is_lost_or_invented(text: str) -> None:
    for draft, marks in (
        (read_headed_text(text), ":"),
        (read_markdown(text), ":"),
    ):
        pieces = [draft.title, *(removal.text for removal in draft.removals)]
        pieces += [f"{part.heading} {part.text}" for part in draft.sections]
        pieces += [
            f"{fact.label} {' '.join(fact.values)}" for fact in draft.facts
        ]
        assert words(" ".join(pieces), marks) == words(text, marks)


def words(text: str, marks: str) -> Counter[str]:
    return Counter(text.replace(marks, " ").split())


def test_a_sentence_that_begins_like_a_contact_is_kept(tmp_path: Path) -> None:
    lines = [
        "Telefon: Varje deltagare får en mobiltelefon med surfpott.",
        "E-post: används för utskick till medlemmarna.",
        "Handläggare: Egon Provman ansvarar för segelbåtarna. Båtarna kostar mycket.",
    ]
    path = tmp_path / "forlustprovet.txt"
    path.write_text(
        "Förlustprovet\n\nBakgrund\n\nVi seglar.\n" + "\n".join(lines), "utf-8"
    )
    text = " ".join(section.text for section in read_document(path).sections)
    assert all(word in text for word in ("surfpott", "utskick", "segelbåtarna"))
    assert "Provman" not in text


def test_ids_hold_no_line_ends_and_no_controls(tmp_path: Path) -> None:
    ids = ["a\nb", "c\td", "e\x1b[31m", ["f", "g"], "\r\n"]
    path = lines(tmp_path, *({"id": id_} for id_ in ids))
    read = [document.id for document in read_documents(path)]
    assert read == ["a b", "c d", "e [31m", "f g", "prov#5"]
    text = tmp_path / "rad\nbruten\tfil.txt"
    text.write_text("Titel\n\nText.", encoding="utf-8")
    (document,) = read_documents(text)
    assert document.id == "rad bruten fil"
    assert "\n" not in document.source
    assert next(read_documents(text, document_id="x\ny")).id == "x y"
    assert [file.document_id for file in find_files([text])] == [
        "rad bruten fil"
    ]
