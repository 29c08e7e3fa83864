"""The seam between what a query means and how an index answers it.

Everything above this package asks an `Engine` and nothing else. No array of the index and no number
that is local to it crosses the seam: projects are named by id, words by their text or by what they
have in common (`word_sets`), stems by their hash. Counting is always in lists: elsewhere each call
is a round trip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from corpus.model import Document
from search.engine.clauses import Clause, Sought
from search.engine.found_projects import FoundProject
from search.engine.rank_requests import Ranking, Request
from search.engine.words.word_sets import (
    IndexedWord,
    Lookalike,
    Spelling,
    Stem,
    Term,
    TermWords,
    WordSet,
)
from search.language.stems import Stemmer
from search.results import IndexStats


class Engine(Protocol):
    """Answers analysed queries over one generation. All methods may be called by several
    threads.
    """

    @property
    def language(self) -> Stemmer:
        """The dictionary that the generation was built with."""

    # Projects

    def rank(self, request: Request) -> Ranking:
        """The projects that meet *request*, in its order; ties by id."""

    def counts(self, clauses: Sequence[Clause]) -> list[int]:
        """How many projects meet each of *clauses*."""

    def meets(self, clause: Clause, projects: Sequence[str]) -> list[bool]:
        """Whether each of *projects* meets *clause*. Raises UnknownDocumentError."""

    def find(
        self, leaves: Sequence[Sought], projects: Sequence[str]
    ) -> list[FoundProject]:
        """Where *leaves* stand in each of *projects*, in the sections they were sought in, and the
        text of each. Raises UnknownDocumentError.
        """

    def words_of(self, project: str, most: int) -> list[tuple[str, float]]:
        """The *most* frequent words of a project with how often they stand there, weighted by the
        kind of section, the most frequent first. Raises UnknownDocumentError.
        """

    # Words

    def stem(self, word: str) -> Stem:
        """The stem of a word in lower case, whether it is indexed or not."""

    def term_words(self, terms: Sequence[Term]) -> list[TermWords]:
        """How many indexed words answer each of *terms*, with a key for which they are."""

    def words_in(self, words: WordSet) -> list[str]:
        """The indexed words of a set, by code point."""

    def parts(self, word: str) -> tuple[Term, ...]:
        """A term for each part of a compound, of mode PART, or one for a word that is none, of mode
        WHOLE; none for a word that shares nothing with an indexed one.

        Their words are all that share the part, alone, inflected or inside other compounds, with
        equal weight.
        """

    def words_beginning(self, prefix: str, most: int) -> list[IndexedWord]:
        """The indexed words that begin with *prefix*, at most *most*, those in most records
        first.
        """

    def similar_spellings(self, word: str) -> list[Spelling]:
        """Indexed words a few keystrokes from *word*, nearest first: one keystroke for short words,
        two for long.
        """

    def lookalikes(self, word: str) -> list[Lookalike]:
        """Indexed words that share most letter grams with *word*, most alike first."""

    def bare_words(self, word: str) -> list[str]:
        """The indexed words that are *word* when å, ä, ö and accents lose their marks."""

    def bare_stems(self, word: str) -> list[Stem]:
        """The indexed stems that are the stem of *word* when their letters lose their marks."""

    # Documents and facts

    def summaries(self, projects: Sequence[str]) -> list[Document]:
        """The documents without their sections. Raises UnknownDocumentError."""

    def document(self, project: str) -> Document:
        """A document, whole. Raises UnknownDocumentError."""

    def documents(self) -> Iterator[Document]:
        """All documents, whole, by id."""

    def titles(self, beginning: str, most: int) -> list[str]:
        """Titles in which some word begins with *beginning*, with or without the marks of letters,
        at most *most*, by id.
        """

    def facet_values(self, fact: str) -> list[tuple[str, int]]:
        """The values of a fact of names, in Swedish order, each with how many projects have it."""

    def statistics(self) -> IndexStats:
        """What the generation holds."""

    def close(self) -> None:
        """Let go of files and connections; no method may be called afterwards."""
