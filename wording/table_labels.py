"""Labels of facts and of section kinds in the reader's language, and what else stands in tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from corpus.facts import FACT_TABLE, FACTS, SORT_ORDERS
from corpus.kinds import KINDS, SECTION_KIND_TABLE
from search.options import Match
from wording.catalogue import N_
from wording.catalogue import gettext as _

_SORTS: Final[Mapping[str, str]] = {
    "relevance": N_("Relevans"),
    "newest": N_("Nyast"),
    "oldest": N_("Äldst"),
    "grant": N_("Störst stöd"),
    "title": N_("Titel"),
}
_MATCHES: Final[Mapping[Match, str]] = {
    Match.AUTO: N_("Helst alla ord"),
    Match.ALL: N_("Bara alla ord"),
    Match.ANY: N_("Något av orden"),
}

if unnamed := {*SORT_ORDERS} ^ {*_SORTS} | {*Match} ^ {*_MATCHES}:
    raise LookupError(
        f"labels and choices do not agree: {', '.join(sorted(unnamed))}"
    )


def fact_label(name: str) -> str:
    """What the fact *name* of `corpus.facts` is called."""
    return _(FACTS[name].label)


def kind_title(name: str) -> str:
    """What the section kind *name* of `corpus.kinds` is called; the title and the facts too."""
    return _(KINDS[name].title)


def sort_label(order: str) -> str:
    """What an order of `SORT_ORDERS` is called."""
    return _(_SORTS[order])


def match_label(match: str) -> str:
    """What a value of `Match` asks of the projects listed."""
    return _(_MATCHES[Match(match)])


def extract(
    *_arguments: object, **_options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """The labels of the tables for Babel, which asks each file for its sentences: line, function,
    sentence and comments.
    """
    labels = (
        *_SORTS.values(),
        *_MATCHES.values(),
        *(fact.label for fact in FACT_TABLE),
        *(kind.title for kind in SECTION_KIND_TABLE),
    )
    for label in dict.fromkeys(labels):
        yield 1, "N_", label, []
