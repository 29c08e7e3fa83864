from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.collation import swedish_key

IN_ORDER = [
    "",
    "7 steg",
    "10 steg",
    "2011",
    "Alingsås",
    "e tjänst",
    "E-tjänst för alla",
    "Ekerö",
    "etapp",
    "ide",
    "idé",
    "idéer",
    "muller",
    "mylla",
    "Müller",
    "Projekt 9",
    "Projekt 10",
    "projektet",
    "Vara",
    "Wara",
    "Xylofon",
    "”Zon”",
    "Zoo",
    "Åmål",
    "Ånge",
    "Älmhult",
    "Ärlig",
    "Öckerö",
    "Örebro",
]


def test_titles_stand_in_swedish_order() -> None:
    shuffled = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=swedish_key) == IN_ORDER


@pytest.mark.parametrize(
    ("small", "capital"),
    [("åre", "ÅRE"), ("idé 2", "IDÉ 2"), ("e-tjänst", "E TJÄNST")],
)
def test_case_and_punctuation_only_decide_between_equals(
    small: str, capital: str
) -> None:
    assert swedish_key(small)[0] == swedish_key(capital)[0]


@given(st.text(), st.text())
def test_different_texts_are_never_tied(one: str, other: str) -> None:
    assert (swedish_key(one) == swedish_key(other)) == (one == other)


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_are_ordered_by_size(one: int, other: int) -> None:
    assert (swedish_key(f"Etapp {one}") < swedish_key(f"Etapp {other}")) == (
        one < other
    )
