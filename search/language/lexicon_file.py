"""The dictionary in a file: nothing to load, a mapped file of 4 MB, some 10 µs a look-up.

It is made where an index is built and stays with it. The word list itself is never shipped with the
program, because not all of its sources are as free as simplemma itself.

The forms are sorted as UTF-8 and written in blocks, each with what differs from the form before
(*front coding*); all numbers are one byte:

    letters shared with the form before it, 0 in the first of a block
    how many letters follow, and these: the rest of the form
    letters to cut from the form for its lemma
    how many letters follow, and these: the rest of the lemma

After the header and the blocks come the offsets of the blocks and that of their end, as 32-bit
numbers, the lowest byte first.
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from search.language.dictionary import swedish_forms

MAGIC: Final = b"PSLX\x01\x00\x00\x00"
BLOCK_WORDS: Final = 16
LONGEST_FORM: Final = 255
"""Bytes; a length is one byte. No form of the dictionary is longer."""
_HEADER: Final = struct.Struct("<8sII")
"""Magic bytes, number of blocks, offset of the table of blocks."""
_OFFSET: Final = struct.Struct("<I")

_Entry = tuple[bytes, bytes]


class LexiconFile:
    """The dictionary in a file of what `encode_lexicon` gives, read through a memory map. Look-ups
    are thread-safe.

    Raises ValueError for a file that is something else.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            header = file.read(_HEADER.size)
            if not header.startswith(MAGIC) or len(header) < _HEADER.size:
                raise ValueError(f"{path}: not a lexicon file")
            self._contents = mmap.mmap(
                file.fileno(), 0, access=mmap.ACCESS_READ
            )
        _, block_count, self._block_table = _HEADER.unpack(header)
        self._blocks = range(block_count)

    def lemma(self, word: str) -> str | None:
        sought = word.encode()
        # The last block whose first form is not after the word.
        block = bisect_right(self._blocks, sought, key=self._first_form) - 1
        return self._lemma_in(block, sought) if block >= 0 else None

    def _block_start(self, block: int) -> int:
        offset = self._block_table + block * _OFFSET.size
        (start,) = _OFFSET.unpack_from(self._contents, offset)
        return int(start)

    def _first_form(self, block: int) -> bytes:
        length_place = (
            self._block_start(block) + 1
        )  # nothing is shared with the form before
        length = self._contents[length_place]
        start = length_place + 1
        return self._contents[start : start + length]

    def _lemma_in(self, block: int, sought: bytes) -> str | None:
        """The lemma of the form *sought*, None where *block* has no such form."""
        start = self._block_start(block)
        end = self._block_start(block + 1)
        coded = self._contents[start:end]
        form = b""
        place = 0
        while place < len(coded):
            shared, rest_length = coded[place], coded[place + 1]
            rest_end = place + 2 + rest_length
            form = form[:shared] + coded[place + 2 : rest_end]
            cut, added_length = coded[rest_end], coded[rest_end + 1]
            place = rest_end + 2 + added_length
            if form == sought:
                kept = form[: len(form) - cut]
                return (kept + coded[rest_end + 2 : place]).decode()
            if form > sought:
                break
        return None

    def close(self) -> None:
        self._contents.close()


@lru_cache(maxsize=1)
def swedish_lexicon() -> bytes:
    """The contents of a `LexiconFile` of all Swedish forms; made once in a process, which takes two
    seconds.
    """
    return encode_lexicon(swedish_forms())


def encode_lexicon(forms: Mapping[str, str]) -> bytes:
    """*forms* as the bytes of a `LexiconFile`."""
    entries = sorted(_encoded_entries(forms))
    contents = bytearray(_HEADER.size)
    block_starts = []
    for first in range(0, len(entries), BLOCK_WORDS):
        block_starts.append(len(contents))
        contents += _front_coded(entries[first : first + BLOCK_WORDS])
    block_table = len(contents)
    _HEADER.pack_into(contents, 0, MAGIC, len(block_starts), block_table)
    for offset in (*block_starts, block_table):
        contents += _OFFSET.pack(offset)
    return bytes(contents)


def _encoded_entries(forms: Mapping[str, str]) -> Iterator[_Entry]:
    for form, lemma in forms.items():
        form_bytes = form.encode()
        lemma_bytes = lemma.encode()
        if len(form_bytes) <= LONGEST_FORM and len(lemma_bytes) <= LONGEST_FORM:
            yield form_bytes, lemma_bytes


def _front_coded(block: Sequence[_Entry]) -> bytes:
    coded = bytearray()
    form_before = b""
    for form, lemma in block:
        shared = _shared_length(form_before, form)
        kept = _shared_length(form, lemma)
        rest, added = form[shared:], lemma[kept:]
        cut = len(form) - kept
        coded += bytes((shared, len(rest))) + rest
        coded += bytes((cut, len(added))) + added
        form_before = form
    return bytes(coded)


def _shared_length(first: bytes, second: bytes) -> int:
    """How many bytes two words begin with alike. Halving compares slices, which is faster than byte
    by byte.
    """
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[:middle] == second[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
