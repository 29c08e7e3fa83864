"""Masks personal data in every text of a document: one walk, whose rule for a fact is in its row.

The readers mask what they read, before anything else sees it. Ids and the names of files are masked
whatever is shown: they stand in addresses, logs and lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any, Final

from corpus.contact_names import is_contact_head, named_contacts
from corpus.facts import FACT_TABLE, Masking
from corpus.lookup import LONGEST_LABEL_CHARS, field_of_label
from corpus.model import Contact, Document, Metadata
from corpus.persons import names_a_person, personal_names
from corpus.privacy import NAME_MASK, mask_identity_numbers, mask_personal_data

TextMask = Callable[[str], str]

_LINES_OF_CONTACT: Final = 4
_AROUND_LABELS: Final = " :*#_"
_AROUND_NAMES: Final = " •*-"
_CELL_ENDS: Final = re.compile(r"[|\t]")
_ID_MARK_BYTES: Final = 4
_CONTACT_NAMES: Final = frozenset(
    fact.name for fact in FACT_TABLE if fact.contact_part == "name"
)


def masked_document(
    document: Document, *, show_contacts: bool = False
) -> Document:
    """*document* with personal data masked in all its texts; a second time changes nothing.

    With *show_contacts* only identity numbers are masked, and what ids and sources hold. An id that
    changes gets a mark that keeps it apart from others.
    """
    persons = persons_in(document)
    mask = _text_mask(persons, show_contacts)
    sections = tuple(
        replace(section, heading=mask(section.heading), text=mask(section.text))
        for section in document.sections
    )
    return replace(
        document,
        id=_masked_id(document, persons),
        title=mask(document.title),
        sections=sections,
        metadata=masked_metadata(
            document.metadata, persons, show_contacts=show_contacts
        ),
        source=mask_personal_data(document.source, persons),
    )


def masked_metadata(
    metadata: Metadata, persons: tuple[str, ...], *, show_contacts: bool = False
) -> Metadata:
    """*metadata* of a document whose *persons* are known, masked as in `masked_document`."""
    mask = _text_mask(persons, show_contacts)
    masked: dict[str, Any] = {}
    for fact in FACT_TABLE:
        for attribute in fact.attributes:
            value = getattr(metadata, attribute)
            if fact.masking is Masking.PERSONAL_DATA:
                masked[attribute] = _masked_value(value, mask)
            elif fact.masking is Masking.WHOLE:
                masked[attribute] = (
                    _masked_value(value, mask) if show_contacts else None
                )
    other = _masked_other(metadata.other, mask, show_contacts)
    return replace(metadata, **masked, other=other)


def persons_in(document: Document) -> tuple[str, ...]:
    """The names of persons that a document gives as its contacts, in a fact or under a label."""
    names: list[str] = []
    contact = document.metadata.contact
    if contact is not None:
        names += personal_names(contact.name)
    for section in document.sections:
        text = f"{section.heading}\n{section.text}"
        names += _named_under_labels(text)
        names += named_contacts(text)
    return tuple(dict.fromkeys(names))


def _named_under_labels(text: str) -> Iterator[str]:
    """The persons on the lines right under a line that is nothing but the label of a contact, and
    in the columns of a table that have such a head."""
    lines_left = 0
    columns: tuple[int, ...] = ()
    width = 1
    for line in filter(None, map(str.strip, text.split("\n"))):
        is_row = "|" in line or "\t" in line
        is_running_text = (
            len(line.strip(_AROUND_LABELS)) > LONGEST_LABEL_CHARS and not is_row
        )
        if is_running_text and not lines_left:
            continue
        cells = _CELL_ENDS.split(line)
        heads = tuple(
            place for place, cell in enumerate(cells) if _is_label(cell)
        )
        if heads:
            lines_left = _LINES_OF_CONTACT
            columns, width = heads, len(cells)
        elif is_row and columns and len(cells) == width:
            for place in columns:
                yield from personal_names(cells[place].strip(_AROUND_NAMES))
        elif lines_left:
            lines_left -= 1
            for cell in cells:
                yield from personal_names(cell.strip(_AROUND_NAMES))


def _is_label(cell: str) -> bool:
    label = cell.strip(_AROUND_LABELS)
    return field_of_label(label) in _CONTACT_NAMES or is_contact_head(label)


def _text_mask(persons: tuple[str, ...], show_contacts: bool) -> TextMask:
    if show_contacts:
        return mask_identity_numbers
    return lambda text: mask_personal_data(text, persons)


def _masked_value(value: object, mask: TextMask) -> object:
    """The value of a fact with its texts masked."""
    match value:
        case str():
            return mask(value)
        case tuple():
            return tuple(map(mask, value))
        case Contact():
            return Contact(
                mask(value.name), mask(value.email), mask(value.phone)
            )
        case _:
            return value


def _masked_other(
    other: Mapping[str, str], mask: TextMask, show_contacts: bool
) -> dict[str, str]:
    """Labels and values masked; the values of labels that are the same thereafter are joined."""
    masked: dict[str, str] = {}
    for label, value in other.items():
        shown_label, shown_value = mask(label), mask(value)
        if not show_contacts and names_a_person(label, value):
            shown_value = NAME_MASK
        if shown_label in masked:
            shown_value = f"{masked[shown_label]}; {shown_value}"
        masked[shown_label] = shown_value
    return masked


def _masked_id(document: Document, persons: tuple[str, ...]) -> str:
    """The id without personal data.

    The mark that it then gets depends on the document's texts too: it is the same at each reading
    of the document, and nobody who guesses the name or number can see that the guess is right.
    """
    masked = mask_personal_data(document.id, persons)
    if masked == document.id:
        return document.id
    texts = [document.title, *(section.text for section in document.sections)]
    key = blake2b("\0".join(texts).encode("utf-8", "replace")).digest()
    mark = blake2b(
        document.id.encode("utf-8", "replace"),
        key=key,
        digest_size=_ID_MARK_BYTES,
    )
    return f"{masked}~{mark.hexdigest()}"
