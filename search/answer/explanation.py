"""Why a project was found: which forms answered each word of the query, how often and in which
sections.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from search.engine.protocol import REASONS, Leaf, Occurrences, Sought, Term
from search.language.analysis import ELLIPSIS
from search.results import FormMatch, WordMatch
from search.store.records import KINDS

if TYPE_CHECKING:
    from search.answer.opened import OpenGeneration

_MOST_FORMS: Final = 12


def explain_project(
    wanted: Sequence[Sought], occurrences: Occurrences, opened: OpenGeneration
) -> tuple[WordMatch, ...]:
    """One entry for each leaf of the query that stands in the project, in the query's order."""
    explained = []
    for number, leaf in enumerate(one.leaf for one in wanted):
        mine = occurrences.leaves == number
        if mine.any():
            label = leaf.label if isinstance(leaf, Term) else f'"{leaf.label}"'
            explained.append(
                WordMatch(label, _forms(leaf, occurrences, mine.nonzero()[0].tolist(), opened))
            )
    return tuple(explained)


def _forms(
    leaf: Leaf, occurrences: Occurrences, at: list[int], opened: OpenGeneration
) -> tuple[FormMatch, ...]:
    """The forms with their counts, the most frequent first."""
    counts: Counter[tuple[int, int]] = Counter()
    sections: dict[tuple[int, int], dict[str, None]] = {}
    records = (
        np.searchsorted(opened.records.record_positions, occurrences.positions, side="right") - 1
    )
    for i in at:
        key = (int(occurrences.words[i]), int(occurrences.reasons[i]))
        counts[key] += 1
        kind = KINDS[opened.records.record_kinds[records[i]]]
        sections.setdefault(key, {})[kind] = None
    return tuple(
        FormMatch(
            form=readable(opened.vocabulary[key[0]]),
            count=count,
            sections=tuple(sections[key]),
            reason=REASONS[key[1]] if isinstance(leaf, Term) else "fras",
        )
        for key, count in counts.most_common(_MOST_FORMS)
    )


def readable(word: str) -> str:
    """An indexed word as a reader would write it: *barn-+ungdomsvård* as *barn- … ungdomsvård*."""
    return word.replace(ELLIPSIS, "- … ")
