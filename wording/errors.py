"""Errors as a person reads them: one Swedish sentence that says what happened and what to do."""

from __future__ import annotations

from functools import singledispatch


@singledispatch
def error_text(error: Exception) -> str:
    """*error* as one sentence. Each kind of error registers its own."""
    return str(error)
