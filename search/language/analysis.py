"""From text to words: the one analysis that documents and queries share.

Text becomes *plain words*, each at a position of its own, and *joined words*, which stand at the
position of their first part: the whole of a hyphenated word (*e-tjänst*), a single letter with the
word after it (*e tjänst*) and the word a hyphen ellipsis leaves out (*barn- och ungdomsvård* has
*barnvård*, see `ELLIPSIS`). Inflection, compounds and folds are matters of the vocabulary, not of
the text: see `search.store.word_relations`.

A text is first cut into *tokens*, runs of letters, digits, hyphens and colons; most are a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from unicodedata import is_normalized, normalize

ELLIPSIS: Final = "-+"
"""Stands between the first part and the full word in a joined word made from a hyphen ellipsis:
*barn-+ungdomsvård*.
"""

LONGEST_WORD: Final = 100
SOFT_HYPHEN: Final = "\u00ad"
LETTERS_ALONE: Final = frozenset("abcdefghjklmnopqrstuvwxyz")
"""Letters that belong to the word after them; *i* is a word, and so are *å* and *ö*."""

_WORD_CHARACTERS: Final = r"[\w\u0300-\u036f\u00ad]"
_TOKEN: Final = re.compile(
    rf"{_WORD_CHARACTERS}+(?:[-:]{_WORD_CHARACTERS}+)*-?"
)
_PLAIN_WORD: Final = re.compile(rf"{_WORD_CHARACTERS}+")
_SPECIAL: Final = re.compile(r"[^\x00-,.-9;-\u00ac\u00ae-\u02ff\u2000-\u20ff]")
"""What makes a text need a closer look: a hyphen, a colon, a soft hyphen, or a letter beyond Latin
and the signs of printing, for it may be one that NFC composes or replaces.
"""
_SAME_AS: Final = str.maketrans({"_": " ", "\u2010": "-", "\u2011": "-"})
_SUFFIX_AFTER_COLON: Final = re.compile(r"([^\W\d]+):([a-zåäö]{1,4})")
_CONJUNCTIONS: Final = frozenset(
    {"och", "eller", "samt", "respektive", "resp", "alternativt"}
)
_MOST_PARTS: Final = 4
_SHORTEST_COMPLETING: Final = 5
_SHORTEST_AFTER_LETTER: Final = 3


class JoinedSpan(NamedTuple):
    """A joined word (lower case), its position counted in plain words, and the characters
    [start, end) where it stands as written.
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
    joined: list[JoinedSpan]


class _TokenWords(NamedTuple):
    """The plain words of tokens, as written: each with its token and its offset in that; and by
    token the number of its first word.
    """

    words: list[tuple[str, int, int]]
    first_words: list[int]


class _JoinedWord(NamedTuple):
    """A joined word, and the tokens it is made of, from the first to the last."""

    word: str
    first: int
    last: int


