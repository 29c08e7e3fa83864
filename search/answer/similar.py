"""Projects like another one: those that share the words it is about."""

from __future__ import annotations

from typing import Final

from search.answer.word_forms import WordFinder
from search.engine.clauses import Either
from search.engine.protocol import Engine
from search.engine.rank_requests import RankedProject, Request
from search.engine.scoring import inverse_frequency
from search.engine.words.word_sets import Mode, Stem, Term
from search.language.word_lists import stop_words
from search.options import Match

TELLING_WORDS: Final = 30
_MOST_CONSIDERED: Final = 200
_SHORTEST: Final = 4
_FEWEST_SHARING: Final = 2
_SHARE_OF_ALL: Final = 3
"""A word that more than a third of all projects have tells nothing of one."""


def similar_projects(
    engine: Engine, finder: WordFinder, project: str, limit: int
) -> list[RankedProject]:
    """The *limit* projects that best answer the most telling words of *project*, without itself."""
    terms = telling_terms(engine, finder, project)
    if not terms:
        return []
    request = Request(
        Either(tuple(terms)), match=Match.ANY, limit=limit + 1, facets=False
    )
    others = [
        row for row in engine.rank(request).rows if row.project != project
    ]
    return others[:limit]


def telling_terms(
    engine: Engine, finder: WordFinder, project: str
) -> list[Term]:
    """The words that set *project* apart, by their weighted frequency and how few projects have any
    form of them.
    """
    frequencies = {
        word: frequency
        for word, frequency in engine.words_of(project, _MOST_CONSIDERED)
        if len(word) >= _SHORTEST
        and word.isalpha()
        and word not in stop_words()
    }
    terms = [finder.term(word, Mode.INFLECTED, False) for word in frequencies]
    counts = engine.counts(terms)
    total = engine.statistics().documents
    heaviest: dict[Stem, tuple[float, Term]] = {}
    rows = zip(frequencies.items(), terms, counts, strict=True)
    for (word, frequency), term, having in rows:
        if (
            not _FEWEST_SHARING
            <= having
            <= max(_FEWEST_SHARING, total // _SHARE_OF_ALL)
        ):
            continue
        weight = frequency * inverse_frequency(having, total)
        stem = engine.stem(word)
        if weight > heaviest.get(stem, (0.0, term))[0]:
            heaviest[stem] = (weight, term)
    ranked = sorted(heaviest.values(), key=lambda row: -row[0])
    return [term for _, term in ranked[:TELLING_WORDS]]
