"""SQLite's FTS5 with its standard tokenizer; facts stand in tables beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from benchmarks.projects import read_projects
from benchmarks.queries import LoggedQuery
from benchmarks.systems import OVERFETCHED, SYSTEMS, Answer, ProjectTable

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
        rows = self._connection.execute(
            "SELECT id, year, region FROM projects ORDER BY project"
        ).fetchall()
        self._table = ProjectTable.of(rows)

    def answer(self, asked: LoggedQuery, mode: str) -> Answer:
        match, (bounds, values) = _match(asked), _bounds(asked)
        ranked = self._connection.execute(
            f"SELECT record, project {_MATCHES}{bounds} ORDER BY rank LIMIT {OVERFETCHED}",
            (match, *values),
        ).fetchall()
        ids = self._table.ids_of([project for _, project in ranked])
        if mode == "top":
            return Answer(ids)
        rows = self._connection.execute(
            f"SELECT DISTINCT project {_MATCHES}{bounds}", (match, *values)
        ).fetchall()
        found = [project for (project,) in rows]
        passages = self._passages(match, ranked) if mode == "cards" else 0
        return Answer(
            ids, len(found), self._table.facet_values(found), passages
        )

    def _passages(self, match: str, ranked: list[tuple[int, int]]) -> int:
        best = {project: record for record, project in reversed(ranked)}
        records = [
            best[project]
            for project in list(
                dict.fromkeys(project for _, project in ranked)
            )[:10]
        ]
        places = ", ".join("?" for _ in records)
        return len(
            self._connection.execute(
                "SELECT rowid, snippet(records, 0, '<mark>', '</mark>', '…', 40) FROM records "
                f"WHERE records MATCH ? AND rowid IN ({places})",
                (match, *records),
            ).fetchall()
        )

    def close(self) -> None:
        self._connection.close()


def _match(asked: LoggedQuery) -> str:
    if asked.kind == "phrase":
        return f'"{" ".join(asked.words)}"'
    if asked.kind == "prefix":
        return f'"{asked.words[0]}"*'
    return " ".join(f'"{word}"' for word in asked.words)


def _bounds(asked: LoggedQuery) -> tuple[str, tuple[str | int, ...]]:
    if asked.section:
        return " AND facts.kind = ?", (asked.section,)
    if asked.years:
        return " AND facts.year BETWEEN ? AND ?", asked.years
    return (
        (" AND facts.region = ?", (asked.region,)) if asked.region else ("", ())
    )


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
