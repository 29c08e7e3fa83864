"""What counts as a word, where it stands, and which words a text holds without spelling them
out.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.language.analysis import (
    ELLIPSIS,
    WordScanner,
    clean_word,
    lower,
    span_as_written,
)
from search.language.word_lists import stop_words

SCANNER = WordScanner()

swedish_text = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "abcdehijlmnorstuvåäöÅÄÖé -–‑:.,;/\n_\u00ad0123456789EUS"
        ),
        st.characters(),
    )
)


def plain(text: str) -> list[str]:
    return SCANNER.words(text)[0]


def joined(text: str) -> list[str]:
    return [word for word, _ in SCANNER.words(text)[1]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Hemlösheten ökar, särskilt i Örebro.",
            ["hemlösheten", "ökar", "särskilt", "i", "örebro"],
        ),
        ("EU:s stöd och SFI:n", ["eu", "stöd", "och", "sfi"]),
        ("barn- och ungdomsvård", ["barn", "och", "ungdomsvård"]),
        ("e-tjänst", ["e", "tjänst"]),
        (
            "kl. 12:30, 5 119 766 kr",
            ["kl", "12", "30", "5", "119", "766", "kr"],
        ),
        ("snake_case_ord", ["snake", "case", "ord"]),
        ("hemlös\u00adhet", ["hemlöshet"]),
        ("ide\u0301", ["idé"]),
        ("", []),
        ("– … !", []),
    ],
)
def test_words_are_lower_case_without_signs(
    text: str, words: list[str]
) -> None:
    assert plain(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("en e-tjänst", ["e-tjänst"]),
        ("en e tjänst", ["e-tjänst"]),
        ("ESF-projekt", ["esf-projekt"]),
        ("barn- och ungdomsvård", [f"barn{ELLIPSIS}ungdomsvård"]),
        ("in-/utflyttning", [f"in{ELLIPSIS}utflyttning"]),
        (
            "barn-, ungdoms- och familjevård",
            [f"barn{ELLIPSIS}familjevård", f"ungdoms{ELLIPSIS}familjevård"],
        ),
        (
            "arbetsmarknads- och socialförvaltningen",
            [f"arbetsmarknads{ELLIPSIS}socialförvaltningen"],
        ),
        ("barn- oc\u00adh ungdomsvård", [f"barn{ELLIPSIS}ungdomsvård"]),
        ("en e\u00ad tjä\u00adnst", ["e-tjänst"]),
        ("2011-03-01", []),
        ("vi i Kil", []),
        ("slut-", []),
    ],
)
def test_words_left_out_by_a_hyphen_are_there_all_the_same(
    text: str, words: list[str]
) -> None:
    assert joined(text) == words


def test_a_joined_word_covers_the_text_as_written() -> None:
    text = "om barn- och ungdomsvård i Kil"
    (span,) = SCANNER.spans(text).joined
    assert text[span.start : span.end] == "barn- och ungdomsvård"


@given(swedish_text)
@example("\uf900")  # a single character that NFC replaces
def test_words_stand_where_their_spans_say(text: str) -> None:
    words, joins = SCANNER.words(text)
    spans = SCANNER.spans(text)
    lowered = lower(text)
    assert [
        clean_word(lowered[start:end]) for start, end in spans.plain
    ] == words
    assert [(span.word, span.position) for span in spans.joined] == joins
    borders = [border for span in spans.plain for border in span]
    assert borders == sorted(borders)
    for span in spans.joined:
        assert 0 <= span.position < len(words)
        assert (
            span.start == spans.plain[span.position][0] < span.end <= len(text)
        )


@pytest.mark.parametrize(
    ("written", "part", "as_written"),
    [
        ("äldrevård", (5, 9), "vård"),
        ("a\u0308ldreva\u030ard", (5, 9), "va\u030ard"),
        ("A\u0308LDREVA\u030aRD", (0, 5), "A\u0308LDRE"),
        (
            "J\u030cvård",
            (1, 5),
            "vård",
        ),  # only the small letter is one character with its mark
        ("hem\u00adlös\u00advård", (6, 10), "vård"),
        ("hem\u00adlös\u00advård", (0, 6), "hem\u00adlös"),
        ("hem\u00adlös\u00ad\u00adhet\u00ad", (6, 9), "het"),
    ],
)
def test_a_part_of_a_word_stands_where_its_letters_are_written(
    written: str, part: tuple[int, int], as_written: str
) -> None:
    span = span_as_written(written, *part)
    assert span is not None
    assert written[slice(*span)] == as_written


@pytest.mark.parametrize(
    "written", ["", "vård", "a\u030argang", "kom\u00admun"]
)
def test_a_word_has_no_letters_beyond_its_last(written: str) -> None:
    assert span_as_written(written, 5, 8) is None


@given(st.text())
def test_lowering_keeps_every_character_in_its_place(text: str) -> None:
    assert len(lower(text)) == len(text)


@given(
    st.lists(
        st.sampled_from(["hemlöshet", "Örebro", "EU:s", "e-tjänst", "2012"]),
        max_size=8,
    )
)
def test_a_text_has_the_words_of_its_parts(parts: list[str]) -> None:
    assert plain(". ".join(parts)) == [
        word for part in parts for word in plain(part)
    ]


def test_stop_words_are_words_that_say_nothing_of_a_subject() -> None:
    assert {"och", "att", "hur"} <= stop_words()
    assert not {"hemlöshet", "arbete", "barn", "unga"} & stop_words()
