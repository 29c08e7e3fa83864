"""The tables of facts, of section kinds and of formats as Markdown."""

from __future__ import annotations

from corpus.facts import FACT_TABLE, FILTERS, SORT_ORDERS, FactKind
from corpus.formats.registry import FORMAT_TABLE, TEXT_SHAPE_TABLE
from corpus.kinds import SECTION_KIND_TABLE, SectionKind
from docs.generate.markdown import code, table

_FIRST_LABELS = 4
_FIRST_HEADINGS = 6


def filters_table() -> str:
    """The facts that a query or `--filter` can name."""
    rows = [
        (
            code(f"{fact.word}:"),
            code(fact.name, *fact.aliases),
            fact.label,
            "a range" if fact.is_range else "a name",
            "yes" if fact.is_facet else "",
        )
        for fact in FILTERS.values()
    ]
    return table(("field", "also", "fact", "takes", "counted as a facet"), rows)


def fields_of_sections_table() -> str:
    """The kinds of section that a query or `--section` can name."""
    rows = [
        (code(f"{kind.word}:"), code(kind.name, *kind.aliases), kind.title)
        for kind in SECTION_KIND_TABLE
        if kind.word
    ]
    return table(("field", "also", "section"), rows)


def facts_table() -> str:
    """Every fact: what it is read from, where it is kept, whether it is masked."""
    rows = [
        (
            code(fact.name),
            fact.label,
            fact.type.value,
            code(*fact.attributes),
            fact.masking.value,
            _some(_labels(fact), _FIRST_LABELS),
        )
        for fact in FACT_TABLE
    ]
    return table(
        ("name", "on the page", "type", "attributes", "masked", "read from"),
        rows,
    )


def _labels(fact: FactKind) -> tuple[str, ...]:
    of_period = (*fact.start_labels, *fact.end_labels)
    return (fact.label, *fact.labels, *of_period)


def kinds_table() -> str:
    """Every kind of section: its weight in ranking and the headings that open it."""
    rows = [
        (code(kind.name), kind.title, f"{kind.weight:g}", _headings(kind))
        for kind in SECTION_KIND_TABLE
    ]
    return table(("name", "on the page", "weight", "headings"), rows)


def _headings(kind: SectionKind) -> str:
    if not kind.is_section:
        return "not a section"
    return _some(kind.headings, _FIRST_HEADINGS)


def _some(texts: tuple[str, ...], most: int) -> str:
    shown = ", ".join(texts[:most])
    rest = len(texts) - most
    if rest > 0:
        return f"{shown} and {rest} more"
    return shown


def sort_orders() -> str:
    """The orders of a result, in a line."""
    return code(*SORT_ORDERS)


def formats_table() -> str:
    """Every format of files, and the shapes of text, in the order in which they are tried."""
    rows = [
        (code(row.name), code(*row.suffixes), "yes" if row.holds_many else "")
        for row in FORMAT_TABLE
    ]
    shapes = code(*(shape.name for shape in TEXT_SHAPE_TABLE))
    header = ("format", "suffixes", "several documents")
    order = f"Text is read as the first of these that it looks like: {shapes}."
    return f"{table(header, rows)}\n\n{order}"
