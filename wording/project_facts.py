"""The facts of a project as people read them: labels and values of every row of the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.facts import FACT_TABLE, FactKind, FactType
from corpus.model import Metadata
from wording.catalogue import gettext as _
from wording.numbers import kronor_text, period_text


@dataclass(frozen=True, slots=True)
class FactText:
    """A fact with its values. *kind* is its row of the table, None for a label that has none."""

    label: str
    values: tuple[str, ...]
    kind: FactKind | None = None


def fact_texts(metadata: Metadata, space: str = " ") -> Iterator[FactText]:
    """Every fact that is stated, in the order of the table, then the labels that have no row."""
    for kind in FACT_TABLE:
        if values := value_texts(kind, metadata, space):
            yield FactText(_(kind.label), values, kind)
    for label, value in metadata.other.items():
        yield FactText(label, (value,))


def brief_texts(metadata: Metadata, space: str = " ") -> tuple[str, ...]:
    """The values that stand under the title of a hit."""
    brief_kinds = (kind for kind in FACT_TABLE if kind.briefly)
    texts = (
        ", ".join(value_texts(kind, metadata, space)) for kind in brief_kinds
    )
    return tuple(filter(None, texts))


def value_texts(
    kind: FactKind, metadata: Metadata, space: str = " "
) -> tuple[str, ...]:
    """What *metadata* says of a fact; *space* parts what a line break should not part."""
    stated = [getattr(metadata, attribute) for attribute in kind.attributes]
    match kind.type:
        case FactType.TEXT:
            return tuple(filter(None, stated))
        case FactType.NAMES | FactType.PLACES:
            return tuple(name for names in stated for name in names)
        case FactType.AMOUNT:
            return tuple(
                kronor_text(amount, space)
                for amount in stated
                if amount is not None
            )
        case FactType.PERIOD:
            first, last = stated
            return tuple(filter(None, [period_text(first, last, space)]))
        case FactType.CONTACT:
            parts = [
                getattr(contact, kind.contact_part)
                for contact in stated
                if contact
            ]
            return tuple(filter(None, parts))
        case FactType.YEAR:
            # The period says it.
            return ()
