"""How much a word counts by where it stands, and the words of each project with those weights."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.kinds import KINDS as KIND_TABLE
from search.store.arrays import (
    ArrayFile,
    FloatArray,
    IntArray,
    LongArray,
    PostingArrays,
    RecordArrays,
    changes,
    offsets,
    sums,
)
from search.store.records import KINDS


def kind_weights() -> FloatArray:
    """(kinds,) the weight of each kind of `search.store.records.KINDS`."""
    weights = [KIND_TABLE[kind].weight for kind in KINDS]
    return np.array(weights, np.float32)


@dataclass(frozen=True, slots=True)
class ProjectWordArrays(ArrayFile):
    """The forward index: what words each project has."""

    project_words: LongArray
    """(projects + 1,) first entry of each project."""
    entry_words: IntArray
    """(entries,) word numbers, ascending within a project."""
    entry_frequencies: FloatArray
    """(entries,) occurrences weighted by section kind."""
    project_lengths: FloatArray
    """(projects,) plain words weighted by section kind: the length BM25F normalises by."""


def project_numbers(records: RecordArrays) -> IntArray:
    """(records,) the project of each record."""
    projects = np.arange(records.projects, dtype=np.int32)
    return np.repeat(projects, np.diff(records.project_records))


def write_project_words(
    records: RecordArrays, postings: PostingArrays, folder: Path
) -> ProjectWordArrays:
    """Write the forward index that belongs to *records* and *postings* into *folder*."""
    project_of = project_numbers(records)
    weights = kind_weights()[records.record_kinds]
    size = len(postings.word_postings) - 1
    words = np.repeat(
        np.arange(size, dtype=np.int32), np.diff(postings.word_postings)
    )
    projects = project_of[postings.posting_records]
    frequencies = (
        postings.posting_frequencies * weights[postings.posting_records]
    )
    order = np.argsort(projects, kind="stable")
    words, projects = words[order], projects[order]
    starts = changes(words, projects)
    entries = np.bincount(projects[starts], minlength=records.projects)
    weighted = records.record_lengths * weights
    lengths = np.bincount(
        project_of, weights=weighted, minlength=records.projects
    )
    arrays = ProjectWordArrays(
        project_words=offsets(entries),
        entry_words=words[starts],
        entry_frequencies=sums(frequencies[order], starts).astype(np.float32),
        project_lengths=lengths.astype(np.float32),
    )
    arrays.save(folder)
    return arrays
