"""Where sentences begin, in running text, lists and text without full stops."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.analysis import WordScanner
from search.language.sentences import LONGEST_SENTENCE, sentence_starts


def sentences(text: str) -> list[str]:
    starts = sentence_starts(text)
    return [text[a:b].strip() for a, b in pairwise([*starts, len(text)])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ett. Två! Tre?", ["Ett.", "Två!", "Tre?"]),
        (
            "Vi gör t.ex. Det och bl.a. Annat. Sedan slut.",
            ["Vi gör t.ex. Det och bl.a. Annat.", "Sedan slut."],
        ),
        ("Kostnad ca. 5 kr. Klart.", ["Kostnad ca. 5 kr. Klart."]),
        ("• Ett\n• Två\n\nTre", ["• Ett", "• Två", "Tre"]),
        ("1. Att öka\n2. Att minska", ["1. Att öka", "2. Att minska"]),
        ("Han sa ”ja.” Sedan gick han.", ["Han sa ”ja.”", "Sedan gick han."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(
    text: str, expected: list[str]
) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.sampled_from("aB .!?\n1•–;:åÖ")))
def test_sentences_together_are_the_text(text: str) -> None:
    starts = sentence_starts(text)
    assert starts == sorted(set(starts))
    assert starts[:1] == ([0] if text else [])
    whole = WordScanner().words(text)[0]
    assert [
        word
        for sentence in pieces(text)
        for word in WordScanner().words(sentence)[0]
    ] == whole
    longest_word = max(map(len, whole), default=0)
    assert all(
        len(sentence) <= LONGEST_SENTENCE + longest_word + 1
        for sentence in pieces(text)
    )


@given(
    st.lists(
        st.sampled_from(["ord", "barn-", "EU:s", "x" * 50, "a1b2" * 100]),
        max_size=60,
    ),
    st.sampled_from(" \t,/\n"),
)
def test_long_texts_are_cut_between_words(
    words: list[str], between: str
) -> None:
    text = between.join(words)
    whole = WordScanner().words(text)[0]
    assert [
        word
        for sentence in pieces(text)
        for word in WordScanner().words(sentence)[0]
    ] == whole


def pieces(text: str) -> list[str]:
    return [
        text[start:end]
        for start, end in pairwise([*sentence_starts(text), len(text)])
    ]


def test_a_line_may_break_in_a_hyphen_ellipsis() -> None:
    assert pieces("vård av barn-\noch ungdomsvård") == [
        "vård av barn-\noch ungdomsvård"
    ]
