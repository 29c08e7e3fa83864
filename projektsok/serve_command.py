"""`projektsok serve`: the web page on this computer."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import Final
from wsgiref.types import WSGIApplication

import click
import waitress
from waitress.server import BaseWSGIServer

from projektsok.errors import AddressError
from projektsok.output import say
from projektsok.session import Session, index_option
from projektsok.settings import LARGEST_PORT
from projektsok.swedish import NumberParameter, SwedishCommand
from webui import create_app
from wording.catalogue import gettext as _
from wording.errors import error_text

_THREADS: Final = 8
_LOCAL_HOSTS: Final = ("127.0.0.1", "::1", "localhost")


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
    server = _listen(create_app(index), host, port)
    _tell_address(host, _port_of(server))
    server.run()
    return 130


def _listen(app: WSGIApplication, host: str, port: int) -> BaseWSGIServer:
    """A server that listens, but does not answer yet. Raises AddressError."""
    try:
        return waitress.create_server(
            app, host=host, port=port, threads=_THREADS, ident=None
        )
    except OSError as error:
        raise address_error(host, port, error) from error


def _tell_address(host: str, port: int) -> None:
    written_host = f"[{host}]" if ":" in host else host
    address = f"http://{written_host}:{port}/"
    click.echo(_("Projektsök finns på {address}").format(address=address))
    if host not in _LOCAL_HOSTS:
        say(
            _(
                "Sidan kan nås från andra datorer. Den frågar inte efter lösenord."
            )
        )
    say(_("Avsluta med Ctrl-C."))


def _port_of(server: BaseWSGIServer) -> int:
    """The port that was listened to where 0 was asked for."""
    addresses = getattr(server, "effective_listen", None)
    if addresses:
        _host, port = addresses[0]
        return int(port)
    return int(server.effective_port)


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
