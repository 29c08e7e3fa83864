"""The façade: one core that answers the page, the API, the command line and scripts."""

from __future__ import annotations

import gc
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Concatenate, Final, ParamSpec, Self, TypeVar, Unpack

import numpy as np

from corpus.kinds import FACTS
from corpus.model import Document
from search.answer.expansion import Expanded
from search.answer.explanation import explain_project
from search.answer.opened import OpenGeneration
from search.answer.similar import similar_projects
from search.answer.suggestions import corrected_query
from search.engine.protocol import Clause, Either, RankedProject, Ranking, Request, sought
from search.engine.scoring import inverse_frequency
from search.errors import Damage, DamagedIndexError, UnknownDocumentError
from search.options import LARGEST_LIMIT, OptionValues, SearchOptions, check_range
from search.query.fields import canonical_filter_name, canonical_section
from search.query.filters import read_filters
from search.query.notices import Notice, NoticeKind
from search.query.parser import ParsedQuery
from search.query.tree import Filter
from search.results import (
    FacetValue,
    Hit,
    IndexStats,
    Page,
    Passage,
    Reading,
    Suggestion,
    WordCount,
)
from search.store.generations import damaged_files, live_generation, read_manifest, switch_mark
from search.store.records import KINDS

HANDFUL: Final = 5
_MOST_COUNTED_WORDS: Final = 12


def open_index(path: Path | str) -> SearchIndex:
    """The index in folder *path*, opened for searching.

    Raises NoIndexError, OutdatedIndexError or DamagedIndexError.
    """
    return SearchIndex(Path(path))


@contextmanager
def _damage_told(opened: OpenGeneration) -> Iterator[None]:
    """Raises DamagedIndexError instead of what a file broken after it was opened makes fail; other
    errors pass.
    """
    try:
        yield
    except (LookupError, ValueError, ArithmeticError, MemoryError, OSError, struct.error) as error:
        if broken := damaged_files(opened.folder, read_manifest(opened.folder)):
            raise DamagedIndexError(
                opened.folder.parent.parent, Damage.CHANGED_FILE, broken[0]
            ) from error
        raise


P = ParamSpec("P")
R = TypeVar("R")


def _vouched(
    method: Callable[Concatenate[SearchIndex, P], R],
) -> Callable[Concatenate[SearchIndex, P], R]:
    """*method*, whose failures are told from damage to the files it reads."""

    @wraps(method)
    def vouched(self: SearchIndex, /, *args: P.args, **keywords: P.kwargs) -> R:
        with _damage_told(self._current()):
            return method(self, *args, **keywords)

    return vouched


