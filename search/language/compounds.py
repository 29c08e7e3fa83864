"""Swedish compounds: where a word is put together from others (`ungdomsvård` is `ungdom` and
`vård`).

No list of compounds is needed. The dictionary holds tens of thousands of them, and counting what
they begin and end with tells which words serve as parts: *ungdom* begins 73 of its words, *vård*
ends 61. The same counts tell the vowel changes that are used (*gatu*, *hälso*, *lärar*) from
chance; frequent words of the corpus that it lacks join in. Derivational endings and prefixes, which
the counts would favour, are barred by `data/compound_traps.tsv`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import log
from pathlib import Path

from search.language.dictionary import swedish_forms
from search.language.stems import WordKnowledge
from search.language.word_lists import (
    PartPosition,
    compound_exceptions,
    compound_traps,
    place_names,
)

MIN_WORD = 6
MIN_PART = 3
MAX_PARTS = 4
CACHED_PARTS = 200_000
MIN_CORPUS_WORD, MIN_CORPUS_COUNT = 5, 3

# How often the dictionary must use a part before it is believed; tuned on the labelled words of the
# tests.
MIN_USES_INFLECTED = 2
MIN_USES_CHANGED, MIN_USES_SHORT_CHANGED = 3, 8
MIN_USES_SHORT_FIRST, MIN_USES_SHORT_LAST = 5, 15
MIN_USES_FINAL_A = 3
MIN_USES_AS_HEAD_WITH_S = 3
LETTER_WEIGHT = 0.55
ALWAYS = 0.8
LONGEST_SEEMING_PART = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a compound: the characters [start, end) as written in it, without a binding -s-,
    and its term.
    """

    start: int
    end: int
    term: str


@dataclass(frozen=True, slots=True)
class PartCounts:
    """How many compounds begin with a part as written there (*gatu*) and end with a lemma (*vård*).

    *extra* are the words among them that the corpus knows and the dictionary does not.
    """

    first: Mapping[str, int]
    last: Mapping[str, int]
    extra: frozenset[str] = frozenset()


def count_parts(dictionary: Iterable[str], corpus: Iterable[str] = ()) -> PartCounts:
    """Count the first and last parts of all lemmas, of *dictionary* and *corpus*, that end with
    another of them.
    """
    own = frozenset(corpus)
    known = frozenset(
        word for word in chain(dictionary, own) if len(word) >= MIN_PART and word.isalpha()
    )
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    traps = compound_traps(PartPosition.LAST)
    for lemma in known:
        for start in range(MIN_PART, len(lemma) - MIN_PART + 1):
            rest = lemma[start:]
            if rest not in known or rest in traps:
                continue
            beginning = lemma[:start]
            unbound = beginning[:-1] if beginning.endswith("s") and start > MIN_PART else beginning
            first.update({beginning, unbound})
            if beginning in known or unbound in known:
                last[rest] += 1
    used = {part: count for part, count in first.items() if count > 1 or part in own}
    return PartCounts(
        used, dict(last), frozenset(word for word in own if word in used or word in last)
    )


@lru_cache(maxsize=4)
def _swedish_counts(corpus: frozenset[str]) -> PartCounts:
    """The counts of the Swedish dictionary with the lemmas of a corpus; half a second each."""
    return count_parts(swedish_forms().values(), corpus)


def write_part_counts(counts: PartCounts, path: Path) -> None:
    """Write *counts* as lines of kind, word and number, separated by tabs."""
    rows = [("first", *item) for item in counts.first.items()] + [
        ("last", *item) for item in counts.last.items()
    ]
    rows += [("extra", word, 1) for word in counts.extra]
    path.write_text(
        "".join(f"{kind}\t{word}\t{count}\n" for kind, word, count in sorted(rows)), "utf-8"
    )


