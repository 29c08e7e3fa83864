"""Amounts, dates and numbers as Swedish readers write them."""

from __future__ import annotations

from datetime import date
from typing import Final

MONTHS: Final = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"


def format_number(number: int) -> str:
    """*number* in groups of three digits that no line break parts."""
    return f"{number:,}".replace(",", NO_BREAK_SPACE)


def format_kronor(amount: int) -> str:
    return f"{format_number(amount)}{NO_BREAK_SPACE}kr"


def format_date(day: date) -> str:
    return NO_BREAK_SPACE.join((str(day.day), MONTHS[day.month - 1], str(day.year)))


def format_period(start: date | None, end: date | None) -> str:
    """The period from *start* to *end*, either of which may be unknown; empty when both are."""
    if start and end:
        return f"{format_date(start)} – {format_date(end)}"
    if start:
        return f"från {format_date(start)}"
    return f"till {format_date(end)}" if end else ""
