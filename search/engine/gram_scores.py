"""Ranking by letter grams: projects whose words look like the query's words, whatever their endings
and joints.

A gram's frequency in a project is the sum over the project's words that have it, so that grams need
no postings: they are counted from the forward index, for the projects that words have already
found.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from search.engine.scoring import GRAM_K1, bm25, inverse_frequencies
from search.language.letters import grams
from search.store.arrays import FloatArray, LongArray, gather_slices
from search.store.gram_counts import GramArrays
from search.store.project_words import ProjectWordArrays
from search.store.word_relations import RelationArrays, find_hashes

AFFORDABLE_ENTRIES: Final = 16_000
"""So many entries of the forward index are looked at for one query; a project costs as many as it
has words.
"""
_LEAST_PROJECTS: Final = 20
_CACHED_QUERIES: Final = 512


class GramScorer:
    """BM25 over the letter grams of projects."""

    def __init__(
        self, relations: RelationArrays, project_words: ProjectWordArrays, counts: GramArrays
    ) -> None:
        self._relations, self._words, self._counts = relations, project_words, counts
        self._known = lru_cache(_CACHED_QUERIES)(self._find_known)
        projects = len(counts.project_grams)
        self._mean = max(1.0, float(counts.project_grams.mean())) if projects else 1.0
        self._idf = inverse_frequencies(counts.gram_projects, projects)

    def affordable(self, projects: LongArray) -> int:
        """How many of *projects*, from the first on, can be looked at within the limit."""
        sizes = self._words.project_words[projects + 1] - self._words.project_words[projects]
        within = int(np.searchsorted(np.cumsum(sizes), AFFORDABLE_ENTRIES, side="right"))
        return min(len(projects), max(within, _LEAST_PROJECTS))

    def scores(self, words: Sequence[str], projects: LongArray) -> FloatArray:
        """How well each of *projects* answers the letters of *words*, every gram counted once;
        shape (projects,).
        """
        known = self._known(tuple(words))
        if not len(known) or not len(projects):
            return np.zeros(len(projects), np.float32)
        frequencies = self._frequencies(known, projects)
        lengths = self._counts.project_grams[projects]
        weights = bm25(frequencies, lengths[:, None], self._idf[known], self._mean, GRAM_K1)
        total: FloatArray = weights.sum(axis=1)
        return total

    def _find_known(self, words: tuple[str, ...]) -> LongArray:
        """The numbers of the distinct grams of *words* that any project has."""
        wanted = dict.fromkeys(gram for word in words for gram in grams(word))
        numbers = find_hashes(self._relations.gram_hashes, wanted)
        return np.array([number for number in numbers if number is not None], np.int64)

    def _frequencies(self, wanted: LongArray, projects: LongArray) -> FloatArray:
        """How often each project has each wanted gram, shape (projects, wanted)."""
        relations, words = self._relations, self._words
        column = np.full(len(relations.gram_hashes), -1, np.int32)
        column[wanted] = np.arange(len(wanted))
        promising = np.zeros(len(relations.word_stems), np.bool_)
        promising[
            relations.words_by_gram[
                gather_slices(relations.gram_words[wanted], relations.gram_words[wanted + 1])
            ]
        ] = True
        starts, ends = words.project_words[projects], words.project_words[projects + 1]
        entries = gather_slices(starts, ends)
        owners = np.repeat(np.arange(len(projects)), ends - starts)
        kept = promising[words.entry_words[entries]]
        entries, owners = entries[kept], owners[kept]
        entry_words = words.entry_words[entries]
        first, last = relations.word_grams[entry_words], relations.word_grams[entry_words + 1]
        columns = column[relations.grams_by_word[gather_slices(first, last)]]
        repeats = last - first
        cells = np.repeat(owners * len(wanted), repeats) + columns
        weights = np.repeat(words.entry_frequencies[entries], repeats)
        hit = columns >= 0
        size = len(projects) * len(wanted)
        table = np.bincount(cells[hit], weights=weights[hit], minlength=size)
        return table.astype(np.float32).reshape(len(projects), len(wanted))
