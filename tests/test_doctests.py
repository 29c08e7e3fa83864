"""Every doctest runs."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = (
    "corpus",
    "search",
    "indexer",
    "wording",
    "webui",
    "projektsok",
    "benchmarks",
    "docs",
)
TAUGHT = sorted(
    path.relative_to(ROOT)
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
    if re.search(r"^\s+>>> ", path.read_text("utf-8"), re.MULTILINE)
)


@pytest.mark.parametrize("path", TAUGHT, ids=str)
def test_the_examples_of_a_module_run(path: Path) -> None:
    module = importlib.import_module(".".join(path.with_suffix("").parts))
    outcome = doctest.testmod(module)
    assert outcome.attempted
    assert not outcome.failed


@pytest.mark.parametrize("path", TAUGHT, ids=str)
def test_no_example_is_passed_over(path: Path) -> None:
    assert "+SKIP" not in (ROOT / path).read_text("utf-8")


def test_there_are_examples() -> None:
    assert len(TAUGHT) >= 10
