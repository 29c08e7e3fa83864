"""The Flask application: routes, headers, static files and errors put together."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from flask import Flask, Response, request, url_for
from flask.json.provider import DefaultJSONProvider
from werkzeug.routing import PathConverter

from search import SearchIndex, open_index
from webui import addresses, choices, result_view
from webui.api import api_blueprint
from webui.error_pages import raise_refusal, register_error_pages
from webui.formatting import brief_facts, format_number, projects_text
from webui.hosts import Hosts, allowed_hosts, refusal_of_others
from webui.pages import pages_blueprint
from wording.answers import explained_word_text
from wording.catalogue import gettext, language, ngettext
from wording.queries import notice_text, reading_text

SECURITY_HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
FOREVER: Final = "public, max-age=31536000, immutable"


class _DocumentIdConverter(PathConverter):
    """A document's id in an address, a slash at its beginning too."""

    part_isolating = False
    regex = ".*?"


class _JsonInOrder(DefaultJSONProvider):
    """Keys in the order of the design, letters as they are."""

    sort_keys = False
    ensure_ascii = False


class _App(Flask):
    """Flask that keeps queries out of its log: an address or an exception's message may quote
    one.
    """

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType]
        | tuple[None, None, None]
        | Any,
    ) -> None:
        kind, _error, frames = exc_info
        name = kind.__name__ if kind else "Error"
        where = "".join(traceback.format_tb(frames))
        self.logger.error("%s at %s\n%s", name, request.endpoint, where)


def create_app(
    index: Path | str | SearchIndex, hosts: Hosts | None = None
) -> Flask:
    """The web application over *index*: the folder of one, or one that is open already. It answers
    to *hosts*, else to the names that only this machine has.

    Raises what `search.open_index` raises.
    """
    opened = open_index(index) if isinstance(index, (Path, str)) else index
    app = _App("webui")
    # Ids are paths: "a//b" is not "a/b".
    app.url_map.merge_slashes = False
    app.url_map.converters["id"] = _DocumentIdConverter
    app.json = _JsonInOrder(app)
    _prepare_templates(app)
    app.register_blueprint(pages_blueprint(opened))
    app.register_blueprint(api_blueprint(opened))
    register_error_pages(app)
    app.before_request(raise_refusal)
    app.before_request(refusal_of_others(hosts or allowed_hosts()))
    app.after_request(_add_headers)
    return app


def _prepare_templates(app: Flask) -> None:
    templates = app.jinja_env
    templates.trim_blocks = templates.lstrip_blocks = True
    templates.policies["ext.i18n.trimmed"] = True
    templates.add_extension("jinja2.ext.i18n")
    # The extension adds methods that the type of the environment does not know.
    install_catalogue = getattr(templates, "install_gettext_callables")  # noqa: B009
    install_catalogue(gettext, ngettext, newstyle=True)
    templates.filters |= {
        "notice_text": notice_text,
        "explained_word": explained_word_text,
        "number": format_number,
        "brief_texts": brief_facts,
        "projects": projects_text,
        "reading_text": reading_text,
    }
    templates.globals |= {
        "asset": _versioned_assets(app),
        "language": language,
        "addresses": addresses,
        "choices": choices,
        "view": result_view,
    }


def _versioned_assets(app: Flask) -> Callable[[str], str]:
    """A function from a static file's name to its address, which changes when the file does."""
    folder = Path(app.static_folder or "")
    versions = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        for file in folder.iterdir()
        if file.is_file()
    }
    return lambda name: url_for("static", filename=name, v=versions[name])


def _add_headers(response: Response) -> Response:
    response.headers.update(SECURITY_HEADERS)
    if (
        request.endpoint == "static"
        and "v" in request.args
        and response.status_code in (200, 304)
    ):
        response.headers["Cache-Control"] = FOREVER
    elif request.endpoint != "static":
        response.headers["Cache-Control"] = "private, no-cache"
    return response
