"""What every command is given: the settings and where to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from corpus import Document, mask_personal_data
from corpus.privacy import personal_names
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

    def shown(self, document: Document) -> Document:
        """*document* as the settings let it be shown, whatever they said when the index was
        built.
        """
        if self.settings.show_contacts:
            return document
        contact = document.metadata.contact
        names = personal_names(contact.name) if contact else ()
        return replace(
            document,
            title=mask_personal_data(document.title, names),
            sections=tuple(
                replace(section, text=mask_personal_data(section.text, names))
                for section in document.sections
            ),
            metadata=replace(document.metadata, contact=None),
        )

    def open_index(self, option: Path | None) -> SearchIndex:
        return open_index(self.index_path(option))


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
    return click.option("--json", "as_json", is_flag=True, help="Skriv resultatet som JSON.")(
        command
    )
