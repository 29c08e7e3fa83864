"""Masks personal data in a text: e-mail addresses, Swedish telephone and personal identity numbers,
names of persons.

`corpus.masking` does so to all texts of a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from corpus.persons import is_person, names_pattern

EMAIL_MASK: Final = "[e-post]"
PHONE_MASK: Final = "[telefon]"
IDENTITY_MASK: Final = "[personnummer]"
NAME_MASK: Final = "[namn]"

EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]++"
    r"(?:@|\s?[(\[](?:at|a|snabel-?a|@)[)\]]\s?)"
    r"[^\W_](?:[\w-]{0,62}[^\W_])?(?:\.[^\W_][\w-]{0,62})+"
)
_IDENTITY = re.compile(
    r"(?<!\d)(?<!\d-)(?P<century>18|19|20)?"
    r"(?P<day>\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01]))"
    r"[ ]?[-+‐‑–−]?[ ]?(?P<last>\d{4})(?!-?\d)"
)
_AREA = (
    r"0(?:8|1[013-689]|2[0136]|3[01356]|4[0246]|5[04]|6[03]|7[02369]|90"
    r"|[1-9]\d{2})"
)
_GROUPS = r"(?:\d{5,8}|\d{2,3}(?:[ -]\d{2,3}){1,3})"
PHONE: Final = re.compile(
    rf"(?<![\w+])(?<!\d[.,:-])(?:"
    rf"(?:(?:\+|00)46[ -]?(?:\(0\)[ -]?)?|46[ -]?\(0\)[ -]?)[1-9]\d{{0,2}}[ /-]{{0,3}}{_GROUPS}"
    rf"|(?:\({_AREA}\)|{_AREA})(?:[ ]?[-–‑/][ ]?|(?P<space>[ ])){_GROUPS}"
    rf"|{_AREA}\d{{5,8}}"
    rf")(?!\w|[-,.:]\d|/(?:19|20)?\d\d(?!\d))"
)
_LABELLED_PHONE = re.compile(
    r"(?P<label>\b(?:telefonnummer|telefon|tel|tfn|mobiltelefon|mobilnummer|mobil|växel|fax)"
    r"\.?(?:\s?nr\.?)?\s?:?\s?)"
    r"(?P<number>\+?\d[\d /()-]{3,}\d)",
    re.IGNORECASE,
)
_PHONE_DIGITS: Final = range(8, 14)
_SPACED_PHONE_DIGITS: Final = range(9, 14)
"""Of a number whose area code is parted from the rest by nothing but a space, as numbers of a table
are too."""
_LOCAL_DIGITS: Final = range(5, 14)
_STOCKHOLM: Final = "08"
"""The only area code of one digit after the 0, so that its numbers may be shorter."""
_OTHER_NUMBER_CHARS: Final = 20
_OTHER_NUMBER = re.compile(
    r"(?:dnr|diarienr|diarienummer|org\.?\s?nr|isbn|issn|bankgiro|plusgiro|postgiro|bg|pg|nr|sou"
    r"|kn-nummer)\W{0,3}$",
    re.IGNORECASE,
)
"""A number after one of these words is the authority's, not a person's."""

# Most texts hold no personal data: what they must contain to do so is looked for with searches that
# cost little.
_EMAIL_HINTS: Final = ("@", "(at)", "[at]", "(a)", "[a]", "(snabel")
_PHONE_HINTS: Final = (
    "tel",
    "Tel",
    "TEL",
    "tfn",
    "Tfn",
    "TFN",
    "mobil",
    "Mobil",
    "växel",
    "Växel",
    "fax",
    "Fax",
    "FAX",
)
_ROLE_HINTS: Final = (
    "andläggare",
    "ontakt",
    "rojektledare",
    "rocessledare",
    "öredragande",
    "ppgiftslämnare",
)
_PHONE_SHAPES: Final = (b"0000", b"00 00", b"00-00")
_IDENTITY_SHAPE: Final = b"000000"
_COUNTRY_HINTS: Final = ("+46", "0046", "(0)")
_AREA_HINT = re.compile(r"0[1-9](?<!\d0\d)")
_DIGITS_AS_ZERO = bytes.maketrans(b"123456789", b"000000000")

_NAME_WORD = r"[A-ZÅÄÖÉÜ][a-zåäöéèüøæ]+(?:-[A-ZÅÄÖÉÜ][a-zåäöéèüøæ]+)?"
_ROLE_AND_NAME = re.compile(
    r"(?P<role>\b(?:(?:[Hh]andläggare|[Kk]ontaktperson(?:er)?|[Pp]rojektledare|[Ff]öredragande"
    r"|[Kk]ontakt|[Uu]ppgiftslämnare)\s?:\s?"
    r"|(?:handläggare|kontaktperson|projektledare|processledare)(?:n|en)?,? ))"
    rf"(?P<name>{_NAME_WORD} {_NAME_WORD})(?![\w:])"
)


def mask_personal_data(text: str, names: Iterable[str] = ()) -> str:
    """*text* with addresses, telephone and identity numbers and the given *names* replaced by
    Swedish placeholders.

    Amounts, years, dates, diary and organisation numbers survive. Each of *names* is masked in the
    forms that running text gives it; words that may be a role or an authority are not masked.

    >>> mask_personal_data("Ring 031-390 06 12 eller skriv till kansliet@example.org.")
    'Ring [telefon] eller skriv till [e-post].'
    >>> mask_personal_data("Budget 1 200 000 kr")
    'Budget 1 200 000 kr'
    """
    if _has_any(text, _EMAIL_HINTS):
        text = EMAIL.sub(EMAIL_MASK, text)
    digits = _digit_shape(text)
    if _IDENTITY_SHAPE in digits:
        text = _IDENTITY.sub(_mask_identity, text)
    if any(shape in digits for shape in _PHONE_SHAPES):
        text = _mask_phones(text)
    if _has_any(text, _ROLE_HINTS):
        text = _ROLE_AND_NAME.sub(_mask_role_name, text)
    pattern = names_pattern(tuple(names))
    return text if pattern is None else pattern.sub(NAME_MASK, text)


def mask_identity_numbers(text: str) -> str:
    """*text* with personal identity numbers replaced: those with a real date and a right check
    digit.
    """
    if _IDENTITY_SHAPE not in _digit_shape(text):
        return text
    return _IDENTITY.sub(_mask_identity, text)


def _has_any(text: str, hints: Iterable[str]) -> bool:
    return any(hint in text for hint in hints)


def _digit_shape(text: str) -> bytes:
    """*text* as bytes with every ASCII digit as 0, where a row of digits is found faster than by a
    pattern.
    """
    return text.encode("utf-8", "replace").translate(_DIGITS_AS_ZERO)


def _mask_phones(text: str) -> str:
    if _AREA_HINT.search(text) or _has_any(text, _COUNTRY_HINTS):
        text = PHONE.sub(_mask_phone, text)
    if _has_any(text, _PHONE_HINTS):
        text = _LABELLED_PHONE.sub(_mask_labelled_phone, text)
    return text


def _mask_identity(match: re.Match[str]) -> str:
    digits = match["day"] + match["last"]
    century = match["century"] or "20"
    if _is_birthday(digits, century) and _luhn_sum(digits) % 10 == 0:
        return IDENTITY_MASK
    return match[0]


def _is_birthday(digits: str, century: str) -> bool:
    """Whether the first six of *digits* are a real day; 60 is added to it where a person has no
    number of the usual kind.
    """
    year, month, day = (
        int(century + digits[:2]),
        int(digits[2:4]),
        int(digits[4:6]),
    )
    try:
        date(year, month, day - 60 if day > 60 else day)
    except ValueError:
        return False
    return True


def _luhn_sum(digits: str) -> int:
    """The sum whose last digit is 0 where the check digit is right: every other digit doubled, and
    the digits of what comes out added.
    """
    total = 0
    for place, digit in enumerate(digits):
        doubled = int(digit) * (2 - place % 2)
        total += doubled // 10 + doubled % 10
    return total


def _mask_phone(match: re.Match[str]) -> str:
    is_spaced = match["space"] is not None
    is_stockholm = match[0].lstrip("(").startswith(_STOCKHOLM)
    digits = (
        _SPACED_PHONE_DIGITS
        if is_spaced and not is_stockholm
        else _PHONE_DIGITS
    )
    if _digit_count(match[0]) not in digits:
        return match[0]
    if _is_after_other_word(match) or (is_spaced and _is_in_table(match)):
        return match[0]
    return PHONE_MASK


def _digit_count(text: str) -> int:
    return sum(map(str.isdigit, text))


def _is_after_other_word(match: re.Match[str]) -> bool:
    """Whether the words before a number say that it is no telephone's."""
    start = match.start()
    first = max(0, start - _OTHER_NUMBER_CHARS)
    return _OTHER_NUMBER.search(match.string, first, start) is not None


def _is_in_table(match: re.Match[str]) -> bool:
    """Whether groups of digits stand before or behind a number with nothing but spaces between."""
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - 4) : start]
    if before.endswith(" ") and _ends_in_digit(before.rstrip(" -")):
        return True
    behind = text[end : end + 2].lstrip(" ")
    return behind[:1].isdigit()


def _ends_in_digit(text: str) -> bool:
    return text[-1:].isdigit()


def _mask_labelled_phone(match: re.Match[str]) -> str:
    if _digit_count(match["number"]) in _LOCAL_DIGITS:
        return match["label"] + PHONE_MASK
    return match[0]


def _mask_role_name(match: re.Match[str]) -> str:
    if is_person(match["name"]):
        return match["role"] + NAME_MASK
    return match[0]
