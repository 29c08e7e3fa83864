"""What a person is told while an evaluation runs: what is missing, and how long things took."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indexer import IndexReport
from projektsok.evaluation.measuring import MeasureName
from projektsok.output import say
from wording.counts import counted, decimal_text
from wording.faults import fault_text

_NAMED: Final = 5


def tell_built(report: IndexReport) -> None:
    """Say what was indexed and what was not."""
    took = decimal_text(report.took_s)
    say(
        counted(
            "{count} dokument indexerades på {seconds} s.",
            "{count} dokument indexerades på {seconds} s.",
            report.documents,
            seconds=took,
        )
    )
    if report.skipped:
        examples = [
            fault_text(error.fault) for error in report.skipped[:_NAMED]
        ]
        say(
            counted(
                "Varning: {count} dokument hoppades över: {examples}.",
                "Varning: {count} dokument hoppades över: {examples}.",
                report.skipped_count,
                examples="; ".join(examples),
            )
        )


def tell_unknown_queries(queries: Sequence[str]) -> None:
    """Say which queries are judged, but not there."""
    say(
        counted(
            "Varning: {count} bedömd fråga saknas i queries.jsonl och räknas inte: {queries}.",
            "Varning: {count} bedömda frågor saknas i queries.jsonl och räknas inte: {queries}.",
            len(queries),
            queries=_some(queries),
        )
    )


def tell_unknown_documents(documents: Sequence[str]) -> None:
    """Say which documents are judged, but not in the index."""
    say(
        counted(
            "Varning: {count} bedömt dokument saknas i indexet "
            "och räknas som inte hittade: {documents}.",
            "Varning: {count} bedömda dokument saknas i indexet "
            "och räknas som inte hittade: {documents}.",
            len(documents),
            documents=_some(documents),
        )
    )


def tell_asked(queries: int, seconds: float, empty: Sequence[str]) -> None:
    """Say how long the queries took, and which found nothing."""
    took = decimal_text(seconds)
    say(
        counted(
            "{count} fråga ställdes på {seconds} s.",
            "{count} frågor ställdes på {seconds} s.",
            queries,
            seconds=took,
        )
    )
    if empty:
        say(
            counted(
                "{count} fråga fick inget svar: {queries}.",
                "{count} frågor fick inget svar: {queries}.",
                len(empty),
                queries=_some(empty),
            )
        )


def tell_unanswered_before(queries: Sequence[str]) -> None:
    """Say which queries the earlier run did not have."""
    say(
        counted(
            "Varning: {count} fråga saknas i den förra körningen "
            "och räknas där som obesvarad: {queries}.",
            "Varning: {count} frågor saknas i den förra körningen "
            "och räknas där som obesvarade: {queries}.",
            len(queries),
            queries=_some(queries),
        )
    )


def tell_shallow(measures: Sequence[MeasureName], limit: int) -> None:
    """Say which measures look further than the hits that were asked for."""
    cut = [
        name.text for name in measures if name.cutoff and name.cutoff > limit
    ]
    if cut:
        say(
            counted(
                "Varning: {measures} räknas bara på den första träffen (--limit).",
                "Varning: {measures} räknas bara på de {count} första träffarna (--limit).",
                limit,
                measures=", ".join(cut),
            )
        )


def _some(names: Sequence[str]) -> str:
    """The first of *names*, with a sign that there are more."""
    first = ", ".join(names[:_NAMED])
    return f"{first} …" if len(names) > _NAMED else first
