"""Masks personal data in a text: e-mail addresses, Swedish telephone and personal identity numbers,
names of persons.

`corpus.masking` does so to all texts of a document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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

Replacement = str | Callable[[re.Match[str]], str]
Substitute = Callable[[re.Pattern[str], Replacement, str], str]
"""Puts a replacement in the place of all that a pattern matches in a text, as `re.Pattern.sub`."""
Span = tuple[int, int]


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
    return _mask(text, names, re.Pattern.sub)


def mask_marked(
    text: str, marks: Iterable[Span], names: Iterable[str] = ()
) -> tuple[str, tuple[Span, ...]]:
    """*text* as `mask_personal_data` makes it, and where the spans *marks* of it are then.

    A mark on anything that is masked is left out: it would tell what is not shown.
    """
    spans = _Spans(marks)
    masked = _mask(text, names, spans.substitute)
    return masked, spans.spans


def mask_identity_numbers(text: str) -> str:
    """*text* with personal identity numbers replaced: those with a real date and a right check
    digit.
    """
    if _IDENTITY_SHAPE not in _digit_shape(text):
        return text
    return _IDENTITY.sub(_mask_identity, text)


def _mask(text: str, names: Iterable[str], substitute: Substitute) -> str:
    if _has_any(text, _EMAIL_HINTS):
        text = substitute(EMAIL, EMAIL_MASK, text)
    digits = _digit_shape(text)
    if _IDENTITY_SHAPE in digits:
        text = substitute(_IDENTITY, _mask_identity, text)
    if any(shape in digits for shape in _PHONE_SHAPES):
        text = _mask_phones(text, substitute)
    if _has_any(text, _ROLE_HINTS):
        text = substitute(_ROLE_AND_NAME, _mask_role_name, text)
    pattern = names_pattern(tuple(names))
    return text if pattern is None else substitute(pattern, NAME_MASK, text)


def _has_any(text: str, hints: Iterable[str]) -> bool:
    return any(hint in text for hint in hints)


def _digit_shape(text: str) -> bytes:
    """*text* as bytes with every ASCII digit as 0, where a row of digits is found faster than by a
    pattern.
    """
    return text.encode("utf-8", "replace").translate(_DIGITS_AS_ZERO)


def _mask_phones(text: str, substitute: Substitute) -> str:
    if _AREA_HINT.search(text) or _has_any(text, _COUNTRY_HINTS):
        text = substitute(PHONE, _mask_phone, text)
    if _has_any(text, _PHONE_HINTS):
        text = substitute(_LABELLED_PHONE, _mask_labelled_phone, text)
    return text


class _Spans:
    """Spans of a text that is being changed. Each has its place in the text as it is now."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = tuple(spans)

    def substitute(self, pattern: re.Pattern[str], replacement: Replacement, text: str) -> str:
        """`pattern.sub(replacement, text)`; the spans move with their letters."""

        def replace_and_move(match: re.Match[str]) -> str:
            new = replacement if isinstance(replacement, str) else replacement(match)
            if new != match[0]:
                changes.append((match.start(), match.end(), len(new)))
            return new

        changes: list[tuple[int, int, int]] = []
        changed = pattern.sub(replace_and_move, text)
        # From the end, so that what is not yet looked at keeps its place.
        for start, end, new_chars in reversed(changes):
            self._replace(start, end, new_chars)
        return changed

    def _replace(self, start: int, end: int, new_chars: int) -> None:
        """Move the spans behind a place whose letters were replaced; drop those that touch it."""
        shift = new_chars - (end - start)
        before = [span for span in self.spans if span[1] <= start]
        behind = [(first + shift, stop + shift) for first, stop in self.spans if first >= end]
        self.spans = (*before, *behind)


def _mask_identity(match: re.Match[str]) -> str:
    digits = match["day"] + match["last"]
    is_identity = _is_birthday(digits, match["century"] or "20") and _luhn_sum(digits) % 10 == 0
    return IDENTITY_MASK if is_identity else match[0]


def _is_birthday(digits: str, century: str) -> bool:
    """Whether the first six of *digits* are a real day; 60 is added to it where a person has no
    number of the usual kind.
    """
    year, month, day = int(century + digits[:2]), int(digits[2:4]), int(digits[4:6])
    try:
        date(year, month, day - 60 if day > 60 else day)
    except ValueError:
        return False
    return True


def _luhn_sum(digits: str) -> int:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled)


def _mask_phone(match: re.Match[str]) -> str:
    is_spaced = match["space"] is not None
    is_stockholm = match[0].lstrip("(").startswith(_STOCKHOLM)
    digits = _SPACED_PHONE_DIGITS if is_spaced and not is_stockholm else _PHONE_DIGITS
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
    behind = text[end : end + 2]
    if before.endswith(" ") and before.rstrip(" -")[-1:].isdigit():
        return True
    return behind.lstrip(" ")[:1].isdigit()


def _mask_labelled_phone(match: re.Match[str]) -> str:
    is_phone = _digit_count(match["number"]) in _LOCAL_DIGITS
    return match["label"] + PHONE_MASK if is_phone else match[0]


def _mask_role_name(match: re.Match[str]) -> str:
    return match["role"] + NAME_MASK if is_person(match["name"]) else match[0]
