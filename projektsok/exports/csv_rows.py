"""A page of hits as CSV: a header and a row a hit, with the facts that can be filtered by."""

from __future__ import annotations

from typing import Final

from corpus.facts import FILTERS
from projektsok.output import Output, write_csv
from search.results import Hit, Page

_ATTRIBUTES: Final = tuple(
    dict.fromkeys(
        attribute for fact in FILTERS.values() for attribute in fact.attributes
    )
)
"""The attributes of `Metadata` that are columns."""

_HEADER: Final = (
    *("rank", "id", "title", "score", "complete"),
    *_ATTRIBUTES,
    *("passage_heading", "passage"),
)


def write_page(output: Output, page: Page) -> None:
    """A header, and the hits if there are any."""
    write_csv(_HEADER, map(_row, page.hits))


def _row(hit: Hit) -> tuple[object, ...]:
    facts = [
        _cell(getattr(hit.metadata, attribute)) for attribute in _ATTRIBUTES
    ]
    return (
        hit.rank,
        hit.id,
        hit.title,
        hit.score,
        "true" if hit.complete else "false",
        *facts,
        *_best_passage(hit),
    )


def _cell(value: object) -> object:
    """*value* for one cell: several names are parted by semicolons."""
    return "; ".join(value) if isinstance(value, tuple) else value


def _best_passage(hit: Hit) -> tuple[str | None, str | None]:
    """The heading and the text of the first passage, on one line."""
    if not hit.passages:
        return None, None
    best = hit.passages[0]
    return best.heading, " ".join(best.text.split())
