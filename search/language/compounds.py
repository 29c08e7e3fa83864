"""Swedish compounds: where a word is put together from others (`ungdomsvård` is `ungdom` and
`vård`).

A word is read in every way that it can be: each reading is a row of combining forms
(`search.language.combining_forms`) with a head at the end (`search.language.compound_heads`). The
best reading has few parts, and parts that many other compounds have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from search.language.combining_forms import CombiningForms
from search.language.compound_heads import CompoundHeads
from search.language.part_counts import MIN_PART, PartCounts
from search.language.stems import Stemmer
from search.language.word_lists import compound_exceptions, place_names

MIN_COMPOUND: Final = 6
MAX_PARTS: Final = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a compound: the characters [start, end) as written in it, without a binding -s-,
    and its stem.
    """

    start: int
    end: int
    stem: str


class _Segment(NamedTuple):
    """A candidate for a part: where it stands, the word it is, how much it looks like a part."""

    start: int
    end: int
    word: str
    strength: float


_Reading = tuple[_Segment, ...]


class CompoundSplitter:
    """Splits words, lower-cased and NFC, into the parts they are made of. Pure and thread-safe.

    *counts* are those of `swedish_part_counts`, or the same read from the index.
    """

    def __init__(self, stemmer: Stemmer, counts: PartCounts) -> None:
        self._stemmer = stemmer
        self._lemmas = stemmer.lemmas
        self._forms = CombiningForms(stemmer.lemmas, counts)
        self._heads = CompoundHeads(stemmer.lemmas, counts)
        self._places = place_names()
        self._exceptions = compound_exceptions()

    def split(self, word: str) -> tuple[Part, ...]:
        """The parts of *word* from left to right, two at least; () when it is not a compound.

        Few long parts are preferred: `arbetsmarknadsförvaltning` is `arbetsmarknad` and
        `förvaltning`.
        """
        if (
            len(word) < MIN_COMPOUND
            or not word.isalpha()
            or self._is_place(word)
        ):
            return ()
        lemma = self._lemmas.known_lemma(word)
        listed_parts = self._exceptions.get(word) or self._exceptions.get(
            lemma or ""
        )
        reading: _Reading
        if listed_parts is not None:
            reading = _listed_reading(word, listed_parts)
        else:
            reading = max(self._readings(word, lemma), key=_worth, default=())
        return tuple(
            Part(segment.start, segment.end, self._stemmer.stem(segment.word))
            for segment in reading
        )

    def _is_place(self, word: str) -> bool:
        nominative = word.removesuffix("s")
        return word in self._places or nominative in self._places

    def _readings(
        self,
        word: str,
        lemma: str | None,
        start: int = 0,
        before: _Reading = (),
    ) -> Iterator[_Reading]:
        """All ways to read *word*, whose lemma is given, from *start* on, after the segments
        *before*.
        """
        if before:
            head = self._heads.head(word, start, lemma)
            if head is not None:
                reading = (*before, _Segment(start, len(word), *head))
                if len(reading) == 2 or not _has_short(reading):
                    yield reading
        if len(before) == MAX_PARTS - 1:
            return
        last_end = len(word) - MIN_PART
        for end in range(start + MIN_PART, last_end + 1):
            form = self._forms.form(word[start:end])
            if form is None:
                continue
            if not before and self._forms.is_derived(word, end):
                continue
            segment = _Segment(start, end, *form)
            next_starts = (
                [end]
                if word[end] != "s"
                else self._starts_at_s(word, start, end)
            )
            for next_start in next_starts:
                yield from self._readings(
                    word, lemma, next_start, (*before, segment)
                )

    def _starts_at_s(self, word: str, start: int, end: int) -> list[int]:
        """Where the part behind the one in word[start:end], and before an s, may begin: with the s,
        or after it where it binds the two.
        """
        starts = []
        if not self._forms.binds_with_s(word[start:end]):
            starts.append(end)
        has_room = len(word) - end > MIN_PART
        if has_room and self._forms.form(word[start : end + 1]) is None:
            starts.append(end + 1)
        return starts


def _has_short(reading: _Reading) -> bool:
    lengths = [segment.end - segment.start for segment in reading]
    return min(lengths) <= MIN_PART


def _worth(reading: _Reading) -> float:
    """Fewer parts first, then the mean of the average and the weakest strength."""
    strengths = [segment.strength for segment in reading]
    parts = len(strengths)
    average = sum(strengths) / parts
    weakest = min(strengths)
    strength = (average + weakest) / 2
    return strength - parts


def _listed_reading(word: str, parts: Sequence[str]) -> _Reading:
    """The parts of a hand-made entry, found in *word* one after the other; the last one reaches to
    its end. Nothing where they are not there, or for the entry of a word that is no compound.
    """
    if len(parts) == 1:
        return ()
    starts: list[int] = []
    place = 0
    for part in parts:
        start = word.find(part, place)
        if start < 0:
            return ()
        starts.append(start)
        place = start + len(part)
    ends = [
        start + len(part) for start, part in zip(starts, parts, strict=True)
    ]
    ends[-1] = len(word)
    return tuple(
        _Segment(start, end, word[start:end], strength=0.0)
        for start, end in zip(starts, ends, strict=True)
    )
