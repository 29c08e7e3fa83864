"""Where in a project the words of a query stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from search.engine.postings import phrase_positions
from search.engine.protocol import Adjacent, Occurrences, Sought, Term
from search.store.arrays import (
    BoolArray,
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
    term: Term
    entry: int
    positions: IntArray
    joined: bool


class Locator:
    """Finds occurrences for a few projects at a time. Threads may share it."""

    def __init__(
        self, records: RecordArrays, postings: PostingArrays, project_words: ProjectWordArrays
    ) -> None:
        self._records, self._postings, self._project_words = records, postings, project_words

    def occurrences(self, wanted: Sequence[Sought], projects: LongArray) -> list[Occurrences]:
        """Where the terms and phrases stand in each of *projects*, by position, in the sections
        they were sought in.
        """
        if not wanted or not len(projects):
            return [_NOTHING] * len(projects)
        runs: list[_Run] = []
        words = _ProjectWords(self._project_words, projects)
        borders = self._borders(projects)
        for leaf, one in enumerate(wanted):
            if isinstance(one.leaf, Term):
                runs += self._term_runs(leaf, one.leaf, words, borders)
            else:
                runs += self._phrase_runs(leaf, one.leaf, words, borders)
        return [self._bounded(found, wanted) for found in _by_project(runs, len(projects))]

    def _borders(self, projects: LongArray) -> IntArray:
        """(projects, 2) the positions [start, end) of each project; of the dtype of positions,
        which are searched.
        """
        records = np.stack([projects, projects + 1], axis=1)
        borders: IntArray = self._records.record_positions[self._records.project_records[records]]
        return borders

    def _term_runs(
        self, leaf: int, term: Term, words: _ProjectWords, borders: IntArray
    ) -> list[_Run]:
        runs = []
        for project, entry, word in words.of(term):
            positions = self._positions_between(word, borders[project])
            runs.append(_Run(project, leaf, term, entry, positions, joined=False))
        return runs

    def _phrase_runs(
        self, leaf: int, phrase: Adjacent, words: _ProjectWords, borders: IntArray
    ) -> list[_Run]:
        runs = []
        lists = phrase_positions(self._postings, phrase, self._records.record_positions)
        for term, positions in zip(phrase.terms, lists, strict=True):
            for project, entry, word in words.of(term):
                inside = np.intersect1d(
                    self._positions_between(word, borders[project]), positions, assume_unique=True
                )
                runs.append(_Run(project, leaf, term, entry, inside, joined=True))
        return runs

    def _positions_between(self, word: int, border: IntArray) -> IntArray:
        start, end = self._postings.word_positions[word : word + 2].tolist()
        positions = self._postings.positions[start:end]
        low, high = positions.searchsorted(border).tolist()
        return positions[low:high]

    def _bounded(self, found: Occurrences, wanted: Sequence[Sought]) -> Occurrences:
        """*found* without what stands outside the sections it was sought in."""
        if not any(one.kinds for one in wanted) or not len(found.positions):
            return found
        records = np.searchsorted(self._records.record_positions, found.positions, side="right") - 1
        kinds = self._records.record_kinds[records]
        kept = np.ones(len(found.positions), np.bool_)
        for leaf, one in enumerate(wanted):
            if one.kinds:
                kept &= (found.leaves != leaf) | np.isin(
                    kinds, [KINDS.index(kind) for kind in one.kinds]
                )
        return Occurrences(*(getattr(found, field.name)[kept] for field in fields(Occurrences)))


class _ProjectWords:
    """The words of a few projects, to ask which of a term's words they have."""

    def __init__(self, arrays: ProjectWordArrays, projects: LongArray) -> None:
        starts, ends = arrays.project_words[projects], arrays.project_words[projects + 1]
        self._words = arrays.entry_words[gather_slices(starts, ends)]
        self._owners = np.repeat(np.arange(len(projects)), ends - starts)

    def of(self, term: Term) -> list[tuple[int, int, int]]:
        """(which project, which of the term's words, word number) for each of the term's words in
        each project.
        """
        if not len(term.words):
            return []
        entries = np.minimum(np.searchsorted(term.words, self._words), len(term.words) - 1)
        there: BoolArray = term.words[entries] == self._words
        owners, found, words = self._owners[there], entries[there], self._words[there]
        return list(zip(owners.tolist(), found.tolist(), words.tolist(), strict=True))


def _by_project(runs: list[_Run], projects: int) -> list[Occurrences]:
    grouped: list[list[_Run]] = [[] for _ in range(projects)]
    for run in runs:
        if len(run.positions):
            grouped[run.project].append(run)
    return [_occurrences(group) if group else _NOTHING for group in grouped]


def _occurrences(runs: list[_Run]) -> Occurrences:
    """The runs of one project as one list, by position; a position keeps the order of the
    leaves.
    """
    sizes = [len(run.positions) for run in runs]
    positions = np.concatenate([run.positions for run in runs]) if runs else np.zeros(0, np.int32)
    order = positions.argsort(kind="stable")
    of = np.repeat(np.arange(len(runs)), sizes)[order]
    return Occurrences(
        positions=positions[order],
        leaves=np.array([run.leaf for run in runs], np.int32)[of],
        words=np.array([run.term.words[run.entry] for run in runs], np.int32)[of],
        weights=np.array([run.term.weights[run.entry] for run in runs], np.float32)[of],
        reasons=np.array([run.term.reasons[run.entry] for run in runs], np.uint8)[of],
        spans=np.array([run.term.spans[run.entry] for run in runs], np.uint8).reshape(-1, 2)[of],
        joined=np.array([run.joined for run in runs], np.bool_)[of],
    )


_NOTHING: Final = _occurrences([])
