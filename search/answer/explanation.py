"""Why a project was found: which forms answered each word of the query, how often and in which
sections.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.kinds import SECTION_KIND_TABLE
from search.engine.clauses import Leaf, Sought
from search.engine.found_projects import FoundProject
from search.engine.words.word_sets import REASONS, Mode, Reason, Term
from search.language.analysis import ELLIPSIS
from search.results import FormMatch, WordMatch

_MOST_FORMS: Final = 12


def explain_project(
    leaves: Sequence[Sought], project: FoundProject
) -> tuple[WordMatch, ...]:
    """One entry for each leaf of the query that stands in the project, in the query's order."""
    explained = []
    kinds = _kinds(project)
    for number, sought in enumerate(leaves):
        rows = (project.occurrences.leaves == number).nonzero()[0].tolist()
        if rows:
            forms = _forms(sought.leaf, project, rows, kinds[rows])
            explained.append(
                WordMatch(_label(sought.leaf), forms, _is_part(sought.leaf))
            )
    return tuple(explained)


def _label(leaf: Leaf) -> str:
    return leaf.label if isinstance(leaf, Term) else f'"{leaf.label}"'


def _is_part(leaf: Leaf) -> bool:
    return isinstance(leaf, Term) and leaf.mode is Mode.PART


def _kinds(project: FoundProject) -> NDArray[np.uint8]:
    """(n,) the number of the kind of section that each occurrence stands in."""
    records = project.records_at(project.occurrences.positions)
    return project.layout.kinds[records]


def _forms(
    leaf: Leaf,
    project: FoundProject,
    rows: Sequence[int],
    kinds: NDArray[np.uint8],
) -> tuple[FormMatch, ...]:
    """The forms with their counts, the most frequent first; *kinds* are those of the rows."""
    occurrences = project.occurrences
    words = occurrences.words[rows].tolist()
    reasons = occurrences.reasons[rows].tolist()
    counts: Counter[tuple[int, int]] = Counter()
    sections: dict[tuple[int, int], dict[int, None]] = {}
    for word, reason, kind in zip(words, reasons, kinds.tolist(), strict=True):
        counts[word, reason] += 1
        sections.setdefault((word, reason), {})[kind] = None
    in_phrase = not isinstance(leaf, Term)
    return tuple(
        FormMatch(
            form=readable(project.word(word)),
            count=count,
            sections=tuple(
                SECTION_KIND_TABLE[kind].name for kind in sections[word, reason]
            ),
            reason=Reason.PHRASE if in_phrase else REASONS[reason],
        )
        for (word, reason), count in counts.most_common(_MOST_FORMS)
    )


def readable(word: str) -> str:
    """An indexed word as a reader would write it: *barn-+ungdomsvård* as *barn- … ungdomsvård*."""
    return word.replace(ELLIPSIS, "- … ")
