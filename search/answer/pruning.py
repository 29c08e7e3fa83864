"""What a query is about: its tree without the words that name nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.language.analysis import LETTERS_ALONE
from search.language.word_lists import stop_words
from search.query.tree import And, InSection, Node, Or, Word, all_of, any_of

_SHORTEST_AFTER_LETTER = 3


def is_plain(node: Node) -> bool:
    """Whether *node* is a word to be matched with all its relatives."""
    return isinstance(node, Word) and not (
        node.exact or node.prefix or node.fuzzy
    )


def without_stop_words(tree: Node) -> Node:
    """*tree* without the words a query is not about; phrases and exact words keep theirs, and so
    does a query of nothing else.
    """
    return _pruned(tree) or tree


def _pruned(node: Node) -> Node | None:
    match node:
        case Word(text) if is_plain(node) and text.lower() in stop_words():
            return None
        case And(children):
            return all_of(_all_pruned(_spelt_together(children)))
        case Or(children):
            return any_of(_all_pruned(children))
        case InSection(kind, child):
            kept = _pruned(child)
            return None if kept is None else InSection(kind, kept)
        case _:
            return node


def _all_pruned(nodes: Sequence[Node] | Iterator[Node]) -> Iterator[Node]:
    for node in nodes:
        kept = _pruned(node)
        if kept is not None:
            yield kept


def _spelt_together(nodes: Sequence[Node]) -> Iterator[Node]:
    """*nodes* with a single letter and the word after it as one: *e tjänst* as *e-tjänst*."""
    rest = iter([*nodes, None])
    node = next(rest)
    for following in rest:
        joined = _joined(node, following)
        if joined is not None:
            yield joined
            node = next(rest)
        elif node is not None:
            yield node
            node = following


def _joined(letter: Node | None, word: Node | None) -> Word | None:
    """A single letter and the word after it as one word; None where they are something else."""
    if not (isinstance(letter, Word) and isinstance(word, Word)):
        return None
    if (
        not (is_plain(letter) and is_plain(word))
        or letter.text.lower() not in LETTERS_ALONE
    ):
        return None
    if not word.text.isalpha() or len(word.text) < _SHORTEST_AFTER_LETTER:
        return None
    return Word(f"{letter.text}-{word.text}")
