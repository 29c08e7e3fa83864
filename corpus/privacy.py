"""Masks personal data in a text: e-mail addresses, Swedish telephone and personal identity numbers,
names of persons.

`corpus.masking` does so to all texts of a document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from corpus.characters import plain_signs
from corpus.contact_names import ROLE_HINTS, contact_spans
from corpus.persons import names_pattern
from corpus.telephones import (
    AREA_HINT,
    COUNTRY_HINT,
    LABEL_HINTS,
    LABELLED_PHONE,
    LOCAL_SHAPE,
    PHONE,
    PHONE_SHAPE,
    is_labelled_telephone,
    is_telephone,
)

EMAIL_MASK: Final = "[e-post]"
PHONE_MASK: Final = "[telefon]"
IDENTITY_MASK: Final = "[personnummer]"
NAME_MASK: Final = "[namn]"

_AT = (
    r"(?:@\s?| @ |\s?[(\[{<]\s?(?i:at|a|ät|snabel[- ]?a|@)\s?[)\]}>]\s?"
    r"|[ ](?i:at|snabel[- ]?a)[ ](?!(?i:www)\.))"
)
_DOT = r"(?:\.|[ ]?[(\[{](?i:dot|punkt|\.)[)\]}][ ]?|[ ](?i:dot|punkt)[ ])"
EMAIL: Final = re.compile(
    r"(?P<private>(?<![\w.+-])[\w.+-]++"
    rf"{_AT}"
    rf"[^\W_](?:[\w-]{{0,62}}[^\W_])?(?:{_DOT}[^\W_][\w-]{{0,62}})+)"
)
_IDENTITY = re.compile(
    r"(?=\d)(?<!\d)(?<!\d-)(?P<private>(?:(?P<century>18|19|20)[ ]?)?"
    r"(?P<year>\d{2})(?P<break>[-./ ]?)(?P<month>0[1-9]|1[0-2])(?P=break)"
    r"(?P<day>[0-2]\d|3[01]|[6-8]\d|9[01])"
    r"[ ]?[-+/.]{0,2}[ ]?(?P<last>\d{4}))(?!-?\d)"
)

# Most texts hold no personal data: what they must contain to do so is looked for with searches that
# cost little, in their shape.
_EMAIL_HINTS: Final = (
    b"@",
    b"(a)",
    b"(at)",
    b"( a",
    b"snabel",
    b" at ",
    b"(\xc3\xa4t)",
)
_ROLE_HINTS: Final = tuple(map(str.encode, ROLE_HINTS))
_IDENTITY_SHAPE: Final = b"0" * 10
_AS_SHAPE = bytes.maketrans(
    b"123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ[{<]}>",
    b"000000000abcdefghijklmnopqrstuvwxyz((()))",
)
_WITHIN_NUMBERS: Final = b" -+./()_"
_ODD_BYTES: Final = (b"\xe2", b"\xc2\xa0", b"\xef", b"\xe3\x80\x80")
"""How the signs begin in UTF-8 that `plain_signs` changes."""


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
    shape = _shape(text)
    digits = _digits(shape)
    if _has_any(shape, _EMAIL_HINTS):
        text = _masked(text, plain_signs(text), EMAIL, EMAIL_MASK)
    if _IDENTITY_SHAPE in digits:
        text = _mask_identities(text)
    if LOCAL_SHAPE in digits:
        text = _mask_phones(text, shape, digits)
    if _has_any(shape, _ROLE_HINTS):
        text = _mask_contacts(text)
    pattern = names_pattern(tuple(names))
    return text if pattern is None else pattern.sub(NAME_MASK, text)


def mask_identity_numbers(text: str) -> str:
    """*text* with personal identity numbers replaced: those with a real date and a right check
    digit.
    """
    if _IDENTITY_SHAPE in _digits(_shape(text)):
        return _mask_identities(text)
    return text


def _shape(text: str) -> bytes:
    """*text* as bytes in small letters with every digit as 0 and every bracket round, where what
    may be personal data is found faster than by a pattern.
    """
    encoded = text.encode("utf-8", "replace")
    if _has_any(encoded, _ODD_BYTES):
        encoded = plain_signs(text).encode("utf-8", "replace")
    return encoded.translate(_AS_SHAPE)


def _digits(shape: bytes) -> bytes:
    """*shape* without what stands between the digits of a number."""
    return shape.translate(None, _WITHIN_NUMBERS)


def _has_any(shape: bytes, hints: tuple[bytes, ...]) -> bool:
    for hint in hints:  # noqa: SIM110 - a generator costs more than the search
        if hint in shape:
            return True
    return False


def _is_always(_: re.Match[str]) -> bool:
    return True


def _masked(
    text: str,
    plain: str,
    pattern: re.Pattern[str],
    mask: str,
    is_personal: Callable[[re.Match[str]], bool] = _is_always,
) -> str:
    """*text* with *mask* where *pattern* has its group *private* in *plain*, a form of it that is
    as long."""
    spans = (
        match.span("private")
        for match in pattern.finditer(plain)
        if is_personal(match)
    )
    return _replaced(text, spans, mask)


def _replaced(text: str, spans: Iterable[tuple[int, int]], mask: str) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += text[done:start], mask
        done = end
    return "".join([*pieces, text[done:]]) if pieces else text


def _plain_numbers(text: str) -> str:
    """The names of files have underscores for spaces."""
    return plain_signs(text).replace("_", " ")


def _mask_identities(text: str) -> str:
    plain = _plain_numbers(text)
    return _masked(text, plain, _IDENTITY, IDENTITY_MASK, _is_identity)


def _mask_phones(text: str, shape: bytes, digits: bytes) -> str:
    plain = _plain_numbers(text)
    if PHONE_SHAPE in digits and _may_have_area_code(plain):
        text = _masked(text, plain, PHONE, PHONE_MASK, is_telephone)
    if _has_any(shape, LABEL_HINTS):
        plain = _plain_numbers(text)
        text = _masked(
            text, plain, LABELLED_PHONE, PHONE_MASK, is_labelled_telephone
        )
    return text


def _may_have_area_code(plain: str) -> bool:
    return COUNTRY_HINT in plain or AREA_HINT.search(plain) is not None


def _mask_contacts(text: str) -> str:
    return _replaced(text, contact_spans(plain_signs(text)), NAME_MASK)


def _is_identity(match: re.Match[str]) -> bool:
    day = match["year"] + match["month"] + match["day"]
    century = match["century"] or "20"
    return (
        _is_birthday(day, century) and _luhn_sum(day + match["last"]) % 10 == 0
    )


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
