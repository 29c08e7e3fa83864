"""Finds headings inside running text without line breaks, as the text of a PDF has them: "… klart.
Risker Den …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from corpus.characters import CLOSING_SIGNS, FULL_STOPS, one_line, tidy
from corpus.draft import DraftSection
from corpus.kinds import HEADING_TAILS, HEADINGS
from corpus.lookup import NUMBERING

_LIST_KINDS: Final = frozenset({"kommun", "relaterade"})
"""Kinds whose sections are lists, which running text has none of."""

_AMBIGUOUS: Final = frozenset(
    {
        "Uppdrag",
        "Vision",
        "Partner",
        "Partners",
        "Aktörer",
        "Risk",
        "Effekt",
        "Kontakt",
        "Bilaga",
    }
)
"""Headings that begin a name or a sentence too often to be told from running text ("Vision
Norrköping").
"""


def _any_heading() -> str:
    """A pattern for each heading that may stand in running text, the longest first."""
    headings: set[str] = set()
    for kind, entries in HEADINGS.items():
        if kind not in _LIST_KINDS:
            headings.update(entries)
    longest_first = sorted(
        headings - _AMBIGUOUS, key=lambda heading: (-len(heading), heading)
    )
    return "|".join(
        re.escape(heading).replace(r"\ ", r"\s") for heading in longest_first
    )


_ANY: Final = _any_heading()
_HEADING: Final = re.compile(
    rf"(?P<heading>{NUMBERING}?(?=[A-ZÅÄÖ])"
    rf"(?i:(?:projektets\s)?(?:{_ANY})(?:(?:\s(?:och|samt)\s|/)(?:{_ANY}))?"
    rf"(?:\s(?:{'|'.join(HEADING_TAILS)})\sprojektet)?)(?<=\w)):?"
    r"(?P<gap>[^\S\n]+(?=[”\"»•(–-]?\s?[A-ZÅÄÖ])|[^\S\n]*\n\s*|\s*\Z)"
)
_SENTENCE_ENDS: Final = FULL_STOPS + CLOSING_SIGNS
_BOUNDARY: Final = re.compile(rf"\A|(?<=[{re.escape(_SENTENCE_ENDS)}])\s+|\n+")
_LONGEST_CHAIN: Final = 2

_STARTERS: Final = (
    "En|Ett|Det|Den|De|Detta|Denna|Dessa|Där|Då|För|Som|I|På|Vi|Under|Genom|Inom|Med|När|Att|Om"
    "|Här|Efter|Av|Till|Från|Vid|Alla|Varje|Många|Flera|Idag|Projektet|Projektets|Syftet|Målet"
    "|Målen|Målgruppen|Arbetet|Resultatet"
)
"""Words that begin sentences, and so end a heading in front of them."""

_UNKNOWN: Final = re.compile(
    rf"(?P<heading>(?!(?:{_STARTERS})\b)[A-ZÅÄÖ][a-zåäöé]{{3,}}"
    r"(?:[/-][a-zåäöé]+)*(?:[ ][a-zåäöé][a-zåäöé-]*){0,11}?)"
    rf"(?P<gap>[^\S\n]+)(?=(?:{_STARTERS})\s[a-zåäö])"
)
_LONGEST_UNKNOWN_CHARS: Final = 90
_VERBS: Final = (
    "ska|skall|skulle|kan|kunde|vill|ville|bör|borde|måste|fick|gick|blev"
    "|gav|tog|låg|stod|såg|kom"
)
_VERB: Final = re.compile(rf"{_VERBS}|\w+(?:r|ade|dde|tte|(?<!et)(?<!en)s)")
_PREPOSITION: Final = re.compile(r"för|över|under|efter|inför|eller|per")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading at *start* in the text; the text under it begins at *text_start*."""

    start: int
    text: str
    text_start: int
    sub_heading: str = ""


def cut_running(text: str) -> list[DraftSection]:
    """The sections of running text: what stands before the first heading, then one a heading.

    A known heading counts at the start of the text, of a paragraph or after a sentence, when a
    capital or a line break follows: "Risker med projektet är" stays text. One heading right after
    another is its sub-heading and begins its text; three or more are a table of contents, text.
    """
    headings = list(_headings(text))
    starts = [*(heading.start for heading in headings), len(text)]
    opening = tidy(text[: starts[0]])
    sections = [DraftSection("", opening)] if opening else []
    for heading, end in zip(headings, starts[1:], strict=True):
        body = f"{heading.sub_heading}\n{text[heading.text_start : end]}"
        sections.append(DraftSection(heading.text, tidy(body)))
    return sections


def begins_with_heading(text: str) -> bool:
    """Whether running text begins with a known heading."""
    return _HEADING.match(text) is not None


def _headings(text: str) -> Iterator[_Heading]:
    reached = 0
    for boundary in _BOUNDARY.finditer(text):
        if boundary.end() < reached:
            continue
        chain = _chain(text, boundary.end())
        if len(chain) > _LONGEST_CHAIN:
            reached = chain[-1].text_start
            continue
        heading = _heading_of(text, boundary, chain)
        if heading is not None:
            reached = heading.text_start
            yield heading


def _chain(text: str, start: int) -> list[_Heading]:
    """The known headings that follow right upon each other from *start* on."""
    chain: list[_Heading] = []
    match = _HEADING.match(text, start)
    while match:
        chain.append(_Heading(start, one_line(match["heading"]), match.end()))
        start = match.end()
        match = _HEADING.match(text, start) if start < len(text) else None
    return chain


def _heading_of(
    text: str, boundary: re.Match[str], chain: list[_Heading]
) -> _Heading | None:
    """The heading at a boundary, where a *chain* of known ones begins or none."""
    if not chain:
        after_sentence = _ends_paragraph(text, boundary)
        return (
            _unknown_heading(text, boundary.end()) if after_sentence else None
        )
    first = chain[0]
    if not _is_set_apart(text, boundary, first):
        return None
    if len(chain) == 1:
        return first
    last = chain[-1]
    return _Heading(
        first.start, first.text, last.text_start, sub_heading=last.text
    )


def _is_set_apart(
    text: str, boundary: re.Match[str], heading: _Heading
) -> bool:
    """A single line break is where a line was full: there only a whole line of its own is a
    heading.
    """
    if _ends_paragraph(text, boundary) or heading.text_start >= len(text):
        return True
    return "\n" in text[heading.start : heading.text_start]


def _ends_paragraph(text: str, boundary: re.Match[str]) -> bool:
    """Whether a paragraph or a sentence, or nothing, stands before a boundary."""
    start = boundary.start()
    if start == 0 or text[start - 1] in _SENTENCE_ENDS:
        return True
    return boundary[0].count("\n") > 1


def _unknown_heading(text: str, start: int) -> _Heading | None:
    """A heading the lexicon does not know: words without a verb, then the capital of a word that
    begins sentences.
    """
    match = _UNKNOWN.match(text, start, start + 2 * _LONGEST_UNKNOWN_CHARS)
    if match is None or len(match["heading"]) > _LONGEST_UNKNOWN_CHARS:
        return None
    words = match["heading"].replace("/", " ").split()
    if any(_may_be_verb(word, before) for before, word in pairwise(words)):
        return None
    return _Heading(start, match["heading"], match.end())


def _may_be_verb(word: str, before: str) -> bool:
    """Whether a word may be a finite verb; after "att" it is an infinitive, and those stand in
    headings too.
    """
    if before == "att" or _PREPOSITION.fullmatch(word):
        return False
    return _VERB.fullmatch(word) is not None
