"""Where compounds are split, and what looks like a compound but is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.compounds import CompoundSplitter
from search.language.part_counts import (
    PartCounts,
    read_part_counts,
    swedish_part_counts,
    write_part_counts,
)
from search.language.stems import Stemmer

LABELLED = Path(__file__).parent / "data" / "compounds.tsv"
STEMMER = Stemmer()
SPLITTER = CompoundSplitter(STEMMER, swedish_part_counts(STEMMER.lemmas))
CORPUS = {"zorbin": 7, "zorbinprojekt": 3, "zorbinvård": 3}


def as_written(word: str, splitter: CompoundSplitter = SPLITTER) -> str:
    return (
        "+".join(word[part.start : part.end] for part in splitter.split(word))
        or word
    )


def labelled_words() -> list[tuple[str, str]]:
    rows = [
        line.split("\t")
        for line in LABELLED.read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    return [(word, parts) for word, parts in rows]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("ungdomsvård", "ungdom+vård"),
        ("ungdomsvården", "ungdom+vården"),
        ("barnomsorgens", "barn+omsorgens"),
        ("arbetsmarknadsförvaltning", "arbetsmarknad+förvaltning"),
        ("hälsovård", "hälso+vård"),
        ("gatukontor", "gatu+kontor"),
        ("kyrkogård", "kyrko+gård"),
        ("familjeomsorg", "familje+omsorg"),
        ("lärarutbildning", "lärar+utbildning"),
        ("skolgång", "skol+gång"),
        ("gymnasieskola", "gymnasie+skola"),
        ("föräldrastöd", "föräldra+stöd"),
        ("busskort", "buss+kort"),
        ("kursplats", "kurs+plats"),
        ("länsstyrelsen", "län+styrelsen"),
        ("nyanlända", "ny+anlända"),
    ],
)
def test_a_compound_is_split_where_its_words_meet(
    word: str, parts: str
) -> None:
    assert as_written(word) == parts


def test_a_part_has_the_stem_of_the_word_it_is() -> None:
    health, care = SPLITTER.split("hälsovården")
    assert (health.stem, care.stem) == (
        STEMMER.stem("hälsa"),
        STEMMER.stem("vård"),
    )


@pytest.mark.parametrize(
    "word",
    [
        *(
            "hemlös",
            "hemlösa",
            "hemlöshet",
            "hemlösheten",
            "arbetslöshet",
            "verktyg",
            "projekt",
            "person",
            "personal",
        ),
        *(
            "resultat",
            "kommun",
            "integration",
            "samt",
            "samtliga",
            "kompetens",
            "bakgrund",
            "underlag",
            "deltagare",
        ),
        *(
            "utveckling",
            "förvaltning",
            "behandling",
            "anställning",
            "missnöje",
            "samverkan",
            "återfall",
            "olycka",
        ),
        *(
            "ledarskap",
            "hållbar",
            "gemensam",
            "tydlig",
            "varmare",
            "verkar",
            "kemister",
            "karlstad",
            "stockholms",
        ),
    ],
)
def test_endings_prefixes_and_names_make_no_compound(word: str) -> None:
    assert SPLITTER.split(word) == ()


@pytest.mark.parametrize("half", [0, 1], ids=["first half", "second half"])
def test_the_labelled_words_are_split_as_a_reader_would(half: int) -> None:
    rows = labelled_words()[half::2]
    split = {word: as_written(word) for word, _ in rows}
    right = sum(split[word] == parts for word, parts in rows if "+" in parts)
    precision = right / sum("+" in parts for parts in split.values())
    recall = right / sum("+" in parts for _, parts in rows)
    assert precision >= 0.92
    assert recall >= 0.92


def test_the_words_of_the_corpus_can_be_parts() -> None:
    assert as_written("zorbinprojekt") == "zorbinprojekt"
    splitter = CompoundSplitter(
        STEMMER, swedish_part_counts(STEMMER.lemmas, CORPUS)
    )
    assert as_written("zorbinprojekt", splitter) == "zorbin+projekt"


def test_a_splitter_with_stored_counts_splits_alike(tmp_path: Path) -> None:
    counts = swedish_part_counts(STEMMER.lemmas, CORPUS)
    write_part_counts(counts, tmp_path / "parts.tsv")
    splitter = CompoundSplitter(STEMMER, counts)
    stored = CompoundSplitter(STEMMER, read_part_counts(tmp_path / "parts.tsv"))
    words = ["zorbinprojekt", *(word for word, _ in labelled_words())]
    assert [stored.split(word) for word in words] == [
        splitter.split(word) for word in words
    ]


def test_without_counts_the_listed_compounds_are_still_split() -> None:
    assert (
        as_written("nyanlända", CompoundSplitter(STEMMER, PartCounts({}, {})))
        == "ny+anlända"
    )


@given(word=st.text(max_size=40))
def test_any_text_at_all_can_be_asked(word: str) -> None:
    SPLITTER.split(word)


@given(
    words=st.lists(
        st.sampled_from(
            ["ungdom", "vård", "arbete", "hälsa", "barn", "s", "projekt"]
        ),
        max_size=6,
    )
)
def test_parts_stand_in_order_and_do_not_overlap(words: list[str]) -> None:
    word = "".join(words)
    parts = SPLITTER.split(word)
    assert len(parts) != 1
    ends = [0, *(part.end for part in parts)]
    assert all(
        end <= part.start < part.end
        for end, part in zip(ends, parts, strict=False)
    )
    assert not parts or parts[-1].end == len(word)
