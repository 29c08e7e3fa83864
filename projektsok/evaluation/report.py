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
    collection = evaluation.collection
    queries = counted("{count} fråga", "{count} frågor", len(collection.queries))
    documents = counted("{count} dokument", "{count} dokument", evaluation.documents)
    name = collection.path.absolute().name
    output.line(
        f"{name} · {collection.split} · {queries} · {documents} · {match_label(evaluation.match)}",
        bold=True,
    )
    output.line()
    means = mean_values(evaluation.values)
    if not evaluation.comparisons:
        _write_table(output, [(measure, _value(mean)) for measure, mean in means.items()])
        return
    rows = [("", _("denna"), _("förra"), _("skillnad"), _("95 % säkert mellan"))]
    for measure, found in evaluation.comparisons.items():
        between = _("{low} och {high}").format(low=_change(found.low), high=_change(found.high))
        rows.append(
            (measure, _value(found.after), _value(found.before), _change(found.change), between)
        )
    _write_table(output, rows)
    measure, found = next(iter(evaluation.comparisons.items()))
    output.line()
    output.line(
        counted(
            "{measure} blev bättre för {count} fråga, sämre för {worse} och lika för {same}.",
            "{measure} blev bättre för {count} frågor, sämre för {worse} och lika för {same}.",
            found.better,
            measure=measure,
            worse=found.worse,
            same=found.same,
        )
    )
    _write_differences(output, found, collection)


def _write_differences(output: Output, found: Comparison, collection: JudgedCollection) -> None:
    if not found.differences:
        return
    output.line()
    width = max(len(difference.query) for difference in found.differences)
    headings = f"{_('skillnad'):>8}  {_('denna'):>7}  {_('förra'):>7}  {_('fråga'):<{width}}"
    output.line(headings)
    for difference in found.differences:
        figures = f"{_change(difference.change):>8}  {_value(difference.after):>7}  {_value(difference.before):>7}"
        output.line(
            f"{figures}  {difference.query:<{width}}  {collection.queries[difference.query]}"
        )


def _write_table(output: Output, rows: Sequence[Sequence[str]]) -> None:
    """*rows* with their columns aligned: names to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *figures in rows:
        cells = [f"{figure:>{width}}" for figure, width in zip(figures, widths[1:], strict=True)]
        output.line("  ".join([f"{name:<{widths[0]}}", *cells]))


def _value(number: float) -> str:
    return f"{number:.4f}".replace(".", ",")


def _change(number: float) -> str:
    return f"{number:+.4f}".replace(".", ",").replace("-", "−")


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
            {
                "id": query,
                "text": text,
                "measures": {name: found[query] for name, found in evaluation.values.items()},
            }
            for query, text in collection.queries.items()
        ],
    }
    if evaluation.comparisons:
        written["comparison"] = {
            name: _comparison_as_json(found) for name, found in evaluation.comparisons.items()
        }
    return written


def _comparison_as_json(found: Comparison) -> dict[str, Any]:
    return {
        "before": found.before,
        "after": found.after,
        "change": found.change,
        "interval": [found.low, found.high],
        "better": found.better,
        "worse": found.worse,
        "same": found.same,
        "differences": [
            {"id": one.query, "before": one.before, "after": one.after, "change": one.change}
            for one in found.differences
        ],
    }
