"""Where sentences begin, in running text, lists and text without full stops."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.sentences import LONGEST_SENTENCE, sentence_starts


def sentences(text: str) -> list[str]:
    starts = sentence_starts(text)
    return [text[a:b].strip() for a, b in pairwise([*starts, len(text)])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ett. Två! Tre?", ["Ett.", "Två!", "Tre?"]),
        ("Vi gör t.ex. Det och bl.a. Annat. Sedan slut.", ["Vi gör t.ex. Det och bl.a. Annat.", "Sedan slut."]),
        ("Kostnad ca. 5 kr. Klart.", ["Kostnad ca. 5 kr. Klart."]),
        ("• Ett\n• Två\n\nTre", ["• Ett", "• Två", "Tre"]),
        ("1. Att öka\n2. Att minska", ["1. Att öka", "2. Att minska"]),
        ("Han sa ”ja.” Sedan gick han.", ["Han sa ”ja.”", "Sedan gick han."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.sampled_from("aB .!?\n1•–;:åÖ")))
def test_sentences_together_are_the_text(text: str) -> None:
    starts = sentence_starts(text)
    assert starts == sorted(set(starts))
    assert starts[:1] == ([0] if text else [])
    assert all(end - start <= LONGEST_SENTENCE for start, end in pairwise([*starts, len(text)]))


@given(st.integers(1, 5_000))
def test_a_text_without_any_border_is_cut(length: int) -> None:
    starts = [*sentence_starts("å" * length), length]
    assert max(b - a for a, b in pairwise(starts)) <= LONGEST_SENTENCE
