"""What each part of the Swedish chain costs: time of a query without it, bytes of the index and
seconds of a build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np

from benchmarks.figures import Percentiles, medians, percentiles
from benchmarks.projektsok_system import filters_of
from benchmarks.queries import LoggedQuery
from corpus import Document, Section
from search.answer.answering import Answers
from search.engine.array_engine import ArrayEngine
from search.engine.clauses import (
    Adjacent,
    Alternatives,
    Clause,
    Either,
    Every,
    Except,
    Within,
)
from search.engine.rank_requests import Request
from search.engine.word_sets import Reason, Term
from search.language.analysis import WordScanner
from search.language.compounds import CompoundSplitter
from search.language.letters import grams
from search.language.part_counts import swedish_part_counts
from search.language.stems import Stemmer
from search.query.filters import read_filters
from search.query.tree import Filter
from search.store.arrays import PostingArrays
from search.store.generations import live_generation
from search.store.vocabulary import Vocabulary

INDEX_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "Whoosh, the index of record": ("whoosh/*",),
    "texts and facts of the documents": (
        "texts.bin",
        "headings.bin",
        "document*",
    ),
    "postings and positions": (
        "posting*",
        "positions.npy",
        "word_postings.npy",
        "word_positions.npy",
    ),
    "words of each project (passages, similar, grams)": (
        "project_words.npy",
        "entry_*",
        "project_lengths.npy",
    ),
    "letter grams": ("*gram*",),
    "compounds": ("part_*", "stem_parts.npy", "compound_parts.tsv"),
    "lemmas and folds": (
        "lexicon.bin",
        "stem_*",
        "word_stems.npy",
        "words_by_stem.npy",
        "fold_*",
    ),
    "vocabulary": ("words.bin", "word_starts.npy"),
    "records and sentences": ("record_*", "project_records.npy", "sentence_*"),
    "columns for filters, facets and sorting": (
        "facet_*",
        "starts.npy",
        "ends.npy",
        "grants.npy",
        "budgets.npy",
        "title_*",
    ),
}
"""Files of a generation by what they are for; the first pattern that fits counts. New files go
here.
"""

_PASSES: Final = 3
_DOCUMENTS: Final = 100


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to evaluate queries with part of the chain left out."""

    title: str
    synonyms: bool = True
    compounds: bool = True
    grams: bool = True


VARIANTS: Final = (
    Variant("whole chain"),
    Variant("without synonyms", synonyms=False),
    Variant("without compounds", compounds=False),
    Variant("without letter grams", grams=False),
    Variant("inflections only", synonyms=False, compounds=False, grams=False),
)


def query_times(
    index: Path, log: Sequence[LoggedQuery]
) -> list[tuple[str, Percentiles]]:
    """For every variant the times of ranking the log, warm: matching, scores, total and facets,
    without passages.
    """
    # Opened once for each, so that no variant drives another's terms out of the cache.
    opened = {
        variant.title: Answers(ArrayEngine(live_generation(index)))
        for variant in VARIANTS
    }
    asked = {
        one.title: [_request(opened[one.title], query, one) for query in log]
        for one in VARIANTS
    }
    passes: dict[str, list[dict[int, float]]] = {title: [] for title in asked}
    # Pass by pass and not variant by variant: what else goes on in the machine then falls on all of
    # them.
    for _ in range(_PASSES + 1):
        for title, requests in asked.items():
            passes[title].append(_pass(opened[title], requests))
    spreads = {
        title: percentiles(list(medians(taken[1:]).values()))
        for title, taken in passes.items()
    }
    return [(title, spread) for title, spread in spreads.items() if spread]


def _pass(opened: Answers, requests: Sequence[Request]) -> dict[int, float]:
    """Milliseconds by place."""
    taken = {}
    for place, request in enumerate(requests):
        started = perf_counter()
        opened.engine.rank(request)
        taken[place] = (perf_counter() - started) * 1000
    return taken


