"""Results and documents as plain values for JSON: the same for the command, the web API and
exports.

Dates are ISO 8601, amounts whole kronor, and facts come in the order of their table.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from corpus.facts import FACT_TABLE, FactType
from corpus.model import Document, Metadata
from search.results import (
    FacetValue,
    Hit,
    IndexStats,
    Page,
    Passage,
    Suggestion,
    WordCount,
    WordMatch,
)


def page_as_json(page: Page) -> dict[str, Any]:
    """A page of results, as data: how the query was read is told by whoever speaks to people.

    A hit has "explanation" only where the search was asked to explain.
    """
    return {
        "query": page.query,
        "total": page.total,
        "listed": page.listed,
        "relaxed": page.relaxed,
        "offset": page.offset,
        "limit": page.limit,
        "suggestion": page.suggestion,
        "word_counts": [
            word_count_as_json(count) for count in page.word_counts
        ],
        "took_ms": page.took_ms,
        "hits": [hit_as_json(hit) for hit in page.hits],
        "facets": {
            name: facet_as_json(values) for name, values in page.facets.items()
        },
    }


def word_count_as_json(count: WordCount) -> dict[str, Any]:
    return {"word": count.word, "count": count.count}


def hit_as_json(hit: Hit) -> dict[str, Any]:
    values: dict[str, Any] = {
        "rank": hit.rank,
        "id": hit.id,
        "title": hit.title,
        "score": hit.score,
        "complete": hit.complete,
        "metadata": metadata_as_json(hit.metadata),
        "passages": [passage_as_json(passage) for passage in hit.passages],
    }
    if hit.explanation:
        values["explanation"] = [
            _explanation(match) for match in hit.explanation
        ]
    return values


def passage_as_json(passage: Passage) -> dict[str, Any]:
    """*marks* are [start, end] character positions in *text*."""
    return {
        "kind": passage.kind,
        "heading": passage.heading,
        "text": passage.text,
        "marks": [list(span) for span in passage.marks],
        "html": passage.html,
    }


def facet_as_json(values: Sequence[FacetValue]) -> list[dict[str, Any]]:
    return [{"value": value.value, "count": value.count} for value in values]


def document_as_json(document: Document) -> dict[str, Any]:
    """A document whole. The readers of JSON Lines read it back as it was, but for *source*."""
    return {
        "id": document.id,
        "title": document.title,
        "metadata": metadata_as_json(document.metadata),
        "sections": [
            {
                "kind": section.kind,
                "heading": section.heading,
                "text": section.text,
            }
            for section in document.sections
        ],
    }


def metadata_as_json(metadata: Metadata) -> dict[str, Any]:
    """What is stated of every fact of the table, and the labels that have no row under "other";
    "contact" only where it is known and shown.
    """
    values: dict[str, Any] = {}
    for fact in FACT_TABLE:
        for attribute in fact.attributes:
            stated = getattr(metadata, attribute)
            if fact.type is not FactType.CONTACT:
                values[attribute] = _plain(stated)
            elif stated is not None:
                contact = values.setdefault(attribute, {})
                contact[fact.contact_part] = getattr(stated, fact.contact_part)
    return {**values, "other": dict(metadata.other)}


def suggestion_as_json(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "text": suggestion.text,
        "kind": suggestion.kind,
        "count": suggestion.count,
    }


def stats_as_json(stats: IndexStats) -> dict[str, Any]:
    return {
        "documents": stats.documents,
        "records": stats.records,
        "words": stats.words,
        "occurrences": stats.occurrences,
        "size_bytes": stats.size_bytes,
        "generation": stats.generation,
        "built": stats.built,
        "sections": dict(stats.sections),
    }


def _explanation(match: WordMatch) -> dict[str, Any]:
    return {
        "word": match.word,
        "is_part": match.is_part,
        "forms": [
            {
                "form": form.form,
                "count": form.count,
                "sections": list(form.sections),
                "reason": form.reason,
            }
            for form in match.forms
        ],
    }


def _plain(
    value: str | int | date | tuple[str, ...] | None,
) -> str | int | list[str] | None:
    """*value* as JSON has it: a day in ISO 8601."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
