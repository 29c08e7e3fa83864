"""The gettext catalogue: sentences in the reader's language.

Swedish is the language of the source, so Swedish needs no catalogue, and what a catalogue lacks is
shown in Swedish. `make catalogue` gathers the sentences of all rooms into `locale/messages.pot`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Final

SOURCE_LANGUAGE: Final = "sv"
LOCALE_FOLDER: Final = Path(__file__).parent / "locale"
DOMAIN: Final = "messages"

_language: Final = ContextVar("language", default=SOURCE_LANGUAGE)


def language() -> str:
    """The code of the language that is spoken here and now: "sv" unless `speaking` says another."""
    return _language.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Sentences are in the language *code* until the block ends, in this thread or task only."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def N_(message: str) -> str:  # noqa: N802 - the name by which Babel knows such messages
    """*message* as it is, marked for the catalogue: for tables, whose texts are translated when
    they are used.
    """
    return message


def gettext(message: str) -> str:
    """*message* in the reader's language."""
    return _translations(LOCALE_FOLDER, language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """*one* or *many*, as the reader's language asks for by *count*."""
    return _translations(LOCALE_FOLDER, language()).ngettext(one, many, count)


@lru_cache
def _translations(folder: Path, code: str) -> NullTranslations:
    if code == SOURCE_LANGUAGE:
        return NullTranslations()
    return translation(DOMAIN, folder, [code], fallback=True)
