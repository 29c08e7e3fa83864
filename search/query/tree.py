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
        operands = map(_operand, self.children)
        return " ".join(operands)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one child must match."""

    children: tuple[Node, ...]

    def __str__(self) -> str:
        operands = map(_operand, self.children)
        return " ELLER ".join(operands)


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
        field = KINDS[self.kind].word
        if isinstance(self.child, Not):  # plainer than "syfte:-a"
            return f"{field}:({self.child})"
        return f"{field}:{_operand(self.child)}"


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
        fact = FILTERS[self.name]
        if self.values:
            names = ",".join(map(_quoted_name, self.values))
            return f"{fact.word}:{names}"
        # The unit ends an amount: in "stöd:100 200" both numbers would be one.
        unit = "kr" if fact.type is FactType.AMOUNT else ""
        return f"{fact.word}:{self._written_range(unit)}"

    def _written_range(self, unit: str) -> str:
        if self.high is None:
            return f"{self.low}.."
        if self.low is None:
            return f"..{self.high}{unit}"
        if self.low == self.high:
            return f"{self.high}{unit}"
        return f"{self.low}..{self.high}{unit}"


Node = Word | Phrase | And | Or | Not | InSection | Filter


def _quoted_name(name: str) -> str:
    """*name*, in quotes where it would not be read as one value."""
    is_bare = _BARE_VALUE.fullmatch(name)
    return name if is_bare else f'"{name}"'


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


def with_children(
    node: Node, changed: Callable[[Node], Node | None]
) -> Node | None:
    """*node* with its children *changed*, without those of which nothing is left; None where no
    child is left. A node without children is given back as it is.
    """
    match node:
        case And(children):
            return all_of(_changed_children(children, changed))
        case Or(children):
            return any_of(_changed_children(children, changed))
        case Not(child):
            kept = changed(child)
            return None if kept is None else negation(kept)
        case InSection(kind, child):
            kept = changed(child)
            return None if kept is None else InSection(kind, kept)
        case Word() | Phrase() | Filter():
            return node


def _changed_children(
    children: Iterable[Node], changed: Callable[[Node], Node | None]
) -> Iterator[Node]:
    for child in children:
        kept = changed(child)
        if kept is not None:
            yield kept
