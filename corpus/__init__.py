"""What a project document is, and how one is read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from corpus.errors import CorpusError, Fault, Problem, UnreadableFileError
from corpus.model import SECTION_KINDS, Contact, Document, Metadata, Section

if TYPE_CHECKING:
    from corpus.finding import FoundFile, find_files
    from corpus.formats.registry import FILE_SUFFIXES, holds_many_documents
    from corpus.privacy import mask_personal_data
    from corpus.reading import read_document, read_documents

__all__ = [
    "FILE_SUFFIXES",
    "SECTION_KINDS",
    "Contact",
    "CorpusError",
    "Document",
    "Fault",
    "FoundFile",
    "Metadata",
    "Problem",
    "Section",
    "UnreadableFileError",
    "example_corpus",
    "find_files",
    "holds_many_documents",
    "mask_personal_data",
    "read_document",
    "read_documents",
]


_IMPORTED_WHEN_ASKED_FOR: Final[Mapping[str, str]] = {
    "FILE_SUFFIXES": "corpus.formats.registry",
    "FoundFile": "corpus.finding",
    "find_files": "corpus.finding",
    "holds_many_documents": "corpus.formats.registry",
    "mask_personal_data": "corpus.privacy",
    "read_document": "corpus.reading",
    "read_documents": "corpus.reading",
}
"""What reads documents, with its modules: a search reads none, and need not wait for the
readers.
"""


def __getattr__(name: str) -> object:
    if module := _IMPORTED_WHEN_ASKED_FOR.get(name):
        return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def example_corpus() -> Path:
    """The folder of the example documents that ship with the program."""
    return Path(__file__).parent / "examples"
