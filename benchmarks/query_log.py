"""The queries that every system answers: drawn from the corpus by a seed, nine kinds of them,
equally many of each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

from benchmarks.projects import Project
from benchmarks.queries import LoggedQuery
from search.language.word_lists import stop_words

_WORD: Final = re.compile(r"\w+")
_KEPT_WORDS: Final = 300
_KEPT_SECTIONS: Final = 2_000
_FEWEST_WORDS: Final = 6


@dataclass(slots=True)
class _Sample:
    """What queries are drawn from: words by how many sections have them, and sections to take words
    from together.
    """

    counts: Counter[str] = field(default_factory=Counter)
    sections: list[tuple[str, Sequence[str]]] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    regions: set[str] = field(default_factory=set)

    def ranked(self) -> list[str]:
        return sorted(self.counts, key=lambda word: (-self.counts[word], word))


def make_log(
    projects: Iterable[Project], seed: int = 1, per_kind: int = 36
) -> tuple[LoggedQuery, ...]:
    """*per_kind* queries of each kind, shuffled; the same for the same projects and seed."""
    random = Random(seed)
    sample = _sample_of(projects, random)
    ranked = sample.ranked()
    rare = [word for word in ranked if 2 <= sample.counts[word] <= 10]
    middle = ranked[min(1_000, len(ranked) // 10) : 5_000]
    log = [
        LoggedQuery("frequent", (word,))
        for word in _drawn(ranked[:150], per_kind, random)
    ]
    log += [
        LoggedQuery("middle", (word,))
        for word in _drawn(middle, per_kind, random)
    ]
    log += [
        LoggedQuery("rare", (word,)) for word in _drawn(rare, per_kind, random)
    ]
    beginnings = (
        word[: random.randint(3, 6)]
        for word in _drawn(middle, per_kind, random)
    )
    log += [LoggedQuery("prefix", (beginning,)) for beginning in beginnings]
    for _ in range(per_kind):
        log += _from_sections(sample, random)
    random.shuffle(log)
    return tuple(log)


def _from_sections(sample: _Sample, random: Random) -> list[LoggedQuery]:
    """A query of each kind whose words stand in a section together."""
    years = tuple(sorted(random.choices(sample.years, k=2)))
    by_year = random.random() < 0.5
    kind, _ = bound = random.choice(sample.sections)
    return [
        LoggedQuery("two", _together(sample, 2, random)),
        LoggedQuery("three", _together(sample, 3, random)),
        LoggedQuery(
            "phrase", _in_a_row(sample, random.choice((2, 2, 3)), random)
        ),
        LoggedQuery(
            "section",
            _some_words(bound[1], random.choice((1, 2)), random),
            section=kind,
        ),
        LoggedQuery(
            "filtered",
            _together(sample, random.choice((1, 2)), random),
            years=(years[0], years[1]) if by_year else None,
            region=None if by_year else random.choice(sorted(sample.regions)),
        ),
    ]


def _sample_of(projects: Iterable[Project], random: Random) -> _Sample:
    """Words are counted over all sections; of those with a handful of content words, a sample is
    kept.
    """
    sample, seen = _Sample(), 0
    for project in projects:
        sample.years.append(project.year)
        sample.regions.add(project.region)
        for kind, text in project.sections:
            words = _WORD.findall(text.lower())
            sample.counts.update(_content(words))
            if len(_content(words[:_KEPT_WORDS])) < _FEWEST_WORDS:
                continue
            seen += 1
            if len(sample.sections) < _KEPT_SECTIONS:
                sample.sections.append((kind, words[:_KEPT_WORDS]))
            elif (place := random.randrange(seen)) < _KEPT_SECTIONS:
                sample.sections[place] = (kind, words[:_KEPT_WORDS])
    return sample


def _content(words: Iterable[str]) -> set[str]:
    """The words a query may be about. Stop words are none: peers leave them out of their
    indexes.
    """
    return {
        word for word in words if len(word) > 2 and word.isalpha()
    } - stop_words()


def _drawn(words: Sequence[str], count: int, random: Random) -> list[str]:
    return (
        random.sample(words, count)
        if len(words) >= count
        else random.choices(words, k=count)
    )


def _together(sample: _Sample, count: int, random: Random) -> tuple[str, ...]:
    return _some_words(random.choice(sample.sections)[1], count, random)


def _some_words(
    words: Sequence[str], count: int, random: Random
) -> tuple[str, ...]:
    return tuple(random.sample(sorted(_content(words)), count))


def _in_a_row(sample: _Sample, count: int, random: Random) -> tuple[str, ...]:
    """*count* content words that follow upon each other."""
    while True:
        _, words = random.choice(sample.sections)
        content = _content(words)
        rows = [words[at : at + count] for at in range(len(words) - count + 1)]
        if whole := [tuple(row) for row in rows if content.issuperset(row)]:
            return random.choice(whole)
