"""`projektsok search`: projects that answer a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import click

from projektsok.completion import complete_filter, complete_section, complete_word
from projektsok.output import Output, say, write_csv, write_json
from projektsok.session import Session, index_option, json_option
from projektsok.swedish import OneOf, SwedishCommand, WholeNumber
from search.options import LARGEST_LIMIT, LARGEST_OFFSET, MOST_PASSAGES
from search.results import FormMatch, Hit, Page, WordMatch
from search.serialising import page_as_json
from search.store.records import kind_name
from wording.answers import explained_word_text
from wording.catalogue import gettext as _
from wording.counts import counted
from wording.numbers import number_text, period_text
from wording.queries import notice_text, reading_text

_LIMIT: Final = 10
_MATCHES: Final = {
    "auto": "alla ord, och när få projekt har alla även de som har några av dem",
    "all": "alla ord",
    "any": "något av orden",
}
_SORTS: Final = {
    "relevance": "bäst först",
    "newest": "nyast först",
    "oldest": "äldst först",
    "grant": "störst stöd först",
    "title": "efter titel",
}
_CSV_HEADER: Final = (
    "rank", "id", "title", "score", "complete", "owner", "region", "municipalities", "programme", "phase",
    "start", "end", "grant_sek", "budget_sek", "passage_heading", "passage",
)  # fmt: skip


class _SearchCommand(SwedishCommand):
    """Lets `-ord` through as a part of the query, and still refuses a flag that does not exist."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args,
            **kwargs,
            context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = [
            name for param in self.get_params(ctx) for name in param.opts if name.startswith("--")
        ]
        flags = args[: args.index("--")] if "--" in args else args
        for flag in flags:
            name = flag.partition("=")[0]
            if (
                re.fullmatch(r"--[a-z][a-z-]*", name)
                and name not in known
                and not ctx.resilient_parsing
            ):
                raise click.NoSuchOption(name, possibilities=known, ctx=ctx)
        return super().parse_args(ctx, args)


@click.command(cls=_SearchCommand, short_help="Sök projekt.")
@click.argument("words", nargs=-1, metavar="FRÅGA...", shell_complete=complete_word)
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
    help="Visa bara projekt med värdet, till exempel region=Stockholm eller år=2011..2013. Kan anges flera gånger.",
)
@click.option(
    "--match",
    type=OneOf(_MATCHES),
    default="auto",
    metavar="[auto|all|any]",
    help="Hur mycket som måste stämma: alla ord (all), något (any), eller alla med några som reserv (auto).",
)
@click.option(
    "--sort",
    type=OneOf(_SORTS),
    default="relevance",
    metavar="[relevance|newest|oldest|grant|title]",
    help="Ordning: relevans, nyast, äldst, störst stöd eller titel.",
)
@click.option(
    "--limit",
    type=WholeNumber(0, LARGEST_LIMIT),
    default=_LIMIT,
    metavar="ANTAL",
    help="Antal träffar (10).",
)
@click.option(
    "--offset",
    type=WholeNumber(0, LARGEST_OFFSET),
    metavar="ANTAL",
    help="Hoppa över så många träffar.",
)
@click.option(
    "--page",
    "page_number",
    type=WholeNumber(1),
    metavar="SIDA",
    help="Visa sida 2, 3 och så vidare.",
)
@click.option(
    "--passages",
    type=WholeNumber(0, MOST_PASSAGES),
    default=3,
    metavar="ANTAL",
    help="Högst så många textställen per träff (3).",
)
@click.option("--explain", is_flag=True, help="Visa varför varje projekt hittades.")
@click.option("--no-synonyms", is_flag=True, help="Sök inte efter ord med samma betydelse.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Skriv träffarna som CSV med en rubrikrad.")
@click.pass_obj
def search(
    session: Session, words: tuple[str, ...], index_option: Path | None, sections: tuple[str, ...],
    filters: tuple[str, ...], match: str, sort: str, limit: int, offset: int | None, page_number: int | None,
    passages: int, explain: bool, no_synonyms: bool, as_json: bool, as_csv: bool,
) -> int:  # fmt: skip
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
    if not words and not sections and not filters:
        raise click.UsageError(_("Skriv vad du söker, eller ange ett filter."))
    if as_json and as_csv:
        raise click.UsageError(_("Välj antingen --json eller --csv."))
    if offset is not None and page_number is not None:
        raise click.UsageError(_("Välj antingen --offset eller --page."))
    start = offset if offset is not None else ((page_number or 1) - 1) * limit
    with session.open_index(index_option) as index:
        page = index.search(
            query_of(words), sections=sections, filters=filters_of(filters), match=match, sort=sort, limit=limit,
            offset=start, passages=passages, facets=as_json, explain=explain, synonyms=not no_synonyms,
        )  # fmt: skip
    if as_json:
        write_json(_page_as_json(page))
    elif as_csv:
        write_csv(_CSV_HEADER, map(_csv_row, page.hits))
    else:
        _write_page(session.output, page)
    _tell(page)
    return 0 if page.hits or (limit == 0 and page.total) else 1


