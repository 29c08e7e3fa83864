"""What a search gives back: frozen values, the same for the page, the API, the command and
scripts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final

from corpus.model import Metadata
from search.engine.words.word_sets import Reason
from search.query.notices import Notice
from search.query.tree import Node

Span = tuple[int, int]


def mark_html(text: str, marks: tuple[Span, ...]) -> str:
    """*text* escaped for HTML, with the spans *marks* (sorted, apart) inside `<mark>`."""
    parts, end = [], 0
    for start, stop in marks:
        parts += [
            escape(text[end:start]),
            "<mark>",
            escape(text[start:stop]),
            "</mark>",
        ]
        end = stop
    return "".join([*parts, escape(text[end:])])


@dataclass(frozen=True, slots=True)
class Passage:
    """An excerpt of one section, or a whole section, with the query's words marked.

    *marks* are character spans in *text*. *section* is the section's index in `Document.sections`,
    -1 for the title,
    -2 for the project's facts. *cut_before* and *cut_after* tell whether the section goes on before
    and after the excerpt.
    """

    kind: str
    heading: str
    text: str
    marks: tuple[Span, ...] = ()
    section: int = -1
    cut_before: bool = False
    cut_after: bool = False

    @property
    def html(self) -> str:
        return mark_html(self.text, self.marks)


@dataclass(frozen=True, slots=True)
class FormMatch:
    """One form in which a query word was found in a project, how often, in which sections, and why
    it counts.

    *reason* is one of "exakt", "böjning", "sammansättning", "synonym", "stavning", "prefix",
    "fras".
    """

    form: str
    count: int
    sections: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class WordMatch:
    """Why a project was found: the forms that answered one word of the query."""

    word: str
    forms: tuple[FormMatch, ...]
    is_part: bool = False
    """Whether the forms answer a part of *word*, a compound, and not the whole."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A project found. *complete* is False when it lacks some of the query's words (see
    `Page.relaxed`).
    """

    rank: int
    id: str
    title: str
    score: float
    complete: bool
    metadata: Metadata
    passages: tuple[Passage, ...] = ()
    title_marks: tuple[Span, ...] = ()
    explanation: tuple[WordMatch, ...] = ()

    @property
    def title_html(self) -> str:
        return mark_html(self.title, self.title_marks)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet and how many of the projects found have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class WordCount:
    """How many projects a single word of the query finds, whatever the other words and filters."""

    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a query was read: its *tree* without the words it is not about, None for all projects,
    and the *synonyms* that its words were taken for.
    """

    tree: Node | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results.

    *total* counts the projects that meet the whole query. *listed* counts those that can be paged
    through: the same, plus, where *relaxed*, the projects with fewer of the words that follow after
    them. *reading* says how the query was read, *notices* what else the reader should know
    (letters read another way, syntax that was none).
    """

    query: str
    reading: Reading
    total: int
    listed: int
    relaxed: bool
    suggestion: str | None
    took_ms: float
    offset: int
    limit: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    word_counts: tuple[WordCount, ...] = ()
    notices: tuple[Notice, ...] = ()


WORD_SUGGESTION: Final = "ord"
TITLE_SUGGESTION: Final = "titel"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion of what is being typed. *kind* is `WORD_SUGGESTION`, `TITLE_SUGGESTION`, or the
    query's name of the fact that it is a value of.
    """

    text: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class IndexStats:
    """What an index holds. *built* is an ISO 8601 time, *size_bytes* the size of the live
    generation on disk.
    """

    documents: int
    records: int
    words: int
    occurrences: int
    size_bytes: int
    generation: str
    built: str
    sections: Mapping[str, int] = field(default_factory=dict)
