"""The web server as one meets it at its socket: limits, refusals, and the end."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest

from projektsok.serve_command import served_hosts
from projektsok.web_server import Limits, WebServer
from search import SearchIndex
from webui import create_app

PATIENCE_SECONDS = 60


@contextmanager
def running(app: WSGIApplication, **limits: Any) -> Iterator[WebServer]:
    server = WebServer(app, "127.0.0.1", 0, Limits(**limits))
    thread = Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()


def connected(server: WebServer) -> socket.socket:
    return socket.create_connection(
        ("127.0.0.1", server.port), PATIENCE_SECONDS
    )


def read_all(connection: socket.socket) -> bytes:
    """All that comes until the server hangs up."""
    return b"".join(iter(lambda: connection.recv(65_536), b""))


def asked(server: WebServer, request: bytes) -> str:
    with connected(server) as connection:
        connection.sendall(request)
        return read_all(connection).decode("utf-8")


def request_of(line: str, *headers: str) -> bytes:
    lines = (line, "Host: localhost", "Connection: close", *headers, "", "")
    return "\r\n".join(lines).encode("latin-1")


@pytest.fixture(scope="module")
def server(invented_index: SearchIndex) -> Iterator[WebServer]:
    with running(create_app(invented_index)) as server:
        yield server


@pytest.mark.parametrize(
    ("request_bytes", "status", "words"),
    [
        (
            request_of("POST / HTTP/1.1", "Content-Length: 3") + b"q=a",
            405,
            "inte att skicka något till",
        ),
        (
            request_of("POST / HTTP/1.1", "Content-Length: 300000000"),
            413,
            "inte att skicka något till",
        ),
        (
            request_of("PUT / HTTP/1.1", "Transfer-Encoding: chunked")
            + b"800\r\n"
            + b"a" * 2_048,
            413,
            "inte att skicka något till",
        ),
        (request_of(f"GET /?q={'a' * 140_000} HTTP/1.1"), 431, "Korta frågan"),
        (request_of(f"GET /?q={'a' * 20_000} HTTP/1.1"), 414, "tecken"),
        (
            request_of("GET / HTTP/1.1", "Transfer-Encoding: gzip"),
            501,
            "besvara",
        ),
        (request_of("GET / HTTP/1.1", "inget huvud"), 400, "går att läsa"),
        (b"\x00\r\n\r\n", 400, "går att läsa"),
    ],
)
def test_what_is_refused_is_refused_in_our_words(
    server: WebServer, request_bytes: bytes, status: int, words: str
) -> None:
    answer = asked(server, request_bytes)
    head, _, page = answer.partition("\r\n\r\n")
    assert head.startswith((f"HTTP/1.1 {status} ", f"HTTP/1.0 {status} "))
    assert "Content-Security-Policy" in head
    assert "Felkod" in page
    assert words in page
    assert "waitress" not in answer


def test_a_program_is_refused_in_json(server: WebServer) -> None:
    request = request_of(
        "POST /api/v1/search HTTP/1.1", "Content-Length: 300000000"
    )
    assert '{"error":{"status":413' in asked(server, request).replace(" ", "")


def test_the_longest_query_fits_in_an_address(server: WebServer) -> None:
    query = "%F0%9F%A6%89" * 10_000
    assert asked(server, request_of(f"GET /?q={query} HTTP/1.1")).startswith(
        "HTTP/1.1 200 "
    )


def test_connections_that_ask_nothing_cannot_silence_the_rest(
    invented_index: SearchIndex,
) -> None:
    with running(create_app(invented_index), connections=5) as server:
        half_open = [connected(server) for _ in range(150)]
        for connection in half_open:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: loc")
        answer = asked(server, request_of("GET /healthz HTTP/1.1"))
        for connection in half_open:
            connection.close()
    assert answer.startswith("HTTP/1.1 200 ")


def test_one_who_is_slow_to_ask_is_hung_up_on(
    invented_index: SearchIndex,
) -> None:
    with (
        running(create_app(invented_index), request_seconds=0.01) as server,
        connected(server) as connection,
    ):
        connection.sendall(b"GET / HTTP/1.1\r\n")
        assert connection.recv(1) == b""


def test_a_request_in_flight_is_answered_whole_before_the_end() -> None:
    begun, may_end = Event(), Event()
    body = b"a" * 20_000_000

    def slow(
        _environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        begun.set()
        assert may_end.wait(PATIENCE_SECONDS)
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    with running(slow) as server, connected(server) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert begun.wait(PATIENCE_SECONDS)
        server.stop()
        may_end.set()
        assert read_all(connection).endswith(b"\r\n\r\n" + body)


@pytest.mark.parametrize(
    ("listened", "header", "allowed"),
    [
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("127.0.0.1", "192.0.2.7", False),
        ("192.0.2.7", "192.0.2.7:8000", True),
        ("192.0.2.7", "192.0.2.8", False),
        ("192.0.2.7", "projekt.example", True),
        ("0.0.0.0", "192.0.2.8", True),
        ("::", "[2001:db8::1]:8000", True),
        ("0.0.0.0", socket.gethostname(), True),
        ("0.0.0.0", "a.example", False),
    ],
)
def test_a_server_answers_to_where_it_listens_and_to_names_in_the_settings(
    listened: str, header: str, allowed: bool
) -> None:
    assert served_hosts(listened, ["projekt.example"]).allow(header) == allowed
