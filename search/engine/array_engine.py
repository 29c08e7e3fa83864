"""The engine of one generation on one machine: memory-mapped arrays for answers."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from corpus.model import Document
from search.engine.clauses import Adjacent, Clause, Sought
from search.engine.facets import Columns
from search.engine.found_projects import (
    FoundProject,
    Occurrences,
    ProjectLayout,
)
from search.engine.leaf_scores import LeafScorer
from search.engine.locating import Locator
from search.engine.matching import Evaluator
from search.engine.protocol import Engine
from search.engine.rank_requests import RankedProject, Ranking, Request
from search.engine.ranking import Ranker
from search.engine.signals.gram_scores import GramScorer
from search.engine.signals.signal_table import SignalSources, SignalSum
from search.engine.words.part_terms import PartFinder
from search.engine.words.resolving import TermResolver
from search.engine.words.word_neighbours import WordNeighbours
from search.engine.words.word_sets import (
    IndexedWord,
    Lookalike,
    Spelling,
    Stem,
    Term,
    TermWords,
    WordSet,
)
from search.errors import Damage, DamagedIndexError, UnknownDocumentError
from search.language.letters import begins_a_word
from search.language.lexicon_file import LexiconFile
from search.language.stems import Stemmer
from search.results import IndexStats
from search.store.arrays import RecordArrays
from search.store.documents import DocumentStore
from search.store.generations import read_manifest
from search.store.gram_counts import GramArrays
from search.store.project_words import ProjectWordArrays
from search.store.records import KINDS
from search.store.recovery import load_postings
from search.store.vocabulary import Vocabulary
from search.store.word_relations import (
    LEXICON_FILE,
    RelationArrays,
)

_CACHED_NUMBERS: Final = 4_096


class ArrayEngine(Engine):
    """Implements `Engine` for a generation folder. Threads may share it.

    Raises DamagedIndexError for a file that is missing or broken.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            self._open(folder)
        except (
            ArithmeticError,
            AttributeError,
            EOFError,
            LookupError,
            MemoryError,
            OSError,
            RecursionError,
            struct.error,
            TypeError,
            ValueError,
        ) as error:
            path = folder.parent.parent
            details = str(error)
            raise DamagedIndexError(
                path, Damage.UNREADABLE_FILE, details=details
            ) from error
        if not (self._documents.is_whole() and self._vocabulary.is_whole()):
            raise DamagedIndexError(folder.parent.parent, Damage.SHORT_FILE)
        self._number = lru_cache(_CACHED_NUMBERS)(self._find_number)

    def _open(self, folder: Path) -> None:
        self._records = RecordArrays.load(folder)
        self._relations = RelationArrays.load(folder)
        self._project_words = ProjectWordArrays.load(folder)
        self._vocabulary = Vocabulary(folder)
        self._documents = DocumentStore(folder, self._records)
        self._columns = Columns(folder)
        self._language = Stemmer(LexiconFile(folder / LEXICON_FILE))
        postings = load_postings(folder, self._vocabulary, self._records)
        self._resolver = TermResolver(
            self._vocabulary, self._relations, self._language
        )
        self._parts = PartFinder(
            self._vocabulary,
            self._relations,
            self._resolver,
            self._language,
            folder,
        )
        self._neighbours = WordNeighbours(
            self._vocabulary,
            self._relations,
            postings,
            self._language,
            self._resolver,
        )
        self._leaves = LeafScorer(
            self._records,
            postings,
            self._project_words.project_lengths,
            self._resolver,
        )
        self._evaluator = Evaluator(self._records, self._leaves, self._columns)
        grams = GramScorer(
            self._relations, self._project_words, GramArrays.load(folder)
        )
        signals = SignalSum(SignalSources(self._evaluator, grams))
        self._ranker = Ranker(
            self._records, self._leaves, self._columns, self._evaluator, signals
        )
        self._locator = Locator(
            self._records, postings, self._project_words, self._resolver
        )

    @property
    def language(self) -> Stemmer:
        return self._language

    def close(self) -> None:
        """The maps go with the last answer that uses them: nothing may be taken from under it."""

    # Projects

    def rank(self, request: Request) -> Ranking:
        ranked = self._ranker.rank(request)
        rows = []
        for place, (number, score) in enumerate(
            zip(ranked.projects, ranked.scores, strict=True)
        ):
            project = self._documents.summary(number).id
            rows.append(
                RankedProject(project, score, complete=place < ranked.complete)
            )
        return Ranking(ranked.total, ranked.listed, tuple(rows), ranked.facets)

    def counts(self, clauses: Sequence[Clause]) -> list[int]:
        return [self._count(clause) for clause in clauses]

    def _count(self, clause: Clause) -> int:
        if isinstance(clause, Term | Adjacent):
            return len(self._leaves.projects(clause).projects)
        return int(self._evaluator.over_projects(clause).mask.sum())

    def meets(self, clause: Clause, projects: Sequence[str]) -> list[bool]:
        numbers = [self._number(project) for project in projects]
        mask: list[bool] = (
            self._evaluator.over_projects(clause).mask[numbers].tolist()
        )
        return mask

    def find(
        self, leaves: Sequence[Sought], projects: Sequence[str]
    ) -> list[FoundProject]:
        numbers = [self._number(project) for project in projects]
        located = self._locator.occurrences(leaves, np.array(numbers, np.int64))
        return [
            self._found(number, occurrences)
            for number, occurrences in zip(numbers, located, strict=True)
        ]

    def _found(self, project: int, occurrences: Occurrences) -> FoundProject:
        records = self._records
        first, end = records.project_records[project : project + 2].tolist()
        first_sentence = int(records.record_sentences[first])
        end_sentence = int(records.record_sentences[end])
        layout = ProjectLayout(
            kinds=records.record_kinds[first:end],
            sections=records.record_sections[first:end],
            record_positions=records.record_positions[first : end + 1],
            record_sentences=records.record_sentences[first : end + 1],
            record_offsets=records.record_texts[first : end + 1],
            sentence_positions=records.sentence_positions[
                first_sentence:end_sentence
            ],
            sentence_offsets=records.sentence_texts[
                first_sentence:end_sentence
            ],
            first_position=int(records.record_positions[first]),
            first_sentence=first_sentence,
        )
        return FoundProject(
            occurrences=_from_start(occurrences, layout.first_position),
            layout=layout,
            word=self._vocabulary.__getitem__,
            read_text=self._documents.text_between,
            heading=lambda record: self._documents.heading(first + record),
        )

    def words_of(self, project: str, most: int) -> list[tuple[str, float]]:
        number = self._number(project)
        arrays = self._project_words
        start, end = arrays.project_words[number : number + 2].tolist()
        frequencies = arrays.entry_frequencies[start:end]
        best = np.argsort(-frequencies, kind="stable")[:most]
        words = arrays.entry_words[start:end][best].tolist()
        weights = frequencies[best].tolist()
        return [
            (self._vocabulary[word], weight)
            for word, weight in zip(words, weights, strict=True)
        ]

    # Words

    def stem(self, word: str) -> Stem:
        return self._resolver.stem(word)

    def term_words(self, terms: Sequence[Term]) -> list[TermWords]:
        return [self._resolver.term_words(term) for term in terms]

    def words_in(self, words: WordSet) -> list[str]:
        return [
            self._vocabulary[number]
            for number in sorted(self._resolver.numbers(words))
        ]

    def parts(self, word: str) -> tuple[Term, ...]:
        return self._parts.terms(word)

    def words_beginning(self, prefix: str, most: int) -> list[IndexedWord]:
        return self._neighbours.words_beginning(prefix, most)

    def similar_spellings(self, word: str) -> list[Spelling]:
        return self._neighbours.similar_spellings(word)

    def lookalikes(self, word: str) -> list[Lookalike]:
        return self._neighbours.lookalikes(word)

    def bare_words(self, word: str) -> list[str]:
        return self._neighbours.bare_words(word)

    def bare_stems(self, word: str) -> list[Stem]:
        return self._neighbours.bare_stems(word)

    # Documents and facts

    def summaries(self, projects: Sequence[str]) -> list[Document]:
        return [
            self._documents.summary(self._number(project))
            for project in projects
        ]

    def document(self, project: str) -> Document:
        return self._documents.document(self._number(project))

    def documents(self) -> Iterator[Document]:
        for number in range(len(self._documents)):
            yield self._documents.document(number)

    def _find_number(self, project: str) -> int:
        number = self._documents.number(project)
        if number is None:
            raise UnknownDocumentError(project)
        return number

    @cached_property
    def _titles(self) -> list[str]:
        return [
            self._documents.summary(number).title
            for number in range(len(self._documents))
        ]

    def titles(self, beginning: str, most: int) -> list[str]:
        matching = (
            title for title in self._titles if begins_a_word(title, beginning)
        )
        return [title for title, _ in zip(matching, range(most), strict=False)]

    def facet_values(self, fact: str) -> list[tuple[str, int]]:
        values = self._columns.values(fact)
        return list(zip(values, self._columns.value_counts(fact), strict=True))

    def statistics(self) -> IndexStats:
        return self._statistics

    @cached_property
    def _statistics(self) -> IndexStats:
        records = self._records
        counts = np.bincount(
            records.record_kinds, minlength=len(KINDS)
        ).tolist()
        files = (file for file in self._folder.rglob("*") if file.is_file())
        return IndexStats(
            documents=len(self._documents),
            records=records.records,
            words=len(self._vocabulary),
            occurrences=int(records.record_lengths.sum()),
            size_bytes=sum(file.stat().st_size for file in files),
            generation=self._folder.name,
            built=read_manifest(self._folder).built,
            sections={
                kind: count
                for kind, count in zip(KINDS, counts, strict=True)
                if count
            },
        )


def _from_start(occurrences: Occurrences, first_position: int) -> Occurrences:
    """*occurrences* with positions that count from the project's first word."""
    return Occurrences(
        positions=occurrences.positions - np.int32(first_position),
        leaves=occurrences.leaves,
        words=occurrences.words,
        weights=occurrences.weights,
        reasons=occurrences.reasons,
        spans=occurrences.spans,
        joined=occurrences.joined,
    )
