"""`projektsok completion`, and the other end of it: answering the shell that asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
)

from projektsok.session import Session
from projektsok.settings import COMPLETION_VARIABLE, PROGRAM
from projektsok.swedish import SwedishCommand, WordParameter


def _joined(words: Iterable[str]) -> list[str]:
    """*words* with the pieces that Bash cut out of `name=value` put together again.

    >>> _joined(["--filter", "region", "=", "Stock"])
    ['--filter', 'region=Stock']
    """
    joined: list[str] = []
    after_equals = False
    for word in words:
        if joined and (word == "=" or after_equals):
            joined[-1] += word
        else:
            joined.append(word)
        after_equals = word == "="
    return joined


class _Bash(BashComplete):
    """Bash, which cuts words at the equals sign and does not quote what is filled in."""

    source_template = BashComplete.source_template.replace(
        "COMPREPLY+=($value)",
        'COMPREPLY+=("$value")\n            [[ $value == *= ]] && compopt -o nospace',
    ).replace("read type value", "read -r type value")

    def source(self) -> str:
        # Not the parent's, which starts Bash to look at its version.
        return ShellComplete.source(self)

    def get_completion_args(self) -> tuple[list[str], str]:
        args, incomplete = super().get_completion_args()
        words = _joined([*args, incomplete])
        return words[:-1], words[-1]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        _, equals, value = item.value.partition("=")
        completed = value if equals and value else item.value
        escaped = "".join(
            f"\\{char}" if char in " ()&;'\"$`\\|<>*?!" else char
            for char in completed
        )
        return f"{item.type},{escaped if item.type == 'plain' else item.value}"


_SHELLS: Final[dict[str, type[ShellComplete]]] = {
    "bash": _Bash,
    "zsh": ZshComplete,
    "fish": FishComplete,
}


@click.command(
    cls=SwedishCommand, short_help="Skriv ut tabbkomplettering för ett skal."
)
@click.argument("shell", metavar="SKAL", type=WordParameter(list(_SHELLS)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Skriv ut det som gör att SKAL (bash, zsh eller fish) kan fylla i kommandon, filter och ord ur
    indexet.

    \b
    bash: source <(projektsok completion bash)
    zsh:  source <(projektsok completion zsh)
    fish: projektsok completion fish | source
    """
    click.echo(
        _SHELLS[shell](
            ctx.find_root().command, {}, PROGRAM, COMPLETION_VARIABLE
        ).source()
    )
    return 0


def answer_shell(
    commands: click.Command, session: Session, instruction: str
) -> int:
    """Write what the shell may fill in; *instruction* is what its script put in the environment."""
    shell = _SHELLS.get(instruction.removesuffix("_complete"))
    if shell is None:
        return 2
    click.echo(
        shell(
            commands, {"obj": session}, PROGRAM, COMPLETION_VARIABLE
        ).complete()
    )
    return 0
