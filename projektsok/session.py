"""What every command is given: the settings and where to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from projektsok.output import Output
from projektsok.settings import Settings
from search import SearchIndex, open_index


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the command."""

    settings: Settings
    output: Output

    def index_path(self, option: Path | None) -> Path:
        """The index to use: the option's, else the environment's or the settings file's, else the
        default.
        """
        return option or self.settings.index

    def names_index(self, option: Path | None) -> bool:
        """Whether the person named an index, by option, environment or settings file."""
        return option is not None or self.settings.names_index

    def open_index(self, option: Path | None) -> SearchIndex:
        return open_index(
            self.index_path(option), show_contacts=self.settings.show_contacts
        )


def index_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option `--index`, which most commands share."""
    return click.option(
        "--index",
        "index_option",
        type=click.Path(path_type=Path),
        metavar="MAPP",
        help="Mappen med indexet. Annars gäller $PROJEKTSOK_INDEX, inställningsfilen "
        "eller ./projektsok-index.",
    )(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option `--json`."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Skriv resultatet som JSON."
    )(command)
