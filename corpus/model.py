"""What a project document is: frozen values that every other room shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from corpus.kinds import SECTION_KINDS

__all__ = ["SECTION_KINDS", "Contact", "Document", "Metadata", "Section"]


@dataclass(frozen=True, slots=True)
class Section:
    """A passage of a document under one heading.

    *heading* is kept as written and is empty for text before the first heading.
    """

    kind: str
    heading: str
    text: str

    def __post_init__(self) -> None:
        if self.kind not in SECTION_KINDS:
            raise ValueError(f"unknown section kind {self.kind!r}")


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact block of a project: personal data, shown only where the settings say so."""

    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The labelled facts of a project. Amounts are whole kronor; what is not stated is None or
    empty.
    """

    programme: str | None = None
    phase: str | None = None
    owner: str | None = None
    region: str | None = None
    grant_sek: int | None = None
    budget_sek: int | None = None
    start: date | None = None
    end: date | None = None
    municipalities: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    contact: Contact | None = None
    other: Mapping[str, str] = field(default_factory=dict)
    """Labels the lexicon does not know, as written, with their values."""


@dataclass(frozen=True, slots=True)
class Document:
    """A project document. *id* is unique within an index; *source* names the file it was read
    from.
    """

    id: str
    title: str
    sections: tuple[Section, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    source: str = ""
