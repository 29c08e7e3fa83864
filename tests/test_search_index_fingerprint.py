"""An index made before a change of what its files depend on is refused, and by the part that was
changed; a change that the files know nothing of refuses none.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, TypeVar

import pytest

import search.store
from corpus import facts, kinds
from corpus.facts import FactKind, FactType, Masking
from corpus.kinds import SectionKind
from search import open_index
from search.errors import IndexPart, OutdatedIndexError
from search.store import fingerprint, whoosh_fields
from search.store.arrays import ArrayFile, RecordArrays
from search.store.fingerprint import ARRAY_CLASSES, index_fingerprint

Row = TypeVar("Row", SectionKind, FactKind)


def with_row(
    table: Sequence[Row], name: str, /, **changes: Any
) -> tuple[Row, ...]:
    """*table* with some columns of the row called *name* changed."""
    rows = tuple(
        replace(row, **changes) if row.name == name else row for row in table
    )
    assert rows != tuple(table)
    return rows


def with_kind(name: str, /, **changes: Any) -> tuple[SectionKind, ...]:
    return with_row(kinds.SECTION_KIND_TABLE, name, **changes)


def with_fact(name: str, /, **changes: Any) -> tuple[FactKind, ...]:
    return with_row(facts.FACT_TABLE, name, **changes)


def refused_part(path: Path) -> IndexPart | None:
    """The part by which the index is refused, None where it is opened."""
    try:
        open_index(path).close()
    except OutdatedIndexError as error:
        return error.part
    return None


@pytest.mark.parametrize(
    "table",
    [
        with_kind("syfte", weight=1.25),
        with_kind("relaterade", name="liknande"),
        with_kind("uppgifter", title="Uppgifter"),
        kinds.SECTION_KIND_TABLE[::-1],
        kinds.SECTION_KIND_TABLE[:-1],
        (
            *kinds.SECTION_KIND_TABLE,
            replace(kinds.SECTION_KIND_TABLE[-1], name="bilaga"),
        ),
    ],
    ids=[
        "a weight",
        "a name",
        "a stored title",
        "the order",
        "one less",
        "one more",
    ],
)
def test_a_change_of_a_kind_refuses(
    example_index: Path,
    monkeypatch: pytest.MonkeyPatch,
    table: tuple[SectionKind, ...],
) -> None:
    monkeypatch.setattr(kinds, "SECTION_KIND_TABLE", table)
    assert refused_part(example_index) is IndexPart.KINDS


@pytest.mark.parametrize(
    "table",
    [
        with_fact("programme", searchable=True),
        with_fact("region", masking=Masking.NOTHING),
        with_fact("partners", type=FactType.TEXT),
        with_fact("budget", attributes=("grant_sek",)),
        with_fact("budget", word="", comparison=None),
        facts.FACT_TABLE[1:],
        facts.FACT_TABLE[::-1],
    ],
    ids=[
        "searchable",
        "masking",
        "type",
        "attributes",
        "column",
        "one less",
        "the order",
    ],
)
def test_a_change_of_a_fact_refuses(
    example_index: Path,
    monkeypatch: pytest.MonkeyPatch,
    table: tuple[FactKind, ...],
) -> None:
    monkeypatch.setattr(facts, "FACT_TABLE", table)
    assert refused_part(example_index) is IndexPart.FACTS


def test_another_language_refuses(
    example_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        fingerprint, "language_fingerprint", lambda: "0123456789abcdef"
    )
    assert refused_part(example_index) is IndexPart.LANGUAGE


def test_other_fields_of_whoosh_refuse(
    example_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        whoosh_fields, "WHOOSH_FIELDS", whoosh_fields.WHOOSH_FIELDS[:-1]
    )
    assert refused_part(example_index) is IndexPart.WHOOSH


@pytest.mark.parametrize(
    ("name", "value"),
    [("ARRAY_CLASSES", (RecordArrays,)), ("LAYOUT_VERSION", 0)],
)
def test_another_layout_refuses(
    example_index: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: object,
) -> None:
    monkeypatch.setattr(fingerprint, name, value)
    assert refused_part(example_index) is IndexPart.LAYOUT


def test_what_the_files_know_nothing_of_refuses_none(
    example_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = with_kind(
        "syfte", headings=("Varför",), aliases=("why",), title="Syftet"
    )
    told = with_fact(
        "region", label="Landsdel", labels=("Landsdel",), word="landsdel"
    )
    monkeypatch.setattr(kinds, "SECTION_KIND_TABLE", heard)
    monkeypatch.setattr(facts, "FACT_TABLE", told)
    assert refused_part(example_index) is None


def test_every_class_of_arrays_counts() -> None:
    for module in iter_modules(search.store.__path__, "search.store."):
        import_module(module.name)
    written = {one.__name__ for one in ArrayFile.__subclasses__()}
    assert {one.__name__ for one in ARRAY_CLASSES} == written


def test_it_is_the_same_in_another_process() -> None:
    program = (
        "from search.store.fingerprint import index_fingerprint\n"
        "print(dict(index_fingerprint()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parent.parent,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": "."},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == str(dict(index_fingerprint()))
