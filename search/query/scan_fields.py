"""Reads fields: `syfte:` binds what follows to a section, `region:Stockholm` is a filter whole."""

from __future__ import annotations

import re
from typing import Final

from corpus.facts import FactKind
from search.errors import BadValueError
from search.query.cursor import Cursor
from search.query.field_values import read_values
from search.query.fields import find_field
from search.query.filters import read_filters
from search.query.notices import NoticeKind
from search.query.signs import OPERAND_START, WORD
from search.query.tokens import TokenList
from search.query.tree import any_of

_FIELD: Final = re.compile(r"(?P<name>[^\W\d_]+(?:[-_][^\W\d_]+)*+):(?!//)")
_OPERAND_FOLLOWS: Final = re.compile(rf"-?(?={OPERAND_START})")
_SCHEMES: Final = frozenset(
    {"http", "https", "ftp", "mailto", "urn", "doi", "tel"}
)
"""Names of addresses, which are no fields that somebody misspelt."""
_TOLD_CHARS: Final = 40


def read_field(cursor: Cursor, tokens: TokenList) -> bool:
    """Reads the name of a section or a whole filter; where it is neither, a notice says why."""
    match = cursor.sees(_FIELD)
    if match is None:
        return False
    name, end = match["name"], match.end()
    field = find_field(name)
    if field is None:
        if _looks_like_a_field(cursor, name, end):
            tokens.notices.tell(NoticeKind.NO_FIELD, name[:_TOLD_CHARS])
        return False
    if cursor.char_at(end).isspace():
        tokens.notices.tell(NoticeKind.NO_VALUE, name)
        return False
    if tokens.is_in_section:
        tokens.notices.tell(NoticeKind.FIELD_INSIDE, name)
        return False
    if isinstance(field, FactKind):
        return _read_filter(cursor, tokens, field, end)
    if not _OPERAND_FOLLOWS.match(cursor.text, end):
        return False
    tokens.add_section(field.name)
    cursor.position = end
    return True


def _looks_like_a_field(cursor: Cursor, name: str, end: int) -> bool:
    """Whether *name*, which ends with its colon at *end*, was meant as a field that does not
    exist.
    """
    word = cursor.sees(WORD)
    is_inside_word = word is not None and word.end() >= end  # "EU:s"
    if is_inside_word or len(name) == 1 or name.casefold() in _SCHEMES:
        return False
    return _OPERAND_FOLLOWS.match(cursor.text, end) is not None


def _read_filter(
    cursor: Cursor, tokens: TokenList, fact: FactKind, values_start: int
) -> bool:
    values, values_end = read_values(fact, cursor.text, values_start)
    try:
        filters = read_filters(fact.name, values[: tokens.words_left])
    except BadValueError as error:
        typed = cursor.text[
            cursor.position : max(values_start, values_end)
        ].strip()
        tokens.notices.tell(
            NoticeKind.BAD_VALUE, typed[:_TOLD_CHARS], error.expected
        )
        return False
    if len(values) > tokens.words_left:
        tokens.notices.tell(NoticeKind.TOO_MANY_WORDS)
    tokens.words_left -= sum(
        max(1, len(condition.values)) for condition in filters
    )
    cursor.position = values_end
    if node := any_of(filters):
        tokens.add_operand(node)
    return True
