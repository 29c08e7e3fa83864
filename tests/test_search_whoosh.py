"""The Whoosh index beside the arrays is one that any Whoosh program opens, and is loaded by none
that only searches.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import fields, formats, index, qparser, scoring
from whoosh.searching import Searcher

from corpus import Document, Section
from indexer import build_index
from indexer.errors import StorageError, StorageProblem, WorkerLostError
from search.errors import WhooshWriterError
from search.store import whoosh_process
from search.store.generations import live_generation
from search.store.segments import analyse_documents
from search.store.whoosh_encoding import encoded_frequencies, encoded_positions
from search.store.whoosh_index import FOLDER, whoosh_schema
from search.store.whoosh_process import whoosh_index_beside
from search.store.writing import write_index

ROOT = Path(__file__).parent.parent

# Nothing but whoosh (and, by the schema, snowballstemmer): what a stranger's program would be.
STRANGER = """\
import sys
for name in ("corpus", "search", "indexer", "wording", "webui", "projektsok"):
    sys.modules[name] = None  # cannot be imported
from whoosh.index import open_dir
from whoosh.qparser import QueryParser

opened = open_dir(sys.argv[1], readonly=True)
with opened.searcher() as searcher:
    for field, text in zip(sys.argv[2::2], sys.argv[3::2]):
        for hit in searcher.search(QueryParser(field, opened.schema).parse(text), limit=None):
            stored = (hit["id"], hit["kind"], hit["section"], hit["heading"], hit["title"])
            print(field, *stored, sep="|")
