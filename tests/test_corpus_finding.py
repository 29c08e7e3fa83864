"""Folders are searched in order, and each document gets an id that stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus import (
    UnreadableFileError,
    example_corpus,
    find_files,
    read_document,
)
from corpus.errors import Fault, Problem
from wording.errors import error_text


def write(path: Path, text: str = "Titel\n\nText.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_known_files_are_found_in_order_and_hidden_ones_are_not(
    tmp_path: Path,
) -> None:
    for name in (
        "b.txt",
        "a/z.md",
        "a/y.JSONL",
        "c.pdf",
        ".dold.txt",
        ".git/x.txt",
        "utan",
    ):
        write(tmp_path / name)
    assert [file.document_id for file in find_files([tmp_path])] == [
        "a/y",
        "a/z",
        "b",
    ]


def test_a_file_named_by_itself_is_taken_whatever_its_suffix(
    tmp_path: Path,
) -> None:
    found = list(find_files([write(tmp_path / "anteckning")]))
    assert [file.document_id for file in found] == ["anteckning"]
    assert read_document(found[0].path).title == "Titel"


def test_two_files_that_would_share_an_id_get_their_suffix(
    tmp_path: Path,
) -> None:
    for name in ("plan.txt", "plan.md", "annan.txt"):
        write(tmp_path / name)
    assert [file.document_id for file in find_files([tmp_path])] == [
        "annan",
        "plan.md",
        "plan.txt",
    ]


def test_two_sources_with_the_same_file_name_get_the_name_of_the_source(
    tmp_path: Path,
) -> None:
    for name in ("norr/plan.txt", "söder/plan.txt"):
        write(tmp_path / name)
    ids = [
        file.document_id
        for file in find_files([tmp_path / "norr", tmp_path / "söder"])
    ]
    assert ids == ["norr/plan.txt", "söder/plan.txt"]


def test_what_still_is_the_same_is_numbered(tmp_path: Path) -> None:
    for name in ("a/data/plan.txt", "b/data/plan.txt"):
        write(tmp_path / name)
    ids = [
        file.document_id
        for file in find_files([tmp_path / "a/data", tmp_path / "b/data"])
    ]
    assert ids == ["data/plan.txt", "data/plan.txt-2"]


def test_ids_are_unique_even_when_a_name_looks_like_another_with_suffix(
    tmp_path: Path,
) -> None:
    for name in ("a.txt", "a.md", "a.txt.txt"):
        write(tmp_path / name)
    ids = [file.document_id for file in find_files([tmp_path])]
    assert len(set(ids)) == 3


def test_a_loop_of_links_ends_and_a_file_counts_once(tmp_path: Path) -> None:
    write(tmp_path / "mapp/plan.txt")
    (tmp_path / "mapp/runt").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "z.txt").symlink_to(tmp_path / "mapp/plan.txt")
    assert [
        file.document_id for file in find_files([tmp_path, tmp_path / "mapp"])
    ] == ["mapp/plan"]


def test_a_broken_link_is_given_so_that_reading_it_tells_why(
    tmp_path: Path,
) -> None:
    (tmp_path / "bruten.txt").symlink_to(tmp_path / "borta.txt")
    (found,) = find_files([tmp_path])
    with pytest.raises(UnreadableFileError) as caught:
        read_document(found.path)
    assert "finns inte" in error_text(caught.value)


def test_a_source_that_does_not_exist_is_told_before_anything_is_found(
    tmp_path: Path,
) -> None:
    write(tmp_path / "plan.txt")
    with pytest.raises(UnreadableFileError) as caught:
        find_files([tmp_path, tmp_path / "borta"])
    assert (
        error_text(caught.value)
        == f"{tmp_path / 'borta'}: filen eller mappen finns inte"
    )


def test_a_path_with_a_forbidden_character_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        find_files(["a\x00b"])
    assert "inte är tillåtet" in error_text(caught.value)


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert list(find_files([tmp_path])) == []


def test_every_example_is_read_with_a_title_and_sections() -> None:
    for file in find_files([example_corpus()]):
        document = read_document(file.path, document_id=file.document_id)
        assert document.title != document.id
        assert len(document.sections) > 4, document.id
        assert all(section.text for section in document.sections), document.id
        assert document.metadata.owner, document.id


def test_a_number_makes_no_id_the_same_as_another(tmp_path: Path) -> None:
    names = (
        "a@example.org plan",
        "b@example.org plan",
        "[e-post] plan-2",
        "[e-post] plan",
    )
    for name in names:
        write(tmp_path / "alla" / f"{name}.txt")
        write(tmp_path / "alla" / f"{name}.md")
    ids = [file.document_id for file in find_files([tmp_path / "alla"])]
    assert len(set(ids)) == len(ids) == 2 * len(names)
    assert not any("example" in id_ for id_ in ids)


@pytest.mark.parametrize(
    "links",
    [{"a.txt": "b.txt", "b.txt": "a.txt"}, {"själv.txt": "själv.txt"}],
    ids=["two", "one"],
)
def test_links_that_lead_nowhere_but_round_are_told_of_one_by_one(
    tmp_path: Path, links: dict[str, str]
) -> None:
    for name, target in links.items():
        (tmp_path / name).symlink_to(tmp_path / target)
    found = list(find_files([tmp_path]))
    assert [file.path.name for file in found] == list(links)
    for file in found:
        with pytest.raises(UnreadableFileError) as caught:
            read_document(file.path)
        assert caught.value.fault == Fault(Problem.LINK_LOOP)
        assert "leder tillbaka till sig själv" in error_text(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may enter everything")
def test_a_folder_that_may_be_listed_but_not_entered_stops_nothing(
    tmp_path: Path,
) -> None:
    write(tmp_path / "stängd/plan.txt")
    (tmp_path / "stängd").chmod(0o400)
    try:
        assert [file.path.name for file in find_files([tmp_path])] == [
            "plan.txt"
        ]
    finally:
        (tmp_path / "stängd").chmod(0o700)
