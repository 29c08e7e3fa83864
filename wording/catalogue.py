"""The gettext catalogue: Swedish is the language of the source, so a missing translation shows Swedish."""

from __future__ import annotations

from gettext import NullTranslations


def N_(message: str) -> str:  # noqa: N802 - the name by which Babel knows such messages
    """*message* as it is, marked for the catalogue: for tables, whose texts are translated when
    they are used.
    """
    return message


def gettext(message: str) -> str:
    """*message* in the reader's language."""
    return NullTranslations().gettext(message)
