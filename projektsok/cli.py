"""The command `projektsok`: wires the four rooms together and turns what happens into exit codes.

0 found or done, 1 nothing found, 2 wrong use or unreadable, 130 stopped with Ctrl-C, 141 the reader
of a pipe left.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NoReturn

import click

from corpus.errors import CorpusError
from indexer.errors import IndexerError
from projektsok.errors import CommandError
from projektsok.lazy_commands import LazyCommands
from projektsok.output import Output, say
from projektsok.session import Session
from projektsok.settings import COMPLETION_VARIABLE, PROGRAM, load_settings
from projektsok.swedish import SwedishGroup, swedish_click, usage_text
from search.errors import SearchError
from wording.catalogue import gettext as _
from wording.errors import error_text

FOUND: Final = 0
NOTHING_FOUND: Final = 1
WRONG_USE: Final = 2
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141

COMMANDS: Final[Mapping[str, str]] = {
    "rebuild": "projektsok.rebuild_command:rebuild",
    "search": "projektsok.search_command:search",
    "show": "projektsok.show_command:show",
    "suggest": "projektsok.index_commands:suggest",
    "similar": "projektsok.index_commands:similar",
    "stats": "projektsok.index_commands:stats",
    "export": "projektsok.index_commands:export",
    "eval": "projektsok.evaluation.eval_command:evaluate",
    "serve": "projektsok.serve_command:serve",
    "completion": "projektsok.shells:completion",
}
"""Every command, in the order of the help page, with where it is."""


def _show_version(
    ctx: click.Context, param: click.Parameter, wanted: bool
) -> None:
    if wanted and not ctx.resilient_parsing:
        # Slower to load than a search takes.
        from importlib.metadata import version

        click.echo(f"{PROGRAM} {version(PROGRAM)}")
        ctx.exit()


@click.group(
    cls=SwedishGroup, commands=LazyCommands(COMMANDS), no_args_is_help=True
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Visa programmets version.",
)
def commands() -> None:
    """Sök i svenska projektdokument."""


def main() -> NoReturn:
    """The console script."""
    # What is loaded by now stays: no collection, such as at the end of a search, need look at it.
    gc.freeze()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Another program gets UTF-8 whatever the locale; a terminal gets what it can show.
            stream.reconfigure(
                encoding=None if stream.isatty() else "utf-8", errors="replace"
            )
    sys.exit(run(sys.argv[1:], os.environ))


def run(args: Sequence[str], environment: Mapping[str, str]) -> int:
    """Carry out the command that *args* name and return its exit code; says on standard error what
    went wrong.
    """
    try:
        with swedish_click():
            return _carry_out(args, environment)
    except click.exceptions.Exit as error:
        return error.exit_code
    except (CommandError, CorpusError, IndexerError, SearchError) as error:
        say(_("Fel: {what}").format(what=error_text(error)))
        return WRONG_USE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return BROKEN_PIPE
    except OSError as error:
        _discard_output()
        say(
            _("Fel: utdata gick inte att skriva ({reason}).").format(
                reason=error_text(error)
            )
        )
        return WRONG_USE


def _carry_out(args: Sequence[str], environment: Mapping[str, str]) -> int:
    settings = load_settings(Path.cwd(), environment)
    session = Session(settings, Output(sys.stdout, environment))
    if instruction := environment.get(COMPLETION_VARIABLE):
        from projektsok.shells import answer_shell

        return answer_shell(commands, session, instruction)
    try:
        with commands.make_context(PROGRAM, list(args), obj=session) as context:
            code: int = commands.invoke(context)
    except click.ClickException as error:
        say(usage_text(error))
        return WRONG_USE
    sys.stdout.flush()
    return code


def _discard_output() -> None:
    """Point standard output at nothing, so that the interpreter's last flush meets no closed
    pipe.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
