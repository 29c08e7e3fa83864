"""What a build tells: progress on the way, a report at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from search.store.generations import FileError


class Stage(StrEnum):
    """What a build is doing."""

    READING = "reading"
    WRITING = "writing"
    VERIFYING = "verifying"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come: *done* and *total* count bytes read."""

    stage: Stage
    done: int
    total: int
    documents: int


ProgressCallback = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class IndexReport:
    """The outcome of a build.

    *records* counts the searchable parts of the documents.
    *skipped* lists what was left out: a whole file, or a document in it; of a file with very many
    faults the first, and how many the others are.
    """

    documents: int
    records: int
    skipped: tuple[FileError, ...]
    took_s: float
    path: Path
    generation: str

    @property
    def skipped_count(self) -> int:
        """How many files and documents were left out, those that are not named among them."""
        return sum(error.fault.count or 1 for error in self.skipped)
