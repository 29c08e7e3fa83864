"""Whether the arrays find what Whoosh finds: the totals of both over the same index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Final

from benchmarks.queries import LoggedQuery
from search.answer.answering import Answers
from search.engine.array_engine import ArrayEngine
from search.engine.clauses import Adjacent, Clause, Every
from search.engine.words.word_sets import Forms, Mode, Reason, Term, Written
from search.store.arrays import RecordArrays
from search.store.generations import live_generation
from search.store.project_words import project_numbers
from search.store.whoosh_index import FOLDER, WhooshRecords

COMPARED_KINDS: Final = (
    "frequent",
    "middle",
    "rare",
    "two",
    "three",
    "phrase",
    "prefix",
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many queries were compared, and (query, total of the arrays, total of Whoosh) where they
    differ.
    """

    compared: int
    differing: tuple[tuple[str, int, int], ...]


def compare_totals(index: Path, log: Iterable[LoggedQuery]) -> Agreement:
    """The totals of words, phrases and prefixes by array evaluation beside those of Whoosh's own
    matcher.

    Words in all their forms, without synonyms; phrases as written. A project meets a query when its
    records together have all words, so that records found by Whoosh are put together by project
    before they are counted.
    """
    comparison = _Comparison(live_generation(index))
    compared = [query for query in log if query.kind in COMPARED_KINDS]
    differing = []
    for query in compared:
        of_arrays, of_whoosh = comparison.totals(query)
        if of_arrays != of_whoosh:
            differing.append((query.text, of_arrays, of_whoosh))
    return Agreement(len(compared), tuple(differing))


class _Comparison:
    def __init__(self, generation: Path) -> None:
        self._engine = ArrayEngine(generation)
        self._answers = Answers(self._engine)
        self._whoosh = WhooshRecords(generation / FOLDER)
        self._project_of = project_numbers(
            RecordArrays.load(generation)
        ).tolist()

    def totals(self, query: LoggedQuery) -> tuple[int, int]:
        """(total of the arrays, total of Whoosh)."""
        if query.kind == "phrase":
            clause: Clause | None = self._as_written(query)
        else:
            clause = self._in_all_forms(query)
        if clause is None:
            return 0, 0
        (of_arrays,) = self._engine.counts([clause])
        of_whoosh = len(self._projects(clause))
        return of_arrays, of_whoosh

    def _in_all_forms(self, query: LoggedQuery) -> Clause | None:
        _, expanded = self._answers.read(query.text, False)
        return expanded.clause

    def _as_written(self, query: LoggedQuery) -> Clause:
        label = " ".join(query.words)
        terms = tuple(map(_written, query.words))
        return Adjacent(f"written:{label}", label, terms)

    def _projects(self, clause: Clause) -> set[int]:
        match clause:
            case Term():
                return self._having([self._words(clause)], phrase=False)
            case Adjacent(_, _, terms):
                return self._having(
                    [self._words(term) for term in terms], phrase=True
                )
            case Every(children):
                return reduce(set.intersection, map(self._projects, children))
            case _:
                raise TypeError(f"not compared: {clause!r}")

    def _words(self, term: Term) -> list[str]:
        words: set[str] = set()
        for forms in term.forms:
            words.update(self._engine.words_in(forms.words))
        return sorted(words)

    def _having(self, groups: list[list[str]], phrase: bool) -> set[int]:
        if not all(groups):
            return set()
        records = self._whoosh.matching_records(groups, phrase)
        return {self._project_of[record] for record in records}


def _written(word: str) -> Term:
    """The term for a word as it is written."""
    forms = (Forms(Written(word), 1.0, Reason.WRITTEN),)
    return Term(f"written:{word}", word, Mode.EXACT, forms)
