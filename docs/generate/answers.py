"""What the JSON API answers, asked of an index of the example documents, as Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask

from corpus import example_corpus
from docs.generate.markdown import block, code, table
from indexer import build_index
from webui import create_app

ADDRESSES = {
    "search": "/api/v1/search?q=hemlöshet&limit=1&passages=1",
    "document": "/api/v1/documents/nattugglan",
    "suggest": "/api/v1/suggest?q=heml&limit=3",
    "health": "/healthz",
    "wrong": "/api/v1/search?q=hemlöshet&filter=färg:röd",
}
_LONGEST_TEXT = 300
_MOST_ITEMS = 2


@contextmanager
def _example_app() -> Iterator[Flask]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        build_index([example_corpus()], path)
        yield create_app(path)


@cache
def _answers() -> dict[str, Any]:
    """What every address answers, one index for all."""
    with _example_app() as app:
        client = app.test_client()
        return {name: client.get(address).get_json() for name, address in ADDRESSES.items()}


def answer(name: str) -> Callable[[], str]:
    """What writes the request called *name* with its answer, long texts and lists cut short."""

    def written() -> str:
        shown = json.dumps(_shortened(_answers()[name]), ensure_ascii=False, indent=2)
        return f"{block('GET ' + ADDRESSES[name], 'http')}\n\n{block(shown, 'json')}"

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
    with _example_app() as app:
        rules = sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
    rows = [(code(rule.rule), code(rule.endpoint)) for rule in rules]
    return table(("address", "what answers"), rows)
