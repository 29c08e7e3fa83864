"""The files of a build: found by the corpus, sized, and parted into those of one document and those
of many.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import corpus
from corpus.errors import UnreadableFileError
from indexer.errors import NoSourceError
from indexer.storage import is_index


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A file to read, its size in bytes, and the id of its document (of a list: what ids it lacks
    begin with).
    """

    path: Path
    document_id: str
    size: int


@dataclass(frozen=True, slots=True)
class Sources:
    """All files to read, in order: *single* hold one document each, *lists* many."""

    single: tuple[SourceDocument, ...]
    lists: tuple[SourceDocument, ...]

    @property
    def total_bytes(self) -> int:
        files = (*self.single, *self.lists)
        return sum(file.size for file in files)


def find_sources(paths: Sequence[Path], index_path: Path) -> Sources:
    """The files at and below *paths*, without those of an index, there or anywhere. Raises
    NoSourceError.
    """
    try:
        files = [
            SourceDocument(file.path, file.document_id, _size(file.path))
            for file in _outside_indexes(corpus.find_files(paths), index_path)
        ]
    except UnreadableFileError as error:
        raise NoSourceError(error.path, error.fault) from error
    lists = tuple(
        file for file in files if corpus.holds_many_documents(file.path)
    )
    single = tuple(
        file for file in files if not corpus.holds_many_documents(file.path)
    )
    return Sources(single, lists)


def _outside_indexes(
    files: Iterable[corpus.FoundFile], index_path: Path
) -> Iterable[corpus.FoundFile]:
    own = _real_path(index_path)

    @cache
    def in_index(folder: Path) -> bool:
        if folder == own or is_index(folder):
            return True
        return folder != folder.parent and in_index(folder.parent)

    return (
        file for file in files if not in_index(_real_path(file.path).parent)
    )


def _real_path(path: Path) -> Path:
    # `Path.resolve` raises where links point at each other; reading such a file says what it is.
    return Path(os.path.realpath(path))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        # Reading it will say why.
        return 0
