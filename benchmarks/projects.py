"""The corpus as every system is given it: statutes with the facts and section kinds of projects,
once or many times.

The facts are made up from the id, so that filters and facets have something to work on. A further
copy has ids of its own and half of its rare words spelled another way: a corpus of four times the
size has more words, as a real one has.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from benchmarks.statutes import Statute

TITLE_KIND: Final = "titel"
KINDS: Final = (
    "bakgrund",
    "syfte",
    "mal",
    "malgrupp",
    "genomforande",
    "resultat",
    "kostnader",
    "ovrigt",
)
REGIONS: Final = (
    "Stockholm", "Västsverige", "Sydsverige", "Östra Mellansverige",
    "Norra Mellansverige", "Mellersta Norrland", "Övre Norrland", "Småland och Öarna",
)  # fmt: skip
_OWNERS: Final = 40
_MUNICIPALITIES: Final = 60
_RARE: Final = 5
_WORD: Final = re.compile(r"\w+")
_VOWELS: Final = "aeiouyåäö"
_CONSONANTS: Final = "bdfgklmnprstv"


@dataclass(frozen=True, slots=True)
class Project:
    """A document of the benchmark. *sections* are (kind, text)."""

    id: str
    title: str
    year: int
    region: str
    sections: tuple[tuple[str, str], ...]

    def records(self) -> Iterator[tuple[str, str]]:
        """What peers index as documents: (kind, text) of the title and of each section."""
        yield TITLE_KIND, self.title
        yield from self.sections


def read_projects(path: Path) -> Iterator[Project]:
    """The projects of a file written by `write_projects`, in its order."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            facts = entry["metadata"]
            sections = tuple(
                (section["kind"], section["text"])
                for section in entry["sections"]
            )
            yield Project(
                entry["id"],
                entry["title"],
                int(facts["start"][:4]),
                facts["region"],
                sections,
            )


def write_projects(statutes: Iterable[Statute], size: float, path: Path) -> int:
    """Write *statutes* *size* times over as JSON Lines that the program reads; below 1 that share
    of them.

    Returns the number of sections written.
    """
    texts = list(statutes)
    if size < 1:
        texts = texts[:: round(1 / size)]
    rare = _rare_words(texts) if size > 1 else ()
    written = 0
    with path.open("w", encoding="utf-8") as file:
        for copy in range(max(1, round(size))):
            respelled = {
                word: respelling(word, copy)
                for word in rare
                if crc32(f"{word}{copy}".encode()) % 2
            }
            for statute in texts:
                file.write(
                    json.dumps(
                        _entry(statute, copy, respelled if copy else {}),
                        ensure_ascii=False,
                    )
                    + "\n"
                )
                written += len(statute.sections)
    return written


def _rare_words(statutes: Iterable[Statute]) -> tuple[str, ...]:
    counts = Counter(
        word
        for statute in statutes
        for _, text in statute.sections
        for word in _WORD.findall(text)
    )
    return tuple(
        word
        for word, count in counts.items()
        if count <= _RARE and len(word) >= 5 and word.isalpha()
    )


def respelling(word: str, copy: int) -> str:
    """*word* with one letter inside it exchanged for another of its sort, the same for the same
    copy.
    """
    drawn = crc32(f"{copy}{word}".encode())
    at = 1 + drawn % (len(word) - 2)
    letters = _VOWELS if word[at].lower() in _VOWELS else _CONSONANTS
    others = [letter for letter in letters if letter != word[at].lower()]
    return word[:at] + others[drawn // 97 % len(others)] + word[at + 1 :]


def _entry(
    statute: Statute, copy: int, respelled: Mapping[str, str]
) -> dict[str, Any]:
    def text(written: str) -> str:
        return (
            _WORD.sub(lambda word: respelled.get(word[0], word[0]), written)
            if respelled
            else written
        )

    own_id = f"{statute.id} {copy + 1}" if copy else statute.id
    drawn = crc32(own_id.encode())
    return {
        "id": own_id,
        "title": text(statute.title),
        "metadata": _facts(drawn, statute.day),
        "sections": [
            {
                "kind": KINDS[(drawn + number) % len(KINDS)],
                "heading": heading,
                "text": text(body),
            }
            for number, (heading, body) in enumerate(statute.sections)
        ],
    }


def _facts(drawn: int, day: date) -> dict[str, Any]:
    towns = {
        f"Kommun {(drawn >> shift) % _MUNICIPALITIES + 1}"
        for shift in range(1 + drawn % 3)
    }
    return {
        "region": REGIONS[drawn % len(REGIONS)],
        "owner": f"Myndighet {drawn // 8 % _OWNERS + 1}",
        "programme": f"Programområde {1 + drawn // 3 % 2}",
        "phase": ("Genomförande", "Förprojektering")[drawn // 5 % 2],
        "municipalities": sorted(towns),
        "start": day.isoformat(),
        "end": day.isoformat(),
        "grant": f"{100_000 + drawn % 9_000_000} kr",
        "budget": f"{300_000 + drawn % 20_000_000} kr",
    }
