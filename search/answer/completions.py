"""Completions of what is being typed: words, names and titles of one generation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from corpus.facts import FACT_TABLE
from search.answer.word_forms import WordFinder
from search.engine.protocol import Engine
from search.engine.words.word_sets import IndexedWord, Mode
from search.language.analysis import lower
from search.language.letters import begins_a_word
from search.language.word_lists import stop_words
from search.query.signs import clean
from search.results import TITLE_SUGGESTION, WORD_SUGGESTION, Suggestion

_LAST_WORD: Final = re.compile(r"[^\W_][\w-]*$")
_MOST_WORDS: Final = 2_000
_WORDS_AT_A_TIME: Final = 64
_SUGGESTED_FACTS: Final = {
    fact.name: fact.word for fact in FACT_TABLE if fact.is_suggested
}


class Completer:
    """Completes what is being typed. Threads may share it."""

    def __init__(self, engine: Engine, finder: WordFinder) -> None:
        self._engine, self._finder = engine, finder

    def complete(self, prefix: str, limit: int) -> tuple[Suggestion, ...]:
        """At most *limit* completions of *prefix*: words first, then names and titles; no
        completion stands twice.
        """
        typed = " ".join(clean(prefix).split())
        if not typed or limit == 0:
            return ()
        words = _most_common(self._words(typed, limit))
        names = _most_common(self._names(typed))
        titles = [
            Suggestion(title, TITLE_SUGGESTION, 1)
            for title in self._engine.titles(typed, limit)
        ]
        room = max(1, limit // 4)
        room_for_titles = min(room, len(titles))
        room_for_words = limit - min(room, len(names)) - room_for_titles
        kept = words[: max(room_for_words, 1)]
        kept += names[: max(room, limit - len(kept) - room_for_titles)]
        return _distinct([*kept, *titles])[:limit]

    def _words(self, typed: str, limit: int) -> list[Suggestion]:
        """Completions of the last word, one for each stem: the form that most documents have."""
        last = _LAST_WORD.search(typed)
        if last is None:
            return []
        before = typed[: last.start()]
        chosen = self._one_form_a_stem(lower(last[0]), limit)
        terms = [
            self._finder.term(word, Mode.INFLECTED, False) for word in chosen
        ]
        counts = self._engine.counts(terms)
        return [
            Suggestion(before + word, WORD_SUGGESTION, count)
            for word, count in zip(chosen, counts, strict=True)
        ]

    def _one_form_a_stem(self, start: str, limit: int) -> list[str]:
        """At most *limit* words that begin with *start*, no two of the same stem."""
        most = _WORDS_AT_A_TIME
        while True:
            words = self._engine.words_beginning(start, most)
            by_stem: dict[int, str] = {}
            for indexed in words:
                if _is_completion(indexed, start):
                    by_stem.setdefault(indexed.stem, indexed.word)
            if (
                len(by_stem) >= limit
                or len(words) < most
                or most >= _MOST_WORDS
            ):
                return list(by_stem.values())[:limit]
            most = _MOST_WORDS

    def _names(self, typed: str) -> list[Suggestion]:
        return [
            Suggestion(value, kind, count)
            for fact, kind in _SUGGESTED_FACTS.items()
            for value, count in self._engine.facet_values(fact)
            if begins_a_word(value, typed)
        ]


def _is_completion(indexed: IndexedWord, start: str) -> bool:
    word = indexed.word
    return (
        word.replace("-", "").isalpha()
        and word not in stop_words()
        and word != start
    )


def _most_common(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    return sorted(suggestions, key=lambda suggestion: -suggestion.count)


def _distinct(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """*suggestions* without those that are spelled alike."""
    distinct: dict[str, Suggestion] = {}
    for suggestion in suggestions:
        key = suggestion.text.casefold()
        # *Karlstad* the municipality says more than the word *karlstad*, and takes its place.
        if distinct.setdefault(key, suggestion).kind == WORD_SUGGESTION:
            distinct[key] = suggestion
    return tuple(distinct.values())
