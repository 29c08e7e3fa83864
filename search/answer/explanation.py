"""Why a project was found: which forms answered each word of the query, how often and in which
sections.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

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
    for number, sought in enumerate(leaves):
        rows = (project.occurrences.leaves == number).nonzero()[0].tolist()
        if rows:
            forms = _forms(sought.leaf, project, rows)
            explained.append(
                WordMatch(_label(sought.leaf), forms, _is_part(sought.leaf))
            )
    return tuple(explained)


def _label(leaf: Leaf) -> str:
    return leaf.label if isinstance(leaf, Term) else f'"{leaf.label}"'


def _is_part(leaf: Leaf) -> bool:
    return isinstance(leaf, Term) and leaf.mode is Mode.PART


def _forms(
    leaf: Leaf, project: FoundProject, rows: Sequence[int]
) -> tuple[FormMatch, ...]:
    """The forms with their counts, the most frequent first."""
    occurrences = project.occurrences
    records = project.records_at(occurrences.positions)
    counts: Counter[tuple[int, int]] = Counter()
    sections: dict[tuple[int, int], dict[str, None]] = {}
    for row in rows:
        form = int(occurrences.words[row]), int(occurrences.reasons[row])
        counts[form] += 1
        sections.setdefault(form, {})[project.kind(int(records[row]))] = None
    in_phrase = not isinstance(leaf, Term)
    return tuple(
        FormMatch(
            form=readable(project.word(word)),
            count=count,
            sections=tuple(sections[word, reason]),
            reason=Reason.PHRASE if in_phrase else REASONS[reason],
        )
        for (word, reason), count in counts.most_common(_MOST_FORMS)
    )


def readable(word: str) -> str:
    """An indexed word as a reader would write it: *barn-+ungdomsvård* as *barn- … ungdomsvård*."""
    return word.replace(ELLIPSIS, "- … ")
