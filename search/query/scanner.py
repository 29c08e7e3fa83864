"""The tokens of a query. Any string has some: what is no syntax becomes words, and a notice says
so.

The tokens given back are balanced: every parenthesis is closed, none is deeper than `MAX_NESTING`,
and neither a section nor a filter stands inside a section.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from corpus.facts import FactKind
from search.errors import BadValueError, Expected
from search.query.field_values import read_values
from search.query.fields import find_field
from search.query.filters import read_filters
from search.query.limits import DEFAULT_SLOP, MAX_NESTING, MAX_SLOP, MAX_WORDS
from search.query.notices import Notice, NoticeKind
from search.query.signs import DOUBLE_QUOTES, GUILLEMETS, LETTER, SINGLE_QUOTES, WORD
from search.query.tree import Node, Phrase, Word, any_of


class Sign(Enum):
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

    sign: Sign
    text: str = ""
    nodes: tuple[Node, ...] = ()


OPERATORS: Final = {
    "OCH": Sign.AND,
    "AND": Sign.AND,
    "ELLER": Sign.OR,
    "OR": Sign.OR,
    "INTE": Sign.NOT,
    "NOT": Sign.NOT,
}
_SIGNS: Final = {"&": Sign.AND, "|": Sign.OR}

_LETTER: Final = re.compile(LETTER)
_QUOTES: Final = DOUBLE_QUOTES + GUILLEMETS
_OPERAND: Final = rf"{LETTER}|[(={_QUOTES}{SINGLE_QUOTES}]"
_MINUS: Final = re.compile(rf"-(?={_OPERAND})")
_EXACT: Final = re.compile(rf"=++(?!\()(?={_OPERAND})")
_NOTHING: Final = re.compile(
    rf"(?:[^\w()|&=\-{_QUOTES}{SINGLE_QUOTES}]|_|-(?!{_OPERAND})|=++(?=\()|=++(?!{_OPERAND}))++"
)
_FIELD: Final = re.compile(r"([^\W\d_]+(?:[-_][^\W\d_]+)*+):(?!//)")
_OPERAND_FOLLOWS: Final = re.compile(rf"-?(?={_OPERAND})")
# Signs between words without blanks: "och/eller", "a,b". What stands so close is one operand.
_GLUE: Final = re.compile(rf"(?:[^\w\s()|&{_QUOTES}]|_)++(?={LETTER})")
_STAR: Final = re.compile(r"\*+(?!\w)")
_TILDE: Final = re.compile(r"~[0-9]?(?!\w)")
_SLOP: Final = re.compile(r"~([0-9]{0,9})")
_CLOSING: Final = {
    **dict.fromkeys(DOUBLE_QUOTES, re.compile(f"[{DOUBLE_QUOTES}]")),
    **dict.fromkeys(GUILLEMETS, re.compile(f"[{GUILLEMETS}]")),
    **dict.fromkeys(SINGLE_QUOTES, re.compile(rf"(?<!\s)[{SINGLE_QUOTES}](?!\w)")),
}
_SCHEMES: Final = frozenset({"http", "https", "ftp", "mailto", "urn", "doi", "tel"})


class Scanner:
    """Reads one cleaned text into tokens, once. *tokens* and *notices* are what `scan` has
    found.
    """

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0
        self._room = MAX_WORDS
        self._groups: list[bool] = []  # for every open parenthesis, whether it stands in a section
        self._too_deep = 0
        self._after_section = False
        self._wants_operand = False  # after "-" and "syfte:", where OCH is a word
        self._unclosed: set[re.Pattern[str]] = set()
        self.tokens: list[Token] = []
        self.notices: dict[Notice, None] = {}

    def scan(self) -> None:
        """Fill *tokens* and *notices*."""
        readers = (
            self._skip,
            self._group,
            self._sign,
            self._minus,
            self._quoted,
            self._field,
            self._bare,
        )
        while self._at < len(self._text):
            if not self._room:
                self._stop()
                return
            if not any(reader() for reader in readers):
                self._at += 1
        if self._groups:
            self._notice(NoticeKind.NOT_CLOSED)
        self._close_groups()

    def _stop(self) -> None:
        if _LETTER.search(self._text, self._at):
            self._notice(NoticeKind.TOO_MANY_WORDS)
        self._close_groups()

    def _close_groups(self) -> None:
        self.tokens += [Token(Sign.CLOSE, ")")] * len(self._groups)

    def _notice(self, kind: NoticeKind, text: str = "", expected: Expected | None = None) -> None:
        self.notices[Notice(kind, text, expected)] = None

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match of *pattern* here, which is then behind us."""
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()
        return found

    def _char(self, at: int) -> str:
        return self._text[at] if 0 <= at < len(self._text) else " "

    def _operand(self, *nodes: Node) -> None:
        self.tokens.append(Token(Sign.OPERAND, nodes=nodes))
        self._after_section = self._wants_operand = False

    def _skip(self) -> bool:
        found = self._match(_NOTHING)
        if found and found[0].endswith("*") and _LETTER.match(self._text, self._at):
            self._notice(NoticeKind.STAR_INSIDE)
        return found is not None

    def _group(self) -> bool:
        char = self._char(self._at)
        if char not in "()":
            return False
        self._at += 1
        if char == "(":
            self._open()
        elif self._too_deep:
            self._too_deep -= 1
        elif self._groups:
            self._groups.pop()
            self.tokens.append(Token(Sign.CLOSE, char))
        else:
            self._notice(NoticeKind.NOT_OPENED)
        return True

    def _open(self) -> None:
        if len(self._groups) == MAX_NESTING:
            self._notice(NoticeKind.TOO_MANY_PARENTHESES)
            self._too_deep += 1
            return
        self._groups.append(self._in_section())
        self.tokens.append(Token(Sign.OPEN, "("))
        self._after_section = self._wants_operand = False

    def _in_section(self) -> bool:
        return self._after_section or bool(self._groups and self._groups[-1])

    def _sign(self) -> bool:
        sign = _SIGNS.get(self._char(self._at))
        if sign:
            self.tokens.append(Token(sign, self._text[self._at]))
            self._at += 1
        return sign is not None

    def _minus(self) -> bool:
        before = self._char(self._at - 1)
        if not (before.isspace() or before in "(|&" or (before == ":" and self._after_section)):
            return False
        if not self._match(_MINUS):
            return False
        self.tokens.append(Token(Sign.NOT, "-"))
        self._wants_operand = True
        return True

    def _quoted(self) -> bool:
        """A phrase, or with "=" before them words as written."""
        before = self._char(self._at - 1)
        if self._match(_EXACT):
            if _LETTER.match(self._text, self._at):
                return self._words(exact=True)
        # An inch or an apostrophe is no beginning.
        elif before.isdigit() or (before.isalpha() and self._char(self._at) in SINGLE_QUOTES):
            return False
        closing = _CLOSING.get(self._char(self._at))
        if closing is None:
            return False
        end = None if closing in self._unclosed else closing.search(self._text, self._at + 1)
        if end is None:
            self._unclosed.add(closing)
            if self._text[self._at] not in SINGLE_QUOTES:
                self._notice(NoticeKind.QUOTE_NOT_CLOSED)
            self._at += 1
            return True
        content = self._text[self._at + 1 : end.start()]
        self._at = end.end()
        self._phrase(content)
        return True

    def _phrase(self, content: str) -> None:
        slop = self._match(_SLOP)
        words = WORD.findall(content)
        if "*" in content:
            self._notice(NoticeKind.STAR_INSIDE)
        if len(words) > self._room:
            self._notice(NoticeKind.TOO_MANY_WORDS)
            words = words[: self._room]
        self._room -= len(words)
        if len(words) == 1:
            self._operand(Word(words[0], exact=True))
        elif not words:
            self._operand()
        else:
            distance = int(slop[1] or DEFAULT_SLOP) if slop else 0
            if distance > MAX_SLOP:
                self._notice(NoticeKind.LONG_SLOP)
            self._operand(Phrase(tuple(words), min(distance, MAX_SLOP)))

    def _field(self) -> bool:
        name = _FIELD.match(self._text, self._at)
        if name is None:
            return False
        found = find_field(name[1])
        if found is None:
            self._unknown_field(name)
        elif self._char(name.end()).isspace():
            self._notice(NoticeKind.NO_VALUE, name[1])
        elif self._in_section():
            self._notice(NoticeKind.FIELD_INSIDE, name[1])
        elif isinstance(found, FactKind):
            return self._filter(found, name.end())
        elif _OPERAND_FOLLOWS.match(self._text, name.end()):
            self.tokens.append(Token(Sign.SECTION, found.name))
            self._at = name.end()
            self._after_section = self._wants_operand = True
            return True
        return False

    def _unknown_field(self, name: re.Match[str]) -> None:
        word = WORD.match(self._text, self._at)
        whole = word is not None and word.end() >= name.end()  # "EU:s"
        named = not whole and len(name[1]) > 1 and name[1].casefold() not in _SCHEMES
        if named and _OPERAND_FOLLOWS.match(self._text, name.end()):
            self._notice(NoticeKind.NO_FIELD, name[1][:40])

    def _filter(self, fact: FactKind, start: int) -> bool:
        values, end = read_values(fact, self._text, start)
        try:
            filters = read_filters(fact.name, values[: self._room])
        except BadValueError as error:
            raw = self._text[self._at : max(end, start)].strip()
            self._notice(NoticeKind.BAD_VALUE, raw[:40], error.expected)
            return False
        if len(values) > self._room:
            self._notice(NoticeKind.TOO_MANY_WORDS)
        self._room -= sum(max(1, len(one.values)) for one in filters)
        self._at = end
        if node := any_of(filters):
            self._operand(node)
        return True

    def _bare(self) -> bool:
        return self._operator() or self._words(exact=False)

    def _operator(self) -> bool:
        word = WORD.match(self._text, self._at)
        sign = OPERATORS.get(word[0]) if word and not self._wants_operand else None
        if (
            not word
            or not sign
            or self._char(word.end()) in "*~"
            or _GLUE.match(self._text, word.end())
        ):
            return False
        self.tokens.append(Token(sign, word[0]))
        self._at = word.end()
        return True

    def _words(self, exact: bool) -> bool:
        """Words without blanks between them, as one operand."""
        found: list[Node] = []
        while self._room and (word := self._word(exact)):
            found.append(word)
            self._room -= 1
            glue = self._match(_GLUE)
            if not glue:
                break
            if "*" in glue[0]:
                self._notice(NoticeKind.STAR_INSIDE)
        if found:
            self._operand(*found)
        return bool(found)

    def _word(self, exact: bool) -> Word | None:
        found = WORD.match(self._text, self._at)
        if not found:
            return None
        text = found[0]
        head, colon, _ = text.partition(":")
        if colon and not exact and find_field(head):
            text = head  # "syfte:s" would be a field where words may be fields
        self._at += len(text)
        prefix, fuzzy = self._match(_STAR) is not None, self._match(_TILDE) is not None
        if prefix or fuzzy or exact:
            return Word(text, exact and not prefix and not fuzzy, prefix, fuzzy and not prefix)
        return Word(text.lower() if text in OPERATORS else text)
