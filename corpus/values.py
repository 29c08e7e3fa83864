"""Reads Swedish amounts, dates and periods; what it cannot read is None, never a guess."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

UNITS: Final[Mapping[str, int]] = {
    "kr": 1,
    "kronor": 1,
    "sek": 1,
    ":-": 1,
    "tkr": 1_000,
    "ksek": 1_000,
    "tusen kronor": 1_000,
    "tusen kr": 1_000,
    "mkr": 1_000_000,
    "mnkr": 1_000_000,
    "msek": 1_000_000,
    "mn kr": 1_000_000,
    "miljon kronor": 1_000_000,
    "miljoner kronor": 1_000_000,
    "miljoner kr": 1_000_000,
    "miljoner": 1_000_000,
}
"""Kronor in one of each unit that tells an amount in running text."""

LOOSE_UNITS: Final[Mapping[str, int]] = {
    **UNITS,
    "tusen": 1_000,
    "milj": 1_000_000,
    "milj kr": 1_000_000,
    "milj kronor": 1_000_000,
    "miljon": 1_000_000,
    "miljon kr": 1_000_000,
}
"""Kronor in one of each unit where nothing but an amount is expected, as in a filter's value."""


def unit_pattern(units: Iterable[str]) -> str:
    """A pattern without groups of its own for any of *units*, the longest first, with any space or
    none within one.
    """
    longest_first = sorted(units, key=len, reverse=True)
    return "|".join(
        re.escape(unit).replace(r"\ ", r"\s*") for unit in longest_first
    )


def kronor_in(unit: str) -> int:
    """Kronor in one *unit*, in any case and with any spaces; one where it is empty.

    >>> kronor_in("Tusen  kr")
    1000
    """
    return _FACTORS["".join(unit.split()).lower()]


def whole_kronor(whole: str, fraction: str, factor: int) -> int:
    """Kronor of the digits before and after the decimal sign, in a unit of *factor* kronor; a half
    krona is rounded up. Digits may be grouped by spaces or full stops.

    >>> whole_kronor("1", "5", 1_000_000)
    1500000
    """
    units = int(re.sub(r"[\s.]", "", whole))
    scale: int = 10 ** len(fraction)
    part = int(fraction or "0") * factor
    rounded_part = (2 * part + scale) // (2 * scale)
    return units * factor + rounded_part


