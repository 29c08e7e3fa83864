"""The values of postings as Whoosh keeps them: what stands beside a record's number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from struct import Struct
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.store.arrays import IntArray, offsets

_COUNT: Final = Struct(">I")
_CACHED: Final = 1 << 16


def encoded_frequencies(frequencies: IntArray) -> list[bytes]:
    """The value of each posting of a field without positions, as `whoosh.formats.Frequency`."""
    listed = frequencies.tolist()
    encoded = {frequency: _COUNT.pack(frequency) for frequency in set(listed)}
    return [encoded[frequency] for frequency in listed]


def encoded_positions(
    positions: NDArray[Any], frequencies: IntArray
) -> list[bytes]:
    """The value of each posting of a field with positions, as `whoosh.formats.Positions`: their
    count and a pickled list of steps, each from the position before.

    *positions*, shape (sum of frequencies,), count from the start of the posting's record.
    """
    starts = offsets(frequencies)[:-1]
    deltas = np.diff(positions, prepend=0)
    deltas[starts] = positions[starts]
    steps = deltas.tolist()
    values = []
    for start, frequency in zip(
        starts.tolist(), frequencies.tolist(), strict=True
    ):
        if frequency == 1:
            values.append(_encoded_position(steps[start]))
        else:
            values.append(_encoded_list(steps[start : start + frequency]))
    return values


# A pickle without its header and the memo that nothing refers to: 5 bytes a posting, where
# `dumps` writes 10. "]" makes a list, "(" marks where items begin, "a" and "e" append one or all.


@lru_cache(_CACHED)
def _encoded_position(position: int) -> bytes:
    number = _encoded_number(position)
    return _COUNT.pack(1) + b"]" + number + b"a."


def _encoded_list(steps: Sequence[int]) -> bytes:
    count = _COUNT.pack(len(steps))
    numbers = b"".join(map(_encoded_number, steps))
    return count + b"](" + numbers + b"e."


@lru_cache(_CACHED)
def _encoded_number(number: int) -> bytes:
    if number < 1 << 8:
        return b"K" + number.to_bytes(1, "little")
    if number < 1 << 16:
        return b"M" + number.to_bytes(2, "little")
    return b"J" + number.to_bytes(4, "little")
