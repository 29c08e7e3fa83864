"""What the JSON API answers, asked of an index of the example documents, as Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpus import example_corpus
from docs.generate.markdown import block, code, table
from indexer import build_index
from webui import create_app

ADDRESSES = {
    "search": "/api/v1/search?q=hemlöshet&limit=1&passages=1",
    "document": "/api/v1/documents/nattugglan",
    "suggest": "/api/v1/suggest?q=heml&limit=3",
    "health": "/healthz",
    "ready": "/readyz",
    "wrong": "/api/v1/search?q=hemlöshet&filter=färg:röd",
}
_LONGEST_TEXT = 300
_MOST_ITEMS = 2


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a web server over the example documents said of itself and answered."""

    routes: tuple[tuple[str, str], ...]
    """Each address with the view that answers it."""
    answers: Mapping[str, Any]


@cache
def _asked() -> _Asked:
    """One index for all pages."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        build_index([example_corpus()], path)
        app = create_app(path)
        client = app.test_client()
        answers = {
            name: client.get(address).get_json()
            for name, address in ADDRESSES.items()
        }
        routes = (
            (rule.rule, rule.endpoint) for rule in app.url_map.iter_rules()
        )
        return _Asked(tuple(sorted(routes)), answers)


def answer(name: str) -> Callable[[], str]:
    """What writes the request called *name* with its answer, long texts and lists cut short."""

    def written() -> str:
        request = f"GET {ADDRESSES[name]}"
        shown = _shortened(_asked().answers[name])
        text = json.dumps(shown, ensure_ascii=False, indent=2)
        return "\n\n".join([block(request, "http"), block(text, "json")])

    return written


def _shortened(value: Any) -> Any:
    match value:
        case str() if len(value) > _LONGEST_TEXT:
            return f"{value[:_LONGEST_TEXT]} …"
        case float():
            return round(value, 2)
        case list():
            return [_shortened(item) for item in value[:_MOST_ITEMS]]
        case dict():
            return {key: _shortened(item) for key, item in value.items()}
        case _:
            return value


def routes_table() -> str:
    """Every address that the web server knows, and the view that answers it."""
    rows = [(code(rule), code(endpoint)) for rule, endpoint in _asked().routes]
    return table(("address", "what answers"), rows)
