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
    "bl",
    "br",
    "fr",
    "gr",
    "kl",
    "kr",
    "sk",
    "sn",
    "st",
    "tr",
)
_VOWELS: Final = tuple("aeiouyåäöaeio")
_CODAS: Final = (
    "",
    "",
    "",
    "d",
    "g",
    "k",
    "l",
    "m",
    "n",
    "r",
    "s",
    "t",
    "ld",
    "nd",
    "ng",
    "rd",
    "rk",
    "st",
    "tt",
    "v",
)
_ENDINGS: Final = (
    "",
    "",
    "en",
    "et",
    "ar",
    "er",
    "arna",
    "erna",
    "s",
    "ens",
    "a",
    "t",
    "ning",
    "het",
    "lig",
)
_SHIFT, _KNEE, _TAIL_EXPONENT = 5.0, 5_000, 1.2
"""Zipf's law, flatter over the first ranks and steeper behind the knee: fitted to the statutes'
counts.
"""
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
        vocabulary = max(500, round(self.vocabulary * share**0.6))  # Heaps' law
        sections, documents = (
            max(2, round(self.sections * share)),
            max(1, round(self.documents * share)),
        )
        return Shape(documents, sections, vocabulary, self.median_section_words)


def make_words(count: int, random: Random) -> list[str]:
    """*count* distinct words that look Swedish, the most common ones first: stems, their
    inflections and compounds.
    """
    words = dict.fromkeys(_COMMON)
    stems: list[str] = []
    while len(words) < count:
        if len(stems) < 50 or random.random() < 0.12:
            stems.append(
                "".join(
                    _syllable(random)
                    for _ in range(random.choice((1, 2, 2, 2)))
                )
            )
        word = random.choice(stems)
        if random.random() < 0.45:
            word += random.choice(("", "s")) + random.choice(stems)
        words[word + random.choice(_ENDINGS)] = None
    # Common words are short, more or less: sorted so, they get the first ranks.
    return [
        *_COMMON,
        *sorted(
            list(words)[len(_COMMON) : count],
            key=lambda word: len(word) + 8 * random.random(),
        ),
    ]


def _syllable(random: Random) -> str:
    return (
        random.choice(_ONSETS) + random.choice(_VOWELS) + random.choice(_CODAS)
    )


def generate_statutes(shape: Shape, seed: int = 1) -> Iterator[Statute]:
    """The texts of a corpus of *shape*, the same for the same seed."""
    random, numbers = Random(seed), np.random.default_rng(seed)
    text = _Text(make_words(shape.vocabulary, random), numbers)
    counts = _section_counts(shape, numbers)
    long_section = int(counts.argmax())
    for document, sections in enumerate(counts.tolist()):
        lengths = (
            np.exp(
                numbers.normal(
                    np.log(shape.median_section_words), 1.0, sections
                )
            ).astype(int)
            + 4
        )
        if document == long_section and shape.sections > 10_000:
            lengths[-1] = _LONGEST_SECTION_WORDS
        day = date(1950, 1, 1) + timedelta(days=random.randrange(74 * 365))
        bodies = tuple(
            (str(number), text.of(length))
            for number, length in enumerate(lengths.tolist(), 1)
        )
        yield Statute(
            f"{day.year}:{document + 1}",
            f"Lag ({day.year}:{document + 1}) om {text.of(4)}",
            day,
            bodies,
        )


def _section_counts(
    shape: Shape, numbers: np.random.Generator
) -> NDArray[np.int64]:
    """How many sections each document has: log-normal, their sum as asked for."""
    raw = np.exp(numbers.normal(np.log(12), 1.1, shape.documents))
    counts = np.maximum(1, np.floor(raw * shape.sections / raw.sum())).astype(
        np.int64
    )
    largest = int(counts.argmax())
    counts[largest] = max(
        1, int(counts[largest]) + shape.sections - int(counts.sum())
    )
    return np.asarray(counts)


class _Text:
    """Running text of words drawn by Zipf's law."""

    def __init__(
        self, words: Sequence[str], numbers: np.random.Generator
    ) -> None:
        self._words, self._numbers = words, numbers
        ranks = np.arange(len(words))
        shares = (
            1.0 / (ranks + _SHIFT) / (1.0 + ranks / _KNEE) ** _TAIL_EXPONENT
        )
        self._borders = np.cumsum(shares / shares.sum())

    def of(self, length: int) -> str:
        """*length* words in sentences of a dozen."""
        drawn = np.searchsorted(
            self._borders, self._numbers.random(length)
        ).clip(max=len(self._words) - 1)
        words = [self._words[number] for number in drawn.tolist()]
        sentences = [
            " ".join(words[at : at + 12]) for at in range(0, length, 12)
        ]
        return " ".join(
            f"{sentence[:1].upper()}{sentence[1:]}." for sentence in sentences
        )
