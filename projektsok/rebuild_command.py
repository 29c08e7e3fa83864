"""`projektsok rebuild`: all documents anew."""

from __future__ import annotations

from pathlib import Path

import click

from corpus import example_corpus
from indexer import IndexReport, build_index
from projektsok.output import say
from projektsok.progress_bar import READING, building, progress_bar
from projektsok.session import Session, index_option
from projektsok.swedish import SwedishCommand, WholeNumber
from wording.counts import counted, decimal_text
from wording.documents import fault_text

_SHOWN_ERRORS = 20


@click.command(cls=SwedishCommand, short_help="Bygg indexet på nytt av alla dokument.")
@click.argument("sources", nargs=-1, metavar="[KÄLLA]...", type=click.Path(path_type=Path))
@index_option
@click.option(
    "--force",
    is_flag=True,
    help="Byt ut indexet även om det nya har mindre än hälften så många dokument.",
)
@click.option(
    "--workers",
    type=WholeNumber(1, 64),
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
    documents = counted(report.documents, "dokument", "dokument")
    parts = counted(report.records, "sökbar del", "sökbara delar")
    say(
        f"{documents} ({parts}) indexerades på {decimal_text(report.took_s)} s. Indexet ligger i {report.path}."
    )
    if report.skipped:
        say(
            f"{counted(len(report.skipped), 'fil eller dokument', 'filer eller dokument')} hoppades över:"
        )
    for error in report.skipped[:_SHOWN_ERRORS]:
        say(f"  {error.path}: {fault_text(error.fault)}")
    if len(report.skipped) > _SHOWN_ERRORS:
        say(
            f"  … och {len(report.skipped) - _SHOWN_ERRORS} till; alla står i indexets manifest.json."
        )
