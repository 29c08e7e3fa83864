"""Amounts, dates, periods and lists as Swedish documents write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.characters import BULLETS
from corpus.lists import list_items, split_names
from corpus.values import (
    find_amount,
    kronor_in,
    parse_amount,
    parse_date,
    parse_period,
)


@pytest.mark.parametrize(
    ("text", "sek"),
    [
        ("5 119 766 kr", 5_119_766),
        ("5119766", 5_119_766),
        ("1.500.000 kr", 1_500_000),
        ("1,5 mkr", 1_500_000),
        ("1,5 miljoner kronor", 1_500_000),
        ("480 tkr", 480_000),
        ("480 TKR", 480_000),
        ("0 kr", 0),
        ("12 345,50 kr", 12_346),
        ("900:-", 900),
        ("2 MSEK", 2_000_000),
    ],
)
def test_an_amount_is_read_as_whole_kronor(text: str, sek: int) -> None:
    assert parse_amount(text) == sek


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kr",
        "ej fastställt",
        "100 000 euro",
        "cirka 5 mkr",
        "12 kr per timme",
    ],
)
def test_what_is_not_one_amount_is_no_amount(text: str) -> None:
    assert parse_amount(text) is None


def test_the_first_amount_in_a_sentence_is_found() -> None:
    amount = find_amount(
        "Förbundet bidrar med 2,4 mkr och kommunerna med 300 tkr."
    )
    assert amount is not None
    assert amount.sek == 2_400_000


@given(st.integers(min_value=0, max_value=999_999_999_999))
def test_an_amount_written_with_spaces_comes_back(sek: int) -> None:
    assert parse_amount(f"{sek:,} kr".replace(",", " ")) == sek


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2011-03-01 till 2012-10-31", date(2011, 3, 1), date(2012, 10, 31)),
        ("2011-03-01 – 2012-10-31", date(2011, 3, 1), date(2012, 10, 31)),
        ("2011-03-01--2012-10-31", date(2011, 3, 1), date(2012, 10, 31)),
        ("20110301-20121031", date(2011, 3, 1), date(2012, 10, 31)),
        ("110301-121031", date(2011, 3, 1), date(2012, 10, 31)),
        ("mars 2010 – december 2011", date(2010, 3, 1), date(2011, 12, 31)),
        (
            "1 mars 2010 t.o.m. 30 juni 2011",
            date(2010, 3, 1),
            date(2011, 6, 30),
        ),
        ("januari–februari 2012", date(2012, 1, 1), date(2012, 2, 29)),
        ("2010-02 till 2011-02", date(2010, 2, 1), date(2011, 2, 28)),
        ("2009-2011", date(2009, 1, 1), date(2011, 12, 31)),
        ("2009/2010", date(2009, 1, 1), date(2010, 12, 31)),
        ("2010", date(2010, 1, 1), date(2010, 12, 31)),
        ("2010-05-01 och tills vidare", date(2010, 5, 1), None),
        ("2010-05-01 –", date(2010, 5, 1), None),
    ],
)
def test_a_period_has_its_first_and_last_day(
    text: str, start: date, end: date | None
) -> None:
    assert parse_period(text) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "löpande",
        "2010-02-30 till 2011-01-01",
        "2012 till 2010",
        "sommaren",
        "1, 2, 3",
    ],
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert parse_period(text) is None


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_a_date_as_it_is_printed_comes_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day


def test_the_end_of_a_month_is_its_last_day() -> None:
    assert parse_date("februari 2012", last_day=True) == date(2012, 2, 29)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (" • Arvika\n • Eda", ("Arvika", "Eda")),
        ("- Arvika,\n- Eda", ("Arvika", "Eda")),
        ("1. Arvika\n2. Eda", ("Arvika", "Eda")),
        ("Arvika\nEda", ("Arvika", "Eda")),
        ("Arvika, Eda och Dals-Ed", ("Arvika", "Eda", "Dals-Ed")),
        ("Upplands Väsby och Upplands-Bro", ("Upplands Väsby", "Upplands-Bro")),
        ("Projektet samarbetar med två kommuner i länet.", ()),
        ("", ()),
    ],
)
def test_places_are_read_from_lists_of_every_form(
    text: str, names: tuple[str, ...]
) -> None:
    assert list_items(text, places=True) == names


def test_the_name_of_a_board_with_och_stays_whole() -> None:
    assert split_names("Vård- och omsorgsnämnden; Kultur och fritid") == (
        "Vård- och omsorgsnämnden",
        "Kultur och fritid",
    )


@pytest.mark.parametrize(
    ("unit", "kronor"),
    [
        ("", 1),
        ("KR", 1),
        (":-", 1),
        ("tusen  kronor", 1_000),
        ("milj", 1_000_000),
    ],
)
def test_a_unit_is_so_many_kronor(unit: str, kronor: int) -> None:
    assert kronor_in(unit) == kronor


def test_thousands_in_words_are_an_amount_only_where_one_is_expected() -> None:
    assert find_amount("5 tusen besökare") is None
    assert kronor_in("tusen") == 1_000


@pytest.mark.parametrize("bullet", BULLETS)
def test_every_bullet_begins_an_item(bullet: str) -> None:
    assert list_items(f"{bullet} Arvika\n{bullet} Eda") == ("Arvika", "Eda")
