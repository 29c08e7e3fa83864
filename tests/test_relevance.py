"""The ranking of the example corpus, kept in a golden file: a change of ranking shows as a change
of lines.

`tests/relevance/golden/` has the judged queries; `ranking.tsv` there has what they find. Rewritten
only by `pytest tests/test_relevance.py --update-golden`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import example_corpus
from projektsok.evaluation.judged_collection import (
    JudgedCollection,
    read_collection,
)
from projektsok.evaluation.measuring import (
    RANKING_OPTIONS,
    MeasureName,
    Run,
    Values,
    mean_values,
    measure_run,
    rank_queries,
    unanswered,
)
from search import open_index
from search.options import Match

FOLDER = Path(__file__).parent / "relevance" / "golden"
RANKING = FOLDER / "ranking.tsv"
MEASURES = tuple(map(MeasureName.read, ("nDCG@10", "MRR", "R@10", "R@100")))
PER_QUERY = "nDCG@10"
SHOWN = 10

Lines = Mapping[str, tuple[float, str]]
"""For each query, its nDCG@10 and its whole line in the golden file."""


@pytest.fixture(scope="module")
def golden() -> JudgedCollection:
    return read_collection(FOLDER)


@pytest.fixture(scope="module")
def run(golden: JudgedCollection, example_index: Path) -> Run:
    """What the page would answer to every golden query."""
    with open_index(example_index) as index:
        return rank_queries(
            index, golden.queries, replace(RANKING_OPTIONS, match=Match.AUTO)
        )


@pytest.fixture(scope="module")
def values(golden: JudgedCollection, run: Run) -> Values:
    return measure_run(run, golden.judgments, MEASURES)


@pytest.fixture(scope="module")
def suggestions(
    golden: JudgedCollection, run: Run, example_index: Path
) -> Mapping[str, str]:
    """What is suggested for the queries that find nothing, where anything is."""
    with open_index(example_index) as index:
        found = {
            query: index.search(golden.queries[query]).suggestion
            for query in unanswered(run, golden.queries)
        }
    return {
        query: suggestion for query, suggestion in found.items() if suggestion
    }


def ranking_text(
    golden: JudgedCollection,
    run: Run,
    values: Values,
    suggestions: Mapping[str, str],
) -> str:
    lines = [
        f"mean\t{measure}\t{mean:.3f}"
        for measure, mean in mean_values(values).items()
    ]
    lines.append(
        f"query\t{PER_QUERY}\ttext\tjudgment:document, best first, - where nobody has judged it"
    )
    for query, text in golden.queries.items():
        judged = golden.judgments[query]
        found = [
            f"{judged.get(document, '-')}:{document}"
            for document, _ in run[query][:SHOWN]
        ]
        shown = (
            " ".join(found)
            or f"nothing, suggestion: {suggestions.get(query, 'none')}"
        )
        lines.append(
            f"{query}\t{values[PER_QUERY][query]:.3f}\t{text}\t{shown}"
        )
    return "\n".join(lines) + "\n"


def lines_of(ranking: str) -> Lines:
    rows = [line.split("\t") for line in ranking.splitlines()]
    return {
        row[0]: (float(row[1]), "\t".join(row))
        for row in rows
        if len(row) == 4 and row[0] != "query"
    }


def means_of(ranking: str) -> dict[str, float]:
    rows = [line.split("\t") for line in ranking.splitlines()]
    return {row[1]: float(row[2]) for row in rows if row[0] == "mean"}


def what_changed(before: str, after: str) -> str:
    """A summary for the person who changed the ranking: means, then queries that lost, gained, only
    moved.
    """
    old, new = lines_of(before), lines_of(after)
    old_means, new_means = means_of(before), means_of(after)
    told = [
        f"{name} {old_means.get(name, 0):.3f} -> {mean:.3f} ({mean - old_means.get(name, 0):+.3f})"
        for name, mean in new_means.items()
    ]
    changed = [
        query
        for query in new
        if query in old and old[query][1] != new[query][1]
    ]
    by_change = sorted(
        changed, key=lambda query: (new[query][0] - old[query][0], query)
    )
    for title, wanted in (
        ("worse", -1),
        ("better", 1),
        ("same figure, other documents or order", 0),
    ):
        queries = [
            query
            for query in by_change
            if sign(new[query][0] - old[query][0]) == wanted
        ]
        told.append(f"{len(queries)} {title}{':' if queries else ''}")
        told += [
            f"  {old[query][0]:.3f} -> {new[query][0]:.3f}  {text_of(new[query])}"
            for query in queries
        ]
    for title, queries in (
        ("added", [*new.keys() - old.keys()]),
        ("gone", [*old.keys() - new.keys()]),
    ):
        told += (
            [f"{len(queries)} {title}: {' '.join(sorted(queries))}"]
            if queries
            else []
        )
    return "\n".join(told)


def sign(number: float) -> int:
    return (number > 0) - (number < 0)


def text_of(line: tuple[float, str]) -> str:
    query, _, text, _ = line[1].split("\t")
    return f"{query} {text}"


def test_the_ranking_is_the_one_in_the_golden_file(
    golden: JudgedCollection,
    run: Run,
    values: Values,
    suggestions: Mapping[str, str],
    request: pytest.FixtureRequest,
) -> None:
    after = ranking_text(golden, run, values, suggestions)
    if request.config.getoption("--update-golden"):
        RANKING.write_text(after, "utf-8")
    before = RANKING.read_text("utf-8") if RANKING.exists() else ""
    if before != after:
        pytest.fail(
            f"The ranking has changed:\n{what_changed(before, after)}\n"
            "Where that is what you wanted: pytest tests/test_relevance.py --update-golden",
            pytrace=False,
        )


def test_every_question_finds_something(
    golden: JudgedCollection, run: Run
) -> None:
    questions = {
        query: text
        for query, text in golden.queries.items()
        if text.endswith("?")
    }
    assert questions
    assert [text for query, text in questions.items() if not run[query]] == []


def test_what_is_suggested_instead_of_nothing_finds_something(
    suggestions: Mapping[str, str], example_index: Path
) -> None:
    with open_index(example_index) as index:
        assert [
            text for text in suggestions.values() if not index.search(text).hits
        ] == []


def test_the_judgments_name_only_what_is_there(
    golden: JudgedCollection,
) -> None:
    examples = {
        path.stem
        for path in example_corpus().iterdir()
        if path.suffix in {".txt", ".md"}
    }
    assert golden.judged_documents() <= examples
    assert golden.unknown_queries == ()
    written = [
        json.loads(line)["_id"]
        for line in (FOLDER / "queries.jsonl").read_text("utf-8").splitlines()
    ]
    assert written == list(golden.queries)


def test_every_golden_query_has_an_answer_to_look_for(
    golden: JudgedCollection,
) -> None:
    assert len(golden.queries) >= 60
    for query, scores in golden.judgments.items():
        assert max(scores.values()) >= 2, query
        assert set(scores.values()) <= {0, 1, 2, 3}, query


def ranking(mean: str, *lines: str) -> str:
    return "\n".join(
        [f"mean\t{mean}", "query\tnDCG@10\ttext\tdocuments", *lines]
    )


def test_the_summary_tells_which_queries_won_and_lost() -> None:
    before = ranking(
        "MRR\t0.500",
        "a\t1.000\tett\t3:x",
        "b\t0.200\ttvå\t-:x",
        "c\t0.300\ttre\t1:x",
    )
    after = ranking(
        "MRR\t0.600",
        "a\t0.500\tett\t-:y 3:x",
        "b\t0.900\ttvå\t3:z",
        "c\t0.300\ttre\t1:y",
    )
    assert what_changed(before, after).splitlines() == [
        "MRR 0.500 -> 0.600 (+0.100)",
        "1 worse:",
        "  1.000 -> 0.500  a ett",
        "1 better:",
        "  0.200 -> 0.900  b två",
        "1 same figure, other documents or order:",
        "  0.300 -> 0.300  c tre",
    ]
