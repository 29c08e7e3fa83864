"""What the reader may have meant by a word that finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from search.answer.expansion import Expanded
from search.answer.word_forms import WordFinder, is_code
from search.engine.protocol import Engine
from search.language.analysis import clean_word, lower
from search.query.parser import parse
from search.query.tree import And, InSection, Node, Or, Word

_SHORTEST_CORRECTED: Final = 3


def corrected_query(
    query: str, expanded: Expanded, engine: Engine, finder: WordFinder
) -> str | None:
    """*query* with every misspelt word replaced by the likeliest indexed one, None if nothing is
    better.

    A word is misspelt when it finds nothing and no dictionary has it: *motverka* is not taken for
    *motivera*. Numbers and codes are never misspelt.
    """
    wrong = _misspelt(expanded, engine, finder)
    tree = parse(query).tree
    if not wrong or tree is None:
        return None

    def better(word: Word) -> Word:
        likeliest = None
        if word.text in wrong:
            likeliest = likeliest_word(clean_word(lower(word.text)), engine)
        return word if likeliest is None else replace(word, text=likeliest)

    corrected = _with_words(tree, better)
    return str(corrected) if corrected != tree else None


def _misspelt(
    expanded: Expanded, engine: Engine, finder: WordFinder
) -> set[str]:
    doubtful = {
        word: clause
        for word, clause in expanded.words
        if not (
            word.startswith('"')
            or is_code(word)
            or finder.is_swedish(lower(word))
        )
    }
    counts = engine.counts(list(doubtful.values()))
    return {
        word for word, count in zip(doubtful, counts, strict=True) if not count
    }


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


def likeliest_word(word: str, engine: Engine) -> str | None:
    """The indexed word nearest to *word* by keystrokes, the most common of equals."""
    if len(word) < _SHORTEST_CORRECTED or not word.isalpha():
        return None
    nearest = engine.similar_spellings(word)
    best = min(
        nearest,
        key=lambda one: (one.distance, -one.records, one.word),
        default=None,
    )
    return None if best is None else best.word
