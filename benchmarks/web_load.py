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
    command = [
        sys.executable,
        "-u",
        "-m",
        "projektsok",
        "serve",
        "--index",
        str(index),
        "--port",
        "0",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield process, urlsplit(line.split()[-1]).netloc
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
    started = perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        asked = list(
            pool.map(lambda order: _ask(netloc, cycle(order), seconds), orders)
        )
    taken = perf_counter() - started
    times = [time for times, _ in asked for time in times]
    latency = percentiles(times) or Percentiles(0.0, 0.0, 0.0, 0)
    failed = sum(failed for _, failed in asked)
    return WebLoad(
        path,
        CONNECTIONS,
        len(times) / taken,
        latency,
        failed,
        resident_bytes(pid) / MEGABYTE,
    )


def address_of(path: str, query: LoggedQuery) -> str:
    """The address that asks *path* for *query*."""
    arguments = {"q": query.text}
    if query.section:
        arguments["section"] = query.section
    if query.years:
        arguments["year"] = f"{query.years[0]}..{query.years[1]}"
    if query.region:
        arguments["region"] = query.region
    return f"{path}?{urlencode(arguments)}"


def _ask(
    netloc: str, addresses: Iterator[str] | Sequence[str], seconds: float
) -> tuple[list[float], int]:
    """The milliseconds of each answer over one connection, and how many of them failed."""
    connection = HTTPConnection(netloc, timeout=_LONGEST_WAIT_S)
    times, failed, end = [], 0, perf_counter() + seconds
    for address in addresses:
        started = perf_counter()
        connection.request("GET", address)
        response = connection.getresponse()
        response.read()
        times.append((perf_counter() - started) * 1000)
        failed += response.status != 200
        if perf_counter() > end:
            break
    connection.close()
    return times, failed
