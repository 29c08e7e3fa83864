"""A small index in memory for the page tests: invented projects, plain matching of words by their
beginning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Unpack

from corpus.model import Contact, Document, Metadata, Section
from search.errors import UnknownDocumentError, UnknownFilterError
from search.options import OptionValues, SearchOptions
from search.query.notices import Notice, NoticeKind
from search.query.tree import Word, all_of
from search.results import (
    FacetValue,
    Hit,
    IndexStats,
    Page,
    Passage,
    Reading,
    Span,
    Suggestion,
    WordCount,
)

FILTERS = (
    "region",
    "municipality",
    "programme",
    "phase",
    "owner",
    "year",
    "period",
    "grant",
    "budget",
)

NATTUGGLAN = Document(
    id="nattugglan",
    title="Nattugglan – en väg in från gatan",
    sections=(
        Section(
            "sammanfattning",
            "Sammanfattning",
            "Projektet möter hemlösa unga om natten.\n\nHemlösheten är dold.",
        ),
        Section(
            "bakgrund",
            "Bakgrund",
            "Vi räknade i höstas.\n\nVAD VI SÅG\n • Hemlöshet bland unga\n • Otrygga boenden\n\n1. Räkna\n2. Möta",
        ),
        Section(
            "syfte",
            "Syfte",
            "Syftet är att färre ska vara hemlösa <script>alert(1)</script> & trygga.",
        ),
        Section(
            "relaterade",
            "Relevanta dokument",
            "Motverka hemlöshet i söder\n\nVägen till en egen nyckel",
        ),
    ),
    metadata=Metadata(
        programme="Programområde 2 Ökat arbetskraftsutbud",
        phase="Genomförande",
        owner="Socialförvaltningen",
        region="Stockholm",
        grant_sek=5_119_766,
        budget_sek=6_000_000,
        start=date(2011, 3, 1),
        end=date(2012, 10, 31),
        municipalities=("Haninge", "Nynäshamn"),
        partners=("Föreningen Lyktan",),
    ),
)
RIPSPAR = Document(
    id="ripspår/del 1",
    title="Ripspår",
    sections=(Section("syfte", "", "Unga i fjällen får arbete. Få är hemlösa här."),),
    metadata=Metadata(region="Övre Norrland", municipalities=("Kiruna",), start=date(2009, 1, 1)),
)
OPPEN_DORR = Document(
    id="oppen-dorr",
    title="Öppen dörr",
    sections=(Section("ovrigt", "Hur vi tänkte", "En mötesplats för vuxna utan arbete."),),
    metadata=Metadata(
        region="Sydsverige",
        owner="Föreningen Öppen dörr",
        contact=Contact("Projektledaren", "dorren@example.org", "040-628 04 10"),
    ),
)
MANY = tuple(
    Document(
        id=f"verkstad-{number:02}",
        title=f"Verkstad {number}",
        sections=(
            Section(
                "sammanfattning", "Sammanfattning", f"Verkstaden nummer {number} tränar deltagare."
            ),
        ),
        metadata=Metadata(
            region="Västsverige", owner=f"Ägare {number}", municipalities=(f"Kommun {number}",)
        ),
    )
    for number in range(1, 26)
)
DOCUMENTS = (NATTUGGLAN, RIPSPAR, OPPEN_DORR, *MANY)


class FakeIndex:
    """Answers as the real index does, for words only: one finds the words that begin with its first
    six letters.
    """

    def __init__(self, documents: Iterable[Document] = DOCUMENTS) -> None:
        self.documents = {document.id: document for document in documents}

    def search(
        self, query: str, options: SearchOptions | None = None, **changes: Unpack[OptionValues]
    ) -> Page:
        given = replace(options or SearchOptions(), **changes)
        filters, match, limit = given.filters, given.match, given.limit
        offset, passages = given.offset, given.passages
        for name in filters or {}:
            if name not in FILTERS:
                raise UnknownFilterError(name, FILTERS)
        chosen = [one for one in self.documents.values() if _passes(one, filters or {})]
        words = _words(query)
        full = [one for one in chosen if all(_find(one, word) for word in words)]
        some = [
            one for one in chosen if one not in full and any(_find(one, word) for word in words)
        ]
        listed = [*full, *some] if match == "auto" and len(full) < 3 else full
        hits = tuple(
            _hit(rank, one, words, passages, one in full)
            for rank, one in enumerate(listed[offset : offset + limit], offset + 1)
        )
        return Page(
            query=query,
            reading=Reading(all_of(map(Word, words))),
            total=len(full),
            listed=len(listed),
            relaxed=len(listed) > len(full),
            suggestion="hemlöshet" if query == "hemlöhset" else None,
            took_ms=1.0,
            offset=offset,
            limit=limit,
            hits=hits,
            facets=_facets(full),
            word_counts=tuple(
                WordCount(word, sum(_find(one, word) for one in self.documents.values()))
                for word in words
            ),
            notices=(Notice(NoticeKind.OTHER_LETTERS, query, read_as="hemlöshet"),)
            if query == "hemloshet"
            else (),
        )

    def document(self, document_id: str) -> Document:
        if document_id not in self.documents:
            raise UnknownDocumentError(document_id)
        return self.documents[document_id]

    def marked(self, document_id: str, query: str, *, synonyms: bool = True) -> tuple[Passage, ...]:
        document, words = self.document(document_id), _words(query)
        title = Passage("titel", "", document.title, _marks(document.title, words))
        return title, *(
            Passage(one.kind, one.heading, one.text, _marks(one.text, words), number)
            for number, one in enumerate(document.sections)
        )

    def similar(self, document_id: str, limit: int = 5) -> tuple[Hit, ...]:
        others = (one for one in self.documents.values() if one.id != self.document(document_id).id)
        return tuple(
            _hit(rank, one, (), 0, True)
            for rank, one in zip(range(1, limit + 1), others, strict=False)
        )

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
        titles = (
            one.title
            for one in self.documents.values()
            if one.title.lower().startswith(prefix.lower())
        )
        return tuple(Suggestion(title, "titel", 1) for title in titles)[:limit]

    def stats(self) -> IndexStats:
        return IndexStats(len(self.documents), 0, 0, 0, 0, "1", "2014-01-01T00:00:00")


def _words(query: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", query.lower()))


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word[:6])}\w*", re.IGNORECASE)


def _find(document: Document, word: str) -> bool:
    return any(
        _pattern(word).search(text)
        for text in (document.title, *(one.text for one in document.sections))
    )


def _marks(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    found = sorted(match.span() for word in words for match in _pattern(word).finditer(text))
    return tuple(
        span for before, span in zip([(0, 0), *found], found, strict=False) if span[0] >= before[1]
    )


def _hit(rank: int, document: Document, words: Sequence[str], passages: int, complete: bool) -> Hit:
    found = tuple(
        Passage(one.kind, one.heading, one.text, marks, number)
        for number, one in enumerate(document.sections)
        if (marks := _marks(one.text, words))
    )
    return Hit(
        rank,
        document.id,
        document.title,
        1.0,
        complete,
        document.metadata,
        found[:passages],
        _marks(document.title, words),
    )


def _values(document: Document, name: str) -> tuple[str, ...]:
    metadata = document.metadata
    found = {
        "region": (metadata.region,),
        "municipality": metadata.municipalities,
        "programme": (metadata.programme,),
        "phase": (metadata.phase,),
        "owner": (metadata.owner,),
        "year": (str(metadata.start.year) if metadata.start else None,),
        "section": tuple(one.kind for one in document.sections),
    }
    return tuple(value for value in found.get(name, ()) if value)


def _passes(document: Document, filters: Mapping[str, Sequence[str]]) -> bool:
    return all(set(values) & set(_values(document, name)) for name, values in filters.items())


def _facets(documents: Sequence[Document]) -> dict[str, tuple[FacetValue, ...]]:
    names = ("region", "municipality", "programme", "phase", "owner", "year", "section")
    counts = {
        name: Counter(value for one in documents for value in _values(one, name)) for name in names
    }
    return {name: tuple(FacetValue(*pair) for pair in counts[name].most_common()) for name in names}
