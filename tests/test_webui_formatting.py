"""Amounts and dates read as a Swede writes them."""

from __future__ import annotations

from datetime import date

import pytest

from webui.formatting import format_date, format_kronor, format_number, format_period


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "0 kr"),
        (999, "999 kr"),
        (250_000, "250 000 kr"),
        (5_119_766, "5 119 766 kr"),
    ],
)
def test_an_amount_is_grouped_and_never_broken_over_lines(amount: int, written: str) -> None:
    assert format_kronor(amount) == written.replace(" ", "\N{NO-BREAK SPACE}")


def test_a_count_is_grouped_too() -> None:
    assert format_number(12_345) == "12\N{NO-BREAK SPACE}345"


def test_a_date_is_written_with_the_month_as_a_word() -> None:
    assert format_date(date(2011, 3, 1)) == "1\N{NO-BREAK SPACE}mars\N{NO-BREAK SPACE}2011"


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
    assert format_period(start, end).replace("\N{NO-BREAK SPACE}", " ") == written
