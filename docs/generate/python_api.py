"""The public names of the package `projektsok` as Markdown, the trees of errors, the seam."""

from __future__ import annotations

import importlib
import inspect

import projektsok
from docs.generate.classes import describe, fields_table, members_table
from docs.generate.markdown import block, code, table
from search.engine.protocol import Engine
from search.engine.word_sets import Reason
from search.options import Match, SearchOptions

ERROR_MODULES = ("corpus.errors", "search.errors", "indexer.errors")


def public_names() -> str:
    """Every public name: functions first, then the index, then the values."""
    owners = {name: getattr(projektsok, name) for name in projektsok.__all__}
    shown = {name: owner for name, owner in owners.items() if not _is_error(owner)}
    order = sorted(shown, key=lambda name: (isinstance(shown[name], type), name))
    return "\n\n".join(describe(shown[name], name) for name in order)


def _is_error(owner: object) -> bool:
    return isinstance(owner, type) and issubclass(owner, Exception)


def search_options() -> str:
    """The fields of `SearchOptions`."""
    return "\n\n".join([inspect.cleandoc(SearchOptions.__doc__ or ""), fields_table(SearchOptions)])


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
    members = [
        (name, member.fget if isinstance(member, property) else member)
        for name, member in vars(Engine).items()
        if not name.startswith("_") and (inspect.isfunction(member) or isinstance(member, property))
    ]
    rows = [(code(name), _first_paragraph(member)) for name, member in members]
    return table(("member", "what it answers"), rows)


def _first_paragraph(owner: object) -> str:
    return inspect.cleandoc(getattr(owner, "__doc__", None) or "").partition("\n\n")[0]
