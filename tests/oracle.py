"""A second implementation of searching, as naive as can be: every record is read again for every
query.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.model import Document
from search.engine.protocol import (
    Adjacent,
    Alternatives,
    Clause,
    Either,
    Every,
    Except,
    Term,
    Where,
    Within,
)
from search.language.analysis import WordScanner
from search.query.filters import matches
from search.store.records import records_of
from search.store.vocabulary import Vocabulary


@dataclass(frozen=True)
class ReadRecord:
    """A record as a list of words by position; several words can stand at one position."""

    kind: str
    words: tuple[tuple[int, str], ...]


class BruteForceEngine:
    """Which projects meet a clause, by looking at each. Projects are numbered by id."""

    def __init__(self, documents: Sequence[Document], vocabulary: Vocabulary) -> None:
        self.documents = sorted(documents, key=lambda document: document.id)
        self.vocabulary = vocabulary
        scanner = WordScanner()
        self.records = [
            [
                ReadRecord(
                    record.kind,
                    tuple((o.position, o.word) for o in _by_sentence(scanner, record.text)),
                )
                for record in records_of(document)
            ]
            for document in self.documents
        ]

    def matching_projects(self, clause: Clause) -> list[int]:
        return [number for number in range(len(self.documents)) if self._meets(clause, number)]

    def _meets(self, clause: Clause, project: int) -> bool:
        records = self.records[project]

        def anywhere(part: Clause) -> bool:
            match part:
                case Within(kinds, child):
                    return any(
                        self._in_record(child, r, project) for r in records if r.kind in kinds
                    )
                case Term() | Adjacent():
                    return any(self._in_record(part, record, project) for record in records)
                case _:
                    return self._combined(part, anywhere, project)

        return anywhere(clause)

    def _in_record(self, clause: Clause, record: ReadRecord, project: int) -> bool:
        match clause:
            case Term():
                wanted = {self.vocabulary[int(number)] for number in clause.words}
                return any(word in wanted for _, word in record.words)
            case Adjacent():
                return self._has_phrase(clause, record)
            case Within(kinds, child):
                return record.kind in kinds and self._in_record(child, record, project)
            case _:
                return self._combined(
                    clause, lambda child: self._in_record(child, record, project), project
                )

    def _has_phrase(self, phrase: Adjacent, record: ReadRecord) -> bool:
        wanted = [{self.vocabulary[int(number)] for number in term.words} for term in phrase.terms]
        places = [{at for at, word in record.words if word in words} for words in wanted]
        if phrase.slop:
            span = len(places) - 1 + phrase.slop
            anchors = set().union(*places)
            times = [wanted.count(words) for words in wanted]
            return any(
                all(
                    sum(a <= at <= a + span for at in place) >= n
                    for place, n in zip(places, times, strict=True)
                )
                for a in anchors
            )
        return any(
            all(start + shift in place for shift, place in enumerate(places)) for start in places[0]
        )

    def _combined(self, clause: Clause, meets: Callable[[Clause], bool], project: int) -> bool:
        match clause:
            case Every(children):
                return all(meets(child) for child in children)
            case Either(children) | Alternatives(children, _):
                return any(meets(child) for child in children)
            case Except(child):
                return not meets(child)
            case Where(condition):
                return matches(condition, self.documents[project].metadata)
            case _:
                raise TypeError(clause)


def _by_sentence(scanner: WordScanner, text: str):  # type: ignore[no-untyped-def]
    from search.language.sentences import sentence_starts

    position = 0
    starts = sentence_starts(text)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        sentence = text[start:end]
        for occurrence in scanner.occurrences(sentence):
            yield type(occurrence)(
                occurrence.word,
                position + occurrence.position,
                start + occurrence.start,
                start + occurrence.end,
            )
        position += len(scanner.words(sentence)[0])
