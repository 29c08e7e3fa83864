"""tantivy, a search library in Rust, with its Swedish stemmer; facts are fast fields."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import tantivy

from benchmarks.projects import Project, read_projects
from benchmarks.queries import LoggedQuery
from benchmarks.systems import (
    OVERFETCHED,
    SYSTEMS,
    Answer,
    ProjectTable,
    first_distinct,
)

_ANALYZER: Final = "swedish"
_MOST_PROJECTS: Final = 1_000_000


def _analyzer() -> Any:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    builder = builder.filter(tantivy.Filter.lowercase())
    builder = builder.filter(tantivy.Filter.stemmer("swedish"))
    return builder.build()


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("project", stored=True, indexed=True, fast=True)
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("year", indexed=True, fast=True)
    builder.add_text_field("region", tokenizer_name="raw", index_option="basic")
    builder.add_text_field(
        "text", stored=True, tokenizer_name=_ANALYZER, index_option="position"
    )
    return builder.build()


def _document(number: int, project: Project, kind: str, text: str) -> Any:
    document = tantivy.Document(kind=kind, region=project.region, text=text)
    document.add_unsigned("project", number)
    document.add_integer("year", project.year)
    return document


class _Session:
    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
        self._analyzer = _analyzer()
        index = tantivy.Index(self._schema, str(folder / "index"))
        index.register_tokenizer(_ANALYZER, self._analyzer)
        self._searcher = index.searcher()
        self._table = ProjectTable.load(folder)

    def answer(self, asked: LoggedQuery, mode: str) -> Answer:
        query = self._bounded(asked, self._tree(asked))
        results = self._searcher.search(query, OVERFETCHED, count=False)
        addresses = [address for _, address in results.hits]
        ranked: list[int] = self._searcher.fast_field_values(
            "project", addresses
        )
        ids = self._table.ids_of(ranked)
        if mode == "top":
            return Answer(ids)
        projects = self._matching_projects(query)
        passages = (
            self._passages(query, ranked, addresses) if mode == "cards" else []
        )
        facet_values = self._table.facet_values(projects)
        return Answer(ids, len(projects), facet_values, len(passages))

    def _matching_projects(self, query: Any) -> list[int]:
        terms = {
            "projects": {"terms": {"field": "project", "size": _MOST_PROJECTS}}
        }
        aggregated = self._searcher.aggregate(query, terms)
        buckets = aggregated["projects"]["buckets"]
        return [int(bucket["key"]) for bucket in buckets]

    def _passages(
        self, query: Any, ranked: list[int], addresses: list[Any]
    ) -> list[str]:
        """A passage of the best section of each project in the answer."""
        best: dict[int, Any] = {}
        for project, address in zip(ranked, addresses, strict=True):
            best.setdefault(project, address)
        snippets = tantivy.SnippetGenerator.create(
            self._searcher, query, self._schema, "text"
        )
        passages = []
        for project in first_distinct(ranked):
            section = self._searcher.doc(best[project])
            passages.append(snippets.snippet_from_doc(section).to_html())
        return passages

    def _tree(self, asked: LoggedQuery) -> Any:
        if asked.kind == "prefix":
            return tantivy.Query.regex_query(
                self._schema, "text", f"{asked.words[0]}.*"
            )
        stems: list[str] = []
        for word in asked.words:
            stems += self._analyzer.analyze(word)
        if asked.kind == "phrase":
            return tantivy.Query.phrase_query(self._schema, "text", stems)
        terms = [
            tantivy.Query.term_query(self._schema, "text", stem, "freq")
            for stem in stems
        ]
        return self._every(terms)

    def _bounded(self, asked: LoggedQuery, tree: Any) -> Any:
        if asked.section:
            bound = self._silent("kind", asked.section)
        elif asked.years:
            integer = tantivy.FieldType.Integer
            years = tantivy.Query.range_query(
                self._schema, "year", integer, *asked.years
            )
            bound = tantivy.Query.const_score_query(years, 0.0)
        elif asked.region:
            bound = self._silent("region", asked.region)
        else:
            return tree
        return self._every([tree, bound])

    def _silent(self, field: str, value: str) -> Any:
        """A condition that adds nothing to the score."""
        option = "basic"
        term = tantivy.Query.term_query(self._schema, field, value, option)
        return tantivy.Query.const_score_query(term, 0.0)

    @staticmethod
    def _every(queries: list[Any]) -> Any:
        if len(queries) == 1:
            return queries[0]
        required = [(tantivy.Occur.Must, query) for query in queries]
        return tantivy.Query.boolean_query(required)

    def close(self) -> None:
        """Nothing to close: the maps go with the last reference."""


class TantivySystem:
    title = SYSTEMS["tantivy"]
    note = "ranks sections; Snowball's Swedish stemmer"

    def supports(self, query: LoggedQuery, mode: str) -> bool:
        return True

    def build(self, corpus: Path, folder: Path) -> Mapping[str, float]:
        (folder / "index").mkdir()
        index = tantivy.Index(_schema(), str(folder / "index"))
        index.register_tokenizer(_ANALYZER, _analyzer())
        writer = index.writer(heap_size=256_000_000, num_threads=2)
        rows = []
        for number, project in enumerate(read_projects(corpus)):
            rows.append((project.id, project.year, project.region))
            for kind, text in project.records():
                writer.add_document(_document(number, project, kind, text))
        writer.commit()
        writer.wait_merging_threads()
        ProjectTable.of(rows).save(folder)
        return {}

    def open(self, folder: Path) -> _Session:
        return _Session(folder)


SYSTEM = TantivySystem()
