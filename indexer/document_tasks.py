"""From files to analysed chunks: the part of a build that runs in worker processes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from corpus import read_documents
from corpus.decoding import file_size, system_fault
from corpus.errors import Fault, Problem, UnreadableFileError
from corpus.model import Document
from indexer.files import SourceDocument
from search.store.generations import FileError, SourceFile, checksum
from search.store.writing import Chunk, analyse_documents

_TASK_BYTES: Final = 300_000
_TASK_FILES: Final = 40


@dataclass(frozen=True, slots=True)
class Task:
    """Work for one process: files to read, or documents read already, to analyse. *size* is in
    bytes.
    """

    files: tuple[SourceDocument, ...]
    documents: tuple[Document, ...]
    show_contacts: bool
    size: int


@dataclass(frozen=True, slots=True)
class Analysed:
    """What came of a task. *chunk* is None when nothing in it could be read."""

    chunk: Chunk | None
    ids: tuple[str, ...]
    sources: tuple[SourceFile, ...]
    skipped: tuple[FileError, ...]
    size: int


def analyse_task(task: Task) -> Analysed:
    """Read and analyse what *task* names. A file that cannot be read is told of and stops
    nothing.
    """
    documents = list(task.documents)
    sources: list[SourceFile] = []
    skipped: list[FileError] = []
    for file in task.files:
        try:
            sources.append(_source_of(file))
            documents += read_documents(
                file.path, document_id=file.document_id, show_contacts=task.show_contacts
            )
        except (UnreadableFileError, OSError) as error:
            skipped.append(FileError(str(file.path), _fault_of(error)))
    return Analysed(
        chunk=analyse_documents(documents) if documents else None,
        ids=tuple(document.id for document in documents),
        sources=tuple(sources),
        skipped=tuple(skipped),
        size=task.size,
    )


def file_tasks(files: Sequence[SourceDocument], show_contacts: bool) -> Iterator[Task]:
    """*files* in tasks of about the same size; the borders depend on nothing but the files."""
    batch: list[SourceDocument] = []
    size = 0
    for file in files:
        batch.append(file)
        size += file.size
        if size >= _TASK_BYTES or len(batch) >= _TASK_FILES:
            yield Task(tuple(batch), (), show_contacts, size)
            batch, size = [], 0
    if batch:
        yield Task(tuple(batch), (), show_contacts, size)


class ListReader:
    """Reads files of many documents in the calling process, so that one big file keeps every worker
    busy.

    What it came across on the way stands in *sources* and *skipped*.
    """

    def __init__(self, taken_ids: set[str], show_contacts: bool) -> None:
        self.sources: list[SourceFile] = []
        self.skipped: list[FileError] = []
        self._taken_ids = taken_ids
        self._show_contacts = show_contacts

    def tasks(self, files: Sequence[SourceDocument]) -> Iterator[Task]:
        for file in files:
            batch: list[Document] = []
            size = 0
            for document in self._distinct(file):
                batch.append(document)
                size += sum(len(section.text) for section in document.sections) + len(
                    document.title
                )
                if size >= _TASK_BYTES:
                    yield Task((), tuple(batch), self._show_contacts, size)
                    batch, size = [], 0
            if batch:
                yield Task((), tuple(batch), self._show_contacts, size)

    def _distinct(self, file: SourceDocument) -> Iterator[Document]:
        """The documents of *file* with an id of their own, up to the place where it cannot be
        read.
        """
        try:
            self.sources.append(_source_of(file))
            documents = read_documents(
                file.path,
                document_id=file.document_id,
                show_contacts=self._show_contacts,
                on_fault=lambda error: self.skipped.append(FileError(str(file.path), error.fault)),
            )
            for document in documents:
                if document.id in self._taken_ids:
                    fault = Fault(Problem.REPEATED_ID, document_id=document.id)
                    self.skipped.append(FileError(str(file.path), fault))
                else:
                    self._taken_ids.add(document.id)
                    yield document
        except (UnreadableFileError, OSError) as error:
            self.skipped.append(FileError(str(file.path), _fault_of(error)))


def _source_of(file: SourceDocument) -> SourceFile:
    file_size(file.path)  # refuses what is no regular file: reading a pipe would wait for ever
    path = os.fsencode(os.path.abspath(file.path))
    return SourceFile(hashlib.sha256(path).hexdigest(), file.size, checksum(file.path))


def _fault_of(error: UnreadableFileError | OSError) -> Fault:
    return error.fault if isinstance(error, UnreadableFileError) else system_fault(error)
