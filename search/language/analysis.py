"""From text to words: the one analysis that documents and queries share.

Text becomes *plain words*, each at a position of its own, and *joined words*, which stand at the
position of their first part: the whole of a hyphenated word (*e-tjänst*), a single letter with the
word after it (*e tjänst*) and the word a hyphen ellipsis leaves out (*barn- och ungdomsvård* has
*barnvård*, see `ELLIPSIS`). Inflection, compounds and folds are matters of the vocabulary, not of
the text: see `search.store.word_relations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple
from unicodedata import is_normalized, normalize

from search.language.stems import WordKnowledge

ELLIPSIS: Final = "-+"
"""Stands between the first part and the full word in a joined word made from a hyphen ellipsis:
*barn-+ungdomsvård*.
"""

LONGEST_WORD: Final = 100
SOFT_HYPHEN: Final = "\u00ad"
_WORD_CHARACTERS: Final = r"[\w\u0300-\u036f\u00ad]"
_TOKEN: Final = re.compile(rf"{_WORD_CHARACTERS}+(?:[-:]{_WORD_CHARACTERS}+)*-?")
_PIECE: Final = re.compile(rf"{_WORD_CHARACTERS}+")
_SPECIAL: Final = re.compile(r"[^\x00-,.-9;-\u00ac\u00ae-\u02ff\u2000-\u20ff]")
"""What makes a text need a closer look: a hyphen, a colon, a soft hyphen, or a letter beyond Latin
and the signs of printing, for it may be one that NFC composes or replaces.
"""
_SAME_AS: Final = str.maketrans({"_": " ", "\u2010": "-", "\u2011": "-"})
_SUFFIX_AFTER_COLON: Final = re.compile(r"([^\W\d]+):([a-zåäö]{1,4})")
_CONJUNCTIONS: Final = frozenset({"och", "eller", "samt", "respektive", "resp", "alternativt"})
LETTERS_ALONE: Final = frozenset("abcdefghjklmnopqrstuvwxyz")
_MOST_PARTS: Final = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its conflation term and the characters [start, end) where it stands as
    written.
    """

    term: str
    start: int
    end: int


class Occurrence(NamedTuple):
    """A plain or joined word (lower case), its position counted in plain words, and where it stands
    as written.
    """

    word: str
    position: int
    start: int
    end: int


class WordSpans(NamedTuple):
    """Where words stand in a text: the characters [start, end) of each plain word in order, and the
    joined words.
    """

    plain: list[tuple[int, int]]
    joined: list[Occurrence]


def lower(text: str) -> str:
    """*text* in lower case with every character where it was; underscores become spaces, all
    hyphens one.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters, such as İ, grow when lowered
        lowered = "".join(
            low if len(low := character.lower()) == 1 else character for character in text
        )
    if "_" in lowered or "\u2010" in lowered or "\u2011" in lowered:
        return lowered.translate(_SAME_AS)
    return lowered


def clean_word(word: str) -> str:
    """*word* in NFC without soft hyphens, cut to the longest word that is indexed."""
    if not word.isascii():
        word = normalize("NFC", word.replace(SOFT_HYPHEN, ""))
    return word[:LONGEST_WORD]


def span_as_written(written: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the letters [start, end) of a word, as it is indexed, stand in the word as *written*,
    None where it is shorter than that.

    They are the same characters unless *written* is decomposed (*e* and an accent for *é*) or has
    soft hyphens in it, as text made by a script may.
    """
    if written.isascii() or (SOFT_HYPHEN not in written and is_normalized("NFC", written.lower())):
        return (start, end) if end <= len(written) else None
    written = lower(written)
    letters = clean_word(written)
    if end > len(letters):
        return None
    first = _offset_as_written(written, letters[:start])
    last = _offset_as_written(written, letters[:end])
    while written[first : first + 1] == SOFT_HYPHEN:
        first += 1
    return first, last


def _offset_as_written(written: str, letters: str) -> int:
    """How many characters of *written* it takes to write *letters*, which it begins with.

    Decomposed, both have the same characters one by one, and so those can be counted off.
    """
    left = len(normalize("NFD", letters))
    for offset, character in enumerate(written):
        if left <= 0:
            return offset
        if character != SOFT_HYPHEN:
            left -= len(normalize("NFD", character))
    return len(written)


