"""What every system must do to be measured, and which systems there are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol

from benchmarks.queries import LoggedQuery

MODES: Final[Mapping[str, str]] = {
    "top": "top-10 alone",
    "counted": "top-10, total and facets",
    "cards": "the same with ten cards' passages",
}
"""What is asked for with a query, each more than the one before."""

_TABLE_FILE: Final = "projects.json"
OVERFETCHED: Final = 50
"""Peers rank sections: of so many, the first ten distinct projects are the answer."""
ANSWERED: Final = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a query: at most ten ids, best first; *total* and *facet_values* are None in the
    mode "top".
    """

    ids: tuple[str, ...]
    total: int | None = None
    facet_values: int | None = None
    passages: int = 0


class Session(Protocol):
    """An opened index."""

    def answer(self, query: LoggedQuery, mode: str) -> Answer:
        """The answer to *query*, as much of it as *mode*, a key of `MODES`, asks for."""

    def close(self) -> None: ...


class System(Protocol):
    """A search engine. Its module has one of these as `SYSTEM`."""

    @property
    def title(self) -> str:
        """Its name in the tables."""

    @property
    def note(self) -> str:
        """What it does and does not do, in a clause."""

    def supports(self, query: LoggedQuery, mode: str) -> bool:
        """Whether it can answer *query* in *mode*."""

    def build(self, corpus: Path, folder: Path) -> Mapping[str, float]:
        """Index the projects of the file *corpus* into *folder*, which exists and is empty.

        Returns the seconds of each stage, in order, as far as the system tells them apart.
        """

    def open(self, folder: Path) -> Session:
        """The index in *folder*, ready for questions."""


SYSTEMS: Final[Mapping[str, str]] = {
    "projektsok": "Projektsök",
    "whoosh": "Whoosh",
    "fts5": "SQLite FTS5",
    "tantivy": "tantivy",
    "bm25s": "bm25s",
}
"""The systems by name, with their titles; the first one is ours."""


def system_named(name: str) -> System:
    """The system of that name; its library is imported now, so that no other system pays for it."""
    system: System = import_module(f"benchmarks.{name}_system").SYSTEM
    return system


@dataclass(frozen=True, slots=True)
class ProjectTable:
    """The facts that peers keep beside their index, by project number: what ids and facets are made
    of.
    """

    ids: tuple[str, ...]
    years: tuple[int, ...]
    regions: tuple[str, ...]

    @classmethod
    def load(cls, folder: Path) -> ProjectTable:
        text = (folder / _TABLE_FILE).read_text("utf-8")
        ids, years, regions = map(tuple, json.loads(text))
        return cls(ids, years, regions)

    def save(self, folder: Path) -> None:
        columns = [self.ids, self.years, self.regions]
        text = json.dumps(columns)
        (folder / _TABLE_FILE).write_text(text, "utf-8")

    @classmethod
    def of(cls, rows: Iterable[tuple[str, int, str]]) -> ProjectTable:
        """The table of (id, year, region) rows."""
        ids, years, regions = zip(*rows, strict=True)
        return cls(ids, years, regions)

    def ids_of(self, ranked: Sequence[int]) -> tuple[str, ...]:
        """The ids of the first ten distinct projects among those of ranked sections."""
        first = first_distinct(ranked)
        return tuple(self.ids[number] for number in first)

    def facet_values(self, projects: Sequence[int]) -> int:
        """Counts *projects* by year and by region; returns how many values there are."""
        by_year = Counter(self.years[project] for project in projects)
        by_region = Counter(self.regions[project] for project in projects)
        return len(by_year) + len(by_region)


def first_distinct(ranked: Sequence[int]) -> list[int]:
    """The projects of the answer: the first ten distinct ones."""
    distinct = list(dict.fromkeys(ranked))
    return distinct[:ANSWERED]
