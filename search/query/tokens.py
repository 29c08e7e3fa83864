"""The tokens of a query, collected so that they are balanced: every parenthesis is closed, none is
deeper than `MAX_NESTING`, and there are at most `MAX_WORDS` words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from search.query.limits import MAX_FUZZY_WORDS, MAX_NESTING, MAX_WORDS
from search.query.notices import NoticeKind, NoticeList
from search.query.signs import first_parts
from search.query.tree import Node


class TokenKind(Enum):
    """What a token is: an operand finds something by itself."""

    OPERAND = "operand"
    SECTION = "section"
    AND = "and"
    OR = "or"
    NOT = "not"
    OPEN = "("
    CLOSE = ")"


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a query: *text* as typed, of a section its kind; *nodes* of an operand, all of
    which must match.
    """

    kind: TokenKind
    text: str = ""
    nodes: tuple[Node, ...] = ()


OPERATORS: Final[Mapping[str, TokenKind]] = {
    "OCH": TokenKind.AND,
    "AND": TokenKind.AND,
    "ELLER": TokenKind.OR,
    "OR": TokenKind.OR,
    "INTE": TokenKind.NOT,
    "NOT": TokenKind.NOT,
}
SIGNS: Final[Mapping[str, TokenKind]] = {"&": TokenKind.AND, "|": TokenKind.OR}
MINUS: Final = "-"


class TokenList:
    """Collects tokens and keeps count of the parentheses that are open and of the words there is
    room for.
    """

    def __init__(self, notices: NoticeList) -> None:
        self.notices = notices
        self.words_left = MAX_WORDS
        """Every part of a hyphenated word counts."""
        self._fuzzy_words_left = MAX_FUZZY_WORDS
        self._tokens: list[Token] = []
        self._groups: list[bool] = []
        """For every open parenthesis, whether it stands in a section."""
        self._ignored_groups = 0
        """Open parentheses that are too deep to be tokens."""

    def take_room(self, word: str) -> str:
        """As many parts of *word* as there is room for, which is then taken; there must be some."""
        text, parts = first_parts(word, self.words_left)
        self.words_left -= parts
        return text

    def may_be_fuzzy(self) -> bool:
        """Whether one more word may match what is spelled nearly so; a notice says if not."""
        if self._fuzzy_words_left == 0:
            self.notices.tell(NoticeKind.TOO_MANY_FUZZY_WORDS)
            return False
        self._fuzzy_words_left -= 1
        return True

    def add_operand(self, *nodes: Node) -> None:
        self._tokens.append(Token(TokenKind.OPERAND, nodes=nodes))

    def add_section(self, kind: str) -> None:
        self._tokens.append(Token(TokenKind.SECTION, kind))

    def add_operator(self, kind: TokenKind, text: str) -> None:
        self._tokens.append(Token(kind, text))

    def open_group(self) -> None:
        if len(self._groups) == MAX_NESTING:
            self.notices.tell(NoticeKind.TOO_MANY_PARENTHESES)
            self._ignored_groups += 1
            return
        self._groups.append(self.is_in_section)
        self._tokens.append(Token(TokenKind.OPEN, "("))

    def close_group(self) -> None:
        if self._ignored_groups:
            self._ignored_groups -= 1
        elif self._groups:
            self._groups.pop()
            self._tokens.append(Token(TokenKind.CLOSE, ")"))
        else:
            self.notices.tell(NoticeKind.NOT_OPENED)

    @property
    def has_open_groups(self) -> bool:
        return bool(self._groups)

    @property
    def follows_section(self) -> bool:
        """Whether what comes next belongs to a section: right after "syfte:" or "syfte:-"."""
        last = self._from_end(1)
        field = self._from_end(2) if _is_minus(last) else last
        return field is not None and field.kind is TokenKind.SECTION

    @property
    def is_in_section(self) -> bool:
        """Whether what comes next is sought inside a section."""
        return self.follows_section or bool(self._groups and self._groups[-1])

    @property
    def awaits_operand(self) -> bool:
        """Whether what comes next is an operand: right after "-" or "syfte:", where OCH is a
        word.
        """
        return self.follows_section or _is_minus(self._from_end(1))

    def _from_end(self, place: int) -> Token | None:
        if len(self._tokens) < place:
            return None
        return self._tokens[-place]

    def finished(self) -> list[Token]:
        """All tokens, what was left open closed."""
        closing = Token(TokenKind.CLOSE, ")")
        missing = [closing] * len(self._groups)
        return self._tokens + missing


def _is_minus(token: Token | None) -> bool:
    if token is None:
        return False
    is_negation = token.kind is TokenKind.NOT
    return is_negation and token.text == MINUS
