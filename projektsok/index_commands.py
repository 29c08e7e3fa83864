"""`suggest`, `similar`, `stats` and `export`: smaller questions to an index."""

from __future__ import annotations

from pathlib import Path

import click

from projektsok.completion import complete_document
from projektsok.output import say, write_json, write_json_line
from projektsok.search_command import query_of, write_hit
from projektsok.session import Session, index_option, json_option
from projektsok.swedish import SwedishCommand, WholeNumber
from search.serialising import document_as_json, hit_as_json, stats_as_json, suggestion_as_json
from search.store.records import kind_name
from wording.catalogue import gettext as _
from wording.counts import size_text
from wording.numbers import number_text


@click.command(cls=SwedishCommand, short_help="Föreslå ord, titlar, projektägare och kommuner.")
@click.argument("prefix", metavar="BÖRJAN")
@index_option
@click.option(
    "--limit",
    type=WholeNumber(1, 1000),
    default=8,
    metavar="ANTAL",
    help="Högst så många förslag (8).",
)
@json_option
@click.pass_obj
def suggest(
    session: Session, prefix: str, index_option: Path | None, limit: int, as_json: bool
) -> int:
    """Föreslå ord, titlar, projektägare och kommuner i indexet som börjar på BÖRJAN."""
    with session.open_index(index_option) as index:
        suggestions = index.suggest(query_of([prefix]), limit)
    if as_json:
        write_json([suggestion_as_json(suggestion) for suggestion in suggestions])
    else:
        for suggestion in suggestions:
            session.output.line(
                f"{suggestion.text} ({suggestion.kind}, {number_text(suggestion.count)})"
            )
    if not suggestions:
        say(_("Inget i indexet börjar på {prefix}.").format(prefix=prefix))
    return 0 if suggestions else 1


@click.command(cls=SwedishCommand, short_help="Visa projekt som liknar ett projekt.")
@click.argument("document_id", metavar="ID", shell_complete=complete_document)
@index_option
@click.option(
    "--limit",
    type=WholeNumber(1, 1000),
    default=5,
    metavar="ANTAL",
    help="Högst så många projekt (5).",
)
@json_option
@click.pass_obj
def similar(
    session: Session, document_id: str, index_option: Path | None, limit: int, as_json: bool
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
        found = index.stats()
    if as_json:
        write_json(stats_as_json(found))
        return 0
    facts = {
        _("Dokument"): number_text(found.documents),
        _("Sökbara delar"): number_text(found.records),
        _("Olika ord"): number_text(found.words),
        _("Löpande ord"): number_text(found.occurrences),
        _("Storlek"): size_text(found.size_bytes),
        _("Byggt"): found.built,
        _("Generation"): found.generation,
    }
    for name, value in facts.items():
        session.output.line(f"{name}: {value}")
    for kind, count in found.sections.items():
        session.output.line(f"{kind_name(kind)}: {number_text(count)}", indent=2)
    return 0


@click.command(cls=SwedishCommand, short_help="Skriv ut alla dokument som JSON Lines.")
@index_option
@click.pass_obj
def export(session: Session, index_option: Path | None) -> int:
    """Skriv alla dokument i indexet, ett per rad som JSON, i ordning efter id. Personuppgifter är
    dolda.

    Filen går att läsa in igen: projektsok rebuild export.jsonl
    """
    with session.open_index(index_option) as index:
        for document in index.documents():
            write_json_line(document_as_json(session.shown(document)))
    return 0
