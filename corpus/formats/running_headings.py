"""Finds headings inside running text without line breaks, as the text of a PDF has them: "… klart.
Risker Den …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from corpus.characters import CLOSING_SIGNS, FULL_STOPS, tidy
from corpus.draft import DraftSection
from corpus.kinds import HEADING_TAILS, HEADINGS
from corpus.lookup import NUMBERING

_LIST_KINDS = frozenset({"kommun", "relaterade"})
_AMBIGUOUS = frozenset(
    {"Uppdrag", "Vision", "Partner", "Partners", "Aktörer", "Risk", "Effekt", "Kontakt", "Bilaga"}
)
"""Headings that begin a name or a sentence too often to be told from running text ("Vision
Norrköping").
"""

_WORDS = sorted(
    {entry for kind, entries in HEADINGS.items() if kind not in _LIST_KINDS for entry in entries}
    - _AMBIGUOUS,
    key=lambda entry: (-len(entry), entry),
)
_ANY = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in _WORDS)
_HEADING = re.compile(
    rf"(?P<heading>{NUMBERING}?(?=[A-ZÅÄÖ])(?i:(?:projektets\s)?(?:{_ANY})(?:(?:\s(?:och|samt)\s|/)(?:{_ANY}))?"
    rf"(?:\s(?:{'|'.join(HEADING_TAILS)})\sprojektet)?)(?<=\w)):?"
    r"(?P<gap>[^\S\n]+(?=[”\"»•(–-]?\s?[A-ZÅÄÖ])|[^\S\n]*\n\s*|\s*\Z)"
)
_BOUNDARY = re.compile(r"\A|(?<=[.!?)”\"»])\s+|\n+")
_SENTENCE_END: Final = FULL_STOPS + CLOSING_SIGNS
_LONGEST_CHAIN = 2

_STARTERS = (
    "En|Ett|Det|Den|De|Detta|Denna|Dessa|Där|Då|För|Som|I|På|Vi|Under|Genom|Inom|Med|När|Att|Om|Här|Efter|Av|Till"
    "|Från|Vid|Alla|Varje|Många|Flera|Idag|Projektet|Projektets|Syftet|Målet|Målen|Målgruppen|Arbetet|Resultatet"
)
_UNKNOWN = re.compile(
    rf"(?P<heading>(?!(?:{_STARTERS})\b)[A-ZÅÄÖ][a-zåäöé]{{3,}}(?:[/-][a-zåäöé]+)*(?:[ ][a-zåäöé][a-zåäöé-]*){{0,11}}?)"
    rf"(?P<gap>[^\S\n]+)(?=(?:{_STARTERS})\s[a-zåäö])"
)
_VERBS: Final = (
    "ska skall skulle kan kunde vill ville bör borde måste fick gick blev gav tog låg stod såg kom"
)
_VERB = re.compile(rf"{_VERBS.replace(' ', '|')}|\w+(?:r|ade|dde|tte|(?<!et)(?<!en)s)")
_PREPOSITION = re.compile(r"för|över|under|efter|inför|eller|per")
_LONGEST_UNKNOWN = 90


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    heading: str
    text_start: int
    sub_heading: str = ""


def cut_running(text: str) -> list[DraftSection]:
    """The parts of running text: what stands before the first heading, then one a heading.

    A known heading counts at the start of the text, of a paragraph or after a sentence, when a
    capital or a line break follows: "Risker med projektet är" stays text. One heading right after
    another is its sub-heading and begins its text; three or more are a table of contents, text.
    """
    found = list(_headings(text))
    first = found[0].start if found else len(text)
    parts = [DraftSection("", before)] if (before := tidy(text[:first])) else []
    for number, here in enumerate(found):
        end = found[number + 1].start if number + 1 < len(found) else len(text)
        parts.append(
            DraftSection(here.heading, tidy(f"{here.sub_heading}\n{text[here.text_start : end]}"))
        )
    return parts


def begins_with_heading(text: str) -> bool:
    """Whether running text begins with a known heading."""
    return _HEADING.match(text) is not None


def _headings(text: str) -> Iterator[_Found]:
    reached = 0
    for boundary in _BOUNDARY.finditer(text):
        start = boundary.end()
        if start < reached:
            continue
        chain = _chain(text, start)
        if len(chain) > _LONGEST_CHAIN:
            reached = chain[-1].text_start
        elif chain and _is_set_apart(text, boundary, chain[0]):
            sub_heading = chain[1].heading if len(chain) > 1 else ""
            reached = chain[-1].text_start
            yield _Found(start, chain[0].heading, reached, sub_heading)
        elif (
            not chain
            and _ends_paragraph(text, boundary)
            and (unknown := _unknown_heading(text, start))
        ):
            yield unknown
            reached = unknown.text_start


def _chain(text: str, start: int) -> list[_Found]:
    chain: list[_Found] = []
    while match := _HEADING.match(text, start):
        chain.append(_Found(start, " ".join(match["heading"].split()), match.end()))
        if match.end() == start or match.end() >= len(text):
            break
        start = match.end()
    return chain


def _is_set_apart(text: str, boundary: re.Match[str], found: _Found) -> bool:
    """A single line break is where a line was full: there only a whole line of its own is a
    heading.
    """
    if _ends_paragraph(text, boundary):
        return True
    return "\n" in text[found.start : found.text_start] or found.text_start >= len(text)


def _ends_paragraph(text: str, boundary: re.Match[str]) -> bool:
    before = text[max(0, boundary.start() - 1) : boundary.start()]
    return not before or before in _SENTENCE_END or boundary.group().count("\n") > 1


def _unknown_heading(text: str, start: int) -> _Found | None:
    """A heading the lexicon does not know: words without a verb, then the capital of a word that
    begins sentences.
    """
    match = _UNKNOWN.match(text, start, start + 2 * _LONGEST_UNKNOWN)
    if match is None or len(match["heading"]) > _LONGEST_UNKNOWN:
        return None
    words = match["heading"].replace("/", " ").split()
    if any(_may_be_verb(word, before) for before, word in pairwise(words)):
        return None
    return _Found(start, match["heading"], match.end())


def _may_be_verb(word: str, before: str) -> bool:
    """Whether a word may be a finite verb; after "att" it is an infinitive, and those stand in
    headings too.
    """
    return (
        before != "att" and not _PREPOSITION.fullmatch(word) and _VERB.fullmatch(word) is not None
    )
