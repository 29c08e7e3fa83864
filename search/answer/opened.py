"""One generation of an index, opened: its arrays, its documents and everything that reads them."""

from __future__ import annotations

import struct
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from search.answer.expansion import Expanded, QueryExpander, with_lookalikes, without_stop_words
from search.answer.passages import PassageFinder
from search.answer.suggestions import Completer
from search.answer.word_forms import WordFinder
from search.engine.array_engine import ArrayEngine
from search.engine.protocol import Clause
from search.errors import Damage, DamagedIndexError
from search.language.compounds import CompoundSplitter, read_part_counts
from search.language.dictionary import LexiconFile
from search.language.stems import WordKnowledge
from search.language.synonyms import load_synonyms
from search.query.notices import lower_case_operators
from search.query.parser import ParsedQuery, parse
from search.results import IndexStats
from search.store.arrays import RecordArrays
from search.store.documents import DocumentStore
from search.store.generations import read_manifest
from search.store.project_words import ProjectWordArrays
from search.store.records import KINDS
from search.store.vocabulary import Vocabulary
from search.store.word_relations import LEXICON_FILE, PARTS_FILE, RelationArrays

_CACHED_QUERIES: Final = 512
_LONGEST_CACHED: Final = 500


class OpenGeneration:
    """A generation opened for reading. Threads may share it. Raises DamagedIndexError for a missing
    or broken file.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.name = folder, folder.name
        try:
            self.records = RecordArrays.load(folder)
            self.relations = RelationArrays.load(folder)
            self.project_words = ProjectWordArrays.load(folder)
            self.vocabulary = Vocabulary(folder)
            self.documents = DocumentStore(folder, self.records)
            self.engine = ArrayEngine(
                folder, self.vocabulary, self.records, self.relations, self.project_words
            )
            knowledge = WordKnowledge(LexiconFile(folder / LEXICON_FILE))
        except (OSError, ValueError, KeyError, EOFError, struct.error) as error:
            raise DamagedIndexError(
                folder.parent.parent, Damage.UNREADABLE_FILE, details=str(error)
            ) from error
        if not (self.documents.is_whole() and self.vocabulary.is_whole()):
            raise DamagedIndexError(folder.parent.parent, Damage.SHORT_FILE)
        self.finder = WordFinder(
            self.vocabulary,
            self.relations,
            knowledge,
            lru_cache(1)(
                lambda: CompoundSplitter(knowledge, counts=read_part_counts(folder / PARTS_FILE))
            ),
            load_synonyms(knowledge.stem),
        )
        self.passages = PassageFinder(self.records, self.documents, self.vocabulary)
        self.completer = Completer(self)
        self._read_query = lru_cache(_CACHED_QUERIES)(self._read_query_anew)

    def read_query(self, query: str, synonyms: bool) -> tuple[ParsedQuery, Expanded]:
        """*query* parsed, without stop words, and analysed."""
        read = self._read_query if len(query) <= _LONGEST_CACHED else self._read_query_anew
        return read(query, synonyms)

    def _read_query_anew(self, query: str, synonyms: bool) -> tuple[ParsedQuery, Expanded]:
        parsed = parse(query)
        if parsed.tree is None:
            return parsed, Expanded(None)
        tree, told = without_stop_words(parsed.tree), tuple(lower_case_operators(query))
        return replace(parsed, tree=tree, notices=parsed.notices + told), QueryExpander(
            self.finder, synonyms
        ).expand(tree)

    def widened(self, clause: Clause | None, few: int, synonyms: bool) -> Clause | None:
        """*clause* with look-alikes for the words that fewer than *few* projects have."""
        if clause is None:
            return None
        return with_lookalikes(
            clause, self.finder, synonyms, lambda term: self.engine.count(term) < few
        )

    def stats(self) -> IndexStats:
        """What the generation holds."""
        counts = np.bincount(self.records.record_kinds, minlength=len(KINDS)).tolist()
        return IndexStats(
            documents=len(self.documents),
            records=self.records.records,
            words=len(self.vocabulary),
            occurrences=int(self.records.record_lengths.sum()),
            size_bytes=sum(
                file.stat().st_size for file in self.folder.rglob("*") if file.is_file()
            ),
            generation=self.name,
            built=read_manifest(self.folder).built,
            sections={kind: count for kind, count in zip(KINDS, counts, strict=True) if count},
        )
