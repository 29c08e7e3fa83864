"""An index is data: opening one runs nothing, and whatever its files hold is an answer or a
`SearchError`.
"""

from __future__ import annotations

import pickle
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
from search.errors import Damage, DamagedIndexError
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
