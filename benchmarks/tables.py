"""Tables of Markdown, and figures as a reader wants them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

NOTHING: Final = "–"


def figure(value: float | None) -> str:
    """*value* with three significant digits, thousands apart, "–" for None.

    >>> figure(0.04213), figure(12.3456), figure(59888.2), figure(None)
    ('0.0421', '12.3', '59,888', '–')
    """
    if value is None:
        return NOTHING
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    decimals = (
        1
        if abs(value) >= 10
        else 2
        if abs(value) >= 1
        else 3
        if abs(value) >= 0.1
        else 4
    )
    return f"{value:.{decimals}f}"


def ratio(value: float | None, ours: float | None) -> str:
    """How many times *ours* a figure is, "–" where one of them is missing.

    >>> ratio(38.0, 1.9), ratio(0.05, 1.0), ratio(None, 1.0)
    ('20 ×', '0.05 ×', '–')
    """
    if value is None or not ours:
        return NOTHING
    times = value / ours
    return (
        f"{times:.0f} ×"
        if times >= 10
        else f"{times:.1f} ×"
        if times >= 0.95
        else f"{times:.2f} ×"
    )


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column is text and whose other columns are figures, aligned in the source
    too.
    """
    body = [list(row) for row in rows]
    widths = [
        max(3, *(len(row[column]) for row in [list(headings), *body]))
        for column in range(len(headings))
    ]
    lines = [
        _line(headings, widths),
        f"|{'-' * (widths[0] + 2)}|{''.join('-' * (w + 1) + ':|' for w in widths[1:])}",
    ]
    return "\n".join([*lines, *(_line(row, widths) for row in body)]) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    text = [
        f" {first[0]:<{first[1]}} ",
        *(f" {cell:>{width}} " for cell, width in others),
    ]
    return f"|{'|'.join(text)}|"
