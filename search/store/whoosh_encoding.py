"""The values of postings as Whoosh keeps them: what stands beside a record's number."""

from __future__ import annotations

from itertools import pairwise
from struct import Struct
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.store.arrays import (
    ByteArray,
    IntArray,
    LongArray,
    offsets,
    sums,
)

_COUNT: Final = Struct(">I")

# A list of numbers as a pickle of the oldest kind, without the header and the
# memo that nothing refers to: "(" marks where the numbers begin, "l" makes a
# list of them, "." ends. It takes 5 bytes for a number where `dumps` takes 10.
_BEFORE: Final = b"("
_AFTER: Final = b"l."
_NUMBERS: Final = ((b"K", 1), (b"M", 2), (b"J", 4))
"""The signs before a number, and in how many bytes it follows, the least
significant first."""


def encoded_frequencies(frequencies: IntArray) -> list[bytes]:
    """The value of each posting of a field without positions, as
    `whoosh.formats.Frequency`.
    """
    listed = frequencies.tolist()
    encoded = {count: _COUNT.pack(count) for count in set(listed)}
    return [encoded[frequency] for frequency in listed]


def encoded_positions(
    positions: NDArray[Any], frequencies: IntArray
) -> list[bytes]:
    """The value of each posting of a field with positions, as
    `whoosh.formats.Positions`: their count and a pickled list of steps, each from
    the position before.

    *positions*, shape (sum of frequencies,), count from the start of the
    posting's record. All values are laid out in one array of bytes.
    """
    first = offsets(frequencies)[:-1]
    steps = np.diff(positions, prepend=0)
    steps[first] = positions[first]
    sizes = _sizes(steps)
    around = _COUNT.size + len(_BEFORE) + len(_AFTER)
    borders = offsets(sums(sizes, first) + around)
    laid_out = np.empty(borders[-1], np.uint8)
    starts, ends = borders[:-1], borders[1:]
    counts = frequencies.astype(">u4").view(np.uint8)
    for place, byte in enumerate(counts.reshape(-1, _COUNT.size).T):
        laid_out[starts + place] = byte
    _lay(laid_out, starts + _COUNT.size, _BEFORE)
    _lay(laid_out, ends - len(_AFTER), _AFTER)
    before_numbers = np.arange(1, len(frequencies) + 1) * around - len(_AFTER)
    places = offsets(sizes)[:-1] + np.repeat(before_numbers, frequencies)
    _lay_numbers(laid_out, places, steps, sizes)
    data = laid_out.tobytes()
    return [data[start:end] for start, end in pairwise(borders.tolist())]


def _sizes(numbers: NDArray[Any]) -> LongArray:
    """How many bytes each number takes with the sign before it."""
    limits = [1 << 8 * width for _, width in _NUMBERS]
    kinds = np.searchsorted(limits, numbers, side="right")
    widths = np.array([len(sign) + width for sign, width in _NUMBERS], np.int64)
    return widths[kinds]


def _lay(laid_out: ByteArray, places: LongArray, text: bytes) -> None:
    """Lay *text* out at each of *places*."""
    for place, byte in enumerate(text):
        laid_out[places + place] = byte


def _lay_numbers(
    laid_out: ByteArray,
    places: LongArray,
    numbers: NDArray[Any],
    sizes: LongArray,
) -> None:
    """Lay each of *numbers* out at its place."""
    little_endian = numbers.astype("<u4").view(np.uint8).reshape(-1, 4)
    for sign, width in _NUMBERS:
        chosen = np.flatnonzero(sizes == len(sign) + width)
        starts = places[chosen]
        _lay(laid_out, starts, sign)
        for place in range(width):
            laid_out[starts + len(sign) + place] = little_endian[chosen, place]
