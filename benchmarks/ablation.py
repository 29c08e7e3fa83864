"""What each part of the Swedish chain costs: time of a query without it, bytes of the index and
seconds of a build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
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
from search.engine.words.word_sets import Reason, Term
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
    "the manifest": ("manifest.json",),
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
    "compounds": (
        "part*",
        "word_parts.npy",
        "stem_parts.npy",
        "compound_parts.tsv",
    ),
    "stems and folds": (
        "lexicon.bin",
        "stem_*",
        "word_stems.npy",
        "words_by_stem.npy",
        "fold*",
    ),
    "vocabulary": ("words.bin", "word_starts.npy"),
    "records and sentences": ("record_*", "project_records.npy", "sentence_*"),
    "columns for filters, facets and sorting": (
        "facet_*",
        "name_*",
        "*_days.npy",
        "amounts.npy",
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
    generation = live_generation(index)
    opened = {variant: Answers(ArrayEngine(generation)) for variant in VARIANTS}
    requests = {
        variant: [_request(answers, query, variant) for query in log]
        for variant, answers in opened.items()
    }
    passes: dict[Variant, list[dict[int, float]]] = {
        variant: [] for variant in VARIANTS
    }
    # Pass by pass and not variant by variant: what else goes on in the machine then falls on all of
    # them.
    for _ in range(_PASSES + 1):
        for variant, answers in opened.items():
            passes[variant].append(_pass(answers, requests[variant]))
    times = []
    for variant, (_, *warm) in passes.items():
        spread = percentiles(list(medians(warm).values()))
        if spread:
            times.append((variant.title, spread))
    return times


def _pass(opened: Answers, requests: Sequence[Request]) -> dict[int, float]:
    """Milliseconds by place."""
    taken_ms = {}
    for place, request in enumerate(requests):
        started = perf_counter()
        opened.engine.rank(request)
        seconds = perf_counter() - started
        taken_ms[place] = seconds * 1000
    return taken_ms


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
    filters = filters_of(query)
    return tuple(read_filters(name, values) for name, values in filters.items())


def without_reason(clause: Clause, reason: Reason) -> Clause:
    """*clause* without the words that answer it for *reason*."""

    def reduced(child: Clause) -> Clause:
        return without_reason(child, reason)

    match clause:
        case Term():
            return _term_without(clause, reason)
        case Adjacent(key, label, terms, slop):
            kept = tuple(_term_without(term, reason) for term in terms)
            return Adjacent(f"{key}:-{reason}", label, kept, slop)
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


def _term_without(term: Term, reason: Reason) -> Term:
    forms = tuple(forms for forms in term.forms if forms.reason is not reason)
    return replace(term, key=f"{term.key}:-{reason}", forms=forms)


def index_bytes(index: Path) -> dict[str, int]:
    """The bytes of the live generation by `INDEX_PARTS`; what fits none is "other"."""
    generation = live_generation(index)
    sizes = dict.fromkeys((*INDEX_PARTS, "other"), 0)
    for file in generation.rglob("*"):
        if file.is_file():
            name = file.relative_to(generation).as_posix()
            sizes[part_of(name)] += file.stat().st_size
    return {part: size for part, size in sizes.items() if size}


def part_of(name: str) -> str:
    """The part of the index that the file called *name* belongs to."""
    for part, patterns in INDEX_PARTS.items():
        if any(fnmatch(name, pattern) for pattern in patterns):
            return part
    return "other"


def vocabulary_times(index: Path) -> dict[str, float]:
    """The seconds that each step takes over the whole vocabulary in one process, the dictionary
    loaded before.
    """
    generation = live_generation(index)
    vocabulary = Vocabulary(generation).words()
    postings = PostingArrays.load(generation)
    counts = np.diff(postings.word_postings).tolist()
    all_counts = zip(vocabulary, counts, strict=True)
    words = {word: count for word, count in all_counts if word.isalpha()}
    times: dict[str, float] = {}
    stemmer = Stemmer()
    with _timed("loading the dictionary", times):
        stemmer.stem("projektet")
    with _timed("stems", times):
        for word in words:
            stemmer.stem(word)
    with _timed("counting parts of compounds", times):
        part_counts = swedish_part_counts(stemmer.lemmas, words)
    splitter = CompoundSplitter(stemmer, part_counts)
    with _timed("splitting compounds", times):
        for word in words:
            splitter.split(word)
    with _timed("letter grams", times):
        for word in words:
            grams(word)
    return times


@contextmanager
def _timed(step: str, times: dict[str, float]) -> Iterator[None]:
    """Adds the seconds that are spent inside to *times*."""
    started = perf_counter()
    yield
    times[step] = perf_counter() - started


def words_per_second(index: Path) -> float:
    """How many words a second are cut from text and given their stems, in one process with a warm
    cache, over some documents.
    """
    engine = ArrayEngine(live_generation(index))
    texts = []
    for document in islice(engine.documents(), _DOCUMENTS):
        texts += [section.text for section in document.sections]
    scanner, stemmer = WordScanner(), Stemmer()
    times: dict[str, float] = {}
    for temperature in ("cold", "warm"):
        words = 0
        with _timed(temperature, times):
            for text in texts:
                plain, _ = scanner.words(text)
                words += len(plain)
                for word in plain:
                    stemmer.stem(word)
    return words / times["warm"]
