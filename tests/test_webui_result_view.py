"""The words by which a link to a passage finds it in its document."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from search.results import Passage
from webui.result_view import passage_html, text_directive


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "En dold hemlöshet bland unga.",
            "hemlöshet",
            "En dold hemlöshet bland unga.",
        ),
        (
            "Ett två tre fyra fem sex sju åtta nio tio.",
            "fem",
            "två tre fyra fem sex sju åtta nio",
        ),
        ("Det ledde\ntill hemlöshet.\nSedan", "hemlöshet", "till hemlöshet."),
        ("Vi ser:\n • hemlöshet", "hemlöshet", "hemlöshet"),
        (
            "5. varje enhet ser hemlöshet.",
            "hemlöshet",
            "varje enhet ser hemlöshet.",
        ),
        (
            "Stöd till ungdomsvården i länet",
            "vård",
            "Stöd till ungdomsvården i länet",
        ),
    ],
)
def test_the_marked_word_is_found_with_its_neighbours_on_the_line(
    text: str, word: str, expected: str
) -> None:
    start = text.index(word)
    passage = Passage(
        "bakgrund", "Bakgrund", text, ((start, start + len(word)),), 0
    )
    assert unquote(text_directive(passage)) == f":~:text={expected}"


def test_signs_with_a_meaning_in_the_directive_are_quoted() -> None:
    passage = Passage("bakgrund", "Bakgrund", "barn- och, A&O", ((0, 4),), 0)
    assert text_directive(passage) == ":~:text=barn%2D%20och%2C%20A%26O"


def test_a_passage_without_marks_leads_to_its_section_alone() -> None:
    assert text_directive(Passage("bakgrund", "Bakgrund", "Text.")) == ""


def test_blank_lines_of_a_passage_are_closed_up() -> None:
    assert (
        passage_html(Passage("syfte", "", "Ett & två.\n\n  \nTre."))
        == "Ett &amp; två.\nTre."
    )
