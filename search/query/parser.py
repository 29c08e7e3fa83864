"""From what a person types to a query tree. It cannot fail.

    any     := either+                        words side by side: all of them
    either  := both ("ELLER" both)*
    both    := single ("OCH" single)*
    single  := "-"* section? (operand | "(" any ")")

ELLER binds tighter than mere blanks, as in the big search engines: in `hemlöshet unga ELLER
ungdomar region:Stockholm` only the two words beside it are alternatives.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.query.limits import MAX_NESTING, MAX_WORDS
from search.query.notices import Notice, NoticeKind
from search.query.scanner import OPERATORS, Scanner, Sign, Token
from search.query.signs import clean
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
    most `MAX_WORDS` words (those of phrases and the values of filters counted) and `MAX_NESTING`
    levels.

    >>> str(parse("hemlöshet unga ELLER ungdomar INTE vräkning år:2012").tree)
    'hemlöshet (unga ELLER ungdomar) -vräkning år:2012'
    """
    scanner = Scanner(clean(text))
    scanner.scan()
    parser = _Parser(scanner.tokens)
    tree = parser.everything()
    if tree is None and (operators := _operator_words(scanner.tokens)):
        return ParsedQuery(all_of(operators), tuple(scanner.notices))
    told = scanner.notices | parser.notices
    if tree is not None and (kept := _cut(tree, MAX_NESTING)) != tree:
        tree = kept
        told[Notice(NoticeKind.TOO_DEEP)] = None
    return ParsedQuery(tree, tuple(told))


def _operator_words(tokens: list[Token]) -> list[Word]:
    """The operators of a query that has nothing else, as words."""
    operators = [token.text.lower() for token in tokens if token.text in OPERATORS]
    return [Word(text) for text in operators[:MAX_WORDS]]


class _Parser:
    """Reads balanced tokens into a tree, once."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens, self._at = tokens, 0
        self.notices: dict[Notice, None] = {}

    def everything(self) -> Node | None:
        """What stands up to the end of the group or query: all of it is required."""
        parts = []
        while self._sign() not in (None, Sign.CLOSE):
            parts.append(self._either())
        return all_of(part for part in parts if part is not None)

    def _sign(self) -> Sign | None:
        return self._tokens[self._at].sign if self._at < len(self._tokens) else None

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _notice(self, kind: NoticeKind, text: str = "") -> None:
        self.notices[Notice(kind, text)] = None

    def _either(self) -> Node | None:
        parts = [self._both()]
        while self._sign() is Sign.OR:
            operator = self._next()
            parts.append(self._both())
            self._check(operator, *parts[-2:])
        return any_of(part for part in parts if part is not None)

    def _both(self) -> Node | None:
        parts = [self._single()]
        while self._sign() is Sign.AND:
            operator = self._next()
            parts.append(self._single())
            self._check(operator, *parts[-2:])
        return all_of(part for part in parts if part is not None)

    def _check(self, operator: Token, *sides: Node | None) -> None:
        if None in sides:
            self._notice(NoticeKind.NOTHING_BESIDE, operator.text)

    def _single(self) -> Node | None:
        negated, operator = False, None
        while self._sign() is Sign.NOT:
            negated, operator = not negated, self._next()
        node = self._in_section() if self._sign() is Sign.SECTION else self._operand()
        if operator is not None and node is None:
            self._notice(NoticeKind.NOTHING_BESIDE, operator.text)
        return negation(node) if negated and node is not None else node

    def _in_section(self) -> Node | None:
        section = self._next()
        node = self._single()
        if node is None:
            self._notice(NoticeKind.NOTHING_IN_SECTION)
            return None
        return InSection(section.text, node)

    def _operand(self) -> Node | None:
        if self._sign() is Sign.OPERAND:
            return all_of(self._next().nodes)
        if self._sign() is not Sign.OPEN:
            return None
        self._next()
        node = self.everything()
        self._next()
        return node


def _cut(node: Node, levels: int) -> Node | None:
    """*node* without what lies deeper than *levels*."""
    if levels == 0:
        return None
    return with_children(node, lambda child: _cut(child, levels - 1))
