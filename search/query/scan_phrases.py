"""Reads phrases and what is meant as written: `"nära vård"`, `"unga arbete"~5`, `=hemlösa`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from search.query.cursor import Cursor
from search.query.limits import DEFAULT_SLOP, MAX_SLOP
from search.query.notices import NoticeKind
from search.query.scan_words import read_exact_words
from search.query.signs import (
    DOUBLE_QUOTES,
    GUILLEMETS,
    OPERAND_START,
    SINGLE_QUOTES,
    WORD,
)
from search.query.tokens import TokenList
from search.query.tree import Phrase, Word

_EQUALS: Final = re.compile(rf"=++(?!\()(?={OPERAND_START})")
_SLOP: Final = re.compile(r"~(?P<words>[0-9]{0,9})")
_CLOSING: Final[Mapping[str, re.Pattern[str]]] = {
    **dict.fromkeys(DOUBLE_QUOTES, re.compile(f"[{DOUBLE_QUOTES}]")),
    **dict.fromkeys(GUILLEMETS, re.compile(f"[{GUILLEMETS}]")),
    **dict.fromkeys(
        SINGLE_QUOTES, re.compile(rf"(?<!\s)[{SINGLE_QUOTES}](?!\w)")
    ),
}
"""What closes each opening quote: any of its kind, as nobody has all of them on the keyboard."""


class PhraseReader:
    """Reads the phrases of one text."""

    def __init__(self) -> None:
        self._unclosed: set[re.Pattern[str]] = set()
        """Closing quotes that do not come any more, so that each is looked for once."""

    def read(self, cursor: Cursor, tokens: TokenList) -> bool:
        """Reads a phrase, or what an equals sign says is meant as written."""
        if cursor.take(_EQUALS):
            return read_exact_words(cursor, tokens) or self._read_quoted(
                cursor, tokens
            )
        return self._read_quoted(cursor, tokens)

    def _read_quoted(self, cursor: Cursor, tokens: TokenList) -> bool:
        closing = _CLOSING.get(cursor.char)
        if closing is None or _is_inch_or_apostrophe(cursor):
            return False
        quote = cursor.take_char()
        end = (
            None
            if closing in self._unclosed
            else closing.search(cursor.text, cursor.position)
        )
        if end is None:
            self._unclosed.add(closing)
            if quote not in SINGLE_QUOTES:
                tokens.notices.tell(NoticeKind.QUOTE_NOT_CLOSED)
            return True
        content = cursor.text[cursor.position : end.start()]
        cursor.position = end.end()
        _add_phrase(content, _take_slop(cursor), tokens)
        return True


def _is_inch_or_apostrophe(cursor: Cursor) -> bool:
    """Whether a sign ends what stands before it: 12" or hundarnas'."""
    before = cursor.char_before
    return before.isdigit() or (
        before.isalpha() and cursor.char in SINGLE_QUOTES
    )


def _take_slop(cursor: Cursor) -> int:
    """Within how many words of each other those of a phrase may stand, 0 for side by side."""
    slop = cursor.take(_SLOP)
    return int(slop["words"] or DEFAULT_SLOP) if slop else 0


def _add_phrase(content: str, slop: int, tokens: TokenList) -> None:
    if "*" in content:
        tokens.notices.tell(NoticeKind.STAR_INSIDE)
    words = _take_words(content, tokens)
    if len(words) > 1:
        if slop > MAX_SLOP:
            tokens.notices.tell(NoticeKind.LONG_SLOP)
        tokens.add_operand(Phrase(tuple(words), min(slop, MAX_SLOP)))
    else:
        tokens.add_operand(*[Word(word, exact=True) for word in words])


def _take_words(content: str, tokens: TokenList) -> list[str]:
    """The words of a phrase, as many as there is room for."""
    words = []
    for word in WORD.findall(content):
        text = tokens.take_room(word) if tokens.words_left else ""
        if text:
            words.append(text)
        if text != word:
            tokens.notices.tell(NoticeKind.TOO_MANY_WORDS)
            break
    return words
