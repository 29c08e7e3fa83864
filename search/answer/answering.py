"""What one generation answers: the whole way from a query as typed to a page of results."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final, Unpack

from corpus.kinds import FACTS
from search.answer.completions import Completer
from search.answer.corrections import corrected_query
from search.answer.expansion import Expanded, QueryExpander
from search.answer.marks import Marker
from search.answer.presenting import Presenter, Shown
from search.answer.pruning import without_stop_words
from search.answer.similar import similar_projects
from search.answer.widening import with_lookalikes
from search.answer.word_forms import WordFinder
from search.engine.clauses import Clause, Either, sought
from search.engine.protocol import Engine
from search.engine.rank_requests import Ranking, Request
from search.engine.words.word_sets import Mode
from search.language.synonyms import load_synonyms
from search.options import Match, OptionValues, SearchOptions
from search.query.fields import canonical_section
from search.query.filters import as_list, filter_groups
from search.query.notices import Notice, NoticeKind, lower_case_operators
from search.query.parser import ParsedQuery, parse
from search.results import (
    FacetValue,
    Hit,
    Page,
    Passage,
    Reading,
    Suggestion,
    WordCount,
)

HANDFUL: Final = 5
"""Where fewer projects than this meet a query, others follow."""
_MOST_COUNTED_WORDS: Final = 12
_CACHED_QUERIES: Final = 512
_LONGEST_CACHED_CHARS: Final = 500


class Answers:
    """Answers over one engine. Threads may share it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._finder = WordFinder(engine, load_synonyms(engine.language.stem))
        self._completer = Completer(engine, self._finder)
        self._marker = Marker()
        self._read_query = lru_cache(_CACHED_QUERIES)(self._read_query_anew)

    def search(self, query: str, options: SearchOptions) -> Page:
        """The projects that answer *query*, best first. Raises BadRequestError."""
        started = time.perf_counter()
        parsed, expanded = self.read(query, options.synonyms)
        request = self._request(expanded, options)
        ranking = self.engine.rank(request)
        hits = self._hits(ranking, request, expanded, options)
        few = ranking.total < HANDFUL and expanded.clause is not None
        return Page(
            query=query,
            reading=_reading(parsed, expanded),
            total=ranking.total,
            listed=ranking.listed,
            relaxed=ranking.listed > ranking.total,
            suggestion=self._correction(query, expanded) if few else None,
            took_ms=(time.perf_counter() - started) * 1000,
            offset=options.offset,
            limit=options.limit,
            hits=hits,
            facets=_facets(ranking),
            word_counts=self._word_counts(expanded) if few else (),
            notices=(
                *parsed.notices,
                *_letter_notices(expanded),
                *_passage_notices(ranking, expanded, options),
            ),
        )

    def marked(
        self, project: str, query: str, synonyms: bool
    ) -> tuple[Passage, ...]:
        """The title and every section whole, with the words of *query* marked.

        A project that does not meet the query is marked as among the hits that follow: look-alikes
        and parts too. Raises UnknownDocumentError.
        """
        _, expanded = self.read(query, synonyms)
        clause = expanded.clause
        if clause is not None and not self.engine.meets(clause, [project])[0]:
            clause = _widest(self._widened(clause, HANDFUL, synonyms), expanded)
        found = self.engine.find(sought(clause), [project])[0]
        passages = []
        for record in range(found.records):
            kind = found.kind(record)
            if kind != FACTS:
                text = found.text(record)
                marks = self._marker.marks(
                    text, found.record_position(record), found
                )
                heading, section = found.heading(record), found.section(record)
                passages.append(Passage(kind, heading, text, marks, section))
        return tuple(passages)

    def similar(self, project: str, limit: int) -> tuple[Hit, ...]:
        """The projects most like this one, best first. Raises UnknownDocumentError."""
        rows = similar_projects(self.engine, self._finder, project, limit)
        nothing = Shown(hits=0, passages=0, explain=False)
        return Presenter(self.engine, None, frozenset()).hits(rows, 0, nothing)

    def suggest(self, prefix: str, limit: int) -> tuple[Suggestion, ...]:
        """Completions of what is being typed, most useful first."""
        return self._completer.complete(prefix, limit)

    def read(self, query: str, synonyms: bool) -> tuple[ParsedQuery, Expanded]:
        """*query* parsed, without stop words, and analysed."""
        if len(query) > _LONGEST_CACHED_CHARS:
            return self._read_query_anew(query, synonyms)
        return self._read_query(query, synonyms)

    def _read_query_anew(
        self, query: str, synonyms: bool
    ) -> tuple[ParsedQuery, Expanded]:
        parsed = parse(query)
        if parsed.tree is None:
            return parsed, Expanded(None)
        tree = without_stop_words(parsed.tree)
        notices = parsed.notices + tuple(lower_case_operators(query))
        expanded = QueryExpander(self.engine, self._finder, synonyms).expand(
            tree
        )
        return replace(parsed, tree=tree, notices=notices), expanded

    def request(self, query: str, **values: Unpack[OptionValues]) -> Request:
        """What is asked of the engine for *query*. Raises BadRequestError."""
        options = SearchOptions(**values)
        _, expanded = self.read(query, options.synonyms)
        return self._request(expanded, options)

    def _request(self, expanded: Expanded, options: SearchOptions) -> Request:
        kinds = frozenset(
            canonical_section(name) for name in as_list(options.sections)
        )
        few = HANDFUL if options.match == Match.AUTO else 1
        widened = None
        if expanded.clause is not None:
            widened = self._widened(expanded.clause, few, options.synonyms)
        return Request(
            clause=widened if options.match == Match.ANY else expanded.clause,
            widened=widened,
            parts=expanded.parts,
            letters=expanded.letters,
            kinds=kinds,
            filters=filter_groups(options.filters),
            match=options.match,
            handful=HANDFUL,
            sort=options.sort,
            offset=options.offset,
            limit=options.limit,
            facets=options.facets,
        )

    def _widened(self, clause: Clause, few: int, synonyms: bool) -> Clause:
        return with_lookalikes(clause, self.engine, self._finder, synonyms, few)

    def _hits(
        self,
        ranking: Ranking,
        request: Request,
        expanded: Expanded,
        options: SearchOptions,
    ) -> tuple[Hit, ...]:
        """The hits of a ranking; what follows without meeting the query shows what it was found
        by.
        """
        complete = [row for row in ranking.rows if row.complete]
        following = ranking.rows[len(complete) :]
        clause = request.clause if _shows_words(options) else None
        presenter = Presenter(self.engine, clause, request.kinds)
        hits = presenter.hits(
            complete, options.offset, _shown(options, options.showing_hits)
        )
        if following:
            clause = None
            if _shows_words(options):
                clause = _widest(request.widened, expanded)
            presenter = Presenter(self.engine, clause, request.kinds)
            offset = options.offset + len(hits)
            left = max(0, options.showing_hits - len(hits))
            hits += presenter.hits(following, offset, _shown(options, left))
        return hits

    def _correction(self, query: str, expanded: Expanded) -> str | None:
        return corrected_query(query, expanded, self.engine, self._finder)

    def _word_counts(self, expanded: Expanded) -> tuple[WordCount, ...]:
        clauses = dict(expanded.words[:_MOST_COUNTED_WORDS])
        counts = self.engine.counts(list(clauses.values()))
        return tuple(
            WordCount(word, count)
            for word, count in zip(clauses, counts, strict=True)
        )


