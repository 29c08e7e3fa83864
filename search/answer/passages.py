"""The passages that answer: the best sentences of a project, with the words of the query marked as
written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.kinds import FACTS, SECTION_KIND_TABLE, TITLE
from search.answer.marks import Marker
from search.engine.found_projects import FoundProject
from search.results import Passage

PASSAGE_BYTES: Final = 290
"""A passage grows by whole sentences up to so many bytes of UTF-8: about 280 characters."""
_CONTEXT_BEFORE_BYTES: Final = 60
_MOST_FOLLOWING: Final = 12
_MOST_SENTENCES: Final = 60
_REPEATED: Final = 0.1
_SAME_SECTION: Final = 0.6
_FACTS_SHOWN: Final = 0.2

_KIND_NAMES: Final = [kind.name for kind in SECTION_KIND_TABLE]
_TITLE_NUMBER: Final = _KIND_NAMES.index(TITLE)


def _shown_weights() -> NDArray[np.float32]:
    """(kinds,) how much a sentence of each kind is worth showing."""
    weights = [
        kind.weight * (_FACTS_SHOWN if kind.name == FACTS else 1.0)
        for kind in SECTION_KIND_TABLE
    ]
    return np.array(weights, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class _Candidates:
    """Sentences that hold words of the query. Shapes: (n,), *strengths* (n, leaves)."""

    sentences: NDArray[np.int64]
    records: NDArray[np.int64]
    scores: NDArray[np.float32]
    strengths: NDArray[np.float32]
    """The heaviest form of each leaf in each sentence, 0 where it is not there, times what the leaf
    matters.
    """


class PassageFinder:
    """Cuts and marks passages. Holds no state of an index; threads may share it."""

    def __init__(self) -> None:
        self._marker = Marker()
        self._kind_weights = _shown_weights()

    def passages(
        self,
        project: FoundProject,
        leaf_weights: NDArray[np.float32],
        most: int,
    ) -> tuple[Passage, ...]:
        """The best passages of one project, best first; the first ones cover as many different
        words as they can. *leaf_weights* (leaves,) is how much each leaf matters.
        """
        if most == 0 or not len(project.occurrences.positions):
            return ()
        candidates = self._candidates(project, leaf_weights)
        return tuple(
            self._passage(
                project,
                int(candidates.sentences[row]),
                int(candidates.records[row]),
            )
            for row in _choose(candidates, most)
        )

    def _candidates(
        self, project: FoundProject, leaf_weights: NDArray[np.float32]
    ) -> _Candidates:
        """The sentences with words of the query outside the title, scored by their words and their
        section's kind.
        """
        occurrences = project.occurrences
        sentences = project.sentences_at(occurrences.positions)
        # Positions ascend, and so do their sentences: each is a run.
        is_first = np.ones(len(sentences), np.bool_)
        np.not_equal(sentences[1:], sentences[:-1], out=is_first[1:])
        starts = np.flatnonzero(is_first)
        runs = np.cumsum(is_first) - 1
        weights = leaf_weights[occurrences.leaves] * occurrences.weights
        totals = np.add.reduceat(weights, starts)
        strengths = np.zeros((len(starts), len(leaf_weights)), np.float32)
        np.maximum.at(strengths, (runs, occurrences.leaves), weights)
        distinct = sentences[starts]
        records = project.records_of_sentences(distinct)
        kinds = project.layout.kinds[records]
        scores = (
            strengths.sum(axis=1) + _REPEATED * totals
        ) * self._kind_weights[kinds]
        kept = np.flatnonzero(kinds != _TITLE_NUMBER)
        return _Candidates(
            distinct[kept], records[kept], scores[kept], strengths[kept]
        )

    def _passage(
        self, project: FoundProject, sentence: int, record: int
    ) -> Passage:
        low, high = project.sentences_of(record)
        first, last, borders = _window(project, sentence, record)
        text = project.read_text(borders[0], borders[1]).rstrip()
        position = project.sentence_position(first)
        return Passage(
            kind=project.kind(record),
            heading=project.heading(record),
            text=text,
            marks=self._marker.marks(text, position, project),
            section=project.section(record),
            cut_before=first > low,
            cut_after=last + 1 < high,
        )


def _window(
    project: FoundProject, sentence: int, record: int
) -> tuple[int, int, tuple[int, int]]:
    """The first and last sentence of the passage and its bytes [start, end): a short sentence
    before, then what follows while there is room.
    """
    low, high = project.sentences_of(record)
    near = max(low, sentence - 1)
    borders = project.sentence_borders(
        record, near, min(high, sentence + _MOST_FOLLOWING - 1)
    )
    first = last = sentence - near
    if first and borders[first + 1] - borders[first] < _CONTEXT_BEFORE_BYTES:
        first -= borders[last + 1] - borders[first - 1] <= PASSAGE_BYTES
    while (
        last + 2 < len(borders)
        and borders[last + 2] - borders[first] <= PASSAGE_BYTES
    ):
        last += 1
    return near + first, near + last, (borders[first], borders[last + 1])


def _choose(candidates: _Candidates, most: int) -> list[int]:
    """The rows of the best candidates, one after another: a word not shown yet counts double, a
    section shown before counts less, and no two lie beside each other.
    """
    alone = candidates.scores * (1.0 + candidates.strengths.sum(axis=1))
    best_first = np.argsort(-alone, kind="stable")[:_MOST_SENTENCES]
    scores = candidates.scores[best_first].tolist()
    strengths = candidates.strengths[best_first].tolist()
    records = candidates.records[best_first].tolist()
    sentences = candidates.sentences[best_first].tolist()
    unseen_leaves = set(range(candidates.strengths.shape[1]))
    shown_records: set[int] = set()
    chosen: list[int] = []

    def gain(row: int) -> float:
        fresh = sum(strengths[row][leaf] for leaf in unseen_leaves)
        value: float = scores[row] * (1.0 + fresh)
        return value * _SAME_SECTION if records[row] in shown_records else value

    def lies_apart(row: int, other: int) -> bool:
        distance: int = abs(sentences[row] - sentences[other])
        return distance > 1 or bool(records[row] != records[other])

    left = list(range(len(best_first)))
    while left and len(chosen) < most:
        best = max(left, key=gain)
        chosen.append(best)
        shown_records.add(records[best])
        unseen_leaves -= {
            leaf for leaf in unseen_leaves if strengths[best][leaf]
        }
        left = [row for row in left if lies_apart(row, best)]
    rows: list[int] = best_first[chosen].tolist()
    return rows
