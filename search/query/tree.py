"""The query tree: small frozen nodes that print themselves in canonical form.

`search.query.parser.parse` reads the printed form of any tree it has made back into the same tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.facts import FILTERS, FactType
from corpus.kinds import KINDS

_BARE_VALUE: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed. At most one of the three ways to match differently is set."""

    text: str
    exact: bool = False
    prefix: bool = False
    fuzzy: bool = False

    def __str__(self) -> str:
        before = "=" if self.exact else ""
        after = "*" if self.prefix else "~" if self.fuzzy else ""
        return f"{before}{self.text}{after}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other in this order; with *slop*, within so many words of each other in
    any order.
    """

    words: tuple[str, ...]
    slop: int = 0

    def __str__(self) -> str:
        quoted = f'"{" ".join(self.words)}"'
        return f"{quoted}~{self.slop}" if self.slop else quoted


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
        negated = isinstance(self.child, Not)
        child = f"({self.child})" if negated else _operand(self.child)
        return f"{KINDS[self.kind].word}:{child}"


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on metadata.

    *name* is a key of `FILTERS`. Names have *values* (any of them, compared without case);
    years, periods and amounts have a range, inclusive, open where None. A period matches a project
    whose own period overlaps it.
    """

    name: str
    values: tuple[str, ...] = ()
    low: int | date | None = None
    high: int | date | None = None

    def __str__(self) -> str:
        written = self._written_names() if self.values else self._written_range()
        return f"{FILTERS[self.name].word}:{written}"

    def _written_names(self) -> str:
        return ",".join(
            value if _BARE_VALUE.fullmatch(value) else f'"{value}"' for value in self.values
        )

    def _written_range(self) -> str:
        low = "" if self.low is None else str(self.low)
        high = "" if self.high is None else str(self.high)
        if high and FILTERS[self.name].type is FactType.AMOUNT:
            high += "kr"  # ends the amount: in "stöd:100 200" both numbers would be one
        return high if self.low == self.high else f"{low}..{high}"


Node = Word | Phrase | And | Or | Not | InSection | Filter


def _operand(node: Node) -> str:
    """*node* as it stands beside others."""
    has_children = isinstance(node, And | Or)
    return f"({node})" if has_children else str(node)


def all_of(nodes: Iterable[Node]) -> Node | None:
    """The nodes joined by And, without And inside And; a single one as it is, None for none."""
    return _joined(nodes, And)


def any_of(nodes: Iterable[Node]) -> Node | None:
    """The nodes joined by Or, without Or inside Or; a single one as it is, None for none."""
    return _joined(nodes, Or)


def _joined(nodes: Iterable[Node], kind: type[And | Or]) -> Node | None:
    children: list[Node] = []
    for node in nodes:
        if isinstance(node, kind):
            children.extend(node.children)
        else:
            children.append(node)
    if not children:
        return None
    return kind(tuple(children)) if len(children) > 1 else children[0]


def negation(node: Node) -> Node:
    """The opposite of *node*, without Not inside Not."""
    return node.child if isinstance(node, Not) else Not(node)


def with_children(node: Node, changed: Callable[[Node], Node | None]) -> Node | None:
    """*node* with its children *changed*, without those of which nothing is left; None where no
    child is left. A node without children is given back as it is.
    """
    match node:
        case And(children):
            return all_of(_kept(map(changed, children)))
        case Or(children):
            return any_of(_kept(map(changed, children)))
        case Not(child):
            kept = changed(child)
            return None if kept is None else negation(kept)
        case InSection(kind, child):
            kept = changed(child)
            return None if kept is None else InSection(kind, kept)
        case Word() | Phrase() | Filter():
            return node


def _kept(nodes: Iterable[Node | None]) -> Iterator[Node]:
    return (node for node in nodes if node is not None)