def lower(text: str) -> str:
    """*text* in lower case with every character where it was; underscores become spaces, all
    hyphens one.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters, such as İ, grow when lowered
        lowered = "".join(map(_lower_in_place, text))
    if "_" in lowered or "\u2010" in lowered or "\u2011" in lowered:
        return lowered.translate(_SAME_AS)
    return lowered


def _lower_in_place(character: str) -> str:
    lowered = character.lower()
    if len(lowered) == 1:
        return lowered
    return character


def clean_word(word: str) -> str:
    """*word* in NFC without soft hyphens, cut to the longest word that is indexed."""
    if not word.isascii():
        word = normalize("NFC", word.replace(SOFT_HYPHEN, ""))
    return word[:LONGEST_WORD]


def span_as_written(
    written: str, start: int, end: int
) -> tuple[int, int] | None:
    """Where the letters [start, end) of a word, as it is indexed, stand in the word as *written*,
    None where it is shorter than that.

    They are the same characters unless *written* is decomposed (*e* and an accent for *é*) or has
    soft hyphens in it, as text made by a script may.
    """
    if written.isascii() or (
        SOFT_HYPHEN not in written and is_normalized("NFC", written.lower())
    ):
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
        tokens = _TOKEN.findall(lowered)
        if _are_plain_words(tokens, lowered):
            return [token[:LONGEST_WORD] for token in tokens], []
        words, first_words = _split_tokens(tokens)
        if SOFT_HYPHEN not in lowered and is_normalized("NFC", lowered):
            plain = [word[:LONGEST_WORD] for word, _, _ in words]
        else:
            plain = [clean_word(word) for word, _, _ in words]
        joined = [
            (word, first_words[first])
            for word, first, _ in _joined_words(tokens)
        ]
        return plain, joined

    def spans(self, text: str) -> WordSpans:
        """Where the words of *text* stand."""
        lowered = lower(text)
        token_spans = [match.span() for match in _TOKEN.finditer(lowered)]
        tokens = [lowered[start:end] for start, end in token_spans]
        if _are_plain_words(tokens, lowered):
            return WordSpans(token_spans, [])
        words, first_words = _split_tokens(tokens)
        plain = []
        for word, token, offset in words:
            start = token_spans[token][0] + offset
            plain.append((start, start + len(word)))
        joined = []
        for joined_word, first, last in _joined_words(tokens):
            start, _ = token_spans[first]
            _, end = token_spans[last]
            if tokens[last].endswith("-"):
                end -= 1
            joined.append(
                JoinedSpan(joined_word, first_words[first], start, end)
            )
        return WordSpans(plain, joined)


def _are_plain_words(tokens: Sequence[str], lowered: str) -> bool:
    """Whether each token of the text *lowered* is a plain word as it is indexed, and none is part
    of a joined word.
    """
    return not _SPECIAL.search(lowered) and LETTERS_ALONE.isdisjoint(tokens)


def _split_tokens(tokens: Sequence[str]) -> _TokenWords:
    words: list[tuple[str, int, int]] = []
    first_words = []
    for place, token in enumerate(tokens):
        first_words.append(len(words))
        if token.isalnum():  # no hyphen, colon or mark of its own in it
            words.append((token, place, 0))
        elif with_suffix := _SUFFIX_AFTER_COLON.fullmatch(token):
            words.append((with_suffix[1], place, 0))  # EU:s -> eu
        else:
            words += [
                (match[0], place, match.start())
                for match in _PLAIN_WORD.finditer(token)
            ]
    return _TokenWords(words, first_words)


def _joined_words(tokens: Sequence[str]) -> Iterator[_JoinedWord]:
    for place, token in enumerate(tokens):
        if len(token) > 1 and token.isalnum():
            continue
        if token[-1] == "-":
            joined = _completed_word(tokens, place)
        elif "-" in token:
            joined = _hyphenated_word(token, place)
        else:
            joined = _lettered_word(tokens, place)
        if joined is not None:
            yield joined


def _completed_word(tokens: Sequence[str], place: int) -> _JoinedWord | None:
    """The cut-off token at *place* with the word that completes it: *barn- och ungdomsvård*."""
    last = _ellipsis_end(tokens, place)
    if last is None:
        return None
    cut_off = _last_word(tokens[place])
    completing = _last_word(tokens[last])
    return _JoinedWord(cut_off + ELLIPSIS + completing, place, last)


def _last_word(token: str) -> str:
    *_, last = _PLAIN_WORD.findall(token)
    return clean_word(last)


def _hyphenated_word(token: str, place: int) -> _JoinedWord | None:
    """The whole of a token with hyphens in it; nothing for numbers (*2011-03-01*) and for long
    rows of words.
    """
    parts = [clean_word(part) for part in _PLAIN_WORD.findall(token)]
    if not 2 <= len(parts) <= _MOST_PARTS:
        return None
    if all(part.isdigit() for part in parts):
        return None
    whole = "-".join(parts)
    return _JoinedWord(whole[:LONGEST_WORD], place, place)


def _lettered_word(tokens: Sequence[str], place: int) -> _JoinedWord | None:
    """A single letter with the word after it: *e tjänst*."""
    letter = clean_word(tokens[place])
    after = place + 1
    if letter not in LETTERS_ALONE or after == len(tokens):
        return None
    following = clean_word(tokens[after])
    if len(following) < _SHORTEST_AFTER_LETTER or not following.isalpha():
        return None
    return _JoinedWord(f"{letter}-{following}", place, after)


def _ellipsis_end(tokens: Sequence[str], first: int) -> int | None:
    """The token that completes the cut-off word at *first*: *barn-, ungdoms- och familjevård*,
    *in-/utflyttning*.
    """
    last = first + 1
    while last < len(tokens) and tokens[last][-1] == "-":
        last += 1
    if last < len(tokens) and clean_word(tokens[last]) in _CONJUNCTIONS:
        last += 1
    if last >= len(tokens) or last - first > _MOST_PARTS + 1:
        return None
    completing = tokens[last]
    if len(completing) < _SHORTEST_COMPLETING:
        return None
    begins_with_a_letter = completing[0].isalpha()
    return last if begins_with_a_letter else None
