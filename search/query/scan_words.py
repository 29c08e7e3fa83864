"""Reads the plain words of a query and the words that join them."""

from __future__ import annotations

import re
from typing import Final

from search.query.cursor import Cursor
from search.query.fields import find_field
from search.query.notices import NoticeKind
from search.query.signs import DOUBLE_QUOTES, GUILLEMETS, LETTER, WORD
from search.query.tokens import OPERATORS, TokenList
from search.query.tree import Word

# Signs between words without blanks: "och/eller", "a,b". What stands so close is one operand.
_GLUE: Final = re.compile(
    rf"(?:[^\w\s()|&{DOUBLE_QUOTES}{GUILLEMETS}]|_)++(?={LETTER})"
)
_STAR: Final = re.compile(r"\*+(?!\w)")
_TILDE: Final = re.compile(r"~[0-9]?(?!\w)")


def read_operator(cursor: Cursor, tokens: TokenList) -> bool:
    """Reads OCH, ELLER or INTE where it stands alone and no operand is awaited."""
    word = cursor.sees(WORD)
    kind = OPERATORS.get(word[0]) if word else None
    if word is None or kind is None:
        return False
    if tokens.awaits_operand or _goes_on(cursor, word.end()):
        return False
    tokens.add_operator(kind, word[0])
    cursor.position = word.end()
    return True


def _goes_on(cursor: Cursor, end: int) -> bool:
    """Whether the word that ends at *end* is a beginning, a spelling or tied to the next word."""
    has_suffix = cursor.char_at(end) in "*~"
    return has_suffix or _GLUE.match(cursor.text, end) is not None


def read_words(cursor: Cursor, tokens: TokenList) -> bool:
    """Reads words without blanks between them, as one operand."""
    return _read_operand(cursor, tokens, exact=False)


def read_exact_words(cursor: Cursor, tokens: TokenList) -> bool:
    """Reads words without blanks between them that are meant as written, as one operand."""
    return _read_operand(cursor, tokens, exact=True)


def _read_operand(cursor: Cursor, tokens: TokenList, exact: bool) -> bool:
    words: list[Word] = []
    while tokens.words_left:
        word = _take_word(cursor, tokens, exact)
        if word is None:
            break
        words.append(word)
        glue = cursor.take(_GLUE)
        if glue is None:
            break
        if "*" in glue[0]:
            tokens.notices.tell(NoticeKind.STAR_INSIDE)
    if words:
        tokens.add_operand(*words)
    return bool(words)


def _take_word(cursor: Cursor, tokens: TokenList, exact: bool) -> Word | None:
    match = cursor.sees(WORD)
    if match is None:
        return None
    word = match[0] if exact else _without_field(match[0])
    text = tokens.take_room(word)
    cursor.position += len(text)
    has_star = cursor.take(_STAR) is not None
    has_tilde = cursor.take(_TILDE) is not None
    if has_star:
        return Word(text, prefix=True)
    if has_tilde and tokens.may_be_fuzzy():
        return Word(text, fuzzy=True)
    if exact:
        return Word(text, exact=True)
    return Word(text.lower() if text in OPERATORS else text)


def _without_field(word: str) -> str:
    """*word*, of "syfte:s" only "syfte": where words may be fields it would be one."""
    head, colon, _ = word.partition(":")
    return head if colon and find_field(head) else word
