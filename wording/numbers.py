"""Numbers, dates and periods as Swedish readers write them; *space* parts what a line break should
not part.
"""

from __future__ import annotations

from datetime import date

from corpus.values import MONTHS
from wording.catalogue import gettext as _


def number_text(number: int, space: str = " ") -> str:
    """*number* in groups of three digits.

    >>> number_text(5119766)
    '5 119 766'
    """
    return f"{number:,}".replace(",", space)


def kronor_text(amount: int, space: str = " ") -> str:
    """*amount* as *5 119 766 kr*."""
    return _("{number}{space}kr").format(
        number=number_text(amount, space), space=space
    )


def date_text(day: date, space: str = " ") -> str:
    """*day* as *1 mars 2011*."""
    return space.join((str(day.day), MONTHS[day.month - 1], str(day.year)))


def period_text(start: date | None, end: date | None, space: str = " ") -> str:
    """The period from *start* to *end*, either of which may be unknown; empty when both are."""
    if start and end:
        return f"{date_text(start, space)} – {date_text(end, space)}"
    if start:
        return _("från {day}").format(day=date_text(start, space))
    return _("till {day}").format(day=date_text(end, space)) if end else ""
