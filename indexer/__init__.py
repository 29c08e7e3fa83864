"""From documents to an index that cannot be lost."""

from __future__ import annotations

from indexer.build import build_index
from indexer.build_report import IndexReport, Progress, Stage
from indexer.errors import (
    BusyIndexError,
    ChangedFileError,
    IndexerError,
    LostDocumentsError,
    NoDocumentsError,
    NoSourceError,
    NotAnIndexError,
    ShrinkingIndexError,
    StorageError,
    UnconfirmedSwitchError,
    UnverifiedIndexError,
    WorkerLostError,
)
from search.store.generations import FileError

__all__ = [
    "BusyIndexError",
    "ChangedFileError",
    "FileError",
    "IndexReport",
    "IndexerError",
    "LostDocumentsError",
    "NoDocumentsError",
    "NoSourceError",
    "NotAnIndexError",
    "Progress",
    "ShrinkingIndexError",
    "Stage",
    "StorageError",
    "UnconfirmedSwitchError",
    "UnverifiedIndexError",
    "WorkerLostError",
    "build_index",
]
