"""From what a person types to a query tree. It cannot fail.

    query       := alternatives+                      side by side: all of them
    alternatives := conjunction ("ELLER" conjunction)*
    conjunction := term ("OCH" term)*
    term        := "-"* section? (operand | "(" query ")")

ELLER binds tighter than mere blanks, as in the big search engines: in `hemlöshet unga ELLER
ungdomar region:Stockholm` only the two words beside it are alternatives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from search.query.limits import MAX_NESTING, MAX_WORDS
from search.query.notices import Notice, NoticeKind, NoticeList
from search.query.scanner import scan
from search.query.signs import clean
from search.query.tokens import OPERATORS, Token, TokenKind
from search.query.tree import (
    InSection,
    Node,
    Word,
    all_of,
    any_of,
    negation,
    with_children,
)


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as read: the *tree*, None where nothing is searched for, and what could not be
    read.
    """

    tree: Node | None
    notices: tuple[Notice, ...] = ()


def parse(text: str) -> ParsedQuery:
    """The query tree of any string.

    And and Or have at least two children, none of their own kind; Not holds no Not; a tree has at
    most `MAX_WORDS` words (parts of hyphenated words, those of phrases and the values of filters
    counted) and `MAX_NESTING` levels.

    >>> str(parse("hemlöshet unga ELLER ungdomar INTE vräkning år:2012").tree)
    'hemlöshet (unga ELLER ungdomar) -vräkning år:2012'
    """
    notices = NoticeList()
    tokens = scan(clean(text), notices)
    operators = [token.text for token in tokens if token.text in OPERATORS]
    scanned = tuple(notices)
    tree = _Parser(tokens, notices).query()
    if tree is None and operators:  # "INTE" alone: words like others
        return ParsedQuery(_as_words(operators), scanned)
    kept = _cut(tree, MAX_NESTING) if tree is not None else None
    if kept != tree:
        notices.tell(NoticeKind.TOO_DEEP)
    return ParsedQuery(kept, tuple(notices))


def _as_words(operators: Sequence[str]) -> Node | None:
    words = [Word(operator.lower()) for operator in operators]
    return all_of(words[:MAX_WORDS])


def _cut(node: Node, levels: int) -> Node | None:
    """*node* without what lies deeper than *levels*."""
    if levels == 0:
        return None
    return with_children(node, lambda child: _cut(child, levels - 1))


_ENDS: Final = (None, TokenKind.CLOSE)
"""What ends a query: the text or the group it stands in."""


class _Parser:
    """Reads balanced tokens into a tree, once. Each method reads what its rule of the grammar says,
    from the next token on; None stands for nothing to search for.
    """

    def __init__(self, tokens: Sequence[Token], notices: NoticeList) -> None:
        self._tokens = tokens
        self._position = 0
        self._notices = notices

    def query(self) -> Node | None:
        """What stands up to the end of the group or of the text: all of it is required."""
        nodes = []
        while self._kind() not in _ENDS:
            nodes.append(self._alternatives())
        return _joined(all_of, nodes)

    def _kind(self) -> TokenKind | None:
        if self._position == len(self._tokens):
            return None
        token = self._tokens[self._position]
        return token.kind

    def _take(self) -> Token:
        token = self._tokens[self._position]
        self._position += 1
        return token

    def _alternatives(self) -> Node | None:
        sides = self._sides(TokenKind.OR, self._conjunction)
        return _joined(any_of, sides)

    def _conjunction(self) -> Node | None:
        sides = self._sides(TokenKind.AND, self._term)
        return _joined(all_of, sides)

    def _sides(
        self, operator_kind: TokenKind, side: Callable[[], Node | None]
    ) -> list[Node | None]:
        """What stands between operators of one kind."""
        nodes = [side()]
        while self._kind() is operator_kind:
            operator = self._take()
            nodes.append(side())
            if None in nodes[-2:]:
                self._notices.tell(NoticeKind.NOTHING_BESIDE, operator.text)
        return nodes

    def _term(self) -> Node | None:
        """What is sought, in a section or not, after any number of negations."""
        match self._kind():
            case TokenKind.NOT:
                return self._negation()
            case TokenKind.SECTION:
                return self._in_section()
            case TokenKind.OPERAND:
                return all_of(self._take().nodes)
            case TokenKind.OPEN:
                return self._group()
            case _:
                return None

    def _negation(self) -> Node | None:
        operators = []
        while self._kind() is TokenKind.NOT:  # thousands may follow each other
            operators.append(self._take())
        node = self._term()
        if node is None:
            self._notices.tell(NoticeKind.NOTHING_BESIDE, operators[-1].text)
            return None
        is_negated = len(operators) % 2 == 1
        return negation(node) if is_negated else node

    def _in_section(self) -> Node | None:
        section = self._take()
        node = self._term()
        if node is None:
            self._notices.tell(NoticeKind.NOTHING_IN_SECTION)
            return None
        return InSection(section.text, node)

    def _group(self) -> Node | None:
        self._take()
        node = self.query()
        self._take()  # the parenthesis that closes it
        return node


def _joined(
    join: Callable[[Iterable[Node]], Node | None], nodes: Sequence[Node | None]
) -> Node | None:
    if len(nodes) == 1:
        return nodes[0]
    sought = [node for node in nodes if node is not None]
    return join(sought)
