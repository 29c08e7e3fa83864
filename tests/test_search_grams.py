"""Ranking by letter grams gives what counting every gram of every word in plain Python gives."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from conftest import write_generation
from hypothesis import given, settings
from hypothesis import strategies as st
from small_index import opened_index, project

from corpus import Document, Section
from corpus.kinds import KINDS
from search.engine.scoring import GRAM_K1, B
from search.engine.signals.gram_scores import GramScorer
from search.language.analysis import ELLIPSIS, WordScanner
from search.language.letters import grams
from search.store.gram_counts import GramArrays
from search.store.project_words import ProjectWordArrays
from search.store.records import records_of
from search.store.word_relations import RelationArrays


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("vård", ["_var", "vard", "ard_"]),
        ("vard", ["_var", "vard", "ard_"]),
        ("idé", ["_ide", "ide_"]),
        ("år", ["_ar_"]),
        ("i", ["_i_"]),
        ("ÆØ", ["_ÆØ_"]),
    ],
)
def test_grams_are_four_letters_of_the_bordered_word_without_rings_and_dots(
    word: str, expected: list[str]
) -> None:
    assert grams(word) == expected


@dataclass(frozen=True)
class CountedProject:
    """How often a project has each gram, weighted by section kind, and the sum of that."""

    frequencies: Mapping[str, float]

    @property
    def length(self) -> float:
        return sum(self.frequencies.values())


def plain_grams(word: str) -> set[str]:
    letters = unicodedata.normalize(
        "NFD", word.translate(str.maketrans("æø", "ao"))
    )
    bare = "".join(
        letter for letter in letters if not unicodedata.combining(letter)
    )
    bordered = f"_{bare[:60]}_"
    return {bordered[at : at + 4] for at in range(max(1, len(bordered) - 3))}


def counted(document: Document) -> CountedProject:
    frequencies: defaultdict[str, float] = defaultdict(float)
    for record in records_of(document):
        # Sentences are analysed one by one; the texts here have one each.
        plain, joined = WordScanner().words(record.text)
        for word in (
            *plain,
            *(word for word, _ in joined if ELLIPSIS not in word),
        ):
            for gram in plain_grams(word):
                frequencies[gram] += KINDS[record.kind].weight
    return CountedProject(frequencies)


def naive_scores(
    documents: Sequence[Document], words: Sequence[str]
) -> list[float]:
    projects = [
        counted(document)
        for document in sorted(documents, key=lambda document: document.id)
    ]
    mean = max(1.0, sum(one.length for one in projects) / len(projects))
    wanted = {gram for word in words for gram in plain_grams(word)}
    scores = []
    for one in projects:
        score = 0.0
        for gram in wanted:
            having = sum(gram in other.frequencies for other in projects)
            idf = math.log(1 + (len(projects) - having + 0.5) / (having + 0.5))
            frequency = one.frequencies.get(gram, 0.0)
            norm = GRAM_K1 * (1 - B + B * one.length / mean)
            score += (
                idf * (GRAM_K1 + 1) * frequency / (frequency + norm)
                if frequency
                else 0.0
            )
        scores.append(score)
    return scores


def scorer_of(documents: Sequence[Document], folder: Path) -> GramScorer:
    generation = write_generation(folder, documents)
    return GramScorer(
        RelationArrays.load(generation),
        ProjectWordArrays.load(generation),
        GramArrays.load(generation),
    )


WORDS = [
    "hemlös",
    "hemlöshet",
    "vård",
    "ungdomsvård",
    "e-tjänst",
    "idé",
    "i",
    "och",
    "barn-",
    "hemhemhemhem",
    "2012",
    "a" * 90,
]
sentences = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
sections = st.builds(
    Section,
    st.sampled_from(["bakgrund", "syfte", "relaterade", "ovrigt"]),
    st.just(""),
    sentences,
)
document_lists = st.lists(
    st.tuples(sentences, st.lists(sections, max_size=3)), min_size=1, max_size=5
).map(
    lambda rows: [
        Document(f"p{number}", title, tuple(parts))
        for number, (title, parts) in enumerate(rows)
    ]
)


@settings(max_examples=15, deadline=None)
@given(
    document_lists,
    st.lists(
        st.sampled_from([*WORDS, "vården", "trumpet", "hemloshet"]), max_size=4
    ),
)
def test_the_scores_are_those_of_a_naive_count(
    documents: list[Document], words: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        scorer = scorer_of(documents, Path(folder))
        everyone = np.arange(len(documents))
        scores = scorer.scores(words, everyone)
        assert scores.tolist() == pytest.approx(
            naive_scores(documents, words), rel=1e-4, abs=1e-5
        )
        backwards = scorer.scores(words, everyone[::-1])
        assert backwards[::-1].tolist() == pytest.approx(
            scores.tolist(), rel=1e-5
        )


def test_no_words_and_no_projects_have_no_scores(tmp_path: Path) -> None:
    scorer = scorer_of(
        [project("a", "Om hemlöshet."), project("b", "Om skola.")], tmp_path
    )
    assert scorer.scores([], np.arange(2)).tolist() == [0.0, 0.0]
    assert scorer.scores(["xqzw"], np.arange(2)).tolist() == [0.0, 0.0]
    assert scorer.scores(["hemlöshet"], np.arange(0)).tolist() == []


def test_of_projects_with_the_same_word_the_one_with_more_like_it_comes_first() -> (
    None
):
    documents = [
        project("a", "Skola och bokhylla i staden."),
        project("b", "Skola och bokskola i staden."),
        project("c", "Annat om annat."),
    ]
    with opened_index(documents) as index:
        assert [hit.id for hit in index.search("skola").hits] == ["b", "a"]
