"""The rooms keep their walls: read from the imports and the syntax trees, nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
ARROWS = {
    "corpus": set(),
    "search": {"corpus"},
    "indexer": {"corpus", "search"},
    "wording": {"corpus", "search", "indexer"},
    "webui": {"corpus", "search", "indexer", "wording"},
    "projektsok": {"corpus", "search", "indexer", "wording", "webui"},
}
SEARCH_ARROWS = {
    "language": set(),
    "query": set(),
    "store": {"language"},
    "engine": {"language", "query", "store"},
    "answer": {"language", "query", "engine"},
}
"""Which rooms of search a room of search may know."""
MODULES = sorted(
    path.relative_to(ROOT)
    for room in ARROWS
    for path in (ROOT / room).rglob("*.py")
)
SEARCH_MODULES = [
    module
    for module in MODULES
    if module.parts[0] == "search" and module.parts[1] in SEARCH_ARROWS
]
ROOMS = sorted(
    {Path(room) for room in ARROWS}
    | {Path("search", room) for room in SEARCH_ARROWS}
)
MOST_NODES_A_LINE = 9.2
LONGEST_MODULE_LINES = 400
LONGEST_FUNCTION_LINES = 60
NAMES_THAT_SAY_NOTHING = {
    "utils",
    "util",
    "common",
    "helpers",
    "helper",
    "misc",
}


def tree_of(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text("utf-8"))


def imported_modules(module: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(module)):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(level=0, module=str(name)):
                yield from (f"{name}.{alias.name}" for alias in node.names)


def imported_packages(module: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(module)):
        match node:
            case ast.Import():
                yield from (
                    alias.name.partition(".")[0] for alias in node.names
                )
            case ast.ImportFrom(level=0, module=str(name)):
                yield name.partition(".")[0]
            case ast.ImportFrom():
                yield module.parts[0]


def lines_of(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def importers_of(package: str) -> list[str]:
    return [
        module.as_posix()
        for module in MODULES
        if package in imported_packages(module)
    ]


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_room_imports_only_the_rooms_its_arrows_point_at(
    module: Path,
) -> None:
    rooms = set(imported_packages(module)) & set(ARROWS)
    assert rooms <= ARROWS[module.parts[0]] | {module.parts[0]}


@pytest.mark.parametrize("module", SEARCH_MODULES, ids=str)
def test_a_room_of_search_imports_only_the_rooms_its_arrows_point_at(
    module: Path,
) -> None:
    own = module.parts[1]
    names = [name.split(".") for name in imported_modules(module)]
    rooms = {parts[1] for parts in names if parts[0] == "search"} & set(
        SEARCH_ARROWS
    )
    assert rooms <= SEARCH_ARROWS[own] | {own}


def test_no_two_modules_of_different_rooms_share_a_name() -> None:
    rooms: dict[str, set[str]] = {}
    for module in MODULES:
        if module.stem not in {"__init__", "__main__", "errors"}:
            rooms.setdefault(module.stem, set()).add(module.parent.as_posix())
    assert {
        name: places for name, places in rooms.items() if len(places) > 1
    } == {}


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_the_code_of_a_room_breathes(room: Path) -> None:
    """The median function has few syntax nodes a line: one idea a line, results named."""
    functions = [
        node
        for module in MODULES
        if module.is_relative_to(room)
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.FunctionDef)
    ]
    densities = [
        sum(1 for _ in ast.walk(node)) / lines_of(node) for node in functions
    ]
    assert median(densities) <= MOST_NODES_A_LINE


def test_only_the_writer_and_the_reader_of_its_index_know_whoosh() -> None:
    assert importers_of("whoosh") == [
        "search/store/whoosh_index.py",
        "search/store/whoosh_unpickling.py",
        "search/store/whoosh_writing.py",
    ]


def test_only_the_page_knows_flask() -> None:
    assert {module.partition("/")[0] for module in importers_of("flask")} == {
        "webui"
    }


def test_only_the_front_door_knows_click() -> None:
    assert {module.partition("/")[0] for module in importers_of("click")} == {
        "projektsok"
    }


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_is_named_for_what_it_holds(module: Path) -> None:
    assert not {module.stem, *module.parent.parts} & NAMES_THAT_SAY_NOTHING


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_tells_one_story(module: Path) -> None:
    """Tables of data are not counted: they are looked things up in, not read."""
    tables = [
        node
        for node in tree_of(module).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
    ]
    lines = len((ROOT / module).read_text("utf-8").splitlines()) - sum(
        map(lines_of, tables)
    )
    assert lines <= LONGEST_MODULE_LINES


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_function_fits_a_screen(module: Path) -> None:
    functions = [
        node
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = {node.name: lines_of(node) for node in functions}
    assert {
        name: length
        for name, length in lengths.items()
        if length > LONGEST_FUNCTION_LINES
    } == {}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_error_is_caught_without_a_name(module: Path) -> None:
    handlers = [
        node
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.ExceptHandler)
    ]
    caught = [
        ast.unparse(handler.type) if handler.type else ""
        for handler in handlers
    ]
    assert not {"", "Exception", "BaseException"} & set(caught)


def test_the_imports_of_this_test_are_seen() -> None:
    assert set(imported_packages(Path("tests/test_architecture.py"))) >= {
        "ast",
        "pytest",
        "pathlib",
    }
