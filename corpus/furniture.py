"""What stands on a web page and is no content. Data only; to teach the readers more, add it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

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
    "hoppa": r"(?:hoppa |gå )?(?:direkt )?till "
    r"(?:innehåll(?:et)?|huvudinnehåll(?:et)?|toppen|sidans topp|menyn?)",
    "språk": r"in english|english|på svenska|svenska|other languages|lättläst|teckenspråk"
    r"|lyssna|läs upp",
    "verktyg": r"skriv ut(?: sidan)?|dela(?: sidan)?|tipsa(?: en vän)?|tillbaka|sök|meny|start|hem"
    r"|visa mer|visa mindre|skriv ut som pdf|ladda ner(?: pdf)?|rss",
    "kakor": r"(?:vi använder |om )?(?:kakor|cookies)(?: på webbplatsen)?|jag (?:förstår|godkänner)"
    r"|godkänn(?: alla)?(?: kakor| cookies)?",
    "uppdaterad": r"(?:sidan )?senast (?:uppdaterad|ändrad|granskad)\b.{0,60}",
    "dokumentvisare": r"storlek: px|starta visningen från sidan:?|ladda ner \".{1,200}\""
    r"|för \w+ år sedan|visningar:|antal visningar:? ?\d*|embed",
}
"""Name of the rule -> what a whole line of web furniture looks like, without case."""
