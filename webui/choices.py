"""What a reader can narrow or order a search by: chips, boxes to tick, orders and demands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.facts import FACET_NAMES, FACTS, SORT_ORDERS
from search.options import Match
from search.results import FacetValue
from webui.addresses import Link, search_address
from webui.requests import SECTION, SearchRequest
from wording.catalogue import gettext as _
from wording.table_labels import fact_label, kind_title, match_label, sort_label

FACETS: Final = (*FACET_NAMES, SECTION)
SHOWN_CHOICES: Final = 8


@dataclass(frozen=True, slots=True)
class Chip:
    """A criterion in force, with the address of the same search without it."""

    name: str
    value: str
    address: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to tick, with how many of the projects found have it; None where that is not
    known.
    """

    value: str
    label: str
    count: int | None
    ticked: bool


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """The values of one facet: the first few *shown*, the rest *folded* away. One that
    *is_entrance* is a way into all projects.
    """

    name: str
    label: str
    shown: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    is_entrance: bool
    is_open: bool


def criterion_label(name: str) -> str:
    """What a criterion of `CRITERIA` is called."""
    return _("Avsnitt") if name == SECTION else fact_label(name)


def value_label(name: str, value: str) -> str:
    """What a value of the criterion *name* is called."""
    if name == SECTION:
        return kind_title(value)
    return value.replace("..", "–") if FACTS[name].is_range else value


def chips(search_request: SearchRequest) -> tuple[Chip, ...]:
    return tuple(
        Chip(
            name=criterion_label(name),
            value=value_label(name, value),
            address=search_address(search_request.without(name, value)),
        )
        for name, value in search_request.criteria
    )


def choice_groups(
    facets: Mapping[str, Sequence[FacetValue]], search_request: SearchRequest
) -> tuple[ChoiceGroup, ...]:
    """The facets that have values, in the order of the page."""
    groups = []
    for name in FACETS:
        counted = facets.get(name, ())
        group = _choice_group(name, counted, search_request.values(name))
        if group.shown:
            groups.append(group)
    return tuple(groups)


def _choice_group(
    name: str, counted: Sequence[FacetValue], asked_for: tuple[str, ...]
) -> ChoiceGroup:
    choices = _choices(name, counted, asked_for)
    ticked = sum(choice.ticked for choice in choices)
    shown = max(SHOWN_CHOICES, ticked)
    if len(choices) == shown + 1:
        # A fold over a single value would take as much place as the value.
        shown += 1
    is_entrance = name != SECTION and FACTS[name].is_entrance
    return ChoiceGroup(
        name=name,
        label=criterion_label(name),
        shown=choices[:shown],
        folded=choices[shown:],
        is_entrance=is_entrance,
        is_open=is_entrance or ticked > 0,
    )


def _choices(
    name: str, counted: Sequence[FacetValue], asked_for: tuple[str, ...]
) -> tuple[Choice, ...]:
    """Ticked values come first, also those that no project found has any more."""
    counts = {facet.value: facet.count for facet in counted}
    uncounted = {value.casefold(): value for value in asked_for}
    ticked = [
        value for value in counts if uncounted.pop(value.casefold(), None)
    ]
    ticked += uncounted.values()
    others = [value for value in counts if value not in ticked]
    return tuple(
        Choice(
            value=value,
            label=value_label(name, value),
            count=counts.get(value),
            ticked=value in ticked,
        )
        for value in (*ticked, *others)
    )


def hidden_parameters(search_request: SearchRequest) -> dict[str, list[str]]:
    """What the form must carry along unseen: all that has no box to tick."""
    seen = {*FACETS, "q"}
    hidden = {}
    for name, values in search_request.asking("").parameters().items():
        if name not in seen:
            hidden[name] = values
    return hidden


def sort_links(search_request: SearchRequest) -> tuple[Link, ...]:
    return tuple(
        Link(
            label=sort_label(order),
            address=search_address(
                search_request.changed(sort=order, offset=0)
            ),
            current=order == search_request.options.sort,
        )
        for order in SORT_ORDERS
    )


def match_links(search_request: SearchRequest) -> tuple[Link, ...]:
    return tuple(
        Link(
            label=match_label(match),
            address=search_address(
                search_request.changed(match=match, offset=0)
            ),
            current=match == search_request.options.match,
        )
        for match in Match
    )
