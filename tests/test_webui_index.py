"""The pages over a real index: what the parts promise each other holds."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_projects import NATTUGGLAN, OPPEN_DORR, RIPSPAR
from page_reading import read_page

from indexer import build_index
from search.serialising import document_as_json
from webui import create_app


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("pages")
    source = folder / "projects.jsonl"
    lines = [
        json.dumps(document_as_json(document))
        for document in (NATTUGGLAN, RIPSPAR, OPPEN_DORR)
    ]
    source.write_text("\n".join(lines), "utf-8")
    build_index([source], folder / "index")
    return create_app(folder / "index").test_client()


def test_inflected_words_are_found_and_marked(client: FlaskClient) -> None:
    page = read_page(client.get("/?q=hemlös").text)
    assert page.one("h1").text == "2 projekt"
    assert {"hemlösa", "Hemlösheten"} <= {
        mark.text for mark in page.all("mark")
    }


def test_a_passage_s_section_is_on_the_document_s_page(
    client: FlaskClient,
) -> None:
    results = read_page(client.get("/?q=hemlösa").text)
    for passage in results.all("section", class_="found-in"):
        address, anchor = passage.one("a").attributes["href"].split("#")
        page = read_page(client.get(address).text)
        section = passage.one("a").text.split(" i ")[0]
        assert page.one(id=anchor.split(":~:")[0]).text == section
        assert page.one("div", class_="text").all("mark")


def test_every_filter_offered_can_be_applied(client: FlaskClient) -> None:
    page = read_page(client.get("/?q=").text)
    boxes = [box.attributes for box in page.all("input", type="checkbox")]
    assert {box["name"] for box in boxes} >= {
        "region",
        "municipality",
        "year",
        "owner",
        "section",
    }
    for box in boxes:
        narrowed = read_page(
            client.get(
                "/", query_string={"q": "", box["name"]: box["value"]}
            ).text
        )
        assert narrowed.all("article"), box


def test_why_a_project_was_found_can_be_shown(client: FlaskClient) -> None:
    page = read_page(client.get("/?q=hemlös&explain=1").text)
    assert "hemlösa" in page.all("details", class_="why")[0].text


def test_contacts_are_not_shown(client: FlaskClient) -> None:
    for address in (
        "/dokument/oppen-dorr",
        "/api/v1/documents/oppen-dorr",
        "/api/v1/search?q=dörr",
    ):
        assert "dorren@example.org" not in client.get(address).text
        assert "040-628" not in client.get(address).text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/?sort=storlek", 400),
        ("/?grant=mycket", 400),
        ("/?year=ifjol", 400),
        ("/dokument/saknas", 404),
        ("/?q=hemlösa&page=7", 404),
        ("/?q=" + "hemlös " * 1_400, 200),
        ("/?q=" + "(" * 10_000, 200),
    ],
)
def test_odd_requests_get_the_right_status(
    client: FlaskClient, address: str, status: int
) -> None:
    response = client.get(address)
    assert response.status_code == status
    read_page(response.text)


@given(query=st.text())
@settings(deadline=None, max_examples=50)
def test_any_query_is_answered(client: FlaskClient, query: str) -> None:
    for address in ("/", "/dokument/nattugglan"):
        response = client.get(address, query_string={"q": query})
        assert response.status_code == 200
        read_page(response.text)
