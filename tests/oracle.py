"""A second engine, as naive as can be: every text is read again for every question.

It shares with the program how text becomes words (the scanner, the borders of sentences, the
dictionary and the compounds) and the figures of `search.engine.scoring`. How words are found,
counted, scored, ordered and located is written here once more, slowly and by other means.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np

from corpus.facts import FACT_TABLE, FACTS, FactKind, FactType
from corpus.kinds import KINDS, SECTION_KIND_TABLE, SECTION_KINDS
from corpus.model import Document
from search.engine import scoring
from search.engine.clauses import (
    Adjacent,
    Alternatives,
    Clause,
    Either,
    Every,
    Except,
    Leaf,
    Sought,
    Where,
    Within,
    is_bound,
    loosened,
    sought,
)
from search.engine.found_projects import (
    FoundProject,
    Occurrences,
    ProjectLayout,
)
from search.engine.protocol import Engine
from search.engine.rank_requests import RankedProject, Ranking, Request
from search.engine.ranking import MANY
from search.engine.words.word_sets import (
    REASONS,
    BeginningWith,
    Compounds,
    Forms,
    IndexedWord,
    Inflections,
    Lookalike,
    Mode,
    Reason,
    Spelling,
    Stem,
    Term,
    TermWords,
    WordSet,
    Written,
)
from search.errors import UnknownDocumentError
from search.language.analysis import ELLIPSIS, WordScanner
from search.language.collation import swedish_key
from search.language.compounds import CompoundSplitter
from search.language.joined_words import stem_of, stem_of_hyphenated
from search.language.letters import bare_letters, grams
from search.language.part_counts import swedish_part_counts
from search.language.sentences import sentence_starts
from search.language.stems import Stemmer
from search.query.filters import matches
from search.results import IndexStats
from search.store.records import records_of
from search.store.word_relations import text_hash

Span = tuple[int, int]


@dataclass(frozen=True)
class ReadRecord:
    """A record as a list of words by position, counted from the project's first word; several
    words can stand at one position.
    """

    kind: str
    section: int
    heading: str
    text: str
    start: int
    length: int
    words: tuple[tuple[int, str], ...]
    sentences: tuple[tuple[int, int], ...]
    """(position, byte offset in the record) of each."""


@dataclass(frozen=True)
class FormOfTerm:
    weight: float
    reason: Reason
    span: Span


class BruteForceEngine(Engine):
    """Answers by looking at each project. Nothing is prepared but the words of every record."""

    def __init__(
        self, documents: Sequence[Document], language: Stemmer
    ) -> None:
        self._language = language
        ordered = sorted(documents, key=lambda document: document.id)
        self._documents = {document.id: document for document in ordered}
        self.records = {
            id_: list(_read(document))
            for id_, document in self._documents.items()
        }

    @property
    def language(self) -> Stemmer:
        return self._language

    # Words

    @cached_property
    def word_records(self) -> Counter[str]:
        """In how many records each word stands."""
        records = [
            record for records in self.records.values() for record in records
        ]
        return Counter(
            word
            for record in records
            for word in {word for _, word in record.words}
        )

    @cached_property
    def splitter(self) -> CompoundSplitter:
        known = {
            word: count
            for word, count in self.word_records.items()
            if word.isalpha()
        }
        return CompoundSplitter(
            self._language, swedish_part_counts(self._language.lemmas, known)
        )

    @cached_property
    def stem_texts(self) -> dict[str, str]:
        """The stem of every indexed word, as text."""
        return {
            word: stem_of(word, self._language, self.splitter)
            for word in self.word_records
        }

    @cached_property
    def part_spans(self) -> dict[str, list[tuple[str, Span]]]:
        """The stems of the parts of every compound, each with its characters."""
        compounds = [
            word
            for word in self.word_records
            if word.isalpha() and len(word) >= 6
        ]
        return {
            word: [
                (part.stem, (part.start, part.end))
                for part in self.splitter.split(word)
            ]
            for word in compounds
        }

    def stem(self, word: str) -> Stem:
        text = self.stem_texts.get(word) or stem_of_hyphenated(
            word, self._language
        )
        return Stem(int(text_hash(text)))

    def _spelled(self, words: WordSet) -> dict[str, Span]:
        """The indexed words of a set, each with the characters that are marked."""
        match words:
            case Written(word):
                return {word: (0, 0)} if word in self.word_records else {}
            case Inflections(stem):
                return {
                    word: (0, 0)
                    for word in self.word_records
                    if self.stem(word) == stem
                }
            case BeginningWith(prefix):
                return {
                    word: (0, 0)
                    for word in self.word_records
                    if word.startswith(prefix)
                }
            case Compounds(stem):
                return {
                    word: span
                    for word, parts in self.part_spans.items()
                    for part, span in reversed(parts)
                    if int(text_hash(part)) == stem
                }

    def forms_of(self, term: Term) -> dict[str, FormOfTerm]:
        """The words of a term; the heaviest form of a word counts, the first of equals."""
        forms: dict[str, FormOfTerm] = {}
        for one in term.forms:
            for word, span in self._spelled(one.words).items():
                if word not in forms or one.weight > forms[word].weight:
                    forms[word] = FormOfTerm(one.weight, one.reason, span)
        return forms

    def term_words(self, terms: Sequence[Term]) -> list[TermWords]:
        spelled = [sorted(self.forms_of(term)) for term in terms]
        return [
            TermWords(len(words), "\n".join(words).encode())
            for words in spelled
        ]

    def words_in(self, words: WordSet) -> list[str]:
        return sorted(self._spelled(words))

    def parts(self, word: str) -> tuple[Term, ...]:
        if word in self.word_records:
            stems = [part for part, _ in self.part_spans.get(word, [])]
        else:
            known = {
                *self.stem_texts.values(),
                *(part for part, _ in self._all_parts()),
            }
            stems = [
                part.stem
                for part in self.splitter.split(word)
                if part.stem in known
            ]
        hashes = [Stem(int(text_hash(stem))) for stem in dict.fromkeys(stems)]
        if hashes:
            return tuple(_sharing(stem, word, Mode.PART) for stem in hashes)
        own = _sharing(self.stem(word), word, Mode.WHOLE)
        return (own,) if self.forms_of(own) else ()

    def _all_parts(self) -> Iterator[tuple[str, Span]]:
        for parts in self.part_spans.values():
            yield from parts

    def words_beginning(self, prefix: str, most: int) -> list[IndexedWord]:
        words = [word for word in self.word_records if word.startswith(prefix)]
        words.sort(key=lambda word: (-self.word_records[word], word))
        return [
            IndexedWord(word, self.stem(word), self.word_records[word])
            for word in words[:most]
        ]

    def similar_spellings(self, word: str) -> list[Spelling]:
        limit = 1 if len(word) < 6 else 2
        near = []
        for other in self.word_records:
            if len(word) < 6:
                may_be_near = other.startswith(word[:1])
            else:
                shared = set(grams(word)) & set(grams(other))
                may_be_near = ELLIPSIS not in other and bool(shared)
            distance = keystrokes(word, other)
            if may_be_near and distance <= limit:
                near.append(Spelling(other, distance, self.word_records[other]))
        return sorted(near, key=lambda one: (one.distance, one.word))[:50]

    def lookalikes(self, word: str) -> list[Lookalike]:
        own = set(grams(word))
        alike = []
        for other in sorted(self.word_records):
            theirs = set() if ELLIPSIS in other else set(grams(other))
            likeness = 2 * len(own & theirs) / (len(own) + len(theirs))
            alike += [Lookalike(other, likeness)] if likeness >= 0.5 else []
        return sorted(alike, key=lambda one: -one.likeness)[:20]

    def bare_words(self, word: str) -> list[str]:
        bare = bare_letters(word)
        return sorted(
            other
            for other in self.word_records
            if bare_letters(other) == bare and (other != bare or bare != word)
        )

    def bare_stems(self, word: str) -> list[Stem]:
        bare = bare_letters(stem_of_hyphenated(word, self._language))
        stems = {
            *self.stem_texts.values(),
            *(part for part, _ in self._all_parts()),
        }
        folded = {*self.stem_texts.values()}
        alike = {
            stem
            for stem in folded
            if bare_letters(stem) == bare and stem != bare
        }
        alike |= {stem for stem in stems if stem == bare}
        return [Stem(int(text_hash(stem))) for stem in alike]

    # Matching

    def counts(self, clauses: Sequence[Clause]) -> list[int]:
        return [
            sum(self._meets(clause, id_) for id_ in self._documents)
            for clause in clauses
        ]

    def meets(self, clause: Clause, projects: Sequence[str]) -> list[bool]:
        return [self._meets(clause, project) for project in projects]

    def _meets(self, clause: Clause, project: str) -> bool:
        records = self._records_of(project)

        def anywhere(part: Clause) -> bool:
            match part:
                case Within(kinds, child):
                    return any(
                        self._in_record(child, record, project)
                        for record in records
                        if record.kind in kinds
                    )
                case Term() | Adjacent():
                    return any(
                        self._in_record(part, record, project)
                        for record in records
                    )
                case _:
                    return self._combined(part, anywhere, project)

        return anywhere(clause)

    def _in_record(
        self, clause: Clause, record: ReadRecord, project: str
    ) -> bool:
        match clause:
            case Term():
                forms = self.forms_of(clause)
                return any(word in forms for _, word in record.words)
            case Adjacent():
                return any(self._phrase_places(clause, record))
            case Within(kinds, child):
                return record.kind in kinds and self._in_record(
                    child, record, project
                )
            case _:
                return self._combined(
                    clause,
                    lambda child: self._in_record(child, record, project),
                    project,
                )

    def _combined(
        self, clause: Clause, meets: Callable[[Clause], bool], project: str
    ) -> bool:
        match clause:
            case Every(children):
                return all(meets(child) for child in children)
            case Either(children) | Alternatives(children, _):
                return any(meets(child) for child in children)
            case Except(child):
                return not meets(child)
            case Where(condition):
                return matches(condition, self._document(project).metadata)
            case _:
                raise TypeError(clause)

    def _phrase_places(
        self, phrase: Adjacent, record: ReadRecord
    ) -> list[list[int]]:
        """For each word of the phrase, its positions where the whole phrase stands in the
        record.
        """
        forms = [frozenset(self.forms_of(term)) for term in phrase.terms]
        places = [
            sorted({at for at, word in record.words if word in words})
            for words in forms
        ]
        last = len(forms) - 1
        if not phrase.slop:
            starts = [
                start
                for start in places[0]
                if all(
                    start + shift in place for shift, place in enumerate(places)
                )
            ]
            return [
                [start + shift for start in starts]
                for shift in range(len(places))
            ]
        times = [forms.count(words) for words in forms]
        windows = [
            range(anchor, anchor + last + phrase.slop + 1)
            for anchor in sorted(set().union(*places))
        ]
        whole = [
            window
            for window in windows
            if all(
                sum(at in window for at in place) >= needed
                for place, needed in zip(places, times, strict=True)
            )
        ]
        return [
            [at for at in place if any(at in window for window in whole)]
            for place in places
        ]

    # Scoring

    def _leaf_scores(self, leaf: Leaf) -> dict[str, float]:
        """BM25F of a leaf in each project that has it."""
        frequencies: dict[str, float] = {}
        strong: set[str] = set()
        for project in self._documents:
            found = [
                self._in_record_frequency(leaf, record)
                for record in self.records[project]
            ]
            if not any(one.positions for one in found):
                continue
            frequencies[project] = sum(
                KINDS[record.kind].weight * one.whole
                for record, one in zip(
                    self.records[project], found, strict=True
                )
            )
            if any(one.strong for one in found):
                strong.add(project)
        lengths = {
            project: self._length(project) for project in self._documents
        }
        mean = max(1.0, sum(lengths.values()) / len(lengths))
        idf = inverse_frequency(
            len(strong or frequencies), len(self._documents)
        )
        return {
            project: bm25(frequency, lengths[project], mean, idf, scoring.K1)
            for project, frequency in frequencies.items()
        }

    def _record_scores(self, leaf: Leaf) -> dict[int, float]:
        """BM25 of a leaf in each record that has it, by the record's identity."""
        records = [
            record for records in self.records.values() for record in records
        ]
        found = {
            id(record): self._in_record_frequency(leaf, record)
            for record in records
        }
        having = [record for record in records if found[id(record)].positions]
        strong = [record for record in having if found[id(record)].strong]
        mean = max(1.0, sum(record.length for record in records) / len(records))
        idf = inverse_frequency(len(strong or having), len(records))
        return {
            id(record): bm25(
                found[id(record)].weighted, record.length, mean, idf, scoring.K1
            )
            for record in having
        }

    def _in_record_frequency(
        self, leaf: Leaf, record: ReadRecord
    ) -> RecordFrequency:
        if isinstance(leaf, Term):
            forms = self.forms_of(leaf)
            here = [forms[word] for _, word in record.words if word in forms]
            return RecordFrequency(
                positions=len(here),
                weighted=sum(form.weight for form in here),
                whole=sum(
                    form.weight
                    for form in here
                    if form.reason is not Reason.COMPOUND
                ),
                strong=any(form.weight >= scoring.STRONG for form in here),
            )
        rarest = self._rarest_word(leaf)
        times = len(self._phrase_places(leaf, record)[rarest])
        return RecordFrequency(times, times, times, times > 0)

    def _rarest_word(self, phrase: Adjacent) -> int:
        """Which word of a phrase stands in the fewest of its places, over all records: it
        counts.
        """
        totals = [0] * len(phrase.terms)
        for records in self.records.values():
            for record in records:
                for number, places in enumerate(
                    self._phrase_places(phrase, record)
                ):
                    totals[number] += len(places)
        return totals.index(min(totals))

    def _length(self, project: str) -> float:
        return sum(
            KINDS[record.kind].weight * record.length
            for record in self.records[project]
        )

    def _score(self, clause: Clause, project: str) -> float:
        """What *clause* is worth in a project that need not meet all of it."""
        match clause:
            case Term() | Adjacent():
                return self._leaf_scores(clause).get(project, 0.0)
            case Within(kinds, child):
                scores = [
                    self._score_in_record(child, record, project)
                    for record in self.records[project]
                    if record.kind in kinds
                    and self._in_record(child, record, project)
                ]
                return max(scores, default=0.0)
            case _:
                return self._combined_score(
                    clause,
                    lambda child: self._score(child, project),
                    lambda child: self._meets(child, project),
                )

    def _score_in_record(
        self, clause: Clause, record: ReadRecord, project: str
    ) -> float:
        match clause:
            case Term() | Adjacent():
                return self._record_scores(clause).get(id(record), 0.0)
            case Within(_, child):
                return self._score_in_record(child, record, project)
            case _:
                return self._combined_score(
                    clause,
                    lambda child: self._score_in_record(child, record, project),
                    lambda child: self._in_record(child, record, project),
                )

    @staticmethod
    def _combined_score(
        clause: Clause,
        score: Callable[[Clause], float],
        meets: Callable[[Clause], bool],
    ) -> float:
        match clause:
            case Every(children):
                return sum(score(child) for child in children)
            case Either(children):
                return sum(score(child) for child in children if meets(child))
            case Alternatives(children, weights):
                pairs = zip(children, weights, strict=True)
                scores = [
                    score(child) * weight
                    for child, weight in pairs
                    if meets(child)
                ]
                return max(scores, default=0.0)
            case _:
                return 0.0

    def _gram_score(self, letters: Sequence[str], project: str) -> float:
        """BM25 over the letter grams of a project's words, every gram of the query once."""
        frequencies = {
            id_: self._gram_frequencies(id_) for id_ in self._documents
        }
        lengths = {
            id_: sum(counted.values()) for id_, counted in frequencies.items()
        }
        mean = max(1.0, sum(lengths.values()) / len(lengths))
        total = 0.0
        for gram in dict.fromkeys(
            gram for word in letters for gram in grams(word)
        ):
            having = sum(gram in counted for counted in frequencies.values())
            if frequency := frequencies[project].get(gram, 0.0):
                idf = inverse_frequency(having, len(frequencies))
                total += bm25(
                    frequency, lengths[project], mean, idf, scoring.GRAM_K1
                )
        return total

    def _gram_frequencies(self, project: str) -> dict[str, float]:
        counted: defaultdict[str, float] = defaultdict(float)
        for record in self.records[project]:
            for _, word in record.words:
                for gram in set() if ELLIPSIS in word else set(grams(word)):
                    counted[gram] += KINDS[record.kind].weight
        return counted

    # Ranking

    def rank(self, request: Request) -> Ranking:
        clause = request.clause
        asked = clause
        if clause is not None and request.match == "any":
            asked = loosened(clause)
        allowed = [id_ for id_ in self._documents if self._passes(request, id_)]
        complete = [
            id_ for id_ in allowed if self._answers(asked, request.kinds, id_)
        ]
        following: list[str] = []
        loose = asked
        few = {"auto": request.handful, "any": MANY}.get(request.match, 0)
        if clause is not None and len(complete) < few:
            loose = loosened(request.widened or clause)
            rest = [id_ for id_ in allowed if id_ not in complete]
            following = [
                id_ for id_ in rest if self._follows(loose, request, id_)
            ]
        rows = [
            *self._in_order(complete, asked, request, True),
            *self._in_order(following, loose, request, False),
        ]
        return Ranking(
            total=len(complete),
            listed=len(rows),
            rows=tuple(rows[request.offset : request.offset + request.limit]),
            facets=self._facets(complete, request) if request.facets else {},
        )

    def _passes(self, request: Request, project: str) -> bool:
        facts = self._document(project).metadata
        return all(
            any(matches(one, facts) for one in group)
            for group in request.filters
        )

    def _answers(
        self, clause: Clause | None, kinds: frozenset[str], project: str
    ) -> bool:
        if clause is None:
            return not kinds or any(
                record.kind in kinds for record in self.records[project]
            )
        return self._meets(Within(kinds, clause) if kinds else clause, project)

    def _follows(self, loose: Clause, request: Request, project: str) -> bool:
        if self._answers(loose, request.kinds, project):
            return True
        if request.kinds or request.clause is None or is_bound(request.clause):
            return False
        return any(self._meets(part, project) for part in request.parts)

    def _in_order(
        self,
        projects: Iterable[str],
        clause: Clause | None,
        request: Request,
        complete: bool,
    ) -> list[RankedProject]:
        scored = [
            RankedProject(
                project, self._whole_score(clause, request, project), complete
            )
            for project in projects
        ]
        sort = request.sort
        if sort == "relevance" and sought(request.clause):
            return sorted(scored, key=lambda row: (-row.score, row.project))
        order = "title" if sort == "relevance" else sort
        return sorted(
            scored,
            key=lambda row: (self._sort_key(order, row.project), row.project),
        )

    def _whole_score(
        self, clause: Clause | None, request: Request, project: str
    ) -> float:
        score = 0.0
        if clause is not None:
            bound = Within(request.kinds, clause) if request.kinds else clause
            score = scoring.WORD_SHARE * self._score(bound, project)
        for part in request.parts:
            score += scoring.PART_SHARE * self._score(part, project)
        if request.letters:
            score += scoring.GRAM_SHARE * self._gram_score(
                request.letters, project
            )
        return score

    def _sort_key(self, order: str, project: str) -> tuple[object, ...]:
        document = self._document(project)
        if order == "title":
            return swedish_key(document.title)
        fact = next(fact for fact in FACT_TABLE if order in fact.sorts)
        known = [getattr(document.metadata, name) for name in fact.attributes]
        value = next((value for value in known if value is not None), None)
        if value is None:
            return (1, 0)
        number = value.toordinal() if isinstance(value, date) else value
        return (0, -number if order == fact.sorts[0] else number)

    # Facets

    def _facets(
        self, projects: Sequence[str], request: Request
    ) -> dict[str, list[tuple[str, int]]]:
        facets = {
            fact.name: self._facet(fact, projects)
            for fact in FACT_TABLE
            if fact.is_facet
        }
        leaves = sought(request.clause, request.kinds)
        counts: Counter[str] = Counter()
        for project in projects:
            counts.update(self._kinds_with(leaves, project))
        facets["section"] = [
            (kind, counts[kind]) for kind in SECTION_KINDS if counts[kind]
        ]
        return facets

    def _facet(
        self, fact: FactKind, projects: Sequence[str]
    ) -> list[tuple[str, int]]:
        counts = Counter(
            value
            for project in projects
            for value in set(self._values(fact, project))
        )
        if fact.type is FactType.YEAR:
            return sorted(counts.items(), key=lambda item: -int(item[0]))
        return sorted(
            counts.items(), key=lambda item: (-item[1], swedish_key(item[0]))
        )

    def _values(self, fact: FactKind, project: str) -> list[str]:
        facts = self._document(project).metadata
        values = [getattr(facts, name) for name in fact.attributes]
        if fact.type is FactType.YEAR:
            start, end = values[0] or values[1], values[1] or values[0]
            return (
                [str(year) for year in range(start.year, end.year + 1)]
                if start
                else []
            )
        found = values[0]
        return (
            list(found)
            if isinstance(found, tuple)
            else [found]
            if found
            else []
        )

    def _kinds_with(self, leaves: Sequence[Sought], project: str) -> set[str]:
        """The kinds of sections of a project in which some leaf stands; all without leaves."""
        if not leaves:
            return {record.kind for record in self.records[project]}
        return {
            record.kind
            for record in self.records[project]
            for leaf in leaves
            if (not leaf.kinds or record.kind in leaf.kinds)
            and self._in_record(leaf.leaf, record, project)
        }

    # Locating

    def find(
        self, leaves: Sequence[Sought], projects: Sequence[str]
    ) -> list[FoundProject]:
        return [self._find(leaves, project) for project in projects]

    def _find(self, leaves: Sequence[Sought], project: str) -> FoundProject:
        vocabulary = sorted(self.word_records)
        records = self._records_of(project)
        rows = [
            (position, number, word, form, isinstance(leaf.leaf, Adjacent))
            for number, leaf in enumerate(leaves)
            for record in records
            if not leaf.kinds or record.kind in leaf.kinds
            for position, word, form in self._occurrences(leaf.leaf, record)
        ]
        rows.sort(key=lambda row: (row[0], row[1]))
        occurrences = Occurrences(
            positions=np.array([row[0] for row in rows], np.int32),
            leaves=np.array([row[1] for row in rows], np.int32),
            words=np.array(
                [vocabulary.index(row[2]) for row in rows], np.int32
            ),
            weights=np.array([row[3].weight for row in rows], np.float32),
            reasons=np.array(
                [REASONS.index(row[3].reason) for row in rows], np.uint8
            ),
            spans=np.array([row[3].span for row in rows], np.uint8).reshape(
                -1, 2
            ),
            joined=np.array([row[4] for row in rows], np.bool_),
        )
        texts = [record.text.encode() for record in records]
        offsets = [
            sum(map(len, texts[:number])) for number in range(len(texts) + 1)
        ]
        whole = b"".join(texts)
        counts = [len(record.sentences) for record in records]
        kinds = [kind.name for kind in SECTION_KIND_TABLE]
        layout = ProjectLayout(
            kinds=np.array(
                [kinds.index(record.kind) for record in records], np.uint8
            ),
            sections=np.array([record.section for record in records], np.int32),
            record_positions=np.array(
                [*(record.start for record in records), _end_of(records)],
                np.int32,
            ),
            record_sentences=np.array(
                [sum(counts[:number]) for number in range(len(counts) + 1)],
                np.int32,
            ),
            record_offsets=np.array(offsets, np.int64),
            sentence_positions=np.array(
                [
                    position
                    for record in records
                    for position, _ in record.sentences
                ],
                np.int32,
            ),
            sentence_offsets=np.array(
                [
                    base + offset
                    for base, record in zip(offsets, records, strict=False)
                    for _, offset in record.sentences
                ],
                np.int64,
            ),
            first_position=0,
            first_sentence=0,
        )
        return FoundProject(
            occurrences=occurrences,
            layout=layout,
            word=vocabulary.__getitem__,
            read_text=lambda start, end: whole[start:end].decode(),
            heading=lambda record: records[record].heading,
        )

    def _occurrences(
        self, leaf: Leaf, record: ReadRecord
    ) -> Iterator[tuple[int, str, FormOfTerm]]:
        if isinstance(leaf, Term):
            forms = self.forms_of(leaf)
            for position, word in record.words:
                if word in forms:
                    yield position, word, forms[word]
            return
        for term, places in zip(
            leaf.terms, self._phrase_places(leaf, record), strict=True
        ):
            forms = self.forms_of(term)
            for position, word in record.words:
                if word in forms and position in places:
                    yield position, word, forms[word]

    def words_of(self, project: str, most: int) -> list[tuple[str, float]]:
        counted: defaultdict[str, float] = defaultdict(float)
        for record in self._records_of(project):
            for _, word in record.words:
                counted[word] += KINDS[record.kind].weight
        ranked = sorted(
            counted.items(), key=lambda item: (-np.float32(item[1]), item[0])
        )
        return ranked[:most]

    # Documents and facts

    def _document(self, project: str) -> Document:
        if project not in self._documents:
            raise UnknownDocumentError(project)
        return self._documents[project]

    def _records_of(self, project: str) -> list[ReadRecord]:
        return self.records[self._document(project).id]

    def summaries(self, projects: Sequence[str]) -> list[Document]:
        documents = [self._document(project) for project in projects]
        return [
            Document(
                one.id, one.title, metadata=one.metadata, source=one.source
            )
            for one in documents
        ]

    def document(self, project: str) -> Document:
        return self._document(project)

    def documents(self) -> Iterator[Document]:
        yield from self._documents.values()

    def titles(self, beginning: str, most: int) -> list[str]:
        titles = [document.title for document in self._documents.values()]
        return [
            title for title in titles if _has_word_beginning(title, beginning)
        ][:most]

    def facet_values(self, fact: str) -> list[tuple[str, int]]:
        counts = dict(self._facet(FACTS[fact], list(self._documents)))
        return sorted(counts.items(), key=lambda item: swedish_key(item[0]))

    def statistics(self) -> IndexStats:
        records = [
            record for records in self.records.values() for record in records
        ]
        counts = Counter(record.kind for record in records)
        return IndexStats(
            documents=len(self._documents),
            records=len(records),
            words=len(self.word_records),
            occurrences=sum(record.length for record in records),
            size_bytes=0,
            generation="",
            built="",
            sections={kind: counts[kind] for kind in KINDS if counts[kind]},
        )

    def close(self) -> None:
        pass


