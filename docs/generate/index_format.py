"""The files of an index as Markdown: every array with its type, its shape and what it holds."""

from __future__ import annotations

import inspect
from dataclasses import fields
from typing import Any

from docs.generate.classes import field_texts, members_table
from docs.generate.markdown import block, code, docstring, table
from search.errors import IndexPart
from search.store import generations
from search.store.fingerprint import ARRAY_CLASSES


def array_tables() -> str:
    """Every dataclass of arrays under a heading, a row for each `.npy` file."""
    return "\n\n".join(
        f"### {owner.__name__}\n\n{docstring(owner)}\n\n{_files_table(owner)}"
        for owner in ARRAY_CLASSES
    )


def _files_table(owner: Any) -> str:
    texts = field_texts(owner)
    rows = [
        (
            code(f"{field.name}.npy"),
            _number_type(str(field.type)),
            texts.get(field.name, ""),
        )
        for field in fields(owner)
    ]
    return table(("file", "numbers", "shape and content"), rows)


_NUMBER_TYPES = {
    "IntArray": "int32",
    "LongArray": "int64",
    "HashArray": "uint64",
    "ByteArray": "uint8",
    "FloatArray": "float32",
    "DoubleArray": "float64",
    "BoolArray": "bool",
    "KindsArray": "uint32",
}


def _number_type(annotation: str) -> str:
    return _NUMBER_TYPES.get(annotation, annotation)


def layout() -> str:
    """Where the files of an index lie, as `search.store.generations` says it."""
    text = inspect.cleandoc(generations.__doc__ or "")
    lines = [line for line in text.splitlines() if line.startswith("index/")]
    return block("\n".join(lines))


def parts_table() -> str:
    """What the files of an index depend on."""
    return members_table(IndexPart)
