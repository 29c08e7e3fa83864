"""Makes typed metadata of the facts a reader found; what does not fit its type is kept as
written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from corpus.characters import one_line
from corpus.draft import DraftSection, Fact
from corpus.facts import FACT_TABLE, FACTS, Comparison, FactKind, FactType
from corpus.lists import list_items, split_names
from corpus.lookup import field_of_label, heading_kind
from corpus.model import Contact, Metadata
from corpus.privacy import EMAIL
from corpus.telephones import PHONE
from corpus.values import find_amount, parse_amount, parse_date, parse_period

_LONGEST_VALUE_CHARS = 300
_CONTACT_PATTERNS: Final = {"email": EMAIL, "phone": PHONE}
"""What can be told apart in the value of a contact; the rest belongs to the part that its label
names."""
_CONTACT_WORDS = re.compile(
    r"\b(?:telefon|telefonnummer|tfn|tel|mobil|e-?post|e-?mail|mejl)\b[.:]*",
    re.IGNORECASE,
)
_COMMAS = re.compile(r"(?:\s*[,;]\s*)+")
_LISTED: Final = {fact.listed_in: fact for fact in FACT_TABLE if fact.listed_in}
_SAID_WITHIN: Final = {
    fact.name: re.compile(rf"{fact.said_within}(?P<amount>.*)", re.IGNORECASE)
    for fact in FACT_TABLE
    if fact.said_within
}


@dataclass(slots=True)
class _Gathered:
    """Metadata in the making: values by attribute, parts of the contact by theirs."""

    values: dict[str, Any] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)
    other: dict[str, dict[str, None]] = field(default_factory=dict)

    def keep(self, fact: Fact) -> None:
        """Keep a fact as written, after others of the same label."""
        if fact.value:
            self.other.setdefault(fact.label, {})[fact.value] = None

    def metadata(self) -> Metadata:
        return Metadata(
            **self.values,
            contact=Contact(**self.contact) if self.contact else None,
            other={
                label: "; ".join(values) for label, values in self.other.items()
            },
        )


def gather_metadata(
    facts: Iterable[Fact], sections: Sequence[DraftSection]
) -> Metadata:
    """Metadata of labels and of the list sections, the contact included.

    The first statement of a fact counts; later ones and values of another form go to `other` under
    their label, so that none is lost.
    """
    gathered = _Gathered()
    for fact in facts:
        named = field_of_label(fact.label) or ""
        if named in FACTS:
            _TAKERS[FACTS[named].type](gathered, FACTS[named], fact)
        elif named in _DAYS:
            _take_day(gathered, named, fact)
        else:
            gathered.keep(fact)
    for section in sections:
        kind = _LISTED.get(section.kind or heading_kind(section.heading))
        if kind is not None:
            _take_section(gathered, kind, section.text)
    return gathered.metadata()


def _take_text(gathered: _Gathered, kind: FactKind, fact: Fact) -> None:
    (attribute,) = kind.attributes
    text = _full_name(kind, one_line(fact.value))
    earlier = gathered.values.get(attribute)
    if len(text) > _LONGEST_VALUE_CHARS or earlier not in (None, text):
        gathered.keep(fact)
    elif text:
        gathered.values[attribute] = text


def _full_name(kind: FactKind, text: str) -> str:
    """*text* with its label before it where it begins with the number of a programme.

    "1 Kompetensförsörjning" is the programme that others write out.
    """
    is_programme = kind.comparison is Comparison.PROGRAMME
    return (
        f"{kind.label} {text}" if is_programme and text[:1].isdigit() else text
    )


def _take_amount(gathered: _Gathered, kind: FactKind, fact: Fact) -> None:
    (attribute,) = kind.attributes
    value = fact.value[:_LONGEST_VALUE_CHARS]
    amount = parse_amount(value)
    is_exact = amount is not None
    if amount is None and (found := find_amount(value)) is not None:
        amount = found.sek
    if amount is None:
        gathered.keep(fact)
    elif attribute in gathered.values:
        if gathered.values[attribute] != amount:
            gathered.keep(fact)
    else:
        gathered.values[attribute] = amount
        if not is_exact:
            # "1 285 000 kr av en total budget på 1 940 000 kr": the words around the amount are
            # kept too.
            gathered.keep(fact)
            _take_amounts_within(gathered, kind, value)


def _take_amounts_within(
    gathered: _Gathered, kind: FactKind, value: str
) -> None:
    """Take the amounts of other facts that are said in the value of *kind*."""
    for name, pattern in _SAID_WITHIN.items():
        if name == kind.name:
            continue
        said = pattern.search(value)
        amount = find_amount(said["amount"]) if said else None
        if amount is not None:
            (attribute,) = FACTS[name].attributes
            gathered.values.setdefault(attribute, amount.sek)


def _take_period(gathered: _Gathered, kind: FactKind, fact: Fact) -> None:
    first, last = kind.attributes
    period = None
    if len(fact.value) < _LONGEST_VALUE_CHARS:
        period = parse_period(fact.value)
    if period is None or first in gathered.values:
        gathered.keep(fact)
    else:
        gathered.values[first], gathered.values[last] = period


def _take_day(gathered: _Gathered, attribute: str, fact: Fact) -> None:
    day: date | None = None
    if len(fact.value) < _LONGEST_VALUE_CHARS:
        day = parse_date(fact.value, last_day=_DAYS[attribute])
    if day is None or attribute in gathered.values:
        gathered.keep(fact)
    else:
        gathered.values[attribute] = day


def _take_names(gathered: _Gathered, kind: FactKind, fact: Fact) -> None:
    (attribute,) = kind.attributes
    names = fact.values
    if len(names) == 1:
        names = split_names(fact.value, places=kind.type is FactType.PLACES)
    stripped = tuple(filter(None, map(str.strip, names)))
    if not stripped:
        gathered.keep(fact)
        return
    earlier = gathered.values.get(attribute, ())
    _set_names(gathered, kind, (*earlier, *stripped))


def _take_section(gathered: _Gathered, kind: FactKind, text: str) -> None:
    """Take the names that a section lists, unless a label or a section before it has done so."""
    (attribute,) = kind.attributes
    if attribute not in gathered.values:
        names = list_items(text, places=kind.type is FactType.PLACES)
        if names:
            _set_names(gathered, kind, names)


def _set_names(
    gathered: _Gathered, kind: FactKind, names: tuple[str, ...]
) -> None:
    (attribute,) = kind.attributes
    if kind.type is FactType.PLACES:
        names = tuple(dict.fromkeys(names))
    gathered.values[attribute] = names


def _take_contact(gathered: _Gathered, kind: FactKind, fact: Fact) -> None:
    """A contact's value may hold all three ("Anna Ek, anna@example.org, 031-390 06 12"): each goes
    to its place.
    """
    rest = one_line(fact.value)
    for part, pattern in _CONTACT_PATTERNS.items():
        for match in pattern.finditer(rest):
            _add_to_contact(gathered, part, match[0].strip())
        rest = pattern.sub(" ", rest)
    rest = _CONTACT_WORDS.sub(" ", rest)
    rest = one_line(_COMMAS.sub(", ", rest)).strip(" ,;")
    if re.search(r"\w", rest):
        _add_to_contact(gathered, kind.contact_part, rest)


def _add_to_contact(gathered: _Gathered, part: str, value: str) -> None:
    earlier = gathered.contact.get(part)
    if earlier is None:
        gathered.contact[part] = value
    elif value not in earlier.split(", "):
        gathered.contact[part] = f"{earlier}, {value}"


_TAKERS: Final[
    Mapping[FactType, Callable[[_Gathered, FactKind, Fact], None]]
] = {
    FactType.TEXT: _take_text,
    FactType.AMOUNT: _take_amount,
    FactType.PERIOD: _take_period,
    FactType.NAMES: _take_names,
    FactType.PLACES: _take_names,
    FactType.CONTACT: _take_contact,
}
_DAYS: Final = {
    attribute: place == 1
    for fact in FACT_TABLE
    if fact.type is FactType.PERIOD
    for place, attribute in enumerate(fact.attributes)
}
"""The attributes of periods that have a label of their own, and whether each is the last day."""
