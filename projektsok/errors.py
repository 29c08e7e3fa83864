"""What can go wrong in the command itself.

CommandError
├── SettingsError    the settings file cannot be used
├── AddressError     the web server cannot listen there
└── UnknownFileError neither a file nor the id of a document
"""

from __future__ import annotations

from pathlib import Path

from wording.catalogue import gettext as _


class CommandError(Exception):
    """Base of all errors of this package. The message is one Swedish sentence that says what to
    do.
    """


class SettingsError(CommandError):
    """The settings file cannot be read, or says something that is not understood."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}.")
        self.path, self.reason = path, reason


class AddressError(CommandError):
    """The web server cannot listen at this address; *reason* is a Swedish clause that says what to
    do.
    """

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"{host}:{port}: {reason}.")
        self.host, self.port = host, port


class UnknownFileError(CommandError):
    """What was asked for is neither a file nor the id of a document in the index."""

    def __init__(self, name: str) -> None:
        message = _(
            "{name}: det finns varken någon fil eller något dokument i indexet med det namnet."
        )
        super().__init__(message.format(name=name))
        self.name = name
