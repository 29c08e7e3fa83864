"""Reads Swedish amounts, dates, periods and lists of names; what it cannot read is None, never a
guess.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_UNITS: Final = {
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
_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_NUMBER = r"(?<![\d,.])(?P<whole>\d{1,3}(?:[ .]\d{3}){1,4}(?!\d)|\d{1,15})(?:[,.](?P<part>\d{1,6}))?(?!\d)"
_WITH_UNIT = re.compile(rf"{_NUMBER}\s*(?P<unit>{_UNIT})(?!\w)", re.IGNORECASE)
_BARE_NUMBER = re.compile(rf"{_NUMBER}(?P<unit>)")

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
_MONTH_OF = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_MONTH = (
    r"(?P<month>jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DATE = re.compile(
    r"(?<!\d)(?:"
    r"(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>[0-2]?\d|3[01])(?!\d)"
    r"|(?P<cy>(?:19|20)\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>[0-2]\d|3[01])(?!\d)"
    r"|(?P<sy>\d\d)(?P<sm>0[1-9]|1[0-2])(?P<sd>[0-2]\d|3[01])(?!\d)"
    r"|(?P<my>(?:19|20)\d\d)-(?P<mm>0[1-9]|1[0-2])(?!\d)"
    rf"|(?:(?:den )?(?P<day>[12]?\d|3[01])(?:\s|:[ea]\s))?\s*\b{_MONTH}(?:\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
    r"|(?P<only>(?:19|20)\d\d)(?!\d)"
    r")",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    r"tills vidare|pågående|och framåt|[-–—]\s*$|\btill\s*$|t\.?\s?o\.?\s?m\.?\s*$", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*(?:[•·▪◦●○■□‣∙*–—-]|o(?=\s)|\d{1,2}[.)](?=\s))\s*")
_LONGEST_NAME = 120


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
    found = _WITH_UNIT.search(text)
    if found is None and not unit_needed:
        found = _BARE_NUMBER.search(text)
    return Amount(_whole_kronor(found), found.start(), found.end()) if found else None


def _whole_kronor(found: re.Match[str]) -> int:
    whole = int(re.sub(r"[ .]", "", found["whole"]))
    factor = _UNITS[" ".join(found["unit"].lower().split())] if found["unit"] else 1
    part = found["part"] or "0"
    scale: int = 10 ** len(part)
    return whole * factor + (2 * int(part) * factor + scale) // (2 * scale)


def parse_amount(text: str) -> int | None:
    """Whole kronor when *text* is one amount and nothing else, with or without a unit; else
    None.
    """
    amount = find_amount(text, unit_needed=False)
    if amount is None or (text[: amount.start] + text[amount.end :]).strip(" .\t\n"):
        return None
    return amount.sek


def parse_period(text: str) -> tuple[date | None, date | None] | None:
    """First and last day of "2011-03-01 till 2012-10-31", "mars 2010 – december 2011", "2009-2011";
    else None.

    A month or a year alone is that whole month or year. The end is None where the text says it is
    open.
    """
    found = list(_DATE.finditer(text))
    if not 1 <= len(found) <= 2:
        return None
    years = [_year_of(match) for match in found]
    spans = [_span(match, year or years[-1]) for match, year in zip(found, years, strict=True)]
    first, last = spans[0], spans[-1]
    if first is None or last is None:
        return None
    if len(found) == 1 and _OPEN_END.search(text[found[0].end() :]):
        return first[0], None
    return (first[0], last[1]) if first[0] <= last[1] else None


def parse_date(text: str, *, last_day: bool = False) -> date | None:
    """The day *text* names; of a month or a year the first day, or the last."""
    found = list(_DATE.finditer(text))
    if len(found) != 1 or (text[: found[0].start()] + text[found[0].end() :]).strip(" .,"):
        return None
    year = _year_of(found[0])
    span = _span(found[0], year) if year else None
    return span[last_day] if span else None


def _year_of(match: re.Match[str]) -> int | None:
    for name in ("y", "cy", "my", "year", "only"):
        if match[name]:
            return int(match[name])
    return 2000 + int(match["sy"]) if match["sy"] else None


def _span(match: re.Match[str], year: int | None) -> tuple[date, date] | None:
    """First and last day of what one match of `_DATE` names."""
    if year is None:
        return None
    month_text = match["m"] or match["cm"] or match["sm"] or match["mm"]
    month = (
        int(month_text)
        if month_text
        else _MONTH_OF[match["month"][:3].lower()]
        if match["month"]
        else None
    )
    day_text = match["d"] or match["cd"] or match["sd"] or match["day"]
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    last = calendar.monthrange(year, month)[1]
    if day_text is None:
        return date(year, month, 1), date(year, month, last)
    day = int(day_text)
    return (date(year, month, day), date(year, month, day)) if 1 <= day <= last else None


def strip_bullet(line: str) -> str:
    """*line* without the bullet, dash or number that begins it."""
    return _BULLET.sub("", line, count=1).strip()


def has_bullet(line: str) -> bool:
    """Whether a line begins with a bullet, a dash or a number."""
    return _BULLET.match(line) is not None and bool(strip_bullet(line))


def list_items(text: str, *, places: bool = False) -> tuple[str, ...]:
    """The names in a list of one a line, or in one line with commas; empty for running text."""
    lines = [line for line in text.split("\n") if line.strip()]
    names = [strip_bullet(line) for line in lines]
    if any(len(name) > _LONGEST_NAME for name in names):
        return ()
    if len(lines) == 1 and not has_bullet(lines[0]):
        return split_names(names[0], places=places)
    if not any(has_bullet(line) for line in lines) and any(
        name.endswith((".", ":", ",")) for name in names
    ):
        return ()
    return tuple(name.rstrip(",;") for name in names if name)


def split_names(text: str, *, places: bool = False) -> tuple[str, ...]:
    """The names in "Karlstad, Kil och Grums" (or with semicolons); empty for a sentence.

    "och" divides names of *places* only, so that "Vård- och omsorgsnämnden" stays whole.
    """
    text = text.strip()
    if text.endswith(".") and " " in text:
        return ()
    names = re.split(r"\s*;\s*" if ";" in text else r"\s*,\s*", text)
    if places:
        names = [name for part in names for name in re.split(r"(?:^|\s+)(?:och|samt)\s+", part)]
    return tuple(name.strip() for name in names if name.strip())
