"""What a project document is, and how one is read from a file."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from corpus.errors import CorpusError, Fault, Problem, UnreadableFileError
from corpus.finding import FoundFile, find_files
from corpus.formats.registry import FILE_SUFFIXES, holds_many_documents
from corpus.model import SECTION_KINDS, Contact, Document, Metadata, Section
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


def example_corpus() -> Path:
    """The folder of the example documents that ship with the program."""
    return Path(str(files("corpus.examples")))
