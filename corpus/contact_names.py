"""Finds the persons that a text names as its contacts: "Kontaktperson för projektet är …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpus.characters import DASHES
from corpus.name_endings import ROLE_ENDINGS, SURNAME_ENDINGS
from corpus.persons import is_person

ROLE_HINTS: Final = (
    "kontakt",
    "ledare",
    "handl",
    "dragande",
    "uppgiftsl",
    "projektsam",
    "projektkoord",
    "projektansv",
    "projektsekr",
    "projektekon",
    "projektchef",
)
"""What a text has that names a contact, in small letters."""
_ROLE = (
    r"(?i:(?:ansvarig )?(?:handläggare|kontaktperson|kontaktman"
    r"|(?:del|bi)?projekt(?:ledare|samordnare|koordinator|ansvarig|sekreterare|ekonom|chef)"
    r"|(?:process|program)ledare|föredragande|uppgiftslämnare)(?:erna|er|na|en|n|a|s)?)"
)
_CONTACT = r"(?i:kontakt|kontaktuppgift(?:er)?)"
_PREPOSITION = r"(?:för|i|vid|hos|på|inom|av|till|från)"
_IS = r"(?:är|heter|var|blir|blev|har varit|har utsetts?|utsågs|utses)"
_SIGN = rf"(?:\s?:\s{{0,2}}|[ \t]?[|\t=][ \t]?|\s?[{DASHES};,(/-]\s?)"
_UPPER = "A-ZÀ-ÖØ-ÞĆČŁŠŽ"
_WORD = rf"[{_UPPER}](?:['’][{_UPPER}])?[^\W\d_]+(?:['’-][^\W\d_]+)*"
_INITIAL = rf"[{_UPPER}]\."
_PARTICLE = r"(?:von|af|de|van|der|la|di|el|al|du|le)"
_NAME = (
    rf"(?P<name>(?:{_WORD}|{_INITIAL})(?: ?{_INITIAL}){{0,2}}(?: {_PARTICLE}){{0,2}} {_WORD})"
    rf"(?P<third> {_WORD})?(?P<fourth> {_WORD})?(?![\w:])"
)
_NAMED = re.compile(
    rf"(?=[HKPFDBAUhkpfdbau])\b(?:{_ROLE}"
    rf"(?:(?: {_PREPOSITION} [^\n.:|]{{1,60}}?)?(?:\s?:\s{{0,2}}| {_IS} )"
    rf"|(?: {_PREPOSITION}(?: [a-zåäö]+){{1,2}})?(?:{_SIGN}| ))"
    rf"|{_CONTACT}(?: {_PREPOSITION} [^\n.:|]{{1,60}}?)?(?:\s?:\s{{0,2}}| {_IS} ))"
    rf"{_NAME}"
)
_NEXT = re.compile(rf"(?:,? och | samt | & |/| / )(?:{_ROLE} )?{_NAME}")
_HEAD = re.compile(
    rf"(?:(?i:namn på) )?(?:{_ROLE}(?:\s?/\s?{_ROLE})?|{_CONTACT})"
    rf"(?:,? (?i:namn)|\s?\((?i:namn)\)| {_PREPOSITION} [^\W\d_][\w ]{{0,40}})?"
)
_NO_NAMES: Final = frozenset(
    {
        "adress",
        "avdelning",
        "bakgrund",
        "befattning",
        "budget",
        "datum",
        "det",
        "den",
        "enhet",
        "epost",
        "fax",
        "funktion",
        "kontakt",
        "mail",
        "mejl",
        "mobil",
        "mobiltelefon",
        "mål",
        "namn",
        "och",
        "organisation",
        "ort",
        "period",
        "post",
        "projekt",
        "roll",
        "syfte",
        "tel",
        "telefon",
        "telefonnummer",
        "tfn",
        "titel",
        "vi",
        "vid",
        "är",
    }
)


def contact_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where *text* names a person as contact, leader or officer: start and end of each name.

    >>> said = "Projektledare för tältet är Prova af Testberg och Testa Maria Ek."
    >>> [said[start:end] for start, end in contact_spans(said)]
    ['Prova af Testberg', 'Testa Maria Ek']
    """
    for match in _NAMED.finditer(text):
        named: re.Match[str] | None = match
        while named is not None:
            end = _name_end(named)
            if end is None:
                break
            yield named.start("name"), end
            named = _NEXT.match(text, end)


def named_contacts(text: str) -> Iterator[str]:
    """The persons that `contact_spans` finds."""
    small = text.lower()
    if any(hint in small for hint in ROLE_HINTS):
        for start, end in contact_spans(text):
            yield text[start:end]


def is_contact_head(cell: str) -> bool:
    """Whether a line or the head of a column says that persons stand under it.

    >>> is_contact_head("Kontaktperson för projektet")
    True
    """
    return _HEAD.fullmatch(cell) is not None


def _name_end(match: re.Match[str]) -> int | None:
    """Where the name of a match ends, None where it is no person's."""
    name = match["name"]
    if not is_person(name) or any(map(_is_no_name, name.split())):
        return None
    end, last = match.end("name"), name
    for part in ("third", "fourth"):
        word = match[part]
        if word is None or _is_no_name(word):
            break
        is_over = _is_surname(last) and not _is_surname(word)
        if is_over:
            break
        end, last = match.end(part), word
    return end


def _is_no_name(word: str) -> bool:
    bare = word.strip().casefold()
    return bare in _NO_NAMES or bare.endswith(ROLE_ENDINGS)


def _is_surname(word: str) -> bool:
    return word.casefold().endswith(SURNAME_ENDINGS)