"""


def run_python(program: str, *args: str, folder: Path) -> str:
    """What a program prints that runs in *folder*."""
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", program, *args],
        cwd=folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout


@pytest.fixture(scope="module")
def examples(example_index: Path) -> Iterator[Searcher]:
    opened = index.open_dir(
        str(live_generation(example_index) / FOLDER), readonly=True
    )
    with opened.searcher() as searcher:
        yield searcher
    opened.close()


def hits(searcher: Searcher, field: str, text: str) -> list[dict[str, object]]:
    parsed = qparser.QueryParser(field, searcher.schema).parse(text)
    return [dict(hit) for hit in searcher.search(parsed, limit=None)]


def test_a_program_that_knows_only_whoosh_searches_the_examples(
    example_index: Path, tmp_path: Path
) -> None:
    folder = str(live_generation(example_index) / FOLDER)
    lines = run_python(
        STRANGER,
        folder,
        "stems",
        "hemlöshet",
        "title",
        "nattarbeten",
        folder=tmp_path,
    ).splitlines()
    assert any(
        line.startswith("stems|nattugglan|sammanfattning|") for line in lines
    )
    assert [line for line in lines if line.startswith("title|")] == [
        "title|nattugglan|titel|-1||Nattugglan – uppsökande nattarbete och Bostad först i Örebro"
    ]


def test_a_stem_finds_every_inflected_form(examples: Searcher) -> None:
    found = {
        form: hits(examples, "stems", form)
        for form in ("hemlöshet", "hemlösheten", "hemlös")
    }
    assert found["hemlöshet"]
    assert found["hemlöshet"] == found["hemlösheten"] == found["hemlös"]
    assert len(hits(examples, "words", "hemlöshet")) < len(found["hemlöshet"])


def test_words_as_written_have_positions(examples: Searcher) -> None:
    assert hits(examples, "words", '"unga vuxna"')
    assert not hits(examples, "words", '"vuxna unga"')


def test_a_document_is_found_by_its_id_section_by_section(
    examples: Searcher,
) -> None:
    found = hits(examples, "id", "nattugglan")
    sections = sorted(int(str(hit["section"])) for hit in found)
    assert sections == list(range(-2, len(found) - 2))
    assert len({hit["title"] for hit in found}) == 1
    kinds = {hit["kind"] for hit in hits(examples, "kind", "syfte")}
    assert kinds == {"syfte"}


DOCUMENTS = [
    Document(
        "a",
        "Hem för hemlösa",
        (Section("bakgrund", "Nu", "Hemlösheten ökar, hemlös."),),
    ),
    Document(
        "b",
        "Barn",
        (Section("syfte", "", "Barn- och ungdomsvård vid EU:s e-tjänst."),),
    ),
    Document(
        "c",
        "Ord",
        tuple(
            Section("ovrigt", str(n), "ord " * n + "hem") for n in range(300)
        ),
    ),
]


@pytest.fixture
def generation(tmp_path: Path) -> Path:
    folder = tmp_path / "generation"
    folder.mkdir()
    write_index([analyse_documents(DOCUMENTS)], folder)
    return folder


def test_whoosh_would_have_written_the_same(
    generation: Path, tmp_path: Path
) -> None:
    """Whoosh, given the texts and the schema, finds the same records with the same scores."""
    (tmp_path / "theirs").mkdir()
    theirs = index.create_in(str(tmp_path / "theirs"), whoosh_schema())
    writer = theirs.writer()
    for document in DOCUMENTS:
        records = [("titel", -1, "", document.title)]
        records += [
            (s.kind, n, s.heading, s.text)
            for n, s in enumerate(document.sections)
        ]
        for kind, section, heading, text in records:
            writer.add_document(
                id=document.id, kind=kind, section=section, heading=heading, words=text, stems=text,
                title=document.title if kind == "titel" else None, _stored_title=document.title,
            )  # fmt: skip
    writer.commit()
    ours = index.open_dir(str(generation / FOLDER), readonly=True)
    weighting = scoring.BM25F()
    with (
        ours.searcher(weighting=weighting) as mine,
        theirs.searcher(weighting=weighting) as other,
    ):
        assert mine.doc_count() == other.doc_count()
        for field in ("id", "kind", "title", "stems"):
            assert list(mine.reader().field_terms(field)) == list(
                other.reader().field_terms(field)
            )
        for field, text in (
            ("stems", "hemlöshet"), ("stems", "ord"), ("stems", "hem ord"), ("title", "hem"),
            ("kind", "ovrigt"), ("id", "c"), ("words", '"ord hem"'), ("stems", "e-tjänster"),
        ):  # fmt: skip
            parsed = qparser.QueryParser(field, ours.schema).parse(text)
            scored = [
                [
                    ((hit["id"], hit["section"]), hit.score)
                    for hit in searcher.search(parsed, limit=None)
                ]
                for searcher in (mine, other)
            ]
            assert scored[0] == scored[1]
            assert scored[0]
            best = [
                (hit["id"], hit["section"])
                for hit in mine.search(parsed, limit=3)
            ]
            assert best == [record for record, _ in scored[0][:3]]


postings = st.lists(
    st.sets(st.integers(0, 300) | st.integers(0, 2**31 - 1), min_size=1).map(
        sorted
    )
)


@given(postings)
def test_values_are_what_whoosh_reads(positions: list[list[int]]) -> None:
    frequencies = np.array([len(one) for one in positions], np.int32)
    flat = np.array([place for one in positions for place in one], np.int32)
    values = encoded_positions(flat, frequencies)
    decode = formats.Positions().decode_positions
    assert [decode(value) for value in values] == positions
    frequency_of = formats.Positions().decode_frequency
    assert [frequency_of(value) for value in values] == frequencies.tolist()
    counts = encoded_frequencies(frequencies)
    assert (
        list(map(formats.Frequency().decode_frequency, counts))
        == frequencies.tolist()
    )


def test_the_schema_names_nothing_of_ours() -> None:
    for name, field in whoosh_schema().items():
        assert isinstance(field, fields.FieldType), name
        assert type(field).__module__.startswith("whoosh."), name


def test_neither_whoosh_nor_the_dictionary_is_loaded_to_search(
    example_index: Path,
) -> None:
    program = """\
import sys
sys.path.insert(0, sys.argv[1])
from search import open_index
with open_index(sys.argv[2]) as index:
    loaded = {"whoosh", "simplemma", "snowballstemmer"} & set(sys.modules)
    assert index.search("hemlöshet").total and index.document("nattugglan")
    assert index.similar("nattugglan") and index.suggest("heml")
