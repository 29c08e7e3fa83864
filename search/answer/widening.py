"""What to try where few projects match: words that look like the rare ones."""

from __future__ import annotations

from collections.abc import Iterator

from search.answer.word_forms import WordFinder
from search.engine.clauses import Alternatives, Clause, Either, Every, Within
from search.engine.protocol import Engine
from search.engine.words.word_sets import Mode, Term


def with_lookalikes(
    clause: Clause, engine: Engine, finder: WordFinder, synonyms: bool, few: int
) -> Clause:
    """*clause* with look-alikes for the words that fewer than *few* projects have."""
    terms = list(dict.fromkeys(_related_terms(clause)))
    counts = engine.counts(terms)
    rare = {
        term for term, count in zip(terms, counts, strict=True) if count < few
    }

    def widened(child: Clause) -> Clause:
        match child:
            case Term():
                return (
                    finder.term(child.label, Mode.OPEN, synonyms)
                    if child in rare
                    else child
                )
            case Every(children):
                return Every(tuple(map(widened, children)))
            case Either(children):
                return Either(tuple(map(widened, children)))
            case Alternatives(children, weights):
                return Alternatives(tuple(map(widened, children)), weights)
            case Within(kinds, inner):
                return Within(kinds, widened(inner))
            case _:
                return child

    return widened(clause) if rare else clause


def _related_terms(clause: Clause) -> Iterator[Term]:
    """The terms that may be widened: those that ask for a word with all its relatives."""
    match clause:
        case Term() if clause.mode is Mode.RELATED:
            yield clause
        case Every(children) | Either(children) | Alternatives(children):
            for child in children:
                yield from _related_terms(child)
        case Within(_, child):
            yield from _related_terms(child)