def _page_as_json(page: Page) -> dict[str, Any]:
    told = {"query": page.query, "interpretation": reading_text(page.reading)}
    return {**told, **page_as_json(page)}


def query_of(words: Iterable[str]) -> str:
    """The arguments of the shell as one query, read as UTF-8 whatever the locale."""
    return " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def filters_of(pairs: Sequence[str]) -> dict[str, list[str]]:
    """`name=value` pairs as names with all their values."""
    filters: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = query_of([pair]).partition("=")
        if not equals or not name.strip() or not value.strip():
            message = _("Filtret {pair} går inte att läsa; skriv det som region=Stockholm.")
            raise click.UsageError(message.format(pair=pair))
        filters.setdefault(name.strip(), []).append(value.strip())
    return filters


def _write_page(output: Output, page: Page) -> None:
    if not page.hits:
        return
    projects = counted("{count} projekt", "{count} projekt", page.total)
    output.line(f"{projects} · {reading_text(page.reading)}")
    relaxed_told = False
    for hit in page.hits:
        if not hit.complete and not relaxed_told:
            output.line()
            output.line(_("Projekt som svarar på en del av frågan:"))
            relaxed_told = True
        output.line()
        write_hit(output, hit)


def write_hit(output: Output, hit: Hit) -> None:
    """A hit as a card: title, facts, passages under their headings, and why it was found where that
    is known.
    """
    number = f"{hit.rank}. "
    output.line(
        f"{number}{hit.title}",
        [(a + len(number), b + len(number)) for a, b in hit.title_marks],
        bold=True,
    )
    output.line(" · ".join([hit.id, *facts_of(hit)]), indent=3)
    for passage in hit.passages:
        heading = f"{passage.heading}: " if passage.heading else ""
        before = f"{heading}{'… ' if passage.cut_before else ''}"
        marks = [(start + len(before), stop + len(before)) for start, stop in passage.marks]
        output.line(f"{before}{passage.text}{' …' if passage.cut_after else ''}", marks, indent=3)
    for match in hit.explanation:
        output.line(f"{explained_word_text(match)}: {_explanation(match)}", indent=3)


def facts_of(hit: Hit) -> list[str]:
    metadata = hit.metadata
    grant = f"{number_text(metadata.grant_sek)} kr" if metadata.grant_sek is not None else None
    facts = (metadata.owner, metadata.region, period_text(metadata.start, metadata.end), grant)
    return [fact for fact in facts if fact]


def _explanation(match: WordMatch) -> str:
    return ", ".join(
        f"{form.form} {form.count} ({form.reason}; {_sections(form)})" for form in match.forms
    ) or _("finns inte i projektet")


def _sections(form: FormMatch) -> str:
    return ", ".join(kind_name(kind) for kind in form.sections)


def _csv_row(hit: Hit) -> Sequence[object]:
    metadata = hit.metadata
    best = hit.passages[0] if hit.passages else None
    return (
        hit.rank, hit.id, hit.title, hit.score, "true" if hit.complete else "false", metadata.owner, metadata.region,
        "; ".join(metadata.municipalities), metadata.programme, metadata.phase, metadata.start, metadata.end,
        metadata.grant_sek, metadata.budget_sek, best.heading if best else None,
        " ".join(best.text.split()) if best else None,
    )  # fmt: skip


def _tell(page: Page) -> None:
    """What the person should know beside the hits."""
    if not page.listed:
        say(_("Inget projekt hittades för {query}.").format(query=reading_text(page.reading)))
        for word in page.word_counts:
            projects = counted("{count} projekt", "{count} projekt", word.count)
            say(f"  {word.word}: {projects}")
    elif not page.hits and page.limit:
        say(
            counted(
                "Det finns bara {count} träff; välj en tidigare sida.",
                "Det finns bara {count} träffar; välj en tidigare sida.",
                page.listed,
            )
        )
    elif page.limit and page.offset + len(page.hits) < page.listed:
        _tell_more(page)
    if page.suggestion:
        say(_("Menade du {suggestion}?").format(suggestion=page.suggestion))
    for notice in page.notices:
        say(notice_text(notice))


def _tell_more(page: Page) -> None:
    message = _("Träff {first}–{last} av {listed}. Fler: --page {next_page}")
    say(
        message.format(
            first=page.offset + 1,
            last=page.offset + len(page.hits),
            listed=number_text(page.listed),
            next_page=page.offset // page.limit + 2,
        )
    )
