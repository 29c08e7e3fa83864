"""From files to segments: the part of a build that runs in worker processes."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from corpus import read_documents
from corpus.decoding import file_size, system_fault
from corpus.errors import Fault, Problem, UnreadableFileError
from corpus.model import Document
from indexer.errors import TaskFailedError
from indexer.files import SourceDocument
from search.store.generations import FileError, SourceFile, checksum
from search.store.segments import Segment, analyse_documents

Item = TypeVar("Item")

_TASK_SIZE: Final = 300_000
"""Bytes of files, or characters of documents that are read already."""
_TASK_FILES: Final = 40
_NAMED_FAULTS: Final = 100
"""So many faulty lines and documents of a file are named, and the others counted."""


@dataclass(frozen=True, slots=True)
class Task:
    """Work for one process: files to read, or documents read already, to analyse. *size* is in
    bytes, or in characters of documents.
    """

    files: tuple[SourceDocument, ...]
    documents: tuple[Document, ...]
    show_contacts: bool
    size: int


@dataclass(frozen=True, slots=True)
class Analysed:
    """What came of a task. *segment* is None when nothing in it could be read."""

    segment: Segment | None
    ids: tuple[str, ...]
    sources: tuple[SourceFile, ...]
    skipped: tuple[FileError, ...]
    size: int


def analyse_task(task: Task) -> Analysed:
    """Read and analyse what *task* names. A file that cannot be read is told of and stops
    nothing; a defect of this program is raised as TaskFailedError.
    """
    documents = list(task.documents)
    sources: list[SourceFile] = []
    skipped: list[FileError] = []
    for file in task.files:
        try:
            with _DefectsNamed(file.path):
                sources.append(_source_of(file))
                documents += read_documents(
                    file.path,
                    document_id=file.document_id,
                    show_contacts=task.show_contacts,
                )
        except (UnreadableFileError, OSError) as error:
            skipped.append(FileError(str(file.path), _fault_of(error)))
    return Analysed(
        segment=_analysed(documents) if documents else None,
        ids=tuple(document.id for document in documents),
        sources=tuple(sources),
        skipped=tuple(skipped),
        size=task.size,
    )


def _analysed(documents: Sequence[Document]) -> Segment:
    def name_document(
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if isinstance(error, Exception):
            # One by one, to learn which it was.
            for document in documents:
                with _DefectsNamed(document.source):
                    analyse_documents([document])

    with ExitStack() as on_failure:
        on_failure.push(name_document)
        return analyse_documents(documents)


class _DefectsNamed:
    """Gives an exception that is no error of reading, but a defect, the name of the file that met
    it: raises it as TaskFailedError.
    """

    def __init__(self, file: Path | str) -> None:
        self._file = str(file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        is_of_reading = isinstance(error, UnreadableFileError | OSError)
        if isinstance(error, Exception) and not is_of_reading:
            raise TaskFailedError.of(error, self._file) from error


def file_tasks(
    files: Sequence[SourceDocument], show_contacts: bool
) -> Iterator[Task]:
    """*files* in tasks of about the same size; the borders depend on nothing but the files."""
    for batch, size in _batches(files, _file_bytes, _TASK_FILES):
        yield Task(batch, (), show_contacts, size)


class ListReader:
    """Reads files of many documents in the calling process, so that one big file keeps every worker
    busy.

    What it came across on the way stands in *sources* and *skipped*.
    """

    def __init__(self, taken_ids: set[str], show_contacts: bool) -> None:
        self.sources: list[SourceFile] = []
        self.skipped: list[FileError] = []
        self._taken_ids = taken_ids
        self._faults: Counter[SourceDocument] = Counter()
        self._show_contacts = show_contacts

    def tasks(self, files: Sequence[SourceDocument]) -> Iterator[Task]:
        """The documents of *files* in tasks of about the same size."""
        for file in files:
            for batch, size in _batches(self._distinct(file), _document_chars):
                yield Task((), batch, self._show_contacts, size)
            self._tell_of_others(file)

    def _distinct(self, file: SourceDocument) -> Iterator[Document]:
        """The documents of *file* with an id of their own, up to the place where it cannot be
        read.
        """
        try:
            with _DefectsNamed(file.path):
                self.sources.append(_source_of(file))
                documents = read_documents(
                    file.path,
                    document_id=file.document_id,
                    show_contacts=self._show_contacts,
                    on_fault=lambda error: self._skip(file, error.fault),
                )
            while True:
                with _DefectsNamed(file.path):
                    document = next(documents, None)
                if document is None:
                    break
                if document.id in self._taken_ids:
                    self._skip(
                        file,
                        Fault(Problem.REPEATED_ID, document_id=document.id),
                    )
                else:
                    self._taken_ids.add(document.id)
                    yield document
        except (UnreadableFileError, OSError) as error:
            self._skip(file, _fault_of(error))

    def _skip(self, file: SourceDocument, fault: Fault) -> None:
        self._faults[file] += 1
        if self._faults[file] <= _NAMED_FAULTS:
            self.skipped.append(FileError(str(file.path), fault))

    def _tell_of_others(self, file: SourceDocument) -> None:
        others = self._faults[file] - _NAMED_FAULTS
        if others > 0:
            fault = Fault(Problem.MORE_FAULTS, count=others)
            self.skipped.append(FileError(str(file.path), fault))


def _batches(
    items: Iterable[Item],
    size_of: Callable[[Item], int],
    most_items: int = sys.maxsize,
) -> Iterator[tuple[tuple[Item, ...], int]]:
    """*items* in groups of about `_TASK_SIZE`, each with the sum of its sizes."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += size_of(item)
        if size >= _TASK_SIZE or len(batch) >= most_items:
            yield tuple(batch), size
            batch, size = [], 0
    if batch:
        yield tuple(batch), size


def _file_bytes(file: SourceDocument) -> int:
    return file.size


def _document_chars(document: Document) -> int:
    texts = (section.text for section in document.sections)
    return len(document.title) + sum(map(len, texts))


def _source_of(file: SourceDocument) -> SourceFile:
    file_size(
        file.path
    )  # refuses what is no regular file: reading a pipe would wait for ever
    path = os.fsencode(os.path.abspath(file.path))
    path_sha256 = hashlib.sha256(path).hexdigest()
    return SourceFile(path_sha256, file.size, checksum(file.path))


def _fault_of(error: UnreadableFileError | OSError) -> Fault:
    if isinstance(error, UnreadableFileError):
        return error.fault
    return system_fault(error)
