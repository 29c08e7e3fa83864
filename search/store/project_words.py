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
    offsets,
)
from search.store.records import KINDS


def kind_weights() -> FloatArray:
    """(kinds,) the weight of each kind of `search.store.records.KINDS`."""
    return np.array([KIND_TABLE[kind].weight for kind in KINDS], np.float32)


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
    return np.repeat(np.arange(records.projects, dtype=np.int32), np.diff(records.project_records))


def write_project_words(
    records: RecordArrays, postings: PostingArrays, folder: Path
) -> ProjectWordArrays:
    """Write the forward index that belongs to *records* and *postings* into *folder*."""
    project_of, weights = project_numbers(records), kind_weights()[records.record_kinds]
    size = len(postings.word_postings) - 1
    words = np.repeat(np.arange(size, dtype=np.int32), np.diff(postings.word_postings))
    projects = project_of[postings.posting_records]
    frequencies = postings.posting_frequencies * weights[postings.posting_records]
    order = np.argsort(projects, kind="stable")
    words, projects, frequencies = words[order], projects[order], frequencies[order]
    first = np.ones(len(words), np.bool_)
    first[1:] = (words[1:] != words[:-1]) | (projects[1:] != projects[:-1])
    starts = np.flatnonzero(first)
    lengths = np.bincount(
        project_of, weights=records.record_lengths * weights, minlength=records.projects
    )
    arrays = ProjectWordArrays(
        project_words=offsets(np.bincount(projects[starts], minlength=records.projects)),
        entry_words=words[starts],
        entry_frequencies=(
            np.add.reduceat(frequencies, starts) if len(starts) else frequencies
        ).astype(np.float32),
        project_lengths=lengths.astype(np.float32),
    )
    arrays.save(folder)
    return arrays
