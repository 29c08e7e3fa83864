"""From the text of a query to its tokens. Any string has some: what is no syntax becomes words, and
a notice says so. Neither a section nor a filter stands inside a section.
"""

from __future__ import annotations

import re
from typing import Final

from search.query.cursor import Cursor
from search.query.notices import NoticeKind, NoticeList
from search.query.scan_fields import read_field
from search.query.scan_phrases import PhraseReader
from search.query.scan_words import read_operator, read_words
from search.query.signs import (
    DOUBLE_QUOTES,
    GUILLEMETS,
    LETTER,
    OPERAND_START,
    SINGLE_QUOTES,
)
from search.query.tokens import MINUS, SIGNS, Token, TokenKind, TokenList

_LETTER: Final = re.compile(LETTER)
_MINUS: Final = re.compile(rf"-(?={OPERAND_START})")
_NO_SYNTAX: Final = re.compile(
    rf"(?:[^\w()|&=\-{DOUBLE_QUOTES}{GUILLEMETS}{SINGLE_QUOTES}]"
    rf"|_|-(?!{OPERAND_START})|=++(?=\()|=++(?!{OPERAND_START}))++"
)
"""Blanks and signs that mean nothing where they stand."""


def scan(text: str, notices: NoticeList) -> list[Token]:
    """The balanced tokens of a cleaned *text*. *notices* are told of what could not be read."""
    cursor, tokens = Cursor(text), TokenList(notices)
    phrases = PhraseReader()
    while tokens.words_left and not cursor.is_at_end:
        begins_word = cursor.char.isalnum()
        was_read = (
            _read_from_letter(cursor, tokens)
            if begins_word
            else _read_sign(cursor, tokens) or phrases.read(cursor, tokens)
        )
        if not was_read:
            cursor.take_char()
    if _LETTER.search(text, cursor.position):
        notices.tell(NoticeKind.TOO_MANY_WORDS)
    elif cursor.is_at_end and tokens.has_open_groups:
        notices.tell(NoticeKind.NOT_CLOSED)
    return tokens.finished()


def _read_from_letter(cursor: Cursor, tokens: TokenList) -> bool:
    return (
        read_field(cursor, tokens)
        or read_operator(cursor, tokens)
        or read_words(cursor, tokens)
    )


def _read_sign(cursor: Cursor, tokens: TokenList) -> bool:
    return (
        _skip_signs(cursor, tokens)
        or _read_parenthesis(cursor, tokens)
        or _read_operator_sign(cursor, tokens)
        or _read_minus(cursor, tokens)
    )


def _skip_signs(cursor: Cursor, tokens: TokenList) -> bool:
    signs = cursor.take(_NO_SYNTAX)
    if signs is None:
        return False
    if signs[0].endswith("*") and cursor.sees(_LETTER):
        tokens.notices.tell(NoticeKind.STAR_INSIDE)
    return True


def _read_parenthesis(cursor: Cursor, tokens: TokenList) -> bool:
    if cursor.char not in "()":
        return False
    if cursor.take_char() == "(":
        tokens.open_group()
    else:
        tokens.close_group()
    return True


def _read_operator_sign(cursor: Cursor, tokens: TokenList) -> bool:
    kind = SIGNS.get(cursor.char)
    if kind is None:
        return False
    tokens.add_operator(kind, cursor.take_char())
    return True


def _read_minus(cursor: Cursor, tokens: TokenList) -> bool:
    """Reads a "-" where something may begin; inside a word it is a hyphen."""
    if not cursor.sees(_MINUS):
        return False
    before = cursor.char_before
    after_field = before == ":" and tokens.follows_section
    may_begin = before.isspace() or before in "(|&" or after_field
    if not may_begin:
        return False
    cursor.take_char()
    tokens.add_operator(TokenKind.NOT, MINUS)
    return True
