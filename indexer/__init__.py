"""From documents to an index that cannot be lost."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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
    TaskFailedError,
    UnconfirmedSwitchError,
    UnverifiedIndexError,
    WorkerLostError,
)
from search.store.generations import FileError

if TYPE_CHECKING:
    from indexer.build import build_index

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
    "TaskFailedError",
    "UnconfirmedSwitchError",
    "UnverifiedIndexError",
    "WorkerLostError",
    "build_index",
]


def __getattr__(name: str) -> object:
    # Only who builds waits for the builder: a search knows this room by its errors alone.
    if name == "build_index":
        return getattr(import_module("indexer.build"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
