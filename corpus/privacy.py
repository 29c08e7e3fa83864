"""Masks personal data: e-mail addresses, Swedish telephone and personal identity numbers, names of
contact persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final

from corpus.name_endings import ROLE_ENDINGS

EMAIL_MASK: Final = "[e-post]"
PHONE_MASK: Final = "[telefon]"
IDENTITY_MASK: Final = "[personnummer]"
NAME_MASK: Final = "[namn]"

EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]++(?:@|\s?[(\[](?:at|a|snabel-?a|@)[)\]]\s?)[^\W_](?:[\w-]{0,62}[^\W_])?(?:\.[^\W_][\w-]{0,62})+"
)
_IDENTITY = re.compile(
    r"(?<!\d)(?<!\d-)(?P<century>18|19|20)?(?P<day>\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01]))"
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
    rf"|\(?{_AREA}\)?(?:[ ]?[-–‑/][ ]?|(?P<space>[ ])){_GROUPS}"
    rf"|{_AREA}\d{{5,8}}"
    rf")(?!\w|[-,.:]\d|/(?:19|20)?\d\d(?!\d))"
)
_LABELLED_PHONE = re.compile(
    r"(?P<label>\b(?:telefonnummer|telefon|tel|tfn|mobiltelefon|mobilnummer|mobil|växel|fax)\.?(?:\s?nr\.?)?\s?:?\s?)"
    r"(?P<number>\+?\d[\d /()-]{3,}\d)",
    re.IGNORECASE,
)
_PHONE_DIGITS: Final = range(8, 14)
_LOCAL_DIGITS: Final = range(5, 14)
# A number after one of these words is the authority's, not a person's.
_OTHER_NUMBER = re.compile(
    r"(?:dnr|diarienr|diarienummer|org\.?\s?nr|isbn|issn|bankgiro|plusgiro|postgiro|bg|pg|nr|sou|kn-nummer)\W{0,3}$",
    re.IGNORECASE,
)

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
_AREA_HINT = re.compile(r"0[1-9](?<!\d0\d)")
_DIGITS_AS_ZERO = bytes.maketrans(b"123456789", b"000000000")

_NAME_WORD = r"[A-ZÅÄÖÉÜ][a-zåäöéèüøæ]+(?:-[A-ZÅÄÖÉÜ][a-zåäöéèüøæ]+)?"
_ROLE_AND_NAME = re.compile(
    r"(?P<role>\b(?:(?:[Hh]andläggare|[Kk]ontaktperson(?:er)?|[Pp]rojektledare|[Ff]öredragande|[Kk]ontakt"
    r"|[Uu]ppgiftslämnare)\s?:\s?|(?:handläggare|kontaktperson|projektledare|processledare)(?:n|en)?,? ))"
    rf"(?P<name>{_NAME_WORD} {_NAME_WORD})(?![\w:])"
)
_NAME_SEPARATORS = re.compile(r"\s*(?:[,;/&(]|\boch\b|\bsamt\b)\s*")
_PARTICLES = frozenset({"von", "af", "de", "van", "der", "la", "di", "el", "al"})
_LETTER_FIRST = re.compile(r"[^\W\d_][\w.'’-]*")


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
    if b"000000" in digits:
        text = _IDENTITY.sub(_mask_identity, text)
    if b"0000" in digits or b"00 00" in digits or b"00-00" in digits:
        text = _mask_phones(text)
    if _has_any(text, _ROLE_HINTS):
        text = _ROLE_AND_NAME.sub(_mask_role_name, text)
    pattern = _names_pattern(tuple(names))
    return pattern.sub(NAME_MASK, text) if pattern is not None else text


def mask_identity_numbers(text: str) -> str:
    """*text* with personal identity numbers replaced: those with a real date and a right check
    digit.
    """
    return _IDENTITY.sub(_mask_identity, text) if b"000000" in _digit_shape(text) else text


def _has_any(text: str, hints: Iterable[str]) -> bool:
    return any(hint in text for hint in hints)


def _digit_shape(text: str) -> bytes:
    """*text* as bytes with every ASCII digit as 0, where a row of digits is found faster than by a
    pattern.
    """
    return text.encode("utf-8", "replace").translate(_DIGITS_AS_ZERO)


def _mask_phones(text: str) -> str:
    if _AREA_HINT.search(text) or "+46" in text or "0046" in text or "(0)" in text:
        text = PHONE.sub(_mask_phone, text)
    return _LABELLED_PHONE.sub(_mask_labelled_phone, text) if _has_any(text, _PHONE_HINTS) else text


def personal_names(contact: str) -> tuple[str, ...]:
    """The names of persons in a contact field; roles ("Projektledaren", "Karlstads kommun") are
    none.
    """
    return tuple(part for part in _NAME_SEPARATORS.split(contact) if is_person(part))


def is_person(text: str) -> bool:
    """Whether a text may be a person's name: two to five words with capitals, none of them a role
    or an authority.
    """
    words = text.split()
    if not 2 <= len(words) <= 5 or any(word.casefold().endswith(ROLE_ENDINGS) for word in words):
        return False
    return all(
        _LETTER_FIRST.fullmatch(word) and (word[0].isupper() or word in _PARTICLES)
        for word in words
    )


def _mask_identity(found: re.Match[str]) -> str:
    digits = found["day"] + found["last"]
    century = int(found["century"] or "20") * 100
    day = int(digits[4:6])
    try:
        date(century + int(digits[:2]), int(digits[2:4]), day - 60 if day > 60 else day)
    except ValueError:
        return found[0]
    return IDENTITY_MASK if _luhn_sum(digits) % 10 == 0 else found[0]


def _luhn_sum(digits: str) -> int:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled)


def _mask_phone(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    count = sum(char.isdigit() for char in found[0])
    fewest = 8 if found[0].lstrip("(")[:2] == "08" or found["space"] is None else 9
    if (
        count < fewest
        or count not in _PHONE_DIGITS
        or _OTHER_NUMBER.search(text, max(0, start - 20), start)
    ):
        return found[0]
    # Groups of digits with nothing but spaces before and behind are a table's.
    in_table = (
        _ends_in_digit(text[max(0, start - 4) : start])
        or text[end : end + 2].lstrip(" ")[:1].isdigit()
    )
    return found[0] if found["space"] and in_table else PHONE_MASK


def _ends_in_digit(before: str) -> bool:
    return before.endswith(" ") and before.rstrip(" -")[-1:].isdigit()


def _mask_labelled_phone(found: re.Match[str]) -> str:
    count = sum(char.isdigit() for char in found["number"])
    return found["label"] + PHONE_MASK if count in _LOCAL_DIGITS else found[0]


def _mask_role_name(found: re.Match[str]) -> str:
    return found["role"] + NAME_MASK if is_person(found["name"]) else found[0]


@lru_cache(maxsize=256)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for the forms of all names: as written, first and last only, turned about, with
    an initial.
    """
    forms: set[str] = set()
    for name in names:
        words = name.split()
        if not words:
            continue
        forms.add(r"\s+".join(map(re.escape, words)))
        if len(words) > 1:
            first, last = re.escape(words[0]), re.escape(words[-1])
            surname = r"[\s-]+".join(map(re.escape, words[1:]))
            forms |= {
                rf"{first}\s+{last}",
                rf"{first}\s+{surname}",
                rf"{surname},?\s+{first}",
                rf"{last},?\s+{first}",
            }
            forms.add(rf"{re.escape(words[0][0])}\.?\s+{last}")
    if not forms:
        return None
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?=s?(?!\w))", re.IGNORECASE)
