"""The web page and the JSON API of Projektsök."""

from __future__ import annotations

from webui.app import create_app

__all__ = ["create_app"]