class WordScanner:
    """Splits text into plain and joined words. Holds no state: one scanner serves all."""

    def words(self, text: str) -> tuple[list[str], list[tuple[str, int]]]:
        """The plain words of *text* in order, and its joined words with their positions."""
        lowered = lower(text)
        raw = _TOKEN.findall(lowered)
        if not _SPECIAL.search(lowered) and LETTERS_ALONE.isdisjoint(raw):
            return [token[:LONGEST_WORD] for token in raw], []
        pieces, first_piece = _pieces_of(raw)
        joined = [(word, first_piece[i]) for word, i, _ in _joined_words(raw)]
        return [clean_word(piece) for piece, _ in pieces], joined

    def spans(self, text: str) -> WordSpans:
        """Where the words of *text* stand."""
        lowered = lower(text)
        tokens = [match.span() for match in _TOKEN.finditer(lowered)]
        raw = [lowered[start:end] for start, end in tokens]
        if not _SPECIAL.search(lowered) and LETTERS_ALONE.isdisjoint(raw):
            return WordSpans(tokens, [])
        pieces, first_piece = _pieces_of(raw)
        owners = [*first_piece, len(pieces)]
        starts = [
            start
            for (start, _), a, b in zip(tokens, owners, owners[1:], strict=False)
            for _ in range(b - a)
        ]
        plain = [
            (start + offset, start + offset + len(piece))
            for start, (piece, offset) in zip(starts, pieces, strict=True)
        ]
        joined = [
            Occurrence(
                word,
                first_piece[first],
                tokens[first][0],
                tokens[last][1] - raw[last].endswith("-"),
            )
            for word, first, last in _joined_words(raw)
        ]
        return WordSpans(plain, joined)

    def occurrences(self, text: str) -> list[Occurrence]:
        """All words of *text* with their spans, by position; a joined word follows the plain word
        it starts with.
        """
        lowered, spans = lower(text), self.spans(text)
        plain = [
            Occurrence(clean_word(lowered[a:b]), at, a, b) for at, (a, b) in enumerate(spans.plain)
        ]
        return sorted(
            [*plain, *spans.joined], key=lambda occurrence: occurrence.position
        )  # stable: plain words first


def _pieces_of(raw: list[str]) -> tuple[list[tuple[str, int]], list[int]]:
    """The plain words of raw tokens with their offsets inside the token, and each token's first
    plain word.
    """
    pieces: list[tuple[str, int]] = []
    first_piece = []
    for token in raw:
        first_piece.append(len(pieces))
        if token.isalnum():  # no hyphen, colon or mark of its own in it
            pieces.append((token, 0))
        elif genitive := _SUFFIX_AFTER_COLON.fullmatch(token):
            pieces.append((genitive[1], 0))  # EU:s -> eu
        else:
            pieces += [(match[0], match.start()) for match in _PIECE.finditer(token)]
    return pieces, first_piece


def _joined_words(raw: list[str]) -> Iterator[tuple[str, int, int]]:
    """The joined words of raw tokens: (word, first token, last token)."""
    for i, token in enumerate(raw):
        if len(token) > 1 and token.isalnum():
            continue
        if token[-1] == "-":
            if (last := _ellipsis_end(raw, i)) is not None:
                head = clean_word(_PIECE.findall(token)[-1])
                yield head + ELLIPSIS + clean_word(_PIECE.findall(raw[last])[-1]), i, last
        elif "-" in token:
            parts = [clean_word(part) for part in _PIECE.findall(token)]
            if 2 <= len(parts) <= _MOST_PARTS and not all(part.isdigit() for part in parts):
                yield "-".join(parts)[:LONGEST_WORD], i, i
        elif (
            token in LETTERS_ALONE
            and i + 1 < len(raw)
            and len(raw[i + 1]) > 2
            and raw[i + 1].isalpha()
        ):
            yield f"{token}-{clean_word(raw[i + 1])}", i, i + 1


def _ellipsis_end(raw: list[str], first: int) -> int | None:
    """The token that completes the cut-off word at *first*: *barn-, ungdoms- och familjevård*,
    *in-/utflyttning*.
    """
    last = first + 1
    while last < len(raw) and raw[last][-1] == "-":
        last += 1
    if last < len(raw) and raw[last] in _CONJUNCTIONS:
        last += 1
    if (
        last >= len(raw)
        or last - first > _MOST_PARTS + 1
        or len(raw[last]) < 5
        or not raw[last][0].isalpha()
    ):
        return None
    return last


def analyse(text: str, knowledge: WordKnowledge | None = None) -> Iterator[Token]:
    """The conflation terms of *text* with the spans of the words as written.

    >>> [text[t.start:t.end] for text in ["Hemlösheten ökar"] for t in analyse(text)]
    ['Hemlösheten', 'ökar']
    """
    knowledge = knowledge or WordKnowledge()
    for found in WordScanner().occurrences(text):
        if ELLIPSIS not in found.word:
            yield Token(knowledge.stem(found.word), found.start, found.end)
