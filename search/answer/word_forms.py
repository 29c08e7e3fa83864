"""Which indexed words answer a word of a query, and how well: the policy, in terms of word sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from search.engine.protocol import Engine
from search.engine.scoring import (
    COMPOUND,
    INFLECTED,
    MISSPELT,
    SYNONYM,
    WRITTEN,
)
from search.engine.words.word_sets import (
    BeginningWith,
    Compounds,
    Forms,
    Inflections,
    Mode,
    Reason,
    Stem,
    Term,
    Written,
)
from search.language.joined_words import stem_of_hyphenated
from search.language.letters import bare_letters
from search.language.synonyms import Synonyms

_CACHED_TERMS: Final = 4_096
_LONGEST_CODE_IN_CAPITALS: Final = 4
_LETTERS_OF_THEIR_OWN: Final = "åäö"


def is_code(word: str) -> bool:
    """Whether *word*, as typed, is a number or a code that is not to be taken for another word:
    *2012*, *KA1*, *ADVA*.
    """
    if any(character.isdigit() for character in word):
        return True
    return (
        1 < len(word) <= _LONGEST_CODE_IN_CAPITALS
        and word.isalpha()
        and word.isupper()
    )


@dataclass(frozen=True, slots=True)
class _BareForms:
    """Forms that have the letters of a word without their marks. *instead* is the word that stands
    for it where its own letters are not found, None where they are.
    """

    forms: tuple[Forms, ...] = ()
    instead: str | None = None


class WordFinder:
    """Says which indexed words answer a single word. Pure over one generation; threads may share
    it.
    """

    def __init__(self, engine: Engine, synonyms: Synonyms) -> None:
        self._engine, self.synonyms = engine, synonyms
        self.term = lru_cache(_CACHED_TERMS)(self._term)
        self._bare_forms = lru_cache(_CACHED_TERMS)(self._find_bare_forms)

    def is_swedish(self, word: str) -> bool:
        """Whether the dictionary has *word*, in lower case."""
        return self._engine.language.lemmas.known_lemma(word) is not None

    def found_by_bare_letters(self, word: str) -> str | None:
        """The indexed word that stands for *word* where only its bare letters are found, else
        None.
        """
        return self._bare_forms(word, False).instead

    @staticmethod
    def code_part(word: str) -> Term:
        """The term that ranks for a code, which has no parts: the word as it is written."""
        forms = (Forms(Written(word), WRITTEN, Reason.INFLECTED),)
        return Term(f"{Mode.WHOLE}:{Mode.CODE}:{word}", word, Mode.WHOLE, forms)

    def synonyms_of(self, words: Sequence[str]) -> Sequence[tuple[str, ...]]:
        """What the words, in any inflection, mean together: other words or runs of words."""
        language = self._engine.language
        return self.synonyms.of(
            tuple(stem_of_hyphenated(word.lower(), language) for word in words)
        )

    def indexed_synonyms(self, words: Sequence[str]) -> tuple[str, ...]:
        """The synonyms of *words* whose own words are all indexed, as text."""
        return tuple(
            " ".join(other)
            for other in self.synonyms_of(words)
            if self._indexed(other)
        )

    def _indexed(self, words: Sequence[str]) -> bool:
        """Whether each of *words*, or a compound with it, is indexed in some form."""
        stems = [self._engine.stem(word) for word in words]
        terms = [
            Term(f"relatives:{stem}", "", Mode.RELATED, _relatives(stem))
            for stem in stems
        ]
        return all(term.size for term in self._engine.term_words(terms))

    def _term(self, text: str, mode: Mode, synonyms: bool) -> Term:
        """The term for a word in lower case."""
        if mode is Mode.PREFIX:
            forms = [Forms(BeginningWith(text), WRITTEN, Reason.PREFIX)]
        else:
            forms = [Forms(Written(text), WRITTEN, Reason.WRITTEN)]
        if mode not in (Mode.PREFIX, Mode.EXACT, Mode.CODE):
            forms += self._relatives(text, mode)
        if synonyms and mode in (
            Mode.RELATED,
            Mode.FUZZY,
            Mode.OPEN,
            Mode.CODE,
        ):
            forms += self._synonyms(text)
        return Term(f"{mode}:{synonyms:d}:{text}", text, mode, tuple(forms))

    def _relatives(self, text: str, mode: Mode) -> list[Forms]:
        """The forms of *text* other than itself and its synonyms."""
        inflections, compounds = _relatives(self._engine.stem(text))
        if mode is Mode.INFLECTED:
            return [inflections]
        alike: list[Forms] = []
        if mode is Mode.FUZZY or (
            mode is Mode.OPEN and not self.is_swedish(text)
        ):
            alike += self._near_spellings(text)
        if mode is Mode.OPEN:
            alike += self._lookalikes(text)
        bare = self._bare_forms(text, bool(alike))
        return [inflections, compounds, *alike, *bare.forms]

    def _find_bare_forms(self, text: str, has_others: bool) -> _BareForms:
        """Words that differ from *text* in accents; in å, ä, ö too where the letters as typed have
        found nothing, and nothing else has (*has_others*).
        """
        nothing_found = not has_others and not self._is_indexed(text)
        plain = _without_accents(text)
        accented: list[Forms] = []
        unmarked: list[Forms] = []
        instead: list[str] = []
        for word in self._engine.bare_words(text):
            stem = self._engine.stem(word)
            if _without_accents(word) == plain:
                accented += _bare_pair(word, stem, Reason.INFLECTED)
            elif nothing_found:
                unmarked += _bare_pair(word, stem, Reason.SPELLING)
                instead.append(word)
        by_stem = self._bare_inflections(text) if nothing_found else []
        if not instead:
            instead = [
                word
                for forms in by_stem
                for word in self._engine.words_in(forms.words)
            ]
        stands_for = min(instead) if instead and not accented else None
        return _BareForms((*accented, *unmarked, *by_stem), stands_for)

    def _bare_inflections(self, text: str) -> list[Forms]:
        """The words whose stem is that of *text* when letters lose their marks."""
        weight = INFLECTED * INFLECTED
        stems = self._engine.bare_stems(text)
        return [
            Forms(Inflections(stem), weight, Reason.SPELLING) for stem in stems
        ]

    def _is_indexed(self, text: str) -> bool:
        """Whether *text*, an inflection of it or a compound with it is indexed."""
        stem = self._engine.stem(text)
        forms = (
            Forms(Written(text), WRITTEN, Reason.WRITTEN),
            *_relatives(stem),
        )
        term = Term(f"indexed:{text}", text, Mode.RELATED, forms)
        return self._engine.term_words([term])[0].size > 0

    def _near_spellings(self, text: str) -> list[Forms]:
        forms = []
        for spelling in self._engine.similar_spellings(text):
            weight = MISSPELT / max(spelling.distance, 1)
            stem = self._engine.stem(spelling.word)
            forms.append(Forms(Written(spelling.word), weight, Reason.SPELLING))
            forms.append(Forms(Inflections(stem), weight, Reason.SPELLING))
        return forms

    def _lookalikes(self, text: str) -> list[Forms]:
        return [
            Forms(
                Written(other.word), other.likeness * MISSPELT, Reason.SPELLING
            )
            for other in self._engine.lookalikes(text)
        ]

    def _synonyms(self, text: str) -> list[Forms]:
        """The synonyms of one word that are one word; runs of words are the expansion's."""
        single = (
            other[0] for other in self.synonyms_of([text]) if len(other) == 1
        )
        stems = (self._engine.stem(word) for word in single)
        return [
            Forms(Inflections(stem), SYNONYM, Reason.SYNONYM) for stem in stems
        ]


def _relatives(stem: Stem) -> tuple[Forms, ...]:
    return (
        Forms(Inflections(stem), INFLECTED, Reason.INFLECTED),
        Forms(Compounds(stem), COMPOUND, Reason.COMPOUND),
    )


def _bare_pair(word: str, stem: Stem, reason: Reason) -> list[Forms]:
    """A word found by its bare letters, and its inflections for a little less."""
    return [
        Forms(Written(word), INFLECTED, reason),
        Forms(Inflections(stem), INFLECTED * INFLECTED, reason),
    ]


def _without_accents(word: str) -> str:
    """*word* with é as e: in Swedish an accent makes no letter of its own, a ring or dots do."""
    if word.isascii():
        return word
    return "".join(map(_without_accent, word))


def _without_accent(character: str) -> str:
    return (
        character
        if character in _LETTERS_OF_THEIR_OWN
        else bare_letters(character)
    )
