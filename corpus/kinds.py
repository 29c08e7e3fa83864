"""The table of section kinds: all that the program knows of a kind of section stands in its row.

A new kind is a new row, and nothing else. Case, numbering ("2.1 Syfte"), a closing colon and the
dots of å, ä and ö never matter in headings, so each stands once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A kind of section.

    *name* is the key in code and files, *title* what a page calls it, *word* its field name in a
    query, *weight* what one occurrence in such a section counts for in ranking (measured in
    benchmarks/RESULTS.md). *headings* are the lines that open such a section, the first of them
    also on a project-bank page where *on_bank_page*; *aliases* are further names in a query.
    *is_section* is False for the two kinds of record that are no sections.
    """

    name: str
    title: str
    word: str
    weight: float
    headings: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    on_bank_page: bool = False
    is_section: bool = True

    def __post_init__(self) -> None:
        if self.is_section and not self.word:
            raise ValueError(
                f"section kind {self.name!r} has no word for a query"
            )


TITLE: Final = "titel"
FACTS: Final = "uppgifter"
RELATED: Final = "relaterade"
"""Lists of other documents: not the project's own words."""
OTHER: Final = "ovrigt"
"""Text whose heading does not tell what it is about."""

SECTION_KIND_TABLE: Final[tuple[SectionKind, ...]] = (
    SectionKind(
        name="titel",
        title="Titel",
        word="titel",
        weight=3.0,
        aliases=(
            "title",
            "rubrik",
            "projekttitel",
            "projektnamn",
        ),
        is_section=False,
    ),
    SectionKind(
        name="uppgifter",
        title="Projektuppgifter",
        word="",
        weight=0.5,
        is_section=False,
    ),
    SectionKind(
        name="sammanfattning",
        title="Sammanfattning",
        word="sammanfattning",
        weight=1.5,
        headings=(
            "Sammanfattning",
            "Sammanfattande beskrivning",
            "Projektsammanfattning",
            "Projektet i korthet",
            "Projektet i sammandrag",
            "I korthet",
            "Kort om projektet",
            "Kort beskrivning",
            "Sammandrag",
            "Abstract",
            "Summary",
            "Ingress",
        ),
        on_bank_page=True,
    ),
    SectionKind(
        name="bakgrund",
        title="Bakgrund",
        word="bakgrund",
        weight=1.0,
        headings=(
            "Bakgrund",
            "Projektbakgrund",
            "Nuläge",
            "Nulägesbeskrivning",
            "Nulägesanalys",
            "Omvärldsanalys",
            "Problem",
            "Problembild",
            "Problembeskrivning",
            "Problemformulering",
            "Problemanalys",
            "Utgångsläge",
            "Utgångspunkter",
            "Utmaningar",
            "Behov",
            "Behovsanalys",
            "Behovsbeskrivning",
            "Inledning",
            "Introduktion",
            "Motiv",
            "Motivering",
            "Uppdrag",
            "Uppdraget",
            "Historik",
            "Background",
        ),
        on_bank_page=True,
    ),
    SectionKind(
        name="syfte",
        title="Syfte",
        word="syfte",
        weight=1.4,
        headings=(
            "Syfte",
            "Projektsyfte",
            "Ändamål",
            "Avsikt",
            "Vision",
            "Projektidé",
            "Purpose",
        ),
        on_bank_page=True,
        aliases=(
            "aim",
            "aims",
        ),
    ),
    SectionKind(
        name="mal",
        title="Mål",
        word="mål",
        weight=1.3,
        headings=(
            "Målsättning",
            "Målsättningar",
            "Mål",
            "Målen",
            "Projektmål",
            "Effektmål",
            "Delmål",
            "Huvudmål",
            "Övergripande mål",
            "Mätbara mål",
            "Mätbara projektmål",
            "Kvalitativa mål",
            "Kvantitativa mål",
            "Målformulering",
            "Målbild",
            "Produktmål",
            "Inriktningsmål",
            "Goals",
            "Objectives",
        ),
        on_bank_page=True,
        aliases=(
            "goal",
            "objective",
        ),
    ),
    SectionKind(
        name="malgrupp",
        title="Målgrupp",
        word="målgrupp",
        weight=1.2,
        headings=(
            "Målgrupp",
            "Målgrupper",
            "Målgruppen",
            "Deltagare",
            "Projektdeltagare",
            "Målgruppsbeskrivning",
            "Målgrupp och urval",
            "Vilka vi vänder oss till",
            "Target group",
        ),
        aliases=("targetgroup",),
    ),
    SectionKind(
        name="genomforande",
        title="Genomförande",
        word="genomförande",
        weight=1.0,
        headings=(
            "Genomförande",
            "Projektgenomförande",
            "Genomförandeplan",
            "Beskrivning av projektet",
            "Projektbeskrivning",
            "Beskrivning",
            "Verksamhetsbeskrivning",
            "Projektplan",
            "Metod",
            "Metoder",
            "Metodik",
            "Arbetssätt",
            "Arbetsmetoder",
            "Metod och arbetssätt",
            "Evidensbaserade modeller",
            "Aktiviteter",
            "Aktivitetsplan",
            "Insatser",
            "Åtgärder",
            "Innehåll",
            "Upplägg",
            "Organisation",
            "Projektorganisation",
            "Organisation och bemanning",
            "Organisation och styrning",
            "Styrning",
            "Bemanning",
            "Ansvarsfördelning",
            "Tidplan",
            "Tidsplan",
            "Omfattning",
            "Omfattning på projektet och benchmarking",
            "Avgränsning",
            "Avgränsningar",
            "Samverkan",
            "Förankring",
            "Implementering",
            "Så arbetar vi",
            "Så gör vi",
            "Method",
            "Activities",
        ),
        aliases=(
            "implementation",
            "methods",
        ),
    ),
    SectionKind(
        name="resultat",
        title="Resultat",
        word="resultat",
        weight=1.2,
        headings=(
            "Resultat",
            "Projektresultat",
            "Förväntat resultat",
            "Förväntade resultat",
            "Förväntade effekter",
            "Effekter",
            "Effekt",
            "Nytta",
            "Nyttan/effekten av projektet",
            "Nyttan av projektet",
            "Effekten av projektet",
            "Förväntad nytta",
            "Intern effektivisering",
            "Extern effektivisering",
            "Lärdomar",
            "Erfarenheter",
            "Erfarenheter och lärdomar",
            "Slutsats",
            "Slutsatser",
            "Måluppfyllelse",
            "Resultat och effekter",
            "Results",
            "Outcomes",
        ),
        aliases=("result",),
    ),
    SectionKind(
        name="tillganglighet",
        title="Tillgänglighet",
        word="tillgänglighet",
        weight=0.5,
        headings=(
            "Tillgänglighet för personer med funktionsnedsättning",
            "Tillgänglighet för personer med funktionshinder",
            "Tillgänglighet",
            "Tillgänglighetsintegrering",
            "Accessibility",
        ),
        on_bank_page=True,
    ),
    SectionKind(
        name="jamstalldhet",
        title="Jämställdhet",
        word="jämställdhet",
        weight=0.6,
        headings=(
            "Jämställdhetsintegrering",
            "Jämställdhet",
            "Jämställdhetsperspektiv",
            "Jämställdhetsanalys",
            "Jämlikhet",
            "Likabehandling",
            "Mångfald",
            "Horisontella principer",
            "Gender equality",
        ),
        on_bank_page=True,
        aliases=(
            "equality",
            "gender",
        ),
    ),
    SectionKind(
        name="transnationellt",
        title="Transnationellt samarbete",
        word="transnationellt",
        weight=0.7,
        headings=(
            "Transnationellt samarbete",
            "Transnationalitet",
            "Transnationellt utbyte",
            "Transnationella aktiviteter",
            "Internationellt samarbete",
            "Internationellt utbyte",
            "Transnational cooperation",
        ),
        on_bank_page=True,
        aliases=("transnational",),
    ),
    SectionKind(
        name="kostnader",
        title="Kostnader",
        word="kostnader",
        weight=0.6,
        headings=(
            "Kostnader",
            "Kostnad",
            "Projektkostnader",
            "Kostnadskalkyl",
            "Kostnadsberäkning",
            "Finansiering",
            "Finansieringsplan",
            "Medfinansiering",
            "Budget",
            "Projektbudget",
            "Ekonomi",
            "Ekonomisk redovisning",
            "Ekonomiska konsekvenser",
            "Resurser",
            "Resursbehov",
            "Costs",
        ),
        aliases=("cost",),
    ),
    SectionKind(
        name="risker",
        title="Risker",
        word="risker",
        weight=0.7,
        headings=(
            "Risker",
            "Risk",
            "Riskanalys",
            "Riskbedömning",
            "Riskhantering",
            "Hinder",
            "Risks",
        ),
    ),
    SectionKind(
        name="uppfoljning",
        title="Uppföljning",
        word="uppföljning",
        weight=0.7,
        headings=(
            "Uppföljning",
            "Utvärdering",
            "Utvärderingsplan",
            "Uppföljning och utvärdering",
            "Spridning",
            "Resultatspridning",
            "Spridning av resultat",
            "Spridning och påverkan",
            "Strategisk påverkan",
            "Långsiktighet",
            "Hållbarhet",
            "Efter projektet",
            "Efter projekttiden",
            "När projektet är slut",
            "Fortsättning",
            "Evaluation",
        ),
        aliases=("followup",),
    ),
    SectionKind(
        name="samarbetspartners",
        title="Samarbetspartners",
        word="samarbetspartners",
        weight=0.4,
        headings=(
            "Samarbetspartners",
            "Samarbetspartner",
            "Samarbetsparter",
            "Samverkanspartners",
            "Samverkanspartner",
            "Samverkansparter",
            "Partners",
            "Partner",
        ),
        on_bank_page=True,
    ),
    SectionKind(
        name="aktorer",
        title="Deltagande aktörer",
        word="aktörer",
        weight=0.4,
        headings=(
            "Deltagande aktörer",
            "Medverkande aktörer",
            "Aktörer",
            "Deltagande organisationer",
            "Medverkande organisationer",
            "Medverkande parter",
            "Participants",
        ),
        on_bank_page=True,
        aliases=(
            "actor",
            "actors",
            "aktor",
        ),
    ),
    SectionKind(
        name="kommun",
        title="Kommun",
        word="kommunavsnitt",
        weight=0.6,
        headings=(
            "Kommun",
            "Kommuner",
            "Deltagande kommuner",
            "Deltagande kommun",
            "Medverkande kommuner",
            "Berörda kommuner",
            "Municipalities",
        ),
        on_bank_page=True,
        aliases=("municipality",),
    ),
    SectionKind(
        name="relaterade",
        title="Relaterade dokument",
        word="relaterade",
        weight=0.05,
        headings=(
            "Relevanta dokument",
            "Relaterade dokument",
            "Liknande dokument",
            "Related documents",
        ),
        aliases=("related",),
    ),
    SectionKind(
        name="ovrigt",
        title="Övrigt",
        word="övrigt",
        weight=1.0,
        headings=(
            "Övrigt",
            "Övriga upplysningar",
            "Alternativ till projektidén",
            "Nollalternativ",
            "Benchmarking",
            "Förutsättningar",
            "Förslag till beslut",
            "Ärendet",
            "Ärendets beredning",
            "Bilagor",
            "Bilaga",
            "Referenser",
            "Källor",
            "Kontakt",
            "Kontaktuppgifter",
            "Kontaktinformation",
        ),
        aliases=("other",),
    ),
)
"""Every kind of record, in the order a page lists them. A heading under "ovrigt" is known to be a
heading but has no kind of its own. What a project is about stands above what every application must
say (accessibility, gender equality) and far above lists of other documents."""

KINDS: Final[Mapping[str, SectionKind]] = {
    kind.name: kind for kind in SECTION_KIND_TABLE
}

SECTION_KINDS: Final[Mapping[str, str]] = {
    kind.name: kind.title for kind in SECTION_KIND_TABLE if kind.is_section
}
"""The closed set of section kinds, in the order a page lists them, each with its Swedish name."""

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    kind.name: kind.headings for kind in SECTION_KIND_TABLE if kind.is_section
}
"""Section kind -> headings."""

BANK_HEADINGS: Final[tuple[str, ...]] = tuple(
    kind.headings[0] for kind in SECTION_KIND_TABLE if kind.on_bank_page
)
"""The fields of a project-bank page. The page's own headings, so they are found even when glued to
other text."""

HEADING_TAILS: Final[tuple[str, ...]] = ("för", "i", "med", "till", "av", "på")
"""Prepositions that may stand between a known heading and the word *projektet* ("Risker med
projektet")."""
