"""The command as a person or a script meets it: what is printed where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

import projektsok
from projektsok.cli import commands, run
from projektsok.output import write_csv
from search import open_index
from webui import create_app

ROOT = Path(__file__).parent.parent
COMMANDS = list(commands.commands)
ENGLISH = re.compile(
    r"\b(Usage|Error|Try|Missing|Invalid|argument:|OPTIONS|Options|Commands|COMMAND|option|value|"
    r"is not|No such|Did you|Show this|default|requires|INTEGER|TEXT|PATH|BOOLEAN)\b"
)
"""Words that only click would say."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run of the command."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def cli(
    example_index: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Run:
    """Runs the command in an empty folder, with the example corpus as its index."""
    monkeypatch.chdir(tmp_path)

    def run_command(*args: str, **environment: str) -> Outcome:
        code = run(
            args, {"PROJEKTSOK_INDEX": str(example_index), **environment}
        )
        return Outcome(code, *capfd.readouterr())

    return run_command


def heed_interrupts() -> None:
    """A shell that starts the tests in the background has them ignore Ctrl-C, and their children
    with them.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(
    *args: str, index: Path | None = None, python: Sequence[str] = ()
) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PROJEKTSOK_INDEX": str(index),
    }
    return subprocess.Popen(
        [sys.executable, *python, "-m", "projektsok", *args],
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed_interrupts,
    )


class TestSearch:
    def test_hits_are_on_stdout_with_the_words_marked(self, cli: Run) -> None:
        outcome = cli("search", "hemlöshet")
        assert outcome.code == 0
        assert re.search(r"^1\. ", outcome.out, re.MULTILINE)
        assert re.search(r"\*heml\w+\*", outcome.out)

    def test_nothing_found_is_exit_code_1_with_an_empty_stdout(
        self, cli: Run
    ) -> None:
        outcome = cli("search", "kvantfysikexperiment")
        assert (outcome.code, outcome.out) == (1, "")
        assert "Inget projekt hittades" in outcome.err

    def test_json_holds_the_answer_that_a_script_gets(
        self, cli: Run, example_index: Path
    ) -> None:
        outcome = cli("search", "hemlöshet", "--json", "--limit", "3")
        page = json.loads(outcome.out)
        with open_index(example_index) as index:
            answer = index.search("hemlöshet", limit=3)
        assert [hit["id"] for hit in page["hits"]] == [
            hit.id for hit in answer.hits
        ]
        assert page["total"] == answer.total
        assert set(page["facets"]) == set(answer.facets)

    @pytest.mark.parametrize(
        ("query", "flags", "address"),
        [
            (
                "hemlöshet",
                ["--limit", "3", "--offset", "3"],
                "limit=3&offset=3",
            ),
            ("hemloshet (unga", ["--explain"], "explain=1"),
            ("kvantfysikexperiment hemlöshet", ["--match", "all"], "match=all"),
        ],
    )
    def test_json_of_the_command_is_that_of_the_api(
        self,
        cli: Run,
        example_index: Path,
        query: str,
        flags: list[str],
        address: str,
    ) -> None:
        told = json.loads(cli("search", query, "--json", *flags).out)
        client = create_app(example_index).test_client()
        answered = client.get(f"/api/v1/search?q={query}&{address}").get_json()
        assert (
            list(told)
            == list(answered)
            == [
                "query",
                "interpretation",
                "notices",
                "total",
                "listed",
                "relaxed",
                "offset",
                "limit",
                "suggestion",
                "word_counts",
                "took_ms",
                "hits",
                "facets",
            ]
        )
        del told["took_ms"], answered["took_ms"]
        assert told == answered

    def test_json_of_nothing_found_is_json_still(self, cli: Run) -> None:
        outcome = cli("search", "kvantfysikexperiment", "--json")
        assert (outcome.code, json.loads(outcome.out)["total"]) == (1, 0)

    def test_csv_has_a_header_and_a_row_for_each_hit(self, cli: Run) -> None:
        rows = list(
            csv.DictReader(
                io.StringIO(
                    cli("search", "hemlöshet", "--csv", "--limit", "4").out
                )
            )
        )
        assert len(rows) == 4
        assert rows[0]["rank"] == "1"
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", rows[0]["start"])
        assert rows[0]["grant_sek"].isdecimal()

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
    def test_a_cell_of_csv_is_no_formula_and_numbers_stay_numbers(
        self, start: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        formula = f'{start}HYPERLINK("http://a.invalid")'
        write_csv(
            ("title", "grant_sek", "score", "owner"),
            [(formula, -5, -0.5, None)],
        )
        _header, row = csv.reader(
            io.StringIO(capsys.readouterr().out, newline="")
        )
        assert row == [f"'{formula}", "-5", "-0.5", ""]

    def test_pages_follow_each_other(self, cli: Run) -> None:
        def ids(*args: str) -> list[str]:
            return [
                hit["id"]
                for hit in json.loads(
                    cli(
                        "search", "projekt", "--json", "--limit", "3", *args
                    ).out
                )["hits"]
            ]

        assert ids("--page", "2") == ids("--offset", "3")
        assert len({*ids(), *ids("--page", "2")}) == 6

    def test_a_page_beyond_the_end_says_how_many_there_are(
        self, cli: Run
    ) -> None:
        outcome = cli("search", "hemlöshet", "--page", "500")
        assert (outcome.code, outcome.out) == (1, "")
        assert re.search(r"Det finns bara \d+ träff", outcome.err)

    def test_filters_narrow_and_the_same_filter_twice_widens(
        self, cli: Run
    ) -> None:
        def regions(*args: str) -> set[str]:
            page = json.loads(
                cli("search", *args, "--json", "--limit", "100").out
            )
            return {hit["metadata"]["region"] for hit in page["hits"]}

        assert regions("--filter", "region=Stockholm") == {"Stockholm"}
        both = regions(
            "--filter", "region=Stockholm", "--filter", "region=Sydsverige"
        )
        assert both == {"Stockholm", "Sydsverige"}

    def test_a_section_is_kept_to(self, cli: Run) -> None:
        page = json.loads(
            cli(
                "search",
                "hemlöshet",
                "--section",
                "bakgrund",
                "--match",
                "all",
                "--json",
            ).out
        )
        kinds = {
            passage["kind"]
            for hit in page["hits"]
            for passage in hit["passages"]
            if passage["marks"]
        }
        assert kinds == {"bakgrund"}

    def test_passages_can_be_left_out(self, cli: Run) -> None:
        page = json.loads(
            cli("search", "hemlöshet", "--passages", "0", "--json").out
        )
        assert all(hit["passages"] == [] for hit in page["hits"])

    def test_a_word_with_a_minus_is_a_part_of_the_query(self, cli: Run) -> None:
        totals = [
            json.loads(cli("search", *words, "--json").out)["total"]
            for words in (
                ["hemlöshet"],
                ["hemlöshet", "-våld"],
                ["hemlöshet -våld"],
            )
        ]
        assert totals[0] > totals[1] == totals[2]

    def test_an_empty_query_lists_everything(
        self, cli: Run, example_index: Path
    ) -> None:
        with open_index(example_index) as index:
            documents = index.stats().documents
        assert json.loads(cli("search", "", "--json").out)["total"] == documents

    def test_explain_says_why(self, cli: Run) -> None:
        hit = json.loads(
            cli(
                "search", "hemlöshet", "--explain", "--json", "--limit", "1"
            ).out
        )["hits"][0]
        assert hit["explanation"][0]["forms"][0]["count"] >= 1
        assert (
            "hemlöshet: "
            in cli("search", "hemlöshet", "--explain", "--limit", "1").out
        )

    @pytest.mark.parametrize(
        "query",
        ["x" * 10_000, "\x1b[31m\x07\x00", '"((', "å" * 500 + "*", "\udcff"],
    )
    def test_no_query_is_too_odd(self, cli: Run, query: str) -> None:
        outcome = cli("search", query)
        assert outcome.code in (0, 1)
        assert "\x1b" not in outcome.out + outcome.err


class TestWrongUse:
    @pytest.mark.parametrize(
        ("args", "words"),
        [
            (["sök"], "Kommandot 'sök' finns inte"),
            (["serach"], "Menade du 'search'?"),
            (
                ["search", "--limt", "3", "x"],
                "Flaggan '--limt' finns inte. Menade du något av '--limit'",
            ),
            (["search"], "Skriv vad du söker"),
            (["search", "x", "--limit", "många"], "många är inget heltal"),
            (["search", "x", "--limit", "1001"], "mellan 0 och 1000"),
            (["search", "x", "--page", "0"], "minst 1"),
            (["search", "x", "--limit"], "Flaggan '--limit' behöver ett värde"),
            (["search", "x", "--json=ja"], "Flaggan '--json' tar inget värde"),
            (
                ["search", "x", "--sort", "size"],
                "'size' finns inte; välj bland 'relevance', 'newest'",
            ),
            (
                ["search", "x", "--match", "none"],
                "'none' finns inte; välj bland 'auto', 'all', 'any'",
            ),
            (["search", "x", "--json", "--csv"], "antingen --json eller --csv"),
            (
                ["search", "x", "--page", "2", "--offset", "1"],
                "antingen --offset eller --page",
            ),
            (["search", "x", "--filter", "region"], "region=Stockholm"),
            (["search", "x", "--filter", "färg=blå"], "färg"),
            (["search", "x", "--filter", "år=igår"], "igår"),
            (["search", "x", "--section", "epilog"], "epilog"),
            (["suggest"], "Argument saknas: 'BÖRJAN'"),
            (["similar", "a", "b"], "så många argument: b"),
            (["similar", "finns-inte"], "finns-inte"),
            (["show"], "Argument saknas: 'ID_ELLER_FIL'"),
            (["show", "finns-inte"], "finns-inte"),
            (
                ["show", "borta/fil.txt"],
                "varken någon fil eller något dokument",
            ),
            (["stats", "--index", "borta"], "inget index; bygg ett med"),
            (
                ["search", "x", "--index", "/dev/null"],
                "är en fil och inget index",
            ),
            (["rebuild", "borta"], "borta"),
            (["completion", "tcsh"], "välj bland 'bash', 'zsh', 'fish'"),
            (["serve", "--port", "80000"], "mellan 0 och 65535"),
            (
                ["serve", "--host", "finns.example.invalid"],
                "ingen sådan adress",
            ),
        ],
    )
    def test_it_is_one_swedish_sentence_and_exit_code_2(
        self, cli: Run, args: list[str], words: str
    ) -> None:
        outcome = cli(*args)
        assert outcome.code == 2
        assert outcome.out == ""
        assert words in outcome.err
        assert outcome.err.count("Fel: ") == 1
        assert "Traceback" not in outcome.err

    @pytest.mark.parametrize(
        "locale", ["C", "C.UTF-8", "en_US.UTF-8", "de_DE", "sv_SE", ""]
    )
    @pytest.mark.parametrize(
        "args",
        [
            ["search"],
            ["search", "--limit", "x", "y"],
            ["search", "--limit"],
            ["search", "--json=ja", "x"],
            ["search", "--sort", "size", "x"],
            ["search", "--limt", "3", "x"],
            ["stats", "--indx", "x"],
            ["nej"],
            ["show"],
            ["similar", "a", "b"],
            ["--nej"],
            [],
            ["--help"],
            *([name, "--help"] for name in COMMANDS),
        ],
        ids=" ".join,
    )
    def test_no_english_is_left_whatever_the_locale(
        self,
        cli: Run,
        monkeypatch: pytest.MonkeyPatch,
        args: list[str],
        locale: str,
    ) -> None:
        for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
            monkeypatch.setenv(name, locale)
        outcome = cli(*args)
        assert not ENGLISH.search(outcome.out + outcome.err)
        assert os.environ["LANGUAGE"] == locale

    def test_the_command_alone_shows_the_help(self, cli: Run) -> None:
        outcome = cli()
        assert outcome.code == 2
        assert outcome.err.startswith("Användning: projektsok")

    def test_a_wrong_settings_file_is_told_of_by_every_command(
        self, cli: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "projektsok.toml").write_text("ports = 1")
        outcome = cli("search", "x")
        assert outcome.code == 2
        assert "ports finns inte" in outcome.err


class TestHelp:
    @pytest.mark.parametrize("name", COMMANDS)
    def test_it_is_swedish_and_explains_every_option(
        self, cli: Run, name: str
    ) -> None:
        outcome = cli(name, "--help")
        assert outcome.code == 0
        assert outcome.out.startswith(f"Användning: projektsok {name}")
        assert not ENGLISH.search(outcome.out)
        assert all(
            getattr(param, "help", "")
            for param in commands.commands[name].params
            if param.param_type_name == "option"
        )

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_command_is_in_the_readme(self, name: str) -> None:
        assert f"projektsok {name}" in (ROOT / "README.md").read_text("utf-8")

    def test_the_version_is_that_of_the_distribution(self, cli: Run) -> None:
        assert re.fullmatch(r"projektsok \d+\.\d+\.\d+\n", cli("--version").out)


class TestShow:
    def test_a_document_of_the_index(
        self, cli: Run, example_index: Path
    ) -> None:
        with open_index(example_index) as index:
            document = next(index.documents())
        shown = json.loads(cli("show", document.id, "--json").out)
        assert (shown["id"], shown["title"]) == (document.id, document.title)
        assert [section["text"] for section in shown["sections"]] == [
            section.text for section in document.sections
        ]
        assert document.title in cli("show", document.id).out

    def test_a_file_is_read_without_an_index(
        self, cli: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "plan.txt").write_text(
            "Nattljus\n\nBakgrund\n\nHemlöshet finns.\n", "utf-8"
        )
        outcome = cli("show", "plan.txt", "--json", PROJEKTSOK_INDEX="borta")
        assert outcome.code == 0
        assert json.loads(outcome.out)["sections"] == [
            {
                "kind": "bakgrund",
                "heading": "Bakgrund",
                "text": "Hemlöshet finns.",
            }
        ]

    def test_a_file_of_several_documents_becomes_a_line_for_each(
        self, cli: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "alla.jsonl").write_text(
            '{"id": "a", "title": "A"}\n{"id": "b", "title": "B"}\n'
        )
        lines = cli("show", "alla.jsonl", "--json").out.splitlines()
        assert [json.loads(line)["id"] for line in lines] == ["a", "b"]

    def test_a_file_that_is_no_text_is_told_of(
        self, cli: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "bild.txt").write_bytes(bytes(range(256)) * 20)
        outcome = cli("show", "bild.txt")
        assert (outcome.code, outcome.out) == (2, "")
        assert "bild.txt" in outcome.err

    def test_control_characters_of_a_document_never_reach_the_terminal(
        self, cli: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "plan.md").write_text(
            "# Titel \x1b[31m\n\n## Bakgrund\n\nText \x1b]0;x\x07 här.\n",
            "utf-8",
        )
        assert not re.search(
            r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", cli("show", "plan.md").out
        )


class TestPersonalData:
    TEXT = (
        "Nattljus\n\nProjektägareKils "
        "kommun\nKontaktpersonProjektkansliet\nE-postkansliet@example.org\n"
        "Telefonnummer031-390 06 11\nRegionNorra Mellansverige\n\n"
        "Bakgrund\n\nSkriv till kansliet@example.org eller ring 031-390 06 11.\n"
    )

    def everything(self, cli: Run, tmp_path: Path) -> str:
        (tmp_path / "plan.txt").write_text(self.TEXT, "utf-8")
        cli("rebuild", "plan.txt", "--index", "eget")
        commands = (
            ["show", "plan.txt"],
            ["show", "plan", "--index", "eget"],
            ["export", "--index", "eget"],
            ["search", "kansliet", "ring", "--index", "eget"],
            ["suggest", "kansl", "--index", "eget"],
            [
                "search",
                "bakgrund",
                "--json",
                "--match",
                "any",
                "--index",
                "eget",
            ],
        )
        return "".join(cli(*args).out for args in commands)

    def test_it_is_hidden_by_default_everywhere(
        self, cli: Run, tmp_path: Path
    ) -> None:
        shown = self.everything(cli, tmp_path)
        assert "Nattljus" in shown
        assert not re.search(r"kansliet@example|390 06 11", shown)

    def test_the_settings_can_show_the_contact_block(
        self, cli: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "projektsok.toml").write_text("show_contacts = true")
        shown = self.everything(cli, tmp_path)
        assert "kansliet@example.org" in shown

    def test_what_was_indexed_with_contacts_answers_nothing_until_it_is_rebuilt(
        self, cli: Run, tmp_path: Path
    ) -> None:
        """What is indexed can be searched for and suggested: to hide it in answers hides
        nothing.
        """
        (tmp_path / "projektsok.toml").write_text("show_contacts = true")
        self.everything(cli, tmp_path)
        (tmp_path / "projektsok.toml").unlink()
        for command in (
            ["show", "plan"],
            ["export"],
            ["search", "nattljus"],
            ["suggest", "natt"],
        ):
            refused = cli(*command, "--index", "eget")
            assert (refused.code, refused.out) == (2, "")
            assert "bygg om det med: projektsok rebuild" in refused.err
        shown = self.everything(cli, tmp_path)
        assert "Nattljus" in shown
        assert not re.search(r"kansliet@example|390 06 11", shown)


class TestSmallerQuestions:
    def test_suggestions_begin_as_asked(self, cli: Run) -> None:
        suggestions = json.loads(cli("suggest", "heml", "--json").out)
        assert suggestions
        assert (
            cli("suggest", "heml")
            .out.splitlines()[0]
            .startswith(suggestions[0]["text"])
        )

    def test_nothing_to_suggest_is_exit_code_1(self, cli: Run) -> None:
        assert (cli("suggest", "qqqq").code, cli("suggest", "qqqq").out) == (
            1,
            "",
        )

    def test_similar_projects_are_others(
        self, cli: Run, example_index: Path
    ) -> None:
        with open_index(example_index) as index:
            document = next(index.documents())
        hits = json.loads(
            cli("similar", document.id, "--json", "--limit", "3").out
        )
        assert len(hits) == 3
        assert document.id not in [hit["id"] for hit in hits]

    def test_stats_count_the_documents(self, cli: Run) -> None:
        counted = json.loads(cli("stats", "--json").out)
        assert counted["documents"] >= 40
        assert f"Dokument: {counted['documents']}" in cli("stats").out

    def test_an_export_can_be_indexed_again_and_answers_the_same(
        self, cli: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "export.jsonl").write_text(cli("export").out, "utf-8")
        assert cli("rebuild", "export.jsonl", "--index", "igen").code == 0
        exports = [
            list(map(json.loads, cli("export", *args).out.splitlines()))
            for args in ([], ["--index", "igen"])
        ]
        for document in (*exports[0], *exports[1]):
            # Labels without a place of their own are read anew, and may find one.
            del document["metadata"]["other"]
        assert exports[0] == exports[1]


class TestRebuild:
    def test_the_report_is_on_stderr_and_names_what_was_left_out(
        self, cli: Run, tmp_path: Path
    ) -> None:
        folder = tmp_path / "texter"
        folder.mkdir()
        (folder / "plan.txt").write_text(
            "Nattljus\n\nBakgrund\n\nHemlöshet finns.\n", "utf-8"
        )
        (folder / "bild.txt").write_bytes(bytes(range(256)) * 20)
        outcome = cli("rebuild", "texter", "--index", "eget")
        assert (outcome.code, outcome.out) == (0, "")
        assert "1 dokument" in outcome.err
        assert re.search(r"bild\.txt: \w+", outcome.err)

    def test_a_folder_of_other_things_is_not_written_to(
        self, cli: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "plan.txt").write_text("Nattljus\n", "utf-8")
        outcome = cli("rebuild", "plan.txt", "--index", ".")
        assert outcome.code == 2
        assert os.listdir(tmp_path) == ["plan.txt"]


class TestStart:
    @pytest.mark.parametrize(
        "args",
        [
            ("search", "hemlöshet unga"),
            ("show", "nattugglan"),
            ("suggest", "heml"),
        ],
    )
    def test_a_question_waits_for_no_library_that_it_does_not_need(
        self, example_index: Path, args: tuple[str, ...]
    ) -> None:
        process = start(*args, index=example_index, python=("-X", "importtime"))
        _, err = process.communicate(timeout=60)
        imported = {
            line.rpartition("|")[2].strip() for line in err.splitlines()
        }
        packages = {name.partition(".")[0] for name in imported}
        assert process.returncode == 0
        assert {"click", "numpy", "search"} <= packages
        assert not packages & {
            "charset_normalizer",
            "flask",
            "ir_measures",
            "rich",
            "simplemma",
            "waitress",
            "whoosh",
        }
        assert not imported & {
            "indexer.build",
            "corpus.reading",
            "numpy.ma",
            "webui",
        }


class TestPipesAndSignals:
    def test_a_reader_that_leaves_is_no_error(
        self, example_index: Path
    ) -> None:
        process = start("export", index=example_index)
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr is not None
        assert process.stderr.read() == ""

    def test_ctrl_c_is_quiet(self, example_index: Path) -> None:
        process = start("serve", "--port", "0", index=example_index)
        assert process.stdout is not None
        assert re.match(
            r"Projektsök finns på http://127\.0\.0\.1:\d+/",
            process.stdout.readline(),
        )
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert (process.returncode, "Traceback" in err) == (130, False)

    def test_sigterm_ends_a_service_well(self, example_index: Path) -> None:
        process = start("serve", "--port", "0", index=example_index)
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        with urlopen(f"{address}readyz", timeout=60) as answer:
            assert answer.status == 200
        process.terminate()
        _, err = process.communicate(timeout=60)
        assert (process.returncode, "Traceback" in err) == (0, False)

    def test_a_busy_port_is_told_of_and_no_other_is_taken(
        self, example_index: Path
    ) -> None:
        first = start("serve", "--port", "0", index=example_index)
        assert first.stdout is not None
        port = first.stdout.readline().rstrip("/\n").rpartition(":")[2]
        second = start("serve", "--port", port, index=example_index)
        out, err = second.communicate(timeout=60)
        first.terminate()
        first.communicate(timeout=60)
        assert (second.returncode, out) == (2, "")
        assert "porten används redan" in err

    def test_output_is_utf_8_in_a_locale_that_is_not(
        self, example_index: Path
    ) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "projektsok", "search", "hemlöshet"],
            check=False,
            capture_output=True,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "PROJEKTSOK_INDEX": str(example_index),
                "LC_ALL": "C",
                "PYTHONIOENCODING": "ascii",
                "PYTHONUTF8": "0",
                "PYTHONCOERCECLOCALE": "0",
            },
        )
        assert done.returncode == 0
        assert "hemlöshet" in done.stdout.decode("utf-8")


def test_the_public_names_are_those_of_the_design() -> None:
    assert {
        "build_index",
        "open_index",
        "read_document",
        "SearchIndex",
        "Document",
        "Page",
        "Hit",
    } <= set(projektsok.__all__)
    assert all(hasattr(projektsok, name) for name in projektsok.__all__)
