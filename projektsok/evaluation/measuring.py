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
from projektsok.errors import CommandError
from search import SearchIndex
from search.options import Match, SearchOptions
from wording.catalogue import gettext as _

if TYPE_CHECKING:
    from ir_measures.measures import Measure

RANKED_DOCUMENTS: Final = 100
USUAL_MEASURES: Final = ("nDCG@10", "MRR@10", "R@100", "P@5")
_NAMES: Final = {
    name.casefold(): name
    for name in ("nDCG", "MRR", "RR", "R", "P", "AP", "MAP", "Success", "Judged", "Rprec")
}
_WITH_CUTOFF: Final = frozenset({"R", "P", "Success", "Judged"})
_WITHOUT_CUTOFF: Final = frozenset({"Rprec"})
_SCORE_STEP: Final = 0.0001

Answers = tuple[tuple[str, float], ...]
"""Documents with their scores, best first."""

Run = Mapping[str, Answers]
"""The answers to each query."""

Values = Mapping[str, Mapping[str, float]]
"""For each measure, its value for each query."""


class UnknownMeasureError(CommandError):
    """No measure has this name."""

    def __init__(self, name: str) -> None:
        message = _("Måttet {name} finns inte; skriv till exempel {examples} eller Success@1.")
        super().__init__(message.format(name=name, examples=", ".join((*USUAL_MEASURES, "AP"))))
        self.name = name


class RunFileError(CommandError):
    """A file of answers that cannot be compared with; *reason* is a Swedish clause."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}.")
        self.path, self.reason = path, reason


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
        found = re.fullmatch(r"([A-Za-z]+)(?:@([1-9]\d{0,3}))?", text.strip())
        name = _NAMES.get(found[1].casefold()) if found else None
        if found is None or name is None:
            raise UnknownMeasureError(text)
        cutoff = int(found[2]) if found[2] else None
        if name in (_WITHOUT_CUTOFF if cutoff else _WITH_CUTOFF):
            raise UnknownMeasureError(text)
        return cls(f"{name}@{cutoff}" if cutoff else name, cutoff)

    def measure(self) -> Measure:
        # Here and below, not at the top: every command would wait for a library that only this one
        # needs.
        from ir_measures import parse_measure

        return parse_measure(self.text)


def rank_queries(
    index: SearchIndex,
    queries: Mapping[str, str],
    *,
    match: str = Match.ANY,
    limit: int = RANKED_DOCUMENTS,
    told: Callable[[int], None] = lambda done: None,
) -> Run:
    """What *index* answers to each of *queries*; *told* hears how many are done.

    Scores fall from each document to the next, so that any program that sorts by them meets the
    same order: ties are broken by the index, and projects with only some of the words come after
    those with all, whatever their scores.
    """
    options = SearchOptions(match=match, limit=limit, passages=0, facets=False)
    run: dict[str, Answers] = {}
    for done, (query, text) in enumerate(queries.items(), 1):
        hits = index.search(text, options).hits
        run[query] = _falling([(hit.id, hit.score) for hit in hits])
        told(done)
    return run


def _falling(answers: Iterable[tuple[str, float]]) -> Answers:
    falling: list[tuple[str, float]] = []
    for document, score in answers:
        highest = round(falling[-1][1] - _SCORE_STEP, 4) if falling else score
        falling.append((document, min(score, highest)))
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
    for number, line in enumerate(read_lines(path), 1):
        if not (bare := line.strip("\ufeff\r\n")):
            continue
        try:
            query, document, score = bare.split("\t")
            run.setdefault(query, []).append((document, float(score)))
        except ValueError as error:
            reason = _("rad {line} är inte fråga, dokument och poäng med tabbar emellan")
            raise RunFileError(path, reason.format(line=number)) from error
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
    run: Run, judgments: Mapping[str, Mapping[str, int]], measures: Sequence[MeasureName]
) -> Values:
    """How good *run* is by each of *measures*, query by query; a query without an answer counts as
    nothing found.

    Documents without a judgment count as not relevant. nDCG takes a score as its gain; the others
    count every score above 0 as relevant.
    """
    from ir_measures import iter_calc

    # Ranks instead of scores: the library would sort the documents of a tie in an order of its own.
    ranks = {
        query: {document: float(-rank) for rank, (document, _) in enumerate(run.get(query, ()))}
        for query in judgments
    }
    scores = {query: dict(documents) for query, documents in judgments.items()}
    values: dict[str, dict[str, float]] = {}
    for name in measures:
        found = {
            metric.query_id: float(metric.value)
            for metric in iter_calc([name.measure()], scores, ranks)
        }
        values[name.text] = {query: found[query] for query in judgments}
    return values


def mean_values(values: Values) -> dict[str, float]:
    """The mean of each measure over all queries."""
    return {measure: fmean(by_query.values()) for measure, by_query in values.items()}


def unanswered(run: Run, queries: Iterable[str]) -> list[str]:
    """The queries that found nothing."""
    return [query for query in queries if not run.get(query)]
