"""Tables, code and docstrings as Markdown."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    rule = ["---"] * len(header)
    lines = [header, rule, *rows]
    return "\n".join(map(_row, lines))


def _row(cells: Sequence[str]) -> str:
    inner = " | ".join(map(_cell, cells))
    return f"| {inner} |"


def _cell(text: str) -> str:
    """*text* on one line. A bar would end the cell, in code too."""
    return " ".join(text.split()).replace("|", "\\|")


def code(*texts: str) -> str:
    """Each text as code, with commas between."""
    return ", ".join(f"`{text}`" for text in texts)


def block(text: str, language: str = "text") -> str:
    """*text* as it stands, in a block of code."""
    return f"```{language}\n{text.rstrip()}\n```"


def docstring(owner: object) -> str:
    """The docstring of *owner*, its doctests as blocks of code; empty where it has none.

    A class that only inherits a docstring, and the signature that a dataclass writes for itself,
    count as none.
    """
    text = inspect.cleandoc(getattr(owner, "__doc__", None) or "")
    if text.startswith(f"{getattr(owner, '__name__', '')}("):
        return ""
    paragraphs = text.split("\n\n")
    return "\n\n".join(
        block(paragraph, "pycon") if paragraph.startswith(">>>") else paragraph
        for paragraph in paragraphs
    )
