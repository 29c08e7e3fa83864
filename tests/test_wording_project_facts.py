"""Facts, amounts and dates as a Swede writes them."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.facts import FACT_TABLE
from corpus.model import Contact, Metadata
from wording.numbers import date_text, kronor_text, number_text, period_text
from wording.project_facts import brief_texts, fact_texts

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
EVERYTHING = Metadata(
    programme="Programområde 2 Ökat arbetskraftsutbud",
    phase="Genomförande",
    owner="Socialförvaltningen",
    region="Stockholm",
    grant_sek=5_119_766,
    budget_sek=6_000_000,
    start=date(2011, 3, 1),
    end=date(2012, 10, 31),
    municipalities=("Haninge", "Nynäshamn"),
    partners=("Föreningen Lyktan",),
    participants=("Vuxenskolan",),
    contact=Contact("Projektkansliet", "kansliet@example.org", "031-390 06 11"),
    other={"Diarienummer": "2011-30"},
)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "0 kr"),
        (999, "999 kr"),
        (250_000, "250 000 kr"),
        (5_119_766, "5 119 766 kr"),
    ],
)
def test_an_amount_is_grouped_and_can_be_kept_on_one_line(
    amount: int, written: str
) -> None:
    assert kronor_text(amount) == written
    assert kronor_text(amount, NO_BREAK_SPACE) == written.replace(
        " ", NO_BREAK_SPACE
    )


def test_a_count_is_grouped_too() -> None:
    assert number_text(12_345) == "12 345"


def test_a_date_is_written_with_the_month_as_a_word() -> None:
    assert date_text(date(2011, 3, 1)) == "1 mars 2011"


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2011, 3, 1), date(2012, 10, 31), "1 mars 2011 – 31 oktober 2012"),
        (date(2011, 3, 1), None, "från 1 mars 2011"),
        (None, date(2012, 10, 31), "till 31 oktober 2012"),
        (None, None, ""),
    ],
)
def test_a_period_says_what_is_known_of_it(
    start: date | None, end: date | None, written: str
) -> None:
    assert period_text(start, end) == written


def test_every_fact_is_told_in_the_order_of_the_table() -> None:
    told = {text.label: text.values for text in fact_texts(EVERYTHING)}
    labels = [fact.label for fact in FACT_TABLE if fact.name != "year"]
    assert list(told) == [*labels, "Diarienummer"]
    assert told["Kommun"] == ("Haninge", "Nynäshamn")
    assert told["Projektperiod"] == ("1 mars 2011 – 31 oktober 2012",)
    assert told["E-post"] == ("kansliet@example.org",)


def test_what_is_not_stated_is_not_told() -> None:
    assert list(fact_texts(Metadata())) == []
    assert brief_texts(Metadata()) == ()


def test_a_hit_tells_who_where_when_and_how_much() -> None:
    assert brief_texts(EVERYTHING) == (
        "Socialförvaltningen",
        "Stockholm",
        "1 mars 2011 – 31 oktober 2012",
        "5 119 766 kr",
    )
