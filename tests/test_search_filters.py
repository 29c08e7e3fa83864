from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.facts import FILTERS
from corpus.model import SECTION_KINDS, Metadata
from search.errors import BadValueError, UnknownFilterError, UnknownSectionError
from search.query.fields import canonical_filter_name, canonical_section
from search.query.filters import (
    matches,
    read_filters,
)
from search.query.tree import Filter
from wording.errors import error_text

LANTERN = Metadata(
    programme="Programområde 1 Kompetensförsörjning",
    phase="Genomförande",
    owner="Kommunalförbundet Lyktan i Värmlands län",
    region="Norra Mellansverige",
    grant_sek=5_000_000,
    budget_sek=6_500_000,
    start=date(2011, 3, 1),
    end=date(2012, 10, 31),
    municipalities=("Karlstad", "Kil"),
)


def parse_filter(name: str, values: list[str]) -> Filter:
    (condition,) = read_filters(name, values)
    return condition


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("region", "region"),
        ("Kommun", "municipality"),
        ("kommuner", "municipality"),
        ("programområde", "programme"),
        ("PROGRAMOMRADE", "programme"),
        ("fas", "phase"),
        ("projektägare", "owner"),
        ("agare", "owner"),
        ("år", "year"),
        ("ar", "year"),
        ("Projektperiod", "period"),
        ("stöd", "grant"),
        ("Beviljat ESF-stöd", "grant"),
        ("esf-stod", "grant"),
        ("Total projektbudget", "budget"),
    ],
)
def test_a_filter_is_known_by_its_swedish_name(
    name: str, canonical: str
) -> None:
    assert canonical_filter_name(name) == canonical


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_is_known_by_its_own_name_and_its_label(name: str) -> None:
    assert canonical_filter_name(name) == name
    assert canonical_filter_name(FILTERS[name].label) == name
    assert canonical_filter_name(FILTERS[name].word) == name


def test_an_unknown_filter_is_refused_with_the_names_to_choose_from() -> None:
    with pytest.raises(UnknownFilterError) as refused:
        canonical_filter_name("färg")
    assert refused.value.name == "färg"
    assert set(refused.value.known) == {fact.word for fact in FILTERS.values()}
    assert error_text(refused.value) == (
        f"Det finns inget filter som heter 'färg'; välj bland: {', '.join(refused.value.known)}."
    )


@pytest.mark.parametrize("kind", SECTION_KINDS)
def test_a_section_is_known_by_its_kind_and_its_swedish_name(kind: str) -> None:
    assert canonical_section(kind) == kind
    assert canonical_section(SECTION_KINDS[kind].upper()) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("titel", "titel"),
        ("title", "titel"),
        ("Målsättning", "mal"),
        ("target group", "malgrupp"),
        ("jämställdhetsintegrering", "jamstalldhet"),
        ("background", "bakgrund"),
        ("municipality", "kommun"),
    ],
)
def test_a_section_is_known_by_other_names(name: str, kind: str) -> None:
    assert canonical_section(name) == kind


