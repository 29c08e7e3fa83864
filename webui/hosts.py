"""Which names of this service are answered to.

A hostile page can have its own name lead to this machine (DNS rebinding) and then read what is
answered; but its browser still sends that name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

from flask import request
from werkzeug.exceptions import BadRequest

LOOPBACK_NAMES: Final = ("localhost", "127.0.0.1", "::1")


class UnknownHostError(BadRequest):
    """The request asks for a name that is not one of this service."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names that may be asked for; with *any_address*, every numeric address too, which no
    hostile page can be named.
    """

    names: frozenset[str]
    any_address: bool = False

    def allow(self, header: str) -> bool:
        """Whether the header Host asks for this service, whatever the port.

        >>> Hosts(frozenset({"localhost", "::1"})).allow("LOCALHOST:8000")
        True
        >>> Hosts(frozenset({"localhost", "::1"})).allow("[::1]")
        True
        >>> Hosts(frozenset({"localhost", "::1"})).allow("localhost.example.org")
        False
        """
        name = _name_in(header)
        return name in self.names or (self.any_address and _is_address(name))


def allowed_hosts(
    names: Iterable[str] = (), *, any_address: bool = False
) -> Hosts:
    """*names* beside those that only this machine has."""
    written = (*LOOPBACK_NAMES, *names)
    return Hosts(frozenset(map(_comparable, written)), any_address)


def refusal_of_others(hosts: Hosts) -> Callable[[], None]:
    """A function that raises UnknownHostError for the request that is to be answered.

    A request without the header passes: browsers send it, old probes do not.
    """

    def refuse() -> None:
        header = request.environ.get("HTTP_HOST")
        if header is not None and not hosts.allow(header):
            raise UnknownHostError

    return refuse


def _name_in(header: str) -> str:
    """The name in *header* without its port."""
    if header.startswith("["):
        name, _, _port = header[1:].partition("]")
    else:
        name, _, _port = header.partition(":")
    return _comparable(name)


def _comparable(name: str) -> str:
    return name.strip("[]").removesuffix(".").lower()


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
