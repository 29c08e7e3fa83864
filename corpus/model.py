"""What a project document is: frozen values that every other room shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Final

from corpus.facts import FACT_TABLE, FactKind, FactType
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


_UNLABELLED: Final = "other"
_ANNOTATIONS: Final[Mapping[FactType, str]] = {
    FactType.TEXT: "str | None",
    FactType.NAMES: "tuple[str, ...]",
    FactType.PLACES: "tuple[str, ...]",
    FactType.AMOUNT: "int | None",
    FactType.PERIOD: "date | None",
    FactType.YEAR: "date | None",
    FactType.CONTACT: "Contact | None",
}
"""How the attribute of a fact of each type is annotated in `Metadata`."""


def check_facts(table: Iterable[FactKind], metadata: type = Metadata) -> None:
    """Raise TypeError unless *table* and *metadata* agree, each attribute of the type its row says.

    Runs when this module is imported, so that a half-added fact fails before any document is read.
    """
    annotations = {each.name: str(each.type) for each in fields(metadata)}
    rowless = set(annotations) - {_UNLABELLED}
    for fact in table:
        for attribute in fact.attributes:
            if annotations.get(attribute) != _ANNOTATIONS[fact.type]:
                raise TypeError(
                    f"fact {fact.name!r} needs {metadata.__name__}.{attribute}: "
                    f"{_ANNOTATIONS[fact.type]}"
                )
        rowless -= set(fact.attributes)
        if fact.contact_part and fact.contact_part not in Contact.__slots__:
            raise TypeError(
                f"fact {fact.name!r} needs Contact.{fact.contact_part}: str"
            )
        if fact.listed_in and fact.listed_in not in SECTION_KINDS:
            raise TypeError(
                f"fact {fact.name!r} is listed in no section kind {fact.listed_in!r}"
            )
    if rowless:
        raise TypeError(
            f"{metadata.__name__} has attributes without a fact: {sorted(rowless)}"
        )


check_facts(FACT_TABLE)


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
