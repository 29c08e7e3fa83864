"""Reads files of any shape into documents, with personal data masked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from corpus.characters import normalise
from corpus.draft import Draft
from corpus.errors import Problem, UnreadableFileError
from corpus.formats.registry import format_of
from corpus.formats.source import FaultTaker, Source
from corpus.lookup import field_of_label, heading_kind
from corpus.metadata import gather_metadata
from corpus.model import Document, Metadata, Section
from corpus.privacy import (
    NAME_MASK,
    is_person,
    mask_identity_numbers,
    mask_personal_data,
    personal_names,
)

_LINES_OF_CONTACT: Final = 4
_PERSON_LABELS = (
    "ansvarig",
    "ledare",
    "ägare",
    "chef",
    "ekonom",
    "handläggare",
    "namn",
    "av",
    "samordnare",
    "sekreterare",
)


def read_documents(
    path: Path | str,
    *,
    document_id: str | None = None,
    show_contacts: bool = False,
    on_fault: FaultTaker | None = None,
) -> Iterator[Document]:
    """The documents of a file in its order: many of a JSON Lines file, one of any other.

    *document_id* replaces the file's stem as id; documents of JSON Lines have their own, and
    "STEM#NUMBER" without one. Contacts are masked everywhere unless *show_contacts*; personal
    identity numbers always. Raises UnreadableFileError; a faulty line of JSON Lines goes to
    *on_fault* where that is given, and reading goes on.
    """
    path = Path(path)
    fallback = document_id or clean_name(path.stem)
    source = Source(path, on_fault)
    source_format = format_of(source)
    for number, draft in enumerate(source_format.read(source), 1):
        given_id = f"{fallback}#{number}" if source_format.holds_many else fallback
        yield _document(draft, draft.id or given_id, path, show_contacts)


def read_document(
    path: Path | str, *, document_id: str | None = None, show_contacts: bool = False
) -> Document:
    """The single document of a file; UnreadableFileError when a JSON Lines file has several."""
    documents = read_documents(path, document_id=document_id, show_contacts=show_contacts)
    document = next(documents)
    if next(documents, None) is not None:
        raise UnreadableFileError(Path(path), Problem.SEVERAL_DOCUMENTS)
    return document


def clean_name(name: str) -> str:
    """A file's name as text that can be written anywhere: NFC, bytes that are no text as U+FFFD."""
    return normalise(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _document(draft: Draft, document_id: str, path: Path, show_contacts: bool) -> Document:
    metadata = gather_metadata(draft.facts, draft.sections)
    contacts = [metadata.contact.name] if metadata.contact else []
    contacts += [
        name
        for section in draft.sections
        for name in _named_under_labels(f"{section.heading}\n{section.text}")
    ]
    names = tuple(dict.fromkeys(name for contact in contacts for name in personal_names(contact)))

    def mask(text: str) -> str:
        return mask_identity_numbers(text) if show_contacts else mask_personal_data(text, names)

    sections = tuple(
        Section(
            section.kind or heading_kind(section.heading), mask(section.heading), mask(section.text)
        )
        for section in draft.sections
    )
    title = mask(draft.title) or document_id
    shown = _mask_metadata(metadata, mask) if not show_contacts else metadata
    other = {label: mask(value) for label, value in shown.other.items()}
    return Document(
        document_id, title, sections, replace(shown, other=other), mask(clean_name(str(path)))
    )


def _named_under_labels(text: str) -> Iterator[str]:
    """The persons on the lines right under a line that is nothing but the label of a contact, or
    the head of a table with such a label."""
    left = 0
    for line in filter(None, map(str.strip, text.split("\n"))):
        labels = [cell.strip(" :*#_") for cell in line.split("|")]
        if any(field_of_label(label) == "contact_name" for label in labels):
            left = _LINES_OF_CONTACT
        elif left:
            left -= 1
            yield from (
                name for cell in line.split("|") for name in personal_names(cell.strip(" •*-"))
            )


def _mask_metadata(metadata: Metadata, mask: Callable[[str], str]) -> Metadata:
    """*metadata* without its contact, and without persons where a label the lexicon does not know
    names one.
    """

    def masked(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(mask, values))

    other = {
        label: NAME_MASK if _names_person(label, value) else value
        for label, value in metadata.other.items()
    }
    return replace(
        metadata,
        owner=mask(metadata.owner) if metadata.owner else None,
        municipalities=masked(metadata.municipalities),
        partners=masked(metadata.partners),
        participants=masked(metadata.participants),
        contact=None,
        other=other,
    )


def _names_person(label: str, value: str) -> bool:
    return label.casefold().endswith(_PERSON_LABELS) and is_person(value)