def _widest(widened: Clause | None, expanded: Expanded) -> Clause | None:
    """What is shown of a project that follows on fewer of the words, on look-alikes or on parts of
    a compound.
    """
    if widened is None:
        return None
    parts = (part for part in expanded.parts if part.mode is Mode.PART)
    return Either((widened, *parts))


def _reading(parsed: ParsedQuery, expanded: Expanded) -> Reading:
    others = dict.fromkeys(
        other for _, taken_for in expanded.synonyms for other in taken_for
    )
    return Reading(parsed.tree, tuple(others))


def _letter_notices(expanded: Expanded) -> tuple[Notice, ...]:
    return tuple(
        Notice(NoticeKind.OTHER_LETTERS, typed, read_as=word)
        for typed, word in expanded.folded
    )


def _shows_words(options: SearchOptions) -> bool:
    return options.passages > 0 or options.explain


def _shown(options: SearchOptions, hits: int) -> Shown:
    return Shown(hits, options.passages, options.explain)


def _passage_notices(
    ranking: Ranking, expanded: Expanded, options: SearchOptions
) -> tuple[Notice, ...]:
    """What to say where there are more hits than may show what they were found by."""
    most = options.showing_hits
    could_show = expanded.clause is not None and _shows_words(options)
    if not could_show or len(ranking.rows) <= most:
        return ()
    return (Notice(NoticeKind.FEW_SHOW_PASSAGES, str(most)),)


def _facets(ranking: Ranking) -> Mapping[str, tuple[FacetValue, ...]]:
    return {
        name: tuple(FacetValue(value, count) for value, count in values)
        for name, values in ranking.facets.items()
    }
