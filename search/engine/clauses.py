"""The analysed query: a tree of terms, phrases and conditions that an engine evaluates."""

from __future__ import annotations

from dataclasses import dataclass

from search.engine.words.word_sets import Term
from search.query.tree import Filter


@dataclass(frozen=True, slots=True)
class Adjacent:
    """Words next to each other in this order; with *slop*, all within so many words of each other,
    in any order.
    """

    key: str
    label: str
    terms: tuple[Term, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Every:
    """All children."""

    children: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one child; each adds to the score."""

    children: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Ways to say the same: at least one child, the best weighted one gives the score."""

    children: tuple[Clause, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Except:
    """Not the child."""

    child: Clause


@dataclass(frozen=True, slots=True)
class Within:
    """The child is met inside one record of one of these kinds."""

    kinds: frozenset[str]
    child: Clause


@dataclass(frozen=True, slots=True)
class Where:
    """Projects whose metadata meet the filter."""

    filter: Filter


Leaf = Term | Adjacent
Clause = (
    Term | Adjacent | Every | Either | Alternatives | Except | Within | Where
)


@dataclass(frozen=True, slots=True)
class Sought:
    """A term or phrase of a query, and the kinds of sections it was sought in; none for all."""

    leaf: Leaf
    kinds: frozenset[str] = frozenset()


def sought(
    clause: Clause | None, kinds: frozenset[str] = frozenset()
) -> list[Sought]:
    """The terms and phrases that a match may show, left to right: those under an `Except` are left
    out.
    """
    match clause:
        case Term() | Adjacent():
            return [Sought(clause, kinds)]
        case Every(children) | Either(children) | Alternatives(children):
            return [leaf for child in children for leaf in sought(child, kinds)]
        case Within(bound, child):
            both = bound & kinds if kinds else bound
            return sought(child, both) if both else []
        case _:
            return []


def loosened(clause: Clause) -> Clause:
    """*clause* with any of the words where it asks for all; what is excluded or filtered stays
    required.
    """
    if not isinstance(clause, Every):
        return clause
    required = []
    optional = []
    for child in clause.children:
        if isinstance(child, Except | Where):
            required.append(child)
        else:
            optional.append(loosened(child))
    if not optional:
        return clause
    some = Either(tuple(optional))
    return Every((some, *required)) if required else some


def is_bound(clause: Clause) -> bool:
    """Whether something must be met besides words: then a part of a word alone is no answer."""
    match clause:
        case Every(children):
            return any(is_bound(child) for child in children)
        case Except() | Where() | Within() | Adjacent():
            return True
        case _:
            return False
