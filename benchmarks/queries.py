"""The queries of the log, in no system's language. Imports nothing of the program: its peers do not
pay for that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

LOG_KINDS: Final[Mapping[str, str]] = {
    "frequent": "one of the 150 most frequent words",
    "middle": "a word of the ranks 1,000 to 5,000",
    "rare": "a word of 2 to 10 sections",
    "two": "two words of one section",
    "three": "three words of one section",
    "phrase": "two or three words as they stand",
    "prefix": "the first 3 to 6 letters of a word",
    "section": "one or two words bound to a kind of section",
    "filtered": "one or two words, bound to years or a region",
}
"""The kinds of queries, with what each is."""


@dataclass(frozen=True, slots=True)
class LoggedQuery:
    """A query in no system's language: *words* as a phrase, as a beginning (one word) or all of
    them anywhere.

    *section* is a kind of section, *years* are inclusive, *region* is a name; None where the query
    is not bound so.
    """

    kind: str
    words: tuple[str, ...]
    section: str | None = None
    years: tuple[int, int] | None = None
    region: str | None = None

    @property
    def text(self) -> str:
        """The words in the query language of the program, without section and filters."""
        words = " ".join(self.words)
        if self.kind == "phrase":
            return f'"{words}"'
        if self.kind == "prefix":
            return f"{words}*"
        return words


def logged_query(entry: Mapping[str, Any]) -> LoggedQuery:
    """The query that `asdict` and JSON have made *entry* of."""
    years = entry["years"]
    return LoggedQuery(
        kind=entry["kind"],
        words=tuple(entry["words"]),
        section=entry["section"],
        years=(years[0], years[1]) if years else None,
        region=entry["region"],
    )
