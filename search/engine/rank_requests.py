"""What is asked of an engine, and the ranking it answers with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from search.engine.clauses import Clause
from search.engine.words.word_sets import Term
from search.options import Match
from search.query.tree import Filter


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of an engine. *clause* None means every project.

    *kinds* bounds the whole clause to sections of these kinds. *match* ANY asks for projects that
    meet `loosened(clause)` instead; AUTO lets these follow where fewer than *handful* meet it all.
    *parts* and *letters* add to the score and decide nothing: terms for parts of the words, and
    words whose letter grams count. Where few projects match, those with the parts alone come last.
    """

    clause: Clause | None
    widened: Clause | None = None
    """The clause with look-alikes for words that few projects have: what may follow where few
    projects match."""
    parts: tuple[Term, ...] = ()
    letters: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    filters: tuple[tuple[Filter, ...], ...] = ()
    """Groups: a project meets at least one filter of each."""
    match: str = Match.AUTO
    handful: int = 5
    sort: str = "relevance"
    offset: int = 0
    limit: int = 10
    facets: bool = True


@dataclass(frozen=True, slots=True)
class RankedProject:
    """A project by its id, its score, and whether it meets the request itself and does not merely
    follow.
    """

    project: str
    score: float
    complete: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """A slice of the ranked projects. *total* meet the whole request, *listed* can be paged
    through.

    *facets* has the values of each fact, and of "section", with how many of the total have them.
    """

    total: int
    listed: int
    rows: tuple[RankedProject, ...]
    facets: Mapping[str, Sequence[tuple[str, int]]] = field(
        default_factory=dict
    )
