"""Tables of Markdown, and figures as a reader wants them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

NOTHING: Final = "–"
_DECIMALS: Final = ((10, 1), (1, 2), (0.1, 3), (0, 4))
"""From which size on a figure has how many decimals."""


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
    decimals = next(
        decimals for least, decimals in _DECIMALS if abs(value) >= least
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
    if times >= 10:
        return f"{times:.0f} ×"
    decimals = 1 if times >= 0.95 else 2
    return f"{times:.{decimals}f} ×"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column is text and whose other columns are figures, aligned in the source
    too.
    """
    lines = [list(headings), *(list(row) for row in rows)]
    columns = zip(*lines, strict=True)
    widths = [max(3, *map(len, column)) for column in columns]
    first_width, *other_widths = widths
    # The colons align the columns of figures to the right.
    rule = [
        "-" * (first_width + 2),
        *("-" * (width + 1) + ":" for width in other_widths),
    ]
    heading_line, *body = [_line(cells, widths) for cells in lines]
    return "\n".join([heading_line, f"|{'|'.join(rule)}|", *body]) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *figures = cells
    first_width, *other_widths = widths
    padded = [first.ljust(first_width)]
    for cell, width in zip(figures, other_widths, strict=True):
        padded.append(cell.rjust(width))
    return f"| {' | '.join(padded)} |"
