"""How well a word's occurrences answer: BM25 and the weights around it."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from search.store.arrays import FloatArray, IntArray

K1: Final = 0.8
B: Final = 0.75
GRAM_K1: Final = 0.6

WORD_SHARE: Final = 0.6
"""What a project's score is made of: the words themselves, the parts of compounds, and letter
grams.
"""
PART_SHARE: Final = 0.5
GRAM_SHARE: Final = 0.5

WRITTEN: Final = 1.0
"""Weight of a word just as it was typed."""
INFLECTED: Final = 0.95
COMPOUND: Final = 0.5
SYNONYM: Final = 0.4
MISSPELT: Final = 0.6
STRONG: Final = 0.9
"""From this weight on, a form counts towards how common the word is."""


def inverse_frequency(having: int, total: int) -> float:
    """The weight of a word that *having* of *total* units have.

    Robertson & Zaragoza, "The Probabilistic Relevance Framework" (2009), eq. 3.3 with the +1 that
    keeps it positive.
    """
    return math.log(1.0 + (total - having + 0.5) / (having + 0.5))


def inverse_frequencies(having: IntArray, total: int) -> FloatArray:
    """`inverse_frequency` of many words at once, shape (n,), float32."""
    return np.log1p((total - having + 0.5) / (having + 0.5)).astype(np.float32)


def bm25(
    frequencies: FloatArray,
    lengths: FloatArray,
    idf: float | FloatArray,
    mean_length: float,
    k1: float = K1,
) -> FloatArray:
    """Okapi BM25 weight of one word in each unit, shape (n,), float32.

    *frequencies* and *lengths* may be weighted sums over fields, which makes it BM25F. Robertson &
    Zaragoza (2009), eq. 3.15 and 3.19.
    """
    norm = k1 * ((1.0 - B) + B * lengths / mean_length)
    return (idf * (k1 + 1.0) * frequencies / (frequencies + norm)).astype(
        np.float32
    )
