"""bm25s, BM25 scores in sparse matrices, with Snowball's Swedish stemmer and its own stop words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import bm25s
import numpy as np
import snowballstemmer
from numpy.typing import NDArray

from benchmarks.projects import KINDS, TITLE_KIND, read_projects
from benchmarks.queries import LoggedQuery
from benchmarks.systems import OVERFETCHED, SYSTEMS, Answer, ProjectTable

_KINDS: Final = (TITLE_KIND, *KINDS)
_STEM_WORDS: Final = snowballstemmer.stemmer("swedish").stemWords


def _stems(texts: Sequence[str], return_ids: bool) -> Any:
    return bm25s.tokenize(
        list(texts),
        stopwords="sv",
        stemmer=_STEM_WORDS,
        return_ids=return_ids,
        show_progress=False,
    )


class _Session:
    def __init__(self, folder: Path) -> None:
        index = str(folder / "index")
        self._scores = bm25s.BM25.load(index, mmap=True, show_progress=False)
        self._table = ProjectTable.load(folder)
        self._projects: NDArray[np.int64] = np.load(folder / "projects.npy")
        self._kinds: NDArray[np.uint8] = np.load(folder / "kinds.npy")
        years = np.array(self._table.years)
        regions = np.array(self._table.regions)
        self._years = years[self._projects]
        self._regions = regions[self._projects]

    def answer(self, asked: LoggedQuery, mode: str) -> Answer:
        scores = self._section_scores(asked)
        last = min(OVERFETCHED, len(scores)) - 1
        best = np.argpartition(-scores, last)[:OVERFETCHED]
        best = best[scores[best] > 0]
        ranked = best[np.argsort(-scores[best])]
        ids = self._table.ids_of(self._projects[ranked].tolist())
        if mode == "top":
            return Answer(ids)
        matching = self._projects[np.flatnonzero(scores)]
        projects = np.unique(matching).tolist()
        return Answer(ids, len(projects), self._table.facet_values(projects))

    def _section_scores(self, asked: LoggedQuery) -> NDArray[np.float32]:
        """(sections,) or, for words of no section, a single 0."""
        (tokens,) = _stems([" ".join(asked.words)], return_ids=False)
        if not tokens:
            return np.zeros(1, np.float32)
        scores: NDArray[np.float32] = self._scores.get_scores(
            tokens, weight_mask=self._mask(asked)
        )
        return scores

    def _mask(self, asked: LoggedQuery) -> NDArray[np.float32] | None:
        if asked.section:
            kept = self._kinds == _KINDS.index(asked.section)
        elif asked.years:
            first, last = asked.years
            kept = (self._years >= first) & (self._years <= last)
        elif asked.region:
            kept = self._regions == asked.region
        else:
            return None
        return np.asarray(kept, np.float32)

    def close(self) -> None:
        """Nothing to close: the maps go with the last reference."""


class Bm25sSystem:
    title = SYSTEMS["bm25s"]
    note = (
        "ranks sections with any of the words; no phrases, prefixes or passages"
    )

    def supports(self, query: LoggedQuery, mode: str) -> bool:
        if mode == "cards":
            return False
        return query.kind not in ("phrase", "prefix")

    def build(self, corpus: Path, folder: Path) -> Mapping[str, float]:
        texts: list[str] = []
        kinds: list[int] = []
        numbers: list[int] = []
        rows: list[tuple[str, int, str]] = []
        for number, project in enumerate(read_projects(corpus)):
            rows.append((project.id, project.year, project.region))
            for kind, text in project.records():
                texts.append(text)
                kinds.append(_KINDS.index(kind))
                numbers.append(number)
        scores = bm25s.BM25()
        scores.index(_stems(texts, return_ids=True), show_progress=False)
        scores.save(str(folder / "index"), show_progress=False)
        np.save(folder / "projects.npy", np.array(numbers))
        np.save(folder / "kinds.npy", np.array(kinds, np.uint8))
        ProjectTable.of(rows).save(folder)
        return {}

    def open(self, folder: Path) -> _Session:
        return _Session(folder)


SYSTEM = Bm25sSystem()
