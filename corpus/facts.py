"""The table of facts: all that the program knows of a labelled fact about a project is in its row.

Readers, masking, metadata, filters, facets, columns, JSON, the page, the command line and
completion walk this table. A new facet is a new row here and an attribute of
`corpus.model.Metadata`, which refuses to be imported while the two do not agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final


class FactType(Enum):
    """How the value of a fact is read, kept and shown."""

    TEXT = "text"
    """One name, as written."""
    NAMES = "names"
    """Several names of organisations."""
    PLACES = "places"
    """Several names of places, which *och* parts."""
    AMOUNT = "amount"
    """Whole kronor."""
    PERIOD = "period"
    """First and last day: the attributes *start* and *end*."""
    YEAR = "year"
    """The years of the period, worked out from it and read from no text."""
    CONTACT = "contact"
    """Personal data: shown only where the settings say so."""


class Comparison(Enum):
    """What it means to meet a filter on a fact."""

    SAME = "same"
    """The name in full, without case."""
    PROGRAMME = "programme"
    """The name in full, its number, or what follows the number.

    A value that begins with its number is read with the label before it: *1 Skola* is
    *Programområde 1 Skola*.
    """
    WORDS = "words"
    """All words of the filter are words of the name."""
    RANGE = "range"
    """A value, or some value of the period, lies in the range."""


class Masking(Enum):
    """What is hidden in a fact when documents are read."""

    PERSONAL_DATA = "personal data"
    """Addresses, numbers and the names of contacts in its text."""
    WHOLE = "whole"
    """The fact itself is personal data."""
    NOTHING = "nothing"
    """A number or a date, read as such: it can hold nothing else."""


@dataclass(frozen=True, slots=True)
class FactKind:
    """A fact about a project.

    *name* is the key of filters and facets. *attributes* of `Metadata` hold it: first day and last
    of a period, one of any other; a part of the contact is the attribute *contact_part* of it.

    *label* is what a page calls it and what stands before it in a text; so do *labels*, and before
    the first day and the last of a period alone *start_labels* and *end_labels*. A
    project-bank page states it where *on_bank_page*, after its label or one of *bank_labels*,
    without a space. *said_within* is a pattern of the words that stand before its amount in the
    value of another fact.

    *word* and *aliases* are its names in a query; a fact without a word is no filter. *facet_place*
    is its place among the facets, 0 for a fact that is none; one that *is_entrance* has its values
    on the start page. *sorts* are the orders it gives, the descending one first. *listed_in* is the
    kind of section that lists its values. *searchable* facts can be found by their words,
    *is_suggested* ones complete what is typed. *briefly* tells whether a hit shows it.
    """

    name: str
    label: str
    type: FactType
    attributes: tuple[str, ...]
    masking: Masking
    labels: tuple[str, ...] = ()
    start_labels: tuple[str, ...] = ()
    end_labels: tuple[str, ...] = ()
    on_bank_page: bool = False
    bank_labels: tuple[str, ...] = ()
    said_within: str = ""
    contact_part: str = ""
    word: str = ""
    aliases: tuple[str, ...] = ()
    comparison: Comparison | None = None
    facet_place: int = 0
    is_entrance: bool = False
    sorts: tuple[str, ...] = ()
    listed_in: str = ""
    searchable: bool = False
    is_suggested: bool = False
    briefly: bool = False

    def __post_init__(self) -> None:
        if bool(self.word) != (self.comparison is not None):
            raise ValueError(
                f"fact {self.name!r} needs both a word and a comparison, or neither"
            )

    @property
    def is_facet(self) -> bool:
        """Whether its values are counted for the projects found."""
        return self.facet_place > 0

    @property
    def is_range(self) -> bool:
        """Whether a filter on it takes a range; all others take names."""
        return self.comparison is Comparison.RANGE


FACT_TABLE: Final[tuple[FactKind, ...]] = (
    FactKind(
        name="programme",
        label="Programområde",
        type=FactType.TEXT,
        attributes=("programme",),
        masking=Masking.PERSONAL_DATA,
        labels=(
            "Program",
            "Programme",
        ),
        on_bank_page=True,
        word="programområde",
        comparison=Comparison.PROGRAMME,
        facet_place=4,
        is_entrance=True,
    ),
    FactKind(
        name="phase",
        label="Projektfas",
        type=FactType.TEXT,
        attributes=("phase",),
        masking=Masking.PERSONAL_DATA,
        labels=(
            "Fas",
            "Phase",
        ),
        on_bank_page=True,
        bank_labels=("Projekttyp",),
        word="projektfas",
        comparison=Comparison.SAME,
        facet_place=5,
    ),
    FactKind(
        name="owner",
        label="Projektägare",
        type=FactType.TEXT,
        attributes=("owner",),
        masking=Masking.PERSONAL_DATA,
        labels=(
            "Ägare",
            "Projektägande organisation",
            "Stödmottagare",
            "Huvudman",
            "Sökande",
            "Sökande organisation",
            "Owner",
        ),
        on_bank_page=True,
        word="projektägare",
        comparison=Comparison.WORDS,
        facet_place=6,
        searchable=True,
        is_suggested=True,
        briefly=True,
    ),
    FactKind(
        name="region",
        label="Region",
        type=FactType.TEXT,
        attributes=("region",),
        masking=Masking.PERSONAL_DATA,
        labels=("ESF-region",),
        on_bank_page=True,
        word="region",
        aliases=("regioner",),
        comparison=Comparison.SAME,
        facet_place=1,
        is_entrance=True,
        searchable=True,
        briefly=True,
    ),
    FactKind(
        name="municipality",
        label="Kommun",
        type=FactType.PLACES,
        attributes=("municipalities",),
        masking=Masking.PERSONAL_DATA,
        labels=(
            "Kommuner",
            "Deltagande kommuner",
            "Deltagande kommun",
            "Medverkande kommuner",
            "Berörda kommuner",
            "Municipalities",
            "Municipality",
        ),
        word="kommun",
        comparison=Comparison.SAME,
        facet_place=2,
        listed_in="kommun",
        searchable=True,
        is_suggested=True,
    ),
    FactKind(
        name="year",
        label="År",
        type=FactType.YEAR,
        attributes=("start", "end"),
        masking=Masking.NOTHING,
        word="år",
        aliases=("years",),
        comparison=Comparison.RANGE,
        facet_place=3,
        is_entrance=True,
    ),
    FactKind(
        name="period",
        label="Projektperiod",
        type=FactType.PERIOD,
        attributes=("start", "end"),
        masking=Masking.NOTHING,
        labels=(
            "Period",
            "Projekttid",
            "Genomförandeperiod",
            "Tidsperiod",
            "Löptid",
        ),
        on_bank_page=True,
        start_labels=(
            "Startdatum",
            "Projektstart",
            "Start",
        ),
        end_labels=(
            "Slutdatum",
            "Projektslut",
            "Slut",
            "End",
        ),
        word="period",
        comparison=Comparison.RANGE,
        sorts=("newest", "oldest"),
        briefly=True,
    ),
    FactKind(
        name="grant",
        label="Beviljat ESF-stöd",
        type=FactType.AMOUNT,
        attributes=("grant_sek",),
        masking=Masking.NOTHING,
        labels=(
            "Beviljat belopp",
            "Beviljade medel",
            "ESF-stöd",
            "Sökt stöd",
            "Sökt belopp",
            "Sökt ESF-stöd",
            "Stöd",
            "Bidrag",
            "Beviljat bidrag",
            "grant_sek",
            "Grant",
        ),
        on_bank_page=True,
        bank_labels=("Beviljat stöd",),
        word="stöd",
        aliases=("beviljat",),
        comparison=Comparison.RANGE,
        sorts=("grant",),
        briefly=True,
    ),
    FactKind(
        name="budget",
        label="Total projektbudget",
        type=FactType.AMOUNT,
        attributes=("budget_sek",),
        masking=Masking.NOTHING,
        labels=(
            "Total budget",
            "Totalbudget",
            "Total kostnad",
            "Totalkostnad",
            "Budget",
            "budget_sek",
        ),
        on_bank_page=True,
        bank_labels=("Projektbudget",),
        said_within=r"total(?:a)? (?:projekt)?(?:budget|kostnad)\w*(?: på| om|:)? ",
        word="budget",
        comparison=Comparison.RANGE,
    ),
    FactKind(
        name="partners",
        label="Samarbetspartners",
        type=FactType.NAMES,
        attributes=("partners",),
        masking=Masking.PERSONAL_DATA,
        labels=(
            "Samarbetspartner",
            "Samverkanspartners",
            "Samverkansparter",
            "Partners",
        ),
        listed_in="samarbetspartners",
    ),
    FactKind(
        name="participants",
        label="Deltagande aktörer",
        type=FactType.NAMES,
        attributes=("participants",),
        masking=Masking.PERSONAL_DATA,
        labels=(
            "Medverkande aktörer",
            "Medverkande",
            "Aktörer",
            "Participants",
        ),
        listed_in="aktorer",
    ),
    FactKind(
        name="contact_name",
        label="Kontaktperson",
        type=FactType.CONTACT,
        attributes=("contact",),
        masking=Masking.WHOLE,
        labels=(
            "Kontaktpersoner",
            "Kontakt",
            "Kontaktuppgifter",
            "Projektledare",
            "Handläggare",
            "Contact",
            "contact_name",
            "contact_person",
            "Projektansvarig",
            "Ansvarig kontaktperson",
        ),
        on_bank_page=True,
        contact_part="name",
    ),
    FactKind(
        name="contact_email",
        label="E-post",
        type=FactType.CONTACT,
        attributes=("contact",),
        masking=Masking.WHOLE,
        labels=(
            "contact_email",
            "E-postadress",
            "Epost",
            "E-mail",
            "Email",
            "Mejl",
            "Mail",
        ),
        on_bank_page=True,
        contact_part="email",
    ),
    FactKind(
        name="contact_phone",
        label="Telefonnummer",
        type=FactType.CONTACT,
        attributes=("contact",),
        masking=Masking.WHOLE,
        labels=(
            "contact_phone",
            "Tel",
            "Tfn",
            "Mobil",
            "Mobiltelefon",
            "Phone",
        ),
        on_bank_page=True,
        bank_labels=("Telefon",),
        contact_part="phone",
    ),
)
"""Every fact, in the order a document's page lists them."""

