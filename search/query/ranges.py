"""Years, periods and amounts as people write them, read into inclusive ranges."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Generic, TypeVar

from corpus.values import LOOSE_UNITS, kronor_in, unit_pattern, whole_kronor
from search.errors import ValueForm

Bound = TypeVar("Bound", int, date)

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 9999
LARGEST_AMOUNT: Final = 10**15

_COMPARISON: Final = r"(?P<comparison>[<>]=?|=[<>]?|≤|≥)?\s*"
_OPEN_START: Final = re.compile(r"\s*(?:\.\.|…|till\b)", re.IGNORECASE)
_TO: Final = r"\s*(?:\.{2,}|…|–|—|-|\btill\b)\s*"

_YEAR: Final = "[1-9][0-9]{3}"
_DAY: Final = rf"{_YEAR}(?:-[0-9]{{1,2}}(?:-[0-9]{{1,2}})?)?"
_GROUPED_DIGITS: Final = r"[0-9]{1,3}(?:[\s.][0-9]{3})+(?![0-9])"
_DIGITS: Final = r"[0-9]{1,16}"
_FRACTION: Final = r"[.,][0-9]{1,6}"
_UNIT: Final = rf"(?:{unit_pattern(LOOSE_UNITS)})(?!\w)"
_AMOUNT: Final = (
    rf"(?:{_GROUPED_DIGITS}|{_DIGITS}(?:{_FRACTION})?)(?:\s*{_UNIT})?"
)
_AMOUNT_PARTS: Final = re.compile(
    rf"(?P<whole>{_GROUPED_DIGITS}|{_DIGITS})(?P<fraction>{_FRACTION})?\s*(?P<unit>{_UNIT})?",
    re.IGNORECASE,
)
_LAST_UNIT: Final = re.compile(rf"{_UNIT}\s*$", re.IGNORECASE)
_SMALL_NUMBER: Final = re.compile(rf"[0-9]{{1,3}}(?:{_FRACTION})?")
_POINT_IN_NUMBER: Final = re.compile(
    r"(?P<whole>[0-9]{1,3})\.(?P<fraction>[0-9]{3})"
)

# Blanks on both sides of the dots or on none: in "stöd:100.. 200" the range is open and 200 a word.
_DOTS: Final = r"(?:\.{2,}|…)"
_TO_AFTER_BLANK: Final = rf"\s+(?:{_DOTS}|–|—)\s+{_AMOUNT}"
_TO_WITHOUT_BLANK: Final = rf"(?:{_DOTS}|–|—|-){_AMOUNT}"
AMOUNT_IN_QUERY: Final = (
    rf"[<>=≤≥]{{0,2}}\s?{_AMOUNT}(?:{_TO_AFTER_BLANK}|{_TO_WITHOUT_BLANK}|{_DOTS})?"
    rf"|{_DOTS}{_AMOUNT}"
)
"""Pattern of an amount or a range of amounts with blanks inside, where other words may follow."""


@dataclass(frozen=True, slots=True)
class Scale(Generic[Bound]):
    """What a range is made of: how one bound looks, the first and last value it stands for, and the
    value some steps away.
    """

    pattern: str
    span: Callable[[str], tuple[Bound, Bound]]
    shift: Callable[[Bound, int], Bound]
    lowest: Bound
    highest: Bound
    form: ValueForm

    def read(self, text: str) -> tuple[Bound | None, Bound | None]:
        """The lowest and highest value of *text*, None where open; `ValueError` if it cannot be
        read.
        """
        low, high = self._read_one(text) or self._read_two(text)
        for bound in (low, high):
            if bound is not None and not self.lowest <= bound <= self.highest:
                raise ValueError(text)
        return low, high

    def _read_one(self, text: str) -> tuple[Bound | None, Bound | None] | None:
        """The range of one value or a comparison with one, None if *text* is neither."""
        match = re.fullmatch(
            rf"{_COMPARISON}(?P<value>{self.pattern})", text, re.IGNORECASE
        )
        if match is None:
            return None
        first, last = self.span(match["value"])
        match match["comparison"]:
            case ">":
                return self.shift(last, 1), None
            case ">=" | "=>" | "≥":
                return first, None
            case "<":
                return None, self.shift(first, -1)
            case "<=" | "=<" | "≤":
                return None, last
            case _:
                return first, last

    def _read_two(self, text: str) -> tuple[Bound | None, Bound | None]:
        """The range from one value to another, either of which may be left out."""
        ends = re.fullmatch(
            rf"(?P<low>{self.pattern})?{_TO}(?P<high>{self.pattern})?",
            text,
            re.IGNORECASE,
        )
        if ends is None:
            raise ValueError(text)
        low, high = ends["low"], ends["high"]
        if low and high:
            spans = [self.span(_with_unit_of(low, high)), self.span(high)]
            (first, _), (_, last) = sorted(spans)
            return first, last
        if low:
            return self.span(low)[0], None
        # A leading dash is more likely a minus sign or a "not" than an open start.
        if high and _OPEN_START.match(text):
            return None, self.span(high)[1]
        raise ValueError(text)


def _with_unit_of(low: str, high: str) -> str:
    """*low* as an amount in the unit of *high* where it has none itself: the 1 of "1..6 mkr"."""
    unit = _LAST_UNIT.search(high)
    return f"{low} {unit[0]}" if unit and _SMALL_NUMBER.fullmatch(low) else low


def _year(text: str) -> tuple[int, int]:
    year = int(text)
    return year, year


def _days(text: str) -> tuple[date, date]:
    """The first and last day of a year, a month or a day. ValueError for what does not exist."""
    year, *month_and_day = map(int, text.split("-"))
    match month_and_day:
        case [month, day]:
            return date(year, month, day), date(year, month, day)
        case [month]:
            first = date(year, month, 1)
            days_in_month = calendar.monthrange(year, month)[1]
            return first, first.replace(day=days_in_month)
        case _:
            return date(year, 1, 1), date(year, 12, 31)


def _move_day(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise ValueError(day) from error


def _kronor(text: str) -> tuple[int, int]:
    amount = _AMOUNT_PARTS.fullmatch(text.strip())
    if amount is None:
        raise ValueError(text)
    whole, fraction = amount["whole"], (amount["fraction"] or "")[1:]
    factor = kronor_in(amount["unit"] or "")
    # "1.500 mkr" is one and a half million: nobody writes thousands of millions so.
    if factor > 1 and (number := _POINT_IN_NUMBER.fullmatch(whole)):
        whole, fraction = number["whole"], number["fraction"]
    kronor = whole_kronor(whole, fraction, factor)
    return kronor, kronor


YEARS: Final = Scale(
    pattern=_YEAR,
    span=_year,
    shift=int.__add__,
    lowest=FIRST_YEAR,
    highest=LAST_YEAR,
    form=ValueForm.YEARS,
)
PERIODS: Final = Scale(
    pattern=_DAY,
    span=_days,
    shift=_move_day,
    lowest=date(FIRST_YEAR, 1, 1),
    highest=date.max,
    form=ValueForm.DAYS,
)
AMOUNTS: Final = Scale(
    pattern=_AMOUNT,
    span=_kronor,
    shift=int.__add__,
    lowest=0,
    highest=LARGEST_AMOUNT,
    form=ValueForm.AMOUNTS,
)
