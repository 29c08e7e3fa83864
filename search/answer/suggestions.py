"""What the reader may have meant: completions of a beginning, and corrections of a word that finds
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from search.answer.expansion import Expanded
from search.language.analysis import clean_word, lower
from search.language.letters import bare_letters
from search.language.word_lists import stop_words
from search.query.parser import parse
from search.query.signs import clean
from search.query.tree import And, InSection, Node, Or, Word
from search.results import Suggestion

if TYPE_CHECKING:
    from search.answer.opened import OpenGeneration

_LAST_WORD: Final = re.compile(r"[^\W_][\w-]*$")
_SHORTEST_CORRECTED: Final = 3
_MOST_WORDS: Final = 2_000


def corrected_query(query: str, expanded: Expanded, opened: OpenGeneration) -> str | None:
    """*query* with every misspelt word replaced by the likeliest indexed one, None if nothing is
    better.

    A word is misspelt when it finds nothing and no dictionary has it: *motverka* is not taken for
    *motivera*.
    """
    wrong = {
        word
        for word, clause in expanded.words
        if not word.startswith('"')
        and not opened.engine.count(clause)
        and not opened.finder.is_swedish(lower(word))
    }
    tree = parse(query).tree
    if not wrong or tree is None:
        return None

    def better(word: Word) -> Word:
        likeliest = (
            likeliest_word(clean_word(lower(word.text)), opened) if word.text in wrong else None
        )
        return word if likeliest is None else replace(word, text=likeliest)

    corrected = _with_words(tree, better)
    return str(corrected) if corrected != tree else None


def _with_words(node: Node, change: Callable[[Word], Word]) -> Node:
    """*node* with its words changed; what is excluded, filtered or quoted stays as it is."""
    match node:
        case Word():
            return change(node)
        case And(children):
            return And(tuple(_with_words(child, change) for child in children))
        case Or(children):
            return Or(tuple(_with_words(child, change) for child in children))
        case InSection(kind, child):
            return InSection(kind, _with_words(child, change))
        case _:
            return node


def likeliest_word(word: str, opened: OpenGeneration) -> str | None:
    """The indexed word nearest to *word* by keystrokes, the most common of equals."""
    if len(word) < _SHORTEST_CORRECTED or not word.isalpha():
        return None
    nearest = opened.finder.similar_spellings(word)
    if not nearest:
        return None
    counts = np.diff(opened.engine.postings.word_postings)
    _, best = min(nearest, key=lambda pair: (pair[0], -int(counts[pair[1]]), pair[1]))
    return opened.vocabulary[best]


class Completer:
    """Completes what is being typed from the words, titles, owners and municipalities of one
    generation.
    """

    def __init__(self, opened: OpenGeneration) -> None:
        self._opened = opened

    def complete(self, prefix: str, limit: int) -> tuple[Suggestion, ...]:
        """At most *limit* completions of *prefix*: words first, then names and titles; no
        completion stands twice.
        """
        typed = " ".join(clean(prefix).split())
        if not typed or limit == 0:
            return ()
        words = sorted(self._words(typed, limit), key=lambda one: -one.count)
        names = sorted(self._names(typed), key=lambda one: -one.count)
        titles = list(self._titles(typed, limit))
        room = max(1, limit // 4)
        kept = words[: max(limit - min(room, len(names)) - min(room, len(titles)), 1)]
        kept += names[: max(room, limit - len(kept) - min(room, len(titles)))]
        kept += titles
        distinct: dict[str, Suggestion] = {}
        for one in kept:
            # *Karlstad* the municipality says more than the word *karlstad*, and takes its place.
            if distinct.setdefault(one.text.casefold(), one).kind == "ord":
                distinct[one.text.casefold()] = one
        return tuple(distinct.values())[:limit]

    def _words(self, typed: str, limit: int) -> Iterator[Suggestion]:
        """Completions of the last word, one for each stem: the form that most documents have."""
        last = _LAST_WORD.search(typed)
        if last is None:
            return
        opened, start = self._opened, lower(last[0])
        before = typed[: last.start()]
        found = opened.vocabulary.with_prefix(start)
        counts = np.diff(opened.engine.postings.word_postings[found.start : found.stop + 1])
        ranked = (np.argsort(-counts, kind="stable")[:_MOST_WORDS] + found.start).tolist()
        stems: set[int] = set()
        for number in ranked:
            word, stem = opened.vocabulary[number], int(opened.relations.word_stems[number])
            if (
                stem in stems
                or not word.replace("-", "").isalpha()
                or word in stop_words()
                or word == start
            ):
                continue
            stems.add(stem)
            yield Suggestion(
                before + word,
                "ord",
                opened.engine.count(opened.finder.term(word, "inflected", False)),
            )
            if len(stems) >= limit:
                return

    def _names(self, typed: str) -> Iterator[Suggestion]:
        for facet, kind in (("municipality", "kommun"), ("owner", "projektägare")):
            columns = self._opened.engine.columns
            for value, count in zip(
                columns.values(facet), columns.value_counts(facet), strict=True
            ):
                if _begins(value, typed):
                    yield Suggestion(value, kind, count)

    def _titles(self, typed: str, limit: int) -> Iterator[Suggestion]:
        found = 0
        for title in self._all_titles:
            if _begins(title, typed):
                found += 1
                yield Suggestion(title, "titel", 1)
            if found >= limit:
                return

    @cached_property
    def _all_titles(self) -> list[str]:
        documents = self._opened.documents
        return [documents.summary(number).title for number in range(len(documents))]


def _begins(text: str, typed: str) -> bool:
    """Whether *text* or a word inside it begins with *typed*, letter by letter or with bare
    letters.
    """
    for whole, start in (
        (text.casefold(), typed.casefold()),
        (bare_letters(text.casefold()), typed.casefold()),
    ):
        at = whole.find(start)
        while at >= 0:
            if at == 0 or not whole[at - 1].isalnum():
                return True
            at = whole.find(start, at + 1)
    return False
