"""The papers keep their promises: what they link to and name exists, and their tables are those of
the code.
"""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from papers import (
    PAPERS,
    ROOT,
    anchors_of,
    blocks_of,
    code_of,
    links_of,
    table_rows,
    text_of,
)

from docs.generate.classes import field_texts
from docs.generate.parts import MARKER, PARTS, ROOT_PAPERS, fill_in, page_link
from projektsok import cli
from projektsok.settings import Settings
from search import open_index
from search.store.fingerprint import ARRAY_CLASSES
from webui.requests import CRITERIA, OTHER_PARAMETERS
from wording.queries import reading_text

PAGES = [paper for paper in PAPERS if paper.startswith("docs/")]
PLACES = (
    "corpus",
    "search",
    "indexer",
    "wording",
    "webui",
    "projektsok",
    "tests",
    "docs",
)
PLACE = re.compile(rf"(?:{'|'.join((*PLACES, 'benchmarks'))})/[\w./-]*")
FIGURE = re.compile(r"\b\d+(?:\.\d+)?\b")
TASKS = {
    "add a format", "add a section kind", "add a facet", "add a ranking signal", "add an engine",
    "add a language", "add an export", "add a sentence",
}  # fmt: skip


@pytest.mark.parametrize("paper", PAPERS)
def test_every_link_leads_somewhere(paper: str) -> None:
    for link in links_of(paper):
        place, _, anchor = link.partition("#")
        aim = normpath(join(dirname(paper), place)) if place else paper
        assert (ROOT / aim).is_file(), link
        assert not anchor or anchor in anchors_of(aim), link


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_that_is_named_exists(paper: str) -> None:
    named = {code for code in code_of(paper) if PLACE.fullmatch(code)}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_every_make_target_that_is_named_exists(paper: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = [
        code.split()[1]
        for code in code_of(paper)
        if re.fullmatch(r"make [a-z]+.*", code)
    ]
    assert set(named) <= targets


@pytest.mark.parametrize("paper", PAPERS)
def test_no_paper_names_a_place_on_somebody_s_machine(paper: str) -> None:
    assert not re.search(
        r"(?<![\w.])/(?:work|root|home|Users|tmp)/", text_of(paper)
    )


def test_every_page_is_in_the_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text("utf-8")
    missing = [
        page for page in PAGES if f" {page.removeprefix('docs/')}\n" not in menu
    ]
    assert missing == []


def test_every_decision_is_in_the_list() -> None:
    listed = set(links_of("docs/decisions/index.md"))
    records = {
        Path(page).name for page in PAGES if page.startswith("docs/decisions/")
    }
    assert records - {"index.md"} <= listed


def test_every_generated_part_is_used_and_has_something_to_say() -> None:
    named = {name for page in PAGES for name in MARKER.findall(text_of(page))}
    assert named == set(PARTS)
    assert all(part().strip() for part in PARTS.values())


def test_links_between_files_become_links_between_pages() -> None:
    assert page_link("index.md", "../CONTRIBUTING.md") == "contributing.md"
    assert (
        page_link("contributing.md", "docs/how-to/upgrade.md")
        == "how-to/upgrade.md"
    )
    assert page_link("decisions/seam.md", "arrays.md") == "arrays.md"
    assert (
        page_link("explanation/words.md", "../../benchmarks/RESULTS.md")
        == "results.md"
    )
    assert fill_in("[x](../SECURITY.md) `](y)`", "index.md").startswith(
        "[x](security.md)"
    )


def test_the_papers_at_the_root_that_are_pages_exist() -> None:
    assert [
        paper for paper in ROOT_PAPERS if not (ROOT / paper).is_file()
    ] == []


def test_the_text_under_a_field_is_read() -> None:
    assert field_texts(Settings).keys() == {
        field.name for field in fields(Settings)
    }
    assert all(
        text for owner in ARRAY_CLASSES for text in field_texts(owner).values()
    )


def test_every_command_and_flag_is_in_the_reference() -> None:
    page = PARTS["commands"]()
    for name, command in cli.commands.commands.items():
        assert f"`projektsok {name}`" in page
        for param in command.params:
            assert (
                any(option in page for option in param.opts)
                or param.param_type_name != "option"
            )


def test_the_settings_are_those_that_the_program_knows() -> None:
    rows = {
        row[0]: row[1]
        for row in table_rows(text_of("docs/reference/settings.md"))
    }
    defaults = {field.name: field.default for field in fields(Settings)}
    assert rows.keys() == {f"`{name}`" for name in defaults}
    for name, value in defaults.items():
        default = list(value) if isinstance(value, tuple) else value
        assert str(default).casefold() in rows[f"`{name}`"]


@pytest.mark.parametrize(
    "paper", ["README.md", "docs/reference/command-line.md"]
)
def test_the_exit_codes_are_those_of_the_program(paper: str) -> None:
    text = text_of(paper)
    start = text.index("| exit code")
    rows = table_rows(text[start : text.index("\n\n", start)])
    told = {int(code) for row in rows for code in row[0].split(",")}
    assert told == {
        cli.FOUND, cli.NOTHING_FOUND, cli.WRONG_USE, cli.INTERRUPTED, cli.BROKEN_PIPE,
    }  # fmt: skip


def test_the_parameters_of_the_api_are_those_that_it_takes() -> None:
    rows = table_rows(text_of("docs/reference/json-api.md"))
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row[0])}
    assert told == {*OTHER_PARAMETERS, *CRITERIA}


