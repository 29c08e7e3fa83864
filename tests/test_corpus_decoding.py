"""Files in other encodings are read, and what is no text is refused with a reason."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from corpus import Problem, UnreadableFileError, read_document, read_documents
from corpus.characters import (
    CONTROLS,
    INVISIBLE,
    LINE_ENDS,
    SPACES,
    SURROGATES,
    normalise,
)
from corpus.decoding import TEXT_BYTES_LIMIT
from wording.errors import error_text
from wording.faults import fault_text

TEXT = (
    "Provbänken\n\nBakgrund\n\nFörmågan att möta hemlösa på Öland är ojämn – ”så är det”, "
    "säger en kurator på Åsö."
)


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1252",
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_text_is_the_same_in_every_encoding(
    tmp_path: Path, encoding: str, line_end: str
) -> None:
    path = tmp_path / "prov.txt"
    path.write_bytes(TEXT.replace("\n", line_end).encode(encoding))
    document = read_document(path)
    assert document.title == "Provbänken"
    assert document.sections[0].text == TEXT.rpartition("\n")[2]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_older_encodings_are_told_from_each_other(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "prov.txt"
    path.write_bytes(
        (TEXT.replace("–", "-").replace("”", '"') + " åäö" * 40).encode(
            encoding
        )
    )
    assert read_document(path).title == "Provbänken"


def test_one_strange_byte_does_not_spoil_a_utf8_file(tmp_path: Path) -> None:
    path = tmp_path / "prov.txt"
    path.write_bytes(TEXT.encode() + b" \xe5r")
    assert read_document(path).sections[0].text.endswith("på Åsö. år")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "tom"),
        (b" \n\r\n\t", "tom"),
        (b"\x00\x01\x02\x03abc\x00\x00\x00" * 30, "binära"),
        (bytes(range(1, 32)) * 30, "binära"),
        (b"%PDF-1.4\n%abc", "PDF"),
        (b"PK\x03\x04abc", "zip"),
        (b"{\\rtf1 abc}", "RTF"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".jsonl"])
def test_what_holds_no_text_is_refused_with_its_reason(
    tmp_path: Path, content: bytes, reason: str, suffix: str
) -> None:
    path = tmp_path / f"prov{suffix}"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError) as caught:
        list(read_documents(path))
    assert reason in fault_text(caught.value.fault)
    assert caught.value.path == path


def test_a_text_file_over_the_limit_is_refused_without_being_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "stor.txt"
    with path.open("wb") as stream:
        stream.truncate(TEXT_BYTES_LIMIT + 1)
    with pytest.raises(UnreadableFileError) as caught:
        read_document(path)
    fault = caught.value.fault
    assert (fault.problem, fault.size_bytes) == (
        Problem.TOO_LARGE,
        TEXT_BYTES_LIMIT + 1,
    )
    assert "gränsen för ett dokument är 20 MB" in error_text(caught.value)


def test_a_folder_a_missing_file_and_a_device_are_refused(
    tmp_path: Path,
) -> None:
    pipe = tmp_path / "rör.txt"
    os.mkfifo(pipe)
    for path, reason in (
        (tmp_path, "mapp"),
        (tmp_path / "finns-inte.txt", "finns inte"),
        (pipe, "vanlig fil"),
    ):
        with pytest.raises(UnreadableFileError) as caught:
            read_document(path)
        assert reason in error_text(caught.value)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\u0308ldreomsorg", "äldreomsorg"),
        ("hem\u00adlöshet", "hemlöshet"),
        ("hem\u00ad\r\nlöshet", "hemlöshet"),
        ("5\u00a0119\u202f766\u00a0kr", "5 119 766 kr"),
        ("hem\u200blös\ufeffhet", "hemlöshet"),
        ("a\r\nb\rc\x0cd\u2028e", "a\nb\nc\nd\ne"),
        ("\uf0b7 punkt", "• punkt"),
        ("\ud800x", "\ufffdx"),
        ("a\x00b", "a b"),
    ],
)
def test_characters_come_in_one_form(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


@pytest.mark.parametrize(
    ("characters", "plain"), [(INVISIBLE, ""), (SPACES, " "), (LINE_ENDS, "\n")]
)
def test_each_character_of_a_kind_becomes_the_plain_one(
    characters: str, plain: str
) -> None:
    assert {normalise(f"a{char}b") for char in characters} == {f"a{plain}b"}


def test_controls_and_halves_of_a_pair_never_come_out() -> None:
    unwanted = re.compile(f"[{CONTROLS}{INVISIBLE}{SURROGATES}]")
    every_character = "x".join(map(chr, range(0x10000)))
    left = set(unwanted.findall(normalise(every_character)))
    assert left == {"\t", "\n"}


@pytest.mark.parametrize("before", [70_000, 1 << 16, 200_000])
def test_text_that_turns_binary_further_on_is_refused(
    tmp_path: Path, before: int
) -> None:
    path = tmp_path / "prov.txt"
    path.write_bytes(b"ord " * (before // 4) + bytes(range(256)) * 4)
    with pytest.raises(UnreadableFileError) as caught:
        read_document(path)
    assert "binära" in fault_text(caught.value.fault)


def test_long_text_with_a_stray_control_or_a_signature_in_it_is_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "prov.txt"
    path.write_bytes(b"ord " * (1 << 14) + b"GIF8 \x01\x02\x03 slut")
    assert read_document(path).sections[0].text.endswith("slut")


def test_a_binary_line_of_json_lines_is_a_bad_line_among_good_ones(
    tmp_path: Path,
) -> None:
    path = tmp_path / "prov.jsonl"
    path.write_bytes(b'{"id": "a"}\n' + bytes(500) + b'\n{"id": "b"}\n')
    faults: list[UnreadableFileError] = []
    documents = read_documents(path, on_fault=faults.append)
    assert [document.id for document in documents] == ["a", "b"]
    assert [error.fault.line for error in faults] == [2]
