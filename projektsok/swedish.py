"""click in Swedish: its own messages from our catalogue, and the kinds of values that say more."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from wording.catalogue import LOCALE_FOLDER, SOURCE_LANGUAGE
from wording.catalogue import gettext as _

_CLICK_DOMAIN: Final = "click"
_LANGUAGES: Final = "LANGUAGE"
"""The variable that gettext heeds before LC_ALL, LC_MESSAGES and LANG."""


@contextmanager
def swedish_click() -> Iterator[None]:
    """click speaks Swedish inside the block, whatever the locale of the machine.

    click asks the standard library's gettext, whose domain and language belong to the process: both
    are put back afterwards.
    """
    domain_before = gettext.textdomain()
    languages_before = os.environ.get(_LANGUAGES)
    gettext.bindtextdomain(_CLICK_DOMAIN, str(LOCALE_FOLDER))
    gettext.textdomain(_CLICK_DOMAIN)
    os.environ[_LANGUAGES] = SOURCE_LANGUAGE
    try:
        yield
    finally:
        gettext.textdomain(domain_before)
        if languages_before is None:
            del os.environ[_LANGUAGES]
        else:
            os.environ[_LANGUAGES] = languages_before


class SwedishCommand(click.Command):
    """A command whose usage line is Swedish: click does not look those words up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[FLAGGOR]")
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            # click's parser leaves out which command was used wrongly.
            error.ctx = error.ctx or ctx
            raise


class SwedishGroup(click.Group):
    """The command that has all others, listed in the order of the table that it was given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[FLAGGOR]")
        kwargs.setdefault("subcommand_metavar", "KOMMANDO [ARGUMENT]...")
        super().__init__(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


class NumberParameter(click.ParamType[int]):
    """A whole number of at least *low* and at most *high*."""

    name = "antal"

    def __init__(self, low: int, high: int | None = None) -> None:
        self._low, self._high = low, high

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        try:
            number = int(value)
        except ValueError:
            message = _(
                "{value} är inget heltal; skriv ett tal som är {expected}."
            )
            self.fail(
                message.format(value=value, expected=self._expected()),
                param,
                ctx,
            )
        if number < self._low or (
            self._high is not None and number > self._high
        ):
            message = _("{value} går inte; skriv ett tal som är {expected}.")
            self.fail(
                message.format(value=value, expected=self._expected()),
                param,
                ctx,
            )
        return number

    def _expected(self) -> str:
        if self._high is None:
            return _("minst {low}").format(low=self._low)
        return _("mellan {low} och {high}").format(
            low=self._low, high=self._high
        )


class WordParameter(click.Choice[str]):
    """One of *words*; *meaning* is what a shell shows beside each."""

    def __init__(
        self,
        words: Sequence[str],
        meaning: Callable[[str], str] = lambda word: "",
    ) -> None:
        super().__init__(list(map(str, words)))
        self._meaning = meaning

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        return [
            CompletionItem(word, help=self._meaning(word))
            for word in self.choices
            if word.startswith(incomplete)
        ]


def usage_text(error: click.ClickException) -> str:
    """What a person is told of wrong use: how the command is used, where the help is, what was
    wrong.
    """
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    told = StringIO()
    error.show(told)
    return told.getvalue().rstrip()
