"""Ranking quality: what an index answers to judged queries, and how good that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Final

from corpus.decoding import read_lines
from corpus.errors import Problem, UnreadableFileError
from projektsok.errors import RunFileError, UnknownMeasureError
from search import SearchIndex
from search.options import Match, SearchOptions
from wording.catalogue import gettext as _

if TYPE_CHECKING:
    from ir_measures.measures import Measure

RANKING_OPTIONS: Final = SearchOptions(
    match=Match.ANY, limit=100, passages=0, facets=False
)
"""How queries are asked where nothing else is said: hits alone, as far as measures look."""

USUAL_MEASURES: Final = ("nDCG@10", "MRR@10", "R@100", "P@5")
_EXAMPLES: Final = (*USUAL_MEASURES, "AP", "Success@1")
_NAMES: Final = {
    name.casefold(): name
    for name in (
        "nDCG",
        "MRR",
        "RR",
        "R",
        "P",
        "AP",
        "MAP",
        "Success",
        "Judged",
        "Rprec",
    )
}
_WITH_CUTOFF: Final = frozenset({"R", "P", "Success", "Judged"})
_WITHOUT_CUTOFF: Final = frozenset({"Rprec"})
_WRITTEN: Final = re.compile(
    r"(?P<name>[A-Za-z]+)(?:@(?P<cutoff>[1-9]\d{0,3}))?"
)
_SCORE_STEP: Final = 0.0001

Answers = tuple[tuple[str, float], ...]
"""Documents with their scores, best first."""

Run = Mapping[str, Answers]
"""The answers to each query."""

Values = Mapping[str, Mapping[str, float]]
"""For each measure, its value for each query."""


@dataclass(frozen=True, slots=True)
class MeasureName:
    """A measure as it is shown, and how many of the first documents it looks at (None: all)."""

    text: str
    cutoff: int | None

    @classmethod
    def read(cls, text: str) -> MeasureName:
        """The measure that *text* names, letters large or small. Raises UnknownMeasureError.

        >>> MeasureName.read("ndcg@10")
        MeasureName(text='nDCG@10', cutoff=10)
        """
        written = _WRITTEN.fullmatch(text.strip())
        name = _NAMES.get(written["name"].casefold()) if written else None
        if written is None or name is None:
            raise UnknownMeasureError(text, _EXAMPLES)
        cutoff = int(written["cutoff"]) if written["cutoff"] else None
        impossible = _WITHOUT_CUTOFF if cutoff else _WITH_CUTOFF
        if name in impossible:
            raise UnknownMeasureError(text, _EXAMPLES)
        return cls(f"{name}@{cutoff}" if cutoff else name, cutoff)

    def measure(self) -> Measure:
        # Here and below, not at the top: every command would wait for a library that only this one
        # needs.
        from ir_measures import parse_measure

        return parse_measure(self.text)


def rank_queries(
    index: SearchIndex,
    queries: Mapping[str, str],
    options: SearchOptions = RANKING_OPTIONS,
    *,
    told: Callable[[int], None] = lambda done: None,
) -> Run:
    """What *index* answers to each of *queries*; *told* hears how many are done.

    Scores fall from each document to the next, so that any program that sorts by them meets the
    same order: ties are broken by the index, and projects with only some of the words come after
    those with all, whatever their scores.
    """
    run: dict[str, Answers] = {}
    for done, (query, text) in enumerate(queries.items(), 1):
        hits = index.search(text, options).hits
        run[query] = _falling([(hit.id, hit.score) for hit in hits])
        told(done)
    return run


def _falling(answers: Iterable[tuple[str, float]]) -> Answers:
    """*answers* with every score lowered to stand below the one before it."""
    falling: list[tuple[str, float]] = []
    highest = float("inf")
    for document, score in answers:
        lowered = min(score, highest)
        falling.append((document, lowered))
        highest = round(lowered - _SCORE_STEP, 4)
    return tuple(falling)


def run_text(run: Run) -> str:
    """*run* as lines of query, document and score with tabs between, best first."""
    return "".join(
        f"{query}\t{document}\t{score:.4f}\n"
        for query, answers in run.items()
        for document, score in answers
    )


def read_run(path: Path) -> Run:
    """The run that `run_text` wrote, or another program's with the same columns. Raises
    RunFileError or UnreadableFileError.
    """
    run: dict[str, list[tuple[str, float]]] = {}
    for line_number, line in enumerate(read_lines(path), 1):
        written = line.strip("\ufeff\r\n")
        if not written:
            continue
        try:
            query, document, score = written.split("\t")
            answers = run.setdefault(query, [])
            answers.append((document, float(score)))
        except ValueError as error:
            reason = _(
                "rad {line} är inte fråga, dokument och poäng med tabbar emellan"
            )
            raise RunFileError(path, reason.format(line=line_number)) from error
    if not run:
        raise UnreadableFileError(path, Problem.EMPTY)
    return {query: _best_first(answers) for query, answers in run.items()}


def _best_first(answers: Iterable[tuple[str, float]]) -> Answers:
    """*answers* by score, each document once; those of the same score stay in their order."""
    best: dict[str, float] = {}
    for document, score in sorted(answers, key=lambda answer: -answer[1]):
        best.setdefault(document, score)
    return tuple(best.items())


def measure_run(
    run: Run,
    judgments: Mapping[str, Mapping[str, int]],
    measures: Sequence[MeasureName],
) -> Values:
    """How good *run* is by each of *measures*, query by query; a query without an answer counts as
    nothing found.

    Documents without a judgment count as not relevant. nDCG takes a score as its gain; the others
    count every score above 0 as relevant.
    """
    from ir_measures import iter_calc

    ranks = {query: _ranks(run.get(query, ())) for query in judgments}
    scores = {query: dict(documents) for query, documents in judgments.items()}
    values: dict[str, dict[str, float]] = {}
    for name in measures:
        metrics = iter_calc([name.measure()], scores, ranks)
        by_query = {metric.query_id: float(metric.value) for metric in metrics}
        values[name.text] = {query: by_query[query] for query in judgments}
    return values


def _ranks(answers: Answers) -> dict[str, float]:
    """A score for each document that tells its rank alone: by the scores of the answers the library
    would sort the documents of a tie in an order of its own.
    """
    documents = [document for document, _score in answers]
    return {document: float(-rank) for rank, document in enumerate(documents)}


def mean_values(values: Values) -> dict[str, float]:
    """The mean of each measure over all queries."""
    means = {}
    for measure, by_query in values.items():
        means[measure] = fmean(by_query.values())
    return means


def unanswered(run: Run, queries: Iterable[str]) -> list[str]:
    """The queries that found nothing."""
    return [query for query in queries if not run.get(query)]
