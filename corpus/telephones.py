"""Finds Swedish telephone numbers, in every way of writing them, among numbers that are none.

The patterns are for texts in plain signs (`corpus.characters.plain_signs`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_AREA_CODE = (
    r"(?:8|1[013-689]|2[0136]|3[01356]|4[0246]|5[04]|6[03]|7[02369]|90"
    r"|[1-9]\d{2})"
)
_AREA = rf"0{_AREA_CODE}"
_MOBILE = r"7[02369]"
_BREAK = r"(?: ?[-/]{1,2} ?|\.|(?P<space> {1,2}))"
_GROUPS = (
    r"(?:\d{5,8}|\d{3}[ .-]\d{4}|\d{4}[ .-]\d{3,4}|\d{5}[ -]\d{2,3}|\d{2}[ -]\d{5}"
    r"|\d{2,3}(?:(?:\.\d{2,3}){1,3}|(?: ?- ?\d{2,3}| \d{2,3}){1,3}))"
)
_AFTER_COUNTRY = (
    r"(?:[ ./-]{0,2}(?:\(0\)|0))?"
    r"[ ./(-]{0,3}[1-9](?:[ ./()-]{0,3}\d){6,8}\d{0,2}"
)
PHONE: Final = re.compile(
    r"(?=[04(+])(?<![\w+])(?<!\d[.:-])(?<!(?<!\d)\d,)(?<![A-ZÅÄÖ]-)(?P<private>"
    rf"(?P<country>(?:\((?:\+|00) ?46\)|(?:\+|00) ?46){_AFTER_COUNTRY}"
    rf"|(?:46[ -]?)?\(0\)[ -]?[1-9]\d{{0,2}}[ ./-]{{0,3}}{_GROUPS})"
    rf"|(?P<bare>46(?:[ -]{{1,2}}0?{_AREA_CODE}[ ./-]{{1,3}}{_GROUPS}"
    rf"|[ -]?0?{_MOBILE}\d{{7}}))"
    rf"|(?:\({_AREA}\)[ ./-]{{0,3}}|{_AREA}{_BREAK}){_GROUPS}"
    rf"|{_AREA}\d{{5,8}}"
    rf"|0{_MOBILE}\d{{3}}[ -](?:\d\d[ -]\d\d|\d{{4}})"
    r")(?!\w|[-.:]\d|,(?!0[1-9])\d|/(?:19|20)?\d\d(?!\d|[ -]\d))"
)
"""Its group *private* is all of the number; `is_telephone` tells whether it is one."""

LABELLED_PHONE: Final = re.compile(
    r"\b(?:telefonnummer|telefonväxel|telefon|telnr|tel|tfn|mobiltelefon|mobilnummer|mobilnr|mobil"
    r"|mob|växel|fax|phone)\.?(?:\s?nr\.?)?\s?[:-]?\s?"
    r"(?P<private>\+?\d(?:[\d /()-]|\.(?=\d)){3,}\d)",
    re.IGNORECASE,
)
"""A number after a word for telephone, which needs no area code."""

PHONE_SHAPE: Final = b"0" * 8
LOCAL_SHAPE: Final = b"0" * 5
"""What a number has, with an area code and without, in the digits of a text's shape that
`corpus.privacy` makes."""
LABEL_HINTS: Final = (
    b"tel",
    b"tfn",
    b"mob",
    b"v\xc3\xa4xel",
    b"v\xc3\x84xel",
    b"fax",
    b"phone",
)
COUNTRY_HINT: Final = "46"
AREA_HINT: Final = re.compile(r"0\)?[ -]?[1-9](?<!\d0\d)")

_PHONE_DIGITS: Final = range(8, 12)
_SPACED_PHONE_DIGITS: Final = range(9, 12)
"""Of a number whose area code is parted from the rest by nothing but a space, as numbers of a table
are too."""
_MOST_DIGITS_IN_ONE_GROUP: Final = 10
"""Of a number that is written without groups: longer ones are articles'."""
_BARE_PHONE_DIGITS: Final = range(10, 13)
_LOCAL_DIGITS: Final = range(5, 14)
_STOCKHOLM: Final = "08"
"""The only area code of one digit after the 0, so that its numbers may be shorter."""
_DIGITS_OF_A_PAIR: Final = 2
_FEWEST_PAIRS: Final = 3
_FEWEST_GROUPS: Final = 3
_OTHER_NUMBER_CHARS: Final = 20
_ADDRESS_CHARS: Final = 200
_OTHER_NUMBER = re.compile(
    r"(?:dnr|diarienr|diarienummer|org\.?\s?nr|organisationsnummer|isbn|issn|bankgiro|plusgiro"
    r"|postgiro|bg|pg|nr|sou|kn-nummer|artikel|artikelnummer|projektnummer|ärende|ärendenummer"
    r"|kontonummer|fakturanummer|referensnummer|beteckning|\b(?:kl|klockan|art|ref|id|ocr))\W{0,3}$",
    re.IGNORECASE,
)
"""A number after one of these words is the authority's, not a person's."""
_PAGE_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s,;|<>()]*$", re.IGNORECASE)
_UNIT_BEHIND = re.compile(
    r" ?(?:(?:kr|kronor|sek|tkr|kkr|mkr|mnkr|mdkr|msek|ksek|tsek|miljon|miljoner|eur|euro|procent"
    r"|st|stycken|personer|invånare|deltagare|timmar|km|kg|ton|kvm|m2|m²)(?!\w)|[€$%]|:-)",
    re.IGNORECASE,
)
"""What stands behind an amount."""
_AMOUNT = re.compile(r"\d{1,3}(?: \d{3})+")
_YEARS_OR_HOURS = re.compile(
    r"(?:19|20)\d\d ?[-/] ?(?:(?:19|20)\d\d|\d\d[-/]\d\d)|\d\d\.\d\d ?- ?\d\d\.\d\d"
)
_NO_DIGIT = re.compile(r"\D+")


