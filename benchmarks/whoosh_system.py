"""Whoosh as its documentation has it: its own Swedish analyser, searcher and highlighter, one
document a section.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, index, query, sorting
from whoosh.analysis import LanguageAnalyzer

from benchmarks.projects import read_projects
from benchmarks.queries import LoggedQuery
from benchmarks.systems import (
    OVERFETCHED,
    SYSTEMS,
    Answer,
    ProjectTable,
    first_distinct,
)


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
        tree = self._tree(asked)
        grouping = (
            {}
            if mode == "top"
            else {"groupedby": "project", "maptype": sorting.Count}
        )
        results = self._searcher.search(
            tree, limit=OVERFETCHED, filter=_bounds(asked), **grouping
        )
        hits = list(results)
        ranked = [self._projects[hit.docnum] for hit in hits]
        ids = self._table.ids_of(ranked)
        if mode == "top":
            return Answer(ids)
        projects = list(results.groups("project"))
        passages = _passages(hits, ranked) if mode == "cards" else []
        facet_values = self._table.facet_values(projects)
        return Answer(ids, len(projects), facet_values, len(passages))

    def _tree(self, asked: LoggedQuery) -> Any:
        if asked.kind == "prefix":
            return query.Prefix("text", asked.words[0])
        stems: list[str] = []
        for word in asked.words:
            stems += self._text.process_text(word, mode="query")
        if asked.kind == "phrase":
            return query.Phrase("text", stems)
        return query.And([query.Term("text", stem) for stem in stems])

    def close(self) -> None:
        self._searcher.close()
        self._index.close()


def _passages(hits: Sequence[Any], ranked: Sequence[int]) -> list[str]:
    """A passage of the best section of each project in the answer."""
    best: dict[int, Any] = {}
    for project, hit in zip(ranked, hits, strict=True):
        best.setdefault(project, hit)
    return [
        best[project].highlights("text", top=1)
        for project in first_distinct(ranked)
    ]


def _bounds(asked: LoggedQuery) -> Any:
    if asked.section:
        return query.Term("kind", asked.section)
    if asked.years:
        return query.NumericRange("year", *asked.years)
    if asked.region:
        return query.Term("region", asked.region)
    return None


class WhooshSystem:
    title = SYSTEMS["whoosh"]
    note = "ranks sections; its own Swedish stemmer and stop words"

    def supports(self, query: LoggedQuery, mode: str) -> bool:
        return True

    def build(self, corpus: Path, folder: Path) -> Mapping[str, float]:
        created = index.create_in(str(folder), _schema())
        writer = created.writer(limitmb=256)
        rows = []
        for number, project in enumerate(read_projects(corpus)):
            rows.append((project.id, project.year, project.region))
            facts = {
                "project": number,
                "year": project.year,
                "region": project.region,
            }
            for kind, text in project.records():
                writer.add_document(**facts, kind=kind, text=text)
        writer.commit()
        ProjectTable.of(rows).save(folder)
        return {}

    def open(self, folder: Path) -> _Session:
        return _Session(folder)


SYSTEM = WhooshSystem()
