"""The public names of the package `projektsok` as Markdown, the trees of errors, the seam."""

from __future__ import annotations

import importlib
import inspect

import projektsok
from docs.generate.classes import describe, fields_table, members_table
from docs.generate.markdown import block, code, docstring, table
from search.engine.protocol import Engine
from search.engine.words.word_sets import Reason
from search.options import Match, SearchOptions

ERROR_MODULES = ("corpus.errors", "search.errors", "indexer.errors")


def public_names() -> str:
    """Every public name: functions first, then the index, then the values."""
    functions = []
    classes = []
    for name in sorted(projektsok.__all__):
        owner = getattr(projektsok, name)
        if not isinstance(owner, type):
            functions.append(describe(owner, name))
        elif not issubclass(owner, Exception):
            classes.append(describe(owner, name))
    return "\n\n".join([*functions, *classes])


def search_options() -> str:
    """The fields of `SearchOptions`."""
    text = docstring(SearchOptions)
    return f"{text}\n\n{fields_table(SearchOptions)}"


def match_values() -> str:
    return members_table(Match)


def reasons() -> str:
    """Why a form may answer a word, in a line."""
    return code(*(reason.value for reason in Reason))


def error_trees() -> str:
    """The trees as they are drawn at the top of each `errors.py`."""
    return "\n\n".join(
        block(inspect.cleandoc(importlib.import_module(name).__doc__ or ""))
        for name in ERROR_MODULES
    )


def seam_table() -> str:
    """The members of the Protocol that every engine has, with what each answers."""
    rows = []
    for name, member in vars(Engine).items():
        is_member = inspect.isfunction(member) or isinstance(member, property)
        if is_member and not name.startswith("_"):
            rows.append((code(name), _first_paragraph(member)))
    return table(("member", "what it answers"), rows)


def _first_paragraph(owner: object) -> str:
    text = docstring(owner)
    return text.partition("\n\n")[0]
