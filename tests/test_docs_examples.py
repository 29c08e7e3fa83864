"""Every example in the papers runs: commands over a folder of examples, code, settings, output."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from typing import Any

import click
import pytest
from papers import PAPERS, ROOT, Block, blocks_of

from corpus import example_corpus
from indexer import build_index
from projektsok.cli import commands, run
from projektsok.settings import PROGRAM, load_settings
from projektsok.swedish import swedish_click

SHOWN = (
    "nattugglan",
    "trapphuset",
    "roda-kuvertet",
    "egen-nyckel",
    "lingontuvan",
    "vandzonen",
)
RUNNABLE = {"sh", "python", "toml", "json", "ini"}
NOT_RUN = {
    "",
    "text",
    "markdown",
    "console",
    "nginx",
    "caddyfile",
    "apacheconf",
}
WITH_EXAMPLES = [
    paper
    for paper in PAPERS
    if any(block.language in RUNNABLE for block in blocks_of(paper))
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder such as a reader has: some documents of one's own, and an index of them."""
    office = tmp_path_factory.mktemp("office")
    (office / "ansokningar").mkdir()
    for path in example_corpus().iterdir():
        if path.stem in SHOWN:
            shutil.copy(path, office / "ansokningar")
    build_index([office / "ansokningar"], office / "mitt-index")
    return office


@pytest.fixture
def desk(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder to work in, with the tests of the repository beside it."""
    desk = tmp_path / "desk"
    shutil.copytree(office, desk)
    (desk / "tests").symlink_to(ROOT / "tests")
    monkeypatch.chdir(desk)
    return desk


class Reader:
    """Does what a paper says, block by block, in *desk*."""

    def __init__(self, desk: Path, capture: pytest.CaptureFixture[str]) -> None:
        self._desk, self._capture = desk, capture
        self._names: dict[str, Any] = {"__name__": "example"}
        self._output = ""

    def follow(self, block: Block) -> None:
        match block.language, block.mark.partition(": "):
            case "sh", _:
                for line in block.lines:
                    self._follow_line(line)
            case "python", _:
                exec(compile(block.text, "example", "exec"), self._names)
            case "toml", _:
                (self._desk / "projektsok.toml").write_text(block.text, "utf-8")
                load_settings(self._desk, {})
            case "json", _:
                json.loads(block.text)
            case "ini", _:
                for command in re.findall(
                    rf"^ExecStart=\S*/{PROGRAM} (.*)$", block.text, re.M
                ):
                    check_usage(shlex.split(command))
            case _, ("file", _, name):
                (self._desk / name).write_text(block.text, "utf-8")
            case _, ("output", _, _):
                want = block.text.replace("…", "...")
                assert OutputChecker().check_output(
                    want, self._output, ELLIPSIS
                ), self._output

    def _follow_line(self, line: str) -> None:
        words = shlex.split(line)
        if words[0] == "make":
            assert words[1] in make_targets()
        elif words[0] != PROGRAM:
            subprocess.run(line, shell=True, check=True, cwd=self._desk)
        elif words[1] == "serve":
            check_usage(words[1:])
        else:
            command, _, file = line.partition(" > ")
            self._run(shlex.split(command)[1:])
            if file:
                (self._desk / file).write_text(self._output, "utf-8")

    def _run(self, args: list[str]) -> None:
        self._capture.readouterr()
        code = run(args, {"PROJEKTSOK_INDEX": "mitt-index"})
        self._output, messages = self._capture.readouterr()
        # No project of the small folder need meet a narrow example.
        narrow = "--filter" in args or "år:" in " ".join(args)
        assert code in ((0, 1) if narrow else (0,)), messages
        assert self._output or args[0] == "rebuild" or code == 1


def check_usage(args: list[str]) -> None:
    """Fail unless the command and its flags exist; it is not carried out."""
    with swedish_click(), commands.make_context(PROGRAM, args) as context:
        name, command, rest = commands.resolve_command(context, args)
        assert name is not None
        assert isinstance(command, click.Command)
        command.make_context(name, rest, parent=context)


def make_targets() -> set[str]:
    return set(
        re.findall(
            r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
        )
    )


@pytest.mark.parametrize("paper", WITH_EXAMPLES)
def test_every_example_of_a_paper_runs(
    paper: str, desk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    reader = Reader(desk, capfd)
    for block in blocks_of(paper):
        reader.follow(block)


def test_there_are_examples_to_run() -> None:
    languages = [
        block.language for paper in PAPERS for block in blocks_of(paper)
    ]
    assert languages.count("sh") >= 15
    assert languages.count("python") >= 8


@pytest.mark.parametrize("paper", PAPERS)
def test_every_block_says_what_it_is(paper: str) -> None:
    assert {block.language for block in blocks_of(paper)} <= RUNNABLE | NOT_RUN


def test_a_command_that_does_not_exist_is_seen() -> None:
    with pytest.raises(click.UsageError):
        check_usage(["serve", "--no-such-flag"])


def test_readme_s_code_runs_as_a_script_of_its_own(desk: Path) -> None:
    """A script without `if __name__ == "__main__"` must not start a build inside the build."""
    code = next(
        block.text
        for block in blocks_of("README.md")
        if block.language == "python"
    )
    (desk / "script.py").write_text(code, "utf-8")
    done = subprocess.run(
        [sys.executable, "script.py"],
        cwd=desk,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "nattugglan" in done.stdout
