"""Years, periods and amounts as people write them, read into inclusive ranges."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Generic, TypeVar

from search.errors import ValueForm

Bound = TypeVar("Bound", int, date)

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 9999
LARGEST_AMOUNT: Final = 10**15

_SIGNS: Final = r"(?P<sign>[<>]=?|=[<>]?|≤|≥)?\s*"
_OPEN_START: Final = re.compile(r"\s*(?:\.\.|…|till\b)", re.IGNORECASE)
_TO: Final = r"\s*(?:\.{2,}|…|–|—|-|\btill\b)\s*"

_YEAR: Final = "[1-9][0-9]{3}"
_DAY: Final = rf"{_YEAR}(?:-[0-9]{{1,2}}(?:-[0-9]{{1,2}})?)?"
_NUMBER: Final = r"(?:[0-9]{1,3}(?:[\s.][0-9]{3})+(?![0-9])|[0-9]{1,16}(?:[.,][0-9]{1,6})?)"
_UNIT: Final = (
    r"(?:tkr|mkr|mnkr|kronor|kr|sek|:-|(?:tusen|miljon(?:er)?|milj)(?:\s*(?:kronor|kr))?)"
)
_AMOUNT: Final = rf"{_NUMBER}(?:\s*{_UNIT}(?!\w))?"

# Blanks on both sides of the dots or on none: in "stöd:100.. 200" the range is open and 200 a word.
AMOUNT_IN_QUERY: Final = (
    rf"[<>=≤≥]{{0,2}}\s?{_AMOUNT}(?:\s+(?:\.{{2,}}|…|–|—)\s+{_AMOUNT}|(?:\.{{2,}}|…|–|—|-){_AMOUNT}|\.{{2,}}|…)?"
    rf"|(?:\.{{2,}}|…){_AMOUNT}"
)
"""Pattern of an amount or a range of amounts with blanks inside, where other words may follow."""

_FACTORS: Final = {
    "tkr": 1_000,
    "tusen": 1_000,
    "mkr": 1_000_000,
    "mnkr": 1_000_000,
    "milj": 1_000_000,
}


@dataclass(frozen=True, slots=True)
class Scale(Generic[Bound]):
    """What a range is made of: how one bound looks, the first and last value it stands for, and the
    next value.
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
        if single := re.fullmatch(rf"{_SIGNS}({self.pattern})", text, re.IGNORECASE):
            low, high = self._compared(single["sign"] or "", self.span(single[2]))
        elif double := re.fullmatch(
            rf"({self.pattern})?{_TO}({self.pattern})?", text, re.IGNORECASE
        ):
            # A leading dash is more likely a minus sign or a "not" than an open start.
            if not double[1] and not (double[2] and _OPEN_START.match(text)):
                raise ValueError(text)
            low, high = self._between(double[1], double[2])
        else:
            raise ValueError(text)
        for bound in (low, high):
            if bound is not None and not self.lowest <= bound <= self.highest:
                raise ValueError(text)
        return low, high

    def _compared(self, sign: str, span: tuple[Bound, Bound]) -> tuple[Bound | None, Bound | None]:
        first, last = span
        match sign:
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

    def _between(self, low: str | None, high: str | None) -> tuple[Bound | None, Bound | None]:
        if not low or not high:
            return (self.span(low)[0] if low else None), (self.span(high)[1] if high else None)
        spans = sorted([self.span(_with_unit_of(low, high)), self.span(high)])
        return spans[0][0], spans[1][1]


def _with_unit_of(low: str, high: str) -> str:
    """*low* as an amount in the unit of *high* where it has none itself: the 1 of "1..6 mkr"."""
    unit = re.search(rf"{_UNIT}\s*$", high, re.IGNORECASE)
    return f"{low} {unit[0]}" if unit and re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]+)?", low) else low


def _year(text: str) -> tuple[int, int]:
    return int(text), int(text)


def _days(text: str) -> tuple[date, date]:
    """The first and last day of a year, a month or a day."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    year, first, last = (*parts, parts[1]) if len(parts) == 2 else (parts[0], 1, 12)
    after = date(year + last // 12, last % 12 + 1, 1) if (year, last) != (LAST_YEAR, 12) else None
    return date(year, first, 1), after - timedelta(days=1) if after else date.max


def _move_day(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise ValueError(day) from error


def _kronor(text: str) -> tuple[int, int]:
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:- ")
    unit = text[len(digits) :].casefold()
    factor = next((factor for name, factor in _FACTORS.items() if name in unit), 1)
    if re.fullmatch(r"[0-9]{1,3}(?:[\s.][0-9]{3})+", digits) and not (
        factor > 1 and digits.count(".") == 1
    ):
        digits = re.sub(r"[\s.]", "", digits)
    kronor = round(Decimal(digits.replace(",", ".")) * factor)
    return kronor, kronor


YEARS: Final = Scale(
    _YEAR,
    _year,
    int.__add__,
    FIRST_YEAR,
    LAST_YEAR,
    ValueForm.YEARS,
)
PERIODS: Final = Scale(
    _DAY,
    _days,
    _move_day,
    date(FIRST_YEAR, 1, 1),
    date.max,
    ValueForm.DAYS,
)
AMOUNTS: Final = Scale(
    _AMOUNT,
    _kronor,
    int.__add__,
    0,
    LARGEST_AMOUNT,
    ValueForm.AMOUNTS,
)