TITLE_LABELS: Final = (
    "Projektnamn",
    "Projekttitel",
    "Projektets namn",
    "Titel",
    "Projekt",
    "Title",
)
"""Labels of the title, which is no fact: it names the project."""

_ALL_LABELS = {
    fact.name: (fact.label, *fact.bank_labels, *fact.labels)
    for fact in FACT_TABLE
    if fact.type is not FactType.YEAR
}
_DAY_LABELS = {
    attribute: labels
    for fact in FACT_TABLE
    if fact.type is FactType.PERIOD
    for attribute, labels in zip(
        fact.attributes, (fact.start_labels, fact.end_labels), strict=True
    )
}

LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": TITLE_LABELS,
    **_ALL_LABELS,
    **_DAY_LABELS,
}
"""What a label names -> the labels, as they stand before a value ("Region: Stockholm"): the title,
a fact by its name, the first day or the last of a period by its attribute."""

BANK_LABELS: Final[tuple[str, ...]] = tuple(
    label
    for fact in FACT_TABLE
    if fact.on_bank_page
    for label in (fact.label, *fact.bank_labels)
)
"""The labels of a project-bank page, whose values may follow without a space: "RegionStockholm"."""

FACTS: Final[Mapping[str, FactKind]] = {fact.name: fact for fact in FACT_TABLE}
FILTERS: Final[Mapping[str, FactKind]] = {
    fact.name: fact for fact in FACT_TABLE if fact.word
}
"""The facts a search can be narrowed by."""
FACET_NAMES: Final[tuple[str, ...]] = tuple(
    fact.name
    for fact in sorted(FACT_TABLE, key=lambda fact: fact.facet_place)
    if fact.is_facet
)
"""The facts whose values are counted for the projects found, in the order a page lists them."""
SORT_ORDERS: Final[tuple[str, ...]] = (
    "relevance",
    *(order for fact in FACT_TABLE for order in fact.sorts),
    "title",
)
