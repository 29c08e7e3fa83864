"""What a reader is given: a file, and where to tell of a part of it that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.decoding import read_lines, read_text
from corpus.errors import UnreadableFileError

FaultTaker = Callable[[UnreadableFileError], None]
"""Is told of a part of a file that cannot be read, so that reading can go on after it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. Without *on_fault* the first faulty part of it ends the reading."""

    path: Path
    on_fault: FaultTaker | None = None

    @property
    def suffix(self) -> str:
        """The ending of the file's name in small letters, with its full stop."""
        return self.path.suffix.lower()

    def text(self) -> str:
        """The whole text in one character form. Raises UnreadableFileError."""
        return read_text(self.path)

    def lines(self) -> Iterator[str]:
        """The lines of a file of any size, decoded, not normalised. Raises UnreadableFileError."""
        return read_lines(self.path)
