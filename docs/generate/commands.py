"""The command line as Markdown: every command with its own words for what it does."""

from __future__ import annotations

import inspect

import click

from docs.generate.markdown import block, code, table
from projektsok.cli import commands
from projektsok.settings import PROGRAM
from projektsok.swedish import swedish_click


def command_pages() -> str:
    """Every command under a heading, in the order of `projektsok --help`."""
    with swedish_click(), click.Context(commands, info_name=PROGRAM) as parent:
        names = commands.list_commands(parent)
        return "\n\n".join(
            _described(commands.commands[name], name, parent) for name in names
        )


def _described(command: click.Command, name: str, parent: click.Context) -> str:
    with click.Context(command, info_name=name, parent=parent) as context:
        usage = " ".join(
            [PROGRAM, name, *command.collect_usage_pieces(context)]
        )
        records = [
            param.get_help_record(context)
            for param in command.get_params(context)
        ]
    rows = [
        (code(record[0]), record[1]) for record in records if record is not None
    ]
    options = table(("flag", "what it does"), rows)
    return "\n\n".join(
        [f"## `{PROGRAM} {name}`", block(usage), _help_text(command), options]
    )


def _help_text(command: click.Command) -> str:
    """The command's own text. A paragraph that must keep its lines (after `\\b`) is a block."""
    text = inspect.cleandoc(command.help or "")
    return "\n\n".join(
        block(paragraph.removeprefix("\b").strip("\n"))
        if "\b" in paragraph
        else paragraph
        for paragraph in text.split("\n\n")
    )
