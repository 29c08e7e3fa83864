"""Synonyms: words and runs of words that mean the same in the projects' world, from a small file
that is easy to edit.

The file has one group a line, its entries separated by commas; `#` begins a comment. Every entry of
a group stands for every other one, in any inflection: `ekonomiskt bistånd, försörjningsstöd`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path

from search.errors import SynonymFault, SynonymFileError
from search.language.word_lists import WordList, list_text, stop_words

Words = tuple[str, ...]
Group = tuple[Words, ...]
"""Entries that mean the same."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class Synonyms:
    """Groups of words that stand for one another. *stem* gives a word its stem. Pure and
    thread-safe.
    """

    def __init__(
        self, groups: Iterable[Group], stem: Callable[[str], str]
    ) -> None:
        self.groups = tuple(groups)
        self._stem = stem

    def of(self, stems: Words) -> tuple[Words, ...]:
        """The other entries of all groups that have an entry with these *stems*: word by word as
        in the file, in lower case.
        """
        return self._others.get(stems, ())

    @cached_property
    def longest(self) -> int:
        """How many words the longest entry has, 0 without groups."""
        lengths = [len(entry) for group in self.groups for entry in group]
        return max(lengths, default=0)

    @cached_property
    def _others(self) -> Mapping[Words, tuple[Words, ...]]:
        # Made at the first question, so that opening an index need not stem a few hundred words.
        others: defaultdict[Words, dict[Words, None]] = defaultdict(dict)
        for group in self.groups:
            stems_of = {entry: self._stems(entry) for entry in group}
            for entry, stems in stems_of.items():
                same_meaning = [
                    other for other in group if stems_of[other] != stems
                ]
                shorter = _without_stop_words(entry)
                for asked in {stems, self._stems(shorter)}:
                    # A dictionary for the order of its keys, which are the entries.
                    others[asked].update(dict.fromkeys(same_meaning))
        return {stems: tuple(entries) for stems, entries in others.items()}

    def _stems(self, words: Words) -> Words:
        without_hyphens = (word.replace("-", "") for word in words)
        return tuple(map(self._stem, without_hyphens))


def _without_stop_words(entry: Words) -> Words:
    """*entry* as it stands in a query, where stop words are left out; whole if that would leave a
    single word.
    """
    kept = tuple(word for word in entry if word not in stop_words())
    return kept if len(kept) > 1 else entry


def load_synonyms(
    stem: Callable[[str], str], path: Path | None = None
) -> Synonyms:
    """The synonyms in the file *path*, or those that come with the program.

    Raises SynonymFileError for a file that cannot be read or a line that is no group.
    """
    if path is None:
        shipped = list_text(WordList.SYNONYMS)
        return Synonyms(read_groups(shipped, WordList.SYNONYMS), stem)
    source = str(path)
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SynonymFileError(source, None, SynonymFault.UNREADABLE) from error
    return Synonyms(read_groups(text, source), stem)


def read_groups(text: str, source: str = "") -> tuple[Group, ...]:
    """The groups in the text of a synonym file."""
    groups = []
    lines = text.splitlines()
    for line_number, line in enumerate(lines, start=1):
        content = line.partition("#")[0].strip()
        if content:
            groups.append(_read_group(content, source, line_number))
    return tuple(groups)


def _read_group(content: str, source: str, line_number: int) -> Group:
    entries = [
        tuple(_WORD.findall(entry.lower())) for entry in content.split(",")
    ]
    if not all(entries):
        raise SynonymFileError(source, line_number, SynonymFault.EMPTY_ENTRY)
    distinct = tuple(dict.fromkeys(entries))
    if len(distinct) < 2:
        raise SynonymFileError(source, line_number, SynonymFault.ONE_WORD)
    return distinct
