"""A warm search does the same work in Python however large the index: what grows is left to array
operations.

Counted are bytecode instructions, which a lost vectorisation multiplies even where it calls
nothing, and calls into C. Neither depends on the machine or its load.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from datetime import date
from types import FrameType
from typing import Any

import pytest
from small_index import opened_index

from corpus import Document, Metadata, Section
from search import SearchIndex

Work = Callable[[], object]
Counter = Callable[[Work], int]

SMALL, LARGE = 50, 500
QUERIES: dict[str, dict[str, Any]] = {
    "one word": {"query": "hemlöshet"},
    "three words": {"query": "hemlöshet kommun metod"},
    "any of three words": {"query": "hemlöshet kommun metod", "match": "any"},
    "a phrase": {"query": '"metod för hemlösa"'},
    "a prefix": {"query": "hemlös*"},
    "in a section": {"query": "syfte:hemlöshet"},
    "filtered": {
        "query": "hemlöshet",
        "filters": {"region": ["Stockholm"], "year": ["2012"]},
    },
    "everything by title": {"query": ""},
    "newest first": {"query": "kommun", "sort": "newest"},
}
# Ten hits with total and facets; the same with three passages each. Measured: at most 1,200 calls
# and 17,000 instructions, 7,200 and 110,000; the rest is room for other versions of Python and
# numpy.
BUDGETS = {0: (2_000, 27_000), 3: (11_000, 170_000)}


def documents(count: int) -> list[Document]:
    """Projects alike in length and words, so that only their number differs."""
    chance = random.Random(1)
    words = [
        "kommunen",
        "arbetar",
        "med",
        "unga",
        "vuxna",
        "och",
        "skola",
        "samverkan",
        "stöd",
        "bostad",
        "insatser",
    ]
    made = []
    for number in range(count):
        sentences = [
            " ".join(chance.choices(words, k=12)).capitalize() + "."
            for _ in range(8)
        ]
        sentences[3] = (
            "Vi prövar en metod för hemlösa mot hemlöshet i varje "
            "kommun varje dag året om och alltid."
        )
        facts = Metadata(
            region=["Stockholm", "Sydsverige"][number % 2],
            municipalities=(["Kil", "Lund", "Ale"][number % 3],),
            start=date(2010 + number % 3, 1, 1),
            end=date(2012, 12, 31),
        )
        text = " ".join(sentences)
        parts = (
            Section("bakgrund", "Bakgrund", text),
            Section("syfte", "Syfte", text),
        )
        made.append(
            Document(f"p{number:05}", f"Projekt {number % 40}", parts, facts)
        )
    return made


def instructions(work: Work) -> int:
    """How many bytecode instructions *work* executes."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def calls(work: Work) -> int:
    """How many functions *work* calls, of Python and of C."""
    count = 0

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.fixture(scope="module")
def small() -> Iterator[SearchIndex]:
    with opened_index(documents(SMALL)) as index:
        yield index


@pytest.fixture(scope="module")
def large() -> Iterator[SearchIndex]:
    with opened_index(documents(LARGE)) as index:
        yield index


def measured(index: SearchIndex, count: Counter, **arguments: Any) -> int:
    """The count of a warm search: what is decoded once for each word has been decoded."""
    index.search(**arguments)
    return count(lambda: index.search(**arguments))


@pytest.mark.parametrize("passages", BUDGETS)
@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("count", [instructions, calls])
def test_ten_times_the_documents_take_no_more_python(
    small: SearchIndex,
    large: SearchIndex,
    count: Counter,
    name: str,
    passages: int,
) -> None:
    few = measured(small, count, passages=passages, **QUERIES[name])
    assert (
        measured(large, count, passages=passages, **QUERIES[name]) <= 1.2 * few
    )


@pytest.mark.parametrize("passages", BUDGETS)
@pytest.mark.parametrize("name", QUERIES)
def test_a_search_stays_within_its_budget(
    large: SearchIndex, name: str, passages: int
) -> None:
    most_calls, most_instructions = BUDGETS[passages]
    assert len(large.search(**QUERIES[name]).hits) == 10
    assert (
        measured(large, calls, passages=passages, **QUERIES[name]) <= most_calls
    )
    assert (
        measured(large, instructions, passages=passages, **QUERIES[name])
        <= most_instructions
    )


def test_the_counters_see_a_loop_over_documents() -> None:
    def loop(length: int) -> Work:
        return lambda: [number * 2 for number in range(length)]

    assert instructions(loop(500)) > 5 * instructions(loop(50))
    assert calls(lambda: [abs(number) for number in range(500)]) > 5 * calls(
        lambda: [abs(n) for n in range(50)]
    )