def test_every_file_of_an_index_is_described(example_index: Path) -> None:
    page = fill_in(
        text_of("docs/reference/index-format.md"), "reference/index-format.md"
    )
    (generation,) = (example_index / "generations").iterdir()
    names = [path.name + "/" * path.is_dir() for path in generation.iterdir()]
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []


def queries(paper: str) -> list[str]:
    """What stands in the first column of the table of the query language."""
    text = text_of(paper)
    start = text.index("| write |")
    rows = table_rows(text[start : text.index("\n\n", start)])
    return [query for row in rows for query in re.findall(r"`([^`]+)`", row[0])]


QUERIES = list(
    dict.fromkeys(
        [*queries("README.md"), *queries("docs/reference/query-language.md")]
    )
)


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_is_read_as_syntax_and_not_as_mere_words(
    query: str, example_index: Path
) -> None:
    with open_index(example_index) as index:
        read = reading_text(index.search(query).reading)
    assert read
    assert not re.search(
        r'["*~=:]', read.replace("Syfte:", "").replace("titeln:", "")
    ), read


def test_there_are_queries_to_read() -> None:
    assert len(QUERIES) >= 20


def test_architecture_tells_where_to_add_things() -> None:
    text = text_of("ARCHITECTURE.md")
    start = text.index("## Where do I")
    rows = {
        row[0]: row[1]
        for row in table_rows(text[start : text.index("\n## ", start + 1)])
    }
    assert rows.keys() >= TASKS
    for task, places in rows.items():
        files = re.findall(r"`([^`]+)`", places)
        assert files, task
        assert [file for file in files if not (ROOT / file).exists()] == [], (
            task
        )


def test_every_room_stands_in_the_papers() -> None:
    rooms = sorted(path.parent.name for path in ROOT.glob("*/__init__.py"))
    inner = sorted(
        f"search/{path.parent.name}"
        for path in ROOT.glob("search/*/__init__.py")
    )
    architecture, readme = text_of("ARCHITECTURE.md"), text_of("README.md")
    papers = {"tests", "benchmarks", "docs"}
    assert [
        room
        for room in rooms
        if room not in papers and f"`{room}/" not in architecture
    ] == []
    assert [room for room in inner if f"`{room}/`" not in architecture] == []
    assert [
        room
        for room in rooms
        if f"\n{room}/" not in readme and room != "benchmarks"
    ] == []


def test_what_runs_before_a_commit_is_what_make_lint_does() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipe = re.search(r"^lint: .*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert recipe is not None
    lint = [
        line.strip().replace("$(BIN)", ".venv/bin")
        for line in recipe[1].splitlines()
    ]
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    assert re.findall(r"^ +entry: (.*)$", hooks, re.MULTILINE) == lint
    assert "://" not in hooks


@pytest.mark.parametrize("paper", ["README.md", "docs/decisions/arrays.md"])
def test_the_times_that_papers_quote_are_those_that_were_measured(
    paper: str,
) -> None:
    measured = [
        float(figure)
        for figure in FIGURE.findall(text_of("benchmarks/RESULTS.md"))
    ]
    for quoted in re.findall(
        r"\b(\d+\.\d+)(?= ms| and [\d.]+ ms)", text_of(paper)
    ):
        decimals = len(quoted.partition(".")[2])
        assert float(quoted) in {
            round(figure, decimals) for figure in measured
        }, quoted


def test_blocks_are_found_in_tabs_too() -> None:
    page = blocks_of("docs/how-to/run-as-a-service.md")
    assert {"ini", "nginx", "caddyfile", "apacheconf"} <= {
        block.language for block in page
    }
