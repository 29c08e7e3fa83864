"""What the reader of a query is told when some of it could not be read as meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from search.errors import Expected

_LOWER_CASE_OPERATOR: Final = re.compile(r"(?<=\s)(inte|eller)(?=\s)")
_LONGEST_TERSE_QUERY_WORDS: Final = 5


class NoticeKind(Enum):
    """What there is to tell. The text of a notice says of what, in those that have one."""

    TOO_MANY_WORDS = "too many words"
    TOO_MANY_FUZZY_WORDS = "too many fuzzy words"
    TOO_MANY_PARENTHESES = "too many parentheses"
    TOO_DEEP = "too deep"
    NOT_OPENED = "not opened"
    NOT_CLOSED = "not closed"
    QUOTE_NOT_CLOSED = "quote not closed"
    STAR_INSIDE = "star inside"
    LONG_SLOP = "long slop"
    FIELD_INSIDE = "field inside"
    """*text* is a field's name inside another field."""
    NO_FIELD = "no field"
    """*text* is the name of no field."""
    NO_VALUE = "no value"
    """*text* is a field's name with a blank after its colon."""
    BAD_VALUE = "bad value"
    """*text* is a filter and its value; *expected* is what would do."""
    NOTHING_BESIDE = "nothing beside"
    """*text* is an operator that lacks a word on one side."""
    NOTHING_IN_SECTION = "nothing in section"
    LOWER_CASE_OPERATOR = "lower case operator"
    """*text* may have been meant as an operator."""
    FEW_SHOW_PASSAGES = "few show passages"
    """Only the first *text* hits show passages and explanations."""
    OTHER_LETTERS = "other letters"
    """No document has *text*; *read_as* is a word it was taken for by its bare letters."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know of how a query was read."""

    kind: NoticeKind
    text: str = ""
    expected: Expected | None = None
    read_as: str = ""


class NoticeList:
    """Collects notices, each once, in the order they came."""

    def __init__(self) -> None:
        self._notices: dict[Notice, None] = {}

    def tell(
        self, kind: NoticeKind, text: str = "", expected: Expected | None = None
    ) -> None:
        notice = Notice(kind, text, expected)
        self._notices[notice] = None

    def __iter__(self) -> Iterator[Notice]:
        return iter(self._notices)


def lower_case_operators(query: str) -> Iterator[Notice]:
    """What to say of *inte* and *eller* in a query of a few words, which may have been meant to
    exclude and to choose.

    In a whole question they are words like others.
    """
    if len(query.split()) <= _LONGEST_TERSE_QUERY_WORDS:
        for word in dict.fromkeys(_LOWER_CASE_OPERATOR.findall(query)):
            yield Notice(NoticeKind.LOWER_CASE_OPERATOR, word)
