"""The web page and the JSON API of Projektsök."""

from __future__ import annotations

from webui.app import create_app
from webui.hosts import Hosts, allowed_hosts

__all__ = ["Hosts", "allowed_hosts", "create_app"]
