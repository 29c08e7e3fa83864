"""Finds the files of folders and gives each document a name that stays the same from one run to the
next.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpus.decoding import system_fault
from corpus.errors import UnreadableFileError
from corpus.formats.registry import FILE_SUFFIXES
from corpus.privacy import mask_personal_data
from corpus.reading import clean_name


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read and the id its document is to have."""

    path: Path
    document_id: str


def find_files(sources: Iterable[Path | str]) -> Iterator[FoundFile]:
    """The files of *sources* in order: folders searched whole and sorted, files as given.

    Hidden files and folders and unknown suffixes are left out in folders; a file that is reached
    twice, by a link or by two sources, counts once. A folder that may not be read is given as if it
    were a file: reading it says why. Raises UnreadableFileError before the first file when a source
    does not exist.

    The id is the path within the source without its suffix; where two files would share one, with
    the suffix, then with the name of the source before it, then with a number.
    """
    places = [Path(source) for source in sources]
    for place in places:
        try:
            place.stat()
        except (OSError, ValueError) as error:
            raise UnreadableFileError(place, system_fault(error)) from error
    seen: set[str] = set()
    found = [(place, path) for place in places for path in _walk(place, seen)]
    ids = _unique_ids([_names(place, path) for place, path in found])
    return iter([FoundFile(path, name) for (_, path), name in zip(found, ids, strict=True)])


def _walk(place: Path, seen: set[str]) -> Iterator[Path]:
    """Files at and below *place*; *seen* has the real paths met so far, so that a loop of links
    ends.
    """
    waiting = [place]
    while waiting:
        path = waiting.pop()
        real = os.path.realpath(path)
        if real in seen:
            continue
        seen.add(real)
        if not path.is_dir():
            yield path
            continue
        try:
            entries = sorted(path.iterdir(), key=lambda entry: entry.name)
        except OSError:
            yield path
            continue
        waiting += [entry for entry in reversed(entries) if _is_wanted(entry)]


def _is_wanted(entry: Path) -> bool:
    if entry.name.startswith("."):
        return False
    return entry.is_dir() or entry.suffix.lower() in FILE_SUFFIXES


def _names(place: Path, path: Path) -> tuple[str, ...]:
    """The ids a file may have, shortest first."""
    relative = path.relative_to(place) if path != place else Path(path.name)
    whole = clean_name(relative.as_posix())
    source = clean_name((place if path != place else place.absolute().parent).absolute().name)
    short = (
        clean_name(PurePosixPath(relative.as_posix()).with_suffix("").as_posix())
        if relative.name
        else whole
    )
    # A file may be named after a person; ids are shown, and stand in the page's addresses.
    short, whole, longest = map(
        mask_personal_data, (short, whole, f"{source}/{whole}" if source else whole)
    )
    return short, whole, longest


def _unique_ids(names: Sequence[tuple[str, ...]]) -> list[str]:
    """One id a file: all that share an id go on to their next name until none do; what is left is
    numbered.
    """
    level = [0] * len(names)
    while True:
        ids = [options[at] for options, at in zip(names, level, strict=True)]
        shared = {name for name, times in Counter(ids).items() if times > 1}
        raised = [
            min(at + (name in shared), len(options) - 1)
            for options, at, name in zip(names, level, ids, strict=True)
        ]
        if raised == level:
            break
        level = raised
    taken: Counter[str] = Counter()
    for number, name in enumerate(ids):
        taken[name] += 1
        if taken[name] > 1:
            ids[number] = f"{name}-{taken[name]}"
    return ids
