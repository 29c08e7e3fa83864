"""`projektsok rebuild`: all documents anew."""

from __future__ import annotations

from pathlib import Path

import click

from corpus import example_corpus
from indexer import IndexReport, build_index
from projektsok.output import say
from projektsok.progress_bar import READING, building, progress_bar
from projektsok.session import Session, index_option
from projektsok.swedish import NumberParameter, SwedishCommand
from wording.catalogue import gettext as _
from wording.counts import counted, decimal_text
from wording.faults import fault_text
from wording.numbers import number_text

_SHOWN_ERRORS = 20


@click.command(
    cls=SwedishCommand, short_help="Bygg indexet på nytt av alla dokument."
)
@click.argument(
    "sources", nargs=-1, metavar="[KÄLLA]...", type=click.Path(path_type=Path)
)
@index_option
@click.option(
    "--force",
    is_flag=True,
    help="Byt ut indexet även om det nya har mindre än hälften så många dokument.",
)
@click.option(
    "--workers",
    type=NumberParameter(1, 64),
    default=2,
    metavar="ANTAL",
    help="Antal processer som läser (2).",
)
@click.pass_obj
def rebuild(
    session: Session,
    sources: tuple[Path, ...],
    index_option: Path | None,
    force: bool,
    workers: int,
) -> int:
    """Läs alla dokument i KÄLLA (filer eller mappar) och bygg indexet på nytt.

    Det gamla indexet svarar tills det nya är helt. Utan KÄLLA används de exempeldokument som följer
    med programmet. Filer som inte går att läsa räknas upp och hindrar inget annat.
    """
    with progress_bar(READING) as show:
        report = build_index(
            sources or [example_corpus()],
            session.index_path(index_option),
            progress=building(show),
            show_contacts=session.settings.show_contacts,
            force=force,
            workers=workers,
        )
    _tell(report)
    return 0


def _tell(report: IndexReport) -> None:
    parts = counted(
        "{count} sökbar del", "{count} sökbara delar", report.records
    )
    say(
        counted(
            "{count} dokument ({parts}) indexerades på {seconds} s. Indexet ligger i {path}.",
            "{count} dokument ({parts}) indexerades på {seconds} s. Indexet ligger i {path}.",
            report.documents,
            parts=parts,
            seconds=decimal_text(report.took_s),
            path=report.path,
        )
    )
    if report.skipped:
        _tell_skipped(report)


def _tell_skipped(report: IndexReport) -> None:
    skipped = report.skipped_count
    say(
        counted(
            "{count} fil eller dokument hoppades över:",
            "{count} filer eller dokument hoppades över:",
            skipped,
        )
    )
    for error in report.skipped[:_SHOWN_ERRORS]:
        say(f"  {error.path}: {fault_text(error.fault)}")
    if skipped > _SHOWN_ERRORS:
        more = _("  … och {count} till; se indexets manifest.json.")
        say(more.format(count=number_text(skipped - _SHOWN_ERRORS)))
