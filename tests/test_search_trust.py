"""An index is data: opening one runs nothing, and whatever its files hold is an answer or a
`SearchError`.
"""

from __future__ import annotations

import os
import pickle
import random
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import write_generation
from invented_projects import DOCUMENTS
from whoosh.codec.whoosh3 import W3Codec, W3Segment, W3TermInfo
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Positions

from corpus import Document, Section
from search import open_index
from search.errors import Damage, DamagedIndexError, SearchError
from search.store.arrays import PostingArrays, RecordArrays
from search.store.generations import DECODED_FILES
from search.store.recovery import load_postings
from search.store.vocabulary import Vocabulary
from search.store.whoosh_index import FOLDER, whoosh_schema


class Payload:
    """Unpickled by a trusting program, it creates the file *trace*."""

    def __init__(self, trace: Path) -> None:
        self._trace = trace

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (self._trace,)


class NameInDisguise:
    """A bound method of a class that may be named, reached through dots."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return getattr, (dict, "fromkeys")


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    return tmp_path / "trace"


@pytest.fixture
def robbed(tmp_path: Path) -> Path:
    """A generation that has lost its posting arrays."""
    generation = write_generation(tmp_path / "index", DOCUMENTS)
    for name in DECODED_FILES:
        (generation / name).unlink()
    return generation


def write_toc(generation: Path, schema: object, segments: object) -> None:
    """Put *schema* and *segments* in place of those of the Whoosh index."""
    path = generation / FOLDER / "_MAIN_1.toc"
    with StructFile(path.open("rb")) as old:
        head = old.read(3 + 2 * 4 + 3)
    with StructFile(path.open("wb")) as new:
        new.write(head)
        new.write_string(pickle.dumps(schema, 2))
        new.write_int(1)
        new.write_int(0)
        new.write_pickle(segments)


def test_lost_postings_are_decoded(robbed: Path) -> None:
    with open_index(robbed.parent.parent) as index:
        assert index.search("projekt").total


def test_lost_postings_of_every_frequency_are_decoded(tmp_path: Path) -> None:
    documents = [
        Document(
            f"d{n:03}",
            "",
            (Section("ovrigt", "", "ord " * (n % 7 + 1) + "hem"),),
        )
        for n in range(300)
    ]
    generation = write_generation(tmp_path / "index", documents)
    written = PostingArrays.load(generation)
    records, words = RecordArrays.load(generation), Vocabulary(generation)
    (generation / "positions.npy").unlink()
    assert load_postings(generation, words, records).same_as(written)


def test_a_schema_with_a_payload_is_not_even_read(
    robbed: Path, trace: Path
) -> None:
    write_toc(robbed, Payload(trace), [])
    with pytest.raises(DamagedIndexError):
        open_index(robbed.parent.parent)
    assert not trace.exists()


@pytest.mark.parametrize(
    "wrap", [lambda it: it, lambda it: [it], lambda it: {"a": it}]
)
def test_segments_with_a_payload_are_damage(
    robbed: Path, trace: Path, wrap: Callable[[object], object]
) -> None:
    write_toc(robbed, whoosh_schema(), wrap(Payload(trace)))
    with pytest.raises(DamagedIndexError) as caught:
        open_index(robbed.parent.parent)
    assert (caught.value.path, caught.value.damage, caught.value.file) == (
        robbed.parent.parent,
        Damage.UNREADABLE_FILE,
        FOLDER,
    )
    assert not trace.exists()


def test_terms_with_a_payload_are_damage(robbed: Path, trace: Path) -> None:
    (path,) = (robbed / FOLDER).glob("*.trm")
    written = path.read_bytes()
    (length,) = struct.unpack("!i", written[-4:])
    extras = pickle.dumps({"fieldmap": Payload(trace)})
    size = struct.pack("!i", len(extras))
    path.write_bytes(written[: -4 - length] + extras + size)
    with pytest.raises(DamagedIndexError):
        open_index(robbed.parent.parent)
    assert not trace.exists()


def test_postings_with_a_payload_are_refused(trace: Path) -> None:
    for payload in (
        pickle.dumps([Payload(trace)]),
        pickle.dumps([NameInDisguise()]),
    ):
        with pytest.raises(pickle.UnpicklingError):
            Positions().decode_positions(b"\0\0\0\1" + payload)
        head = W3TermInfo._struct.pack(1, 1.0, 1, 1, 1, 1.0, 0, 0)
        with pytest.raises(pickle.UnpicklingError):
            W3TermInfo.from_bytes(head + payload)
    assert not trace.exists()


def test_a_segment_lies_in_its_folder(robbed: Path) -> None:
    (robbed / FOLDER / "MAIN_").mkdir()
    for file in (robbed / FOLDER).glob("MAIN_?*.*"):
        file.rename(robbed / f"stolen{file.suffix}")
    segment = W3Segment(
        W3Codec(), "MAIN", len(DOCUMENTS), segid="/../../stolen"
    )
    segment._fieldlengths = {}
    write_toc(robbed, whoosh_schema(), [segment])
    with pytest.raises(DamagedIndexError, match="a segment of other files"):
        open_index(robbed.parent.parent)


DAMAGED_CASES = 64


@pytest.fixture(scope="module")
def copied_index(
    example_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = tmp_path_factory.mktemp("damaged") / "index"
    shutil.copytree(example_index, path)
    return path


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """*whole* with a bit flipped, a page zeroed, or its end cut off."""
    place = chance.randrange(len(whole))
    match chance.choice(("flip", "zero", "cut")):
        case "flip":
            flipped = whole[place] ^ 1 << chance.randrange(8)
            return whole[:place] + bytes([flipped]) + whole[place + 1 :]
        case "zero":
            page = whole[place : place + 4096]
            return whole[:place] + bytes(len(page)) + whole[place + 4096 :]
        case _:
            return whole[:place]


def ask_everything(path: Path) -> None:
    with open_index(path) as index:
        for query in (
            "hemlösheten",
            '"unga vuxna"',
            "hemlöhset",
            "barnvård stöd",
        ):
            index.search(query, passages=2, explain=True)
        index.suggest("heml")
        index.similar("nattugglan")
        index.marked("nattugglan", "hemlöshet")
        assert list(index.documents()) is not None
        index.stats()


@pytest.mark.parametrize("case", range(DAMAGED_CASES))
def test_a_damaged_file_is_an_answer_or_an_error_of_ours(
    copied_index: Path, case: int
) -> None:
    """A disk that forgets does not change the time of a file either."""
    files = sorted(copied_index.rglob("*"))
    files = [file for file in files if file.is_file() and file.stat().st_size]
    file = files[case % len(files)]
    whole, times = file.read_bytes(), file.stat()
    file.write_bytes(damaged(whole, random.Random(case)))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    try:
        ask_everything(copied_index)
    except SearchError:
        pass
    finally:
        file.write_bytes(whole)
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"fingerprint": ' * 100_000, "9" * 100_000]
)
def test_a_manifest_without_end_is_damage(robbed: Path, text: str) -> None:
    (robbed / "manifest.json").write_text(text, "ascii")
    with pytest.raises(DamagedIndexError):
        open_index(robbed.parent.parent)


def test_a_header_that_is_no_literal_is_damage(robbed: Path) -> None:
    whole = (robbed / "word_starts.npy").read_bytes()
    (robbed / "word_starts.npy").write_bytes(
        whole[:31] + bytes(60) + whole[91:]
    )
    with pytest.raises(DamagedIndexError):
        open_index(robbed.parent.parent)
