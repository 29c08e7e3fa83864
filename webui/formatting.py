"""Amounts, dates and numbers on a page: as elsewhere, with spaces that no line break parts."""

from __future__ import annotations

from datetime import date
from typing import Final

from wording.catalogue import ngettext
from wording.numbers import date_text, number_text, period_text

NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"


def format_number(number: int) -> str:
    return number_text(number, NO_BREAK_SPACE)


def format_kronor(amount: int) -> str:
    return f"{format_number(amount)}{NO_BREAK_SPACE}kr"


def projects_text(count: int) -> str:
    """*count* projects: 1 projekt, 1 200 projekt."""
    return ngettext("{count} projekt", "{count} projekt", count).format(count=format_number(count))


def format_date(day: date) -> str:
    return date_text(day, NO_BREAK_SPACE)


def format_period(start: date | None, end: date | None) -> str:
    """The period from *start* to *end*, either of which may be unknown; empty when both are."""
    return period_text(start, end, NO_BREAK_SPACE)
