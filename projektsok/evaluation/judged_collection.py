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
from projektsok.errors import CommandError
from wording.catalogue import gettext as _

CORPUS_FILE: Final = "corpus.jsonl"
QUERIES_FILE: Final = "queries.jsonl"
JUDGMENTS_FOLDER: Final = "qrels"
_USUAL_SPLIT: Final = "test"


class CollectionError(CommandError):
    """A collection that cannot be used; *reason* is a Swedish clause without a full stop."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}.")
        self.path, self.reason = path, reason


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
        return {document for scores in self.judgments.values() for document in scores}


def read_collection(path: Path, split: str | None = None) -> JudgedCollection:
    """The collection in folder *path*, without its documents.

    Without *split*, the only one there is or else "test". Raises CollectionError or
    UnreadableFileError.
    """
    if not path.is_dir():
        reason = _("det är ingen mapp") if path.exists() else _("mappen finns inte")
        raise CollectionError(path, reason)
    texts = _read_queries(path / QUERIES_FILE)
    chosen = _choose_split(path, split)
    judgments = _read_judgments(path / JUDGMENTS_FOLDER / f"{chosen}.tsv")
    queries = {query: text for query, text in texts.items() if query in judgments}
    if not queries:
        reason = _("ingen fråga i {queries} är bedömd i {judgments}")
        judged = f"{JUDGMENTS_FOLDER}/{chosen}.tsv"
        raise CollectionError(path, reason.format(queries=QUERIES_FILE, judgments=judged))
    known = {query: judgments[query] for query in queries}
    return JudgedCollection(
        path, chosen, queries, known, tuple(query for query in judgments if query not in queries)
    )


def check_corpus(collection: JudgedCollection) -> None:
    """Raise UnreadableFileError where the documents cannot be read to the end, before time goes
    into an index.
    """
    for _document in read_json_lines(Source(collection.corpus)):
        pass


def _choose_split(path: Path, wanted: str | None) -> str:
    splits = sorted(file.stem for file in (path / JUDGMENTS_FOLDER).glob("*.tsv"))
    if not splits:
        reason = _("där finns inga bedömningar (SPLIT.tsv)")
        raise CollectionError(path / JUDGMENTS_FOLDER, reason)
    if wanted is None:
        if len(splits) == 1:
            return splits[0]
        if _USUAL_SPLIT in splits:
            return _USUAL_SPLIT
        reason = _("välj bedömningar med --split: {splits}")
        raise CollectionError(path, reason.format(splits=", ".join(splits)))
    if wanted not in splits:
        reason = _("det finns inga bedömningar som heter {name}; välj bland {splits}")
        raise CollectionError(path, reason.format(name=wanted, splits=", ".join(splits)))
    return wanted


def _read_queries(path: Path) -> dict[str, str]:
    queries: dict[str, str] = {}
    for number, record in _objects(path):
        query, text = record.get("_id"), record.get("text")
        if not isinstance(query, str | int) or not isinstance(text, str):
            reason = _("rad {line} saknar _id eller text")
            raise CollectionError(path, reason.format(line=number))
        if str(query) in queries:
            reason = _("rad {line} har samma _id som en rad före den, {query}")
            raise CollectionError(path, reason.format(line=number, query=query))
        queries[str(query)] = normalise(text)
    return queries


def _objects(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(read_lines(path), 1):
        if bare := line.strip("\ufeff \t\r\n"):
            try:
                record = json.loads(bare)
            except (ValueError, RecursionError) as error:
                raise UnreadableFileError(path, Fault(Problem.BAD_JSON, line=number)) from error
            if not isinstance(record, dict):
                reason = _("rad {line} är inte ett JSON-objekt med _id och text")
                raise CollectionError(path, reason.format(line=number))
            yield number, record


def _read_judgments(path: Path) -> dict[str, dict[str, int]]:
    judgments: dict[str, dict[str, int]] = {}
    for number, line in enumerate(read_lines(path), 1):
        bare = line.strip("\ufeff\r\n")
        if not bare.strip() or (number == 1 and bare.startswith("query")):
            continue
        try:
            query, document, score = bare.split("\t")
            judgments.setdefault(query, {})[normalise(document).strip()] = int(score)
        except ValueError as error:
            reason = _("rad {line} är inte query-id, corpus-id och ett heltal med tabbar emellan")
            raise CollectionError(path, reason.format(line=number)) from error
    return judgments
