"""The pages a person reads: search, document, help, and what browsers ask for beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.exceptions import NotFound

from search import SearchIndex
from search.options import SearchOptions
from search.results import FacetValue, Page
from webui import document_view, result_view
from webui.addresses import page_address
from webui.choices import FACETS, choice_groups
from webui.requests import SearchRequest, read_page_request
from wording.catalogue import gettext as _
from wording.catalogue import ngettext

NEWEST: Final = SearchOptions(sort="newest", limit=6, passages=0)
"""What the start page lists."""
SIMILAR_SHOWN: Final = 5
OPENSEARCH_NAMESPACE: Final = "http://a9.com/-/spec/opensearch/1.1/"


class PageBeyondEnd(NotFound):
    """The results have no page of this number; *last* is the number of the last and *address* leads
    there.
    """

    def __init__(self, page_number: int, last: int, address: str) -> None:
        message = ngettext(
            "Sidan {page_number} finns inte. Sökningen har {last} sida.",
            "Sidan {page_number} finns inte. Sökningen har {last} sidor.",
            last,
        )
        super().__init__(message.format(page_number=page_number, last=last))
        self.last = last
        self.address = address


@dataclass(frozen=True, slots=True)
class Pages:
    """The views over one index."""

    index: SearchIndex

    def search(self) -> str:
        """The start page for an address that asks for nothing, the results for any other."""
        search_request = read_page_request(request.args)
        if search_request == SearchRequest() and "q" not in request.args:
            return self.start()
        page = search_request.run(self.index)
        offset = search_request.options.offset
        if offset and offset >= page.listed:
            last = result_view.last_page(page, search_request)
            raise PageBeyondEnd(
                search_request.page, last, page_address(search_request, last)
            )
        return render_template(
            "results.html",
            search_request=search_request,
            page=page,
            complete=[hit for hit in page.hits if hit.complete],
            incomplete=[hit for hit in page.hits if not hit.complete],
            groups=choice_groups(
                self._open_facets(page, search_request), search_request
            ),
        )

    def start(self) -> str:
        return render_template(
            "start.html",
            search_request=SearchRequest(),
            page=self.index.search("", NEWEST),
            stats=self.index.stats(),
        )

    def _open_facets(
        self, page: Page, search_request: SearchRequest
    ) -> dict[str, Sequence[FacetValue]]:
        """The page's facets; one that is narrowed by is counted without it: more of its values can
        be ticked.
        """
        facets: dict[str, Sequence[FacetValue]] = dict(page.facets)
        for name in FACETS:
            if search_request.values(name):
                wider = search_request.without(name).changed(
                    limit=0, passages=0
                )
                facets[name] = wider.run(self.index).facets.get(name, ())
        return facets

    def document(self, document_id: str) -> str:
        search_request = read_page_request(request.args)
        synonyms = search_request.options.synonyms
        document = self.index.document(document_id)
        passages = self.index.marked(
            document_id, search_request.query, synonyms=synonyms
        )
        sections = document_view.section_views(passages)
        titles = [passage.html for passage in passages if passage.section < 0]
        return render_template(
            "document.html",
            search_request=search_request,
            plain=SearchRequest(),
            leads_back=search_request != SearchRequest(),
            document=document,
            title=titles[0] if titles else None,
            sections=sections,
            steps=sum(section.steps for section in sections),
            facts=document_view.facts(document),
            similar=self.index.similar(document_id, SIMILAR_SHOWN),
        )

    def help(self) -> str:
        return render_template("help.html", search_request=SearchRequest())


def pages_blueprint(index: SearchIndex) -> Blueprint:
    pages = Pages(index)
    blueprint = Blueprint("pages", __name__)
    blueprint.add_url_rule("/", "search", pages.search)
    blueprint.add_url_rule(
        "/dokument/<id:document_id>", "document", pages.document
    )
    blueprint.add_url_rule("/hjalp", "help", pages.help)
    blueprint.add_url_rule("/opensearch.xml", "opensearch", describe_search)
    blueprint.add_url_rule("/robots.txt", "robots", refuse_robots)
    return blueprint


def describe_search() -> Response:
    """The OpenSearch description that lets a browser search here from its own bar."""
    ElementTree.register_namespace("", OPENSEARCH_NAMESPACE)
    description = ElementTree.Element(_opensearch("OpenSearchDescription"))
    texts = {
        "ShortName": "Projektsök",
        "Description": _("Sök bland svenska projektdokument"),
        "Language": "sv-SE",
        "InputEncoding": "UTF-8",
        "OutputEncoding": "UTF-8",
    }
    for name, text in texts.items():
        ElementTree.SubElement(description, _opensearch(name)).text = text
    icon = ElementTree.SubElement(
        description, _opensearch("Image"), type="image/svg+xml"
    )
    icon.text = url_for("static", filename="favicon.svg", _external=True)
    template = f"{url_for('pages.search', _external=True)}?q={{searchTerms}}"
    ElementTree.SubElement(
        description, _opensearch("Url"), type="text/html", template=template
    )
    xml = ElementTree.tostring(
        description, encoding="unicode", xml_declaration=True
    )
    return Response(xml, mimetype="application/opensearchdescription+xml")


def _opensearch(name: str) -> str:
    return f"{{{OPENSEARCH_NAMESPACE}}}{name}"


def refuse_robots() -> Response:
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
