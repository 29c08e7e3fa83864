"""A query tree in plain Swedish, for the line above the results that says how the query was
read.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from corpus.model import SECTION_KINDS
from search.query.fields import FILTER_WORDS, TITLE_KIND
from search.query.tree import And, Filter, InSection, Node, Not, Or, Phrase, Word
from wording.numbers import date_text, number_text

EVERYTHING: Final = "alla projekt"
_CONNECTIVES: Final = frozenset({"och", "eller", "inte"})


def interpretation(tree: Node | None) -> str:
    """How a query was read; "alla projekt" for none.

    Words come first, then what narrows them: exclusions, sections and filters in the order typed.
    """
    if tree is None:
        return EVERYTHING
    parts = tree.children if isinstance(tree, And) else (tree,)
    sought = [_grouped(part) for part in parts if not isinstance(part, Not | InSection | Filter)]
    narrowed = [_described(part) for part in parts if isinstance(part, Not | InSection | Filter)]
    if isinstance(tree, Or):
        return _described(tree)
    if all(isinstance(part, Not) for part in parts):
        sought = [EVERYTHING]
    return ", ".join([" och ".join(sought), *narrowed] if sought else narrowed)


def _grouped(node: Node) -> str:
    return f"({_described(node)})" if isinstance(node, And | Or) else _described(node)


def _described(node: Node) -> str:
    match node:
        case Word():
            return _word(node)
        case Phrase(words, 0):
            return f"frasen ”{' '.join(words)}”"
        case Phrase(words, slop):
            return f"orden ”{' '.join(words)}” inom {slop} ord från varandra"
        case And(children):
            return " och ".join(map(_grouped, children))
        case Or(children):
            return " eller ".join(map(_grouped, children))
        case Not(child):
            return f"inte {_grouped(child)}"
        case InSection(kind, child):
            place = "i titeln" if kind == TITLE_KIND else f"i avsnittet {SECTION_KINDS[kind]}"
            return f"{place}: {_grouped(child)}"
        case Filter():
            return _filter(node)


def _word(word: Word) -> str:
    if word.exact:
        return f"exakt ”{word.text}”"
    if word.prefix:
        return f"ord som börjar på ”{word.text}”"
    if word.fuzzy:
        return f"ord som liknar ”{word.text}”"
    return f"”{word.text}”" if word.text.casefold() in _CONNECTIVES else word.text


def _filter(node: Filter) -> str:
    name = FILTER_WORDS[node.name]
    if node.values:
        return f"{name} {_alternatives(node)}"
    low, high = node.low, node.high
    if isinstance(low, date) or isinstance(high, date):
        return f"{name} {_days(low, high)}"
    if node.name == "year":
        return f"{name} {_years(low, high)}"
    return f"{name} {_amounts(low, high)}"


def _alternatives(node: Filter) -> str:
    prefix = f"{FILTER_WORDS[node.name]} "  # not "programområde programområde 1"
    values = [
        value[len(prefix) :] if value.casefold().startswith(prefix) else value
        for value in node.values
    ]
    return " eller ".join(filter(None, [", ".join(values[:-1]), values[-1]]))


def _years(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return f"{high} eller tidigare" if low is None else f"{low} eller senare"
    return str(low) if low == high else f"{low}–{high}"


def _days(low: int | date | None, high: int | date | None) -> str:
    first, last = (bound if isinstance(bound, date) else None for bound in (low, high))
    if first is None or last is None:
        return f"till och med {_day(last)}" if last else f"från och med {_day(first)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _years(first.year, last.year)
    return _day(first) if first == last else f"{_day(first)}–{_day(last)}"


def _day(day: date | None) -> str:
    return date_text(day) if day else ""


def _amounts(low: int | None, high: int | None) -> str:
    """A range of kronor; the 5000001 that ">5000000" became is said as "över 5 000 000 kr"."""
    if low is None and high is not None:
        return f"under {_kronor(high + 1)}" if high % 1000 == 999 else f"högst {_kronor(high)}"
    if high is None and low is not None:
        return f"över {_kronor(low - 1)}" if low % 1000 == 1 else f"minst {_kronor(low)}"
    return _kronor(low) if low == high else f"{_grouped_digits(low)}–{_kronor(high)}"


def _kronor(amount: int | None) -> str:
    return f"{_grouped_digits(amount)} kr"


def _grouped_digits(amount: int | None) -> str:
    return number_text(amount or 0)
