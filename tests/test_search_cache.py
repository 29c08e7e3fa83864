"""The cache of decoded terms: it never holds more bytes than allowed, and forgets what was not used
for longest.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.cache import ByteLimitedCache


@dataclass(frozen=True)
class Block:
    """A value of so many bytes."""

    name: str
    nbytes: int


class Maker:
    """Makes blocks and remembers which."""

    def __init__(self, limit_bytes: int) -> None:
        self.cache: ByteLimitedCache[Block] = ByteLimitedCache(limit_bytes)
        self.made: list[str] = []

    def get(self, name: str, nbytes: int = 10) -> Block:
        def make() -> Block:
            self.made.append(name)
            return Block(name, nbytes)

        return self.cache.get(name, make)


def test_a_value_is_computed_once() -> None:
    maker = Maker(100)
    assert maker.get("a") is maker.get("a")
    assert maker.made == ["a"]
    assert (len(maker.cache), maker.cache.used_bytes) == (1, 10)


def test_what_was_not_used_for_longest_goes_first() -> None:
    maker = Maker(40)
    for name in "abcd":
        maker.get(name)
    maker.get("a")
    maker.get("e")
    maker.made.clear()
    for name in "acde":
        maker.get(name)
    assert maker.made == []
    maker.get("b")
    assert maker.made == ["b"]


@pytest.mark.parametrize(("nbytes", "times"), [(25, 1), (26, 2), (1_000, 2)])
def test_a_value_larger_than_a_quarter_is_handed_out_and_not_kept(
    nbytes: int, times: int
) -> None:
    maker = Maker(100)
    maker.get("small")
    assert [maker.get("large", nbytes).nbytes for _ in range(2)] == [
        nbytes,
        nbytes,
    ]
    assert maker.made == ["small"] + ["large"] * times
    maker.get("small")
    assert maker.made.count("small") == 1


def test_without_room_nothing_is_kept() -> None:
    maker = Maker(0)
    assert maker.get("a").name == "a"
    assert (len(maker.cache), maker.cache.used_bytes) == (0, 0)


def test_an_error_leaves_the_cache_as_it_was() -> None:
    cache: ByteLimitedCache[Block] = ByteLimitedCache(100)

    def fail() -> Block:
        raise KeyError("a")

    with pytest.raises(KeyError):
        cache.get("a", fail)
    assert (len(cache), cache.used_bytes) == (0, 0)
    assert cache.get("a", lambda: Block("a", 10)).name == "a"


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 40)), max_size=60
    )
)
def test_the_limit_holds_and_answers_are_right_whatever_is_asked(
    asked: list[tuple[str, int]],
) -> None:
    maker = Maker(100)
    kept: list[
        tuple[str, int]
    ] = []  # the naive cache: least recently used first
    for letter, nbytes in asked:
        name = f"{letter}{nbytes}"
        was_kept = (name, nbytes) in kept
        before = len(maker.made)
        assert maker.get(name, nbytes) == Block(name, nbytes)
        assert (len(maker.made) == before) == was_kept
        if was_kept:
            kept.remove((name, nbytes))
        if nbytes <= 25:
            kept.append((name, nbytes))
        while sum(size for _, size in kept) > 100:
            kept.pop(0)
        assert maker.cache.used_bytes == sum(size for _, size in kept) <= 100
        assert len(maker.cache) == len(kept)


def test_threads_keep_the_books_right() -> None:
    cache: ByteLimitedCache[Block] = ByteLimitedCache(200)

    def ask(seed: int) -> bool:
        names = [str((seed * 7 + step * step) % 40) for step in range(400)]
        return all(
            cache.get(name, partial(Block, name, int(name))).name == name
            for name in names
        )

    interval = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert all(pool.map(ask, range(8)))
    finally:
        sys.setswitchinterval(interval)
    kept = {
        name: cache.get(name, lambda: Block("?", 0))
        for name in map(str, range(40))
    }
    assert cache.used_bytes <= 200
    assert cache.used_bytes == sum(
        block.nbytes for name, block in kept.items() if block.name == name
    )
