"""Every problem with a file and every error of an index has a sentence of its own."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import BinaryContent, Fault, Problem
from indexer.errors import (
    IndexerError,
    NotAnIndexError,
    StorageError,
    TargetProblem,
    UnconfirmedSwitchError,
    UnverifiedIndexError,
)
from search.errors import Damage, DamagedIndexError, NoIndexError, NoIndexReason
from wording.errors import error_text
from wording.faults import fault_text

PATH = Path("projektsok-index")


def concrete_kinds(base: type[IndexerError]) -> Iterator[type[IndexerError]]:
    for kind in base.__subclasses__():
        if kind is not UnverifiedIndexError:
            yield kind
        yield from concrete_kinds(kind)


@pytest.mark.parametrize("kind", list(concrete_kinds(IndexerError)))
def test_every_error_of_a_build_has_a_sentence(
    kind: type[IndexerError],
) -> None:
    error_text(Exception())
    assert error_text.dispatch(kind) is not error_text.dispatch(object)


@pytest.mark.parametrize(
    "error",
    [
        *(NoIndexError(PATH, reason) for reason in NoIndexReason),
        *(
            DamagedIndexError(PATH, damage, "words.bin", "sagt")
            for damage in Damage
        ),
        *(NotAnIndexError(PATH, problem) for problem in TargetProblem),
        StorageError(PATH, OSError(errno.ENOSPC, "No space left on device")),
        UnconfirmedSwitchError(PATH, OSError("told by a library")),
    ],
    ids=str,
)
def test_a_sentence_begins_with_the_path_and_says_what_to_do(
    error: Exception,
) -> None:
    said = error_text(error)
    assert said.startswith(f"{PATH}: ")
    assert ";" in said
    assert said != str(error)


def test_a_problem_of_the_disk_without_a_sentence_is_told_as_the_system_tells_it() -> (
    None
):
    error = StorageError(PATH, OSError(errno.EBUSY, "Device or resource busy"))
    assert "(Device or resource busy)" in error_text(error)


def test_an_error_without_a_sentence_is_told_as_it_tells_itself() -> None:
    assert error_text(ValueError("so")) == "so"


FAULTS = [
    *(
        Fault(problem, line=2, document_id="a", system_text="so")
        for problem in Problem
    ),
    *(Fault(Problem.BINARY, content=content) for content in BinaryContent),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_every_problem_is_a_clause_of_its_own(fault: Fault) -> None:
    clause = fault_text(fault)
    assert clause[0].islower()
    assert not clause.endswith(".")
    others = [
        fault_text(other) for other in FAULTS if other.problem != fault.problem
    ]
    assert clause not in others
