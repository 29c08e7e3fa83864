"""`projektsok serve`: the web page on this computer."""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Iterable
from ipaddress import ip_address
from pathlib import Path
from wsgiref.types import WSGIApplication

import click

from projektsok.errors import AddressError
from projektsok.output import say
from projektsok.session import Session, index_option
from projektsok.settings import LARGEST_PORT
from projektsok.swedish import NumberParameter, SwedishCommand
from projektsok.web_server import WebServer
from webui import Hosts, allowed_hosts, create_app
from webui.hosts import LOOPBACK_NAMES
from wording.catalogue import gettext as _
from wording.errors import error_text


@click.command(
    cls=SwedishCommand, short_help="Visa webbsidan på den här datorn."
)
@index_option
@click.option(
    "--host",
    metavar="ADRESS",
    help="Adressen att lyssna på (127.0.0.1: bara den här datorn).",
)
@click.option(
    "--port",
    type=NumberParameter(0, LARGEST_PORT),
    metavar="NUMMER",
    help="Porten att lyssna på (8000).",
)
@click.pass_obj
def serve(
    session: Session,
    index_option: Path | None,
    host: str | None,
    port: int | None,
) -> int:
    """Starta webbsidan och skriv ut dess adress. Avsluta med Ctrl-C."""
    host = host or session.settings.host
    port = session.settings.port if port is None else port
    # An index that cannot be opened is told of here, before anybody is sent to the page.
    index = session.open_index(index_option)
    _check_free(host, port)
    hosts = served_hosts(host, session.settings.hosts)
    server = _listen(create_app(index, hosts), host, port)
    # What keeps services alive asks them to stop by this signal.
    signal.signal(signal.SIGTERM, server.stop)
    _tell_address(host, server.port)
    server.run()
    return 0


def served_hosts(listened: str, named: Iterable[str]) -> Hosts:
    """The names that a server which listens at *listened* answers to: that one, those *named* in
    the settings, and where it listens at every address of the machine, all of them and its name.
    """
    if _is_every_address(listened):
        names = (*named, socket.gethostname())
        return allowed_hosts(names, any_address=True)
    return allowed_hosts((*named, listened))


def _is_every_address(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def _listen(app: WSGIApplication, host: str, port: int) -> WebServer:
    """A server that listens, but does not answer yet. Raises AddressError."""
    try:
        return WebServer(app, host, port)
    except OSError as error:
        raise address_error(host, port, error) from error


def _tell_address(host: str, port: int) -> None:
    written_host = f"[{host}]" if ":" in host else host
    address = f"http://{written_host}:{port}/"
    click.echo(_("Projektsök finns på {address}").format(address=address))
    if host not in LOOPBACK_NAMES:
        say(
            _(
                "Sidan kan nås från andra datorer. Den frågar inte efter lösenord."
            )
        )
        say(
            _(
                "Den svarar bara under sin egen adress och de namn som står i inställningen hosts."
            )
        )
    say(_("Avsluta med Ctrl-C."))


def _check_free(host: str, port: int) -> None:
    """Raise AddressError when nobody can listen there; the server itself would let two share some
    addresses.
    """
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, protocol, _name, address = addresses[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(1)
    except OSError as error:
        raise address_error(host, port, error) from error


def address_error(host: str, port: int, error: OSError) -> AddressError:
    """*error* as a Swedish sentence that says what to do."""
    return AddressError(host, port, _address_reason(port, error))


def _address_reason(port: int, error: OSError) -> str:
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return _(
            "den här datorn har ingen sådan adress; ange en annan med --host"
        )
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < LARGEST_PORT else port - 1
        reason = _(
            "porten används redan av ett annat program; välj en annan, till exempel --port {other}"
        )
        return reason.format(other=other)
    if error.errno in (errno.EACCES, errno.EPERM):
        return _(
            "porten kräver särskild behörighet; välj en över 1023 med --port"
        )
    return _("det går inte att lyssna här ({reason})").format(
        reason=error_text(error)
    )
