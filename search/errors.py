"""What can go wrong while searching.

SearchError
├── NoIndexError            the folder is missing or is not an index
├── OutdatedIndexError      written by another version of the schema or the analysis
├── DamagedIndexError       a file of the live generation is missing or broken
├── UnknownDocumentError    no document with that id
└── BadRequestError         an argument that no index could answer
    ├── UnknownFilterError  no such filter
    ├── UnknownSectionError no such section kind
    └── BadValueError       a value a filter, sort order, limit or page cannot have
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class SearchError(Exception):
    """Base of all errors of this package. The message is one Swedish sentence that says what to
    do.
    """


class NoIndexError(SearchError):
    """There is no index where one was expected."""

    def __init__(self, path: Path, reason: str = "där finns inget index") -> None:
        super().__init__(f"{path}: {reason}; bygg ett med: projektsok rebuild --index {path}")
        self.path = path


class OutdatedIndexError(SearchError):
    """The index was written by another version of the schema or the analysis."""

    def __init__(self, path: Path, found: str, needed: str) -> None:
        super().__init__(
            f"{path}: indexet har version {found}, programmet behöver {needed}; "
            f"bygg om det med: projektsok rebuild MAPP --index {path}"
        )
        self.path, self.found, self.needed = path, found, needed


class DamagedIndexError(SearchError):
    """A file of the live generation is missing or does not hold what the manifest says."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: indexet är skadat ({reason}); bygg om det med: projektsok rebuild MAPP --index {path}"
        )
        self.path, self.reason = path, reason


class UnknownDocumentError(SearchError):
    """No document of the index has this id."""

    def __init__(self, document_id: str) -> None:
        super().__init__(f"Det finns inget dokument med id {document_id!r}.")
        self.document_id = document_id


class BadRequestError(SearchError):
    """An argument that no index could answer."""


class UnknownFilterError(BadRequestError):
    """No filter has this name; *known* are those there are."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(f"no filter {name!r}; known: {', '.join(self.known)}")


class UnknownSectionError(BadRequestError):
    """No section kind has this name; *known* are those there are."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(f"no section {name!r}; known: {', '.join(self.known)}")


class ValueForm(Enum):
    """The forms of value that a filter or an argument takes."""

    NAME = "a name"
    YEARS = "a year or a range of years"
    DAYS = "a year, a month, a day or a range of them"
    AMOUNTS = "an amount or a range of amounts"
    FILTER = "the name of a filter and a value"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few values."""

    choices: tuple[str, ...]

    def __str__(self) -> str:
        return f"one of {', '.join(self.choices)}"


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number from *lowest* to *highest*."""

    lowest: int
    highest: int

    def __str__(self) -> str:
        return f"a whole number from {self.lowest} to {self.highest}"


Expected = ValueForm | OneOf | WholeNumber
"""What a value should have been."""


class BadValueError(BadRequestError):
    """A value that the filter, sort order, limit or page cannot have; *expected* would do."""

    def __init__(self, name: str, value: object, expected: Expected) -> None:
        super().__init__(f"{name}: {value!r} is not {expected}")
        self.name, self.value, self.expected = name, value, expected
