"""The JSON API: the same search, documents and suggestions for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, jsonify, request

from search import SearchIndex
from search.serialising import document_as_json, suggestion_as_json
from webui.requests import read_api_request, read_number, read_query
from wording.answers import answer_as_json

SUGGESTIONS: Final = 8
MAX_SUGGESTIONS: Final = 50


@dataclass(frozen=True, slots=True)
class Api:
    """The views over one index."""

    index: SearchIndex

    def search(self) -> Response:
        search_request = read_api_request(request.args)
        page = search_request.run(self.index)
        return jsonify(answer_as_json(page))

    def document(self, document_id: str) -> Response:
        document = self.index.document(document_id)
        return jsonify(document_as_json(document))

    def suggest(self) -> Response:
        prefix = read_query(request.args)
        limit = read_number(
            request.args, "limit", SUGGESTIONS, 1, MAX_SUGGESTIONS
        )
        suggestions = self.index.suggest(prefix, limit) if prefix else ()
        written = [suggestion_as_json(suggestion) for suggestion in suggestions]
        return jsonify({"query": prefix, "suggestions": written})

    def ready(self) -> Response:
        """Whether the index is open and can be searched, for whoever sends requests here. Raises
        SearchError where it cannot.
        """
        stats = self.index.stats()
        return jsonify(
            {
                "status": "ok",
                "documents": stats.documents,
                "generation": stats.generation,
            }
        )


def show_health() -> Response:
    """That the service is alive, for whoever restarts it. Looks at nothing: a damaged index is not
    mended by a restart.
    """
    return jsonify({"status": "ok"})


def api_blueprint(index: SearchIndex) -> Blueprint:
    api = Api(index)
    blueprint = Blueprint("api", __name__)
    blueprint.add_url_rule("/api/v1/search", "search", api.search)
    blueprint.add_url_rule(
        "/api/v1/documents/<id:document_id>", "document", api.document
    )
    blueprint.add_url_rule("/api/v1/suggest", "suggest", api.suggest)
    blueprint.add_url_rule("/healthz", "health", show_health)
    blueprint.add_url_rule("/readyz", "ready", api.ready)
    return blueprint
