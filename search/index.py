"""The façade: one core that answers the page, the API, the command line and scripts."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar, Unpack

from corpus.model import Document
from search.answer.answering import Answers
from search.errors import (
    ClosedIndexError,
)
from search.open_generation import OpenGeneration
from search.options import (
    LARGEST_LIMIT,
    OptionValues,
    SearchOptions,
    check_range,
)
from search.results import Hit, IndexStats, Page, Passage, Suggestion
from search.store.generations import live_generation, switch_mark

P = ParamSpec("P")
R = TypeVar("R")


def open_index(path: Path | str, *, show_contacts: bool = False) -> SearchIndex:
    """The index in folder *path*, opened for searching.

    Raises NoIndexError, OutdatedIndexError, DamagedIndexError, or ContactsShownError for an index
    that was built with contact persons, unless *show_contacts*.
    """
    return SearchIndex(Path(path), show_contacts)


def _vouched(
    method: Callable[Concatenate[SearchIndex, Answers, P], R],
) -> Callable[Concatenate[SearchIndex, P], R]:
    """*method* over the live generation, its failures told from damage to the files it reads."""

    @wraps(method)
    def vouched(self: SearchIndex, /, *args: P.args, **keywords: P.kwargs) -> R:
        generation = self._current()
        with generation.damage_told():
            return method(self, generation.answers, *args, **keywords)

    return vouched


class SearchIndex:
    """Searches an index. Threads may share it; a new generation is taken up between two
    requests.
    """

    def __init__(self, path: Path, show_contacts: bool = False) -> None:
        self.path = path
        self._show_contacts = show_contacts
        self._lock = threading.Lock()
        self._mark = switch_mark(path)
        self._open: OpenGeneration | None = self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the files, once the answers that are being made are done. A closed index answers
        no more.
        """
        self._open = None
        gc.collect()  # what is open refers to itself in circles, so that its maps would linger

    @_vouched
    def search(
        self,
        answers: Answers,
        query: str,
        options: SearchOptions | None = None,
        **changes: Unpack[OptionValues],
    ) -> Page:
        """The projects that answer *query*, best first, with their passages.

        Any string is a query; the empty one finds all. *changes* are fields of `SearchOptions` that
        replace those of *options*. Raises BadRequestError for a name or value that does not exist.
        """
        return answers.search(
            query, replace(options or SearchOptions(), **changes)
        )

    @_vouched
    def document(self, answers: Answers, document_id: str) -> Document:
        """The document with this id. Raises UnknownDocumentError."""
        return answers.engine.document(document_id)

    @_vouched
    def marked(
        self,
        answers: Answers,
        document_id: str,
        query: str,
        *,
        synonyms: bool = True,
    ) -> tuple[Passage, ...]:
        """The title (section -1) and every section whole, with the words of *query* marked.

        A project that does not meet the query is marked as among the hits that follow: look-alikes
        and parts too. Raises UnknownDocumentError.
        """
        return answers.marked(document_id, query, synonyms)

    @_vouched
    def similar(
        self, answers: Answers, document_id: str, limit: int = 5
    ) -> tuple[Hit, ...]:
        """The projects most like the one with this id, best first. Raises UnknownDocumentError."""
        check_range("limit", limit, LARGEST_LIMIT)
        return answers.similar(document_id, limit)

    @_vouched
    def suggest(
        self, answers: Answers, prefix: str, limit: int = 8
    ) -> tuple[Suggestion, ...]:
        """Completions of what is being typed, most useful first."""
        check_range("limit", limit, LARGEST_LIMIT)
        return answers.suggest(prefix, limit)

    def documents(self) -> Iterator[Document]:
        """All documents, by id."""
        generation = self._current()
        with generation.damage_told():
            yield from generation.answers.engine.documents()

    @_vouched
    def stats(self, answers: Answers) -> IndexStats:
        """What the index holds."""
        return answers.engine.statistics()

    def _opened(self) -> OpenGeneration:
        return OpenGeneration(live_generation(self.path), self._show_contacts)

    def _current(self) -> OpenGeneration:
        """The live generation, opened anew where a build has switched to another. Raises
        ClosedIndexError.
        """
        generation = self._open
        if generation is None:
            raise ClosedIndexError(self.path)
        mark = switch_mark(self.path)
        if self._mark == mark:
            return generation
        with self._lock:
            if self._mark != mark:
                generation = self._open = self._opened()
                self._mark = mark
                gc.collect()
            return self._open or generation
