"""The texts that are searched: statutes from the shared folder or, where it is absent, texts of the
same shape.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

SHARED_FILE: Final = Path("../shared/speed/statutes.jsonl.gz")
"""Relative to the root of the repository."""


@dataclass(frozen=True, slots=True)
class Statute:
    """A text in sections, each with its heading."""

    id: str
    title: str
    day: date
    sections: tuple[tuple[str, str], ...]


def read_statutes(path: Path) -> Iterator[Statute]:
    """The statutes of a compressed JSON Lines file, in its order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            yield Statute(
                id=entry["id"],
                title=entry["title"],
                day=date.fromisoformat(entry["date"]),
                sections=tuple(
                    (section["heading"], section["text"])
                    for section in entry["sections"]
                ),
            )
