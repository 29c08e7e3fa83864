"""The fields of the query language: the facts and the section kinds by the names a person may use,
in Swedish and English, with and without å, ä and ö.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, TypeVar

from corpus.facts import FILTERS, FactKind
from corpus.kinds import KINDS, SECTION_KINDS, TITLE, SectionKind
from corpus.lookup import field_of_label, known_kind
from search.errors import UnknownFilterError, UnknownSectionError
from search.query.signs import without_marks

Row = TypeVar("Row", FactKind, SectionKind)

_GAPS: Final = re.compile(r"[\s_-]+")


def _plain(name: str) -> str:
    bare = without_marks(name)
    return _GAPS.sub("", bare)


def _by_plain_name(
    named: Iterable[tuple[Row, Iterable[str]]],
) -> dict[str, Row]:
    """The rows by the plain spelling of all their names. ValueError for a name of two rows."""
    rows: dict[str, Row] = {}
    for row, names in named:
        for name in map(_plain, names):
            earlier = rows.setdefault(name, row)
            if earlier is not row:
                raise ValueError(
                    f"{name!r} names both {earlier.name} and {row.name}"
                )
    return rows


_FILTERS: Final[Mapping[str, FactKind]] = _by_plain_name(
    (fact, (fact.name, fact.label, fact.word, *fact.aliases))
    for fact in FILTERS.values()
)
_SECTIONS: Final[Mapping[str, SectionKind]] = _by_plain_name(
    (kind, (kind.name, kind.title, kind.word, *kind.aliases))
    for kind in KINDS.values()
    if kind.word
)


def _find_filter(name: str) -> FactKind | None:
    if fact := _FILTERS.get(_plain(name)):
        return fact
    label = field_of_label(name) or field_of_label(_GAPS.sub(" ", name))
    return FILTERS.get(label) if label else None


def _find_section(name: str) -> SectionKind | None:
    if kind := _SECTIONS.get(_plain(name)):
        return kind
    heading_kind = known_kind(_GAPS.sub(" ", name))
    return KINDS[heading_kind] if heading_kind else None


def canonical_filter_name(name: str) -> str:
    """The key of `FILTERS` that *name* stands for; `UnknownFilterError` if none."""
    fact = _find_filter(name)
    if fact is None:
        raise UnknownFilterError(name, [fact.word for fact in FILTERS.values()])
    return fact.name


def canonical_section(name: str) -> str:
    """The section kind, or "titel", that *name* stands for; `UnknownSectionError` if none.

    Any heading the readers' lexicon knows will do: "Målsättning", "purpose".
    """
    kind = _find_section(name)
    if kind is None:
        raise UnknownSectionError(name, [TITLE, *SECTION_KINDS])
    return kind.name


@lru_cache(maxsize=1024)
def find_field(name: str) -> FactKind | SectionKind | None:
    """The fact or the section kind that a field of a query names, None if it names none.

    Filters win: "kommun:" is one.
    """
    return _find_filter(name) or _find_section(name)
