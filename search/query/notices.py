"""What the reader of a query is told when some of it could not be read as meant, and the limits of
a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

MAX_WORDS: Final = 64
MAX_NESTING: Final = 20
MAX_SLOP: Final = 100
DEFAULT_SLOP: Final = 5

TOO_MANY_WORDS: Final = f"Frågan är lång: bara de första {MAX_WORDS} orden lästes."
TOO_DEEP: Final = (
    f"Frågan har parenteser i mer än {MAX_NESTING} nivåer; de innersta lästes inte som parenteser."
)
NOT_OPENED: Final = "En slutparentes saknar början och hoppades över."
NOT_CLOSED: Final = "En parentes stängs aldrig; den lästes som stängd sist i frågan."
QUOTE_NOT_CLOSED: Final = "Ett citattecken stängs aldrig; orden efter det lästes som vanliga ord."
STAR_INSIDE: Final = "Tecknet * fungerar bara sist i ett ord."
FIELD_INSIDE: Final = "Ett fält kan inte stå inuti ett annat fält; ”{}” lästes som vanliga ord."
NO_FIELD: Final = "Det finns inget fält som heter ”{}”; det lästes som ett vanligt ord."
NO_VALUE: Final = (
    "Skriv det du söker direkt efter ”{}:”, utan mellanslag; här lästes det som ett vanligt ord."
)
BAD_VALUE: Final = "”{}” lästes som vanliga ord; {}."
LONG_SLOP: Final = f"Ord kan sökas inom högst {MAX_SLOP} ord från varandra."
NOTHING_BESIDE: Final = "”{}” saknar ord bredvid sig och hoppades över."
NOTHING_IN_SECTION: Final = "Ett fält saknar ord efter sig och hoppades över."
TREE_TOO_DEEP: Final = f"Frågan är nästlad i mer än {MAX_NESTING} nivåer; det innersta lästes inte."
_LOWER_CASE_OPERATOR: Final = re.compile(r"(?<=\s)(inte|eller)(?=\s)")
_LONGEST_TERSE_QUERY: Final = 5


def lower_case_operators(query: str) -> Iterator[str]:
    """What to say of *inte* and *eller* in a query of a few words, which may have been meant to
    exclude and to choose.

    In a whole question they are words like others.
    """
    if len(query.split()) <= _LONGEST_TERSE_QUERY:
        for found in dict.fromkeys(_LOWER_CASE_OPERATOR.findall(query)):
            yield f"”{found}” är här ett vanligt ord; skriv {found.upper()} med stora bokstäver om du menar det."
