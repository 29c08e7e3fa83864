"""An index that is missing, broken or of another version says so in one sentence."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import IndexMaker
from hypothesis import given
from hypothesis import strategies as st

from corpus import Document, Section
from corpus.errors import BinaryContent, Fault, Problem
from search import open_index
from search.errors import (
    Damage,
    DamagedIndexError,
    IndexPart,
    NoIndexError,
    OutdatedIndexError,
    SearchError,
)
from search.store.fingerprint import index_fingerprint
from search.store.generations import (
    FileError,
    Manifest,
    SourceFile,
    checksum,
    current_name,
    damaged_files,
    live_generation,
    read_manifest,
)
from wording.errors import error_text


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of one generation with one file."""
    path = tmp_path / "index"
    write_generation(path, "000001-a")
    (path / "CURRENT").write_text("000001-a\n")
    return path


def write_generation(path: Path, name: str) -> Path:
    generation = path / "generations" / name
    generation.mkdir(parents=True)
    (generation / "words.bin").write_bytes(b"hem")
    manifest = Manifest(
        index_fingerprint(),
        "2026-01-01T00:00:00+00:00",
        (),
        1,
        2,
        (),
        {"words.bin": checksum(generation / "words.bin")},
    )
    (generation / "manifest.json").write_text(manifest.to_json())
    return generation


def test_the_live_generation_is_the_one_that_current_names(index: Path) -> None:
    write_generation(index, "000002-b")
    assert live_generation(index).name == "000001-a"
    (index / "CURRENT").write_text("000002-b\n")
    assert live_generation(index).name == current_name(index) == "000002-b"


def test_a_folder_that_does_not_exist_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError) as caught:
        live_generation(tmp_path / "nowhere")
    assert "bygg ett med: projektsok rebuild" in error_text(caught.value)


def test_a_folder_of_other_things_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("hej")
    with pytest.raises(NoIndexError):
        live_generation(tmp_path)


def test_a_file_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("hej")
    with pytest.raises(NoIndexError) as caught:
        live_generation(tmp_path / "index")
    assert "är en fil och inget index" in error_text(caught.value)


@pytest.mark.parametrize(
    "name", ["", "000009-gone", "../..", ".", "a/b", "å", "\0"]
)
def test_a_pointer_to_no_generation_is_a_damaged_index(
    index: Path, name: str
) -> None:
    (index / "CURRENT").write_text(name)
    with pytest.raises(DamagedIndexError):
        live_generation(index)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        "{}",
        '{"fingerprint": 3}',
        '{"sources": [], "documents": 3}',
    ],
)
def test_a_manifest_that_is_none_is_a_damaged_index(
    index: Path, text: str
) -> None:
    (index / "generations" / "000001-a" / "manifest.json").write_text(text)
    with pytest.raises(DamagedIndexError):
        live_generation(index)


def test_a_missing_file_is_named(index: Path) -> None:
    (index / "generations" / "000001-a" / "words.bin").unlink()
    with pytest.raises(DamagedIndexError) as caught:
        live_generation(index)
    assert (caught.value.damage, caught.value.file) == (
        Damage.MISSING_FILE,
        "words.bin",
    )
    assert (
        f"{index}: indexet är skadat (words.bin saknas); bygg om"
        in error_text(caught.value)
    )


OLD_INDEXES = Path(__file__).parent / "old_indexes"
"""Small indexes of formats that were, one a folder: see its README."""


