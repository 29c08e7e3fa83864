"""One generation of an index, opened for answering, and told from damage to its files."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.answer.answering import Answers
from search.engine.array_engine import ArrayEngine
from search.errors import ContactsShownError, Damage, DamagedIndexError
from search.store.file_marks import FileMarks
from search.store.generations import read_manifest


class OpenGeneration:
    """One generation, opened, and how its files looked then."""

    def __init__(self, folder: Path, show_contacts: bool) -> None:
        self._path = folder.parent.parent
        manifest = read_manifest(folder)
        if manifest.shows_contacts and not show_contacts:
            raise ContactsShownError(self._path)
        self._marks = FileMarks(folder, manifest.checksums)
        self.answers = Answers(ArrayEngine(folder))

    @contextmanager
    def damage_told(self) -> Iterator[None]:
        """Raises DamagedIndexError instead of what a file makes fail that is not what was written;
        other errors pass. The first failure costs reading all files, those that follow a look at
        their sizes and times.
        """
        try:
            yield
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            MemoryError,
            OSError,
            RecursionError,
            struct.error,
            TypeError,
            ValueError,
        ) as error:
            changed = self._marks.changed_file()
            if changed is None:
                raise
            raise DamagedIndexError(
                self._path, Damage.CHANGED_FILE, changed
            ) from error