@dataclass(frozen=True)
class RecordFrequency:
    """How a leaf stands in one record: how often, weighted, without compounds, as itself."""

    positions: int
    weighted: float
    whole: float
    strong: bool


def _sharing(stem: Stem, word: str, mode: Mode) -> Term:
    forms = (
        Forms(Inflections(stem), 1.0, Reason.INFLECTED),
        Forms(Compounds(stem), 1.0, Reason.INFLECTED),
    )
    return Term(f"{mode}:{stem}", word, mode, forms)


def inverse_frequency(having: int, total: int) -> float:
    return math.log(1 + (total - having + 0.5) / (having + 0.5))


def bm25(
    frequency: float, length: float, mean: float, idf: float, k1: float
) -> float:
    norm = k1 * (1 - scoring.B + scoring.B * length / mean)
    return idf * (k1 + 1) * frequency / (frequency + norm)


def keystrokes(a: str, b: str) -> int:
    """The optimal string alignment distance, by its definition."""
    rows = [
        [max(i, j) if not min(i, j) else 0 for j in range(len(b) + 1)]
        for i in range(len(a) + 1)
    ]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            change = a[i - 1] != b[j - 1]
            rows[i][j] = min(
                rows[i - 1][j] + 1,
                rows[i][j - 1] + 1,
                rows[i - 1][j - 1] + change,
            )
            if (
                i > 1
                and j > 1
                and a[i - 1] == b[j - 2]
                and a[i - 2] == b[j - 1]
            ):
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def _has_word_beginning(text: str, beginning: str) -> bool:
    for whole in (text.casefold(), bare_letters(text.casefold())):
        starts = [
            0,
            *(at + 1 for at, char in enumerate(whole) if not char.isalnum()),
        ]
        if any(whole[at:].startswith(beginning.casefold()) for at in starts):
            return True
    return False


def _end_of(records: Sequence[ReadRecord]) -> int:
    last = records[-1]
    return last.start + last.length + 1


def _read(document: Document) -> Iterator[ReadRecord]:
    scanner = WordScanner()
    start = 0
    for record in records_of(document):
        words: list[tuple[int, str]] = []
        sentences: list[tuple[int, int]] = []
        position = 0
        borders = [*sentence_starts(record.text), len(record.text)]
        for low, high in pairwise(borders):
            sentences.append(
                (start + position, len(record.text[:low].encode()))
            )
            plain, joined = scanner.words(record.text[low:high])
            placed = [
                *enumerate(plain),
                *((place, word) for word, place in joined),
            ]
            placed.sort(key=lambda row: row[0])
            words += [
                (start + position + place, word) for place, word in placed
            ]
            position += len(plain)
        yield ReadRecord(
            record.kind, record.section, record.heading, record.text, start, position,
            tuple(words), tuple(sentences),
        )  # fmt: skip
        start += position + 1
