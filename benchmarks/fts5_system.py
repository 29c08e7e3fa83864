"""SQLite's FTS5 with its standard tokenizer; facts stand in tables beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from benchmarks.projects import read_projects
from benchmarks.queries import LoggedQuery
from benchmarks.systems import (
    ANSWERED,
    OVERFETCHED,
    SYSTEMS,
    Answer,
    ProjectTable,
)

_TABLES = """
CREATE TABLE projects (project INTEGER PRIMARY KEY, id TEXT, year INTEGER, region TEXT);
CREATE TABLE facts (
  record INTEGER PRIMARY KEY, project INTEGER, kind TEXT, year INTEGER, region TEXT
);
CREATE VIRTUAL TABLE records USING fts5(text, tokenize = 'unicode61 remove_diacritics 0');
"""
_MATCHES = "FROM records JOIN facts ON facts.record = records.rowid WHERE records MATCH ?"


class _Session:
    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(
            f"file:{folder / 'index.db'}?mode=ro", uri=True
        )
        table = "SELECT id, year, region FROM projects ORDER BY project"
        rows = self._connection.execute(table).fetchall()
        self._table = ProjectTable.of(rows)

    def answer(self, asked: LoggedQuery, mode: str) -> Answer:
        match = _match(asked)
        bounds, values = _bounds(asked)
        best_first = f"ORDER BY rank LIMIT {OVERFETCHED}"
        rows = self._connection.execute(
            f"SELECT record, project {_MATCHES}{bounds} {best_first}",
            (match, *values),
        ).fetchall()
        ranked = [project for _, project in rows]
        ids = self._table.ids_of(ranked)
        if mode == "top":
            return Answer(ids)
        matching = self._connection.execute(
            f"SELECT DISTINCT project {_MATCHES}{bounds}",
            (match, *values),
        ).fetchall()
        projects = [project for (project,) in matching]
        passages = self._passages(match, rows) if mode == "cards" else []
        facet_values = self._table.facet_values(projects)
        return Answer(ids, len(projects), facet_values, len(passages))

    def _passages(
        self, match: str, rows: list[tuple[int, int]]
    ) -> list[tuple[int, str]]:
        """A passage of the best section of each project in the answer."""
        best: dict[int, int] = {}
        for record, project in rows:
            best.setdefault(project, record)
        records = list(best.values())[:ANSWERED]
        places = ", ".join("?" * len(records))
        return self._connection.execute(
            "SELECT rowid, snippet(records, 0, '<mark>', '</mark>', '…', 40) FROM records "
            f"WHERE records MATCH ? AND rowid IN ({places})",
            (match, *records),
        ).fetchall()

    def close(self) -> None:
        self._connection.close()


def _match(asked: LoggedQuery) -> str:
    words = " ".join(asked.words)
    if asked.kind == "phrase":
        return f'"{words}"'
    if asked.kind == "prefix":
        return f'"{words}"*'
    quoted = [f'"{word}"' for word in asked.words]
    return " ".join(quoted)


def _bounds(asked: LoggedQuery) -> tuple[str, tuple[str | int, ...]]:
    if asked.section:
        return " AND facts.kind = ?", (asked.section,)
    if asked.years:
        return " AND facts.year BETWEEN ? AND ?", asked.years
    if asked.region:
        return " AND facts.region = ?", (asked.region,)
    return "", ()


class Fts5System:
    title = SYSTEMS["fts5"]
    note = "ranks sections; words as written, no stemming"

    def supports(self, query: LoggedQuery, mode: str) -> bool:
        return True

    def build(self, corpus: Path, folder: Path) -> Mapping[str, float]:
        connection = sqlite3.connect(folder / "index.db")
        connection.executescript(_TABLES)
        record = 0
        for number, project in enumerate(read_projects(corpus)):
            facts = (project.year, project.region)
            connection.execute(
                "INSERT INTO projects VALUES (?, ?, ?, ?)",
                (number, project.id, *facts),
            )
            for kind, text in project.records():
                record += 1
                connection.execute(
                    "INSERT INTO records (rowid, text) VALUES (?, ?)",
                    (record, text),
                )
                connection.execute(
                    "INSERT INTO facts VALUES (?, ?, ?, ?, ?)",
                    (record, number, kind, *facts),
                )
        connection.commit()
        connection.close()
        return {}

    def open(self, folder: Path) -> _Session:
        return _Session(folder)


SYSTEM = Fts5System()
