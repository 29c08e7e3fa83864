"""The web server: waitress, with the limits of a service that only reads and an end in good order.

A connection has a few seconds to send its request. Where all places are taken, whoever has waited
longest with nothing asked gives up its own, so that those who say nothing cannot silence the rest.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final
from wsgiref.types import WSGIApplication

import waitress
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer
from waitress.task import WSGITask

from webui.error_pages import REFUSED_STATUS


@dataclass(frozen=True, slots=True)
class Limits:
    """What one who asks may take of the server."""

    threads: int = 12
    """Requests answered at a time: some are left while eight heavy ones are."""
    connections: int = 500
    request_seconds: float = 15
    """To send a whole request in, from the connection or the answer before it."""
    silent_seconds: int = 30
    """Before one who does not fetch the answer is hung up on."""
    finish_seconds: float = 20
    """To finish the requests in flight in, once the server is asked to stop."""
    header_bytes: int = 131_072
    """Holds the longest query, percent-encoded."""
    body_bytes: int = 1_024
    """Nothing is to be sent here: only enough to say so in a sentence of ours."""


_PASS_SECONDS: Final = 1
_CLEANUP_SECONDS: Final = 5
_LAST_PASSES: Final = 20
"""Looks at the connections before the door is shut: those that knock are let in, one a look."""
_SPARE_CONNECTIONS: Final = 100
"""What waitress counts beside ours before it stops listening."""


class WebServer:
    """Listens from the beginning, answers when it is run. Raises OSError where it cannot listen."""

    def __init__(
        self,
        app: WSGIApplication,
        host: str,
        port: int,
        limits: Limits | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._sockets: dict[int, Any] = {}
        """All that is open, by file descriptor: waitress keeps it."""
        self._stopping = False
        _open_sockets(app, host, port, self._limits, self._sockets)
        self._listeners = self._open_of(BaseWSGIServer)
        for listener in self._listeners:
            listener.channel_class = _Connection

    @property
    def port(self) -> int:
        """The port that is listened to, where 0 was asked for too."""
        return int(self._listeners[0].effective_port)

    def run(self) -> None:
        """Answer until asked to stop and finish what was begun; KeyboardInterrupt ends it at
        once.
        """
        try:
            while not self._stopping:
                self._look()
                self._hang_up()
            self._finish()
        finally:
            self._listeners[0].task_dispatcher.shutdown()
            wasyncore.close_all(self._sockets, ignore_all=True)

    def stop(self, *_signal: object) -> None:
        """Ask the server to stop; may be called from another thread or handle a signal."""
        if not self._stopping:
            self._stopping = True
            self._listeners[0].pull_trigger()

    def _look(self, seconds: float = _PASS_SECONDS, times: int = 1) -> None:
        """Read and write what can be; wait at most *seconds* for it."""
        wasyncore.loop(seconds, use_poll=True, map=self._sockets, count=times)

    def _hang_up(self) -> None:
        """Close the connections that are slow to ask, and the oldest silent ones where there are
        too many.
        """
        connections = self._open_of(_Connection)
        surplus = len(connections) - self._limits.connections
        latest = monotonic() - self._limits.request_seconds
        silent = [one for one in connections if not one.requests]
        silent.sort(key=lambda connection: connection.waiting_since)
        for place, connection in enumerate(silent):
            too_slow = connection.is_idle and connection.waiting_since < latest
            if too_slow or place < surplus:
                connection.will_close = True

    def _finish(self) -> None:
        """Let nobody more in, and answer the requests that have come."""
        self._look(0, _LAST_PASSES)
        for listener in self._listeners:
            # Not its own way of closing, which takes away what wakes the loop.
            wasyncore.dispatcher.close(listener)
        latest = monotonic() + self._limits.finish_seconds
        while connections := self._open_of(_Connection):
            if monotonic() > latest:
                break
            _close_idle(connections)
            self._look()

    def _open_of(self, kind: type) -> list[Any]:
        return [one for one in self._sockets.values() if isinstance(one, kind)]


def _open_sockets(
    app: WSGIApplication,
    host: str,
    port: int,
    limits: Limits,
    sockets: dict[int, Any],
) -> None:
    waitress.create_server(
        app,
        map=sockets,
        host=host,
        port=port,
        threads=limits.threads,
        connection_limit=limits.connections + _SPARE_CONNECTIONS,
        channel_timeout=limits.silent_seconds,
        cleanup_interval=_CLEANUP_SECONDS,
        max_request_header_size=limits.header_bytes,
        max_request_body_size=limits.body_bytes,
        ident=None,
    )


def _close_idle(connections: Iterable[_Connection]) -> None:
    for connection in connections:
        if connection.is_idle:
            connection.will_close = True


class _Refusal(WSGITask):  # type: ignore[misc]
    """Answers a request that waitress refuses by the application, whose sentences are Swedish."""

    request: Any

    def execute(self) -> None:
        refused = self.request
        request = HTTPRequestParser(self.channel.adj)
        request.parse_header(b"GET / HTTP/1.0\r\nConnection: close\r\n")
        # Where the address could be read, it tells a program from a person.
        request.path = getattr(refused, "path", request.path)
        self.request = request
        self.get_environment()[REFUSED_STATUS] = refused.error.code
        self.channel.hears_out = True
        super().execute()


class _Connection(HTTPChannel):  # type: ignore[misc]
    """A connection that knows how long it has waited for its next request.

    One whose request was refused half read is heard out, and nothing of it kept: it would lose the
    answer where the server hung up with something unread.
    """

    error_task_class = _Refusal

    def __init__(self, *args: Any, **keywords: Any) -> None:
        self.waiting_since = monotonic()
        self.hears_out = False
        self._has_answered = False
        super().__init__(*args, **keywords)

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to answer and nothing left to send."""
        return not self.requests and not self.total_outbufs_len

    def service(self) -> None:
        super().service()
        self.waiting_since = monotonic()

    def readable(self) -> bool:
        return bool(
            super().readable() or (self._has_answered and not self.will_close)
        )

    def received(self, data: bytes) -> bool:
        return not self._has_answered and bool(super().received(data))

    def handle_close(self) -> None:
        if self.hears_out and not self._has_answered:
            self._has_answered = True
            try:
                self.socket.shutdown(socket.SHUT_WR)
            except OSError:
                # The other side is gone.
                super().handle_close()
            else:
                self.will_close = False
        else:
            super().handle_close()