def test_an_unknown_section_is_refused_with_the_names_to_choose_from() -> None:
    with pytest.raises(UnknownSectionError) as refused:
        canonical_section("efterord")
    told = error_text(refused.value)
    assert told.startswith(
        "Det finns inget avsnitt som heter 'efterord'; välj bland: titel, "
    )
    assert all(kind in told for kind in SECTION_KINDS)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2012", 2012, 2012),
        ("=2012", 2012, 2012),
        ("2011..2013", 2011, 2013),
        ("2011-2013", 2011, 2013),
        ("2011 – 2013", 2011, 2013),
        ("2013..2011", 2011, 2013),
        ("2011..", 2011, None),
        ("..2013", None, 2013),
        (">2011", 2012, None),
        (">=2011", 2011, None),
        ("≤ 2011", None, 2011),
        ("<2011", None, 2010),
    ],
)
def test_years_are_read_as_a_range(
    text: str, low: int | None, high: int | None
) -> None:
    assert parse_filter("år", [text]) == Filter("year", low=low, high=high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2011", date(2011, 1, 1), date(2011, 12, 31)),
        ("2011-03", date(2011, 3, 1), date(2011, 3, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2011-12", date(2011, 12, 1), date(2011, 12, 31)),
        ("2011-03-05", date(2011, 3, 5), date(2011, 3, 5)),
        ("2011-03..2013", date(2011, 3, 1), date(2013, 12, 31)),
        ("2011-03-01 till 2012-10-31", date(2011, 3, 1), date(2012, 10, 31)),
        (">2011-03", date(2011, 4, 1), None),
        (">=2011-03", date(2011, 3, 1), None),
        ("<2011-03", None, date(2011, 2, 28)),
        ("<=2011-03", None, date(2011, 3, 31)),
        ("2013..2011", date(2011, 1, 1), date(2013, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_periods_are_read_as_days(
    text: str, low: date | None, high: date | None
) -> None:
    assert parse_filter("period", [text]) == Filter(
        "period", low=low, high=high
    )


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5119766", 5_119_766, 5_119_766),
        ("5 119 766 kr", 5_119_766, 5_119_766),
        ("5\u00a0119\u00a0766 kronor", 5_119_766, 5_119_766),
        ("5.119.766", 5_119_766, 5_119_766),
        ("500 tkr", 500_000, 500_000),
        ("2mkr", 2_000_000, 2_000_000),
        ("1,5 mkr", 1_500_000, 1_500_000),
        ("1.5 miljoner kr", 1_500_000, 1_500_000),
        ("2 MILJONER", 2_000_000, 2_000_000),
        ("2 msek", 2_000_000, 2_000_000),
        ("1.500 mkr", 1_500_000, 1_500_000),
        ("1.500 000 tkr", 1_500_000_000, 1_500_000_000),
        (">5000000", 5_000_001, None),
        (">= 5 mkr", 5_000_000, None),
        ("<5000000", None, 4_999_999),
        ("1000000..6000000", 1_000_000, 6_000_000),
        ("1..6 mkr", 1_000_000, 6_000_000),
        ("500000..2 mkr", 500_000, 2_000_000),
        ("500 tkr..2 mkr", 500_000, 2_000_000),
    ],
)
def test_amounts_are_read_in_kronor(
    text: str, low: int | None, high: int | None
) -> None:
    assert parse_filter("stöd", [text]) == Filter("grant", low=low, high=high)
    assert parse_filter("budget", [text]) == Filter(
        "budget", low=low, high=high
    )


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("år", ["abc"]),
        ("år", ["12"]),
        ("år", [""]),
        ("år", [".."]),
        ("år", ["-2012"]),
        ("år", [">9999"]),
        ("år", ["2011", "snart"]),
        ("år", []),
        ("period", ["2011-13"]),
        ("period", ["2011-02-30"]),
        ("period", [">9999"]),
        ("stöd", ["mycket"]),
        ("stöd", ["-5"]),
        ("stöd", ["<0"]),
        ("stöd", ["9" * 17]),
        ("stöd", ["9" * 5000]),
        ("stöd", ["5 dollar"]),
        ("region", []),
        ("region", [" "]),
        ("region", ["Stockholm", "--"]),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_with_what_to_write(
    name: str, values: list[str]
) -> None:
    with pytest.raises(BadValueError) as refused:
        parse_filter(name, values)
    assert refused.value.name == name
    assert re.fullmatch(
        rf"(?s){name}: '.*' går inte att använda; skriv .+\.",
        error_text(refused.value),
    )


def test_names_are_kept_without_quotes_and_extra_blanks() -> None:
    assert parse_filter(
        "ägare", ['  Föreningen\t"Lyktan" ', "Föreningen Lyktan"]
    ).values == ("Föreningen Lyktan",)


def test_several_years_are_alternatives() -> None:
    first, second = parse_filter("år", ["2011"]), parse_filter("år", ["2013"])
    assert read_filters("år", ["2011", "2013"]) == (first, second)
    assert read_filters("år", ["2011", "2011"]) == (first,)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("region", "norra  mellansverige"),
        ("kommun", "KIL"),
        ("fas", "genomförande"),
        ("programområde", "Programområde 1 Kompetensförsörjning"),
        ("programområde", "1"),
        ("programområde", "programområde 1"),
        ("programområde", "kompetensförsörjning"),
        ("ägare", "Lyktan"),
        ("ägare", "värmlands kommunalförbundet"),
        ("år", "2011"),
        ("år", "2012..2020"),
        ("period", "2012-10-31"),
        ("period", "..2011-03-01"),
        ("stöd", "5 mkr"),
        ("budget", ">6 mkr"),
    ],
)
def test_a_project_meets_a_filter_that_fits(name: str, value: str) -> None:
    assert matches(parse_filter(name, [value]), LANTERN)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("region", "Mellansverige"),
        ("region", "Östra Mellansverige"),
        ("kommun", "Kils"),
        ("programområde", "2"),
        ("programområde", "11"),
        ("programområde", "programområde"),
        ("ägare", "Lyktan Skåne"),
        ("ägare", "Lykt"),
        ("år", "2010"),
        ("år", "2013.."),
        ("period", "2012-11"),
        ("period", "<2011-03"),
        ("stöd", ">5 mkr"),
        ("budget", "<6 mkr"),
    ],
)
def test_a_project_does_not_meet_a_filter_that_does_not_fit(
    name: str, value: str
) -> None:
    assert not matches(parse_filter(name, [value]), LANTERN)


