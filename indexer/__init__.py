"""From documents to an index that cannot be lost."""

from __future__ import annotations

from indexer.build import build_index
from indexer.build_report import IndexReport, Progress
from indexer.errors import (
    BusyIndexError,
    IndexerError,
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
    "FileError",
    "IndexReport",
    "IndexerError",
    "NoDocumentsError",
    "NoSourceError",
    "NotAnIndexError",
    "Progress",
    "ShrinkingIndexError",
    "StorageError",
    "UnconfirmedSwitchError",
    "UnverifiedIndexError",
    "WorkerLostError",
    "build_index",
]
