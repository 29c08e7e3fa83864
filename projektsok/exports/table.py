"""The table of exports: the forms in which `projektsok search` can write what it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import click

from projektsok.output import Output
from search.results import Page
from wording.catalogue import gettext as _


@dataclass(frozen=True, slots=True)
class Export:
    """A form of a page of hits.

    *name* is the option that asks for it, *help* what the help page says of it; the form that is
    written where nothing is asked for has no help. *module* has a function
    `write_page(output, page)`; it is imported when it is used. *facets* tells whether the values of
    facets are written, which cost time to count.
    """

    name: str
    module: str
    help: str = ""
    facets: bool = False

    @property
    def option(self) -> str:
        return f"--{self.name}"

    @property
    def parameter(self) -> str:
        return f"as_{self.name}"

    def write_page(self, output: Output, page: Page) -> None:
        import_module(self.module).write_page(output, page)


EXPORT_TABLE: Final[tuple[Export, ...]] = (
    Export(
        name="text",
        module="projektsok.exports.text_cards",
    ),
    Export(
        name="json",
        module="projektsok.exports.json_page",
        help="Skriv resultatet som JSON.",
        facets=True,
    ),
    Export(
        name="csv",
        module="projektsok.exports.csv_rows",
        help="Skriv träffarna som CSV med en rubrikrad.",
    ),
)
_USUAL: Final = EXPORT_TABLE[0]
_ASKED_FOR: Final = EXPORT_TABLE[1:]


def export_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """An option for every form that must be asked for."""
    for export in reversed(_ASKED_FOR):
        option = click.option(
            export.option, export.parameter, is_flag=True, help=export.help
        )
        command = option(command)
    return command


def chosen_export(arguments: Mapping[str, Any]) -> Export:
    """The form that the *arguments* of the command ask for. Raises UsageError where they ask for
    several.
    """
    chosen = [export for export in _ASKED_FOR if arguments[export.parameter]]
    if len(chosen) > 1:
        options = _(" eller ").join(export.option for export in chosen)
        raise click.UsageError(
            _("Välj antingen {options}.").format(options=options)
        )
    return chosen[0] if chosen else _USUAL
