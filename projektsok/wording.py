"""Amounts, dates and sizes as a terminal shows them: with ordinary spaces, so that what is seen can be searched for."""

from __future__ import annotations

from datetime import date
from typing import Final

_MONTHS: Final = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_UNITS: Final = ("byte", "kB", "MB", "GB", "TB")


def number_text(number: int) -> str:
    """*number* in groups of three digits.

    >>> number_text(5119766)
    '5 119 766'
    """
    return f"{number:,}".replace(",", " ")


def decimal_text(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def size_text(size_bytes: int) -> str:
    """*size_bytes* in the largest unit that leaves at least 1.

    >>> size_text(2_500_000)
    '2,5 MB'
    """
    size, unit = float(size_bytes), 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{decimal_text(size) if unit else size_bytes} {_UNITS[unit]}"


def date_text(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period_text(start: date | None, end: date | None) -> str:
    """The period from *start* to *end*; empty when both are unknown."""
    if start and end:
        return f"{date_text(start)} – {date_text(end)}"
    if start:
        return f"från {date_text(start)}"
    return f"till {date_text(end)}" if end else ""


def counted(count: int, one: str, many: str) -> str:
    """*count* with its noun: 1 fil, 2 filer."""
    return f"{number_text(count)} {one if count == 1 else many}"
