"""A section's plain text, with its marks, as paragraphs, lists and sub-headings.

The text keeps every word. Lines are told apart by how they begin; a line that plainly goes on from
the one before it is joined to it, and a page-long paragraph without a line break (a transcript) is
parted at sentence ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, pairwise
from operator import itemgetter
from typing import Final, Literal

from search.results import Span

BULLET: Final = re.compile(
    r"\s*(?:[•●▪◦·▸►–—\uf0b7\uf0a7]\s*|[-*]\s+|-(?=[^\W\d_])|o\s+(?=[^\W\d_]))(?=\S)"
)
NUMBER: Final = re.compile(r"\s*(\d{1,2})[.)]\s+(?=\S)")
HASHES: Final = re.compile(r"\s*#{1,6}\s+(?=\S)")
SENTENCE_GAP: Final = re.compile(r"(?<=[^\W\d_]{3}[.!?]|\d\d\d[.!?])\s+(?=[A-ZÅÄÖ])")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SENTENCE_ENDS: Final = tuple('.:!?;”"')

LONGEST_SUBHEADING: Final = 90
LONGEST_PARAGRAPH: Final = 1_500
PARTED_PARAGRAPH: Final = 600
WRAPPED_LINE: Final = range(40, 121)

LineKind = Literal["text", "bullet", "number", "subheading"]
BlockKind = Literal["paragraph", "bullets", "numbers", "subheading"]
BLOCK_OF_LINE: Final[dict[LineKind, BlockKind]] = {
    "text": "paragraph",
    "bullet": "bullets",
    "number": "numbers",
    "subheading": "subheading",
}
SteppedMark = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, marked or not. *step* numbers the marked words of a document from 1; 0 is
    not stepped to.
    """

    text: str
    marked: bool = False
    step: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list or a sub-heading. *items* are the list's items, one otherwise; *numbers*
    as written.
    """

    kind: BlockKind
    items: tuple[tuple[Run, ...], ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that begins at *whole*, its words at *start*. *after_gap*: a blank line stands before
    it.
    """

    kind: LineKind
    whole: int
    start: int
    end: int
    after_gap: bool
    number: int = 0


@dataclass(slots=True)
class _Draft:
    """A block being gathered: each item is the lines that make it up."""

    kind: BlockKind
    items: list[list[_Line]]

    @property
    def end(self) -> int:
        return self.items[-1][-1].end


def read_blocks(
    text: str, marks: tuple[Span, ...] = (), steps_before: int = 0
) -> tuple[Block, ...]:
    """*text* as blocks; its marked words are numbered from *steps_before* + 1, marks within one
    word as one.
    """
    stepped = tuple(_find_steps(text, marks))
    steps = count(steps_before + 1)
    return tuple(
        replace(
            block, items=tuple(tuple(_numbered(run, steps) for run in item) for item in block.items)
        )
        for draft in _draft_blocks(text)
        for block in _finish(text, draft, stepped)
    )


def count_steps(blocks: tuple[Block, ...]) -> int:
    """How many marked words are numbered."""
    return sum(run.step > 0 for block in blocks for item in block.items for run in item)


def _numbered(run: Run, steps: Iterator[int]) -> Run:
    """*run* with the next number if it is stepped to. A mark that is not shown (a list's number)
    takes none.
    """
    return replace(run, step=next(steps)) if run.step else run


def _find_steps(text: str, marks: tuple[Span, ...]) -> Iterator[SteppedMark]:
    """The marks, each with 1 if it is stepped to and 0 if it goes on in the word of the mark before
    it.
    """
    last_end = -1
    for start, end in marks:
        glued = last_end >= 0 and (last_end == start or text[last_end:start].isalnum())
        yield start, end, int(not glued)
        last_end = end


def _draft_blocks(text: str) -> Iterator[_Draft]:
    lines = tuple(_lines(text))
    wrapped = _is_wrapped(text, lines)
    draft: _Draft | None = None
    for line in lines:
        if draft is not None and _continues(text, draft, line, wrapped):
            draft.items[-1].append(line)
        elif (
            draft is not None
            and line.kind in ("bullet", "number")
            and draft.kind == BLOCK_OF_LINE[line.kind]
        ):
            draft.items.append([line])
        else:
            if draft is not None:
                yield draft
            draft = _Draft(BLOCK_OF_LINE[line.kind], [[line]])
    if draft is not None:
        yield draft


