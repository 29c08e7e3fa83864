"""Reads files of any shape into documents, with personal data masked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.characters import normalise
from corpus.draft import Draft
from corpus.errors import Problem, UnreadableFileError
from corpus.formats.registry import format_of
from corpus.formats.source import FaultTaker, Source
from corpus.lookup import heading_kind
from corpus.masking import masked_document
from corpus.metadata import gather_metadata
from corpus.model import Document, Section
from corpus.privacy import mask_personal_data


def read_documents(
    path: Path | str,
    *,
    document_id: str | None = None,
    show_contacts: bool = False,
    on_fault: FaultTaker | None = None,
) -> Iterator[Document]:
    """The documents of a file in its order: many of a JSON Lines file, one of any other.

    *document_id* replaces the file's stem as id; documents of JSON Lines have their own, and
    "STEM#NUMBER" without one. Contacts are masked everywhere unless *show_contacts*, in ids and in
    names of files always; so are personal identity numbers. Raises UnreadableFileError; a faulty
    line of JSON Lines goes to *on_fault* where that is given, and reading goes on.
    """
    path = Path(path)
    given = _without_controls(document_id or "")
    fallback = given or mask_personal_data(clean_name(path.stem))
    source = Source(path, on_fault)
    source_format = format_of(source)
    for number, draft in enumerate(source_format.read(source), 1):
        given_id = (
            f"{fallback}#{number}" if source_format.holds_many else fallback
        )
        document = _document(
            draft, _without_controls(draft.id) or given_id, path
        )
        yield masked_document(document, show_contacts=show_contacts)


def read_document(
    path: Path | str,
    *,
    document_id: str | None = None,
    show_contacts: bool = False,
) -> Document:
    """The single document of a file; UnreadableFileError when a JSON Lines file has several."""
    documents = read_documents(
        path, document_id=document_id, show_contacts=show_contacts
    )
    document = next(documents)
    if next(documents, None) is not None:
        raise UnreadableFileError(Path(path), Problem.SEVERAL_DOCUMENTS)
    return document


def clean_name(name: str) -> str:
    """A file's name as text that can be written anywhere: NFC, without controls, bytes that are no
    text as U+FFFD.
    """
    return _without_controls(
        name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    )


def _without_controls(name: str) -> str:
    # Spaces stay as many as they are: names may differ in nothing else.
    return normalise(name).replace("\n", " ").replace("\t", " ")


def _document(draft: Draft, document_id: str, path: Path) -> Document:
    """The document of a draft, nothing masked."""
    sections = tuple(
        Section(
            section.kind or heading_kind(section.heading),
            section.heading,
            section.text,
        )
        for section in draft.sections
    )
    return Document(
        id=document_id,
        title=draft.title or document_id,
        sections=sections,
        metadata=gather_metadata(draft.facts, draft.sections),
        source=clean_name(str(path)),
    )
