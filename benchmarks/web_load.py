"""The web server under load: `projektsok serve` in a process of its own, a few connections that ask
without pause.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Final
from urllib.parse import urlencode, urlsplit

from benchmarks.children import MEGABYTE, resident_bytes
from benchmarks.figures import Percentiles, WebLoad, percentiles
from benchmarks.queries import LoggedQuery

PATHS: Final = ("/api/v1/search", "/")
CONNECTIONS: Final = 4
_LONGEST_WAIT_S: Final = 30


def load_server(
    index: Path, log: Sequence[LoggedQuery], seconds: float
) -> list[WebLoad]:
    """Put the log to the server over `CONNECTIONS` connections for *seconds* an address; it is
    stopped afterwards.

    The connections are threads of this process, which shares the cores with the server.
    """
    with _server(index) as (process, netloc):
        return [
            _load(process.pid, netloc, path, log, seconds) for path in PATHS
        ]


@contextmanager
def _server(index: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    program = [sys.executable, "-u", "-m", "projektsok"]
    command = [*program, "serve", "--index", str(index), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            *_, address = line.split()
            yield process, urlsplit(address).netloc
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(_LONGEST_WAIT_S)
            except subprocess.TimeoutExpired:
                process.kill()


def _load(
    pid: int, netloc: str, path: str, log: Sequence[LoggedQuery], seconds: float
) -> WebLoad:
    addresses = [address_of(path, query) for query in log]
    _ask(netloc, addresses[:50], seconds)
    orders = [
        Random(seed).sample(addresses, len(addresses))
        for seed in range(CONNECTIONS)
    ]

    def ask(order: Sequence[str]) -> tuple[list[float], int]:
        endless = cycle(order)
        return _ask(netloc, endless, seconds)

    started = perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        asked = list(pool.map(ask, orders))
    taken_s = perf_counter() - started
    times_ms = [time for times, _ in asked for time in times]
    return WebLoad(
        path=path,
        connections=CONNECTIONS,
        answers_per_second=len(times_ms) / taken_s,
        latency=percentiles(times_ms) or Percentiles(0.0, 0.0, 0.0, 0),
        failed=sum(failed for _, failed in asked),
        resident_mb=resident_bytes(pid) / MEGABYTE,
    )


def address_of(path: str, query: LoggedQuery) -> str:
    """The address that asks *path* for *query*."""
    arguments = {"q": query.text}
    if query.section:
        arguments["section"] = query.section
    if query.years:
        first, last = query.years
        arguments["year"] = f"{first}..{last}"
    if query.region:
        arguments["region"] = query.region
    return f"{path}?{urlencode(arguments)}"


def _ask(
    netloc: str, addresses: Iterator[str] | Sequence[str], seconds: float
) -> tuple[list[float], int]:
    """The milliseconds of each answer over one connection, and how many of them failed."""
    connection = HTTPConnection(netloc, timeout=_LONGEST_WAIT_S)
    times_ms: list[float] = []
    failed = 0
    end = perf_counter() + seconds
    for address in addresses:
        started = perf_counter()
        connection.request("GET", address)
        response = connection.getresponse()
        response.read()
        stopped = perf_counter()
        times_ms.append((stopped - started) * 1000)
        if response.status != HTTPStatus.OK:
            failed += 1
        if stopped > end:
            break
    connection.close()
    return times_ms, failed
