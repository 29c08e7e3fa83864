"""`projektsok eval`: how good the ranking is, by queries that somebody has judged the answers
to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import click

from indexer import IndexReport, build_index
from projektsok.evaluation.comparison import Comparison, compare_values
from projektsok.evaluation.judged_collection import (
    CollectionError,
    JudgedCollection,
    check_corpus,
    read_collection,
)
from projektsok.evaluation.measuring import (
    RANKED_DOCUMENTS,
    USUAL_MEASURES,
    MeasureName,
    Run,
    Values,
    measure_run,
    rank_queries,
    read_run,
    run_text,
    unanswered,
)
from projektsok.evaluation.report import Evaluation, evaluation_as_json, write_evaluation
from projektsok.output import say, write_json
from projektsok.progress_bar import building, progress_bar
from projektsok.session import Session, json_option
from projektsok.swedish import NumberParameter, SwedishCommand, WordParameter
from search import SearchIndex, open_index
from search.errors import UnknownDocumentError
from search.options import Match
from wording.catalogue import gettext as _
from wording.counts import counted, decimal_text
from wording.errors import error_text
from wording.faults import fault_text
from wording.table_labels import match_label

_NAMED: Final = 5
_path = click.Path(path_type=Path)


@click.command("eval", cls=SwedishCommand, short_help="Mät hur bra träffarna ordnas.")
@click.argument("collection", metavar="SAMLING", type=_path)
@click.option(
    "--split",
    metavar="NAMN",
    help="Bedömningarna qrels/NAMN.tsv. Annars de enda som finns, eller test.",
)
@click.option(
    "--run",
    "run_file",
    type=_path,
    metavar="FIL",
    help="Skriv träffarna som fråga, dokument och poäng.",
)
@click.option(
    "--compare",
    "earlier_file",
    type=_path,
    metavar="FIL",
    help="Jämför med en körning som sparats med --run.",
)
@click.option(
    "--index",
    "index_folder",
    type=_path,
    metavar="MAPP",
    help="Fråga det här indexet i stället för att bygga ett.",
)
@click.option(
    "--match",
    type=WordParameter(list(Match), match_label),
    default=str(Match.ANY),
    help="Hur mycket som måste stämma (any).",
)
@click.option(
    "--limit",
    type=NumberParameter(1, 1000),
    default=RANKED_DOCUMENTS,
    metavar="ANTAL",
    help="Träffar per fråga (100).",
)
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="MÅTT",
    help=f"Mått, till exempel nDCG@10 eller AP. Kan anges flera gånger. Annars {', '.join(USUAL_MEASURES)}.",
)
@json_option
@click.pass_obj
def evaluate(
    session: Session, collection: Path, split: str | None, run_file: Path | None, earlier_file: Path | None,
    index_folder: Path | None, match: str, limit: int, measures: tuple[str, ...], as_json: bool,
) -> int:  # fmt: skip
    """Ställ frågorna i SAMLING och mät hur väl svaren stämmer med bedömningarna.

    SAMLING är en mapp med corpus.jsonl (_id, title, text eller sections), queries.jsonl (_id, text)
    och qrels/NAMN.tsv (query-id, corpus-id, score). Dokumenten indexeras i en tillfällig mapp; med
    --index behövs inte corpus.jsonl.

    \b
    projektsok eval samling --run före.tsv
    projektsok eval samling --compare före.tsv

    Den andra raden visar vilka frågor som fick bättre eller sämre svar, räknat med det första
    måttet.
    """
    chosen = tuple(dict.fromkeys(MeasureName.read(name) for name in measures or USUAL_MEASURES))
    judged = read_collection(collection, split)
    earlier = read_run(earlier_file) if earlier_file else None
    if run_file is not None and not run_file.absolute().parent.is_dir():
        raise CollectionError(run_file, _("mappen som filen ska ligga i finns inte"))
    with _index_of(session, judged, index_folder) as index:
        _tell_doubts(judged, index)
        run = _ask(index, judged, match, limit)
        documents = index.stats().documents
    if run_file is not None:
        _save(run, run_file)
    values = measure_run(run, judged.judgments, chosen)
    comparisons = _compare(earlier, judged, chosen, values) if earlier is not None else {}
    evaluation = Evaluation(judged, documents, match, values, comparisons)
    if as_json:
        write_json(evaluation_as_json(evaluation))
    else:
        write_evaluation(session.output, evaluation)
    _tell_shallow(chosen, limit)
    return 0


@contextmanager
def _index_of(
    session: Session, collection: JudgedCollection, folder: Path | None
) -> Iterator[SearchIndex]:
    """The index in *folder*, or one of the collection's documents that goes away afterwards."""
    if folder is not None:
        with open_index(folder, show_contacts=session.settings.show_contacts) as index:
            yield index
        return
    check_corpus(collection)
    with TemporaryDirectory(prefix="projektsok-eval-") as place:
        path = Path(place) / "index"
        say(_("Bygger ett index av {path} …").format(path=collection.corpus))
        with progress_bar() as show:
            report = build_index(
                [collection.corpus],
                path,
                progress=building(show, _("Läser samlingen")),
                show_contacts=session.settings.show_contacts,
            )
        _tell_built(report)
        with open_index(path, show_contacts=session.settings.show_contacts) as index:
            yield index


