"""What can go wrong while reading documents.

CorpusError
└── UnreadableFileError   the file cannot be opened, decoded or understood
"""

from __future__ import annotations

from pathlib import Path


class CorpusError(Exception):
    """Base of all errors of this package."""


class UnreadableFileError(CorpusError):
    """A file that cannot be read as project documents; *reason* is a Swedish clause without a full
    stop.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason
