"""What can go wrong while reading documents.

CorpusError
└── UnreadableFileError   the file cannot be opened, decoded or understood
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any


class Problem(StrEnum):
    """Why a file, a line of it or a document in it cannot be read. Indexes store these codes."""

    MISSING = "missing"
    NO_PERMISSION = "no-permission"
    FOLDER = "folder"
    """A folder where a file was named, or one that may not be opened."""
    NO_REGULAR_FILE = "no-regular-file"
    LINK_LOOP = "link-loop"
    """A link that points at itself, by way of others or not."""
    IMPOSSIBLE_PATH = "impossible-path"
    """The path holds a character that no path can have."""
    SYSTEM_ERROR = "system-error"
    """The operating system refuses, in words of its own."""
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    BINARY = "binary"
    BAD_JSON = "bad-json"
    NO_JSON_OBJECT = "no-json-object"
    SEVERAL_DOCUMENTS = "several-documents"
    REPEATED_ID = "repeated-id"
    MORE_FAULTS = "more-faults"
    """Further lines or documents of a file, counted and not named."""


class BinaryContent(StrEnum):
    """What a file that holds no text looks like."""

    PDF = "pdf"
    ZIP_OR_OFFICE = "zip-or-office"
    OLD_OFFICE = "old-office"
    RTF = "rtf"
    IMAGE = "image"
    COMPRESSED = "compressed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem with a file and its facts; a fact that the problem does not have is None.

    *line* counts from 1. *count* is of lines or documents. *system_text* is what the
    operating system said, in its own language.
    """

    problem: Problem
    line: int | None = None
    count: int | None = None
    document_id: str | None = None
    content: BinaryContent | None = None
    size_bytes: int | None = None
    limit_bytes: int | None = None
    system_text: str | None = None

    def __str__(self) -> str:
        facts = self.as_json()
        del facts["problem"]
        if not facts:
            return self.problem.value
        listed = ", ".join(f"{name} {fact}" for name, fact in facts.items())
        return f"{self.problem} ({listed})"

    def as_json(self) -> dict[str, str | int]:
        """The problem's code and the facts it has, as values of JSON."""
        facts: dict[str, str | int] = {}
        for each in fields(self):
            fact = getattr(self, each.name)
            if fact is not None:
                facts[each.name] = fact
        return facts

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Fault:
        """What `as_json` wrote. Raises KeyError, TypeError or ValueError when it is no fault."""
        facts = {**values, "problem": Problem(values["problem"])}
        if "content" in facts:
            facts["content"] = BinaryContent(facts["content"])
        return cls(**facts)


class CorpusError(Exception):
    """Base of all errors of this package."""


class UnreadableFileError(CorpusError):
    """A file, or a line of it, that cannot be read as project documents; *fault* says why."""

    def __init__(self, path: Path, fault: Fault | Problem) -> None:
        self.path = path
        self.fault = fault if isinstance(fault, Fault) else Fault(fault)
        super().__init__(f"{path}: {self.fault}")