def _request(opened: Answers, query: LoggedQuery, variant: Variant) -> Request:
    _, expanded = opened.read(query.text, variant.synonyms)
    clause = expanded.clause
    if clause is not None and not variant.compounds:
        clause = without_reason(clause, Reason.COMPOUND)
    return Request(
        clause=clause,
        kinds=frozenset([query.section] if query.section else ()),
        filters=_filters(query),
        match="all",
        letters=expanded.letters if variant.grams else (),
    )


def _filters(query: LoggedQuery) -> tuple[tuple[Filter, ...], ...]:
    return tuple(
        read_filters(name, values) for name, values in filters_of(query).items()
    )


def without_reason(clause: Clause, reason: Reason) -> Clause:
    """*clause* without the words that answer it for *reason*."""

    def reduced(child: Clause) -> Clause:
        return without_reason(child, reason)

    match clause:
        case Term():
            forms = tuple(
                forms for forms in clause.forms if forms.reason is not reason
            )
            return replace(clause, key=f"{clause.key}:-{reason}", forms=forms)
        case Adjacent(key, label, terms, slop):
            reduced_terms = tuple(
                term
                for child in terms
                if isinstance(term := reduced(child), Term)
            )
            return Adjacent(f"{key}:-{reason}", label, reduced_terms, slop)
        case Every(children):
            return Every(tuple(map(reduced, children)))
        case Either(children):
            return Either(tuple(map(reduced, children)))
        case Alternatives(children, weights):
            return Alternatives(tuple(map(reduced, children)), weights)
        case Except(child):
            return Except(reduced(child))
        case Within(kinds, child):
            return Within(kinds, reduced(child))
        case _:
            return clause


def index_bytes(index: Path) -> dict[str, int]:
    """The bytes of the live generation by `INDEX_PARTS`; what fits none is "other"."""
    generation = live_generation(index)
    sizes = dict.fromkeys((*INDEX_PARTS, "other"), 0)
    for file in generation.rglob("*"):
        if file.is_file():
            sizes[part_of(file.relative_to(generation).as_posix())] += (
                file.stat().st_size
            )
    return {part: size for part, size in sizes.items() if size}


def part_of(name: str) -> str:
    """The part of the index that the file called *name* belongs to."""
    fitting = (
        part
        for part, patterns in INDEX_PARTS.items()
        if any(fnmatch(name, one) for one in patterns)
    )
    return next(fitting, "other")


def vocabulary_times(index: Path) -> dict[str, float]:
    """The seconds that each step takes over the whole vocabulary in one process, the dictionary
    loaded before.
    """
    generation = live_generation(index)
    vocabulary = Vocabulary(generation).words()
    words = [word for word in vocabulary if word.isalpha()]
    counts = np.diff(PostingArrays.load(generation).word_postings).tolist()
    stemmer = Stemmer()
    times = {
        "loading the dictionary": _seconds(lambda: stemmer.stem("projektet"))
    }
    times["lemmas"] = _seconds(lambda: [stemmer.stem(word) for word in words])
    word_counts = {
        word: count
        for word, count in zip(vocabulary, counts, strict=True)
        if word.isalpha()
    }
    started = perf_counter()
    part_counts = swedish_part_counts(stemmer.lemmas, word_counts)
    times["counting parts of compounds"] = perf_counter() - started
    splitter = CompoundSplitter(stemmer, part_counts)
    times["splitting compounds"] = _seconds(
        lambda: [splitter.split(word) for word in words]
    )
    times["letter grams"] = _seconds(lambda: [grams(word) for word in words])
    return times


def tokens_per_second(index: Path) -> float:
    """How many words a second are cut from text and given their stems, in one process with a warm
    cache, over some documents.
    """
    documents = islice(
        ArrayEngine(live_generation(index)).documents(), _DOCUMENTS
    )
    texts = [section.text for section in _sections(documents)]
    scanner, stemmer = WordScanner(), Stemmer()

    def stems() -> list[str]:
        return [
            stemmer.stem(word)
            for text in texts
            for word in scanner.words(text)[0]
        ]

    words = len(stems())
    return words / _seconds(stems)


def _sections(documents: Iterable[Document]) -> Iterable[Section]:
    return (section for document in documents for section in document.sections)


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started
