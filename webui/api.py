"""The JSON API: the same search, documents and suggestions for programs."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, request

from search.serialising import document_as_json, page_as_json, suggestion_as_json
from webui.contract import ProjectIndex
from webui.requests import read_api_request, read_number, read_query
from wording.queries import notice_text, reading_text

SUGGESTIONS = 8
MAX_SUGGESTIONS = 50


@dataclass(frozen=True, slots=True)
class Api:
    """The views over one index."""

    index: ProjectIndex

    def search(self) -> Response:
        page = read_api_request(request.args).run(self.index)
        paging = {"offset": page.offset, "limit": page.limit, "listed": page.listed}
        words = [{"word": one.word, "count": one.count} for one in page.word_counts]
        texts = {
            "interpretation": reading_text(page.reading),
            "notices": [notice_text(notice) for notice in page.notices],
        }
        return jsonify({**page_as_json(page), **paging, **texts, "word_counts": words})

    def document(self, document_id: str) -> Response:
        return jsonify(document_as_json(self.index.document(document_id)))

    def suggest(self) -> Response:
        prefix = read_query(request.args)
        limit = read_number(request.args, "limit", SUGGESTIONS, 1, MAX_SUGGESTIONS)
        found = self.index.suggest(prefix, limit) if prefix else ()
        return jsonify({"query": prefix, "suggestions": [suggestion_as_json(one) for one in found]})

    def health(self) -> Response:
        """Whether the index answers, for whoever watches over the service."""
        stats = self.index.stats()
        return jsonify(
            {"status": "ok", "documents": stats.documents, "generation": stats.generation}
        )


def api_blueprint(index: ProjectIndex) -> Blueprint:
    api = Api(index)
    blueprint = Blueprint("api", __name__)
    blueprint.add_url_rule("/api/v1/search", "search", api.search)
    blueprint.add_url_rule("/api/v1/documents/<id:document_id>", "document", api.document)
    blueprint.add_url_rule("/api/v1/suggest", "suggest", api.suggest)
    blueprint.add_url_rule("/healthz", "health", api.health)
    return blueprint
