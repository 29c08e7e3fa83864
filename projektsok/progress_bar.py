"""A bar on standard error for work that takes a while."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from indexer.build_report import ProgressCallback, Stage

READING: Final = "Läser dokument"
_STAGES: Final = {
    Stage.WRITING: "Skriver indexet",
    Stage.VERIFYING: "Kontrollerar indexet",
}

ShowProgress = Callable[[str, int, int], None]
"""Shows what is being done, how much of it is done and how much there is."""


@contextmanager
def progress_bar(first: str = "") -> Iterator[ShowProgress]:
    """Shows how far work has come, until it is done, beginning with *first*; shows nothing where
    nobody watches.
    """
    if not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task(first, total=None)

        def show(what: str, done: int, total: int) -> None:
            bar.update(
                task, description=what, completed=done, total=max(total, 1)
            )

        yield show


def building(show: ShowProgress, reading: str = READING) -> ProgressCallback:
    """Shows a build of an index with *show*; *reading* is what its first stage is called."""
    return lambda progress: show(
        _STAGES.get(progress.stage, reading), progress.done, progress.total
    )