def is_telephone(match: re.Match[str]) -> bool:
    """Whether a match of `PHONE` is no amount, list, diary number or part of a page's address."""
    if not _has_telephone_digits(match) or _is_after_other_word(match):
        return False
    if match["country"]:
        return True
    number = match[0]
    if _is_in_steps(number):
        return False
    is_spaced = match["space"] is not None or match["bare"] is not None
    if is_spaced:
        return not (_is_amount(match, number) or _is_in_table(match))
    return not _is_in_pairs_by_dots(number)


def is_labelled_telephone(match: re.Match[str]) -> bool:
    """Whether a match of `LABELLED_PHONE` is no amount, no years and no hours."""
    number = match["private"]
    if _digit_count(number) not in _LOCAL_DIGITS:
        return False
    if _YEARS_OR_HOURS.fullmatch(number):
        return False
    has_unit = _UNIT_BEHIND.match(match.string, match.end()) is not None
    return not has_unit


def _has_telephone_digits(match: re.Match[str]) -> bool:
    if match["country"]:
        return True
    number = match[0]
    digits = _digit_count(number)
    if match["bare"]:
        return digits in _BARE_PHONE_DIGITS
    in_one_group = len(_NO_DIGIT.split(number.strip("()"))) < _FEWEST_GROUPS
    if in_one_group and digits > _MOST_DIGITS_IN_ONE_GROUP:
        return False
    is_stockholm = number.lstrip("(").startswith(_STOCKHOLM)
    is_spaced = match["space"] is not None
    if is_spaced and not is_stockholm:
        return digits in _SPACED_PHONE_DIGITS
    return digits in _PHONE_DIGITS


def _digit_count(text: str) -> int:
    return sum(map(str.isdigit, text))


def _is_after_other_word(match: re.Match[str]) -> bool:
    """Whether what stands before a number says that it is no telephone's."""
    text, start = match.string, match.start()
    first = max(0, start - _OTHER_NUMBER_CHARS)
    if _OTHER_NUMBER.search(text, first, start):
        return True
    first = max(0, start - _ADDRESS_CHARS)
    before = text[first:start].split()
    follows_at_once = not text[start - 1 : start].isspace()
    return bool(before and follows_at_once and _PAGE_ADDRESS.search(before[-1]))


def _is_in_steps(number: str) -> bool:
    """Whether a number is years, weeks or hours in a row: 08 09 10 11 12."""
    groups = _NO_DIGIT.split(number)
    if len(groups) < _FEWEST_PAIRS:
        return False
    if any(len(group) != _DIGITS_OF_A_PAIR for group in groups):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(groups)}
    return len(steps) == 1


def _is_in_pairs_by_dots(number: str) -> bool:
    """Whether a number is a date, an hour or the number of a chapter: 08.12.10.15."""
    pairs = number.split(".")
    return len(pairs) > 1 and all(
        len(pair) == _DIGITS_OF_A_PAIR for pair in pairs
    )


def _is_amount(match: re.Match[str], number: str) -> bool:
    if match["bare"] and _AMOUNT.fullmatch(number):
        return True
    return _UNIT_BEHIND.match(match.string, match.end()) is not None


def _is_in_table(match: re.Match[str]) -> bool:
    """Whether groups of digits stand before or behind a number with nothing but spaces between."""
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - 4) : start]
    if before.endswith(" ") and before.rstrip(" -")[-1:].isdigit():
        return True
    behind = text[end : end + 2].lstrip(" ")
    return behind[:1].isdigit()