def read_part_counts(path: Path) -> PartCounts:
    """The counts in a file written by `write_part_counts`."""
    tables: dict[str, dict[str, int]] = {"first": {}, "last": {}, "extra": {}}
    for line in path.read_text("utf-8").splitlines():
        kind, word, count = line.split("\t")
        tables[kind][word] = int(count)
    return PartCounts(tables["first"], tables["last"], frozenset(tables["extra"]))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A candidate for a part: where it stands, the word it is, how much it looks like a part (any
    real number).
    """

    start: int
    end: int
    word: str
    strength: float


class CompoundSplitter:
    """Splits words, lower-cased and NFC, into the parts they are made of. Pure and thread-safe.

    *corpus_words* are the words of the corpus with how often they occur. *counts* saves counting,
    as when a query is answered: they are what `splitter.counts` was when the index was built.
    """

    def __init__(
        self,
        knowledge: WordKnowledge,
        corpus_words: Mapping[str, int] | None = None,
        counts: PartCounts | None = None,
    ) -> None:
        self._knowledge = knowledge
        if counts is None:
            counts = _swedish_counts(frozenset(_new_lemmas(knowledge, corpus_words or {})))
        self.counts = counts
        self._barred_first = compound_traps(PartPosition.FIRST)
        self._barred_last = compound_traps(PartPosition.LAST)
        self._places = place_names()
        self._combining_form = lru_cache(CACHED_PARTS)(self._find_combining_form)
        self._exceptions = compound_exceptions()

    def split(self, word: str) -> tuple[Part, ...]:
        """The parts of *word* from left to right, two at least; () when it is not a compound.

        Few long parts are preferred: `arbetsmarknadsförvaltning` is `arbetsmarknad` and
        `förvaltning`.
        """
        if (
            len(word) < MIN_WORD
            or not word.isalpha()
            or word in self._places
            or word.removesuffix("s") in self._places
        ):
            return ()
        lemma = self._knowledge.known_lemma(word)
        listed = self._exceptions.get(word) or (self._exceptions.get(lemma) if lemma else None)
        if listed is not None:
            return self._parts(_listed_pieces(word, listed))
        best = max(self._readings(word, lemma), key=_worth, default=())
        return self._parts(best)

    def _parts(self, pieces: tuple[_Piece, ...]) -> tuple[Part, ...]:
        return tuple(
            Part(piece.start, piece.end, self._knowledge.stem(piece.word)) for piece in pieces
        )

    def _readings(
        self, word: str, lemma: str | None, start: int = 0, before: tuple[_Piece, ...] = ()
    ) -> Iterator[tuple[_Piece, ...]]:
        """All ways to read *word* from *start* on as parts, after the pieces *before*."""
        if before:
            last = self._last_piece(word, start, lemma)
            if last is not None and not (len(before) > 1 and _has_short(*before, last)):
                yield (*before, last)
        if len(before) == MAX_PARTS - 1:
            return
        for end in range(start + MIN_PART, len(word) - MIN_PART + 1):
            form = self._combining_form(word[start:end])
            if form is None or (not before and self._is_derived(word, end)):
                continue
            piece = _Piece(start, end, *form)
            if word[end] != "s" or not self._binds_with_s(word[start:end]):
                yield from self._readings(word, lemma, end, (*before, piece))
            if (
                word[end] == "s"
                and len(word) - end > MIN_PART
                and not self._combining_form(word[start : end + 1])
            ):
                yield from self._readings(word, lemma, end + 1, (*before, piece))

    def _binds_with_s(self, part: str) -> bool:
        """Whether the dictionary's compounds nearly always put an -s- after *part*: landstings-,
        not buss-.
        """
        uses = self.counts.first.get(part, 0)
        return uses >= MIN_USES_CHANGED and self.counts.first.get(part + "s", 0) >= ALWAYS * uses

    def _is_derived(self, word: str, end: int) -> bool:
        """Whether *word* is a prefix or particle before a known word, which a short first part only
        seems to be.
        """
        if end > LONGEST_SEEMING_PART:
            return False
        starts = (at for at in range(2, len(word) - MIN_PART) if word[:at] in self._barred_first)
        return any(self._knowledge.known_lemma(word[at:]) is not None for at in starts)

    def _find_combining_form(self, part: str) -> tuple[str, float] | None:
        """The word that *part* is in front of another word, and the strength of that."""
        uses = self.counts.first.get(part, 0)
        if part in self._barred_first or (len(part) == MIN_PART and uses < MIN_USES_SHORT_FIRST):
            return None
        base = self._base(part, uses)
        return None if base is None else (base, _strength(part, uses))

    def _base(self, part: str, uses: int) -> str | None:
        """The word that *part* is the combining form of."""
        form = self._knowledge.listed_lemma(part)
        if form == part or part in self.counts.extra:
            return part if self._may_stand(part, uses) else None
        if part.endswith("ar") and len(part) > 4 and self._is_lemma(part + "e"):  # lärar-, brukar-
            return part + "e"
        if form is not None and uses >= MIN_USES_INFLECTED and not part.endswith("s"):
            return form
        if part.endswith("s") and self._is_lemma(part[:-1]):
            return None
        if uses >= (MIN_USES_CHANGED if len(part) > 4 else MIN_USES_SHORT_CHANGED):
            return next(filter(self._is_lemma, _before_change(part)), None)
        return None

    def _may_stand(self, part: str, uses: int) -> bool:
        """Whether a lemma may be a first part as it is: not verbs in -a, not genitives such as
        *läns*.
        """
        if part.endswith("a"):
            return uses >= MIN_USES_FINAL_A
        if not part.endswith("s") or not self._is_lemma(part[:-1]):
            return True
        return self.counts.last.get(part, 0) >= MIN_USES_AS_HEAD_WITH_S

    def _is_lemma(self, word: str) -> bool:
        return len(word) >= MIN_PART and (
            self._knowledge.listed_lemma(word) == word or word in self.counts.extra
        )

    def _last_piece(self, word: str, start: int, whole: str | None) -> _Piece | None:
        """The part that ends *word*, None when the rest is no word or the lemma *whole* does not
        end with its lemma.
        """
        rest = word[start:]
        lemma = self._knowledge.known_lemma(rest) or (rest if rest in self.counts.extra else None)
        if lemma is None or self._is_barred(rest, lemma):
            return None
        if whole is not None and whole != word[:start] + lemma:
            lemma = whole[start:]
            if (
                not whole.startswith(word[:start])
                or len(lemma) < MIN_PART
                or self._is_barred(rest, lemma)
            ):
                return None
            if self._knowledge.listed_lemma(lemma) is None:
                return None
        uses = max(self.counts.last.get(lemma, 0), self.counts.last.get(rest, 0))
        if len(lemma) <= MIN_PART and uses < MIN_USES_SHORT_LAST:
            return None
        return _Piece(start, len(word), rest, _strength(rest, uses))

    def _is_barred(self, rest: str, lemma: str) -> bool:
        """Whether the end of a word is a derivational ending, also behind an -s- that could be read
        as its own.
        """
        unbound = rest[1:] if rest.startswith("s") and len(rest) > MIN_PART else rest
        barred = self._barred_last
        return (
            not barred.isdisjoint((rest, lemma, unbound))
            or self._knowledge.known_lemma(unbound) in barred
        )


def _new_lemmas(knowledge: WordKnowledge, corpus_words: Mapping[str, int]) -> Iterator[str]:
    """Frequent words of the corpus that the dictionary lacks; short ones are mostly names, codes
    and scraps.
    """
    for word, count in corpus_words.items():
        frequent = count >= MIN_CORPUS_COUNT and len(word) >= MIN_CORPUS_WORD
        if frequent and word.isalpha() and knowledge.known_lemma(word) is None:
            yield knowledge.whole_lemma(word) or word


def _before_change(part: str) -> Iterator[str]:
    """Words that may look like *part* before another: *arbet* is of arbete, *gatu* of gata,
    *familje* of familj.
    """
    yield part + "e"
    yield part + "a"
    if part[-1] in "oue":
        yield part[:-1] + "a"
    if part[-1] in "eua":
        yield part[:-1]
    if part.endswith("ie"):
        yield part[:-1] + "um"


def _strength(part: str, uses: int) -> float:
    return log(1 + uses) + LETTER_WEIGHT * (len(part) - 4)


def _has_short(*pieces: _Piece) -> bool:
    return any(piece.end - piece.start <= MIN_PART for piece in pieces)


def _worth(pieces: tuple[_Piece, ...]) -> float:
    """Fewer parts first, then the mean of the average and the weakest strength."""
    strengths = [piece.strength for piece in pieces]
    return (min(strengths) + sum(strengths) / len(strengths)) / 2 - len(strengths)


def _listed_pieces(word: str, parts: Sequence[str]) -> tuple[_Piece, ...]:
    """The pieces of a hand-made entry, found in *word* one after the other; the last one reaches to
    its end.
    """
    pieces: list[_Piece] = []
    for part in parts if len(parts) > 1 else ():
        start = word.find(part, pieces[-1].end if pieces else 0)
        if start < 0:
            return ()
        end = len(word) if part is parts[-1] else start + len(part)
        pieces.append(_Piece(start, end, word[start:end], 0.0))
    return tuple(pieces)
