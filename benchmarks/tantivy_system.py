"""tantivy, a search library in Rust, with its Swedish stemmer; facts are fast fields."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import tantivy

from benchmarks.projects import Project, read_projects
from benchmarks.queries import LoggedQuery
from benchmarks.systems import OVERFETCHED, SYSTEMS, Answer, ProjectTable

_ANALYZER: Final = "swedish"
_MOST_PROJECTS: Final = 1_000_000


def _analyzer() -> Any:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    return (
        builder.filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer("swedish"))
        .build()
    )


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
        self._schema, self._analyzer = _schema(), _analyzer()
        index = tantivy.Index(self._schema, str(folder / "index"))
        index.register_tokenizer(_ANALYZER, self._analyzer)
        self._searcher = index.searcher()
        self._table = ProjectTable.load(folder)

    def answer(self, asked: LoggedQuery, mode: str) -> Answer:
        query = self._bounded(asked, self._tree(asked))
        addresses = [
            address
            for _, address in self._searcher.search(
                query, OVERFETCHED, count=False
            ).hits
        ]
        ranked: list[int] = self._searcher.fast_field_values(
            "project", addresses
        )
        ids = self._table.ids_of(ranked)
        if mode == "top":
            return Answer(ids)
        terms = {
            "projects": {"terms": {"field": "project", "size": _MOST_PROJECTS}}
        }
        buckets = self._searcher.aggregate(query, terms)["projects"]["buckets"]
        found = [int(bucket["key"]) for bucket in buckets]
        passages = (
            self._passages(query, ranked, addresses) if mode == "cards" else 0
        )
        return Answer(
            ids, len(found), self._table.facet_values(found), passages
        )

    def _passages(
        self, query: Any, ranked: list[int], addresses: list[Any]
    ) -> int:
        best = dict(zip(reversed(ranked), reversed(addresses), strict=True))
        snippets = tantivy.SnippetGenerator.create(
            self._searcher, query, self._schema, "text"
        )
        projects = list(dict.fromkeys(ranked))[:10]
        return len(
            [
                snippets.snippet_from_doc(
                    self._searcher.doc(best[project])
                ).to_html()
                for project in projects
            ]
        )

    def _tree(self, asked: LoggedQuery) -> Any:
        if asked.kind == "prefix":
            return tantivy.Query.regex_query(
                self._schema, "text", f"{asked.words[0]}.*"
            )
        words = [
            term
            for word in asked.words
            for term in self._analyzer.analyze(word)
        ]
        if asked.kind == "phrase":
            return tantivy.Query.phrase_query(self._schema, "text", words)
        return self._every(
            [
                tantivy.Query.term_query(self._schema, "text", word, "freq")
                for word in words
            ]
        )

    def _bounded(self, asked: LoggedQuery, tree: Any) -> Any:
        if asked.section:
            return self._every([tree, self._silent("kind", asked.section)])
        if asked.years:
            integer = tantivy.FieldType.Integer
            years = tantivy.Query.range_query(
                self._schema, "year", integer, *asked.years
            )
            return self._every(
                [tree, tantivy.Query.const_score_query(years, 0.0)]
            )
        return (
            self._every([tree, self._silent("region", asked.region)])
            if asked.region
            else tree
        )

    def _silent(self, field: str, value: str) -> Any:
        """A condition that adds nothing to the score."""
        term = tantivy.Query.term_query(self._schema, field, value, "basic")
        return tantivy.Query.const_score_query(term, 0.0)

    @staticmethod
    def _every(queries: list[Any]) -> Any:
        if len(queries) == 1:
            return queries[0]
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, query) for query in queries]
        )

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
