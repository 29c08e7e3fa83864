"""The engine of one generation: arrays for answers, Whoosh behind them as the index of record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from corpus.model import SECTION_KINDS
from search.engine.facets import Columns
from search.engine.gram_scores import GramScorer
from search.engine.locating import Locator
from search.engine.matching import Evaluator, Matched
from search.engine.protocol import (
    Adjacent,
    Clause,
    Engine,
    Every,
    Except,
    Occurrences,
    RankedProject,
    Ranking,
    Request,
    Sought,
    Term,
    Where,
    Within,
    loosened,
    sought,
)
from search.engine.scoring import GRAM_SHARE, PART_SHARE, WORD_SHARE
from search.store.arrays import (
    BoolArray,
    DoubleArray,
    FloatArray,
    LongArray,
    PostingArrays,
    RecordArrays,
)
from search.store.gram_counts import GramArrays
from search.store.project_words import ProjectWordArrays
from search.store.records import KINDS
from search.store.vocabulary import Vocabulary
from search.store.whoosh_index import FOLDER, WhooshRecords
from search.store.word_relations import RelationArrays

CANDIDATES: Final = 1_000
"""At most so many projects, the best by their words, are ranked again by letter grams."""
MANY: Final = 100
"""Where fewer projects than this have any of the words, those with parts of the words follow."""


def load_postings(folder: Path, vocabulary: Vocabulary, records: RecordArrays) -> PostingArrays:
    """The posting arrays of a generation; decoded from its Whoosh index where their files are
    missing.
    """
    if PostingArrays.is_complete(folder):
        return PostingArrays.load(folder)
    whoosh = WhooshRecords(folder / FOLDER)
    try:
        return whoosh.postings(vocabulary.words(), records)
    finally:
        whoosh.close()


class ArrayEngine(Engine):
    """Implements `search.engine.protocol.Engine` for a generation folder. Threads may share it."""

    def __init__(
        self,
        folder: Path,
        vocabulary: Vocabulary,
        records: RecordArrays,
        relations: RelationArrays,
        project_words: ProjectWordArrays,
    ) -> None:
        self._records = records
        self._postings = load_postings(folder, vocabulary, records)
        self._columns = Columns(folder)
        self._grams = GramScorer(relations, project_words, GramArrays.load(folder))
        self._evaluator = Evaluator(
            records, self._postings, project_words.project_lengths, self._columns
        )
        self._locator = Locator(records, self._postings, project_words)

    @property
    def columns(self) -> Columns:
        return self._columns

    @property
    def postings(self) -> PostingArrays:
        return self._postings

    def meets(self, clause: Clause, project: int) -> bool:
        """Whether *project* meets *clause*."""
        return bool(self._evaluator.over_projects(clause).mask[project])

    def count(self, clause: Clause) -> int:
        """How many projects meet *clause*."""
        if isinstance(clause, Term | Adjacent):
            return len(self._evaluator.leaf_projects(clause).projects)
        return int(self._evaluator.over_projects(clause).mask.sum())

    def matching_projects(self, clause: Clause) -> list[int]:
        """The numbers of the projects that meet *clause*, ascending."""
        numbers: list[int] = np.flatnonzero(self._evaluator.over_projects(clause).mask).tolist()
        return numbers

    def rank(self, request: Request) -> Ranking:
        """The projects that meet *request*, in its order; ties by number."""
        allowed = self._allowed(request)
        matched = self._matched(request.clause, request)
        complete = matched.mask & allowed
        total, wanted = int(complete.sum()), request.offset + request.limit
        ranked = self._ranked(complete, matched.score, request, wanted)
        rows = [RankedProject(project, score, True) for project, score in ranked]
        rest = self._incomplete(complete, allowed, request)
        if rest is not None and total < wanted:
            ranked = self._ranked(rest.mask, rest.score, request, wanted - total)
            rows += [RankedProject(project, score, False) for project, score in ranked]
        listed = total + (int(rest.mask.sum()) if rest is not None else 0)
        facets = self._facets(complete, request) if request.facets else {}
        return Ranking(total, listed, tuple(rows[request.offset : wanted]), facets)

    def _incomplete(
        self, complete: BoolArray, allowed: BoolArray, request: Request
    ) -> Matched | None:
        """The projects that follow where few meet the whole request: those with fewer of its words
        or only parts.
        """
        few = {"auto": request.handful, "any": MANY}.get(request.match, 0)
        if request.clause is None or int(complete.sum()) >= few:
            return None
        loose = self._matched(loosened(request.opened or request.clause), request)
        mask = loose.mask
        if not request.kinds and not _is_bound(request.clause):
            for part in request.parts:
                mask = mask | self._evaluator.over_projects(part).mask
        return Matched(mask & allowed & ~complete, loose.score)

    def _allowed(self, request: Request) -> BoolArray:
        allowed = np.ones(self._records.projects, np.bool_)
        for group in request.filters:
            allowed &= np.logical_or.reduce([self._columns.mask(condition) for condition in group])
        return allowed

    def _matched(self, clause: Clause | None, request: Request) -> Matched:
        if clause is None:
            every = np.ones(self._records.projects, np.bool_)
            if request.kinds:
                every = np.logical_or.reduceat(
                    self._evaluator.kind_mask(request.kinds), self._records.project_records[:-1]
                )
            return Matched(every, np.zeros(self._records.projects, np.float32))
        if request.match == "any":
            clause = loosened(clause)
        return self._evaluator.over_projects(
            Within(request.kinds, clause) if request.kinds else clause
        )

    def _ranked(
        self, mask: BoolArray, score: FloatArray, request: Request, wanted: int
    ) -> list[tuple[int, float]]:
        """At least the first *wanted* projects of *mask* in the order asked for, with their
        scores.
        """
        projects = np.flatnonzero(mask)
        if request.sort != "relevance" or not sought(
            request.clause
        ):  # without words there is nothing to rank by
            sort = "title" if request.sort == "relevance" else request.sort
            first = _smallest(self._columns.order(sort)[projects], wanted)
            chosen = projects[first]
            scores = self._with_letters(chosen, self._word_scores(chosen, score, request), request)
            return list(zip(chosen.tolist(), scores.tolist(), strict=True))
        by_words = self._word_scores(projects, score, request)
        first = _smallest(-by_words, max(wanted, CANDIDATES))
        projects, scores = (
            projects[first],
            self._with_letters(projects[first], by_words[first], request),
        )
        order = np.lexsort((projects, -scores))[:wanted]
        return list(zip(projects[order].tolist(), scores[order].tolist(), strict=True))

    def _word_scores(self, projects: LongArray, score: FloatArray, request: Request) -> FloatArray:
        """The scores of *projects* by words and their parts; *score* is the clause's over all
        projects.
        """
        scores = np.float32(WORD_SHARE) * score[projects]
        for part in request.parts:
            scores += np.float32(PART_SHARE) * self._evaluator.over_projects(part).score[projects]
        return scores

    def _with_letters(
        self, projects: LongArray, by_words: FloatArray, request: Request
    ) -> DoubleArray:
        """The whole scores of *projects*, which come best first: letters count for as many as can
        be afforded.
        """
        scores = by_words.astype(np.float64)
        if request.letters:
            near = self._grams.affordable(projects)
            scores[:near] += GRAM_SHARE * self._grams.scores(request.letters, projects[:near])
        return scores

    def _facets(self, mask: BoolArray, request: Request) -> dict[str, list[tuple[str, int]]]:
        facets = self._columns.facets(mask)
        facets["section"] = self._section_counts(mask, request)
        return facets

    def _section_counts(self, mask: BoolArray, request: Request) -> list[tuple[str, int]]:
        """How many of the projects have the query's words in a section of each kind; any section
        without a query.
        """
        found = sought(request.clause, request.kinds)
        if found:
            seen = np.zeros(self._records.projects, np.uint32)
            for one in found:
                leaf = self._evaluator.leaf_projects(one.leaf)
                seen[leaf.projects] |= leaf.kinds & _kind_bits(one.kinds)
        else:
            seen = self._evaluator.project_kinds()
        bits = np.unpackbits(seen[mask].view(np.uint8).reshape(-1, 4), axis=1, bitorder="little")
        counts = bits.sum(axis=0).tolist()
        return [
            (kind, counts[at])
            for at, kind in enumerate(KINDS)
            if counts[at] and kind in SECTION_KINDS
        ]

    def occurrences(self, wanted: Sequence[Sought], projects: Sequence[int]) -> list[Occurrences]:
        """Where the terms and phrases stand in each of *projects*, in the sections they were sought
        in.
        """
        return self._locator.occurrences(wanted, np.array(projects, np.int64))


def _kind_bits(kinds: frozenset[str]) -> np.uint32:
    """*kinds* as bits; all of them for none."""
    return np.uint32(sum(1 << KINDS.index(kind) for kind in kinds or KINDS))


def _is_bound(clause: Clause) -> bool:
    """Whether something must be met besides words: then a part of a word alone is no answer."""
    match clause:
        case Every(children):
            return any(_is_bound(child) for child in children)
        case Except() | Where() | Within() | Adjacent():
            return True
        case _:
            return False


def _smallest(keys: FloatArray | LongArray, wanted: int) -> LongArray:
    """The indices of the *wanted* smallest keys, ascending; equal keys by index."""
    if len(keys) <= 4 * wanted:
        order: LongArray = np.argsort(keys, kind="stable")[:wanted]
        return order
    if wanted == 0:
        return np.zeros(0, np.int64)
    limit = np.partition(keys, wanted - 1)[wanted - 1]
    candidates = np.flatnonzero(keys <= limit)
    return candidates[np.argsort(keys[candidates], kind="stable")[:wanted]]
