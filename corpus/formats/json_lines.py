"""Reads JSON Lines: one object a line, one document an object."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from corpus.characters import INVISIBLE, normalise, one_line
from corpus.draft import Draft, DraftSection, Fact
from corpus.errors import Fault, Problem, UnreadableFileError
from corpus.formats.source import Source
from corpus.model import SECTION_KINDS

_OWN_KEYS: Final = frozenset(
    {"id", "_id", "title", "sections", "text", "metadata"}
)
_PREFIXES: Final = {"contact": "contact_", "other": ""}
"""Keys of the metadata that hold an object -> what the labels of the values in it begin with."""
_END_OF_FILE: Final = "\x1a"
_AROUND_OBJECTS: Final = f" \t\r\n{_END_OF_FILE}{INVISIBLE}"


def read_json_lines(source: Source) -> Iterator[Draft]:
    """A draft a line.

    A line that is no JSON object goes to the source's *on_fault* and is passed over, however many
    they are. Without *on_fault* the first one raises UnreadableFileError with its number, after the
    documents before it.
    """
    is_empty = True
    for number, raw_line in enumerate(source.lines(), 1):
        line = raw_line.strip(_AROUND_OBJECTS)
        if not line:
            continue
        is_empty = False
        try:
            draft = _read_line(line, number, source.path)
        except UnreadableFileError as fault:
            if source.on_fault is None:
                raise
            source.on_fault(fault)
            continue
        yield draft
    if is_empty:
        raise UnreadableFileError(source.path, Problem.EMPTY)


def _read_line(line: str, number: int, path: Path) -> Draft:
    bad_json = Fault(Problem.BAD_JSON, line=number)
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(path, bad_json) from error
    if not isinstance(record, dict):
        raise UnreadableFileError(
            path, Fault(Problem.NO_JSON_OBJECT, line=number)
        )
    try:
        return _draft(record)
    except RecursionError as error:
        # Objects within objects can be too deep for us and not for the parser.
        raise UnreadableFileError(path, bad_json) from error


def _draft(record: Mapping[str, Any]) -> Draft:
    sections = list(_sections(record.get("sections")))
    own_text = _text(record.get("text")).strip()
    if own_text:
        sections.insert(0, DraftSection("", own_text))
    metadata = record.get("metadata")
    if metadata is not None and not isinstance(metadata, Mapping):
        metadata = {"metadata": metadata}
    other = {
        key: value for key, value in record.items() if key not in _OWN_KEYS
    }
    return Draft(
        title=one_line(_text(record.get("title"))),
        sections=tuple(sections),
        facts=(*_facts(metadata or {}), *_facts(other)),
        id=_text(record.get("id", record.get("_id"))).strip(),
    )


def _sections(sections: object) -> Iterator[DraftSection]:
    """The sections of a list of objects or texts, of an object of heading and text, or a text."""
    match sections:
        case None:
            return
        case Mapping():
            for heading, text in sections.items():
                yield DraftSection(
                    normalise(str(heading)).strip(), _text(text).strip()
                )
        case Sequence() if not isinstance(sections, str):
            yield from map(_section, sections)
        case _:
            yield DraftSection("", _text(sections).strip())


def _section(section: object) -> DraftSection:
    if not isinstance(section, Mapping):
        return DraftSection("", _text(section).strip())
    kind = section.get("kind")
    is_known = isinstance(kind, str) and kind in SECTION_KINDS
    return DraftSection(
        heading=one_line(_text(section.get("heading"))),
        text=_text(section.get("text")).strip(),
        kind=kind if is_known else None,
    )


def _facts(values: Mapping[str, Any]) -> Iterator[Fact]:
    """A fact a key; the keys of an object within follow their own labels ("contact": {"name":
    …}).
    """
    for key, value in values.items():
        label = normalise(str(key))
        if isinstance(value, Mapping) and label in _PREFIXES:
            prefix = _PREFIXES[label]
            yield from _facts(
                {f"{prefix}{inner}": within for inner, within in value.items()}
            )
        elif isinstance(value, list):
            yield Fact(
                label, tuple(_text(item) for item in value if item is not None)
            )
        elif value is not None:
            yield Fact(label, (_text(value),))


def _text(value: object) -> str:
    """A value of JSON as text: a list of texts as its lines, what is no text as JSON."""
    match value:
        case None:
            return ""
        case str():
            return normalise(value)
        case list() if all(isinstance(item, str) for item in value):
            return normalise("\n".join(value))
        case _:
            return normalise(json.dumps(value, ensure_ascii=False))