print(sorted(loaded), sorted({"whoosh", "simplemma"} & set(sys.modules)))
"""
    assert (
        run_python(program, str(ROOT), str(example_index), folder=ROOT)
        == "[] []\n"
    )


class TestProcessBesideABuild:
    @pytest.fixture
    def bare(self, generation: Path) -> Path:
        """A generation whose Whoosh index is yet to be written."""
        for file in (generation / FOLDER).iterdir():
            file.unlink()
        (generation / FOLDER).rmdir()
        return generation

    @pytest.fixture
    def program(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
        """Sets what the process does instead of its work."""

        def replace(text: str) -> None:
            monkeypatch.setattr(whoosh_process, "_PROGRAM", text)

        return replace

    def test_it_writes_what_would_be_written_here(self, bare: Path) -> None:
        with whoosh_index_beside(bare):
            pass
        opened = index.open_dir(str(bare / FOLDER), readonly=True)
        with opened.searcher() as searcher:
            assert hits(searcher, "stems", "hemlöshet")

    def test_its_failure_is_raised_with_its_reason(
        self, bare: Path, program: Callable[[str], None]
    ) -> None:
        program("print('begun', flush=True); raise ValueError('no such stem')")
        with (
            pytest.raises(WhooshWriterError, match="ValueError: no such stem"),
            whoosh_index_beside(bare),
        ):
            pass
        assert not (bare / FOLDER).exists()

    def test_a_death_is_raised_too(
        self, bare: Path, program: Callable[[str], None]
    ) -> None:
        program(
            "import os; print('begun', flush=True); os.kill(os.getpid(), 9)"
        )
        with (
            pytest.raises(WhooshWriterError) as caught,
            whoosh_index_beside(bare),
        ):
            pass
        assert caught.value.exit_code == -9

    def test_a_full_disk_is_raised_as_what_it_is(self, bare: Path) -> None:
        (bare / FOLDER).write_text("in the way")
        with pytest.raises(FileExistsError), whoosh_index_beside(bare):
            pass

    def test_a_block_that_fails_ends_it(
        self, bare: Path, program: Callable[[str], None]
    ) -> None:
        program("import time; print('begun', flush=True); time.sleep(600)")
        with pytest.raises(KeyError), whoosh_index_beside(bare):
            raise KeyError

    @pytest.mark.parametrize(
        ("executable", "program_text"),
        [("/nowhere/python", ""), (sys.executable, "import no_such_module")],
    )
    def test_where_no_process_can_run_it_is_written_here_and_said(
        self,
        bare: Path,
        program: Callable[[str], None],
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
        executable: str,
        program_text: str,
    ) -> None:
        program(program_text)
        monkeypatch.setattr(sys, "executable", executable)
        with caplog.at_level(logging.WARNING), whoosh_index_beside(bare):
            pass
        assert "no process to write the Whoosh index in" in caplog.text
        assert index.exists_in(str(bare / FOLDER))

    def test_a_build_tells_of_it_and_leaves_the_old_index(
        self,
        tmp_path: Path,
        program: Callable[[str], None],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        texts = tmp_path / "texts"
        texts.mkdir()
        (texts / "ett.txt").write_text(
            "Ett\n\nSyfte\n\nAtt minska hemlösheten.\n", "utf-8"
        )
        before = build_index([texts], tmp_path / "index").generation
        monkeypatch.setattr("search.store.writing._MANY_RECORDS", 0)
        program("print('begun', flush=True); raise ValueError('no such stem')")
        with pytest.raises(WorkerLostError, match="no such stem"):
            build_index([texts], tmp_path / "index")
        program(
            "print('begun'); print('[28, \"No space left on device\", null]'); exit(1)"
        )
        with pytest.raises(StorageError) as caught:
            build_index([texts], tmp_path / "index")
        assert caught.value.problem is StorageProblem.DISK_FULL
        assert live_generation(tmp_path / "index").name == before
