"""Reads JSON Lines: one object a line, one document an object."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from corpus.characters import normalise
from corpus.decoding import read_lines
from corpus.draft import Draft, Fact, Part
from corpus.errors import Fault, Problem, UnreadableFileError
from corpus.model import SECTION_KINDS

_OWN_KEYS: Final = frozenset({"id", "_id", "title", "sections", "text", "metadata"})


FaultTaker = Callable[[UnreadableFileError], None]
"""Is told of a line that cannot be read, so that reading can go on after it."""

MOST_FAULTS: Final = 100


def read_json_lines(path: Path, on_fault: FaultTaker | None = None) -> Iterator[tuple[str, Draft]]:
    """Each document's id (empty where it has none) and draft, in the file's order.

    A line that is no JSON object goes to *on_fault* and is passed over, a hundred of them at most.
    Without *on_fault* the first one raises UnreadableFileError with its number, after the documents
    before it.
    """
    found = False
    faults = 0
    for number, line in enumerate(read_lines(path), 1):
        bare = line.strip("\ufeff \t\r\n\x1a")
        if not bare:
            continue
        found = True
        try:
            record = _parse(bare, number, path)
        except UnreadableFileError as fault:
            faults += 1
            if on_fault is None or faults > MOST_FAULTS:
                raise
            on_fault(fault)
            continue
        yield _text(record.get("id", record.get("_id"))).strip(), _draft(record)
    if not found:
        raise UnreadableFileError(path, Problem.EMPTY)


def _parse(line: str, number: int, path: Path) -> Mapping[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(path, Fault(Problem.BAD_JSON, line=number)) from error
    if not isinstance(record, dict):
        raise UnreadableFileError(path, Fault(Problem.NO_JSON_OBJECT, line=number))
    return record


def _draft(record: Mapping[str, Any]) -> Draft:
    parts = list(_parts(record.get("sections")))
    if text := _text(record.get("text")).strip():
        parts.insert(0, Part("", text))
    metadata = record.get("metadata")
    facts = list(_facts(metadata)) if isinstance(metadata, Mapping) else []
    if metadata is not None and not isinstance(metadata, Mapping):
        facts += _facts({"metadata": metadata})
    facts += _facts({key: value for key, value in record.items() if key not in _OWN_KEYS})
    return Draft(" ".join(_text(record.get("title")).split()), tuple(parts), tuple(facts))


def _parts(sections: object) -> Iterator[Part]:
    """Parts of a list of objects or strings, or of an object of heading and text."""
    if isinstance(sections, Mapping):
        yield from (
            Part(normalise(str(heading)).strip(), _text(text).strip())
            for heading, text in sections.items()
        )
    elif isinstance(sections, Sequence) and not isinstance(sections, str):
        for section in sections:
            if not isinstance(section, Mapping):
                yield Part("", _text(section).strip())
                continue
            kind = section.get("kind")
            known = kind if isinstance(kind, str) and kind in SECTION_KINDS else None
            yield Part(
                " ".join(_text(section.get("heading")).split()),
                _text(section.get("text")).strip(),
                known,
            )
    elif sections is not None:
        yield Part("", _text(sections).strip())


def _facts(values: Mapping[str, Any]) -> Iterator[Fact]:
    """A fact a key; the keys of an object within follow their own labels ("contact": {"name":
    …}).
    """
    for key, value in values.items():
        label = normalise(str(key))
        if isinstance(value, Mapping) and label in {"contact", "other"}:
            prefix = "contact_" if label == "contact" else ""
            yield from _facts(
                {f"{prefix}{inner}": inner_value for inner, inner_value in value.items()}
            )
        elif isinstance(value, list):
            yield Fact(label, tuple(_text(item) for item in value if item is not None))
        elif value is not None:
            yield Fact(label, (_text(value),))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return normalise("\n".join(value))
    return normalise(json.dumps(value, ensure_ascii=False))
