"""The indexed words: each has its number, and those that begin alike lie side by side."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.store.text_files import TextFile, write_texts
from search.store.vocabulary import Vocabulary, save_vocabulary

WORDS = [
    "2012",
    "arbete",
    "barn",
    "barn-+ungdomsvård",
    "barnvård",
    "e-tjänst",
    "hem",
    "hemlös",
    "hemlöshet",
    "zon",
    "ål",
    "öl",
]

word_lists = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6),
    unique=True,
).map(sorted)


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    folder = tmp_path_factory.mktemp("words")
    save_vocabulary(WORDS, folder)
    return Vocabulary(folder)


def test_the_words_keep_their_numbers(vocabulary: Vocabulary) -> None:
    assert list(vocabulary) == vocabulary.words() == WORDS
    assert [vocabulary.number(word) for word in WORDS] == list(
        range(len(WORDS))
    )


@pytest.mark.parametrize(
    "word",
    ["", "hemlösheten", "heml", "a", "ö", "öäå", "HEM", "\0", "\U0010ffff"],
)
def test_a_word_that_is_not_indexed_has_no_number(
    vocabulary: Vocabulary, word: str
) -> None:
    assert vocabulary.number(word) is None


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("hem", ["hem", "hemlös", "hemlöshet"]),
        ("hemlösh", ["hemlöshet"]),
        ("ö", ["öl"]),
        ("å", ["ål"]),
        ("barn-", ["barn-+ungdomsvård"]),
        ("x", []),
        ("", WORDS),
    ],
)
def test_words_are_found_by_how_they_begin(
    vocabulary: Vocabulary, prefix: str, words: list[str]
) -> None:
    assert [
        vocabulary[number] for number in vocabulary.with_prefix(prefix)
    ] == words


@pytest.mark.parametrize("number", [len(WORDS), -len(WORDS) - 1, 10**9])
def test_a_number_beyond_the_last_word_is_refused(
    vocabulary: Vocabulary, number: int
) -> None:
    with pytest.raises(IndexError):
        vocabulary[number]


def test_the_last_word_can_be_counted_from_the_end(
    vocabulary: Vocabulary,
) -> None:
    assert vocabulary[-1] == "öl"
    with pytest.raises(TypeError):
        vocabulary[0:2]


def test_a_vocabulary_can_be_empty(tmp_path: Path) -> None:
    save_vocabulary([], tmp_path)
    empty = Vocabulary(tmp_path)
    assert (
        len(empty),
        empty.words(),
        empty.number("hem"),
        len(empty.with_prefix("")),
    ) == (
        0,
        [],
        None,
        0,
    )


@settings(max_examples=80, deadline=None)
@given(word_lists, st.text(max_size=3))
def test_any_words_are_found_again_and_by_any_beginning(
    words: list[str], beginning: str
) -> None:
    with TemporaryDirectory() as folder:
        save_vocabulary(words, Path(folder))
        vocabulary = Vocabulary(Path(folder))
        assert vocabulary.words() == words
        assert [vocabulary.number(word) for word in words] == list(
            range(len(words))
        )
        found = [
            vocabulary[number] for number in vocabulary.with_prefix(beginning)
        ]
        assert found == [word for word in words if word.startswith(beginning)]
        assert vocabulary.number(beginning) == (
            words.index(beginning) if beginning in words else None
        )


def test_texts_are_read_by_number_and_by_bytes(tmp_path: Path) -> None:
    starts = write_texts(tmp_path / "text", ["års".encode(), b"", b"ta"])
    file = TextFile(tmp_path / "text", starts)
    assert (starts.tolist(), len(file)) == ([0, 4, 4, 6], 3)
    assert [file[number] for number in range(3)] == ["års", "", "ta"]
    assert file.copied() == ["års", "", "ta"]
    assert (file.between(0, 2), file.between(2, 6)) == ("å", "rsta")
    assert file.read_bytes(0) == b"\xc3\xa5rs"


def test_a_file_that_is_cut_short_is_not_whole(tmp_path: Path) -> None:
    starts = write_texts(tmp_path / "text", [b"ett", b"tva"])
    assert TextFile(tmp_path / "text", starts).is_whole()
    (tmp_path / "text").write_bytes(b"ettt")
    assert not TextFile(tmp_path / "text", starts).is_whole()


def test_a_file_without_text_can_be_read(tmp_path: Path) -> None:
    starts = write_texts(tmp_path / "text", [])
    file = TextFile(tmp_path / "text", starts)
    assert (len(file), file.is_whole(), file.between(0, 0)) == (0, True, "")