def test_one_of_several_names_is_enough() -> None:
    assert matches(parse_filter("kommun", ["Grums", "Kil"]), LANTERN)
    assert not matches(parse_filter("kommun", ["Grums", "Hagfors"]), LANTERN)


@pytest.mark.parametrize("name", FILTERS)
def test_what_is_not_stated_meets_nothing(name: str) -> None:
    value = {
        "year": "1000..",
        "period": "1000..",
        "grant": ">=0",
        "budget": ">=0",
    }.get(name, "1")
    assert not matches(parse_filter(name, [value]), Metadata())


def test_a_project_with_one_date_lasts_that_day() -> None:
    begun, ended = (
        Metadata(start=date(2011, 3, 1)),
        Metadata(end=date(2011, 3, 1)),
    )
    for project in (begun, ended):
        assert matches(parse_filter("period", ["2011-03-01"]), project)
        assert not matches(parse_filter("period", [">2011-03-01"]), project)
        assert matches(parse_filter("år", ["2011"]), project)


days = st.dates(date(2008, 1, 1), date(2010, 12, 31))


@given(days, st.integers(0, 500), days, st.integers(0, 500))
def test_a_period_is_met_by_projects_that_share_a_day_with_it(
    start: date, length: int, low: date, width: int
) -> None:
    end, high = start + timedelta(days=length), low + timedelta(days=width)
    project = Metadata(start=start, end=end)
    shared = {start + timedelta(days=i) for i in range(length + 1)} & {
        low + timedelta(days=i) for i in range(width + 1)
    }
    assert matches(parse_filter("period", [f"{low}..{high}"]), project) == bool(
        shared
    )
    years = set(range(start.year, end.year + 1)) & set(
        range(low.year, high.year + 1)
    )
    assert matches(
        parse_filter("år", [f"{low.year}..{high.year}"]), project
    ) == bool(years)


@given(
    st.integers(0, 10),
    st.integers(0, 10),
    st.sampled_from(["<", "<=", ">", ">=", "="]),
)
def test_signs_compare_amounts(amount: int, bound: int, sign: str) -> None:
    compared = {
        "<": amount < bound,
        "<=": amount <= bound,
        ">": amount > bound,
        ">=": amount >= bound,
        "=": amount == bound,
    }
    if sign == "<" and bound == 0:
        with pytest.raises(BadValueError):
            parse_filter("stöd", ["<0"])
    else:
        assert (
            matches(
                parse_filter("stöd", [f"{sign}{bound}"]),
                Metadata(grant_sek=amount),
            )
            == compared[sign]
        )


@given(st.sampled_from(list(FILTERS)), st.lists(st.text(), max_size=3))
def test_any_value_is_read_or_refused(name: str, values: list[str]) -> None:
    try:
        conditions = read_filters(name, values)
    except BadValueError:
        return
    for condition in conditions:
        assert bool(condition.values) != FILTERS[name].is_range
        assert matches(condition, LANTERN) in (True, False)
