"""What the files of an index depend on, as short texts that change with it.

An index whose fingerprint is another than the program's would be answered wrongly, and is refused:
a weight that is baked into its figures, the number of a kind of section, the stem of a word, the
name of an array. Nothing has to be bumped by hand but for what no table and no name tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from hashlib import blake2b
from typing import Final

from corpus import facts, kinds
from search.errors import IndexPart
from search.language.language_fingerprint import language_fingerprint
from search.store import whoosh_fields
from search.store.arrays import ArrayFile, PostingArrays, RecordArrays
from search.store.fact_columns import ColumnArrays, has_column
from search.store.gram_counts import GramArrays
from search.store.project_words import ProjectWordArrays
from search.store.word_relations import RelationArrays

LAYOUT_VERSION: Final = 2
"""Raised when files hold something else under the same names: another meaning or order of numbers,
another encoding of documents, words or the dictionary, other files that are no arrays."""

ARRAY_CLASSES: Final[tuple[type[ArrayFile], ...]] = (
    RecordArrays,
    PostingArrays,
    RelationArrays,
    ProjectWordArrays,
    GramArrays,
    ColumnArrays,
)


def index_fingerprint() -> Mapping[IndexPart, str]:
    """Sixteen hexadecimal digits for each part of what the files depend on."""
    return {
        IndexPart.LAYOUT: _digest(_layout()),
        IndexPart.KINDS: _digest(_kinds()),
        IndexPart.FACTS: _digest(_facts()),
        IndexPart.LANGUAGE: language_fingerprint(),
        IndexPart.WHOOSH: _digest(_whoosh()),
    }


def _layout() -> Iterator[str]:
    yield f"layout {LAYOUT_VERSION}"
    for owner in ARRAY_CLASSES:
        for field in fields(owner):
            yield f"{field.name}: {field.type}"


def _kinds() -> Iterator[str]:
    """In order: a record keeps the number of its kind. A record that is no section has the title of
    its kind as its heading; the headings that open a section are the readers' matter.
    """
    for kind in kinds.SECTION_KIND_TABLE:
        yield f"{kind.name} {kind.weight!r} {kind.is_section}"
        if not kind.is_section:
            yield kind.title


def _facts() -> Iterator[str]:
    """In order: columns are numbered. Labels, words in queries and orders are not in the files."""
    for fact in facts.FACT_TABLE:
        yield (
            f"{fact.name} {fact.type.value} {' '.join(fact.attributes)} {fact.masking.value} "
            f"{has_column(fact)} {fact.searchable} {fact.listed_in}"
        )


def _whoosh() -> Iterator[str]:
    yield whoosh_fields.WORD
    for field in whoosh_fields.WHOOSH_FIELDS:
        yield f"{field.name} {field.indexed.value} {field.stored}"


def _digest(lines: Iterator[str]) -> str:
    text = "\0".join(lines)
    return blake2b(text.encode("utf-8"), digest_size=8).hexdigest()
