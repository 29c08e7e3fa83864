"""Texts made up from a seed, of the same shape as the statutes: as many, as long, with words as
unevenly common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.statutes import Statute

_COMMON_TEXT: Final = """
och i som av för att en den till det är om eller på ska med får inte enligt sådan
har från vid inom samt kan detta
under denna annan när de ett första andra så ut efter vara utan hos mot bara också där
"""
_COMMON: Final = tuple(_COMMON_TEXT.split())
_ONSETS: Final[tuple[str, ...]] = (
    *"bdfghklmnprstv",
    *("bl", "br", "fr", "gr", "kl", "kr", "sk", "sn", "st", "tr"),
)
_VOWELS: Final[tuple[str, ...]] = tuple("aeiouyåäöaeio")
_CODAS: Final[tuple[str, ...]] = (
    *("", "", ""),
    *"dgklmnrst",
    *("ld", "nd", "ng", "rd", "rk", "st", "tt", "v"),
)
_ENDINGS: Final[tuple[str, ...]] = (
    *("", ""),
    *("en", "et", "ar", "er", "arna", "erna", "s", "ens"),
    *("a", "t", "ning", "het", "lig"),
)
_SHIFT: Final = 5.0
_KNEE: Final = 5_000
_TAIL_EXPONENT: Final = 1.2
"""Zipf's law, flatter over the first ranks and steeper behind the knee: fitted to the statutes'
counts.
"""
_SENTENCE_WORDS: Final = 12
_FIRST_DAY: Final = date(1950, 1, 1)
_DAYS: Final = 74 * 365
_LONGEST_SECTION_WORDS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a corpus is. The defaults are the figures of the statutes.

    Of *vocabulary* words some two thirds are drawn at all: the statutes have 70,922.
    """

    documents: int = 2_159
    sections: int = 59_888
    vocabulary: int = 110_000
    median_section_words: int = 52

    def part(self, share: float) -> Shape:
        """The shape of a corpus with *share* of the documents and sections."""
        vocabulary = round(self.vocabulary * share**0.6)  # Heaps' law
        return Shape(
            documents=max(1, round(self.documents * share)),
            sections=max(2, round(self.sections * share)),
            vocabulary=max(500, vocabulary),
            median_section_words=self.median_section_words,
        )


def make_words(count: int, random: Random) -> list[str]:
    """*count* distinct words that look Swedish, the most common ones first: stems, their
    inflections and compounds.
    """
    words = dict.fromkeys(_COMMON)
    stems: list[str] = []
    while len(words) < count:
        if len(stems) < 50 or random.random() < 0.12:
            syllables = random.choice((1, 2, 2, 2))
            stems.append("".join(_syllable(random) for _ in range(syllables)))
        word = random.choice(stems)
        is_compound = random.random() < 0.45
        if is_compound:
            word += random.choice(("", "s"))
            word += random.choice(stems)
        words[word + random.choice(_ENDINGS)] = None
    made_up = list(words)[len(_COMMON) : count]
    # Common words are short, more or less: sorted so, they get the first ranks.
    made_up.sort(key=lambda word: len(word) + 8 * random.random())
    return [*_COMMON, *made_up]


def _syllable(random: Random) -> str:
    onset = random.choice(_ONSETS)
    vowel = random.choice(_VOWELS)
    coda = random.choice(_CODAS)
    return onset + vowel + coda


def generate_statutes(shape: Shape, seed: int = 1) -> Iterator[Statute]:
    """The texts of a corpus of *shape*, the same for the same seed."""
    random = Random(seed)
    numbers = np.random.default_rng(seed)
    text = _Text(make_words(shape.vocabulary, random), numbers)
    counts = _section_counts(shape, numbers)
    long_document = int(counts.argmax())
    for document, section_count in enumerate(counts.tolist()):
        lengths = _section_lengths(shape, section_count, numbers)
        if document == long_document and shape.sections > 10_000:
            lengths[-1] = _LONGEST_SECTION_WORDS
        day = _FIRST_DAY + timedelta(days=random.randrange(_DAYS))
        sections = [
            (str(number), text.of(length))
            for number, length in enumerate(lengths, 1)
        ]
        id_ = f"{day.year}:{document + 1}"
        yield Statute(
            id=id_,
            title=f"Lag ({id_}) om {text.of(4)}",
            day=day,
            sections=tuple(sections),
        )


def _section_lengths(
    shape: Shape, sections: int, numbers: np.random.Generator
) -> list[int]:
    """How many words each section of a document has: log-normal, and never none."""
    mean = np.log(shape.median_section_words)
    logarithms = numbers.normal(mean, 1.0, sections)
    drawn = np.exp(logarithms).astype(int)
    lengths: list[int] = (drawn + 4).tolist()
    return lengths


def _section_counts(
    shape: Shape, numbers: np.random.Generator
) -> NDArray[np.int64]:
    """(documents,) How many sections each document has: log-normal, their sum as asked for."""
    logarithms = numbers.normal(np.log(12), 1.1, shape.documents)
    drawn = np.exp(logarithms)
    scaled = drawn * shape.sections / drawn.sum()
    whole = np.maximum(1, np.floor(scaled))
    counts: NDArray[np.int64] = whole.astype(np.int64)
    missing = shape.sections - int(counts.sum())
    largest = int(counts.argmax())
    counts[largest] = max(1, int(counts[largest]) + missing)
    return counts


class _Text:
    """Running text of words drawn by Zipf's law."""

    def __init__(
        self, words: Sequence[str], numbers: np.random.Generator
    ) -> None:
        self._words = words
        self._numbers = numbers
        ranks = np.arange(len(words))
        head = 1.0 / (ranks + _SHIFT)
        tail = (1.0 + ranks / _KNEE) ** _TAIL_EXPONENT
        shares = head / tail
        self._borders = np.cumsum(shares / shares.sum())

    def of(self, length: int) -> str:
        """*length* words in sentences of a dozen."""
        drawn = np.searchsorted(self._borders, self._numbers.random(length))
        ranks = drawn.clip(max=len(self._words) - 1).tolist()
        words = [self._words[rank] for rank in ranks]
        sentences = []
        for start in range(0, length, _SENTENCE_WORDS):
            sentence = " ".join(words[start : start + _SENTENCE_WORDS])
            sentences.append(f"{sentence[:1].upper()}{sentence[1:]}.")
        return " ".join(sentences)
