"""Synonyms from a file that anyone can edit."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import SynonymFileError
from search.language.stems import Stemmer
from search.language.synonyms import Synonyms, load_synonyms, read_groups
from wording.errors import error_text

STEMMER = Stemmer()


@pytest.fixture(scope="module")
def shipped() -> Synonyms:
    return load_synonyms(STEMMER.stem)


def synonyms_of(synonyms: Synonyms, text: str) -> set[str]:
    return {
        " ".join(words)
        for words in synonyms.of(
            tuple(STEMMER.stem(word) for word in text.split())
        )
    }


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("försörjningsstöd", "ekonomiskt bistånd"),
        ("ekonomiska bistånd", "försörjningsstöd"),
        ("hemlösa", "bostadslös"),
        ("bostadslöshet", "hemlös"),
        ("ifo", "individ och familjeomsorg"),
        ("af", "arbetsförmedlingen"),
        ("arbetsförmedling", "af"),
        ("lss", "lagen om stöd och service till vissa funktionshindrade"),
        ("sfi", "svenska för invandrare"),
        ("sol", "socialtjänstlagen"),
        ("våld i nära relationer", "mäns våld"),
        ("mäns våld", "våld i nära relationer"),
        ("esf", "europeiska socialfonden"),
        ("fk", "försäkringskassan"),
        ("ebp", "evidensbaserad praktik"),
        ("npf", "neuropsykiatrisk funktionsnedsättning"),
    ],
)
def test_the_shipped_synonyms_answer_in_any_inflection(
    shipped: Synonyms, asked: str, expected: str
) -> None:
    assert expected in synonyms_of(shipped, asked)


def test_the_shipped_file_has_at_least_80_groups_of_words_that_differ(
    shipped: Synonyms,
) -> None:
    assert len(shipped.groups) >= 80
    for group in shipped.groups:
        assert len({tuple(map(STEMMER.stem, entry)) for entry in group}) > 1, (
            group
        )


@pytest.mark.parametrize(
    "word", ["projekt", "region", "lärare", "och", "hemlöshet i", ""]
)
def test_words_without_synonyms_have_none(shipped: Synonyms, word: str) -> None:
    assert synonyms_of(shipped, word) == set()


def test_an_own_file_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    file = tmp_path / "egna.txt"
    file.write_text(
        "# våra egna\n\nnattugglan, nattöppen mottagning  # trevlig\n", "utf-8"
    )
    synonyms = load_synonyms(STEMMER.stem, file)
    assert synonyms_of(synonyms, "nattöppna mottagningen") == {"nattugglan"}
    assert synonyms_of(synonyms, "försörjningsstöd") == set()
    assert synonyms.longest == 2


def test_a_word_in_two_groups_has_the_synonyms_of_both() -> None:
    synonyms = Synonyms(
        read_groups("handikapp, funktionshinder\nhandikapp, begränsning\n"),
        STEMMER.stem,
    )
    assert synonyms_of(synonyms, "handikapp") == {
        "funktionshinder",
        "begränsning",
    }


@pytest.mark.parametrize("line", ["ensam", "ett,, två", "a, a", ", b", "-, b"])
def test_a_line_that_is_no_group_is_named_by_its_number(line: str) -> None:
    with pytest.raises(SynonymFileError) as caught:
        read_groups(f"# början\nett, två\n{line}\n", "egna.txt")
    assert caught.value.line == 3
    text = error_text(caught.value)
    assert text.startswith("egna.txt, rad 3: ")
    assert text.endswith("; skriv en grupp per rad med komma mellan orden.")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xfa"])
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "egna.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SynonymFileError) as caught:
        load_synonyms(STEMMER.stem, file)
    assert caught.value.line is None
    assert error_text(caught.value) == (
        f"{file}: filen går inte att läsa som text i UTF-8; spara den på nytt som text i UTF-8."
    )


@given(text=st.text(max_size=60))
def test_every_group_that_is_read_has_words_that_differ(text: str) -> None:
    with suppress(SynonymFileError):
        assert all(
            len(set(group)) == len(group) > 1 for group in read_groups(text)
        )