def _finish(text: str, draft: _Draft, marks: tuple[SteppedMark, ...]) -> Iterator[Block]:
    """The block as it is shown: a lone numbered line is a paragraph, and a very long one becomes
    several.
    """
    spans = [[(line.start, line.end) for line in lines] for lines in draft.items]
    if draft.kind == "numbers" and len(spans) == 1:
        spans[0][0] = (draft.items[0][0].whole, spans[0][0][1])
        yield Block("paragraph", (_runs(text, spans[0], marks),))
    elif draft.kind == "paragraph" and len(spans[0]) == 1:
        for span in _part(text, spans[0][0]):
            yield Block("paragraph", (_runs(text, [span], marks),))
    else:
        numbers = tuple(lines[0].number for lines in draft.items) if draft.kind == "numbers" else ()
        yield Block(draft.kind, tuple(_runs(text, item, marks) for item in spans), numbers)


def _part(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    if end - start > LONGEST_PARAGRAPH:
        for gap in SENTENCE_GAP.finditer(text, start, end):
            if gap.start() - start >= PARTED_PARAGRAPH and end - gap.end() >= PARTED_PARAGRAPH // 3:
                yield start, gap.start()
                start = gap.end()
    yield start, end


def _lines(text: str) -> Iterator[_Line]:
    position, after_gap = 0, True
    for raw in text.splitlines(keepends=True):
        whole, end = position + len(raw) - len(raw.lstrip()), position + len(raw.rstrip())
        position += len(raw)
        if whole >= end:
            after_gap = True
            continue
        yield _classify(text, whole, end, after_gap)
        after_gap = False


def marker_end(line: str) -> int:
    """Where the words of *line* begin, after a bullet, a number or hashes."""
    return _classify(line, 0, len(line), True).start


def _classify(text: str, whole: int, end: int, after_gap: bool) -> _Line:
    if hashes := HASHES.match(text, whole, end):
        return _Line("subheading", whole, hashes.end(), end, after_gap)
    if bullet := BULLET.match(text, whole, end):
        return _Line("bullet", whole, bullet.end(), end, after_gap)
    if number := NUMBER.match(text, whole, end):
        return _Line("number", whole, number.end(), end, after_gap, int(number[1]))
    kind: LineKind = "subheading" if _is_subheading(text[whole:end]) else "text"
    return _Line(kind, whole, whole, end, after_gap)


def _is_subheading(line: str) -> bool:
    letters = sum(map(str.isalpha, line))
    return (
        letters >= 4
        and line.isupper()
        and len(line) <= LONGEST_SUBHEADING
        and not line.endswith((".", ","))
    )


def _is_wrapped(text: str, lines: tuple[_Line, ...]) -> bool:
    """Whether the text was broken into lines by a fixed width, so that a line break means
    nothing.
    """
    breaks = [
        (before, after)
        for before, after in pairwise(lines)
        if after.kind == "text" and not after.after_gap and before.kind != "subheading"
    ]
    mid_sentence = sum(
        before.end - before.whole in WRAPPED_LINE and text[before.end - 1] not in SENTENCE_ENDS
        for before, _ in breaks
    )
    return len(breaks) >= 2 and mid_sentence >= 0.6 * len(breaks)


def _continues(text: str, draft: _Draft, line: _Line, wrapped: bool) -> bool:
    if line.kind != "text" or line.after_gap or draft.kind == "subheading":
        return False
    if wrapped:
        return True
    return text[draft.end - 1] not in SENTENCE_ENDS and text[line.start].islower()


def _runs(text: str, spans: list[Span], marks: tuple[SteppedMark, ...]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for start, end in spans:
        if runs:
            runs.append(Run(" "))
        position = start
        for mark_start, mark_end, step in marks[bisect_right(marks, start, key=itemgetter(1)) :]:
            if mark_start >= end:
                break
            # A mark that began on the line before is stepped to there.
            step_here = step if mark_start >= start else 0
            mark_start, mark_end = max(mark_start, start), min(mark_end, end)
            runs += (
                _run(text[position:mark_start]),
                _run(text[mark_start:mark_end], True, step_here),
            )
            position = mark_end
        runs.append(_run(text[position:end]))
    return tuple(run for run in runs if run.text)


def _run(text: str, marked: bool = False, step: int = 0) -> Run:
    return Run(CONTROL.sub("", text), marked, step)
