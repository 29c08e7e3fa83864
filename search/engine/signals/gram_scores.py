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
from search.store.arrays import FloatArray, IntArray, LongArray, gather_slices
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
        self,
        relations: RelationArrays,
        project_words: ProjectWordArrays,
        counts: GramArrays,
    ) -> None:
        self._relations, self._words, self._counts = (
            relations,
            project_words,
            counts,
        )
        self._known = lru_cache(_CACHED_QUERIES)(self._find_known)
        projects = len(counts.project_grams)
        self._mean = (
            max(1.0, float(counts.project_grams.mean())) if projects else 1.0
        )
        self._idf = inverse_frequencies(counts.gram_projects, projects)

    def affordable(self, projects: LongArray) -> int:
        """How many of *projects*, from the first on, can be looked at within the limit."""
        sizes = (
            self._words.project_words[projects + 1]
            - self._words.project_words[projects]
        )
        within = int(
            np.searchsorted(np.cumsum(sizes), AFFORDABLE_ENTRIES, side="right")
        )
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
        weights = bm25(
            frequencies, lengths[:, None], self._idf[known], self._mean, GRAM_K1
        )
        total: FloatArray = weights.sum(axis=1)
        return total

    def _find_known(self, words: tuple[str, ...]) -> LongArray:
        """The numbers of the distinct grams of *words* that any project has."""
        wanted = dict.fromkeys(gram for word in words for gram in grams(word))
        numbers = find_hashes(self._relations.gram_hashes, wanted)
        return np.array(
            [number for number in numbers if number is not None], np.int64
        )

    def _frequencies(
        self, sought: LongArray, projects: LongArray
    ) -> FloatArray:
        """How often each project has each gram of *sought*, shape (projects, grams sought).

        The words of the projects that have any of the grams are taken one by one with all their
        grams; each pair of project and gram is a cell of a table that the words' frequencies are
        added up in.
        """
        entries, owners = self._entries_with(sought, projects)
        words = self._words.entry_words[entries]
        first_grams = self._relations.word_grams[words]
        end_grams = self._relations.word_grams[words + 1]
        grams_each = end_grams - first_grams
        grams_of_words = self._relations.grams_by_word[
            gather_slices(first_grams, end_grams)
        ]
        columns = self._columns_of(sought)[grams_of_words]
        rows = np.repeat(owners, grams_each)
        frequencies = np.repeat(
            self._words.entry_frequencies[entries], grams_each
        )
        is_sought = columns >= 0
        cells = rows[is_sought] * len(sought) + columns[is_sought]
        size = len(projects) * len(sought)
        table = np.bincount(
            cells, weights=frequencies[is_sought], minlength=size
        )
        return table.astype(np.float32).reshape(len(projects), len(sought))

    def _columns_of(self, sought: LongArray) -> IntArray:
        """(all grams,) the place of each gram in *sought*, -1 for the others."""
        columns = np.full(len(self._relations.gram_hashes), -1, np.int32)
        columns[sought] = np.arange(len(sought))
        return columns

    def _entries_with(
        self, sought: LongArray, projects: LongArray
    ) -> tuple[LongArray, LongArray]:
        """The entries of the forward index for the words of *projects* that have a gram of
        *sought*, and which of *projects* each is of.
        """
        relations = self._relations
        starts = relations.gram_words[sought]
        ends = relations.gram_words[sought + 1]
        has_gram = np.zeros(len(relations.word_stems), np.bool_)
        has_gram[relations.words_by_gram[gather_slices(starts, ends)]] = True
        first_entries = self._words.project_words[projects]
        end_entries = self._words.project_words[projects + 1]
        entries = gather_slices(first_entries, end_entries)
        owners = np.repeat(
            np.arange(len(projects)), end_entries - first_entries
        )
        kept = has_gram[self._words.entry_words[entries]]
        return entries[kept], owners[kept]
