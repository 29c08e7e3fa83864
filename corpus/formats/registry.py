"""The table of formats: a new reader is a module of this folder and a row here.

Two tables, since most files are text: `FORMAT_TABLE` says what a file is, `TEXT_SHAPE_TABLE` how
the text of one without marks of its own is laid out. Each is walked in order and the first row
that recognises what it is shown reads it, so the surest stand first and the last takes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from corpus.draft import Draft
from corpus.formats.headed_text import read_headed_text
from corpus.formats.json_lines import read_json_lines
from corpus.formats.markdown import is_markdown, read_markdown
from corpus.formats.project_bank import is_project_bank, read_project_bank
from corpus.formats.source import Source
from corpus.formats.transcript import is_transcript, read_transcript


class Reader(Protocol):
    """Reads the documents of a source, in its order."""

    def __call__(self, source: Source) -> Iterator[Draft]:
        """One draft a document. Raises UnreadableFileError, for the whole or what follows."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files.

    *suffixes* are those that a folder is searched for. *recognises* tells a source of this format
    by what it is; without it the suffix decides. *holds_many* where a file may have many documents:
    one without an id is then numbered.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader
    recognises: Callable[[Source], bool] | None = None
    holds_many: bool = False

    def claims(self, source: Source) -> bool:
        """Whether a source is to be read as this format."""
        if self.recognises is not None:
            return self.recognises(source)
        return source.suffix in self.suffixes


@dataclass(frozen=True, slots=True)
class TextShape:
    """A way in which a text without marks of its own is laid out."""

    name: str
    recognises: Callable[[str], bool]
    read: Callable[[str], Draft]


def _anything(_shown: object) -> bool:
    return True


def _read_markdown_file(source: Source) -> Iterator[Draft]:
    yield read_markdown(source.text())


def _read_text_file(source: Source) -> Iterator[Draft]:
    text = source.text()
    shape = next(shape for shape in TEXT_SHAPE_TABLE if shape.recognises(text))
    yield shape.read(text)


TEXT_SHAPE_TABLE: Final = (
    TextShape("transcript", is_transcript, read_transcript),
    TextShape("project-bank", is_project_bank, read_project_bank),
    TextShape("markdown", is_markdown, read_markdown),
    TextShape("headed-text", _anything, read_headed_text),
)

FORMAT_TABLE: Final = (
    Format("json-lines", (".jsonl",), read_json_lines, holds_many=True),
    Format("markdown", (".md", ".markdown"), _read_markdown_file),
    # A file that is named by itself may have any suffix: what no other row claims is read as text.
    Format("text", (".txt",), _read_text_file, recognises=_anything),
)

FILE_SUFFIXES: Final = tuple(
    suffix for row in FORMAT_TABLE for suffix in row.suffixes
)
"""The suffixes of files that a folder is searched for."""


def format_of(source: Source) -> Format:
    """The first row that claims *source*."""
    return next(row for row in FORMAT_TABLE if row.claims(source))


def holds_many_documents(path: Path) -> bool:
    """Whether a file is of a format that may have many documents."""
    return format_of(Source(path)).holds_many
