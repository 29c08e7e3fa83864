"""Sizes and counted things as a terminal shows them."""

from __future__ import annotations

from typing import Final

from wording.catalogue import ngettext
from wording.numbers import number_text

_UNITS: Final = ("byte", "kB", "MB", "GB", "TB")


def decimal_text(number: float) -> str:
    """*number* with one decimal.

    >>> decimal_text(4.94)
    '4,9'
    """
    return f"{number:.1f}".replace(".", ",")


def size_text(size_bytes: int) -> str:
    """*size_bytes* in the largest unit that leaves at least 1.

    >>> size_text(2_500_000)
    '2,5 MB'
    """
    size, unit = float(size_bytes), 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    written = decimal_text(size) if unit else str(size_bytes)
    return f"{written} {_UNITS[unit]}"


def counted(one: str, many: str, count: int, **values: object) -> str:
    """The sentence about *count* things, whose number stands where it says {count}.

    >>> counted("{count} fil", "{count} filer", 1200)
    '1 200 filer'
    """
    return ngettext(one, many, count).format(count=number_text(count), **values)
