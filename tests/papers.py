"""The papers of the repository as tests read them: blocks of code, links, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parent.parent
AT_THE_ROOT = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
)
PAPERS = (
    *AT_THE_ROOT,
    *sorted(
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "docs").rglob("*.md")
    ),
)
_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>[^>]+) -->\n)?"
    r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"\]\((?![a-z]+:)([^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code in a paper. *mark* is the comment on the line before it."""

    language: str
    text: str
    mark: str

    @property
    def lines(self) -> list[str]:
        """The lines without the comments after them."""
        lines = (
            line.partition("  #")[0].strip() for line in self.text.splitlines()
        )
        return [line for line in lines if line]


def text_of(paper: str) -> str:
    return (ROOT / paper).read_text("utf-8")


def blocks_of(paper: str) -> list[Block]:
    """The blocks of a paper, in its order."""
    return [
        Block(found["language"], dedent(found["text"]), found["mark"] or "")
        for found in _BLOCK.finditer(text_of(paper))
    ]


def prose_of(paper: str) -> str:
    """A paper without its blocks."""
    return _BLOCK.sub("", text_of(paper))


def links_of(paper: str) -> list[str]:
    """The links of a paper that lead to other places in the repository."""
    return _LINK.findall(prose_of(paper))


def anchors_of(paper: str) -> set[str]:
    """The names by which the headings of a paper can be linked to."""
    headings = re.findall(r"^#+ (.*)$", prose_of(paper), re.MULTILINE)
    plain = (
        re.sub(r"[^\w\s-]", "", heading.casefold()).strip()
        for heading in headings
    )
    return {re.sub(r"[\s]+", "-", heading) for heading in plain}


def code_of(paper: str) -> list[str]:
    """What stands as code in the running text."""
    return re.findall(r"`([^`\n]+)`", prose_of(paper))


def table_rows(text: str) -> Iterator[list[str]]:
    """The cells of the tables in *text*, without the lines of heads."""
    lines = re.findall(r"^\|(.*)\|$", text, re.MULTILINE)
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if not set(line) <= set("-:| ") and not (
            following and set(following) <= set("-:| ")
        ):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)]
