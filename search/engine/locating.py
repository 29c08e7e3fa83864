"""Where in a project the words of a query stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from search.engine.clauses import Adjacent, Sought
from search.engine.found_projects import Occurrences
from search.engine.postings import phrase_positions
from search.engine.words.resolving import ResolvedTerm, TermResolver
from search.engine.words.word_sets import Term
from search.store.arrays import (
    IntArray,
    LongArray,
    PostingArrays,
    RecordArrays,
    gather_slices,
)
from search.store.project_words import ProjectWordArrays
from search.store.records import KINDS


@dataclass(frozen=True, slots=True)
class _Run:
    """Positions of one word of a term in one project, as a slice of some array of positions."""

    project: int
    leaf: int
    term: ResolvedTerm
    entry: int
    positions: IntArray
    joined: bool


class Locator:
    """Finds occurrences for a few projects at a time. Threads may share it."""

    def __init__(
        self,
        records: RecordArrays,
        postings: PostingArrays,
        project_words: ProjectWordArrays,
        resolver: TermResolver,
    ) -> None:
        self._records, self._postings = records, postings
        self._project_words, self._resolver = project_words, resolver

    def occurrences(
        self, leaves: Sequence[Sought], projects: LongArray
    ) -> list[Occurrences]:
        """Where *leaves* stand in each of *projects*, by position in the index, in the sections
        they were sought in.
        """
        if not leaves or not len(projects):
            return [NOTHING] * len(projects)
        words = _WordsOfProjects(self._project_words, projects)
        borders = self._borders(projects)
        runs: list[_Run] = []
        for number, sought in enumerate(leaves):
            match sought.leaf:
                case Term() as term:
                    runs += self._term_runs(
                        number, self._resolver.resolve(term), words, borders
                    )
                case Adjacent() as phrase:
                    runs += self._phrase_runs(number, phrase, words, borders)
        gathered = _by_project(runs, len(projects))
        return [
            self._in_sections(occurrences, leaves) for occurrences in gathered
        ]

    def _borders(self, projects: LongArray) -> IntArray:
        """(projects, 2) the positions [start, end) of each project; of the dtype of positions,
        which are searched.
        """
        records = np.stack([projects, projects + 1], axis=1)
        borders: IntArray = self._records.record_positions[
            self._records.project_records[records]
        ]
        return borders

    def _term_runs(
        self,
        leaf: int,
        term: ResolvedTerm,
        words: _WordsOfProjects,
        borders: IntArray,
    ) -> list[_Run]:
        runs = []
        for project, entry, word in words.of(term):
            positions = self._positions_between(word, borders[project])
            runs.append(
                _Run(project, leaf, term, entry, positions, joined=False)
            )
        return runs

    def _phrase_runs(
        self,
        leaf: int,
        phrase: Adjacent,
        words: _WordsOfProjects,
        borders: IntArray,
    ) -> list[_Run]:
        terms = [self._resolver.resolve(term) for term in phrase.terms]
        lists = phrase_positions(
            self._postings, terms, phrase.slop, self._records.record_positions
        )
        runs = []
        for term, in_phrase in zip(terms, lists, strict=True):
            for project, entry, word in words.of(term):
                own = self._positions_between(word, borders[project])
                positions = np.intersect1d(own, in_phrase, assume_unique=True)
                runs.append(
                    _Run(project, leaf, term, entry, positions, joined=True)
                )
        return runs

    def _positions_between(self, word: int, border: IntArray) -> IntArray:
        start, end = self._postings.word_positions[word : word + 2].tolist()
        positions = self._postings.positions[start:end]
        low, high = positions.searchsorted(border).tolist()
        return positions[low:high]

    def _in_sections(
        self, occurrences: Occurrences, leaves: Sequence[Sought]
    ) -> Occurrences:
        """*occurrences* without what stands outside the sections it was sought in."""
        if not any(sought.kinds for sought in leaves) or not len(
            occurrences.positions
        ):
            return occurrences
        after = np.searchsorted(
            self._records.record_positions, occurrences.positions, side="right"
        )
        kinds = self._records.record_kinds[after - 1]
        kept = np.ones(len(occurrences.positions), np.bool_)
        for number, sought in enumerate(leaves):
            if sought.kinds:
                numbers = [KINDS.index(kind) for kind in sought.kinds]
                kept &= (occurrences.leaves != number) | np.isin(kinds, numbers)
        columns = (
            getattr(occurrences, field.name)[kept]
            for field in fields(Occurrences)
        )
        return Occurrences(*columns)


class _WordsOfProjects:
    """The words of a few projects, to ask which of a term's words they have."""

    def __init__(self, arrays: ProjectWordArrays, projects: LongArray) -> None:
        starts = arrays.project_words[projects]
        ends = arrays.project_words[projects + 1]
        self._words = arrays.entry_words[gather_slices(starts, ends)]
        self._owners = np.repeat(np.arange(len(projects)), ends - starts)

    def of(self, term: ResolvedTerm) -> list[tuple[int, int, int]]:
        """(which project, which of the term's words, word number) for each of the term's words in
        each project.
        """
        if not len(term.words):
            return []
        places = np.searchsorted(term.words, self._words)
        entries = np.minimum(places, len(term.words) - 1)
        is_there = term.words[entries] == self._words
        owners = self._owners[is_there].tolist()
        return list(
            zip(
                owners,
                entries[is_there].tolist(),
                self._words[is_there].tolist(),
                strict=True,
            )
        )


def _by_project(runs: list[_Run], projects: int) -> list[Occurrences]:
    grouped: list[list[_Run]] = [[] for _ in range(projects)]
    for run in runs:
        if len(run.positions):
            grouped[run.project].append(run)
    return [_joined(group) if group else NOTHING for group in grouped]


def _joined(runs: list[_Run]) -> Occurrences:
    """The runs of one project as one list, by position; a position keeps the order of the
    leaves.
    """
    positions = np.concatenate([run.positions for run in runs])
    order = positions.argsort(kind="stable")
    sizes = [len(run.positions) for run in runs]
    run_of = np.repeat(np.arange(len(runs)), sizes)[order]
    words = [run.term.words[run.entry] for run in runs]
    weights = [run.term.weights[run.entry] for run in runs]
    reasons = [run.term.reasons[run.entry] for run in runs]
    spans = [run.term.spans[run.entry] for run in runs]
    return Occurrences(
        positions=positions[order],
        leaves=np.array([run.leaf for run in runs], np.int32)[run_of],
        words=np.array(words, np.int32)[run_of],
        weights=np.array(weights, np.float32)[run_of],
        reasons=np.array(reasons, np.uint8)[run_of],
        spans=np.array(spans, np.uint8)[run_of],
        joined=np.array([run.joined for run in runs], np.bool_)[run_of],
    )


NOTHING: Final = Occurrences(
    positions=np.zeros(0, np.int32),
    leaves=np.zeros(0, np.int32),
    words=np.zeros(0, np.int32),
    weights=np.zeros(0, np.float32),
    reasons=np.zeros(0, np.uint8),
    spans=np.zeros((0, 2), np.uint8),
    joined=np.zeros(0, np.bool_),
)
"""No occurrence at all."""
