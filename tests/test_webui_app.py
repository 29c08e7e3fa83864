"""Headers, static files, errors and the log: what holds for every address."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from page_reading import read_page
from werkzeug.test import create_environ, run_wsgi_app

from corpus.model import Document
from search import SearchIndex
from search.errors import Damage, DamagedIndexError, NoIndexError
from search.results import IndexStats, Page
from webui import allowed_hosts, create_app
from webui.error_pages import REFUSED_STATUS

PAGES = ("/", "/?q=hemlösa", "/dokument/nattugglan", "/hjalp", "/saknas")
ADDRESSES = (*PAGES, "/api/v1/search", "/healthz", "/readyz", "/robots.txt")


DAMAGED = DamagedIndexError(Path("/srv/hemlig/index"), Damage.SHORT_FILE)


class BrokenIndex(SearchIndex):
    """An index whose files were taken away while it was open."""

    def search(self, *_: object, **__: object) -> Page:
        raise DAMAGED

    def stats(self) -> IndexStats:
        raise DAMAGED

    def document(self, document_id: str) -> Document:
        raise ZeroDivisionError(f"något om {document_id}")


@pytest.fixture
def client(invented_index: SearchIndex) -> FlaskClient:
    return create_app(invented_index).test_client()


@pytest.fixture
def broken(invented_index: SearchIndex) -> FlaskClient:
    return create_app(BrokenIndex(invented_index.path)).test_client()


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_locked_down(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "noindex" in headers["X-Robots-Tag"]
    assert "Set-Cookie" not in headers


def test_pages_ask_robots_to_leave(client: FlaskClient) -> None:
    assert (
        "noindex"
        in read_page(client.get("/").text)
        .one("meta", name="robots")
        .attributes["content"]
    )
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_static_files_may_be_kept_for_their_version_only(
    client: FlaskClient,
) -> None:
    sheet = (
        read_page(client.get("/").text)
        .one("link", rel="stylesheet")
        .attributes["href"]
    )
    assert "immutable" in client.get(sheet).headers["Cache-Control"]
    assert (
        "immutable"
        not in client.get("/static/style.css").headers["Cache-Control"]
    )
    assert client.get("/").headers["Cache-Control"] == "private, no-cache"


def test_nothing_is_loaded_from_elsewhere(client: FlaskClient) -> None:
    for address in PAGES:
        page = read_page(client.get(address).text)
        sources = [one.attributes.get("src", "/") for one in page.all("img")]
        sources += [one.attributes["href"] for one in page.all("link")]
        assert all(
            source.startswith("/") and not source.startswith("//")
            for source in sources
        )
    assert "url(" not in client.get("/static/style.css").text
    assert "@import" not in client.get("/static/style.css").text


def test_a_browser_can_search_from_its_own_bar(client: FlaskClient) -> None:
    response = client.get("/opensearch.xml")
    assert response.mimetype == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(response.text)
    template = root.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert template is not None
    assert template.attrib["template"] == "http://localhost/?q={searchTerms}"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/saknas", 404),
        ("/static/saknas.css", 404),
        ("/?page=två", 400),
        ("/?sort=storlek", 400),
        ("/?section=x", 400),
    ],
)
def test_an_error_is_a_page_with_one_sentence(
    client: FlaskClient, address: str, status: int
) -> None:
    response = client.get(address)
    assert response.status_code == status
    page = read_page(response.text)
    assert page.one("p", class_="lead").text.endswith(".")
    assert f"Felkod {status}" in page.text


def test_pages_are_only_read(client: FlaskClient) -> None:
    response = client.post("/", data={"q": "a"})
    assert response.status_code == 405
    assert "läsa" in read_page(response.text).text


def test_a_damaged_index_is_told_without_naming_its_folder(
    broken: FlaskClient,
) -> None:
    for address in ("/", "/?q=a", "/readyz", "/api/v1/search?q=a"):
        response = broken.get(address)
        assert response.status_code == 503
        assert "hemlig" not in response.text


def test_a_service_without_its_index_is_alive_and_not_ready(
    broken: FlaskClient,
) -> None:
    assert broken.get("/healthz").get_json() == {"status": "ok"}
    answer = broken.get("/readyz")
    assert (answer.status_code, answer.get_json()["error"]["status"]) == (
        503,
        503,
    )


def test_health_looks_at_no_file(
    invented_index: SearchIndex, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    shutil.copytree(invented_index.path, folder)
    client = create_app(folder).test_client()
    shutil.rmtree(folder)
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LocalHost.",
        "localhost:8000",
        "127.0.0.1:8000",
        "[::1]",
        "[::1]:8000",
    ],
)
def test_names_that_only_this_machine_has_are_answered_to(
    client: FlaskClient, host: str
) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "a.example",
        "a.example:8000",
        "localhost.a.example",
        "127.0.0.1.a.example",
        "192.0.2.7",
        "",
    ],
)
@pytest.mark.parametrize("address", ADDRESSES)
def test_other_names_are_not_answered_to(
    client: FlaskClient, host: str, address: str
) -> None:
    response = client.get(address, headers={"Host": host})
    assert response.status_code == 400
    assert "svarar inte under det namn" in response.text
    assert response.headers["Content-Security-Policy"]
    assert response.is_json == address.startswith(
        ("/api/", "/healthz", "/readyz")
    )


def test_names_can_be_allowed(invented_index: SearchIndex) -> None:
    client = create_app(
        invented_index, allowed_hosts(["Projekt.example"])
    ).test_client()
    for host, status in [
        ("projekt.example:443", 200),
        ("localhost", 200),
        ("192.0.2.7", 400),
    ]:
        assert client.get("/", headers={"Host": host}).status_code == status


def test_numeric_addresses_can_be_allowed(invented_index: SearchIndex) -> None:
    client = create_app(
        invented_index, allowed_hosts(any_address=True)
    ).test_client()
    for host, status in [
        ("192.0.2.7:80", 200),
        ("[2001:db8::1]:80", 200),
        ("a.example", 400),
    ]:
        assert client.get("/", headers={"Host": host}).status_code == status


def test_a_probe_that_names_no_host_is_answered(
    invented_index: SearchIndex,
) -> None:
    environment = create_environ("/healthz")
    del environment["HTTP_HOST"]
    _body, status, _headers = run_wsgi_app(
        create_app(invented_index), environment
    )
    assert status == "200 OK"


@pytest.mark.parametrize("status", [400, 413, 431, 501])
def test_what_the_web_server_refuses_is_a_page_of_ours(
    client: FlaskClient, status: int
) -> None:
    refused = {REFUSED_STATUS: status, "HTTP_HOST": "a.example"}
    response = client.get("/", environ_overrides=refused)
    assert response.status_code == status
    assert read_page(response.text).one("p", class_="lead").text.endswith(".")


def test_a_fault_of_ours_is_told_and_logged_without_the_query(
    broken: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = broken.get("/dokument/barnhemmet?q=vräkning")
    assert response.status_code == 500
    assert read_page(response.text).one("h1").text == "Något gick fel hos oss"
    assert "ZeroDivisionError" in caplog.text
    assert "vräkning" not in caplog.text
    assert "barnhemmet" not in caplog.text


def test_queries_are_not_logged(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client.get("/?q=vräkning")
        client.get("/api/v1/search?q=vräkning&limit=x")
    assert "vräkning" not in caplog.text


def test_an_index_that_is_not_there_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError):
        create_app(tmp_path / "saknas")
