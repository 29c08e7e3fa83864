"""What can go wrong while searching.

SearchError
├── NoIndexError            the folder is missing or is not an index
├── OutdatedIndexError      its files depend on something that is other in this program
├── DamagedIndexError       a file of the live generation is missing or broken
├── WhooshWriterError       the process that writes the Whoosh index of a build failed
├── SynonymFileError        a file of synonyms, or a line of it, cannot be read
├── ClosedIndexError        the index was closed by this program
├── ContactsShownError      the index shows contact persons, and whoever opens it must not
├── UnknownDocumentError    no document with that id
└── BadRequestError         an argument that no index could answer
    ├── UnknownFilterError  no such filter
    ├── UnknownSectionError no such section kind
    └── BadValueError       a value a filter, sort order, limit or page cannot have
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from pathlib import Path


class NoIndexReason(StrEnum):
    """Why there is no index to open."""

    NOTHING_THERE = "nothing there"
    A_FILE = "a file"
    NO_PERMISSION = "no permission"


class Damage(StrEnum):
    """What is wrong with the files of an index."""

    MISSING_FILE = "missing file"
    CHANGED_FILE = "changed file"
    """It does not hold what the manifest says."""
    SHORT_FILE = "short file"
    UNREADABLE_FILE = "unreadable file"
    POINTS_NOWHERE = "points nowhere"
    """The pointer to the live generation names none."""


class IndexPart(StrEnum):
    """What the files of an index depend on."""

    FORMAT = "format"
    """How a generation says what it depends on."""
    LAYOUT = "layout"
    """Which arrays there are, and of what type."""
    KINDS = "kinds"
    """The kinds of section, with the weights that are baked in."""
    FACTS = "facts"
    """What is kept and masked of the facts, and which have columns."""
    LANGUAGE = "language"
    """Words, stems and parts."""
    WHOOSH = "whoosh"
    """The fields of the Whoosh index."""


class SearchError(Exception):
    """Base of all errors of this package. `wording.errors.error_text` says each to a person."""


class NoIndexError(SearchError):
    """There is no index where one was expected."""

    def __init__(
        self, path: Path, reason: NoIndexReason = NoIndexReason.NOTHING_THERE
    ) -> None:
        super().__init__(f"{path}: no index ({reason})")
        self.path, self.reason = path, reason


class OutdatedIndexError(SearchError):
    """What the files of the index depend on is other in this program, so that they would be read
    wrongly. *part* is the first that differs: it is *found* in the index, and *needed*.
    """

    def __init__(
        self, path: Path, part: IndexPart, found: str, needed: str
    ) -> None:
        super().__init__(
            f"{path}: index with {part} {found}, this program needs {needed}"
        )
        self.path, self.part, self.found, self.needed = (
            path,
            part,
            found,
            needed,
        )


class DamagedIndexError(SearchError):
    """A file of the live generation is missing or does not hold what it should.

    *file* is its name within the generation, where it is known; *details* is the technical text of
    the failure, if there was one.
    """

    def __init__(
        self, path: Path, damage: Damage, file: str = "", details: str = ""
    ) -> None:
        facts = ", ".join(filter(None, (file, details)))
        super().__init__(
            f"{path}: damaged index, {damage}"
            + (f" ({facts})" if facts else "")
        )
        self.path, self.damage, self.file, self.details = (
            path,
            damage,
            file,
            details,
        )


class ContactsShownError(SearchError):
    """The index was built with contact persons and opened by one who is not to show them.

    What is indexed can be searched for and suggested, so hiding it in some answers hides nothing.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: built with contacts; open it with show_contacts or rebuild it"
        )
        self.path = path


class WhooshWriterError(SearchError):
    """The process that writes the Whoosh index beside a build failed; *exit_code* is negative for a
    signal, *reason* the last line of what it complained.
    """

    def __init__(self, generation: Path, exit_code: int, reason: str) -> None:
        facts = ", ".join(filter(None, (f"exit code {exit_code}", reason)))
        super().__init__(
            f"{generation}: the writer of the Whoosh index failed ({facts})"
        )
        self.generation, self.exit_code, self.reason = (
            generation,
            exit_code,
            reason,
        )


class ClosedIndexError(SearchError):
    """The index was closed by this program and answers no more."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: the index is closed; open it again")
        self.path = path


class UnknownDocumentError(SearchError):
    """No document of the index has this id."""

    def __init__(self, document_id: str) -> None:
        super().__init__(f"no document with id {document_id!r}")
        self.document_id = document_id


class SynonymFault(StrEnum):
    """What is wrong with a file of synonyms or a line of it."""

    UNREADABLE = "no text in UTF-8"
    EMPTY_ENTRY = "no word between two commas"
    ONE_WORD = "no two words that differ"


class SynonymFileError(SearchError):
    """A synonym file cannot be read, or a line of it; *line* counts from 1, None for the file."""

    def __init__(
        self, source: str, line: int | None, fault: SynonymFault
    ) -> None:
        place = source if line is None else f"{source}, line {line}"
        super().__init__(f"{place}: {fault}")
        self.source, self.line, self.fault = source, line, fault


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
