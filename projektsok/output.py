"""What a command writes on standard output: lines with marked words, for eyes on a terminal or for
other programs.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TextIO

import click

from corpus.characters import CONTROLS, LINE_ENDS
from search.results import Span

if TYPE_CHECKING:
    from rich.console import Console

# A document must not be able to move the cursor or recolour the terminal. One for one, so that
# marks stay in place.
_CONTROL: Final = dict.fromkeys(map(ord, CONTROLS + LINE_ENDS), " ")

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", *"＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula, in full width too, or strips before it
looks.
"""


def is_plain(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to write without bold type and line wrapping: not a terminal, or the person asked for
    it (NO_COLOR).
    """
    return (
        not stream.isatty()
        or bool(environment.get("NO_COLOR"))
        or environment.get("TERM") == "dumb"
    )


def with_asterisks(text: str, marks: Sequence[Span]) -> str:
    """*text* with each span of *marks* between asterisks, as in plain mail.

    >>> with_asterisks("mot hemlöshet", [(4, 13)])
    'mot *hemlöshet*'
    """
    parts, end = [], 0
    for start, stop in marks:
        parts += [text[end:start], "*", text[start:stop], "*"]
        end = stop
    return "".join([*parts, text[end:]])


class Output:
    """Standard output: styled and wrapped on a terminal, plain and one line a line elsewhere."""

    def __init__(self, stream: TextIO, environment: Mapping[str, str]) -> None:
        self._console: Console | None = None
        if not is_plain(stream, environment):
            self._console = _console(stream)

    def line(
        self,
        text: str = "",
        marks: Sequence[Span] = (),
        *,
        indent: int = 0,
        bold: bool = False,
    ) -> None:
        """One line; *marks* are spans in *text* to bring out. Line breaks and control characters
        become spaces.
        """
        clean = text.translate(_CONTROL)
        if self._console is None:
            click.echo(f"{' ' * indent}{with_asterisks(clean, marks)}".rstrip())
            return
        from rich.padding import Padding
        from rich.text import Text

        styled = Text(clean, style="bold" if bold else "")
        for start, stop in marks:
            styled.stylize("bold underline" if bold else "bold", start, stop)
        self._console.print(Padding(styled, (0, 0, 0, indent)))

    def text(self, text: str, *, indent: int = 0) -> None:
        """Several lines, as they are broken in *text*."""
        for line in text.split("\n"):
            self.line(line, indent=indent)


def _console(stream: TextIO) -> Console:
    # Only a terminal waits for the library: most of what is written goes to another program.
    from rich.console import Console

    return Console(file=stream, highlight=False)


def write_json(value: Any) -> None:
    """One JSON value, indented."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def write_json_line(value: Any) -> None:
    """One JSON value on one line, for JSON Lines."""
    click.echo(json.dumps(value, ensure_ascii=False))


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A header and rows, comma-separated; None becomes an empty cell, and a text that a spreadsheet
    would carry out as a formula gets an apostrophe before it.
    """
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([harmless_cell(cell) for cell in row] for row in rows)


def harmless_cell(value: object) -> object:
    """*value* as a spreadsheet shows it and does not carry it out, as OWASP advises against CSV
    injection. Only texts are changed.

    >>> harmless_cell("=1+1"), harmless_cell("1+1"), harmless_cell(-1)
    ("'=1+1", '1+1', -1)
    """
    is_formula = isinstance(value, str) and value.startswith(_FORMULA_STARTS)
    return f"'{value}" if is_formula else value


def say(message: str) -> None:
    """A message to the person, on standard error."""
    lines = [line.translate(_CONTROL) for line in message.split("\n")]
    click.echo("\n".join(lines), err=True)
