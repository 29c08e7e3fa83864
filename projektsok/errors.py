"""What can go wrong in the command itself.

CommandError
├── FileProblemError      a file or folder that cannot be used
│   ├── SettingsError     the settings file
│   ├── CollectionError   a collection of judged queries
│   └── RunFileError      answers saved by an evaluation
├── AddressError          the web server cannot listen there
├── UnknownFileError      neither a file nor the id of a document
└── UnknownMeasureError   no measure of ranking has this name
"""

from __future__ import annotations

from pathlib import Path

from wording.catalogue import gettext as _


class CommandError(Exception):
    """Base of all errors of this package. The message is one sentence in the reader's language that
    says what to do.
    """


class FileProblemError(CommandError):
    """A file or folder that cannot be used; *reason* is a clause without a full stop, in the
    reader's language.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}.")
        self.path = path
        self.reason = reason


class SettingsError(FileProblemError):
    """The settings file cannot be read, or says something that is not understood."""


class CollectionError(FileProblemError):
    """A collection of judged queries that cannot be used."""


class RunFileError(FileProblemError):
    """A file of answers that cannot be written, or not be compared with."""


class AddressError(CommandError):
    """The web server cannot listen at this address; *reason* is a clause that says what to do."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"{host}:{port}: {reason}.")
        self.host = host
        self.port = port
        self.reason = reason


class UnknownFileError(CommandError):
    """What was asked for is neither a file nor the id of a document in the index."""

    def __init__(self, name: str) -> None:
        message = _(
            "{name}: det finns varken någon fil eller något dokument i indexet med det namnet."
        )
        super().__init__(message.format(name=name))
        self.name = name


class UnknownMeasureError(CommandError):
    """No measure has this name; *examples* are some that exist."""

    def __init__(self, name: str, examples: tuple[str, ...]) -> None:
        message = _("Måttet {name} finns inte; skriv till exempel {examples}.")
        super().__init__(
            message.format(name=name, examples=", ".join(examples))
        )
        self.name = name
        self.examples = examples