def _tell_built(report: IndexReport) -> None:
    say(
        counted(
            "{count} dokument indexerades på {seconds} s.",
            "{count} dokument indexerades på {seconds} s.",
            report.documents,
            seconds=decimal_text(report.took_s),
        )
    )
    if report.skipped:
        say(
            counted(
                "Varning: {count} dokument hoppades över: {examples}.",
                "Varning: {count} dokument hoppades över: {examples}.",
                len(report.skipped),
                examples="; ".join(fault_text(error.fault) for error in report.skipped[:_NAMED]),
            )
        )


def _tell_doubts(collection: JudgedCollection, index: SearchIndex) -> None:
    """Say what the judgments name that is not there."""
    if queries := collection.unknown_queries:
        say(
            counted(
                "Varning: {count} bedömd fråga saknas i queries.jsonl och räknas inte: {queries}.",
                "Varning: {count} bedömda frågor saknas i queries.jsonl och räknas inte: {queries}.",
                len(queries),
                queries=_some(queries),
            )
        )
    missing = sorted(
        document for document in collection.judged_documents() if not _knows(index, document)
    )
    if missing:
        say(
            counted(
                "Varning: {count} bedömt dokument saknas i indexet och räknas som inte hittade: {documents}.",
                "Varning: {count} bedömda dokument saknas i indexet och räknas som inte hittade: {documents}.",
                len(missing),
                documents=_some(missing),
            )
        )


def _knows(index: SearchIndex, document: str) -> bool:
    try:
        index.document(document)
    except UnknownDocumentError:
        return False
    return True


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _ask(index: SearchIndex, collection: JudgedCollection, match: str, limit: int) -> Run:
    started, queries = perf_counter(), collection.queries
    with progress_bar() as show:
        run = rank_queries(
            index,
            queries,
            match=match,
            limit=limit,
            told=lambda done: show(_("Ställer frågor"), done, len(queries)),
        )
    say(
        counted(
            "{count} fråga ställdes på {seconds} s.",
            "{count} frågor ställdes på {seconds} s.",
            len(queries),
            seconds=decimal_text(perf_counter() - started),
        )
    )
    if empty := unanswered(run, queries):
        say(
            counted(
                "{count} fråga fick inget svar: {queries}.",
                "{count} frågor fick inget svar: {queries}.",
                len(empty),
                queries=_some(empty),
            )
        )
    return run


def _save(run: Run, path: Path) -> None:
    try:
        path.write_text(run_text(run), "utf-8")
    except OSError as error:
        reason = _("filen går inte att skriva ({reason})").format(reason=error_text(error))
        raise CollectionError(path, reason) from error


def _compare(
    earlier: Run, collection: JudgedCollection, measures: Sequence[MeasureName], values: Values
) -> dict[str, Comparison]:
    if missing := [query for query in collection.queries if query not in earlier]:
        say(
            counted(
                "Varning: {count} fråga saknas i den förra körningen och räknas där som obesvarad: {queries}.",
                "Varning: {count} frågor saknas i den förra körningen och räknas där som obesvarade: {queries}.",
                len(missing),
                queries=_some(missing),
            )
        )
    before = measure_run(earlier, collection.judgments, measures)
    return {measure: compare_values(before[measure], values[measure]) for measure in values}


def _tell_shallow(measures: Sequence[MeasureName], limit: int) -> None:
    if cut := [name.text for name in measures if name.cutoff and name.cutoff > limit]:
        say(
            counted(
                "Varning: {measures} räknas bara på den första träffen (--limit).",
                "Varning: {measures} räknas bara på de {count} första träffarna (--limit).",
                limit,
                measures=", ".join(cut),
            )
        )
