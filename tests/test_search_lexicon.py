"""The dictionary in a file answers as the one in memory."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.dictionary import SimplemmaLexicon, swedish_forms
from search.language.lexicon_file import LexiconFile, encode_lexicon
from search.language.stems import Stemmer


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LexiconFile]:
    path = tmp_path_factory.mktemp("lexicon") / "lexicon.bin"
    path.write_bytes(encode_lexicon(swedish_forms()))
    lexicon = LexiconFile(path)
    yield lexicon
    lexicon.close()


def test_the_file_knows_what_the_memory_knows(whole: LexiconFile) -> None:
    words = random.Random(1).sample(sorted(swedish_forms()), 3_000)
    assert {word: whole.lemma(word) for word in words} == {
        word: SimplemmaLexicon().lemma(word) for word in words
    }


@pytest.mark.parametrize(
    "word", ["", "a", "zzzz", "projektetx", "ööö", "\u0000", "x" * 300]
)
def test_words_that_are_in_no_dictionary_have_no_lemma(
    whole: LexiconFile, word: str
) -> None:
    assert whole.lemma(word) == SimplemmaLexicon().lemma(word)


def test_stems_are_the_same_from_file_and_memory(whole: LexiconFile) -> None:
    words = [
        "hemlösheten",
        "nattugglans",
        "kvinnofridsfrågor",
        "karlstads",
        "planet",
        "esf",
        "jämställdhetens",
    ]
    from_file, from_memory = Stemmer(whole), Stemmer()
    assert list(map(from_file.stem, words)) == list(
        map(from_memory.stem, words)
    )


@pytest.mark.parametrize("content", [b"", b"PSLX", b"something else entirely"])
def test_a_file_that_is_no_lexicon_is_refused(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"other\.bin"):
        LexiconFile(path)


@given(
    forms=st.dictionaries(
        st.text(min_size=1, max_size=20),
        st.text(max_size=20),
        min_size=1,
        max_size=60,
    )
)
def test_any_dictionary_survives_the_file(
    tmp_path_factory: pytest.TempPathFactory, forms: dict[str, str]
) -> None:
    path = tmp_path_factory.mktemp("any") / "lexicon.bin"
    path.write_bytes(encode_lexicon(forms))
    lexicon = LexiconFile(path)
    assert {form: lexicon.lemma(form) for form in forms} == forms
    lexicon.close()
