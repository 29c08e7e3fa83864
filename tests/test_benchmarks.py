"""What the benchmark measures with is the same every time, and its tables say what was measured."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from benchmarks.ablation import INDEX_PARTS, index_bytes, part_of
from benchmarks.child import Task
from benchmarks.command_times import command_times
from benchmarks.figures import Build, Questions, Run, medians, percentiles
from benchmarks.generated import Shape, generate_statutes
from benchmarks.goals import FULL_SECTIONS, goals, growth
from benchmarks.growth_plot import growth_svg
from benchmarks.profiling import module_of, seconds_by_module
from benchmarks.projects import read_projects, respelling, write_projects
from benchmarks.queries import LOG_KINDS, LoggedQuery
from benchmarks.query_log import make_log
from benchmarks.report import report
from benchmarks.results import Details, Results
from benchmarks.statutes import Statute
from benchmarks.tables import figure, ratio, table
from corpus import read_documents

ROOT = Path(__file__).parent.parent
SMALL = Shape().part(0.01)


@pytest.fixture(scope="module")
def statutes() -> list[Statute]:
    return list(generate_statutes(SMALL))


@pytest.fixture(scope="module")
def corpus(
    statutes: list[Statute], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "projects.jsonl"
    write_projects(statutes, 1, path)
    return path


def words_of(path: Path) -> set[str]:
    return {
        word
        for project in read_projects(path)
        for _, text in project.sections
        for word in text.split()
    }


def test_the_made_up_corpus_is_the_same_for_the_same_seed(
    statutes: list[Statute],
) -> None:
    assert list(generate_statutes(SMALL)) == statutes
    assert list(generate_statutes(SMALL, seed=2)) != statutes


def test_the_made_up_corpus_has_as_many_documents_and_sections_as_asked_for(
    statutes: list[Statute],
) -> None:
    assert (
        len(statutes),
        sum(len(statute.sections) for statute in statutes),
    ) == (
        SMALL.documents,
        SMALL.sections,
    )
    assert len({statute.id for statute in statutes}) == SMALL.documents


def test_its_words_are_as_unevenly_common_as_those_of_a_language(
    statutes: list[Statute],
) -> None:
    counts = Counter(
        word
        for statute in statutes
        for _, text in statute.sections
        for word in text.lower().split()
    )
    ranked = [count for _, count in counts.most_common()]
    assert ranked[0] > 4 * ranked[20] > 40 * ranked[400]
    assert sum(count == 1 for count in ranked) > len(ranked) / 10


def test_the_program_reads_the_corpus_as_it_was_meant(
    statutes: list[Statute], corpus: Path
) -> None:
    document, project = (
        next(read_documents(corpus)),
        next(read_projects(corpus)),
    )
    assert (document.id, document.title) == (statutes[0].id, statutes[0].title)
    assert [
        (section.kind, section.text) for section in document.sections
    ] == list(project.sections)
    facts = document.metadata
    assert (facts.region, facts.start, facts.end) == (
        project.region,
        statutes[0].day,
        statutes[0].day,
    )
    assert None not in (
        facts.owner,
        facts.programme,
        facts.phase,
        facts.grant_sek,
        facts.budget_sek,
    )
    assert facts.municipalities


def test_four_copies_have_ids_of_their_own_and_more_words(
    statutes: list[Statute], corpus: Path, tmp_path: Path
) -> None:
    copies = tmp_path / "copies.jsonl"
    assert write_projects(statutes, 4, copies) == 4 * SMALL.sections
    assert (
        len({project.id for project in read_projects(copies)})
        == 4 * SMALL.documents
    )
    assert (
        1.2 * len(words_of(corpus))
        < len(words_of(copies))
        < 4 * len(words_of(corpus))
    )


def test_a_quarter_of_the_corpus_has_a_quarter_of_the_documents(
    statutes: list[Statute], tmp_path: Path
) -> None:
    quarter = tmp_path / "quarter.jsonl"
    write_projects(statutes, 0.25, quarter)
    assert len(list(read_projects(quarter))) == pytest.approx(
        SMALL.documents / 4, abs=1
    )


def test_a_word_spelled_another_way_keeps_its_length_and_differs_in_one_letter() -> (
    None
):
    respelled = respelling("Förvaltning", 1)
    assert (
        sum(
            one != other
            for one, other in zip("Förvaltning", respelled, strict=True)
        )
        == 1
    )
    assert respelling("Förvaltning", 1) == respelled


def test_the_log_is_the_same_for_the_same_seed_and_has_every_kind(
    corpus: Path,
) -> None:
    log = make_log(read_projects(corpus))
    assert make_log(read_projects(corpus)) == log
    assert make_log(read_projects(corpus), seed=2) != log
    assert len(log) >= 300
    assert Counter(query.kind for query in log) == dict.fromkeys(LOG_KINDS, 36)


def test_phrases_of_the_log_stand_in_the_corpus(corpus: Path) -> None:
    texts = [
        text.lower().replace(".", "")
        for project in read_projects(corpus)
        for _, text in project.sections
    ]
    phrases = [
        " ".join(query.words)
        for query in make_log(read_projects(corpus))
        if query.kind == "phrase"
    ]
    assert all(any(phrase in text for text in texts) for phrase in phrases)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (LoggedQuery("two", ("vård", "skola")), "vård skola"),
        (LoggedQuery("phrase", ("nära", "relationer")), '"nära relationer"'),
        (LoggedQuery("prefix", ("heml",)), "heml*"),
    ],
)
def test_a_query_is_written_in_the_language_of_the_program(
    query: LoggedQuery, text: str
) -> None:
    assert query.text == text


def test_a_task_reaches_its_process_as_it_was_given() -> None:
    log = (
        LoggedQuery("filtered", ("vård",), years=(1990, 2001)),
        LoggedQuery("section", ("skola",), section="mal"),
    )
    task = Task("ask", "fts5", "index", log=log, seed=3)
    assert Task.from_json(task.to_json()) == task


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (0, "0"),
        (0.04213, "0.0421"),
        (1.234, "1.23"),
        (12.3456, "12.3"),
        (59888.2, "59,888"),
    ],
)
def test_figures_have_three_digits(value: float | None, shown: str) -> None:
    assert figure(value) == shown


@pytest.mark.parametrize(
    ("value", "ours", "shown"),
    [
        (38.0, 1.9, "20 ×"),
        (3.0, 2.0, "1.5 ×"),
        (0.05, 1.0, "0.05 ×"),
        (None, 1.0, "–"),
        (1.0, None, "–"),
        (1, 0, "–"),
    ],
)
def test_ratios_say_how_many_times_ours_a_figure_is(
    value: float | None, ours: float | None, shown: str
) -> None:
    assert ratio(value, ours) == shown


def test_a_table_is_aligned() -> None:
    lines = table(
        ["system", "ms"], [["Projektsök", "1.00"], ["tantivy", "0.0421"]]
    ).splitlines()
    assert lines[0] == "| system     |     ms |"
    assert lines[1] == "|------------|-------:|"
    assert {len(line) for line in lines} == {len(lines[0])}


def test_percentiles_and_medians() -> None:
    found = percentiles([float(value) for value in range(101)])
    assert found is not None
    assert (found.p50, found.p95, found.p99, found.queries) == (50, 95, 99, 101)
    assert percentiles([]) is None
    assert medians([{0: 1.0, 1: 5.0}, {0: 3.0}, {0: 2.0}]) == {0: 2.0, 1: 5.0}


def run_of(system: str, size: float, ms: float) -> Run:
    sections = round(FULL_SECTIONS * size)
    build = Build(
        seconds=10.0 * size,
        sections=sections,
        peak_mb=500.0,
        index_mb=200.0 * size,
    )
    warm = {mode: {0: ms, 1: ms} for mode in ("top", "counted", "cards")}
    return Run(
        system,
        size,
        build,
        Questions(500.0, 100.0, 200.0, {0: ms, 1: ms}, warm, {1: 1000.0}),
    )


LOG = (LoggedQuery("two", ("vård", "skola")), LoggedQuery("prefix", ("heml",)))


def test_goals_are_met_by_what_was_measured_and_open_where_nothing_was() -> (
    None
):
    runs = {
        "projektsok": run_of("projektsok", 1, 0.5),
        "fts5": run_of("fts5", 1, 2.0),
    }
    met = {
        goal.title: goal.met
        for goal in goals(runs, run_of("projektsok", 4, 1.9), LOG)
    }
    assert met["top-10, total, facets: p95"] is True
    assert met["FTS5's p95 beside ours"] is False
    assert met["plain Whoosh's p50 beside ours"] is None
    assert met["sections a second when building"] is True
    assert met["largest growth at four times the size: build time"] is True


def test_growth_is_told_figure_by_figure() -> None:
    grown = growth(run_of("projektsok", 1, 0.5), run_of("projektsok", 4, 1.0))
    assert grown["build time"] == pytest.approx(4)
    assert grown["counted, p95"] == pytest.approx(2)


def test_the_report_has_figures_and_ratios_and_says_when_a_goal_is_missed() -> (
    None
):
    runs = [
        run_of("projektsok", 1, 2.0),
        run_of("whoosh", 1, 50.0),
        run_of("projektsok", 4, 3.0),
    ]
    notes = {"projektsok": "ranks projects", "whoosh": "ranks sections"}
    details = Details(command_ms={"search": 260.0, "suggest": 120.0})
    text = report(
        Results("2 cores.", "Statutes.", False, LOG, runs, notes, details)
    )
    assert (
        "| Whoosh     |   50.0 |   50.0 |   50.0 |            25 × |            25 × |       2 |"
        in text
    )
    assert "**missed**" in text
    assert "| `projektsok search`  | 260 |" in text
    assert "`projektsok search`, process to answer" in text
    assert "growth.svg" in text


def test_a_drawing_has_every_line_and_its_name() -> None:
    drawing = growth_svg(
        "Growth",
        "sections",
        "ms",
        {"Projektsök": [(1, 1.0), (4, 2.0)], "a < b": [(1, 3.0)]},
    )
    assert drawing.startswith("<svg")
    assert "Projektsök" in drawing
    assert "a &lt; b" in drawing


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("whoosh/MAIN_1.toc", "Whoosh, the index of record"),
        ("grams_by_word.npy", "letter grams"),
        ("positions.npy", "postings and positions"),
        ("sentence_texts.npy", "records and sentences"),
        ("news.npy", "other"),
    ],
)
def test_a_file_of_the_index_is_counted_with_the_part_it_serves(
    file: str, part: str
) -> None:
    assert part_of(file) == part


def test_every_file_of_an_index_serves_a_part(example_index: Path) -> None:
    sizes = index_bytes(example_index)
    assert "other" not in sizes
    assert set(sizes) == set(INDEX_PARTS)


def test_the_time_of_a_command_is_that_of_its_process(
    example_index: Path,
) -> None:
    log = [LoggedQuery("two", ("hemlöshet", "vård"))]
    times = command_times(example_index, log, starts=1)
    assert set(times) == {"search", "suggest"}
    assert min(times.values()) > 0


def test_a_command_that_fails_has_no_time(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        command_times(
            tmp_path, [LoggedQuery("two", ("hemlöshet", "vård"))], starts=1
        )


def test_the_help_is_shown_without_the_libraries_of_the_peers() -> None:
    program = "import runpy, sys; sys.argv = ['benchmarks', '--help']; sys.modules['psutil'] = None"
    command = [
        sys.executable,
        "-c",
        f"{program}; runpy.run_module('benchmarks', run_name='__main__')",
    ]
    shown = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert "--quick" in shown.stdout, shown.stderr


def test_time_in_built_in_functions_counts_for_the_module_that_calls_them() -> (
    None
):
    ours, sort = (
        ("/x/search/engine/signals/gram_scores.py", 1, "scores"),
        ("~", 0, "<sort>"),
    )
    stats = {
        ours: (1, 1, 2.0, 5.0, {}),
        sort: (1, 1, 3.0, 3.0, {ours: (1, 1, 3.0, 3.0)}),
    }
    assert seconds_by_module(stats) == {
        "search.engine.signals.gram_scores": 5.0
    }
    assert (
        module_of(("/x/lib/site-packages/numpy/core.py", 1, "sum")) == "numpy"
    )


def test_days_of_the_corpus_are_days(statutes: list[Statute]) -> None:
    assert all(
        date(1950, 1, 1) <= statute.day < date(2024, 1, 1)
        for statute in statutes
    )
