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
    """(kind, words)"""
    years: list[int] = field(default_factory=list)
    regions: set[str] = field(default_factory=set)

    def ranked(self) -> list[str]:
        """The words, the most common ones first."""
        words = sorted(self.counts)
        words.sort(key=self.counts.__getitem__, reverse=True)
        return words


def make_log(
    projects: Iterable[Project], seed: int = 1, per_kind: int = 36
) -> tuple[LoggedQuery, ...]:
    """*per_kind* queries of each kind, shuffled; the same for the same projects and seed."""
    random = Random(seed)
    sample = _sample_of(projects, random)
    ranked = sample.ranked()
    first_middle = min(1_000, len(ranked) // 10)
    middle = ranked[first_middle:5_000]
    words_of = {
        "frequent": ranked[:150],
        "middle": middle,
        "rare": [word for word in ranked if 2 <= sample.counts[word] <= 10],
    }
    log = []
    for kind, words in words_of.items():
        log += [
            LoggedQuery(kind, (word,))
            for word in _draw(words, per_kind, random)
        ]
    for word in _draw(middle, per_kind, random):
        length = random.randint(3, 6)
        log.append(LoggedQuery("prefix", (word[:length],)))
    for _ in range(per_kind):
        log += _from_sections(sample, random)
    random.shuffle(log)
    return tuple(log)


def _from_sections(sample: _Sample, random: Random) -> list[LoggedQuery]:
    """A query of each kind whose words stand in a section together."""
    first_year, last_year = sorted(random.choices(sample.years, k=2))
    by_year = random.random() < 0.5
    kind, section_words = random.choice(sample.sections)
    two = _draw_together(sample, 2, random)
    three = _draw_together(sample, 3, random)
    phrase = _draw_in_a_row(sample, random.choice((2, 2, 3)), random)
    bound = _draw_content(section_words, random.choice((1, 2)), random)
    filtered = _draw_together(sample, random.choice((1, 2)), random)
    region = None if by_year else random.choice(sorted(sample.regions))
    return [
        LoggedQuery("two", two),
        LoggedQuery("three", three),
        LoggedQuery("phrase", phrase),
        LoggedQuery("section", bound, section=kind),
        LoggedQuery(
            "filtered",
            filtered,
            years=(first_year, last_year) if by_year else None,
            region=region,
        ),
    ]


def _sample_of(projects: Iterable[Project], random: Random) -> _Sample:
    """Words are counted over all sections; of those with a handful of content words, a sample is
    kept.
    """
    sample = _Sample()
    seen = 0
    for project in projects:
        sample.years.append(project.year)
        sample.regions.add(project.region)
        for kind, text in project.sections:
            words = _WORD.findall(text.lower())
            sample.counts.update(_content(words))
            section = (kind, words[:_KEPT_WORDS])
            if len(_content(section[1])) < _FEWEST_WORDS:
                continue
            # Reservoir sampling: every section is kept with the same chance.
            seen += 1
            if len(sample.sections) < _KEPT_SECTIONS:
                sample.sections.append(section)
                continue
            place = random.randrange(seen)
            if place < _KEPT_SECTIONS:
                sample.sections[place] = section
    return sample


def _content(words: Iterable[str]) -> set[str]:
    """The words a query may be about. Stop words are none: peers leave them out of their
    indexes.
    """
    content = {word for word in words if len(word) > 2 and word.isalpha()}
    return content - stop_words()


def _draw(words: Sequence[str], count: int, random: Random) -> list[str]:
    """*count* of *words*, each once if there are so many."""
    has_enough = len(words) >= count
    if has_enough:
        return random.sample(words, count)
    return random.choices(words, k=count)


def _draw_together(
    sample: _Sample, count: int, random: Random
) -> tuple[str, ...]:
    """*count* content words of one section."""
    _, words = random.choice(sample.sections)
    return _draw_content(words, count, random)


def _draw_content(
    words: Sequence[str], count: int, random: Random
) -> tuple[str, ...]:
    content = sorted(_content(words))
    return tuple(random.sample(content, count))


def _draw_in_a_row(
    sample: _Sample, count: int, random: Random
) -> tuple[str, ...]:
    """*count* content words that follow upon each other."""
    while True:
        _, words = random.choice(sample.sections)
        content = _content(words)
        starts = range(len(words) - count + 1)
        rows = [tuple(words[start : start + count]) for start in starts]
        of_content = [row for row in rows if content.issuperset(row)]
        if of_content:
            return random.choice(of_content)
