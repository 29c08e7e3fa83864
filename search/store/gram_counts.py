"""How common letter grams are: counted once, when an index is written."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from search.store.arrays import ArrayFile, FloatArray, IntArray, gather_slices
from search.store.project_words import ProjectWordArrays
from search.store.word_relations import RelationArrays


@dataclass(frozen=True, slots=True)
class GramArrays(ArrayFile):
    """How common grams are."""

    gram_projects: IntArray
    """(grams,) how many projects have the gram."""
    project_grams: FloatArray
    """(projects,) grams weighted by section kind: the length that BM25 normalises by."""


def write_grams(
    relations: RelationArrays, project_words: ProjectWordArrays, folder: Path
) -> None:
    """Count the grams of all projects and write the figures into *folder*."""
    gram_counts = np.diff(relations.word_grams)
    first_grams, end_grams = relations.word_grams[:-1], relations.word_grams[1:]
    having = np.zeros(len(relations.gram_hashes), np.int64)
    borders = project_words.project_words.tolist()
    lengths = np.zeros(len(borders) - 1, np.float32)
    for project, (start, end) in enumerate(pairwise(borders)):
        words = project_words.entry_words[start:end]
        frequencies = project_words.entry_frequencies[start:end]
        lengths[project] = gram_counts[words] @ frequencies
        entries = gather_slices(first_grams[words], end_grams[words])
        grams = relations.grams_by_word[entries]
        having[np.unique(grams)] += 1
    GramArrays(having.astype(np.int32), lengths).save(folder)
