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
        _check_existence(place)
    met: set[str] = set()
    files = [
        (place, path) for place in places for path in _files_below(place, met)
    ]
    ids = _unique_ids([_possible_ids(place, path) for place, path in files])
    return iter(
        [
            FoundFile(path, id_)
            for (_, path), id_ in zip(files, ids, strict=True)
        ]
    )


def _check_existence(place: Path) -> None:
    try:
        place.stat()
    except (OSError, ValueError) as error:
        raise UnreadableFileError(place, system_fault(error)) from error


def _files_below(place: Path, met: set[str]) -> Iterator[Path]:
    """Files at and below *place*; *met* has the real paths met so far, so that a loop of links
    ends.
    """
    waiting = [place]
    while waiting:
        path = waiting.pop()
        real_path = os.path.realpath(path)
        if real_path in met:
            continue
        met.add(real_path)
        if not os.path.isdir(path):
            yield path
            continue
        try:
            entries = sorted(path.iterdir(), key=lambda entry: entry.name)
        except OSError:
            yield path
            continue
        waiting += [
            entry for entry in reversed(entries) if _is_to_be_read(entry)
        ]


def _is_to_be_read(entry: Path) -> bool:
    if entry.name.startswith("."):
        return False
    # `Path.is_dir` raises in a folder that may be listed but not entered.
    return os.path.isdir(entry) or entry.suffix.lower() in FILE_SUFFIXES


def _possible_ids(place: Path, path: Path) -> tuple[str, ...]:
    """The ids that a file found at or below *place* may have, shortest first."""
    relative = path.relative_to(place) if path != place else Path(path.name)
    whole = relative.as_posix()
    # A path such as ".." has no name, and no suffix to take away.
    short = (
        PurePosixPath(whole).with_suffix("").as_posix()
        if relative.name
        else whole
    )
    folder = place if path != place else place.absolute().parent
    source = folder.absolute().name
    longest = f"{source}/{whole}" if source else whole
    # A file may be named after a person; ids are shown, and stand in the page's addresses.
    return tuple(
        mask_personal_data(clean_name(id_)) for id_ in (short, whole, longest)
    )


def _unique_ids(possible: Sequence[tuple[str, ...]]) -> list[str]:
    """One id a file: all that share an id go on to their next one until none do; what is left is
    numbered.
    """
    chosen = [0] * len(possible)
    while True:
        ids = [
            options[choice]
            for options, choice in zip(possible, chosen, strict=True)
        ]
        times = Counter(ids)
        sharing = [
            file
            for file, id_ in enumerate(ids)
            if times[id_] > 1 and chosen[file] + 1 < len(possible[file])
        ]
        if not sharing:
            return _numbered(ids)
        for file in sharing:
            chosen[file] += 1


def _numbered(ids: Sequence[str]) -> list[str]:
    """*ids*, with a number after all but the first of those that are the same."""
    taken = set(ids)
    given: Counter[str] = Counter()
    unique: list[str] = []
    for id_ in ids:
        given[id_] += 1
        if given[id_] > 1:
            while f"{id_}-{given[id_]}" in taken:
                given[id_] += 1
            id_ = f"{id_}-{given[id_]}"
            taken.add(id_)
        unique.append(id_)
    return unique
