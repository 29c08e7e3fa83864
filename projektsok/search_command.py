"""`projektsok search`: projects that answer a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

import click

from corpus.facts import SORT_ORDERS
from projektsok.completion import (
    complete_filter,
    complete_section,
    complete_word,
)
from projektsok.exports.table import chosen_export, export_options
from projektsok.output import say
from projektsok.session import Session, index_option
from projektsok.swedish import NumberParameter, SwedishCommand, WordParameter
from search.options import (
    LARGEST_LIMIT,
    LARGEST_OFFSET,
    MOST_PASSAGES,
    Match,
    SearchOptions,
)
from search.results import Page
from wording.catalogue import gettext as _
from wording.counts import counted
from wording.numbers import number_text
from wording.queries import notice_text, reading_text
from wording.table_labels import match_label, sort_label

_DEFAULT: Final = SearchOptions()
_LONG_OPTION: Final = re.compile(r"--[a-z][a-z-]*")


class _SearchCommand(SwedishCommand):
    """Lets `-ord` through as a part of the query, and still refuses a flag that does not exist."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        settings = {"allow_extra_args": True, "ignore_unknown_options": True}
        super().__init__(*args, **kwargs, context_settings=settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing:
            before_dashes = list(
                takewhile(lambda argument: argument != "--", args)
            )
            self._refuse_unknown(ctx, before_dashes)
        return super().parse_args(ctx, args)

    def _refuse_unknown(self, ctx: click.Context, args: Sequence[str]) -> None:
        known: list[str] = []
        for param in self.get_params(ctx):
            known += param.opts
        long_options = [option for option in known if option.startswith("--")]
        for argument in args:
            name = argument.partition("=")[0]
            if _LONG_OPTION.fullmatch(name) and name not in long_options:
                raise click.NoSuchOption(
                    name, possibilities=long_options, ctx=ctx
                )


@click.command(cls=_SearchCommand, short_help="Sök projekt.")
@click.argument(
    "words", nargs=-1, metavar="FRÅGA...", shell_complete=complete_word
)
@index_option
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="AVSNITT",
    shell_complete=complete_section,
    help="Sök bara i avsnittet, till exempel bakgrund eller syfte. Kan anges flera gånger.",
)
@click.option(
    "--filter",
    "filters",
    multiple=True,
    metavar="NAMN=VÄRDE",
    shell_complete=complete_filter,
    help="Visa bara projekt med värdet, till exempel region=Stockholm eller år=2011..2013. "
    "Kan anges flera gånger.",
)
@click.option(
    "--match",
    type=WordParameter(list(Match), match_label),
    default=str(_DEFAULT.match),
    help="Hur mycket som måste stämma: alla ord (all), något (any), "
    "eller alla med några som reserv (auto).",
)
@click.option(
    "--sort",
    type=WordParameter(SORT_ORDERS, sort_label),
    default=_DEFAULT.sort,
    help="Ordning: relevans, nyast, äldst, störst stöd eller titel.",
)
@click.option(
    "--limit",
    type=NumberParameter(0, LARGEST_LIMIT),
    default=_DEFAULT.limit,
    metavar="ANTAL",
    help=f"Antal träffar ({_DEFAULT.limit}).",
)
@click.option(
    "--offset",
    type=NumberParameter(0, LARGEST_OFFSET),
    metavar="ANTAL",
    help="Hoppa över så många träffar.",
)
@click.option(
    "--page",
    type=NumberParameter(1),
    metavar="SIDA",
    help="Visa sida 2, 3 och så vidare.",
)
@click.option(
    "--passages",
    type=NumberParameter(0, MOST_PASSAGES),
    default=_DEFAULT.passages,
    metavar="ANTAL",
    help=f"Högst så många textställen per träff ({_DEFAULT.passages}).",
)
@click.option(
    "--explain", is_flag=True, help="Visa varför varje projekt hittades."
)
@click.option(
    "--no-synonyms",
    is_flag=True,
    help="Sök inte efter ord med samma betydelse.",
)
@export_options
@click.pass_obj
def search(
    session: Session, /, index_option: Path | None, **arguments: Any
) -> int:
    """Sök de projekt som svarar på FRÅGA.

    \b
    hemlöshet unga               båda orden
    "nära vård"                  orden intill varandra
    hemlöshet -missbruk          men inte missbruk
    hemlöshet ELLER bostadslös   något av orden
    hemlös*   hemlöshet~         ordets början, liknande stavning
    syfte:hemlöshet              bara i avsnittet Syfte
    kommun:Karlstad år:2012      bara vissa projekt

    Sökorden är markerade med *asterisker*, på en terminal med fet stil.
    """
    if not (
        arguments["words"] or arguments["sections"] or arguments["filters"]
    ):
        raise click.UsageError(_("Skriv vad du söker, eller ange ett filter."))
    export = chosen_export(arguments)
    options = _options(arguments, facets=export.facets)
    with session.open_index(index_option) as index:
        page = index.search(query_of(arguments["words"]), options)
    export.write_page(session.output, page)
    _tell(page)
    asked_for_total = options.limit == 0 and page.total
    return 0 if page.hits or asked_for_total else 1


