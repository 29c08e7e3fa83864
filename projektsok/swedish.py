"""click in Swedish: help pages, kinds of values and what is said of wrong use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

HELP_OPTION: Final = "--help"


class SwedishCommand(click.Command):
    """A command whose help page is Swedish throughout."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[FLAGGOR]")
        # Left-over arguments are told of here, in Swedish, rather than by click.
        kwargs.setdefault("context_settings", {"allow_extra_args": True})
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            # click's parser leaves out which command was used wrongly.
            error.ctx = error.ctx or ctx
            raise
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(
                f"Kommandot tar inte emot så många argument: {' '.join(rest)}", ctx
            )
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _translated(super().get_help_option(ctx))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(
            ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "Användning: "
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_records(self, ctx, formatter)


class SwedishGroup(click.Group):
    """The command that has all others, listed in the order in which they were added."""

    command_class = SwedishCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[FLAGGOR]")
        kwargs.setdefault("subcommand_metavar", "KOMMANDO [ARGUMENT]...")
        super().__init__(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _translated(super().get_help_option(ctx))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(
            ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "Användning: "
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_records(self, ctx, formatter)
        with formatter.section("Kommandon"):
            formatter.write_dl(
                [(name, command.get_short_help_str(100)) for name, command in self.commands.items()]
            )


def _translated(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Visa den här hjälpen."
    return option


def _write_records(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    options = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
    with formatter.section("Flaggor"):
        formatter.write_dl(
            [record for option in options if (record := option.get_help_record(ctx))]
        )


class WholeNumber(click.ParamType[int]):
    """A whole number of at least *low*."""

    name = "antal"

    def __init__(self, low: int, high: int | None = None) -> None:
        self._low, self._high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        wanted = (
            f"minst {self._low}" if self._high is None else f"mellan {self._low} och {self._high}"
        )
        try:
            number = int(value)
        except ValueError:
            self.fail(f"{value} är inget heltal; skriv ett tal som är {wanted}.", param, ctx)
        if number < self._low or (self._high is not None and number > self._high):
            self.fail(f"{value} går inte; skriv ett tal som är {wanted}.", param, ctx)
        return number


class OneOf(click.ParamType[str]):
    """One of the words of *choices*, which maps each to what it means."""

    name = "val"

    def __init__(self, choices: dict[str, str]) -> None:
        self._choices = choices

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self._choices:
            self.fail(f"{value} finns inte; välj bland {', '.join(self._choices)}.", param, ctx)
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        return [
            CompletionItem(word, help=text)
            for word, text in self._choices.items()
            if word.startswith(incomplete)
        ]


def usage_text(error: click.ClickException) -> str:
    """What a person is told of wrong use: how the command is used, where the help is, and what was
    wrong.
    """
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    lines = []
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        lines += [context.get_usage(), f"Hjälp: {context.command_path} {HELP_OPTION}", ""]
    return "\n".join([*lines, f"Fel: {_explanation(error)}"])


def _explanation(error: click.ClickException) -> str:
    match error:
        case click.MissingParameter():
            return f"{_hint(error)} saknas."
        case click.BadParameter():
            return f"{_hint(error)}: {error.message}"
        case click.NoSuchOption():
            return f"Flaggan {error.option_name} finns inte.{_nearest(error.possibilities)}"
        case click.exceptions.NoSuchCommand():
            return f"Kommandot {error.command_name} finns inte.{_nearest(error.possibilities)}"
        case click.BadOptionUsage():
            return f"Flaggan {error.option_name} {_option_problem(error)}."
        case _:
            return error.message


def _hint(error: click.BadParameter) -> str:
    param = error.param
    if isinstance(param, click.Argument):
        return param.make_metavar(error.ctx or click.Context(click.Command(None))).strip("[].")
    return f"Flaggan {param.opts[-1]}" if param else str(error.param_hint or "Värdet")


def _nearest(possibilities: Sequence[str] | None) -> str:
    return f" Menade du {' eller '.join(possibilities)}?" if possibilities else ""


def _option_problem(error: click.BadOptionUsage) -> str:
    params = error.ctx.command.params if error.ctx else []
    options = [
        param
        for param in params
        if isinstance(param, click.Option) and error.option_name in param.opts
    ]
    return "tar inget värde" if options and options[0].is_flag else "behöver ett värde"
