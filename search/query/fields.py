"""The names a person may use for filters and sections, in Swedish and English, with and without å,
ä and ö.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from corpus.lookup import field_of_label, known_kind
from corpus.model import SECTION_KINDS
from search.errors import UnknownFilterError, UnknownSectionError
from search.query.signs import fold

FILTER_NAMES: Final[Mapping[str, str]] = {
    "region": "Region",
    "municipality": "Kommun",
    "programme": "Programområde",
    "phase": "Projektfas",
    "owner": "Projektägare",
    "year": "År",
    "period": "Projektperiod",
    "grant": "Beviljat ESF-stöd",
    "budget": "Total projektbudget",
}
"""Every filter, with the label a page shows."""

FILTER_WORDS: Final[Mapping[str, str]] = {
    "region": "region",
    "municipality": "kommun",
    "programme": "programområde",
    "phase": "projektfas",
    "owner": "projektägare",
    "year": "år",
    "period": "period",
    "grant": "stöd",
    "budget": "budget",
}
"""Every filter, with the field name of the query language."""

TITLE_KIND: Final = "titel"
"""Stands beside the kinds of `SECTION_KINDS` where a query may be bound to the title."""

# "kommun:" is the filter, so the section of that name needs another field name.
SECTION_WORDS: Final[Mapping[str, str]] = {
    TITLE_KIND: "titel",
    "sammanfattning": "sammanfattning",
    "bakgrund": "bakgrund",
    "syfte": "syfte",
    "mal": "mål",
    "malgrupp": "målgrupp",
    "genomforande": "genomförande",
    "resultat": "resultat",
    "tillganglighet": "tillgänglighet",
    "jamstalldhet": "jämställdhet",
    "transnationellt": "transnationellt",
    "kostnader": "kostnader",
    "risker": "risker",
    "uppfoljning": "uppföljning",
    "samarbetspartners": "samarbetspartners",
    "aktorer": "aktörer",
    "kommun": "kommunavsnitt",
    "relaterade": "relaterade",
    "ovrigt": "övrigt",
}
"""Every section kind and the title, with the field name of the query language."""

# What the lexicon of the readers, which knows what is printed on a page, does not have.
_MORE_FILTER_WORDS: Final[Mapping[str, str]] = {
    "regioner": "region",
    "beviljat": "grant",
    "years": "year",
}
_MORE_SECTION_WORDS: Final[Mapping[str, str]] = {
    "title": TITLE_KIND,
    "rubrik": TITLE_KIND,
    "projekttitel": TITLE_KIND,
    "projektnamn": TITLE_KIND,
    "aim": "syfte",
    "aims": "syfte",
    "goal": "mal",
    "objective": "mal",
    "targetgroup": "malgrupp",
    "implementation": "genomforande",
    "methods": "genomforande",
    "result": "resultat",
    "equality": "jamstalldhet",
    "gender": "jamstalldhet",
    "transnational": "transnationellt",
    "cost": "kostnader",
    "followup": "uppfoljning",
    "actor": "aktorer",
    "actors": "aktorer",
    "aktor": "aktorer",
    "municipality": "kommun",
    "related": "relaterade",
    "other": "ovrigt",
}
_LABELLED: Final[Mapping[str, str]] = {
    "programme": "programme",
    "phase": "phase",
    "owner": "owner",
    "region": "region",
    "grant": "grant",
    "budget": "budget",
    "period": "period",
    "municipality": "municipality",
}
"""The fields of the lexicon of labels that can be filtered by."""

_GAPS: Final = re.compile(r"[\s_-]+")


def _plain(name: str) -> str:
    return _GAPS.sub("", fold(name))


def _plain_names(*tables: Mapping[str, str]) -> dict[str, str]:
    """The plain spelling of every name and word of the tables, with the name."""
    return {
        _plain(word): name
        for table in tables
        for name, label in table.items()
        for word in (name, label)
    }


_FILTERS: Final = {**_plain_names(FILTER_NAMES, FILTER_WORDS), **_MORE_FILTER_WORDS}
_SECTIONS: Final = {**_plain_names(SECTION_KINDS, SECTION_WORDS), **_MORE_SECTION_WORDS}


def _find_filter(name: str) -> str | None:
    label = field_of_label(name) or field_of_label(_GAPS.sub(" ", name)) or ""
    return _FILTERS.get(_plain(name)) or _LABELLED.get(label)


def _find_section(name: str) -> str | None:
    return _SECTIONS.get(_plain(name)) or known_kind(_GAPS.sub(" ", name))


def canonical_filter_name(name: str) -> str:
    """The key of `FILTER_NAMES` that *name* stands for; `UnknownFilterError` if none."""
    if found := _find_filter(name):
        return found
    raise UnknownFilterError(name, FILTER_WORDS.values())


def canonical_section(name: str) -> str:
    """The section kind, or "titel", that *name* stands for; `UnknownSectionError` if none.

    Any heading the readers' lexicon knows will do: "Målsättning", "purpose".
    """
    if found := _find_section(name):
        return found
    raise UnknownSectionError(name, [TITLE_KIND, *SECTION_KINDS])


@lru_cache(maxsize=1024)
def find_field(name: str) -> tuple[str, str] | None:
    """("filter" or "section", canonical name) of a field in a query, None if unknown. Filters win:
    "kommun:".
    """
    if found := _find_filter(name):
        return "filter", found
    found = _find_section(name)
    return ("section", found) if found else None