_FACTORS: Final = {
    "": 1,
    **{unit.replace(" ", ""): sek for unit, sek in LOOSE_UNITS.items()},
}
_NUMBER: Final = (
    r"(?<![\d,.])"
    r"(?P<whole>\d{1,3}(?:[ .]\d{3}){1,4}(?!\d)|\d{1,15})"
    r"(?:[,.](?P<fraction>\d{1,6}))?"
    r"(?!\d)"
)
_WITH_UNIT: Final = re.compile(
    rf"{_NUMBER}\s*(?P<unit>{unit_pattern(UNITS)})(?!\w)", re.IGNORECASE
)
_BARE_NUMBER: Final = re.compile(rf"{_NUMBER}(?P<unit>)")

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
_MONTH_NUMBERS: Final = {
    name[:3]: number for number, name in enumerate(MONTHS, 1)
}
_MONTH_NAME: Final = (
    r"jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?"
    r"|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_CENTURY_YEAR: Final = r"(?:19|20)\d\d"
_TWO_DIGIT_MONTH: Final = r"0[1-9]|1[0-2]"
_TWO_DIGIT_DAY: Final = r"[0-2]\d|3[01]"
_DATE: Final = re.compile(
    rf"""
    (?<!\d)(?:
      (?P<parted_year>{_CENTURY_YEAR}) (?P<sign>[-/.])              # 2011-03-01, 2011/3/1
      (?P<parted_month>0?[1-9]|1[0-2]) (?P=sign) (?P<parted_day>[0-2]?\d|3[01]) (?!\d)
    | (?P<joined_year>{_CENTURY_YEAR})                              # 20110301
      (?P<joined_month>{_TWO_DIGIT_MONTH}) (?P<joined_day>{_TWO_DIGIT_DAY}) (?!\d)
    | (?P<short_year>\d\d)                                          # 110301
      (?P<short_month>{_TWO_DIGIT_MONTH}) (?P<short_day>{_TWO_DIGIT_DAY}) (?!\d)
    | (?P<monthly_year>{_CENTURY_YEAR}) - (?P<monthly_month>{_TWO_DIGIT_MONTH}) (?!\d)  # 2011-03
    | (?:(?:den\ )?(?P<named_day>[12]?\d|3[01])(?:\s|:[ea]\s))?     # den 1 mars 2011, mars 2011
      \s*\b(?P<named_month>{_MONTH_NAME})\b\.?
      (?:\s+(?P<named_year>{_CENTURY_YEAR})(?!\d))?
    | (?P<lone_year>{_CENTURY_YEAR}) (?!\d)                         # 2011
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_YEARS: Final = (
    "parted_year",
    "joined_year",
    "monthly_year",
    "named_year",
    "lone_year",
)
_MONTHS: Final = (
    "parted_month",
    "joined_month",
    "short_month",
    "monthly_month",
)
_DAYS: Final = ("parted_day", "joined_day", "short_day", "named_day")
_OPEN_END: Final = re.compile(
    r"tills vidare|pågående|och framåt|[-–—]\s*$|\btill\s*$|t\.?\s?o\.?\s?m\.?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """Whole kronor and where they stand in the text."""

    sek: int
    start: int
    end: int


def find_amount(text: str, *, unit_needed: bool = True) -> Amount | None:
    """The first amount in *text*: "5 119 766 kr", "1,5 mkr", "480 tkr"; a fraction of a krona is
    rounded.
    """
    match = _WITH_UNIT.search(text)
    if match is None and not unit_needed:
        match = _BARE_NUMBER.search(text)
    if match is None:
        return None
    sek = whole_kronor(
        match["whole"], match["fraction"] or "", kronor_in(match["unit"])
    )
    return Amount(sek, match.start(), match.end())


def parse_amount(text: str) -> int | None:
    """Whole kronor when *text* is one amount and nothing else, with or without a unit; else
    None.
    """
    amount = find_amount(text, unit_needed=False)
    if amount is None:
        return None
    around = text[: amount.start] + text[amount.end :]
    return None if around.strip(" .\t\n") else amount.sek


def parse_period(text: str) -> tuple[date | None, date | None] | None:
    """First and last day of "2011-03-01 till 2012-10-31", "mars 2010 – december 2011", "2009-2011";
    else None.

    A month or a year alone is that whole month or year. The end is None where the text says it is
    open.
    """
    dates = list(_DATE.finditer(text))
    if not 1 <= len(dates) <= 2:
        return None
    last_year = _year_of(dates[-1])
    # "mars – juni 2012": the first date takes the year of the last.
    spans = [_days_of(match, _year_of(match) or last_year) for match in dates]
    first, last = spans[0], spans[-1]
    if first is None or last is None:
        return None
    is_open = (
        len(dates) == 1 and _OPEN_END.search(text[dates[0].end() :]) is not None
    )
    if is_open:
        return first[0], None
    return (first[0], last[1]) if first[0] <= last[1] else None


def parse_date(text: str, *, last_day: bool = False) -> date | None:
    """The day *text* names; of a month or a year the first day, or the last."""
    dates = list(_DATE.finditer(text))
    if len(dates) != 1:
        return None
    match = dates[0]
    around = text[: match.start()] + text[match.end() :]
    if around.strip(" .,"):
        return None
    span = _days_of(match, _year_of(match))
    if span is None:
        return None
    first, last = span
    return last if last_day else first


def _year_of(match: re.Match[str]) -> int | None:
    if match["short_year"]:
        return 2000 + int(match["short_year"])
    year = _first_of(match, _YEARS)
    return int(year) if year else None


def _days_of(
    match: re.Match[str], year: int | None
) -> tuple[date, date] | None:
    """First and last day of what a match of `_DATE` names in *year*; None where there is no such
    day.
    """
    if year is None:
        return None
    month = _month_of(match)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    last_of_month = calendar.monthrange(year, month)[1]
    day_digits = _first_of(match, _DAYS)
    if not day_digits:
        return date(year, month, 1), date(year, month, last_of_month)
    day_number = int(day_digits)
    if not 1 <= day_number <= last_of_month:
        return None
    day = date(year, month, day_number)
    return day, day


def _month_of(match: re.Match[str]) -> int | None:
    digits = _first_of(match, _MONTHS)
    if digits:
        return int(digits)
    name = match["named_month"]
    return _MONTH_NUMBERS[name[:3].lower()] if name else None


def _first_of(match: re.Match[str], groups: Iterable[str]) -> str:
    """What the first of *groups* that took part in a match holds; empty where none did."""
    for group in groups:
        if match[group]:
            return match[group]
    return ""
