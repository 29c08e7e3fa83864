"""Whoosh as its documentation has it: its own Swedish analyser, searcher and highlighter, one
document a section.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from whoosh import fields, index, query, sorting
from whoosh.analysis import LanguageAnalyzer

from benchmarks.projects import read_projects
from benchmarks.queries import LoggedQuery
from benchmarks.systems import OVERFETCHED, SYSTEMS, Answer, ProjectTable


def _schema() -> Any:
    return fields.Schema(
        project=fields.NUMERIC(stored=True, sortable=True),
        kind=fields.ID,
        year=fields.NUMERIC,
        region=fields.ID,
        text=fields.TEXT(analyzer=LanguageAnalyzer("sv"), stored=True),
    )


class _Session:
    def __init__(self, folder: Path) -> None:
        self._index = index.open_dir(str(folder))
        self._searcher = self._index.searcher()
        self._text = self._index.schema["text"]
        self._projects = self._searcher.reader().column_reader("project")
        self._table = ProjectTable.load(folder)

    def answer(self, asked: LoggedQuery, mode: str) -> Answer:
        tree, bounds = self._tree(asked), _bounds(asked)
        if mode == "top":
            results = self._searcher.search(
                tree, limit=OVERFETCHED, filter=bounds
            )
            return Answer(
                self._table.ids_of(
                    [self._projects[hit.docnum] for hit in results]
                )
            )
        results = self._searcher.search(
            tree,
            limit=OVERFETCHED,
            filter=bounds,
            groupedby="project",
            maptype=sorting.Count,
        )
        found = list(results.groups("project"))
        ranked = [(hit, self._projects[hit.docnum]) for hit in results]
        best = (
            {project: hit for hit, project in reversed(ranked)}
            if mode == "cards"
            else {}
        )
        first = (
            list(dict.fromkeys(project for _, project in ranked))[:10]
            if best
            else []
        )
        passages = [
            best[project].highlights("text", top=1) for project in first
        ]
        ids = self._table.ids_of([project for _, project in ranked])
        return Answer(
            ids, len(found), self._table.facet_values(found), len(passages)
        )

    def _tree(self, asked: LoggedQuery) -> Any:
        if asked.kind == "prefix":
            return query.Prefix("text", asked.words[0])
        words = [
            term
            for word in asked.words
            for term in self._text.process_text(word, mode="query")
        ]
        if asked.kind == "phrase":
            return query.Phrase("text", words)
        return query.And([query.Term("text", word) for word in words])

    def close(self) -> None:
        self._searcher.close()
        self._index.close()


def _bounds(asked: LoggedQuery) -> Any:
    if asked.section:
        return query.Term("kind", asked.section)
    if asked.years:
        return query.NumericRange("year", *asked.years)
    return query.Term("region", asked.region) if asked.region else None


class WhooshSystem:
    title = SYSTEMS["whoosh"]
    note = "ranks sections; its own Swedish stemmer and stop words"

    def supports(self, query: LoggedQuery, mode: str) -> bool:
        return True

    def build(self, corpus: Path, folder: Path) -> Mapping[str, float]:
        writer = index.create_in(str(folder), _schema()).writer(limitmb=256)
        rows = []
        for number, project in enumerate(read_projects(corpus)):
            rows.append((project.id, project.year, project.region))
            for kind, text in project.records():
                writer.add_document(
                    project=number,
                    kind=kind,
                    year=project.year,
                    region=project.region,
                    text=text,
                )
        writer.commit()
        ProjectTable.of(rows).save(folder)
        return {}

    def open(self, folder: Path) -> _Session:
        return _Session(folder)


SYSTEM = WhooshSystem()
