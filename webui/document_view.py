"""A document as its page shows it: sections as blocks, contents, facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from corpus.model import Document, Metadata
from search.results import Passage
from webui.formatting import format_kronor, format_period
from webui.requests import CRITERIA, SearchRequest
from webui.result_view import Link, search_address, section_heading
from webui.text_blocks import Block, count_steps, read_blocks

FOLDED_KIND: Final = "relaterade"
NAME_LISTS: Final = {"samarbetspartners": "Samarbetspartners", "aktorer": "Deltagande aktörer"}


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the page. Its marked words are numbered *first_step* to *first_step* + *steps* -
    1.
    """

    anchor: str
    heading: str
    blocks: tuple[Block, ...]
    first_step: int
    steps: int
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact; each value is a link to the projects that share it, or plain where it has no
    address.
    """

    label: str
    values: tuple[Link, ...]


def section_views(passages: tuple[Passage, ...]) -> tuple[SectionView, ...]:
    """The document's sections in order, lists of other documents last: they are not the project's
    own words.
    """
    own = [passage for passage in passages if passage.section >= 0 and passage.kind != FOLDED_KIND]
    folded = [
        passage for passage in passages if passage.section >= 0 and passage.kind == FOLDED_KIND
    ]
    views, steps_before = [], 0
    for passage in [*own, *folded]:
        view = _section_view(passage, steps_before)
        views.append(view)
        steps_before += view.steps
    return tuple(views)


def _section_view(passage: Passage, steps_before: int) -> SectionView:
    blocks = read_blocks(passage.text, passage.marks, steps_before)
    return SectionView(
        anchor=f"avsnitt-{passage.section}",
        heading=section_heading(passage),
        blocks=blocks,
        first_step=steps_before + 1,
        steps=count_steps(blocks),
        is_folded=passage.kind == FOLDED_KIND,
    )


def facts(document: Document) -> tuple[Fact, ...]:
    """What is known of the project, in reading order. A contact is there only if the index was
    built to show it.
    """
    metadata = document.metadata
    found = [*_shared_facts(metadata), *_plain_facts(metadata), *_name_lists(document)]
    found += [Fact(label, (_plain(value),)) for label, value in metadata.other.items()]
    if metadata.contact is not None:
        contact = (metadata.contact.name, metadata.contact.email, metadata.contact.phone)
        found.append(Fact("Kontakt", tuple(_plain(value) for value in contact if value)))
    return tuple(fact for fact in found if fact.values)


def _shared_facts(metadata: Metadata) -> list[Fact]:
    values = {
        "owner": (metadata.owner,),
        "region": (metadata.region,),
        "municipality": metadata.municipalities,
        "programme": (metadata.programme,),
        "phase": (metadata.phase,),
    }
    return [
        Fact(CRITERIA[name], tuple(Link(value, _sharing(name, value)) for value in shared if value))
        for name, shared in values.items()
    ]


def _plain_facts(metadata: Metadata) -> list[Fact]:
    period = format_period(metadata.start, metadata.end)
    amounts = {"grant": metadata.grant_sek, "budget": metadata.budget_sek}
    return [
        Fact(CRITERIA["period"], (_plain(period),) if period else ()),
        *(
            Fact(CRITERIA[name], (_plain(format_kronor(amount)),) if amount is not None else ())
            for name, amount in amounts.items()
        ),
    ]


def _name_lists(document: Document) -> list[Fact]:
    """Partners and participants, where the document has no section of its own that lists them."""
    names = {
        "samarbetspartners": document.metadata.partners,
        "aktorer": document.metadata.participants,
    }
    kinds = {section.kind for section in document.sections}
    return [
        Fact(label, tuple(map(_plain, names[kind])))
        for kind, label in NAME_LISTS.items()
        if kind not in kinds
    ]


def _plain(value: str) -> Link:
    return Link(value, "")


def _sharing(name: str, value: str) -> str:
    return search_address(SearchRequest(criteria=((name, value),)))
