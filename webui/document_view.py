"""A document as its page shows it: sections as blocks, contents, facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.facts import FactType
from corpus.kinds import RELATED
from corpus.model import Document
from search.results import Passage
from webui.addresses import Link, criterion_address
from webui.formatting import NO_BREAK_SPACE
from webui.result_view import section_heading
from webui.text_blocks import Block, count_steps, read_blocks
from wording.project_facts import FactText, fact_texts


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
    sections = [passage for passage in passages if passage.section >= 0]
    sections.sort(key=lambda passage: passage.kind == RELATED)
    views: list[SectionView] = []
    steps_before = 0
    for passage in sections:
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
        is_folded=passage.kind == RELATED,
    )


def facts(document: Document) -> tuple[Fact, ...]:
    """What is known of the project, in the order of the table of facts. A contact is there only if
    the index was built to show it.
    """
    return tuple(
        Fact(text.label, tuple(_links(text))) for text in _told(document)
    )


def _told(document: Document) -> Iterator[FactText]:
    """The facts, but for names that a section of the document's own lists."""
    section_kinds = {section.kind for section in document.sections}
    for text in fact_texts(document.metadata, NO_BREAK_SPACE):
        lists_names = text.kind is not None and text.kind.type is FactType.NAMES
        if lists_names and text.kind and text.kind.listed_in in section_kinds:
            continue
        yield text


def _links(text: FactText) -> Iterator[Link]:
    """The values, as links where other projects can share them."""
    kind = text.kind
    for value in text.values:
        address = ""
        if kind is not None and kind.word and not kind.is_range:
            address = criterion_address(kind.name, value)
        yield Link(value, address)
