"""The files of an index as Markdown: every array with its type, its shape and what it holds."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from dataclasses import fields
from typing import Any

import search.store
from docs.generate.classes import field_texts
from docs.generate.markdown import block, code, docstring, table
from search.store import generations
from search.store.arrays import ArrayFile


def array_tables() -> str:
    """Every dataclass of arrays under a heading, a row for each `.npy` file."""
    return "\n\n".join(
        f"### {owner.__name__}\n\n{docstring(owner)}\n\n{_files_table(owner)}"
        for owner in array_classes()
    )


def array_classes() -> list[type[ArrayFile]]:
    """All dataclasses of arrays in `search.store`, by name."""
    for module in pkgutil.walk_packages(search.store.__path__, "search.store."):
        importlib.import_module(module.name)
    # A dataclass with slots is made twice; the module has the one that counts.
    classes = {owner for owner in _below(ArrayFile) if owner is _named_in_module(owner)}
    return sorted(classes, key=lambda owner: owner.__name__)


def _named_in_module(owner: type) -> object:
    module = sys.modules[owner.__module__]
    return getattr(module, owner.__name__)


def _below(owner: type[ArrayFile]) -> list[type[ArrayFile]]:
    found = []
    for direct in owner.__subclasses__():
        found.append(direct)
        found += _below(direct)
    return found


def _files_table(owner: Any) -> str:
    texts = field_texts(owner)
    rows = [
        (code(f"{field.name}.npy"), _number_type(str(field.type)), texts.get(field.name, ""))
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
