"""The values after a filter's colon: `Karlstad,Kil`, `"Småland och Öarna"`, `(2011 ELLER 2013)`,
`>5 000 000 kr`.
"""

from __future__ import annotations

import re
from typing import Final

from search.query.ranges import AMOUNT_IN_QUERY
from search.query.signs import DOUBLE_QUOTES, GUILLEMETS, LETTER

_QUOTES: Final = DOUBLE_QUOTES + GUILLEMETS
_QUOTED: Final = rf"[{DOUBLE_QUOTES}][^{DOUBLE_QUOTES}]*[{DOUBLE_QUOTES}]|[{GUILLEMETS}][^{GUILLEMETS}]*[{GUILLEMETS}]"
_BARE: Final = rf"[^\s,;()|&{_QUOTES}-][^\s,;()|&{_QUOTES}]*"
_ITEM: Final = re.compile(rf"({_QUOTED})|({_BARE})")
_COMMA: Final = re.compile(rf",(?=[\w{_QUOTES}])")
_GROUP: Final = re.compile(r"\(([^()]*)\)")
_AMOUNT: Final = re.compile(rf"(?:{AMOUNT_IN_QUERY})(?=[\s,;:!?.)|&]|$)", re.IGNORECASE)
_OR: Final = re.compile(r"\s*\|+\s*|(?:^|\s+)(?:ELLER|OR)(?:\s+|$)")
_GROUP_ITEM: Final = re.compile(rf"({_QUOTED})|([,;])|([^\s,;{_QUOTES}]+)")

_AMOUNTS: Final = ("grant", "budget")
# Names of one word as a rule: "kommun:(Karlstad Kil)" means two, "region:(Norra Mellansverige)"
# one.
_ONE_WORD_EACH: Final = ("municipality", "year")


def read_values(name: str, text: str, start: int) -> tuple[list[str], int]:
    """The values of the filter *name* that stand at *start*, and where they end; none if there are
    none.
    """
    if group := _GROUP.match(text, start):
        alternatives = _OR.split(group[1])
        if name not in _AMOUNTS:
            return [value for part in alternatives for value in _listed(name, part)], group.end()
        return [part.strip(f" {_QUOTES}") for part in alternatives if part.strip()], group.end()
    if name in _AMOUNTS and (amount := _AMOUNT.match(text, start)):
        return [amount[0]], amount.end()
    return _separated(text, start)


def _separated(text: str, start: int) -> tuple[list[str], int]:
    values: list[str] = []
    at = start
    while item := _ITEM.match(text, at):
        values.append(item[1][1:-1] if item[1] else _without_point(item[2]))
        at = item.end()
        comma = _COMMA.match(text, at)
        if not comma:
            break
        at = comma.end()
    return values, at


def _without_point(value: str) -> str:
    """*value* without an equals sign before it or what ends a sentence after it; ".." is an open
    range.
    """
    value = value.lstrip("=").rstrip("!?*~:'’")
    return value if value.endswith("..") else value.removesuffix(".")


def _listed(name: str, part: str) -> list[str]:
    """The values inside a parenthesis between two ELLER."""
    values: list[list[str]] = [[]]
    for quoted, separator, bare in _GROUP_ITEM.findall(part):
        if quoted:
            values += [[quoted[1:-1]], []]
        elif separator or name in _ONE_WORD_EACH:
            values.append([bare])
        else:
            values[-1].append(bare)
    return [joined for value in values if re.search(LETTER, joined := " ".join(value))]
