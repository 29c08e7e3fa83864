"""The values after a filter's colon: `Karlstad,Kil`, `"Småland och Öarna"`, `(2011 ELLER 2013)`,
`>5 000 000 kr`.
"""

from __future__ import annotations

import re
from typing import Final

from corpus.facts import FactKind, FactType
from search.query.ranges import AMOUNT_IN_QUERY
from search.query.signs import DOUBLE_QUOTES, GUILLEMETS, LETTER

_QUOTES: Final = DOUBLE_QUOTES + GUILLEMETS
_QUOTED: Final = (
    rf"[{DOUBLE_QUOTES}][^{DOUBLE_QUOTES}]*[{DOUBLE_QUOTES}]"
    rf"|[{GUILLEMETS}][^{GUILLEMETS}]*[{GUILLEMETS}]"
)
_BARE: Final = rf"[^\s,;()|&{_QUOTES}-][^\s,;()|&{_QUOTES}]*"
_ITEM: Final = re.compile(rf"(?P<quoted>{_QUOTED})|(?P<bare>{_BARE})")
_COMMA: Final = re.compile(rf",(?=[\w{_QUOTES}])")
_GROUP: Final = re.compile(r"\((?P<content>[^()]*)\)")
_GROUP_ITEM: Final = re.compile(
    rf"(?P<quoted>{_QUOTED})|(?P<separator>[,;])|(?P<bare>[^\s,;{_QUOTES}]+)"
)
_AMOUNT: Final = re.compile(
    rf"(?:{AMOUNT_IN_QUERY})(?=[\s,;:!?.)|&]|$)", re.IGNORECASE
)
_OR: Final = re.compile(r"\s*\|+\s*|(?:^|\s+)(?:ELLER|OR)(?:\s+|$)")
_LETTER: Final = re.compile(LETTER)

# "kommun:(Karlstad Kil)" means two names, "region:(Norra Mellansverige)" one.
_ONE_WORD_EACH: Final = (FactType.PLACES, FactType.YEAR)


def read_values(fact: FactKind, text: str, start: int) -> tuple[list[str], int]:
    """The values of the filter on *fact* that stand at *start*, and where they end; none if there
    are none.
    """
    if group := _GROUP.match(text, start):
        return _values_in_group(fact, group["content"]), group.end()
    if fact.type is FactType.AMOUNT and (amount := _AMOUNT.match(text, start)):
        return [amount[0]], amount.end()
    return _values_with_commas(text, start)


def _values_in_group(fact: FactKind, content: str) -> list[str]:
    alternatives = _OR.split(content)
    if fact.type is FactType.AMOUNT:
        amounts = [
            alternative.strip(f" {_QUOTES}") for alternative in alternatives
        ]
        return list(filter(None, amounts))
    return [
        value
        for alternative in alternatives
        for value in _values_side_by_side(fact, alternative)
    ]


def _values_side_by_side(fact: FactKind, alternative: str) -> list[str]:
    """The values that stand in a parenthesis between two ELLER."""
    values: list[str] = []
    words: list[str] = []  # of the value that is being read

    def end_value() -> None:
        values.append(" ".join(words))
        words.clear()

    for item in _GROUP_ITEM.finditer(alternative):
        if item["quoted"]:
            end_value()
            values.append(_unquoted(item["quoted"]))
        elif item["separator"]:
            end_value()
        else:
            words.append(item["bare"])
            if fact.type in _ONE_WORD_EACH:
                end_value()
    end_value()
    return list(filter(_LETTER.search, values))


def _values_with_commas(text: str, start: int) -> tuple[list[str], int]:
    values: list[str] = []
    end = start
    while item := _ITEM.match(text, end):
        quoted, bare = item["quoted"], item["bare"]
        values.append(
            _unquoted(quoted) if quoted else _without_signs_around(bare)
        )
        end = item.end()
        comma = _COMMA.match(text, end)
        if not comma:
            break
        end = comma.end()
    return values, end


def _unquoted(value: str) -> str:
    return value[1:-1]


def _without_signs_around(value: str) -> str:
    """*value* without an equals sign before it or what ends a sentence after it; ".." is an open
    range.
    """
    value = value.lstrip("=").rstrip("!?*~:'’")
    return value if value.endswith("..") else value.removesuffix(".")
