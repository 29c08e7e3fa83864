"""`projektsok eval`: how good the ranking is, by queries that somebody has judged the answers
to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import click

from indexer import build_index
from projektsok.errors import RunFileError
from projektsok.evaluation.comparison import Comparison, compare_values
from projektsok.evaluation.judged_collection import (
    JudgedCollection,
    check_corpus,
    read_collection,
)
from projektsok.evaluation.measuring import (
    RANKING_OPTIONS,
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
from projektsok.evaluation.report import (
    Evaluation,
    evaluation_as_json,
    write_evaluation,
)
from projektsok.evaluation.telling import (
    tell_asked,
    tell_built,
    tell_shallow,
    tell_unanswered_before,
    tell_unknown_documents,
    tell_unknown_queries,
)
from projektsok.output import say, write_json
from projektsok.progress_bar import building, progress_bar
from projektsok.session import Session, json_option
from projektsok.swedish import NumberParameter, SwedishCommand, WordParameter
from search import SearchIndex
from search.errors import UnknownDocumentError
from search.options import Match, SearchOptions
from wording.catalogue import gettext as _
from wording.errors import error_text
from wording.table_labels import match_label

_path = click.Path(path_type=Path)


@click.command(
    "eval", cls=SwedishCommand, short_help="Mät hur bra träffarna ordnas."
)
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
    default=str(RANKING_OPTIONS.match),
    help=f"Hur mycket som måste stämma ({RANKING_OPTIONS.match}).",
)
@click.option(
    "--limit",
    type=NumberParameter(1, 1000),
    default=RANKING_OPTIONS.limit,
    metavar="ANTAL",
    help=f"Träffar per fråga ({RANKING_OPTIONS.limit}).",
)
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="MÅTT",
    help="Mått, till exempel nDCG@10 eller AP. Kan anges flera gånger. "
    f"Annars {', '.join(USUAL_MEASURES)}.",
)
@json_option
@click.pass_obj
def evaluate(session: Session, /, collection: Path, **arguments: Any) -> int:
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
    measures = _measures(arguments["measures"])
    judged = read_collection(collection, arguments["split"])
    earlier_file, run_file = arguments["earlier_file"], arguments["run_file"]
    earlier = read_run(earlier_file) if earlier_file else None
    if run_file is not None:
        _check_folder(run_file)
    options = replace(
        RANKING_OPTIONS, match=arguments["match"], limit=arguments["limit"]
    )
    with _index_of(session, judged, arguments["index_folder"]) as index:
        _tell_doubts(judged, index)
        run = _ask(index, judged, options)
        documents = index.stats().documents
    if run_file is not None:
        _save(run, run_file)
    values = measure_run(run, judged.judgments, measures)
    comparisons = (
        {} if earlier is None else _compare(earlier, judged, measures, values)
    )
    evaluation = Evaluation(
        judged, documents, Match(options.match), values, comparisons
    )
    if arguments["as_json"]:
        write_json(evaluation_as_json(evaluation))
    else:
        write_evaluation(session.output, evaluation)
    tell_shallow(measures, options.limit)
    return 0


def _measures(names: Sequence[str]) -> tuple[MeasureName, ...]:
    """The measures of these names, each once. Raises UnknownMeasureError."""
    measures = [MeasureName.read(name) for name in names or USUAL_MEASURES]
    return tuple(dict.fromkeys(measures))


def _check_folder(run_file: Path) -> None:
    """Raise RunFileError where there is no folder for the file, before time goes into it."""
    if not run_file.absolute().parent.is_dir():
        raise RunFileError(
            run_file, _("mappen som filen ska ligga i finns inte")
        )


@contextmanager
def _index_of(
    session: Session, collection: JudgedCollection, folder: Path | None
) -> Iterator[SearchIndex]:
    """The index in *folder*, or one of the collection's documents that goes away afterwards."""
    if folder is not None:
        with session.open_index(folder) as index:
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
        tell_built(report)
        with session.open_index(path) as index:
            yield index


def _tell_doubts(collection: JudgedCollection, index: SearchIndex) -> None:
    """Say what the judgments name that is not there."""
    if collection.unknown_queries:
        tell_unknown_queries(collection.unknown_queries)
    judged = sorted(collection.judged_documents())
    if unknown := [
        document for document in judged if not _knows(index, document)
    ]:
        tell_unknown_documents(unknown)


def _knows(index: SearchIndex, document: str) -> bool:
    try:
        index.document(document)
    except UnknownDocumentError:
        return False
    return True


def _ask(
    index: SearchIndex, collection: JudgedCollection, options: SearchOptions
) -> Run:
    started = perf_counter()
    queries = collection.queries
    with progress_bar() as show:
        run = rank_queries(
            index,
            queries,
            options,
            told=lambda done: show(_("Ställer frågor"), done, len(queries)),
        )
    tell_asked(len(queries), perf_counter() - started, unanswered(run, queries))
    return run


def _save(run: Run, path: Path) -> None:
    try:
        path.write_text(run_text(run), "utf-8")
    except OSError as error:
        reason = _("filen går inte att skriva ({reason})").format(
            reason=error_text(error)
        )
        raise RunFileError(path, reason) from error


def _compare(
    earlier: Run,
    collection: JudgedCollection,
    measures: Sequence[MeasureName],
    values: Values,
) -> dict[str, Comparison]:
    """What each measure gained and lost since the *earlier* run."""
    if missing := [
        query for query in collection.queries if query not in earlier
    ]:
        tell_unanswered_before(missing)
    before = measure_run(earlier, collection.judgments, measures)
    return {
        measure: compare_values(before[measure], after)
        for measure, after in values.items()
    }
