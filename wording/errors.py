"""Errors as a person reads them: one sentence that says what happened and what to do."""

from __future__ import annotations

from functools import singledispatch
from importlib import import_module
from typing import Final

_MODULES: Final = (
    "wording.faults",
    "wording.indexes",
    "wording.queries",
    "wording.synonym_files",
    "wording.system_errors",
)
"""Where the sentences are: each of these registers its own on `error_text` when it is imported."""


@singledispatch
def error_text(error: Exception) -> str:
    """*error* as one sentence; its own text where it has no sentence."""
    # Imported once something has gone wrong: what goes well pays nothing for it.
    for module in _MODULES:
        import_module(module)
    text_of = error_text.dispatch(type(error))
    return (
        str(error) if text_of is error_text.dispatch(object) else text_of(error)
    )
