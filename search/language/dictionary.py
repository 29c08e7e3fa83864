"""The Swedish dictionary: which lemma a form has, from simplemma's word list.

Two ways to hold the same half million forms: `SimplemmaLexicon` for building an index (two seconds
to load, 200 MB, fast), `LexiconFile` for answering queries (nothing to load, a mapped file of 4 MB,
some 15 µs a look-up). The file is derived where an index is built; the word list is never shipped
with the program, because not all of its sources are as free as simplemma itself.
"""

from __future__ import annotations

import gc
import mmap
import struct
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Protocol

MAGIC = b"PSLX\x01\x00\x00\x00"
BLOCK_WORDS = 16
_HEADER = struct.Struct("<8sII")


class Lexicon(Protocol):
    """A dictionary of Swedish forms. Words are lower-cased and NFC."""

    def lemma(self, word: str) -> str | None:
        """The lemma of *word* as it stands, lower-cased, None when the dictionary lacks the
        form.
        """


class SimplemmaLexicon:
    """simplemma's Swedish dictionary, held in memory once per process; loaded at the first
    look-up.
    """

    @cached_property
    def _forms(self) -> Mapping[str, str]:
        return swedish_forms()

    def lemma(self, word: str) -> str | None:
        return self._forms.get(word)


@lru_cache(maxsize=1)
def swedish_forms() -> Mapping[str, str]:
    """All forms of simplemma's dictionary with their lemmas, lower-cased.

    A name never displaces a common word that is spelt alike. Regular genitives are left out: forms
    with -s whose form without it has the same lemma. Loading takes two seconds.
    """
    # Imported here, for it takes a fifth of a second and no query needs it.
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    dictionary = DefaultDictionaryFactory().get_dictionary("sv")
    common: dict[str, str] = {}
    names: dict[str, str] = {}
    lemmas: dict[str, str] = {}
    for form, lemma in dictionary.items():
        if form.endswith("s") and dictionary.get(form[:-1]) == lemma:
            continue
        lowered, lemma = form.lower(), lemma.lower()
        (common if lowered == form else names)[lowered] = lemmas.setdefault(lemma, lemma)
    # The dictionary is kept by a circle of its own making: 80 MB that only the collector lets go.
    del dictionary
    gc.collect()
    forms = {**names, **common}
    forms.update({noun: noun for noun in lemmas if _is_noun_of_its_own(noun, forms)})
    return forms


def _is_noun_of_its_own(word: str, forms: Mapping[str, str]) -> bool:
    """Whether a lemma that the dictionary also reads as a form of another word is better left
    itself.

    simplemma gives a form one lemma: it reads *nämnd* as *nämna* and *gräns* as *grän*, but
    *nämnden* as *nämnd* and
    *gränsen* as *gräns*. The definite form tells the noun. Words in -a (*gälla*), in -ande
    (*sökande*) and presents of verbs (*lever*, *bor*) keep the other reading.
    """
    lemma = forms.get(word) or forms.get(word.removesuffix("s"))
    if lemma is None or lemma == word or word.endswith(("a", "ande", "ende")):
        return False
    if word.endswith("r") and (lemma.endswith("a") or lemma == word[:-1]):
        return False
    return any(forms.get(word + ending) == word for ending in ("en", "et", "n", "t"))


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
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        _, self._blocks, self._offsets = _HEADER.unpack(header)

    def lemma(self, word: str) -> str | None:
        target = word.encode()
        low, high = 0, self._blocks
        while low < high:
            middle = (low + high) // 2
            if self._first(middle) <= target:
                low = middle + 1
            else:
                high = middle
        if low == 0:
            return None
        for form, lemma in self._entries(low - 1):
            if form >= target:
                return lemma.decode() if form == target else None
        return None

    def _start(self, block: int) -> int:
        return int(struct.unpack_from("<I", self._bytes, self._offsets + 4 * block)[0])

    def _first(self, block: int) -> bytes:
        start = self._start(block)
        return self._bytes[start + 2 : start + 2 + self._bytes[start + 1]]

    def _entries(self, block: int) -> Iterator[tuple[bytes, bytes]]:
        """(form, lemma) of one block: shared prefix length, rest of the form, letters cut and added
        for the lemma.
        """
        position, stop, form = self._start(block), self._start(block + 1), b""
        data = self._bytes
        while position < stop:
            shared, length = data[position], data[position + 1]
            position += 2 + length
            form = form[:shared] + data[position - length : position]
            cut, added = data[position], data[position + 1]
            position += 2 + added
            yield form, form[: len(form) - cut] + data[position - added : position]

    def close(self) -> None:
        self._bytes.close()


@lru_cache(maxsize=1)
def swedish_lexicon() -> bytes:
    """The contents of a `LexiconFile` of all Swedish forms; made once in a process, which takes two
    seconds.
    """
    return encode_lexicon(swedish_forms())


def encode_lexicon(forms: Mapping[str, str]) -> bytes:
    """*forms* as the bytes of a `LexiconFile`: sorted, each block of words front-coded."""
    entries = sorted((form.encode(), lemma.encode()) for form, lemma in forms.items())
    entries = [(form, lemma) for form, lemma in entries if len(form) < 256 and len(lemma) < 256]
    body, offsets = bytearray(_HEADER.size), []
    for number in range(0, len(entries), BLOCK_WORDS):
        offsets.append(len(body))
        body += _coded(entries[number : number + BLOCK_WORDS])
    offsets.append(len(body))
    _HEADER.pack_into(body, 0, MAGIC, len(offsets) - 1, len(body))
    return bytes(body) + struct.pack(f"<{len(offsets)}I", *offsets)


def _coded(entries: Iterable[tuple[bytes, bytes]]) -> bytes:
    coded, previous = bytearray(), b""
    for form, lemma in entries:
        shared = _shared(previous, form)
        kept = _shared(form, lemma)
        coded += bytes((shared, len(form) - shared)) + form[shared:]
        coded += bytes((len(form) - kept, len(lemma) - kept)) + lemma[kept:]
        previous = form
    return bytes(coded)


def _shared(first: bytes, second: bytes) -> int:
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
