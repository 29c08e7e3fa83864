"""Documents kept beside the index: their texts and facts, each read where it lies."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from corpus.facts import FACT_TABLE, FactType
from corpus.kinds import FACTS, TITLE
from corpus.model import Contact, Document, Metadata, Section
from search.store.arrays import RecordArrays, map_array
from search.store.records import KINDS
from search.store.text_files import TextFile

TEXTS_FILE: Final = "texts.bin"
HEADINGS_FILE: Final = "headings.bin"
DOCUMENTS_FILE: Final = "documents.jsonl"
DOCUMENT_STARTS_FILE: Final = "document_starts.npy"
_CACHED_SUMMARIES: Final = 2_048


def encode_document(document: Document) -> bytes:
    """*document* without its sections' texts as a line of JSON."""
    entry = {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "metadata": _encode_metadata(document.metadata),
    }
    return (
        json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8"
        )
        + b"\n"
    )


def _encode_metadata(metadata: Metadata) -> dict[str, Any]:
    """What is stated, by attribute."""
    stated = {}
    for attribute, value in asdict(metadata).items():
        if isinstance(value, date):
            stated[attribute] = value.isoformat()
        elif value not in (None, (), {}):
            stated[attribute] = value
    return stated


def _decode_metadata(entry: Mapping[str, Any]) -> Metadata:
    values = {}
    for attribute, value in entry.items():
        decode = _DECODERS[attribute]
        values[attribute] = decode(value)
    return Metadata(**values)


def _as_it_is(value: Any) -> Any:
    return value


def _contact(value: Mapping[str, str]) -> Contact:
    return Contact(**value)


_TYPE_DECODERS: Final[Mapping[FactType, Callable[[Any], Any]]] = {
    FactType.TEXT: _as_it_is,
    FactType.AMOUNT: _as_it_is,
    FactType.NAMES: tuple,
    FactType.PLACES: tuple,
    FactType.PERIOD: date.fromisoformat,
    FactType.YEAR: date.fromisoformat,
    FactType.CONTACT: _contact,
}
_DECODERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "other": _as_it_is,
    **{
        attribute: _TYPE_DECODERS[fact.type]
        for fact in FACT_TABLE
        for attribute in fact.attributes
    },
}
"""How the value of each attribute of `Metadata` comes back from JSON."""


class DocumentStore:
    """The documents of a generation by number; numbers follow the order of ids."""

    def __init__(self, folder: Path, records: RecordArrays) -> None:
        self._records = records
        self._texts = TextFile(folder / TEXTS_FILE, records.record_texts)
        self._headings = TextFile(
            folder / HEADINGS_FILE, records.record_headings
        )
        starts = map_array(folder / DOCUMENT_STARTS_FILE)
        self._entries = TextFile(folder / DOCUMENTS_FILE, starts)
        self.summary = lru_cache(_CACHED_SUMMARIES)(self._summary)

    def __len__(self) -> int:
        return len(self._entries)

    def is_whole(self) -> bool:
        """Whether every file is as long as the texts it should hold."""
        return (
            self._texts.is_whole()
            and self._headings.is_whole()
            and self._entries.is_whole()
        )

    def number(self, document_id: str) -> int | None:
        """The number of the document with this id, None if there is none."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.summary(middle).id < document_id:
                low = middle + 1
            else:
                high = middle
        if low == len(self):
            return None
        found = self.summary(low)
        return low if found.id == document_id else None

    def _summary(self, number: int) -> Document:
        """Document *number* without its sections."""
        entry = json.loads(self._entries[number])
        return Document(
            entry["id"],
            entry["title"],
            metadata=_decode_metadata(entry["metadata"]),
            source=entry["source"],
        )

    def document(self, number: int) -> Document:
        """Document *number*, whole."""
        first, end = self._records.project_records[number : number + 2].tolist()
        sections = []
        for record in range(first, end):
            kind = KINDS[self._records.record_kinds[record]]
            if kind not in (TITLE, FACTS):
                section = Section(kind, self.heading(record), self.text(record))
                sections.append(section)
        return replace(self.summary(number), sections=tuple(sections))

    def text(self, record: int) -> str:
        return self._texts[record]

    def text_between(self, start: int, end: int) -> str:
        """The text between two byte offsets, which must lie on character borders."""
        return self._texts.between(start, end)

    def heading(self, record: int) -> str:
        return self._headings[record]
