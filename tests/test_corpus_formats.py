"""The table of formats: which row reads a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import (
    FILE_SUFFIXES,
    find_files,
    holds_many_documents,
    read_documents,
)
from corpus.draft import Draft, DraftSection
from corpus.formats import registry
from corpus.formats.registry import FORMAT_TABLE, Format, format_of
from corpus.formats.source import Source


@pytest.mark.parametrize(
    ("name", "format_name"),
    [
        ("plan.jsonl", "json-lines"),
        ("PLAN.JSONL", "json-lines"),
        ("plan.md", "markdown"),
        ("plan.markdown", "markdown"),
        ("plan.txt", "text"),
        ("plan.utkast", "text"),
        ("plan", "text"),
    ],
)
def test_a_file_is_read_by_the_row_of_its_suffix_and_else_as_text(
    name: str, format_name: str
) -> None:
    assert format_of(Source(Path(name))).name == format_name


def test_each_suffix_belongs_to_one_row_and_is_looked_for_in_folders(
    tmp_path: Path,
) -> None:
    assert len(set(FILE_SUFFIXES)) == sum(
        len(row.suffixes) for row in FORMAT_TABLE
    )
    for suffix in FILE_SUFFIXES:
        (tmp_path / f"plan{suffix}").touch()
    (tmp_path / "bild.png").touch()
    found = {file.path.suffix for file in find_files([tmp_path])}
    assert found == set(FILE_SUFFIXES)


def test_only_a_list_of_documents_holds_many() -> None:
    many = {
        suffix
        for suffix in FILE_SUFFIXES
        if holds_many_documents(Path(f"plan{suffix}"))
    }
    assert many == {".jsonl"}


def test_one_row_is_all_that_a_new_reader_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_cards(source: Source) -> Iterator[Draft]:
        for line in source.lines():
            title, text = line.strip().split("|")
            yield Draft(title, (DraftSection("Syfte", text),))

    def has_card_mark(source: Source) -> bool:
        return source.path.read_bytes().startswith(b"Kort")

    row = Format(
        "cards",
        (".cards",),
        read_cards,
        recognises=has_card_mark,
        holds_many=True,
    )
    monkeypatch.setattr(registry, "FORMAT_TABLE", (row, *FORMAT_TABLE))
    path = tmp_path / "plan.txt"
    path.write_text(
        "Kort ett|Fler i arbete.\nKort två|Färre utan hem.\n", "utf-8"
    )

    documents = list(read_documents(path))

    assert [document.id for document in documents] == ["plan#1", "plan#2"]
    assert [document.title for document in documents] == [
        "Kort ett",
        "Kort två",
    ]
    assert documents[1].sections[0].kind == "syfte"
