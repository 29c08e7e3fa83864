"""Addresses: what they ask for, and that links say the same thing again."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from corpus.facts import SORT_ORDERS
from search.errors import BadRequestError
from search.options import Match, SearchOptions
from webui.requests import (
    CRITERIA,
    SearchRequest,
    read_api_request,
    read_page_request,
)
from wording.errors import error_text

FREE_TEXT_CRITERIA = [name for name in CRITERIA if name != "section"]


def arguments(address: str) -> MultiDict[str, str]:
    return MultiDict(parse_qsl(address, keep_blank_values=True))


def test_an_empty_address_asks_for_nothing() -> None:
    assert read_page_request(arguments("")) == SearchRequest()


def test_several_values_of_one_filter_are_kept_in_order() -> None:
    search_request = read_page_request(
        arguments(
            "q=boende&region=Stockholm&region=Sydsverige&section=bakgrund"
        )
    )
    assert search_request.options.filters == {
        "region": ("Stockholm", "Sydsverige")
    }
    assert search_request.options.sections == ("bakgrund",)


def test_empty_and_repeated_filters_do_not_count() -> None:
    search_request = read_page_request(
        arguments("region=&region=Stockholm&region=+&region=Stockholm")
    )
    assert search_request.criteria == (("region", "Stockholm"),)


@pytest.mark.parametrize(
    "written",
    ["filter=kommun:Kil", "filter=municipality%3DKil", "filter=Kommun : Kil"],
)
def test_a_filter_may_be_written_with_its_swedish_name(written: str) -> None:
    assert read_api_request(arguments(written)).options.filters == {
        "municipality": ("Kil",)
    }


def test_a_section_may_be_written_as_its_heading() -> None:
    assert read_api_request(arguments("section=Målgrupp")).options.sections == (
        "malgrupp",
    )


def test_a_page_number_becomes_an_offset() -> None:
    assert read_page_request(arguments("page=3")).options.offset == 20
    assert read_api_request(arguments("page=3&limit=50")).options.offset == 100


@pytest.mark.parametrize(
    "address",
    [
        "page=0",
        "page=-1",
        "page=två",
        "page=1.5",
        "page=99999999999999999999",
        "page=٣",
        "limit=5000",
        "passages=många",
        "explain=kanske",
        "filter=Stockholm",
        "filter=:",
        "filter=färg:röd",
        "section=prolog",
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(address: str) -> None:
    for read in (read_page_request, read_api_request):
        with pytest.raises(BadRequestError) as refused:
            read(arguments(address))
        assert re.fullmatch(r".{20,}\.", error_text(refused.value))


def test_the_api_refuses_a_parameter_it_does_not_know() -> None:
    with pytest.raises(BadRequestError, match="regon"):
        read_api_request(arguments("regon=Stockholm"))


def test_the_page_passes_over_what_a_mail_program_adds() -> None:
    assert read_page_request(
        arguments("q=boende&utm_source=brev")
    ) == SearchRequest("boende")


def test_page_and_offset_together_are_refused() -> None:
    with pytest.raises(BadRequestError, match="page eller offset"):
        read_api_request(arguments("page=2&offset=10"))


def test_control_characters_are_read_as_spaces() -> None:
    assert (
        read_page_request(MultiDict({"q": "hem\x00lös\nhet\x1b "})).query
        == "hem lös het"
    )


criteria = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(FREE_TEXT_CRITERIA),
            st.from_regex(r"\w(?:[\w :&=]*\w)?", fullmatch=True),
        ),
        st.just(("section", "bakgrund")),
    ),
    max_size=4,
    unique=True,
)
options = st.builds(
    SearchOptions,
    match=st.sampled_from(Match),
    sort=st.sampled_from(SORT_ORDERS),
    passages=st.integers(0, 10),
    explain=st.booleans(),
    synonyms=st.booleans(),
)
requests = st.builds(
    lambda query, options, criteria, page: (
        SearchRequest(query, options).narrowed(criteria).on_page(page)
    ),
    query=st.text(
        st.characters(exclude_categories=["Cs", "Cc"]), max_size=30
    ).map(str.strip),
    options=options,
    criteria=criteria,
    page=st.integers(1, 50),
)


@given(requests)
def test_the_address_of_a_search_asks_for_that_search(
    search_request: SearchRequest,
) -> None:
    address = urlencode(search_request.parameters(), doseq=True)
    assert read_page_request(arguments(address)) == search_request


def test_removing_a_filter_leaves_the_others_and_goes_to_the_first_page() -> (
    None
):
    search_request = read_page_request(
        arguments("q=a&region=Stockholm&region=Sydsverige&year=2012&page=4")
    )
    left = search_request.without("region", "Stockholm")
    assert left.criteria == (("region", "Sydsverige"), ("year", "2012"))
    assert left.page == 1
