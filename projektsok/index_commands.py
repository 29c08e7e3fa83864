"""`suggest`, `similar`, `stats` and `export`: smaller questions to an index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from projektsok.completion import complete_document
from projektsok.exports.text_cards import write_hit
from projektsok.output import say, write_json, write_json_line
from projektsok.search_command import query_of
from projektsok.session import Session, index_option, json_option
from projektsok.swedish import NumberParameter, SwedishCommand
from search.results import IndexStats
from search.serialising import (
    document_as_json,
    hit_as_json,
    stats_as_json,
    suggestion_as_json,
)
from wording.catalogue import gettext as _
from wording.counts import size_text
from wording.numbers import number_text
from wording.table_labels import kind_title


@click.command(
    cls=SwedishCommand,
    short_help="Föreslå ord, titlar, projektägare och kommuner.",
)
@click.argument("prefix", metavar="BÖRJAN")
@index_option
@click.option(
    "--limit",
    type=NumberParameter(1, 1000),
    default=8,
    metavar="ANTAL",
    help="Högst så många förslag (8).",
)
@json_option
@click.pass_obj
def suggest(
    session: Session,
    prefix: str,
    index_option: Path | None,
    limit: int,
    as_json: bool,
) -> int:
    """Föreslå ord, titlar, projektägare och kommuner i indexet som börjar på BÖRJAN."""
    with session.open_index(index_option) as index:
        suggestions = index.suggest(query_of([prefix]), limit)
    if as_json:
        write_json(
            [suggestion_as_json(suggestion) for suggestion in suggestions]
        )
    else:
        for suggestion in suggestions:
            count = number_text(suggestion.count)
            session.output.line(
                f"{suggestion.text} ({suggestion.kind}, {count})"
            )
    if not suggestions:
        say(_("Inget i indexet börjar på {prefix}.").format(prefix=prefix))
    return 0 if suggestions else 1


@click.command(
    cls=SwedishCommand, short_help="Visa projekt som liknar ett projekt."
)
@click.argument("document_id", metavar="ID", shell_complete=complete_document)
@index_option
@click.option(
    "--limit",
    type=NumberParameter(1, 1000),
    default=5,
    metavar="ANTAL",
    help="Högst så många projekt (5).",
)
@json_option
@click.pass_obj
def similar(
    session: Session,
    document_id: str,
    index_option: Path | None,
    limit: int,
    as_json: bool,
) -> int:
    """Visa de projekt som mest liknar projektet ID."""
    with session.open_index(index_option) as index:
        hits = index.similar(query_of([document_id]), limit)
    if as_json:
        write_json([hit_as_json(hit) for hit in hits])
    else:
        for hit in hits:
            write_hit(session.output, hit)
    if not hits:
        say(_("Inget annat projekt liknar det."))
    return 0 if hits else 1


@click.command(cls=SwedishCommand, short_help="Visa vad indexet innehåller.")
@index_option
@json_option
@click.pass_obj
def stats(session: Session, index_option: Path | None, as_json: bool) -> int:
    """Visa hur många dokument, avsnitt och ord indexet innehåller, och när det byggdes."""
    with session.open_index(index_option) as index:
        counted = index.stats()
    if as_json:
        write_json(stats_as_json(counted))
        return 0
    for label, value in _stats_texts(counted):
        session.output.line(f"{label}: {value}")
    for kind, count in counted.sections.items():
        session.output.line(
            f"{kind_title(kind)}: {number_text(count)}", indent=2
        )
    return 0


def _stats_texts(stats: IndexStats) -> Iterator[tuple[str, str]]:
    yield _("Dokument"), number_text(stats.documents)
    yield _("Sökbara delar"), number_text(stats.records)
    yield _("Olika ord"), number_text(stats.words)
    yield _("Löpande ord"), number_text(stats.occurrences)
    yield _("Storlek"), size_text(stats.size_bytes)
    yield _("Byggt"), stats.built
    yield _("Generation"), stats.generation


@click.command(
    cls=SwedishCommand, short_help="Skriv ut alla dokument som JSON Lines."
)
@index_option
@click.pass_obj
def export(session: Session, index_option: Path | None) -> int:
    """Skriv alla dokument i indexet, ett per rad som JSON, i ordning efter id. Personuppgifter är
    dolda.

    Filen går att läsa in igen: projektsok rebuild export.jsonl
    """
    with session.open_index(index_option) as index:
        for document in index.documents():
            write_json_line(document_as_json(document))
    return 0
