"""Results and documents as plain values for JSON: the same for the command, the web API and
exports.

Dates are ISO 8601, amounts whole kronor, and keys are those of the design, in its order.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from corpus.model import Document, Metadata
from search.results import FacetValue, Hit, IndexStats, Page, Passage, Suggestion, WordMatch


def page_as_json(page: Page) -> dict[str, Any]:
    """A page of results, as data: how the query was read is told by whoever speaks to people.

    A hit has "explanation" only where the search was asked to explain.
    """
    return {
        "query": page.query,
        "total": page.total,
        "relaxed": page.relaxed,
        "suggestion": page.suggestion,
        "took_ms": page.took_ms,
        "hits": [hit_as_json(hit) for hit in page.hits],
        "facets": {name: facet_as_json(values) for name, values in page.facets.items()},
    }


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
        values["explanation"] = [_explanation(match) for match in hit.explanation]
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
            {"kind": section.kind, "heading": section.heading, "text": section.text}
            for section in document.sections
        ],
    }


def metadata_as_json(metadata: Metadata) -> dict[str, Any]:
    """All fields; "contact" only where it is known and shown."""
    values: dict[str, Any] = {
        "programme": metadata.programme,
        "phase": metadata.phase,
        "owner": metadata.owner,
        "region": metadata.region,
        "grant_sek": metadata.grant_sek,
        "budget_sek": metadata.budget_sek,
        "start": _iso(metadata.start),
        "end": _iso(metadata.end),
        "municipalities": list(metadata.municipalities),
        "partners": list(metadata.partners),
        "participants": list(metadata.participants),
    }
    if metadata.contact is not None:
        contact = metadata.contact
        values["contact"] = {"name": contact.name, "email": contact.email, "phone": contact.phone}
    values["other"] = dict(metadata.other)
    return values


def suggestion_as_json(suggestion: Suggestion) -> dict[str, Any]:
    return {"text": suggestion.text, "kind": suggestion.kind, "count": suggestion.count}


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


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
