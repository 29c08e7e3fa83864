"""What a shell fills in, and what is written on a terminal."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from projektsok.cli import run
from projektsok.output import Output, is_plain
from wording.counts import counted, size_text
from wording.numbers import period_text

ROOT = Path(__file__).parent.parent


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def completions(
    capfd: pytest.CaptureFixture[str],
    index: Path | None,
    *words: str,
    shell: str = "bash",
) -> list[str]:
    environment = {
        "_PROJEKTSOK_COMPLETE": f"{shell}_complete",
        **({"PROJEKTSOK_INDEX": str(index)} if index else {}),
        "COMP_WORDS": "\n".join(["projektsok", *words]),
        "COMP_CWORD": str(len(words)),
    }
    with pytest.MonkeyPatch.context() as patch:
        # click looks for the words in the environment of the process.
        for name in ("COMP_WORDS", "COMP_CWORD"):
            patch.setenv(name, environment[name])
        assert run([], environment) == 0
    return [
        line.partition(",")[2]
        for line in capfd.readouterr().out.splitlines()
        if line
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["re"], "rebuild"),
        (["search", "x", "--section", "bak"], "bakgrund"),
        (["search", "x", "--sort", "new"], "newest"),
        (["search", "x", "--filter", "reg"], "region="),
        # Bash hands over name=value in three pieces, and takes back the last one.
        (["search", "x", "--filter", "region", "=", "Stock"], "Stockholm"),
        (["search", "x", "--filter", "region", "="], "Stockholm"),
        (
            ["search", "x", "--filter", "region", "=", "norra"],
            r"Norra\ Mellansverige",
        ),
        (["search", "heml"], "hemlöshet"),
        (["similar", "natt"], "nattugglan"),
        (["completion", "z"], "zsh"),
    ],
)
def test_bash_is_offered(
    capfd: pytest.CaptureFixture[str],
    example_index: Path,
    words: list[str],
    expected: str,
) -> None:
    assert expected in completions(capfd, example_index, *words)


def test_a_missing_index_offers_nothing_and_says_nothing(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert (
        completions(
            capfd, tmp_path / "borta", "search", "x", "--filter", "region", "="
        )
        == []
    )
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "named_by", ["nothing", "settings", "environment", "option"]
)
def test_only_an_index_that_was_named_is_opened(
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    example_index: Path,
    monkeypatch: pytest.MonkeyPatch,
    named_by: str,
) -> None:
    """An index in the folder one stands in may be anyone's."""
    monkeypatch.chdir(tmp_path)
    index = Path("projektsok-index")
    index.symlink_to(example_index)
    if named_by == "settings":
        Path("projektsok.toml").write_text(f'index = "{index}"', "utf-8")
    option = ["--index", str(index)] if named_by == "option" else []
    environment = index if named_by == "environment" else None
    offered = completions(capfd, environment, "similar", *option, "natt")
    assert offered == ([] if named_by == "nothing" else ["nattugglan"])


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_the_shell_can_read(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, shell: str
) -> None:
    assert run(["completion", shell], {}) == 0
    script = tmp_path / "completion"
    script.write_text(capfd.readouterr().out, "utf-8")
    assert "projektsok" in script.read_text("utf-8")
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} finns inte på den här datorn")
    subprocess.run([shell, "-n", script], check=True)


@pytest.mark.skipif(
    shutil.which("bash") is None, reason="bash finns inte på den här datorn"
)
def test_bash_fills_in_a_filter_value(
    tmp_path: Path, example_index: Path
) -> None:
    program = tmp_path / "projektsok"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m projektsok "$@"\n')
    program.chmod(0o755)
    script = (
        'source <(projektsok completion bash)\n'
        "COMP_WORDS=(projektsok search x --filter region = Stock); COMP_CWORD=6\n"
        '_projektsok_completion projektsok; echo "${COMPREPLY[*]}"\n'
    )  # fmt: skip
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "PROJEKTSOK_INDEX": str(example_index),
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("Stockholm\n", "")


@pytest.mark.parametrize(
    ("environment", "plain"),
    [
        ({}, False),
        ({"NO_COLOR": "1"}, True),
        ({"NO_COLOR": ""}, False),
        ({"TERM": "dumb"}, True),
    ],
)
def test_a_terminal_gets_bold_type_unless_the_person_says_no(
    environment: dict[str, str], plain: bool
) -> None:
    assert is_plain(_Terminal(), environment) is plain
    assert is_plain(io.StringIO(), environment)


def test_marked_words_are_bold_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = _Terminal()
    Output(stream, {}).line("mot hemlöshet\x1b[31m", [(4, 13)])
    assert "\x1b[1mhemlöshet\x1b[0m" in stream.getvalue()
    assert "\x1b[31m" not in stream.getvalue()


def test_marked_words_stand_between_asterisks_elsewhere(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Output(io.StringIO(), {}).line(
        "mot hemlöshet och\nvräkning", [(4, 13), (18, 26)]
    )
    assert capfd.readouterr().out == "mot *hemlöshet* och *vräkning*\n"


def test_numbers_and_dates_are_written_as_swedes_write_them() -> None:
    assert (
        period_text(date(2011, 3, 1), date(2012, 10, 31))
        == "1 mars 2011 – 31 oktober 2012"
    )
    assert (period_text(date(2011, 3, 1), None), period_text(None, None)) == (
        "från 1 mars 2011",
        "",
    )
    assert (size_text(999), size_text(1500), size_text(37_000_000)) == (
        "999 byte",
        "1,5 kB",
        "37,0 MB",
    )
    assert (
        counted("{count} fil", "{count} filer", 1),
        counted("{count} fil", "{count} filer", 12_000),
    ) == (
        "1 fil",
        "12 000 filer",
    )