@pytest.mark.parametrize(
    "name", sorted(path.name for path in OLD_INDEXES.iterdir() if path.is_dir())
)
def test_an_index_of_an_older_format_is_refused_with_what_to_do(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "index"
    shutil.copytree(OLD_INDEXES / name, path)
    with pytest.raises(OutdatedIndexError) as caught:
        open_index(path)
    assert caught.value.path == path
    sentence = error_text(caught.value)
    assert (
        f"bygg om det med: projektsok rebuild MAPP --index {path}" in sentence
    )
    assert "indexet är gjort av en annan version av programmet" in sentence


def test_there_are_old_indexes() -> None:
    assert {path.name for path in OLD_INDEXES.iterdir()} >= {
        "version-1",
        "first-fingerprint",
    }


def test_the_part_that_is_another_is_named(index: Path) -> None:
    manifest = read_manifest(index / "generations" / "000001-a")
    other = {**manifest.fingerprint, IndexPart.KINDS: "0123456789abcdef"}
    text = replace(manifest, fingerprint=other).to_json()
    (index / "generations" / "000001-a" / "manifest.json").write_text(text)
    with pytest.raises(OutdatedIndexError) as caught:
        live_generation(index)
    error = caught.value
    assert (error.path, error.part, error.found) == (
        index,
        IndexPart.KINDS,
        "0123456789abcdef",
    )
    assert error.needed == index_fingerprint()[IndexPart.KINDS]
    assert "(avsnittens slag eller vikt har ändrats)" in error_text(error)


@pytest.mark.parametrize(
    "manifest",
    [
        {"version": "99", "shape": "unknown"},
        {"fingerprint": {}, "shape": "unknown"},
        {"fingerprint": {"moon": "full"}},
    ],
)
def test_another_format_is_told_from_damage_whatever_else_its_manifest_holds(
    index: Path, manifest: dict[str, object]
) -> None:
    (index / "generations" / "000001-a" / "manifest.json").write_text(
        json.dumps(manifest)
    )
    with pytest.raises(OutdatedIndexError) as caught:
        live_generation(index)
    assert caught.value.part is IndexPart.FORMAT


def test_changed_and_missing_files_are_found(index: Path) -> None:
    generation = live_generation(index)
    manifest = read_manifest(generation)
    assert damaged_files(generation, manifest) == ()
    (generation / "words.bin").write_bytes(b"hen")
    assert damaged_files(generation, manifest) == ("words.bin",)
    (generation / "words.bin").unlink()
    assert damaged_files(generation, manifest) == ("words.bin",)


texts = st.text()
faults = st.builds(
    Fault,
    st.sampled_from(Problem),
    line=st.none() | st.integers(1),
    document_id=st.none() | texts,
    content=st.none() | st.sampled_from(BinaryContent),
    size_bytes=st.none() | st.integers(0),
    system_text=st.none() | texts,
)


@given(st.builds(
    Manifest, fingerprint=st.dictionaries(st.sampled_from(IndexPart), texts), built=texts,
    documents=st.integers(0), records=st.integers(0),
    sources=st.lists(st.builds(SourceFile, texts, st.integers(0), texts)).map(tuple),
    skipped=st.lists(st.builds(FileError, texts, faults)).map(tuple),
    checksums=st.dictionaries(texts, texts),
))  # fmt: skip
def test_a_manifest_survives_being_written_and_read(manifest: Manifest) -> None:
    assert Manifest.from_json(manifest.to_json()) == manifest


@given(st.binary())
def test_no_content_of_current_gets_past_the_errors(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("index")
    (path / "generations").mkdir()
    (path / "CURRENT").write_bytes(content)
    with pytest.raises(SearchError):
        live_generation(path)


def test_damage_after_opening_is_told_as_damage(index_of: IndexMaker) -> None:
    index = index_of(
        [
            Document(
                "a",
                "Nattugglan",
                (Section("syfte", "Syfte", "Att minska hemlösheten."),),
            )
        ]
    )
    generation = live_generation(index.path)
    manifest = read_manifest(generation)
    sums = {"texts.bin": checksum(generation / "texts.bin")}
    (generation / "manifest.json").write_text(
        replace(manifest, checksums=sums).to_json(), "utf-8"
    )
    whole = (generation / "texts.bin").read_bytes()
    (generation / "texts.bin").write_bytes(b"\xff" * len(whole))
    with open_index(index.path) as damaged, pytest.raises(DamagedIndexError):
        damaged.search("hemlösheten")
