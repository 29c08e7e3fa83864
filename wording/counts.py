"""Sizes and counted things as a terminal shows them."""

from __future__ import annotations

from typing import Final

from wording.numbers import number_text

_UNITS: Final = ("byte", "kB", "MB", "GB", "TB")


def decimal_text(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def size_text(size_bytes: int) -> str:
    """*size_bytes* in the largest unit that leaves at least 1.

    >>> size_text(2_500_000)
    '2,5 MB'
    """
    size, unit = float(size_bytes), 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{decimal_text(size) if unit else size_bytes} {_UNITS[unit]}"


def counted(count: int, one: str, many: str) -> str:
    """*count* with its noun: 1 fil, 2 filer."""
    return f"{number_text(count)} {one if count == 1 else many}"
