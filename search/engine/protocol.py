"""The seam between what a query means and how an index answers it.

An engine knows records, words by number and an analysed query tree; it knows nothing of Swedish.
Above the seam every word of the query has become a `Term`: the indexed words that answer it, each
with a weight and a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from search.query.tree import Filter
from search.store.arrays import BoolArray, ByteArray, FloatArray, IntArray

REASONS: Final = ("exakt", "böjning", "sammansättning", "synonym", "stavning", "prefix")


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """The indexed words that answer one word of a query.

    *key* tells terms apart in caches; *label* is the word as typed, *mode* how it was to be
    matched. *words* are distinct numbers, shape (n,); *weights* lie in (0, 1]; *reasons* index
    `REASONS`; *spans* (n, 2) are the characters of each word that are marked, (0, 0) for the whole
    word.
    """

    key: str
    label: str
    mode: str
    words: IntArray
    weights: FloatArray
    reasons: ByteArray
    spans: ByteArray


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


Clause = Term | Adjacent | Every | Either | Alternatives | Except | Within | Where
Leaf = Term | Adjacent


@dataclass(frozen=True, slots=True)
class Sought:
    """A term or phrase of a query, and the kinds of sections it was sought in; none for all."""

    leaf: Leaf
    kinds: frozenset[str] = frozenset()


def sought(clause: Clause | None, kinds: frozenset[str] = frozenset()) -> list[Sought]:
    """The terms and phrases that a match may show, left to right: those under an `Except` are left
    out.
    """
    match clause:
        case Term() | Adjacent():
            return [Sought(clause, kinds)]
        case Every(children) | Either(children) | Alternatives(children):
            return [one for child in children for one in sought(child, kinds)]
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
    required = tuple(child for child in clause.children if isinstance(child, Except | Where))
    optional = tuple(
        loosened(child) for child in clause.children if not isinstance(child, Except | Where)
    )
    if not optional:
        return clause
    return Every((Either(optional), *required)) if required else Either(optional)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of an engine. *clause* None means every project.

    *kinds* bounds the whole clause to sections of these kinds. *match* "any" asks for projects that
    meet `loosened(clause)` instead; "auto" lets these follow where fewer than *handful* meet it
    all.
    *parts* and *letters* add to the score and decide nothing: terms for parts of the words, and
    words whose letter grams count. Where few projects match, those with the parts alone come last.
    """

    clause: Clause | None
    opened: Clause | None = None
    """The clause with look-alikes for words that few projects have: what may follow where few
    projects match.
    """
    parts: tuple[Term, ...] = ()
    letters: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    filters: tuple[tuple[Filter, ...], ...] = ()
    """Groups: a project meets at least one filter of each."""
    match: str = "auto"
    handful: int = 5
    sort: str = "relevance"
    offset: int = 0
    limit: int = 10
    facets: bool = True


@dataclass(frozen=True, slots=True)
class RankedProject:
    """A project's number, its score, and whether it meets the request itself and does not merely
    follow.
    """

    project: int
    score: float
    complete: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """A slice of the ranked projects. *total* meet the whole request, *listed* can be paged
    through.
    """

    total: int
    listed: int
    rows: tuple[RankedProject, ...]
    facets: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """Where a clause's leaves stand in one project, by position. All arrays have shape (n,).

    *positions* count plain words over the whole index and ascend; *leaves* index the list given;
    *words* are word numbers; *weights*, *reasons* and *spans* are those of the word in its term.
    """

    positions: IntArray
    leaves: IntArray
    words: IntArray
    weights: FloatArray
    reasons: ByteArray
    spans: ByteArray
    joined: BoolArray
    """Whether the word is one of a phrase, to be marked together with the words beside it."""


class Engine(Protocol):
    """Answers analysed queries over one generation of an index. All methods may be called by
    several threads.
    """

    def rank(self, request: Request) -> Ranking:
        """The projects that meet *request*, in its order; ties by number."""

    def count(self, clause: Clause) -> int:
        """How many projects meet *clause*."""

    def occurrences(self, wanted: Sequence[Sought], projects: Sequence[int]) -> list[Occurrences]:
        """Where the terms and phrases stand in each of *projects*, in the sections they were sought
        in.
        """

    def meets(self, clause: Clause, project: int) -> bool:
        """Whether *project* meets *clause*."""
