"""Projektsök as anyone uses it: the public names, the whole Swedish chain, synonyms on, seven
facets.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from benchmarks.queries import LoggedQuery
from benchmarks.systems import SYSTEMS, Answer
from indexer import Progress, build_index
from search import SearchIndex, open_index

WORKERS = 2


class _Session:
    def __init__(self, folder: Path) -> None:
        self._index: SearchIndex = open_index(folder / "index")

    def answer(self, query: LoggedQuery, mode: str) -> Answer:
        page = self._index.search(
            query.text,
            sections=[query.section] if query.section else (),
            filters=filters_of(query),
            match="all",
            facets=mode != "top",
            passages=3 if mode == "cards" else 0,
        )
        return Answer(
            ids=tuple(hit.id for hit in page.hits),
            total=page.total,
            facet_values=sum(map(len, page.facets.values())),
            passages=sum(len(hit.passages) for hit in page.hits),
        )

    def close(self) -> None:
        self._index.close()


def filters_of(query: LoggedQuery) -> dict[str, list[str]]:
    """The filters of *query* as `SearchIndex.search` takes them."""
    filters = {}
    if query.years:
        first, last = query.years
        filters["year"] = [f"{first}..{last}"]
    if query.region:
        filters["region"] = [query.region]
    return filters


class ProjektsokSystem:
    title = SYSTEMS["projektsok"]
    note = (
        "ranks projects; lemmas, compounds, synonyms, letter "
        "grams; total and seven facets always exact"
    )

    def supports(self, query: LoggedQuery, mode: str) -> bool:
        return True

    def build(self, corpus: Path, folder: Path) -> Mapping[str, float]:
        began: dict[str, float] = {}

        def note(told: Progress) -> None:
            began.setdefault(told.stage, perf_counter())

        build_index([corpus], folder / "index", workers=WORKERS, progress=note)
        borders = [*began.values(), perf_counter()]
        lengths = [end - start for start, end in pairwise(borders)]
        return dict(zip(began, lengths, strict=True))

    def open(self, folder: Path) -> _Session:
        return _Session(folder)


SYSTEM = ProjektsokSystem()
