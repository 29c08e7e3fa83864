"""Errors as a person or a program reads them: one clear sentence and the right status."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    jsonify,
    render_template,
    request,
)
from werkzeug.exceptions import (
    HTTPException,
    MethodNotAllowed,
    RequestURITooLarge,
)

from search.errors import BadRequestError, SearchError, UnknownDocumentError
from webui.addresses import Link
from webui.hosts import UnknownHostError
from webui.pages import PageBeyondEnd
from webui.requests import SearchRequest
from wording.catalogue import N_
from wording.catalogue import gettext as _
from wording.errors import error_text

HEADINGS: Final[Mapping[int, str]] = {
    400: N_("Sökningen gick inte att förstå"),
    404: N_("Sidan finns inte"),
    405: N_("Så går sidan inte att använda"),
    413: N_("Så går sidan inte att använda"),
    414: N_("Frågan är för lång"),
    431: N_("Frågan är för lång"),
    500: N_("Något gick fel hos oss"),
    503: N_("Sökningen är stängd just nu"),
}
SENTENCES: Final[Mapping[int, str]] = {
    400: N_("Adressen innehåller något som inte går att läsa."),
    404: N_(
        "Adressen leder ingenstans. Kontrollera att den är rätt skriven eller sök efter projektet."
    ),
    405: N_("Sidan går bara att läsa, inte att skicka något till."),
    413: N_("Sidan går bara att läsa, inte att skicka något till."),
    414: N_("Adressen är för lång. Korta frågan."),
    431: N_(
        "Adressen och det som webbläsaren skickar med den är för långt. Korta frågan."
    ),
    500: N_(
        "Sidan kunde inte visas. Försök igen. "
        "Händer det flera gånger behöver den som sköter tjänsten veta det."
    ),
    503: N_(
        "Sökindexet går inte att läsa. Försök igen om en stund. "
        "Den som sköter tjänsten ser i loggen vad som behövs."
    ),
}
API_PREFIX: Final = "/api/"
PROBES: Final = frozenset({"/healthz", "/readyz"})
"""Addresses that only programs ask for."""

REFUSED_STATUS: Final = "projektsok.refused_status"
"""What a web server writes into the environment of a request that it could not read: the status to
answer it with.
"""
OTHER_HEADING: Final = N_("Det gick inte att visa sidan")
OTHER_SENTENCE: Final = N_("Förfrågan gick inte att besvara.")


def register_error_pages(app: Flask) -> None:
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(UnknownHostError, show_unknown_host)
    app.register_error_handler(BadRequestError, show_bad_request)
    app.register_error_handler(UnknownDocumentError, show_unknown_document)
    app.register_error_handler(SearchError, show_index_error)


def raise_refusal() -> None:
    """Raise the error with which the web server in front of the application refused the request."""
    status = request.environ.get(REFUSED_STATUS)
    if status is not None:
        abort(status)


def show_http_error(error: HTTPException) -> Response:
    """Our own sentence for each status: werkzeug's are in English. Those that our own code raised
    are kept.
    """
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if isinstance(error, PageBeyondEnd):
        last_page = Link(_("Gå till sista sidan"), error.address)
        return show_error(status, error.description or "", action=last_page)
    sentence = _(SENTENCES.get(status, OTHER_SENTENCE))
    if isinstance(error, RequestURITooLarge) and error.description:
        sentence = error.description
    response = show_error(status, sentence)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(error.valid_methods)
    return response


def show_unknown_host(_error: UnknownHostError) -> Response:
    heading = _("Adressen är inte den här tjänstens")
    sentence = _(
        "Tjänsten svarar inte under det namn som står i adressen. Den som sköter tjänsten "
        "kan lägga till namnet i inställningen hosts."
    )
    return show_error(HTTPStatus.BAD_REQUEST, sentence, heading)


def show_bad_request(error: BadRequestError) -> Response:
    return show_error(HTTPStatus.BAD_REQUEST, error_text(error))


def show_unknown_document(error: UnknownDocumentError) -> Response:
    heading = _("Projektet finns inte")
    return show_error(HTTPStatus.NOT_FOUND, error_text(error), heading)


def show_index_error(error: SearchError) -> Response:
    """The message names a folder of this machine: it belongs in the log, not on the page."""
    current_app.logger.error("%s", error_text(error))
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return show_error(status, _(SENTENCES[status]))


def show_error(
    status: int,
    sentence: str,
    heading: str | None = None,
    action: Link | None = None,
) -> Response:
    """The error as JSON for programs, as a page for persons."""
    if request.path.startswith(API_PREFIX) or request.path in PROBES:
        response = jsonify({"error": {"status": status, "message": sentence}})
    else:
        heading = heading or _(HEADINGS.get(status, OTHER_HEADING))
        page = render_template(
            "error.html",
            search_request=SearchRequest(),
            status=status,
            heading=heading,
            sentence=sentence,
            action=action,
        )
        response = Response(page)
    response.status_code = status
    return response
