"""How an evaluation is shown: a table for people, plain values for JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from projektsok.evaluation.comparison import Comparison
from projektsok.evaluation.judged_collection import JudgedCollection
from projektsok.evaluation.measuring import Values, mean_values
from projektsok.output import Output
from wording.catalogue import gettext as _
from wording.counts import counted
from wording.table_labels import match_label


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of a run. *comparisons* has one for each measure, none without an earlier run."""

    collection: JudgedCollection
    documents: int
    match: str
    values: Values
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)


def write_evaluation(output: Output, evaluation: Evaluation) -> None:
    """The means as a table and, beside an earlier run, the queries that got better or worse
    answers.
    """
    output.line(_title(evaluation), bold=True)
    output.line()
    if not evaluation.comparisons:
        means = mean_values(evaluation.values)
        _write_table(
            output, [(measure, _value(mean)) for measure, mean in means.items()]
        )
        return
    heading = (
        "",
        _("denna"),
        _("förra"),
        _("skillnad"),
        _("95 % säkert mellan"),
    )
    rows = [_comparison_row(*item) for item in evaluation.comparisons.items()]
    _write_table(output, [heading, *rows])
    measure, comparison = next(iter(evaluation.comparisons.items()))
    output.line()
    output.line(_outcome(measure, comparison))
    if comparison.differences:
        output.line()
        _write_differences(output, comparison, evaluation.collection)


def _title(evaluation: Evaluation) -> str:
    """What was asked of what."""
    collection = evaluation.collection
    return " · ".join(
        (
            collection.path.absolute().name,
            collection.split,
            counted("{count} fråga", "{count} frågor", len(collection.queries)),
            counted(
                "{count} dokument", "{count} dokument", evaluation.documents
            ),
            match_label(evaluation.match),
        )
    )


def _comparison_row(measure: str, comparison: Comparison) -> tuple[str, ...]:
    low = _change(comparison.low)
    high = _change(comparison.high)
    return (
        measure,
        _value(comparison.after),
        _value(comparison.before),
        _change(comparison.change),
        _("{low} och {high}").format(low=low, high=high),
    )


def _outcome(measure: str, comparison: Comparison) -> str:
    return counted(
        "{measure} blev bättre för {count} fråga, sämre för {worse} och lika för {same}.",
        "{measure} blev bättre för {count} frågor, sämre för {worse} och lika för {same}.",
        comparison.better,
        measure=measure,
        worse=comparison.worse,
        same=comparison.same,
    )


def _write_differences(
    output: Output, comparison: Comparison, collection: JudgedCollection
) -> None:
    """The queries that changed, with their values, ids and texts."""
    width = max(len(difference.query) for difference in comparison.differences)
    heading = _columns(_("skillnad"), _("denna"), _("förra"))
    output.line(f"{heading}  {_('fråga'):<{width}}")
    for difference in comparison.differences:
        figures = _columns(
            _change(difference.change),
            _value(difference.after),
            _value(difference.before),
        )
        text = collection.queries[difference.query]
        output.line(f"{figures}  {difference.query:<{width}}  {text}")


def _columns(change: str, after: str, before: str) -> str:
    return f"{change:>8}  {after:>7}  {before:>7}"


def _write_table(output: Output, rows: Sequence[Sequence[str]]) -> None:
    """*rows* with their columns aligned: names to the left, figures to the right."""
    name_width, *widths = (
        max(map(len, column)) for column in zip(*rows, strict=True)
    )
    for name, *figures in rows:
        cells = [name.ljust(name_width)]
        for figure, width in zip(figures, widths, strict=True):
            cells.append(figure.rjust(width))
        output.line("  ".join(cells))


def _value(number: float) -> str:
    """A value with a decimal comma."""
    return f"{number:.4f}".replace(".", ",")


def _change(number: float) -> str:
    """A difference with its sign and a decimal comma."""
    signed = f"{number:+.4f}"
    return signed.replace(".", ",").replace("-", "−")


def evaluation_as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Means, every query's values, and what changed since the earlier run where there is one."""
    collection = evaluation.collection
    written: dict[str, Any] = {
        "collection": str(collection.path),
        "split": collection.split,
        "match": evaluation.match,
        "documents": evaluation.documents,
        "measures": mean_values(evaluation.values),
        "queries": [
            _query_as_json(evaluation.values, query, text)
            for query, text in collection.queries.items()
        ],
    }
    if evaluation.comparisons:
        written["comparison"] = {
            measure: _comparison_as_json(comparison)
            for measure, comparison in evaluation.comparisons.items()
        }
    return written


def _query_as_json(values: Values, query: str, text: str) -> dict[str, Any]:
    measures = {
        measure: by_query[query] for measure, by_query in values.items()
    }
    return {"id": query, "text": text, "measures": measures}


def _comparison_as_json(comparison: Comparison) -> dict[str, Any]:
    return {
        "before": comparison.before,
        "after": comparison.after,
        "change": comparison.change,
        "interval": [comparison.low, comparison.high],
        "better": comparison.better,
        "worse": comparison.worse,
        "same": comparison.same,
        "differences": [
            {
                "id": difference.query,
                "before": difference.before,
                "after": difference.after,
                "change": difference.change,
            }
            for difference in comparison.differences
        ],
    }