class SearchIndex:
    """Searches an index. Threads may share it; a new generation is taken up between two
    requests.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._mark = switch_mark(path)
        self._open: OpenGeneration | None = OpenGeneration(live_generation(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the files, once the answers that are being made are done. A closed index answers
        no more.
        """
        self._open = None
        gc.collect()  # what is open refers to itself in circles, so that its maps would linger

    @_vouched
    def search(
        self, query: str, options: SearchOptions | None = None, **changes: Unpack[OptionValues]
    ) -> Page:
        """The projects that answer *query*, best first, with their passages.

        Any string is a query; the empty one finds all. *changes* are fields of `SearchOptions` that
        replace those of *options*. Raises BadRequestError for a name or value that does not exist.
        """
        started = time.perf_counter()
        options = replace(options or SearchOptions(), **changes)
        kinds = frozenset(canonical_section(name) for name in _listed(options.sections))
        groups = _parse_filters(options.filters)
        opened = self._current()
        parsed, expanded = opened.read_query(query, options.synonyms)
        wider = opened.widened(
            expanded.clause, HANDFUL if options.match == "auto" else 1, options.synonyms
        )
        clause = wider if options.match == "any" else expanded.clause
        words = Request(
            clause, wider, expanded.parts, expanded.letters, kinds, groups, options.match, HANDFUL
        )
        request = replace(
            words,
            sort=options.sort,
            offset=options.offset,
            limit=options.limit,
            facets=options.facets,
        )
        ranking = opened.engine.rank(request)
        hits = _hits(opened, request, expanded, ranking, options.passages, options.explain)
        few = ranking.total < HANDFUL and expanded.clause is not None
        return Page(
            query=query,
            reading=_reading(parsed, expanded),
            total=ranking.total,
            listed=ranking.listed,
            relaxed=ranking.listed > ranking.total,
            suggestion=corrected_query(query, expanded, opened) if few else None,
            took_ms=(time.perf_counter() - started) * 1000,
            offset=options.offset,
            limit=options.limit,
            hits=hits,
            facets=_facets(ranking),
            word_counts=_word_counts(expanded, opened) if few else (),
            notices=(*parsed.notices, *_letter_notices(expanded)),
        )

    @_vouched
    def document(self, document_id: str) -> Document:
        """The document with this id. Raises UnknownDocumentError."""
        opened = self._current()
        return opened.documents.document(_number(opened, document_id))

    @_vouched
    def marked(self, document_id: str, query: str, *, synonyms: bool = True) -> tuple[Passage, ...]:
        """The title (section -1) and every section whole, with the words of *query* marked.

        A project that does not meet the query is marked as among the hits that follow: look-alikes
        and parts too. Raises UnknownDocumentError.
        """
        opened = self._current()
        number = _number(opened, document_id)
        _, expanded = opened.read_query(query, synonyms)
        clause = expanded.clause
        if clause is not None and not opened.engine.meets(clause, number):
            clause = _widest(opened.widened(clause, HANDFUL, synonyms), expanded)
        found = opened.engine.occurrences(sought(clause), [number])[0]
        records = opened.records
        first, end = records.project_records[number : number + 2].tolist()
        passages = []
        for record in range(first, end):
            kind = KINDS[records.record_kinds[record]]
            if kind != FACTS:
                text = opened.documents.text(record)
                marks = opened.passages.marks(text, int(records.record_positions[record]), found)
                heading, section = (
                    opened.documents.heading(record),
                    int(records.record_sections[record]),
                )
                passages.append(Passage(kind, heading, text, marks, section))
        return tuple(passages)

    @_vouched
    def similar(self, document_id: str, limit: int = 5) -> tuple[Hit, ...]:
        """The projects most like the one with this id, best first. Raises UnknownDocumentError."""
        check_range("limit", limit, LARGEST_LIMIT)
        opened = self._current()
        rows = similar_projects(opened, _number(opened, document_id), limit)
        return _Presenter(opened, None, frozenset()).hits(rows, 0, 0, False)

    @_vouched
    def suggest(self, prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Completions of what is being typed, most useful first."""
        check_range("limit", limit, LARGEST_LIMIT)
        return self._current().completer.complete(prefix, limit)

    def documents(self) -> Iterator[Document]:
        """All documents, by id."""
        opened = self._current()
        with _damage_told(opened):
            for number in range(len(opened.documents)):
                yield opened.documents.document(number)

    @_vouched
    def stats(self) -> IndexStats:
        """What the index holds."""
        return self._current().stats()

    def _current(self) -> OpenGeneration:
        """The live generation, opened anew where a build has switched to another. ValueError when
        closed.
        """
        opened = self._open
        if opened is None:
            raise ValueError("indexet är stängt")
        mark = switch_mark(self.path)
        if self._mark == mark:
            return opened
        with self._lock:
            if self._mark != mark:
                opened = self._open = OpenGeneration(live_generation(self.path))
                self._mark = mark
                gc.collect()
            return self._open or opened


def _hits(
    opened: OpenGeneration,
    request: Request,
    expanded: Expanded,
    ranking: Ranking,
    passages: int,
    explain: bool,
) -> tuple[Hit, ...]:
    """The hits of a ranking; what follows without meeting the query shows what it was found by."""
    complete = [row for row in ranking.rows if row.complete]
    rest, present = ranking.rows[len(complete) :], passages or explain
    presenter = _Presenter(opened, request.clause if present else None, request.kinds)
    hits = presenter.hits(complete, request.offset, passages, explain)
    if rest:
        presenter = _Presenter(
            opened, _widest(request.opened, expanded) if present else None, request.kinds
        )
        hits += presenter.hits(rest, request.offset + len(hits), passages, explain)
    return hits


class _Presenter:
    """Turns ranked projects into hits with passages."""

    def __init__(
        self, opened: OpenGeneration, clause: Clause | None, kinds: frozenset[str]
    ) -> None:
        self._opened = opened
        self._sought = sought(clause, kinds)
        total = max(1, len(opened.documents))
        counts = [opened.engine.count(one.leaf) for one in self._sought]
        self._weights = np.array([inverse_frequency(count, total) for count in counts], np.float32)

    def hits(
        self, rows: Sequence[RankedProject], offset: int, passages: int, explain: bool
    ) -> tuple[Hit, ...]:
        found = self._opened.engine.occurrences(self._sought, [row.project for row in rows])
        hits = []
        for rank, (row, occurrences) in enumerate(zip(rows, found, strict=True), offset + 1):
            summary = self._opened.documents.summary(row.project)
            title_record = int(self._opened.records.project_records[row.project])
            title_position = int(self._opened.records.record_positions[title_record])
            hits.append(
                Hit(
                    rank=rank,
                    id=summary.id,
                    title=summary.title,
                    score=round(row.score, 4),
                    complete=row.complete,
                    metadata=summary.metadata,
                    passages=self._opened.passages.passages(occurrences, self._weights, passages),
                    title_marks=self._opened.passages.marks(
                        summary.title, title_position, occurrences
                    ),
                    explanation=explain_project(self._sought, occurrences, self._opened)
                    if explain
                    else (),
                )
            )
        return tuple(hits)


def _widest(wider: Clause | None, expanded: Expanded) -> Clause | None:
    """What is shown of a project that follows on fewer of the words, on look-alikes or on parts of
    a compound.
    """
    parts = tuple(part for part in expanded.parts if part.mode == "part")
    return wider and Either((wider, *parts))


def _number(opened: OpenGeneration, document_id: str) -> int:
    if (number := opened.documents.number(document_id)) is None:
        raise UnknownDocumentError(document_id)
    return number


def _parse_filters(filters: Mapping[str, Sequence[str]]) -> tuple[tuple[Filter, ...], ...]:
    named: dict[str, list[str]] = {}
    for name, values in filters.items():
        named.setdefault(canonical_filter_name(name), []).extend(_listed(values))
    return tuple(read_filters(name, listed) for name, listed in named.items() if listed)


def _listed(values: Sequence[str]) -> Sequence[str]:
    """*values*, a single string as a list of one."""
    return [values] if isinstance(values, str) else values


def _reading(parsed: ParsedQuery, expanded: Expanded) -> Reading:
    synonyms = dict.fromkeys(other for _, taken_for in expanded.synonyms for other in taken_for)
    return Reading(parsed.tree, tuple(synonyms))


def _letter_notices(expanded: Expanded) -> tuple[Notice, ...]:
    return tuple(
        Notice(NoticeKind.OTHER_LETTERS, typed, read_as=indexed)
        for typed, indexed in expanded.folded
    )


def _word_counts(expanded: Expanded, opened: OpenGeneration) -> tuple[WordCount, ...]:
    words = dict(expanded.words[:_MOST_COUNTED_WORDS])
    return tuple(WordCount(word, opened.engine.count(clause)) for word, clause in words.items())


def _facets(ranking: Ranking) -> Mapping[str, tuple[FacetValue, ...]]:
    return {
        name: tuple(FacetValue(value, count) for value, count in values)
        for name, values in ranking.facets.items()
    }
