"""How common letter grams are: counted once, when an index is written."""

from __future__ import annotations

from dataclasses import dataclass
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


def write_grams(relations: RelationArrays, project_words: ProjectWordArrays, folder: Path) -> None:
    """Count the grams of all projects and write the figures into *folder*."""
    counts = np.diff(relations.word_grams)
    having = np.zeros(len(relations.gram_hashes), np.int64)
    lengths = np.zeros(len(project_words.project_lengths), np.float32)
    for project in range(len(lengths)):
        entries = slice(*project_words.project_words[project : project + 2].tolist())
        words = project_words.entry_words[entries]
        lengths[project] = counts[words] @ project_words.entry_frequencies[entries]
        at = gather_slices(relations.word_grams[words], relations.word_grams[words + 1])
        having[np.unique(relations.grams_by_word[at])] += 1
    GramArrays(having.astype(np.int32), lengths).save(folder)