def _options(arguments: dict[str, Any], *, facets: bool) -> SearchOptions:
    """How to search, as the arguments of the command say. Raises UsageError."""
    offset = arguments["offset"]
    page_number = arguments["page"]
    limit = arguments["limit"]
    if offset is not None and page_number is not None:
        raise click.UsageError(_("Välj antingen --offset eller --page."))
    if offset is None:
        pages_before = (page_number or 1) - 1
        offset = pages_before * limit
    return SearchOptions(
        sections=arguments["sections"],
        filters=filters_of(arguments["filters"]),
        match=arguments["match"],
        sort=arguments["sort"],
        limit=limit,
        offset=offset,
        passages=arguments["passages"],
        facets=facets,
        explain=arguments["explain"],
        synonyms=not arguments["no_synonyms"],
    )


def query_of(words: Iterable[str]) -> str:
    """The arguments of the shell as one query, read as UTF-8 whatever the locale."""
    as_written = " ".join(words).encode("utf-8", "surrogateescape")
    return as_written.decode("utf-8", "replace")


def filters_of(pairs: Sequence[str]) -> dict[str, list[str]]:
    """`name=value` pairs as names with all their values. Raises UsageError."""
    filters: dict[str, list[str]] = {}
    for pair in pairs:
        written = query_of([pair])
        name, _equals, value = map(str.strip, written.partition("="))
        if not name or not value:
            message = _(
                "Filtret {pair} går inte att läsa; skriv det som region=Stockholm."
            )
            raise click.UsageError(message.format(pair=pair))
        values = filters.setdefault(name, [])
        values.append(value)
    return filters


def _tell(page: Page) -> None:
    """What the person should know beside the hits."""
    shown = page.offset + len(page.hits)
    if not page.listed:
        _tell_nothing_found(page)
    elif not page.hits and page.limit:
        say(
            counted(
                "Det finns bara {count} träff; välj en tidigare sida.",
                "Det finns bara {count} träffar; välj en tidigare sida.",
                page.listed,
            )
        )
    elif page.limit and shown < page.listed:
        message = _(
            "Träff {first}–{last} av {listed}. Fler: --page {next_page}"
        )
        next_page = page.offset // page.limit + 2
        listed = number_text(page.listed)
        first = page.offset + 1
        say(
            message.format(
                first=first, last=shown, listed=listed, next_page=next_page
            )
        )
    if page.suggestion:
        say(_("Menade du {suggestion}?").format(suggestion=page.suggestion))
    for notice in page.notices:
        say(notice_text(notice))


def _tell_nothing_found(page: Page) -> None:
    say(
        _("Inget projekt hittades för {query}.").format(
            query=reading_text(page.reading)
        )
    )
    for word in page.word_counts:
        projects = counted("{count} projekt", "{count} projekt", word.count)
        say(f"  {word.word}: {projects}")
