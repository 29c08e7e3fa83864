"""A section's plain text, with its marks, as paragraphs, lists and sub-headings.

The text keeps every word. A line that plainly goes on from the one before it is joined to it, and a
page-long paragraph without a line break (a transcript) is parted at sentence ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from operator import attrgetter
from typing import Final, Literal

from corpus.characters import CONTROLS, FULL_STOPS
from search.results import Span
from webui.text_lines import Line, LineKind, continues, is_wrapped, read_lines

_SENTENCE_GAP: Final = re.compile(
    rf"(?<=[^\W\d_]{{3}}[{FULL_STOPS}]|\d\d\d[{FULL_STOPS}])\s+(?=[A-ZÅÄÖ])"
)
_NOT_SHOWN: Final = dict.fromkeys(
    map(ord, CONTROLS.translate({9: None, 10: None}))
)
_LONGEST_PARAGRAPH_CHARS: Final = 1_500
_PARTED_CHARS: Final = 600
_LAST_PART_CHARS: Final = _PARTED_CHARS // 3

BlockKind = Literal["paragraph", "bullets", "numbers", "subheading"]
_BLOCK_OF_LINE: Final[Mapping[LineKind, BlockKind]] = {
    LineKind.TEXT: "paragraph",
    LineKind.BULLET: "bullets",
    LineKind.NUMBER: "numbers",
    LineKind.SUBHEADING: "subheading",
}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, marked or not. *step* numbers the marked words of a document from 1; 0 is
    not stepped to.
    """

    text: str
    marked: bool = False
    step: int = 0


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list or a sub-heading. *items* are the list's items, one otherwise; *numbers*
    as written.
    """

    kind: BlockKind
    items: tuple[Runs, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    """A marked span; *is_step* is False where it goes on in the word of the mark before it."""

    start: int
    end: int
    is_step: bool


@dataclass(slots=True)
class _Draft:
    """A block being gathered: each item is the lines that make it up."""

    kind: BlockKind
    items: list[list[Line]]

    @property
    def end(self) -> int:
        last_item = self.items[-1]
        return last_item[-1].end


def read_blocks(
    text: str, marks: tuple[Span, ...] = (), steps_before: int = 0
) -> tuple[Block, ...]:
    """*text* as blocks; its marked words are numbered from *steps_before* + 1, marks within one
    word as one.
    """
    stepped = tuple(_find_steps(text, marks))
    steps = count(steps_before + 1)
    return tuple(
        _numbered(block, steps)
        for draft in _draft_blocks(text)
        for block in _finish(text, draft, stepped)
    )


def count_steps(blocks: tuple[Block, ...]) -> int:
    """How many marked words are numbered."""
    steps = 0
    for block in blocks:
        for item in block.items:
            steps += sum(run.step > 0 for run in item)
    return steps


def _numbered(block: Block, steps: Iterator[int]) -> Block:
    """*block* with a number for every run that is stepped to. A mark that is not shown (in a list's
    number) takes none.
    """
    items = tuple(
        tuple(
            replace(run, step=next(steps)) if run.step else run for run in item
        )
        for item in block.items
    )
    return replace(block, items=items)


def _find_steps(text: str, marks: tuple[Span, ...]) -> Iterator[_Mark]:
    last_end = -1
    for start, end in marks:
        touches = last_end == start
        in_same_word = last_end >= 0 and text[last_end:start].isalnum()
        yield _Mark(start, end, is_step=not (touches or in_same_word))
        last_end = end


def _draft_blocks(text: str) -> Iterator[_Draft]:
    lines = tuple(read_lines(text))
    wrapped = is_wrapped(text, lines)
    draft: _Draft | None = None
    for line in lines:
        kind = _BLOCK_OF_LINE[line.kind]
        if draft is not None and _goes_on(text, draft, line, wrapped):
            draft.items[-1].append(line)
        elif (
            draft is not None
            and draft.kind == kind
            and kind in ("bullets", "numbers")
        ):
            draft.items.append([line])
        else:
            if draft is not None:
                yield draft
            draft = _Draft(kind, [[line]])
    if draft is not None:
        yield draft


def _goes_on(text: str, draft: _Draft, line: Line, wrapped: bool) -> bool:
    """Whether *line* belongs to the last item of *draft*."""
    if line.kind is not LineKind.TEXT or line.after_gap:
        return False
    if draft.kind == "subheading":
        return False
    return wrapped or continues(text, draft.end, line)


def _finish(
    text: str, draft: _Draft, marks: tuple[_Mark, ...]
) -> Iterator[Block]:
    """The block as it is shown: a lone numbered line is a paragraph, and a very long one becomes
    several.
    """
    first_item = draft.items[0]
    if draft.kind == "numbers" and len(draft.items) == 1:
        unnumbered = replace(first_item[0], start=first_item[0].whole)
        spans = _spans([unnumbered, *first_item[1:]])
        yield Block("paragraph", (_runs(text, spans, marks),))
    elif draft.kind == "paragraph" and len(first_item) == 1:
        (line,) = first_item
        for span in _part(text, line.start, line.end):
            yield Block("paragraph", (_runs(text, [span], marks),))
    else:
        items = tuple(
            _runs(text, _spans(lines), marks) for lines in draft.items
        )
        is_numbered = draft.kind == "numbers"
        numbers = (
            tuple(lines[0].number for lines in draft.items)
            if is_numbered
            else ()
        )
        yield Block(draft.kind, items, numbers)


def _spans(lines: Iterable[Line]) -> list[Span]:
    """Where the words of *lines* stand."""
    return [(line.start, line.end) for line in lines]


def _part(text: str, start: int, end: int) -> Iterator[Span]:
    """The paragraph from *start* to *end*, in parts at sentence ends if it is very long."""
    if end - start > _LONGEST_PARAGRAPH_CHARS:
        for gap in _SENTENCE_GAP.finditer(text, start, end):
            is_long = gap.start() - start >= _PARTED_CHARS
            leaves_enough = end - gap.end() >= _LAST_PART_CHARS
            if is_long and leaves_enough:
                yield start, gap.start()
                start = gap.end()
    yield start, end


def _runs(text: str, spans: Sequence[Span], marks: tuple[_Mark, ...]) -> Runs:
    """The text of *spans* as runs, with a space between one span and the next."""
    runs: list[Run] = []
    for start, end in spans:
        if runs:
            runs.append(Run(" "))
        runs += _runs_within(text, start, end, marks)
    return tuple(run for run in runs if run.text)


def _runs_within(
    text: str, start: int, end: int, marks: tuple[_Mark, ...]
) -> Iterator[Run]:
    position = start
    first = bisect_right(marks, start, key=attrgetter("end"))
    for mark in marks[first:]:
        if mark.start >= end:
            break
        # A mark that began on the line before is stepped to there.
        is_step = mark.is_step and mark.start >= start
        mark_start = max(mark.start, start)
        mark_end = min(mark.end, end)
        yield _run(text[position:mark_start])
        yield _run(text[mark_start:mark_end], marked=True, is_step=is_step)
        position = mark_end
    yield _run(text[position:end])


def _run(text: str, marked: bool = False, is_step: bool = False) -> Run:
    """A run that is stepped to has step 1 until the document's steps are numbered."""
    shown = text.translate(_NOT_SHOWN)
    return Run(shown, marked, step=int(is_step))
