"""The words the readers know: headings, labels and furniture. Data only; to teach the readers a new
one, add it here.

Case, numbering ("2.1 Syfte"), a closing colon and the dots of å, ä and ö never matter, so each
entry stands once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from corpus.facts import FACT_TABLE, FACTS, TITLE_LABELS
from corpus.kinds import HEADINGS

__all__ = ["HEADINGS"]

BANK_HEADINGS: Final[tuple[str, ...]] = (
    "Sammanfattning",
    "Bakgrund",
    "Syfte",
    "Målsättning",
    "Tillgänglighet för personer med funktionsnedsättning",
    "Jämställdhetsintegrering",
    "Transnationellt samarbete",
    "Samarbetspartners",
    "Deltagande aktörer",
    "Kommun",
)
"""The fields of a project-bank page. The page's own headings, so they are found even when glued to
other text.
"""

HEADING_TAILS: Final[tuple[str, ...]] = ("för", "i", "med", "till", "av", "på")
"""Prepositions that may stand between a known heading and the word *projektet* ("Risker med
projektet").
"""

LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": TITLE_LABELS,
    **{fact.name: fact.labels for fact in FACT_TABLE if fact.labels},
    "start": FACTS["period"].start_labels,
    "end": FACTS["period"].end_labels,
}
"""Name of a fact -> labels, as they stand before a value ("Region: Stockholm", "RegionStockholm")."""

GLUED_LABELS: Final[tuple[str, ...]] = (
    "Programområde",
    "Projektfas",
    "Projekttyp",
    "Projektägare",
    "Kontaktperson",
    "E-post",
    "Telefonnummer",
    "Telefon",
    "Beviljat ESF-stöd",
    "Beviljat stöd",
    "Total projektbudget",
    "Projektbudget",
    "Projektperiod",
    "Region",
)
"""The labels of a project-bank page, whose values may follow without a space."""

ADDENDA: Final[tuple[str, ...]] = (
    "Förtydligande inkommit",
    "Förtydliganden inkomna",
    "Komplettering inkommit",
    "Kompletteringar inkomna",
    "Komplettering inkommen",
)
"""Beginnings of later additions to a page, found glued to the paragraph before them."""

FURNITURE: Final[Mapping[str, str]] = {
    "logotyp": r"logotyp på utskrifter|logotyp|sidhuvud|sidfot",
    "stäng": r"stäng|stäng fönstret|stäng meddelandet|×",
    "hoppa": r"(?:hoppa |gå )?(?:direkt )?till (?:innehåll(?:et)?|huvudinnehåll(?:et)?|toppen|sidans topp|menyn?)",
    "språk": r"in english|english|på svenska|svenska|other languages|lättläst|teckenspråk|lyssna|läs upp",
    "verktyg": r"skriv ut(?: sidan)?|dela(?: sidan)?|tipsa(?: en vän)?|tillbaka|sök|meny|start|hem|visa mer|visa mindre"
    r"|skriv ut som pdf|ladda ner(?: pdf)?|rss",
    "kakor": r"(?:vi använder |om )?(?:kakor|cookies)(?: på webbplatsen)?|jag (?:förstår|godkänner)"
    r"|godkänn(?: alla)?(?: kakor| cookies)?",
    "uppdaterad": r"(?:sidan )?senast (?:uppdaterad|ändrad|granskad)\b.{0,60}",
    "dokumentvisare": r"storlek: px|starta visningen från sidan:?|ladda ner \".{1,200}\"|för \w+ år sedan|visningar:"
    r"|antal visningar:? ?\d*|embed",
}
"""Name of the rule -> what a whole line of web furniture looks like, without case."""

OWNER_ENDINGS: Final[tuple[str, ...]] = (
    "förvaltning",
    "förvaltningen",
    "förvaltningarna",
    "nämnd",
    "nämnden",
    "kontor",
    "kontoret",
    "kansli",
    "kansliet",
    "styrelse",
    "styrelsen",
    "förbund",
    "förbundet",
    "kommun",
    "myndighet",
    "myndigheten",
    "omsorgen",
    "socialtjänsten",
    "regionen",
)
"""How the name of an authority ends in the header of a page."""

ROLE_ENDINGS: Final[tuple[str, ...]] = (
    *OWNER_ENDINGS,
    "ledare",
    "ledaren",
    "ledning",
    "ledningen",
    "chef",
    "chefen",
    "ansvarig",
    "ansvariga",
    "samordnare",
    "samordnaren",
    "handläggare",
    "handläggaren",
    "sekreterare",
    "sekreteraren",
    "strateg",
    "strategen",
    "utvecklare",
    "utvecklaren",
    "rektor",
    "rektorn",
    "direktör",
    "direktören",
    "enhet",
    "enheten",
    "avdelning",
    "avdelningen",
    "verksamhet",
    "verksamheten",
    "stab",
    "staben",
    "grupp",
    "gruppen",
    "projekt",
    "projektet",
    "rådet",
    "verket",
    "stad",
    "staden",
    "län",
    "länet",
    "region",
    "regionen",
    "tjänst",
    "tjänsten",
    "omsorg",
    "omsorgen",
    "vård",
    "vården",
    "skola",
    "skolan",
    "center",
    "centrum",
    "förening",
    "föreningen",
    "växel",
    "växeln",
    "konsult",
    "konsulten",
    "ekonom",
    "ekonomen",
)
"""Endings by which a role or an organisation is told from a person's name."""
