"""The query tree: small frozen nodes that print themselves in canonical form.

`search.query.parser.parse` reads the printed form of any tree it has made back into the same tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from search.query.fields import FILTER_WORDS, SECTION_WORDS

_BARE_VALUE: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed. At most one of the three ways to match differently is set."""

    text: str
    exact: bool = False
    prefix: bool = False
    fuzzy: bool = False

    def __str__(self) -> str:
        return f"{'=' * self.exact}{self.text}{'*' * self.prefix}{'~' * self.fuzzy}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other in this order; with *slop*, within so many words of each other in
    any order.
    """

    words: tuple[str, ...]
    slop: int = 0

    def __str__(self) -> str:
        return f'"{" ".join(self.words)}"' + (f"~{self.slop}" if self.slop else "")


@dataclass(frozen=True, slots=True)
class And:
    """Every child must match."""

    children: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(map(_operand, self.children))


@dataclass(frozen=True, slots=True)
class Or:
    """At least one child must match."""

    children: tuple[Node, ...]

    def __str__(self) -> str:
        return " ELLER ".join(map(_operand, self.children))


@dataclass(frozen=True, slots=True)
class Not:
    """The child must not match."""

    child: Node

    def __str__(self) -> str:
        return f"-{_operand(self.child)}"


@dataclass(frozen=True, slots=True)
class InSection:
    """The child must be met inside one section of this kind ("titel" for the title).

    A parsed child holds neither filters nor further sections.
    """

    kind: str
    child: Node

    def __str__(self) -> str:
        child = f"({self.child})" if isinstance(self.child, Not) else _operand(self.child)
        return f"{SECTION_WORDS[self.kind]}:{child}"


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on metadata.

    *name* is a key of `FILTER_NAMES`. Names have *values* (any of them, compared without case);
    years, periods and amounts have a range, inclusive, open where None. A period matches a project
    whose own period overlaps it.
    """

    name: str
    values: tuple[str, ...] = ()
    low: int | date | None = None
    high: int | date | None = None

    def __str__(self) -> str:
        return f"{FILTER_WORDS[self.name]}:{self._printed_values()}"

    def _printed_values(self) -> str:
        if self.values:
            return ",".join(
                value if _BARE_VALUE.fullmatch(value) else f'"{value}"' for value in self.values
            )
        # The unit ends the amount: in "stöd:100 200" both numbers would be one.
        unit = "kr" if self.name in ("grant", "budget") and self.high is not None else ""
        if self.low == self.high:
            return f"{self.low}{unit}"
        return f"{'' if self.low is None else self.low}..{'' if self.high is None else self.high}{unit}"


Node = Word | Phrase | And | Or | Not | InSection | Filter


def _operand(node: Node) -> str:
    return f"({node})" if isinstance(node, And | Or) else str(node)


def walk(node: Node) -> Iterator[Node]:
    """*node* and everything below it, parents first, in the order typed."""
    yield node
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from walk(child)
        case Not(child) | InSection(_, child):
            yield from walk(child)


def words(node: Node) -> tuple[Word, ...]:
    """The words searched for, in the order typed: those of phrases as plain words, none that are
    negated.
    """
    match node:
        case Word():
            return (node,)
        case Phrase(texts):
            return tuple(Word(text) for text in texts)
        case And(children) | Or(children):
            return tuple(word for child in children for word in words(child))
        case InSection(_, child):
            return words(child)
        case Not() | Filter():
            return ()


def all_of(nodes: Iterable[Node]) -> Node | None:
    """The nodes joined by And, without And inside And; a single one as it is, None for none."""
    flat = [
        part for node in nodes for part in (node.children if isinstance(node, And) else (node,))
    ]
    return And(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def any_of(nodes: Iterable[Node]) -> Node | None:
    """The nodes joined by Or, without Or inside Or; a single one as it is, None for none."""
    flat = [part for node in nodes for part in (node.children if isinstance(node, Or) else (node,))]
    return Or(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def negation(node: Node) -> Node:
    """The opposite of *node*, without Not inside Not."""
    return node.child if isinstance(node, Not) else Not(node)
