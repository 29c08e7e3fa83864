"""Building an index: read, analyse, write a new generation, verify it, switch to it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from shutil import rmtree
from time import perf_counter
from typing import Final

from corpus.privacy import mask_personal_data
from corpus.reading import clean_name
from indexer.build_report import IndexReport, Progress, ProgressCallback, Stage
from indexer.document_tasks import (
    Analysed,
    ListReader,
    analyse_task,
    file_tasks,
)
from indexer.errors import (
    ChangedFileError,
    LostDocumentsError,
    NoDocumentsError,
    ShrinkingIndexError,
    StorageError,
    WorkerLostError,
)
from indexer.files import Sources, find_sources
from indexer.storage import (
    check_target,
    file_checksums,
    force_to_disk,
    keep_generations,
    live_name,
    new_generation,
    prepare_switch,
    switch,
    writer_lock,
)
from indexer.workers import map_in_order
from search.errors import WhooshWriterError
from search.store.fingerprint import index_fingerprint
from search.store.generations import (
    GENERATIONS_FOLDER,
    MANIFEST_FILE,
    FileError,
    Manifest,
    SourceFile,
    damaged_files,
    read_manifest,
)
from search.store.segments import Segment
from search.store.writing import IndexCounts, write_index

KEPT_GENERATIONS: Final = 2
_SMALL_BYTES: Final = 2_000_000
"""Below this, starting worker processes takes longer than the work."""


def build_index(
    sources: Sequence[Path | str],
    path: Path | str,
    *,
    progress: ProgressCallback | None = None,
    show_contacts: bool = False,
    force: bool = False,
    workers: int = 2,
) -> IndexReport:
    """Read every document of *sources* anew and make them the index at *path*.

    The old index answers until the new one is whole and on disk, and stays when anything goes
    wrong. What could not be read is in the report. The same sources give the same index. Raises
    IndexerError.

    >>> from tempfile import TemporaryDirectory
    >>> from corpus import example_corpus
    >>> with TemporaryDirectory() as folder:
    ...     report = build_index([example_corpus()], folder)
    >>> report.documents, report.skipped
    (48, ())
    """
    started = perf_counter()
    path, source_paths = Path(path), [Path(source) for source in sources]
    check_target(path)
    files = find_sources(source_paths, path)
    if not files.single and not files.lists:
        raise NoDocumentsError(source_paths)
    reading = _Reading(files, show_contacts, workers, progress)
    try:
        with writer_lock(path):
            keep_generations(path, KEPT_GENERATIONS)
            generation, manifest = _write_generation(
                path, source_paths, reading, force
            )
            keep_generations(path, KEPT_GENERATIONS)
    except OSError as error:
        raise StorageError(path, error) from error
    except WhooshWriterError as error:
        raise WorkerLostError(error.exit_code, error.reason) from error
    return IndexReport(
        documents=manifest.documents,
        records=manifest.records,
        skipped=tuple(reading.skipped),
        took_s=perf_counter() - started,
        path=path,
        generation=generation.name,
    )


def _write_generation(
    path: Path, sources: list[Path], reading: _Reading, force: bool
) -> tuple[Path, Manifest]:
    """A new live generation and its manifest; nothing of it is left when a step before the switch
    fails.
    """
    with ExitStack() as on_failure:
        generation = new_generation(path)
        on_failure.callback(rmtree, generation, ignore_errors=True)
        segments = reading.segments()
        first = next(segments, None)
        if first is None:
            raise NoDocumentsError(sources, reading.skipped)
        counts = write_index(
            reading.then_writing(chain([first], segments)), generation
        )
        if not force:
            _refuse_to_shrink(path, counts.documents)
        reading.tell(Stage.VERIFYING)
        manifest = reading.manifest(counts, file_checksums(generation))
        (generation / MANIFEST_FILE).write_text(manifest.to_json(), "utf-8")
        force_to_disk(generation)
        _verify(generation, len(reading.ids))
        prepare_switch(generation)
        # Disarmed before the switch: an interrupt after it must find nothing that removes the live
        # generation. One that comes between leaves a folder that nobody points to, which the next
        # build removes.
        on_failure.pop_all()
        switch(path)
    return generation, manifest


def _refuse_to_shrink(path: Path, documents: int) -> None:
    name = live_name(path)
    if name is None:
        return
    try:
        # Whatever its version and whatever else its manifest says: also an index that this program
        # no longer reads may hold somebody's documents.
        text = (path / GENERATIONS_FOLDER / name / MANIFEST_FILE).read_text(
            "utf-8"
        )
        before = int(json.loads(text)["documents"])
    except (OSError, ValueError, KeyError, TypeError):
        return
    if documents * 2 < before:
        raise ShrinkingIndexError(path, before, documents)


def _verify(generation: Path, documents: int) -> None:
    manifest = read_manifest(generation)
    if manifest.documents != documents:
        raise LostDocumentsError(generation, manifest.documents, documents)
    changed = damaged_files(generation, manifest)
    if changed:
        raise ChangedFileError(generation, changed[0])


@dataclass(slots=True)
class _Reading:
    """The sources on their way into the index, and what was met on the way."""

    files: Sources
    show_contacts: bool
    workers: int
    progress: ProgressCallback | None
    ids: set[str] = field(default_factory=set)
    sources: list[SourceFile] = field(default_factory=list)
    skipped: list[FileError] = field(default_factory=list)
    done_bytes: int = 0

    def segments(self) -> Iterator[Segment]:
        """All documents, analysed; reads as it goes. Files of one document come first, so that
        their ids are known.
        """
        self.tell(Stage.READING)
        single_ids = {file.document_id for file in self.files.single}
        lists = ListReader(single_ids, self.show_contacts)
        single_tasks = file_tasks(self.files.single, self.show_contacts)
        list_tasks = lists.tasks(self.files.lists)
        is_small = self.files.total_bytes < _SMALL_BYTES
        workers = 1 if is_small else self.workers
        for analysed in map_in_order(
            analyse_task, chain(single_tasks, list_tasks), workers
        ):
            self._note(analysed)
            self.tell(Stage.READING)
            if analysed.segment is not None:
                yield analysed.segment
        self.sources += lists.sources
        self.skipped += lists.skipped

    def _note(self, analysed: Analysed) -> None:
        self.sources += analysed.sources
        self.skipped += analysed.skipped
        self.ids.update(analysed.ids)
        self.done_bytes += analysed.size

    def then_writing(self, segments: Iterator[Segment]) -> Iterator[Segment]:
        """*segments*, with word given when the last of them has been taken."""
        yield from segments
        self.tell(Stage.WRITING)

    def tell(self, stage: Stage) -> None:
        if self.progress is None:
            return
        total = self.files.total_bytes
        # Documents of a list are measured in characters, which are not quite the file's bytes.
        done = min(self.done_bytes, total) if stage is Stage.READING else total
        self.progress(Progress(stage, done, total, len(self.ids)))

    def manifest(
        self, counts: IndexCounts, checksums: dict[str, str]
    ) -> Manifest:
        return Manifest(
            fingerprint=index_fingerprint(),
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            sources=tuple(self.sources),
            documents=counts.documents,
            records=counts.records,
            skipped=tuple(map(_without_names, self.skipped)),
            checksums=checksums,
            shows_contacts=self.show_contacts,
        )


def _without_names(skipped: FileError) -> FileError:
    """*skipped* as it may be kept: files may be named after persons, by address or number."""
    return replace(skipped, path=mask_personal_data(clean_name(skipped.path)))
