"""Projects like another one: those that share the words it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from search.engine.protocol import Either, RankedProject, Request, Term
from search.engine.scoring import inverse_frequency
from search.language.word_lists import stop_words

if TYPE_CHECKING:
    from search.answer.opened import OpenGeneration

TELLING_WORDS: Final = 30
_MOST_CONSIDERED: Final = 200
_SHORTEST: Final = 4


def similar_projects(opened: OpenGeneration, project: int, limit: int) -> list[RankedProject]:
    """The *limit* projects that best answer the most telling words of *project*, without itself."""
    terms = telling_terms(opened, project)
    if not terms:
        return []
    request = Request(Either(tuple(terms)), match="any", limit=limit + 1, facets=False)
    return [row for row in opened.engine.rank(request).rows if row.project != project][:limit]


def telling_terms(opened: OpenGeneration, project: int) -> list[Term]:
    """The words that set *project* apart, by their weighted frequency and how few projects have any
    form of them.
    """
    entries = slice(*opened.project_words.project_words[project : project + 2].tolist())
    words = opened.project_words.entry_words[entries]
    frequencies = opened.project_words.entry_frequencies[entries]
    best = words[np.argsort(-frequencies, kind="stable")[:_MOST_CONSIDERED]].tolist()
    total = len(opened.documents)
    scored: dict[int, tuple[float, Term]] = {}
    by_word = dict(zip(words.tolist(), frequencies.tolist(), strict=True))
    for word in best:
        text = opened.vocabulary[word]
        if len(text) < _SHORTEST or not text.isalpha() or text in stop_words():
            continue
        term = opened.finder.term(text, "inflected", False)
        having = opened.engine.count(term)
        stem = int(opened.relations.word_stems[word])
        weight = by_word[word] * inverse_frequency(having, total)
        if 1 < having <= max(2, total // 3) and weight > scored.get(stem, (0.0, term))[0]:
            scored[stem] = (weight, term)
    ranked = sorted(scored.values(), key=lambda pair: -pair[0])
    return [term for _, term in ranked[:TELLING_WORDS]]
