"""The JSON API: the same answers for programs, with errors as JSON."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from search import SearchIndex
from webui import create_app


@pytest.fixture
def client(invented_index: SearchIndex) -> FlaskClient:
    return create_app(invented_index).test_client()


def get(client: FlaskClient, address: str, status: int = 200) -> Any:
    response = client.get(address)
    assert response.status_code == status
    assert response.mimetype == "application/json"
    return response.get_json()


def test_a_search_gives_the_fields_of_the_design(client: FlaskClient) -> None:
    answer = get(client, "/api/v1/search?q=hemlösa&limit=1")
    assert answer["total"] == 2
    (hit,) = answer["hits"]
    assert (hit["rank"], hit["id"], hit["metadata"]["grant_sek"]) == (
        1,
        "nattugglan",
        5_119_766,
    )
    assert hit["metadata"]["start"] == "2011-03-01"
    passage = hit["passages"][0]
    assert [passage["text"][start:end] for start, end in passage["marks"]] == [
        "hemlösa",
        "Hemlösheten",
    ]
    assert "<mark>hemlösa</mark>" in passage["html"]


def test_keys_and_letters_come_as_the_design_writes_them(
    client: FlaskClient,
) -> None:
    text = client.get("/api/v1/search?q=fjällen").text
    assert text.index('"query"') < text.index('"total"') < text.index('"hits"')
    assert "fjällen" in text


@pytest.mark.parametrize(
    "address",
    ["region=Stockholm", "filter=region:Stockholm", "filter=kommun:Haninge"],
)
def test_filters_can_be_written_in_two_ways(
    client: FlaskClient, address: str
) -> None:
    answer = get(client, f"/api/v1/search?q=unga&{address}")
    assert [hit["id"] for hit in answer["hits"]] == ["nattugglan"]


def test_results_can_be_paged_by_page_or_offset(client: FlaskClient) -> None:
    by_page = get(client, "/api/v1/search?q=verkstaden&limit=5&page=2")
    by_offset = get(client, "/api/v1/search?q=verkstaden&limit=5&offset=5")
    assert by_page["hits"] == by_offset["hits"]
    assert by_page["hits"][0]["rank"] == 6


def test_a_page_beyond_the_end_is_an_empty_list(client: FlaskClient) -> None:
    answer = get(client, "/api/v1/search?q=verkstaden&page=99")
    assert (answer["total"], answer["hits"]) == (25, [])


def test_counts_alone_can_be_asked_for(client: FlaskClient) -> None:
    answer = get(client, "/api/v1/search?q=verkstaden&limit=0")
    assert (answer["total"], answer["hits"]) == (25, [])
    assert answer["facets"]["region"] == [{"value": "Västsverige", "count": 25}]


def test_a_document_comes_whole(client: FlaskClient) -> None:
    answer = get(client, "/api/v1/documents/nattugglan")
    assert answer["title"] == "Nattugglan – en väg in från gatan"
    assert [section["kind"] for section in answer["sections"]] == [
        "sammanfattning",
        "bakgrund",
        "syfte",
        "relaterade",
    ]
    assert answer["metadata"]["municipalities"] == ["Haninge", "Nynäshamn"]


def test_a_document_with_a_slash_in_its_id_can_be_had(
    client: FlaskClient,
) -> None:
    assert get(client, "/api/v1/documents/ripspår/del 1")["title"] == "Ripspår"


def test_suggestions_complete_what_is_typed(client: FlaskClient) -> None:
    answer = get(client, "/api/v1/suggest?q=natt")
    suggestion = {
        "text": "Nattugglan – en väg in från gatan",
        "kind": "titel",
        "count": 1,
    }
    assert suggestion in answer["suggestions"]
    assert all(
        one["text"].lower().startswith("natt") for one in answer["suggestions"]
    )


def test_nothing_typed_suggests_nothing(client: FlaskClient) -> None:
    assert get(client, "/api/v1/suggest?q=")["suggestions"] == []


def test_health_tells_that_the_service_is_alive(client: FlaskClient) -> None:
    assert get(client, "/healthz") == {"status": "ok"}


def test_readiness_tells_that_the_index_answers(client: FlaskClient) -> None:
    assert get(client, "/readyz") == {
        "status": "ok",
        "documents": 28,
        "generation": "000001",
    }


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/api/v1/search?q=a&page=noll", 400, "heltal"),
        ("/api/v1/search?q=a&limit=100000", 400, "heltal"),
        ("/api/v1/search?q=a&section=prolog", 400, "prolog"),
        ("/api/v1/search?q=a&filter=färg:röd", 400, "färg"),
        ("/api/v1/search?q=a&sort=storlek", 400, "storlek"),
        ("/api/v1/search?q=a&regon=Stockholm", 400, "regon"),
        ("/api/v1/documents/saknas", 404, "saknas"),
        ("/api/v1/nowhere", 404, "Adressen"),
        ("/api/v1/search?q=" + "a" * 10_001, 414, "för lång"),
    ],
)
def test_errors_are_json_with_one_sentence(
    client: FlaskClient, address: str, status: int, words: str
) -> None:
    error = get(client, address, status)["error"]
    assert error["status"] == status
    assert words in error["message"]


def test_the_api_only_reads(client: FlaskClient) -> None:
    response = client.post("/api/v1/search", data={"q": "a"})
    assert response.status_code == 405
    assert response.get_json()["error"]["status"] == 405
    assert "GET" in response.headers["Allow"]
