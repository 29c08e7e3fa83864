"""Makes typed metadata of the facts a reader found; what does not fit its type is kept as
written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from corpus.characters import one_line
from corpus.draft import Fact, Part
from corpus.lists import list_items, split_names
from corpus.lookup import field_of_label, heading_kind
from corpus.model import Contact, Metadata
from corpus.privacy import EMAIL, PHONE
from corpus.values import find_amount, parse_amount, parse_date, parse_period

_LONGEST_VALUE_CHARS = 300
_TOTAL_BUDGET = re.compile(
    r"total(?:a)? (?:projekt)?(?:budget|kostnad)\w*(?: på| om|:)? (?P<amount>.*)", re.IGNORECASE
)
_CONTACT_WORDS = re.compile(
    r"\b(?:telefon|telefonnummer|tfn|tel|mobil|e-?post|e-?mail|mejl)\b[.:]*", re.IGNORECASE
)
_LIST_FIELDS = {
    "samarbetspartners": "partners",
    "aktorer": "participants",
    "kommun": "municipality",
}


@dataclass(slots=True)
class _Gathered:
    """Metadata in the making."""

    texts: dict[str, str] = field(default_factory=dict)
    amounts: dict[str, int] = field(default_factory=dict)
    days: dict[str, date | None] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    other: dict[str, dict[str, None]] = field(default_factory=dict)

    def keep(self, fact: Fact) -> None:
        """Keep a fact as written, after others of the same label."""
        if fact.value:
            self.other.setdefault(fact.label, {})[fact.value] = None


def gather_metadata(facts: Iterable[Fact], parts: Sequence[Part]) -> Metadata:
    """Metadata of labels and of the list sections, the contact included. The first statement of a
    field counts; later ones and values of another form go to `other` under their label, so that
    none is lost.
    """
    found = _Gathered()
    for fact in facts:
        _TAKERS.get(field_of_label(fact.label) or "", _take_other)(found, fact)
    for part in parts:
        name = _LIST_FIELDS.get(part.kind or heading_kind(part.heading))
        if (
            name
            and name not in found.lists
            and (items := list_items(part.text, places=name == "municipality"))
        ):
            found.lists[name] = items
    names = found.texts
    contact = Contact(
        names.get("contact_name", ""),
        names.get("contact_email", ""),
        names.get("contact_phone", ""),
    )
    return Metadata(
        programme=names.get("programme"),
        phase=names.get("phase"),
        owner=names.get("owner"),
        region=names.get("region"),
        grant_sek=found.amounts.get("grant"),
        budget_sek=found.amounts.get("budget"),
        start=found.days.get("start"),
        end=found.days.get("end"),
        municipalities=tuple(dict.fromkeys(found.lists.get("municipality", ()))),
        partners=found.lists.get("partners", ()),
        participants=found.lists.get("participants", ()),
        contact=contact if contact != Contact() else None,
        other={label: "; ".join(values) for label, values in found.other.items()},
    )


def _take_other(found: _Gathered, fact: Fact) -> None:
    found.keep(fact)


def _take_text(found: _Gathered, fact: Fact) -> None:
    name, value = field_of_label(fact.label) or "", one_line(fact.value)
    if len(value) > _LONGEST_VALUE_CHARS or found.texts.get(name, value) not in (
        value,
        f"Programområde {value}",
    ):
        found.keep(fact)
    elif value:
        # "1 Kompetensförsörjning" is the programme that others write out.
        found.texts[name] = (
            f"Programområde {value}" if name == "programme" and value[0].isdigit() else value
        )


def _take_amount(found: _Gathered, fact: Fact) -> None:
    name, value = field_of_label(fact.label) or "", fact.value[:_LONGEST_VALUE_CHARS]
    exact = parse_amount(value)
    loose = find_amount(value) if exact is None else None
    amount = loose.sek if loose is not None else exact
    if amount is None or name in found.amounts:
        if found.amounts.get(name, -1) != amount:
            found.keep(fact)
        return
    found.amounts[name] = amount
    if loose is not None:
        # "1 285 000 kr av en total budget på 1 940 000 kr": the words around the amount are kept
        # too.
        found.keep(fact)
        if (
            name == "grant"
            and (total := _TOTAL_BUDGET.search(value))
            and (budget := find_amount(total["amount"]))
        ):
            found.amounts.setdefault("budget", budget.sek)


def _take_period(found: _Gathered, fact: Fact) -> None:
    period = parse_period(fact.value) if len(fact.value) < _LONGEST_VALUE_CHARS else None
    if period is None or "start" in found.days:
        found.keep(fact)
    else:
        found.days["start"], found.days["end"] = period


def _take_day(found: _Gathered, fact: Fact) -> None:
    name = field_of_label(fact.label) or ""
    day = (
        parse_date(fact.value, last_day=name == "end")
        if len(fact.value) < _LONGEST_VALUE_CHARS
        else None
    )
    if day is None or name in found.days:
        found.keep(fact)
    else:
        found.days[name] = day


def _take_list(found: _Gathered, fact: Fact) -> None:
    name = field_of_label(fact.label) or ""
    one = len(fact.values) == 1
    items = split_names(fact.value, places=name == "municipality") if one else fact.values
    cleaned = tuple(item.strip() for item in items if item.strip())
    if cleaned:
        found.lists[name] = (*found.lists.get(name, ()), *cleaned)
    else:
        found.keep(fact)


def _take_contact(found: _Gathered, fact: Fact) -> None:
    """A contact's value may hold all three ("Anna Ek, anna@example.org, 031-390 06 12"): each goes
    to its place.
    """
    rest = one_line(fact.value)
    for name, pattern in (("contact_email", EMAIL), ("contact_phone", PHONE)):
        for match in pattern.finditer(rest):
            _add_text(found, name, match[0].strip())
        rest = pattern.sub(" ", rest)
    rest = _CONTACT_WORDS.sub(" ", rest)
    rest = one_line(re.sub(r"(?:\s*[,;]\s*)+", ", ", rest)).strip(" ,;")
    if re.search(r"\w", rest):
        _add_text(found, field_of_label(fact.label) or "", rest)


def _add_text(found: _Gathered, name: str, value: str) -> None:
    earlier = found.texts.get(name)
    if earlier is None or value not in earlier.split(", "):
        found.texts[name] = f"{earlier}, {value}" if earlier else value


_TAKERS: Final[Mapping[str, Callable[[_Gathered, Fact], None]]] = {
    **dict.fromkeys(("programme", "phase", "owner", "region"), _take_text),
    **dict.fromkeys(("grant", "budget"), _take_amount),
    **dict.fromkeys(("start", "end"), _take_day),
    **dict.fromkeys(("municipality", "partners", "participants"), _take_list),
    **dict.fromkeys(("contact_name", "contact_email", "contact_phone"), _take_contact),
    "period": _take_period,
}
