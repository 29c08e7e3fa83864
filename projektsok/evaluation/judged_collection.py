"""Reads a collection in BEIR's layout: documents, queries, and which documents answer which query.

A collection is a folder with `corpus.jsonl` (`_id`, `title`, `text` or `sections`), `queries.jsonl`
(`_id`, `text`) and `qrels/SPLIT.tsv` (`query-id`, `corpus-id`, `score`, under a header).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from corpus.characters import normalise
from corpus.decoding import read_lines
from corpus.errors import Fault, Problem, UnreadableFileError
from corpus.formats.json_lines import read_json_lines
from corpus.formats.source import Source
from projektsok.errors import CollectionError
from wording.catalogue import gettext as _

CORPUS_FILE: Final = "corpus.jsonl"
QUERIES_FILE: Final = "queries.jsonl"
JUDGMENTS_FOLDER: Final = "qrels"
_USUAL_SPLIT: Final = "test"


@dataclass(frozen=True, slots=True)
class JudgedCollection:
    """The judged queries of one split.

    *queries* maps ids to texts in the file's order. *judgments* maps the same ids to documents with
    their scores.
    *unknown_queries* are judged, but `queries.jsonl` has no text for them.
    """

    path: Path
    split: str
    queries: Mapping[str, str]
    judgments: Mapping[str, Mapping[str, int]]
    unknown_queries: tuple[str, ...] = ()

    @property
    def corpus(self) -> Path:
        return self.path / CORPUS_FILE

    def judged_documents(self) -> set[str]:
        """The ids of all documents that some query judges."""
        documents: set[str] = set()
        for scores in self.judgments.values():
            documents.update(scores)
        return documents


def read_collection(path: Path, split: str | None = None) -> JudgedCollection:
    """The collection in folder *path*, without its documents.

    Without *split*, the only one there is or else "test". Raises CollectionError or
    UnreadableFileError.
    """
    if not path.is_dir():
        reason = (
            _("det är ingen mapp") if path.exists() else _("mappen finns inte")
        )
        raise CollectionError(path, reason)
    texts = _read_queries(path / QUERIES_FILE)
    chosen = _choose_split(path, split)
    judgments = _read_judgments(path / JUDGMENTS_FOLDER / f"{chosen}.tsv")
    queries = {
        query: text for query, text in texts.items() if query in judgments
    }
    if not queries:
        reason = _("ingen fråga i {queries} är bedömd i {judgments}")
        judged = f"{JUDGMENTS_FOLDER}/{chosen}.tsv"
        raise CollectionError(
            path, reason.format(queries=QUERIES_FILE, judgments=judged)
        )
    known = {query: judgments[query] for query in queries}
    return JudgedCollection(
        path,
        chosen,
        queries,
        known,
        tuple(query for query in judgments if query not in queries),
    )


def check_corpus(collection: JudgedCollection) -> None:
    """Raise UnreadableFileError where the documents cannot be read to the end, before time goes
    into an index.
    """
    for _document in read_json_lines(Source(collection.corpus)):
        pass


def _choose_split(path: Path, asked_for: str | None) -> str:
    """The split that is asked for, else the only one or the usual one. Raises CollectionError."""
    folder = path / JUDGMENTS_FOLDER
    splits = sorted(file.stem for file in folder.glob("*.tsv"))
    names = ", ".join(splits)
    if not splits:
        raise CollectionError(
            folder, _("där finns inga bedömningar (SPLIT.tsv)")
        )
    if asked_for is not None and asked_for not in splits:
        reason = _(
            "det finns inga bedömningar som heter {name}; välj bland {splits}"
        )
        raise CollectionError(path, reason.format(name=asked_for, splits=names))
    if asked_for is not None:
        return asked_for
    if len(splits) == 1:
        return splits[0]
    if _USUAL_SPLIT in splits:
        return _USUAL_SPLIT
    reason = _("välj bedömningar med --split: {splits}")
    raise CollectionError(path, reason.format(splits=names))


def _read_queries(path: Path) -> dict[str, str]:
    queries: dict[str, str] = {}
    for line_number, record in _objects(path):
        query = record.get("_id")
        text = record.get("text")
        if not isinstance(query, str | int) or not isinstance(text, str):
            reason = _("rad {line} saknar _id eller text")
            raise CollectionError(path, reason.format(line=line_number))
        if str(query) in queries:
            reason = _("rad {line} har samma _id som en rad före den, {query}")
            raise CollectionError(
                path, reason.format(line=line_number, query=query)
            )
        queries[str(query)] = normalise(text)
    return queries


def _objects(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The JSON objects of a file with one a line, with the numbers of their lines."""
    for line_number, line in enumerate(read_lines(path), 1):
        written = line.strip("\ufeff \t\r\n")
        if not written:
            continue
        try:
            record = json.loads(written)
        except (ValueError, RecursionError) as error:
            raise UnreadableFileError(
                path, Fault(Problem.BAD_JSON, line=line_number)
            ) from error
        if not isinstance(record, dict):
            reason = _("rad {line} är inte ett JSON-objekt med _id och text")
            raise CollectionError(path, reason.format(line=line_number))
        yield line_number, record


def _read_judgments(path: Path) -> dict[str, dict[str, int]]:
    judgments: dict[str, dict[str, int]] = {}
    for line_number, line in enumerate(read_lines(path), 1):
        written = line.strip("\ufeff\r\n")
        is_header = line_number == 1 and written.startswith("query")
        if is_header or not written.strip():
            continue
        try:
            query, document, score = written.split("\t")
            scores = judgments.setdefault(query, {})
            scores[normalise(document).strip()] = int(score)
        except ValueError as error:
            reason = _(
                "rad {line} är inte query-id, corpus-id och ett heltal med tabbar emellan"
            )
            raise CollectionError(
                path, reason.format(line=line_number)
            ) from error
    return judgments
