"""Synonyms: words and runs of words that mean the same in the projects' world, from a small file
that is easy to edit.

The file has one group a line, its entries separated by commas; `#` begins a comment. Every entry of
a group stands for every other one, in any inflection: `ekonomiskt bistånd, försörjningsstöd`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from search.errors import SynonymFault, SynonymFileError
from search.language.word_lists import WordList, list_text, stop_words

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class Synonyms:
    """Groups of words that stand for one another. *stem* gives a word its conflation term. Pure and
    thread-safe.
    """

    def __init__(self, groups: Sequence[Sequence[Words]], stem: Callable[[str], str]) -> None:
        self.groups = tuple(tuple(group) for group in groups)
        self._stem = stem

    def of(self, words: Words) -> tuple[Words, ...]:
        """The other entries, word by word as in the file in lower case, of all groups that hold the
        stems *words*.
        """
        return self._others.get(words, ())

    @cached_property
    def longest(self) -> int:
        """How many words the longest entry has, 0 without groups."""
        return max((len(entry) for group in self.groups for entry in group), default=0)

    @cached_property
    def _others(self) -> Mapping[Words, tuple[Words, ...]]:
        # Made at the first question, so that opening an index need not stem a few hundred words.
        found: dict[Words, dict[Words, None]] = {}
        for group in self.groups:
            keys = [self._key(entry) for entry in group]
            for entry, key in zip(group, keys, strict=True):
                others = [
                    other for other, other_key in zip(group, keys, strict=True) if other_key != key
                ]
                for asked in {key, self._key(_without_stop_words(entry))}:
                    found.setdefault(asked, {}).update(dict.fromkeys(others))
        return {key: tuple(others) for key, others in found.items()}

    def _key(self, words: Words) -> Words:
        return tuple(self._stem(word.replace("-", "")) for word in words)


def _without_stop_words(entry: Words) -> Words:
    """*entry* as it stands in a query, where stop words are left out; whole if that would leave a
    single word.
    """
    kept = tuple(word for word in entry if word not in stop_words())
    return kept if len(kept) > 1 else entry


def load_synonyms(stem: Callable[[str], str], path: Path | None = None) -> Synonyms:
    """The synonyms in the file *path*, or those that come with the program.

    Raises SynonymFileError for a file that cannot be read or a line that is no group.
    """
    if path is None:
        return Synonyms(read_groups(list_text(WordList.SYNONYMS), WordList.SYNONYMS), stem)
    source = str(path)
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SynonymFileError(source, None, SynonymFault.UNREADABLE) from error
    return Synonyms(read_groups(text, source), stem)


def read_groups(text: str, source: str = "") -> tuple[tuple[Words, ...], ...]:
    """The groups in the text of a synonym file."""
    groups = []
    for number, line in enumerate(text.splitlines(), 1):
        content = line.partition("#")[0].strip()
        if content:
            groups.append(_read_group(content, source, number))
    return tuple(groups)


def _read_group(content: str, source: str, number: int) -> tuple[Words, ...]:
    entries = [tuple(_WORD.findall(entry.lower())) for entry in content.split(",")]
    if not all(entries):
        raise SynonymFileError(source, number, SynonymFault.EMPTY_ENTRY)
    if len(set(entries)) < 2:
        raise SynonymFileError(source, number, SynonymFault.ONE_WORD)
    return tuple(dict.fromkeys(entries))
