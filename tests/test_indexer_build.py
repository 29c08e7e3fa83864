"""An index that cannot be lost: whatever happens to a build, the old index answers."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import indexer.build
import indexer.storage
from corpus import example_corpus
from corpus.errors import BinaryContent, Fault, Problem
from indexer import (
    BusyIndexError,
    FileError,
    IndexerError,
    IndexReport,
    NoDocumentsError,
    NoSourceError,
    NotAnIndexError,
    Progress,
    ShrinkingIndexError,
    Stage,
    StorageError,
    TaskFailedError,
    UnconfirmedSwitchError,
    UnverifiedIndexError,
    build_index,
    document_tasks,
)
from search import open_index
from search.store.generations import (
    current_name,
    damaged_files,
    live_generation,
    read_manifest,
)
from search.store.segments import Segment
from search.store.writing import IndexCounts
from wording.errors import error_text
from wording.faults import fault_text

ROOT = Path(__file__).parent.parent
DOCUMENT = (
    "{title}\n\nBakgrund\n\nKommunen saknar bostäder för "
    "unga.\n\nSyfte\n\nFler ska få en egen bostad.\n"
)


def write_documents(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(
            DOCUMENT.format(title=f"Projekt {Path(name).stem}"), "utf-8"
        )
    return folder


def write_ids(segments: Iterable[Segment], folder: Path) -> IndexCounts:
    """Stands in for the writing of the whole index where a test is about what happens around it."""
    ids = sorted(
        document.id for segment in segments for document in segment.documents
    )
    (folder / "ids.txt").write_text("\n".join(ids))
    return IndexCounts(len(ids), len(ids), 0)


def ids_of(index: Path) -> list[str]:
    return (live_generation(index) / "ids.txt").read_text().split()


def everything_below(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer.build, "write_index", write_ids)


@pytest.fixture
def index(tmp_path: Path, quick: None) -> Path:
    """An index of two documents, which every failure must leave as it is."""
    path = tmp_path / "index"
    build_index([write_documents(tmp_path / "old", "ett.txt", "tva.txt")], path)
    return path


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> IndexReport:
    return build_index(
        [example_corpus()], tmp_path_factory.mktemp("examples") / "index"
    )


class TestARealIndex:
    def test_it_answers_with_every_document_that_was_read(
        self, report: IndexReport
    ) -> None:
        with open_index(report.path) as opened:
            assert (
                opened.stats().documents
                == opened.search("", limit=0).total
                == report.documents
                >= 40
            )

    def test_nothing_of_the_example_corpus_is_left_out(
        self, report: IndexReport
    ) -> None:
        assert report.skipped == ()

    def test_its_manifest_vouches_for_every_file(
        self, report: IndexReport
    ) -> None:
        generation = live_generation(report.path)
        manifest = read_manifest(generation)
        names = {
            path.relative_to(generation).as_posix()
            for path in generation.rglob("*")
            if path.is_file()
        }
        assert set(manifest.checksums) == names - {"manifest.json"}
        assert damaged_files(generation, manifest) == ()
        assert (manifest.documents, manifest.records) == (
            report.documents,
            report.records,
        )
        assert len(manifest.sources) == report.documents

    def test_the_same_sources_give_the_same_index_in_one_process_or_two(
        self,
        report: IndexReport,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(indexer.build, "_SMALL_BYTES", 0)
        build_index([example_corpus()], tmp_path / "again", workers=2)
        first, again = (
            live_generation(path) for path in (report.path, tmp_path / "again")
        )
        ours = {
            name
            for name in read_manifest(first).checksums
            if not name.startswith("whoosh")
        }
        changed = {
            name
            for name in ours
            if (first / name).read_bytes() != (again / name).read_bytes()
        }
        assert changed == set()

    def test_a_reader_goes_on_through_a_build_and_then_has_the_new_documents(
        self, report: IndexReport, tmp_path: Path
    ) -> None:
        path = tmp_path / "index"
        build_index([write_documents(tmp_path / "texts", "ett.txt")], path)
        with open_index(path) as opened:
            build_index([write_documents(tmp_path / "texts", "tva.txt")], path)
            assert [
                hit.id for hit in opened.search("bostäder", sort="title").hits
            ] == [
                "ett",
                "tva",
            ]


class TestSources:
    def test_folders_are_searched_to_the_bottom(
        self, tmp_path: Path, quick: None
    ) -> None:
        write_documents(tmp_path / "texts", "ett.txt", "2011/norr/tva.txt")
        build_index([tmp_path / "texts"], tmp_path / "index")
        assert ids_of(tmp_path / "index") == ["2011/norr/tva", "ett"]

    def test_files_with_the_same_name_in_different_folders_are_all_there(
        self, tmp_path: Path, quick: None
    ) -> None:
        write_documents(tmp_path, "2011/plan.txt", "2012/plan.txt")
        report = build_index(
            [tmp_path / "2011", tmp_path / "2012"], tmp_path / "index"
        )
        assert (report.documents, report.skipped) == (2, ())

    def test_a_file_that_is_named_twice_is_read_once(
        self, tmp_path: Path, quick: None
    ) -> None:
        write_documents(tmp_path / "texts", "ett.txt")
        assert (
            build_index(
                [tmp_path / "texts", tmp_path / "texts" / "ett.txt"],
                tmp_path / "index",
            ).documents
            == 1
        )

    def test_an_unreadable_file_is_in_the_report_and_stops_nothing(
        self, tmp_path: Path, quick: None
    ) -> None:
        write_documents(tmp_path / "texts", "ett.txt", "tre.txt")
        (tmp_path / "texts" / "tva.txt").write_bytes(bytes(range(256)) * 20)
        report = build_index([tmp_path / "texts"], tmp_path / "index")
        assert report.documents == 2
        assert [Path(error.path).name for error in report.skipped] == [
            "tva.txt"
        ]
        assert report.skipped[0].fault == Fault(
            Problem.BINARY, content=BinaryContent.UNKNOWN
        )
        (kept,) = read_manifest(live_generation(tmp_path / "index")).skipped
        assert kept.fault == report.skipped[0].fault

    def test_links_in_circles_pipes_and_devices_are_a_line_each_in_the_report(
        self, tmp_path: Path, quick: None
    ) -> None:
        texts = write_documents(tmp_path / "texts", "ett.txt", "tva.txt")
        links = {
            "a.txt": "b.txt",
            "b.txt": "a.txt",
            "enhet.txt": "/dev/zero",
            "runt": "runt",
            "sig.jsonl": "sig.jsonl",
        }
        for name, target in links.items():
            (texts / name).symlink_to(target)
        os.mkfifo(texts / "ror.txt")
        os.mkfifo(texts / "ror.jsonl")
        report = build_index([texts], tmp_path / "index")
        assert ids_of(tmp_path / "index") == ["ett", "tva"]
        assert sorted(
            (Path(skipped.path).name, skipped.fault.problem)
            for skipped in report.skipped
        ) == [
            ("a.txt", Problem.LINK_LOOP),
            ("b.txt", Problem.LINK_LOOP),
            ("enhet.txt", Problem.NO_REGULAR_FILE),
            ("ror.jsonl", Problem.NO_REGULAR_FILE),
            ("ror.txt", Problem.NO_REGULAR_FILE),
            ("sig.jsonl", Problem.LINK_LOOP),
        ]

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_closed_file_is_in_the_report(
        self, tmp_path: Path, quick: None
    ) -> None:
        write_documents(tmp_path / "texts", "ett.txt", "tva.txt")
        (tmp_path / "texts" / "tva.txt").chmod(0)
        report = build_index([tmp_path / "texts"], tmp_path / "index")
        assert report.skipped[0].fault == Fault(Problem.NO_PERMISSION)

    def test_a_file_that_goes_away_meanwhile_is_in_the_report(
        self, tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_documents(tmp_path / "texts", "ett.txt", "tva.txt")

        def remove(progress: Progress) -> None:
            (tmp_path / "texts" / "tva.txt").unlink(missing_ok=True)

        report = build_index(
            [tmp_path / "texts"], tmp_path / "index", progress=remove
        )
        assert (report.documents, len(report.skipped)) == (1, 1)

    def test_the_first_of_two_documents_with_the_same_id_is_kept(
        self, tmp_path: Path, quick: None
    ) -> None:
        lines = [
            {"id": "a", "title": "Ett", "text": "x"},
            {"id": "b", "title": "Två"},
            {"id": "a", "title": "Tre"},
        ]
        (tmp_path / "alla.jsonl").write_text("\n".join(map(json.dumps, lines)))
        report = build_index([tmp_path / "alla.jsonl"], tmp_path / "index")
        assert ids_of(tmp_path / "index") == ["a", "b"]
        (skipped,) = report.skipped
        assert skipped.fault == Fault(Problem.REPEATED_ID, document_id="a")
        assert (
            fault_text(skipped.fault)
            == "dokument a: ett annat dokument har samma id"
        )

    def test_a_document_of_a_list_gives_way_to_a_file_with_the_same_id(
        self, tmp_path: Path, quick: None
    ) -> None:
        write_documents(tmp_path / "texts", "nattljus.txt")
        (tmp_path / "texts" / "alla.jsonl").write_text(
            '{"id": "nattljus", "title": "Ett"}\n{"id": "annat", "title": "B"}'
        )
        report = build_index([tmp_path / "texts"], tmp_path / "index")
        assert ids_of(tmp_path / "index") == ["annat", "nattljus"]
        assert len(report.skipped) == 1

    def test_a_broken_line_of_a_list_stops_nothing(
        self, tmp_path: Path, quick: None
    ) -> None:
        (tmp_path / "alla.jsonl").write_text(
            '{"id": "a", "title": "Ett"}\n{"id": "b", "ti\n{"id": "c", "title": "Tre"}'
        )
        report = build_index([tmp_path / "alla.jsonl"], tmp_path / "index")
        assert ids_of(tmp_path / "index") == ["a", "c"]
        (skipped,) = report.skipped
        assert fault_text(skipped.fault) == "rad 2 är inte giltig JSON"

    def test_all_good_documents_of_a_list_are_kept_and_bad_lines_beyond_a_hundred_counted(
        self, tmp_path: Path, quick: None
    ) -> None:
        good = [
            json.dumps({"id": f"{number:03}", "title": "T"})
            for number in range(500)
        ]
        lines = [*["{fel"] * 150, *good, "{sist"]
        (tmp_path / "alla.jsonl").write_text("\n".join(lines))
        report = build_index([tmp_path / "alla.jsonl"], tmp_path / "index")
        assert report.documents == 500
        faults = [skipped.fault for skipped in report.skipped]
        assert faults == [
            *(Fault(Problem.BAD_JSON, line=line) for line in range(1, 101)),
            Fault(Problem.MORE_FAULTS, count=51),
        ]
        assert report.skipped_count == 151
        assert (
            fault_text(faults[-1])
            == "ytterligare 51 rader eller dokument hoppades över"
        )
        kept = read_manifest(live_generation(tmp_path / "index")).skipped
        assert kept[-1].fault == faults[-1]

    @pytest.mark.parametrize("name", ["tva.txt", "tva.jsonl"])
    @pytest.mark.parametrize("step", ["read_documents", "analyse_documents"])
    def test_a_defect_is_told_with_its_kind_and_the_file_that_met_it(
        self,
        tmp_path: Path,
        quick: None,
        monkeypatch: pytest.MonkeyPatch,
        name: str,
        step: str,
    ) -> None:
        texts = write_documents(tmp_path / "texts", "ett.txt", "tre.txt")
        (texts / name).write_text('{"title": "Trasig"}\nTrasig')
        whole = getattr(document_tasks, step)

        def fails(given: object, **options: object) -> object:
            if "tva" in str(given):
                raise ZeroDivisionError("so")
            return whole(given, **options)

        monkeypatch.setattr(document_tasks, step, fails)
        with pytest.raises(TaskFailedError) as caught:
            build_index([texts], tmp_path / "index")
        assert caught.value.kind == "ZeroDivisionError"
        assert caught.value.file == str(texts / name)
        assert error_text(caught.value).startswith(f"{texts / name}: ")

    def test_a_long_list_is_read_whole_by_several_processes(
        self, tmp_path: Path, quick: None
    ) -> None:
        with (tmp_path / "alla.jsonl").open("w") as file:
            for number in range(300):
                file.write(
                    json.dumps(
                        {
                            "id": f"{number:03}",
                            "title": "T",
                            "text": f"ord{number} " * 1500,
                        }
                    )
                    + "\n"
                )
        report = build_index(
            [tmp_path / "alla.jsonl"], tmp_path / "index", workers=2
        )
        assert report.documents == 300
        assert ids_of(tmp_path / "index") == [
            f"{number:03}" for number in range(300)
        ]

    def test_an_index_inside_the_source_folder_is_not_read(
        self, tmp_path: Path
    ) -> None:
        texts = write_documents(tmp_path / "texts", "ett.txt")
        build_index([texts], texts / "index")
        (texts / "index" / "generations" / "anteckning.txt").write_text(
            "inte ett dokument"
        )
        report = build_index([texts], texts / "index")
        assert (report.documents, report.skipped) == (1, ())
        assert build_index([texts], tmp_path / "other").documents == 1

    def test_an_empty_folder_is_an_error(
        self, tmp_path: Path, index: Path
    ) -> None:
        (tmp_path / "empty").mkdir()
        before = everything_below(index)
        with pytest.raises(NoDocumentsError) as caught:
            build_index([tmp_path / "empty"], index)
        assert "här finns inga dokument att läsa" in error_text(caught.value)
        assert everything_below(index) == before

    def test_a_source_that_does_not_exist_is_an_error(
        self, tmp_path: Path, index: Path
    ) -> None:
        before = everything_below(index)
        with pytest.raises(NoSourceError) as caught:
            build_index([tmp_path / "nowhere"], index)
        said = error_text(caught.value)
        assert said.endswith(
            "nowhere: filen eller mappen finns inte; kontrollera sökvägen."
        )
        assert everything_below(index) == before

    def test_sources_where_nothing_can_be_read_are_an_error_that_says_why(
        self, tmp_path: Path, index: Path
    ) -> None:
        (tmp_path / "bild.txt").write_bytes(bytes(range(256)) * 20)
        with pytest.raises(NoDocumentsError) as caught:
            build_index([tmp_path / "bild.txt"], index)
        assert (
            "bild.txt: filen innehåller inte text (binära data)"
            in error_text(caught.value)
        )
        assert [Path(error.path).name for error in caught.value.skipped] == [
            "bild.txt"
        ]
        assert ids_of(index) == ["ett", "tva"]

    def test_no_index_is_left_when_the_first_build_finds_nothing(
        self, tmp_path: Path, quick: None
    ) -> None:
        (tmp_path / "bild.txt").write_bytes(bytes(range(256)) * 20)
        with pytest.raises(NoDocumentsError):
            build_index([tmp_path / "bild.txt"], tmp_path / "index")
        write_documents(tmp_path / "texts", "ett.txt")
        assert (
            build_index([tmp_path / "texts"], tmp_path / "index").documents == 1
        )


class TestTheFolderOfTheIndex:
    def test_a_file_is_refused_and_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "brev").write_text("hej")
        with pytest.raises(NotAnIndexError) as caught:
            build_index(
                [write_documents(tmp_path / "texts", "ett.txt")],
                tmp_path / "brev",
            )
        assert "är en fil och inget index; välj en tom" in error_text(
            caught.value
        )
        assert (tmp_path / "brev").read_text() == "hej"

    @pytest.mark.parametrize(
        "names",
        [
            ["brev.txt"],
            ["CURRENT", "LOCK", "000005.ldb"],
            ["generations", "brev.txt"],
        ],
    )
    def test_a_folder_of_other_things_is_refused_and_left_alone(
        self, tmp_path: Path, names: list[str]
    ) -> None:
        folder = tmp_path / "hem"
        folder.mkdir()
        for name in names:
            (folder / name).write_text("hej")
        before = everything_below(folder)
        with pytest.raises(NotAnIndexError) as caught:
            build_index(
                [write_documents(tmp_path / "texts", "ett.txt")],
                folder,
                force=True,
            )
        assert "mappen innehåller annat än ett index" in error_text(
            caught.value
        )
        assert everything_below(folder) == before

    def test_it_is_made_with_the_folders_above_it(
        self, tmp_path: Path, quick: None
    ) -> None:
        path = tmp_path / "a" / "b" / "index"
        build_index([write_documents(tmp_path / "texts", "ett.txt")], path)
        assert ids_of(path) == ["ett"]

    def test_a_path_through_a_file_is_a_clear_error(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "brev").write_text("hej")
        with pytest.raises(IndexerError) as caught:
            build_index(
                [write_documents(tmp_path / "texts", "ett.txt")],
                tmp_path / "brev" / "index",
            )
        assert "fil" in error_text(caught.value)


class TestGenerations:
    def test_the_last_two_are_kept(self, tmp_path: Path, index: Path) -> None:
        names = [current_name(index)]
        names += [
            build_index([tmp_path / "old"], index).generation for _ in range(3)
        ]
        assert sorted(os.listdir(index / "generations")) == names[-2:]
        assert current_name(index) == names[-1]

    def test_their_names_sort_by_age_and_are_never_used_twice(
        self, tmp_path: Path, index: Path
    ) -> None:
        names = [
            build_index([tmp_path / "old"], index).generation for _ in range(3)
        ]
        assert names == sorted(set(names))

    def test_what_a_killed_build_left_is_removed(
        self, tmp_path: Path, index: Path
    ) -> None:
        left = index / "generations" / "000009-killed"
        (left / "whoosh").mkdir(parents=True)
        (left / "whoosh" / "half.seg").write_text("x")
        (index / "CURRENT.new").write_text("000009-kil")
        build_index([tmp_path / "old"], index)
        assert not left.exists()
        assert not (index / "CURRENT.new").exists()
        assert ids_of(index) == ["ett", "tva"]

    def test_an_index_whose_pointer_is_gone_can_be_built_again(
        self, tmp_path: Path, index: Path
    ) -> None:
        (index / "CURRENT").unlink()
        build_index([tmp_path / "old"], index)
        assert ids_of(index) == ["ett", "tva"]


class TestShrinking:
    def test_losing_more_than_half_needs_force(
        self, tmp_path: Path, index: Path
    ) -> None:
        build_index(
            [
                write_documents(
                    tmp_path / "many", *(f"{number}.txt" for number in range(5))
                )
            ],
            index,
        )
        with pytest.raises(ShrinkingIndexError) as caught:
            build_index([tmp_path / "old"], index)
        assert "bygg med --force" in error_text(caught.value)
        assert (caught.value.before, caught.value.after) == (5, 2)
        assert len(ids_of(index)) == 5
        build_index([tmp_path / "old"], index, force=True)
        assert ids_of(index) == ["ett", "tva"]

    def test_losing_half_does_not(self, tmp_path: Path, index: Path) -> None:
        build_index([write_documents(tmp_path / "fewer", "ett.txt")], index)
        assert ids_of(index) == ["ett"]

    def test_an_index_of_another_version_counts(
        self, tmp_path: Path, index: Path
    ) -> None:
        manifest = live_generation(index) / "manifest.json"
        manifest.write_text(
            json.dumps(
                {
                    **json.loads(manifest.read_text()),
                    "version": "0",
                    "documents": 100,
                }
            )
        )
        with pytest.raises(ShrinkingIndexError):
            build_index([tmp_path / "old"], index)


def fail_with(
    error: OSError,
) -> Callable[[Iterable[Segment], Path], IndexCounts]:
    def write(segments: Iterable[Segment], folder: Path) -> IndexCounts:
        write_ids(segments, folder)
        raise error

    return write


class TestFailures:
    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (errno.ENOSPC, "disken är full"),
            (errno.EROFS, "skrivskyddad"),
            (errno.EACCES, "behörighet saknas"),
        ],
    )
    def test_a_disk_that_refuses_leaves_the_old_index(
        self,
        tmp_path: Path,
        index: Path,
        monkeypatch: pytest.MonkeyPatch,
        number: int,
        words: str,
    ) -> None:
        before = everything_below(index)
        monkeypatch.setattr(
            indexer.build,
            "write_index",
            fail_with(OSError(number, os.strerror(number))),
        )
        with pytest.raises(StorageError) as caught:
            build_index([tmp_path / "old"], index)
        assert words in error_text(caught.value)
        assert everything_below(index) == before

    def test_ctrl_c_leaves_the_old_index(
        self, tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupt(segments: Iterable[Segment], folder: Path) -> IndexCounts:
            raise KeyboardInterrupt

        before = everything_below(index)
        monkeypatch.setattr(indexer.build, "write_index", interrupt)
        with pytest.raises(KeyboardInterrupt):
            build_index([tmp_path / "old"], index)
        assert everything_below(index) == before

    def test_an_index_with_fewer_documents_than_were_read_is_not_taken_into_use(
        self, tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def lose(segments: Iterable[Segment], folder: Path) -> IndexCounts:
            counts = write_ids(segments, folder)
            return IndexCounts(counts.documents - 1, 0, 0)

        monkeypatch.setattr(indexer.build, "write_index", lose)
        before = everything_below(index)
        with pytest.raises(UnverifiedIndexError) as caught:
            build_index([tmp_path / "old"], index)
        assert "1 dokument skrevs av 2 lästa" in error_text(caught.value)
        assert everything_below(index) == before

    def test_a_killed_build_leaves_the_old_index_and_neither_lock_nor_processes(
        self, tmp_path: Path, index: Path
    ) -> None:
        script = (
            "import os, sys, indexer.build\n"
            "def die(segments, folder):\n"
            "    (folder / 'half').write_text('x')\n"
            "    next(segments)\n"
            "    os.kill(os.getpid(), 9)\n"
            "indexer.build.write_index, indexer.build._SMALL_BYTES = die, 0\n"
            "indexer.build.build_index([sys.argv[1]], sys.argv[2], workers=2)\n"
        )
        # The pipe is held by every process of the build: it ends when the last of them does.
        done = subprocess.run(
            [sys.executable, "-c", script, tmp_path / "old", index],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            check=False,
        )
        assert done.returncode == -signal.SIGKILL
        assert ids_of(index) == ["ett", "tva"]
        build_index([tmp_path / "old"], index)
        assert len(os.listdir(index / "generations")) == 2

    def test_a_second_writer_is_told_so_and_the_first_goes_on(
        self, tmp_path: Path, index: Path
    ) -> None:
        with (index / "LOCK").open("ab") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            with pytest.raises(BusyIndexError) as caught:
                build_index([tmp_path / "old"], index)
        assert "byggs redan" in error_text(caught.value)
        build_index([tmp_path / "old"], index)
        assert ids_of(index) == ["ett", "tva"]


def test_progress_goes_from_nothing_to_everything_through_all_stages(
    tmp_path: Path, quick: None
) -> None:
    seen: list[Progress] = []
    write_documents(
        tmp_path / "texts", *(f"{number}.txt" for number in range(100))
    )
    build_index([tmp_path / "texts"], tmp_path / "index", progress=seen.append)
    assert list(dict.fromkeys(progress.stage for progress in seen)) == list(
        Stage
    )
    assert [progress.done for progress in seen] == sorted(
        progress.done for progress in seen
    )
    assert (seen[0].done, seen[-1].done) == (0, seen[-1].total)
    assert seen[-1].documents == 100


def test_a_report_names_what_was_left_out(tmp_path: Path, quick: None) -> None:
    report = build_index(
        [write_documents(tmp_path / "texts", "ett.txt")],
        str(tmp_path / "index"),
    )
    assert report.path == tmp_path / "index"
    assert report.generation == current_name(tmp_path / "index")
    assert report.took_s > 0
    assert all(isinstance(error, FileError) for error in report.skipped)


def _switch_that_raises(
    error: BaseException,
) -> Callable[[str | Path, str | Path], None]:
    """Stands in for `os.replace`: does it, and then what an interrupt or a failing disk does right
    after.
    """
    replace = os.replace

    def replace_and_raise(source: str | Path, target: str | Path) -> None:
        replace(source, target)
        raise error

    return replace_and_raise


def test_an_interrupt_just_after_the_switch_leaves_the_new_index_answering(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    build_index([write_documents(tmp_path / "old", "gammal.txt")], index)
    new = write_documents(tmp_path / "new", "ny.txt", "nyare.txt")
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", _switch_that_raises(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            build_index([new], index)
    with open_index(index) as opened:
        assert opened.stats().documents == 2
    assert not damaged_files(
        live_generation(index), read_manifest(live_generation(index))
    )


def test_a_disk_that_fails_to_confirm_the_switch_takes_nothing_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    build_index([write_documents(tmp_path / "old", "gammal.txt")], index)
    new = write_documents(tmp_path / "new", "ny.txt", "nyare.txt")
    force = indexer.storage._fsync

    def fail_after_the_switch(path: Path) -> None:
        if path == index:
            raise OSError(errno.EIO, "Input/output error")
        force(path)

    with monkeypatch.context() as patched:
        patched.setattr(indexer.storage, "_fsync", fail_after_the_switch)
        with pytest.raises(UnconfirmedSwitchError) as caught:
            build_index([new], index)
    assert (
        "är i bruk, men disken bekräftade inte bytet (disken svarar"
        in error_text(caught.value)
    )
    with open_index(index) as opened:
        assert opened.stats().documents == 2


def test_a_switch_that_cannot_be_prepared_leaves_the_old_index_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    build_index([write_documents(tmp_path / "old", "gammal.txt")], index)
    before = everything_below(index)
    new = write_documents(tmp_path / "new", "ny.txt", "nyare.txt")
    force = indexer.storage._fsync

    def fail_at_the_pointer(path: Path) -> None:
        if path.name == "CURRENT.new":
            raise OSError(errno.ENOSPC, "No space left on device")
        force(path)

    with monkeypatch.context() as patched:
        patched.setattr(indexer.storage, "_fsync", fail_at_the_pointer)
        with pytest.raises(StorageError) as caught:
            build_index([new], index)
    assert "disken är full" in error_text(caught.value)
    (index / "CURRENT.new").unlink()
    assert everything_below(index) == before
