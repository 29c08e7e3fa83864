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
            yield Project(
                id=entry["id"],
                title=entry["title"],
                year=date.fromisoformat(facts["start"]).year,
                region=facts["region"],
                sections=tuple(
                    (section["kind"], section["text"])
                    for section in entry["sections"]
                ),
            )


def write_projects(statutes: Iterable[Statute], size: float, path: Path) -> int:
    """Write *statutes* *size* times over as JSON Lines that the program reads; below 1 that share
    of them.

    Returns the number of sections written.
    """
    texts = list(statutes)
    if size < 1:
        texts = texts[:: round(1 / size)]
    rare = _rare_words(texts) if size > 1 else []
    copies = max(1, round(size))
    with path.open("w", encoding="utf-8") as file:
        for copy in range(copies):
            respelled = _respelled(rare, copy) if copy else {}
            for statute in texts:
                entry = _entry(statute, copy, respelled)
                file.write(json.dumps(entry, ensure_ascii=False) + "\n")
    return copies * sum(len(statute.sections) for statute in texts)


def _rare_words(statutes: Iterable[Statute]) -> list[str]:
    counts: Counter[str] = Counter()
    for statute in statutes:
        for _, text in statute.sections:
            counts.update(_WORD.findall(text))
    seldom = [word for word, count in counts.items() if count <= _RARE]
    return [word for word in seldom if len(word) >= 5 and word.isalpha()]


def _respelled(words: Iterable[str], copy: int) -> dict[str, str]:
    """Half of *words* with their spelling in the copy."""
    spellings = {}
    for word in words:
        is_drawn = crc32(f"{word}{copy}".encode()) % 2
        if is_drawn:
            spellings[word] = respelling(word, copy)
    return spellings


def respelling(word: str, copy: int) -> str:
    """*word* with one letter inside it exchanged for another of its sort, the same for the same
    copy.
    """
    drawn = crc32(f"{copy}{word}".encode())
    inner_letters = len(word) - 2
    place = 1 + drawn % inner_letters
    letter = word[place].lower()
    sort = _VOWELS if letter in _VOWELS else _CONSONANTS
    others = sort.replace(letter, "")
    other = others[drawn // 97 % len(others)]
    return word[:place] + other + word[place + 1 :]


def _entry(
    statute: Statute, copy: int, respelled: Mapping[str, str]
) -> dict[str, Any]:
    def spelling(word: re.Match[str]) -> str:
        return respelled.get(word[0], word[0])

    def text(written: str) -> str:
        return _WORD.sub(spelling, written) if respelled else written

    own_id = f"{statute.id} {copy + 1}" if copy else statute.id
    drawn = crc32(own_id.encode())
    sections = []
    for number, (heading, body) in enumerate(statute.sections):
        kind = KINDS[(drawn + number) % len(KINDS)]
        sections.append({"kind": kind, "heading": heading, "text": text(body)})
    return {
        "id": own_id,
        "title": text(statute.title),
        "metadata": _facts(drawn, statute.day),
        "sections": sections,
    }


def _facts(drawn: int, day: date) -> dict[str, Any]:
    town_count = 1 + drawn % 3
    numbers = [
        (drawn >> shift) % _MUNICIPALITIES + 1 for shift in range(town_count)
    ]
    towns = {f"Kommun {number}" for number in numbers}
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
