"""The table of facts: all that the program knows of a labelled fact about a project stands in its row.

Readers, masking, metadata, filters, facets, columns, JSON, the page, the command line and completion
walk this table. A new facet is a new row here and an attribute of `corpus.model.Metadata`.
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
    """The years of the period, worked out from it."""
    CONTACT = "contact"
    """Personal data: shown only where the settings say so."""


class Comparison(Enum):
    """What it means to meet a filter on a fact."""

    SAME = "same"
    """The name in full, without case."""
    PROGRAMME = "programme"
    """The name in full, its number, or what follows the number."""
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

    *name* is the key of filters and facets, *label* what a page calls it, *labels* what stands before
    it in a text; the first day and the last of a period have labels of their own. *attributes* of
    `Metadata` hold it. *word* and *aliases* are its names in a query; a fact without a word is no
    filter. *facet_place* is its place among the facets, 0 for a fact that is none. *sorts* are the
    orders it gives, the descending one first. *listed_in* is the kind of
    section that lists its values. *searchable* facts can be found by their words. *briefly* tells
    whether a hit shows it.
    """

    name: str
    label: str
    type: FactType
    attributes: tuple[str, ...]
    masking: Masking
    labels: tuple[str, ...] = ()
    start_labels: tuple[str, ...] = ()
    end_labels: tuple[str, ...] = ()
    word: str = ""
    aliases: tuple[str, ...] = ()
    comparison: Comparison | None = None
    facet_place: int = 0
    sorts: tuple[str, ...] = ()
    listed_in: str = ""
    searchable: bool = False
    briefly: bool = False

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
            "Programområde",
            "Program",
            "Programme",
        ),
        word="programområde",
        comparison=Comparison.PROGRAMME,
        facet_place=4,
    ),
    FactKind(
        name="phase",
        label="Projektfas",
        type=FactType.TEXT,
        attributes=("phase",),
        masking=Masking.PERSONAL_DATA,
        labels=(
            "Projektfas",
            "Fas",
            "Projekttyp",
            "Phase",
        ),
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
            "Projektägare",
            "Ägare",
            "Projektägande organisation",
            "Stödmottagare",
            "Huvudman",
            "Sökande",
            "Sökande organisation",
            "Owner",
        ),
        word="projektägare",
        comparison=Comparison.WORDS,
        facet_place=6,
        searchable=True,
        briefly=True,
    ),
    FactKind(
        name="region",
        label="Region",
        type=FactType.TEXT,
        attributes=("region",),
        masking=Masking.PERSONAL_DATA,
        labels=(
            "Region",
            "ESF-region",
        ),
        word="region",
        aliases=("regioner",),
        comparison=Comparison.SAME,
        facet_place=1,
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
            "Kommun",
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
    ),
    FactKind(
        name="period",
        label="Projektperiod",
        type=FactType.PERIOD,
        attributes=("start", "end"),
        masking=Masking.NOTHING,
        labels=(
            "Projektperiod",
            "Period",
            "Projekttid",
            "Genomförandeperiod",
            "Tidsperiod",
            "Löptid",
        ),
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
            "Beviljat ESF-stöd",
            "Beviljat stöd",
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
            "Total projektbudget",
            "Projektbudget",
            "Total budget",
            "Totalbudget",
            "Total kostnad",
            "Totalkostnad",
            "Budget",
            "budget_sek",
        ),
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
            "Samarbetspartners",
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
            "Deltagande aktörer",
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
            "Kontaktperson",
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
    ),
    FactKind(
        name="contact_email",
        label="E-post",
        type=FactType.CONTACT,
        attributes=("contact",),
        masking=Masking.WHOLE,
        labels=(
            "contact_email",
            "E-post",
            "E-postadress",
            "Epost",
            "E-mail",
            "Email",
            "Mejl",
            "Mail",
        ),
    ),
    FactKind(
        name="contact_phone",
        label="Telefonnummer",
        type=FactType.CONTACT,
        attributes=("contact",),
        masking=Masking.WHOLE,
        labels=(
            "contact_phone",
            "Telefonnummer",
            "Telefon",
            "Tel",
            "Tfn",
            "Mobil",
            "Mobiltelefon",
            "Phone",
        ),
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

FACTS: Final[Mapping[str, FactKind]] = {fact.name: fact for fact in FACT_TABLE}
FILTERS: Final[Mapping[str, FactKind]] = {fact.name: fact for fact in FACT_TABLE if fact.word}
"""The facts a search can be narrowed by."""
FACET_NAMES: Final[tuple[str, ...]] = tuple(
    fact.name for fact in sorted(FACT_TABLE, key=lambda fact: fact.facet_place) if fact.is_facet
)
"""The facts whose values are counted for the projects found, in the order a page lists them."""
SORT_ORDERS: Final[tuple[str, ...]] = (
    "relevance",
    *(order for fact in FACT_TABLE for order in fact.sorts),
    "title",
)
