"""What the guides say of adding things is enough: done to a copy of the program, and tried.

The rows and modules are those that stand in the guides. Nothing else of the copy is changed.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from papers import ROOT, blocks_of

ROOMS = ("corpus", "search", "indexer", "wording", "webui", "projektsok")
DOCUMENT = """\
# Skiftbytet

Fond: Socialfonden
Region: Västsverige

## Arbetsmiljö

Varje månad går personalen en skyddsrond.
"""
CARD = "Trapphuset\nRegion = Västsverige\n\nGrannar lär känna grannar.\n"


def code_of_guide(guide: str) -> list[str]:
    return [
        block.text
        for block in blocks_of(f"docs/how-to/{guide}")
        if block.language == "python"
    ]


def row_of_guide(guide: str, name: str) -> str:
    """The call whose outcome a guide calls *name*."""
    for code in code_of_guide(guide):
        for statement in ast.parse(code).body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=found)], value=value) if (
                    found == name
                ):
                    return ast.get_source_segment(code, value) or ""
    raise LookupError(name)


def add_row(module: Path, table: str, row: str, *, first: bool = False) -> None:
    """Write *row* into the tuple called *table*, last or first."""
    text = module.read_text("utf-8")
    (place,) = (
        statement.value
        for statement in ast.parse(text).body
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and statement.target.id == table
    )
    assert place is not None
    lines = text.splitlines()
    line = place.lineno if first else (place.end_lineno or 0) - 1
    module.write_text(
        "\n".join([*lines[:line], f"{row},", *lines[line:]]) + "\n", "utf-8"
    )


def add_attribute(module: Path, class_name: str, attribute: str) -> None:
    text = module.read_text("utf-8")
    (owner,) = (
        statement
        for statement in ast.parse(text).body
        if isinstance(statement, ast.ClassDef) and statement.name == class_name
    )
    lines = text.splitlines()
    lines.insert(owner.end_lineno or 0, f"    {attribute}")
    module.write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the program and all that the guides add to it, some documents, and an index."""
    place = tmp_path_factory.mktemp("extended")
    for room in ROOMS:
        shutil.copytree(
            ROOT / room,
            place / room,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    add_attribute(
        place / "corpus" / "model.py", "Metadata", "fund: str | None = None"
    )
    add_row(
        place / "corpus" / "facts.py",
        "FACT_TABLE",
        row_of_guide("add-a-facet.md", "fund"),
    )
    kind = row_of_guide("add-a-heading.md", "work")
    add_row(place / "corpus" / "kinds.py", "SECTION_KIND_TABLE", kind)
    add_format(place / "corpus" / "formats")
    add_export(place / "projektsok" / "exports")
    (place / "documents").mkdir()
    (place / "documents" / "skiftbytet.md").write_text(DOCUMENT, "utf-8")
    (place / "documents" / "trapphuset.card").write_text(CARD, "utf-8")
    told(place, "rebuild", "documents")
    return place


def add_format(folder: Path) -> None:
    reader, *_ = code_of_guide("add-a-format.md")
    (folder / "cards.py").write_text(reader, "utf-8")
    registry = folder / "registry.py"
    add_row(
        registry,
        "FORMAT_TABLE",
        row_of_guide("add-a-format.md", "cards"),
        first=True,
    )
    text = registry.read_text("utf-8")
    marker = "from corpus.formats.headed_text"
    assert marker in text
    added = f"from corpus.formats.cards import read_cards\n{marker}"
    registry.write_text(text.replace(marker, added, 1), "utf-8")


def add_export(folder: Path) -> None:
    writer, *_ = code_of_guide("add-an-export.md")
    (folder / "id_lines.py").write_text(writer, "utf-8")
    add_row(
        folder / "table.py",
        "EXPORT_TABLE",
        row_of_guide("add-an-export.md", "ids"),
    )


def told(place: Path, *args: str) -> str:
    """What the extended program writes. Fails where it ends with an error."""
    environment = {**os.environ, "PYTHONPATH": str(place), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "projektsok", *args],
        cwd=place,
        env={**environment, "PROJEKTSOK_INDEX": "index"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def found(place: Path, *args: str) -> Any:
    return json.loads(told(place, "search", *args, "--json"))


def test_a_new_facet_is_read_filtered_by_counted_and_shown(
    extended: Path,
) -> None:
    page = found(extended, "fond:Socialfonden")
    assert [hit["id"] for hit in page["hits"]] == ["skiftbytet"]
    assert page["hits"][0]["metadata"]["fund"] == "Socialfonden"
    assert page["facets"]["fund"] == [{"value": "Socialfonden", "count": 1}]
    assert "Fond: Socialfonden" in told(extended, "show", "skiftbytet")
    assert found(extended, "--filter", "fond=Socialfonden")["total"] == 1


def test_a_new_kind_of_section_is_read_and_searched(extended: Path) -> None:
    page = found(extended, "arbetsmiljö:skyddsrond")
    assert [hit["id"] for hit in page["hits"]] == ["skiftbytet"]
    assert page["hits"][0]["passages"][0]["kind"] == "arbetsmiljo"
    assert (
        found(extended, "skyddsrond", "--section", "workenvironment")["total"]
        == 1
    )


def test_a_new_format_is_found_in_a_folder_and_read(extended: Path) -> None:
    page = found(extended, "grannar")
    assert [hit["id"] for hit in page["hits"]] == ["trapphuset"]
    assert page["hits"][0]["metadata"]["region"] == "Västsverige"


def test_a_new_export_is_a_flag_with_help(extended: Path) -> None:
    assert told(extended, "search", "skyddsrond", "--ids") == "skiftbytet\n"
    assert "Skriv bara projektens id." in told(extended, "search", "--help")
