"""Plain text of a section as it is shown: paragraphs, lists, sub-headings, marks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.results import Span
from webui.text_blocks import Block, count_steps, read_blocks


def shown(block: Block) -> list[str]:
    return ["".join(run.text for run in item) for item in block.items]


def outline(text: str) -> list[tuple[str, list[str]]]:
    return [(block.kind, shown(block)) for block in read_blocks(text)]


def test_a_blank_line_parts_paragraphs() -> None:
    assert outline("Ett.\n\nTvå.") == [
        ("paragraph", ["Ett."]),
        ("paragraph", ["Två."]),
    ]


def test_a_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    assert outline("Första stycket slutar här.\nAndra börjar.") == [
        ("paragraph", ["Första stycket slutar här."]),
        ("paragraph", ["Andra börjar."]),
    ]


def test_a_line_broken_inside_a_sentence_is_joined() -> None:
    assert outline("Deltagarna möter\nhandledare varje vecka.") == [
        ("paragraph", ["Deltagarna möter handledare varje vecka."])
    ]


def test_lines_of_a_fixed_width_become_one_paragraph() -> None:
    text = (
        "Verkstaden är öppen måndag till torsdag för den som vill\n"
        "pröva på att laga cyklar tillsammans med en handledare.\n"
        "Den som vill stanna längre får en egen plats och en\n"
        "Arbetsförmedlare att tala med varje fredag."
    )
    assert outline(text) == [("paragraph", [text.replace("\n", " ")])]


@pytest.mark.parametrize(
    "bullet", ["•", " • ", "- ", "-", "– ", "* ", "\t•\t", "\uf0b7 ", "o "]
)
def test_bullets_of_every_kind_make_a_list(bullet: str) -> None:
    assert outline(f"{bullet}Boende\n{bullet}Arbete") == [
        ("bullets", ["Boende", "Arbete"])
    ]


def test_a_list_with_blank_lines_between_its_items_is_one_list() -> None:
    assert outline(" • Kil\n\n • Arvika") == [("bullets", ["Kil", "Arvika"])]


def test_an_item_that_goes_on_is_one_item() -> None:
    assert outline("- en plats att\nsova på\n- mat") == [
        ("bullets", ["en plats att sova på", "mat"])
    ]


def test_a_list_follows_the_line_that_announces_it() -> None:
    assert outline("Vi behöver:\n- tid") == [
        ("paragraph", ["Vi behöver:"]),
        ("bullets", ["tid"]),
    ]


def test_numbers_are_kept_as_written() -> None:
    (block,) = read_blocks("3. Möta\n5. Följa upp")
    assert (block.kind, shown(block), block.numbers) == (
        "numbers",
        ["Möta", "Följa upp"],
        (3, 5),
    )


def test_a_lone_number_stays_in_its_paragraph() -> None:
    assert outline("12. Så många kom.") == [
        ("paragraph", ["12. Så många kom."])
    ]


@pytest.mark.parametrize(
    "line", ["METOD OCH ARBETSSÄTT", "VAD ÄR NYTT?", "STEG 1: KARTLÄGGNING"]
)
def test_a_line_in_capitals_is_a_subheading(line: str) -> None:
    assert outline(f"Före.\n{line}\nEfter.")[1] == ("subheading", [line])


@pytest.mark.parametrize(
    "line", ["ESF", "2011", "DETTA ÄR EN MENING SOM SLUTAR MED PUNKT."]
)
def test_short_names_figures_and_sentences_are_no_subheadings(
    line: str,
) -> None:
    assert outline(line) == [("paragraph", [line])]


def test_a_page_without_line_breaks_is_parted_at_sentence_ends() -> None:
    sentence = (
        "Personalen möter varje vecka familjer som har det "
        "svårt, t.ex. Kommunens egna hyresgäster. "
    )
    blocks = read_blocks(sentence * 30)
    assert len(blocks) > 2
    assert all(
        "".join(shown(block)).endswith("hyresgäster.") for block in blocks
    )


def test_marks_are_shown_and_numbered_through_the_document() -> None:
    (block,) = read_blocks(
        "hemlösa och hemlösheten", ((0, 7), (12, 23)), steps_before=4
    )
    assert [(run.text, run.marked, run.step) for run in block.items[0]] == [
        ("hemlösa", True, 5),
        (" och ", False, 0),
        ("hemlösheten", True, 6),
    ]


def test_two_marks_in_one_word_are_one_step() -> None:
    text, marks = "ungdomsvård", ((0, 6), (7, 11))
    blocks = read_blocks(text, marks)
    assert [run.step for run in blocks[0].items[0] if run.marked] == [1, 0]
    assert count_steps(blocks) == 1


def test_a_marked_number_of_a_list_is_not_stepped_to() -> None:
    blocks = read_blocks("1. Räkna 1\n2. Möta", ((0, 1), (9, 10)))
    assert [
        run.step
        for block in blocks
        for item in block.items
        for run in item
        if run.marked
    ] == [1]


def test_a_mark_over_a_line_break_is_marked_on_both_lines() -> None:
    (block,) = read_blocks("psykisk\nohälsa", ((0, 14),))
    assert [(run.text, run.marked, run.step) for run in block.items[0]] == [
        ("psykisk", True, 1),
        (" ", False, 0),
        ("ohälsa", True, 0),
    ]


lines = st.lists(
    st.tuples(
        st.sampled_from(["", " • ", "- ", "1. ", "  "]),
        st.text("abÅÄ .,-:\x00\x0c", max_size=30),
    ),
    max_size=8,
).map(lambda parts: "\n".join(bullet + line for bullet, line in parts))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    text = draw(st.one_of(lines, st.text(max_size=80)))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, tuple(zip(cuts[::2], cuts[1::2], strict=False))


def letters(text: str) -> str:
    return "".join(re.findall(r"[^\W\d_]", text))


@given(marked_texts())
def test_no_letter_is_lost_and_marked_letters_stay_marked(
    marked: tuple[str, tuple[Span, ...]],
) -> None:
    text, marks = marked
    runs = [
        run
        for block in read_blocks(text, marks)
        for item in block.items
        for run in item
    ]
    whole, marked_part = (
        letters("".join(run.text for run in runs)),
        letters("".join(run.text for run in runs if run.marked)),
    )
    # A bullet may be a lone "o".
    assert whole.replace("o", "") == letters(text).replace("o", "")
    assert marked_part.replace("o", "") == letters(
        "".join(text[start:end] for start, end in marks)
    ).replace("o", "")


@given(marked_texts())
def test_steps_are_numbered_without_gaps_or_repeats(
    marked: tuple[str, tuple[Span, ...]],
) -> None:
    text, marks = marked
    blocks = read_blocks(text, marks, 3)
    steps = [
        run.step
        for block in blocks
        for item in block.items
        for run in item
        if run.step
    ]
    assert steps == list(range(4, 4 + count_steps(blocks)))
