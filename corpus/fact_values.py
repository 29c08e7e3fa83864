"""What a project's metadata says of a fact, by the type of the fact."""

from __future__ import annotations

from datetime import date

from corpus.facts import FactKind
from corpus.model import Metadata


def names_in(metadata: Metadata, fact: FactKind) -> tuple[str, ...]:
    """The names a fact of names has, each once, in their order; empty where none is stated."""
    names: list[str] = []
    for attribute in fact.attributes:
        value: str | tuple[str, ...] | None = getattr(metadata, attribute)
        if isinstance(value, str):
            value = (value,)
        names += value or ()
    return tuple(dict.fromkeys(filter(None, names)))


def amount_in(metadata: Metadata, fact: FactKind) -> int | None:
    """The whole kronor of a fact of an amount, None where none is stated."""
    (attribute,) = fact.attributes
    amount: int | None = getattr(metadata, attribute)
    return amount


def period_in(
    metadata: Metadata, attributes: tuple[str, ...]
) -> tuple[date, date] | None:
    """The first day and the last of the period that two *attributes* hold, None where neither is
    stated.

    A project with only one date has begun and ended on that day.
    """
    first, last = attributes
    start: date | None = getattr(metadata, first)
    end: date | None = getattr(metadata, last)
    begun, ended = start or end, end or start
    return (begun, ended) if begun and ended else None
