"""Which characters of a text are marked: the words of the query, as they are written there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from search.engine.found_projects import FoundProject
from search.language.analysis import WordScanner, span_as_written
from search.results import Span


class Marker:
    """Marks words in texts. Holds no state; threads may share it."""

    def __init__(self) -> None:
        self._scanner = WordScanner()

    def marks(
        self, text: str, position: int, project: FoundProject
    ) -> tuple[Span, ...]:
        """The spans to mark in *text*, whose first plain word has the given position in the
        project.
        """
        occurrences = project.occurrences
        # Keys of another dtype would make numpy copy all positions.
        borders = np.array([position, position + len(text)], np.int32)
        low, high = occurrences.positions.searchsorted(borders).tolist()
        if low == high:
            return ()
        spans = self._scanner.spans(text)
        joined = {
            (word.position, word.word): (word.start, word.end)
            for word in spans.joined
        }
        with_joined = {word.position for word in spans.joined}
        places = (occurrences.positions[low:high] - position).tolist()
        words = occurrences.words[low:high].tolist()
        parts = occurrences.spans[low:high].tolist()
        marked = []
        for place, word, (first, last) in zip(
            places, words, parts, strict=True
        ):
            whole = None
            if place in with_joined:
                whole = joined.get((place, project.word(word)))
            if whole is None and place < len(spans.plain):
                whole = spans.plain[place]
            if whole is not None:
                marked.append(
                    _part_of(text, whole, first, last) if last else whole
                )
        in_phrases = occurrences.joined[low:high]
        phrases = {
            place
            for place, inside in zip(places, in_phrases, strict=True)
            if inside
        }
        return merged_spans([*marked, *_between(spans.plain, phrases)])


def _part_of(text: str, word: Span, first: int, last: int) -> Span:
    """The characters of *word* in *text* that are its letters [first, last) as it is indexed."""
    start, end = word
    part = span_as_written(text[start:end], first, last)
    return word if part is None else (start + part[0], start + part[1])


def _between(plain: Sequence[Span], phrases: set[int]) -> Iterator[Span]:
    """What lies between neighbours that stand in a phrase: it is marked with them."""
    for place in phrases:
        if place + 1 in phrases and place + 1 < len(plain):
            yield plain[place][1], plain[place + 1][0]


def merged_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """*spans* in order, those that touch or overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
