"""Where the files of an index lie: generations, the pointer to the live one, and the manifest that
vouches for it.

index/CURRENT                   the name of the live generation
index/generations/NAME/         the files of one build; names sort by age
index/generations/NAME/manifest.json
index/LOCK                      held by the one who writes
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from corpus.errors import Fault
from search.errors import (
    Damage,
    DamagedIndexError,
    IndexPart,
    NoIndexError,
    NoIndexReason,
    OutdatedIndexError,
)
from search.store.arrays import PostingArrays
from search.store.fingerprint import index_fingerprint

CURRENT_FILE: Final = "CURRENT"
GENERATIONS_FOLDER: Final = "generations"
LOCK_FILE: Final = "LOCK"
MANIFEST_FILE: Final = "manifest.json"

DECODED_FILES: Final = frozenset(
    f"{field.name}.npy" for field in fields(PostingArrays)
)
"""Files that are decoded from the Whoosh index where they are missing: their loss costs time, not
answers.
"""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that documents were read from.

    *path_sha256* is the SHA-256 of its absolute path: files may be named after persons, whom the
    manifest must not name, and a hash is enough to know a file again. *sha256* is that of its
    contents. Both are in hexadecimal.
    """

    path_sha256: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FileError:
    """A file, or a document in it, that was left out, and why."""

    path: str
    fault: Fault

    def as_json(self) -> dict[str, str | int]:
        return {"path": self.path, **self.fault.as_json()}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> FileError:
        """What `as_json` wrote. Raises KeyError, TypeError or ValueError when it is none."""
        facts = dict(values)
        path = str(facts.pop("path"))
        fault = Fault.from_json(facts)
        return cls(path, fault)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds. *built* is an ISO 8601 time in UTC; *checksums* maps relative file
    names to SHA-256; *fingerprint* is of what the files depend on; *shows_contacts* tells whether
    contact persons were let in.
    """

    fingerprint: Mapping[IndexPart, str]
    built: str
    sources: tuple[SourceFile, ...]
    documents: int
    records: int
    skipped: tuple[FileError, ...]
    checksums: Mapping[str, str]
    shows_contacts: bool = False

    def to_json(self) -> str:
        # ASCII only, so that a file name that is not UTF-8 survives the round trip.
        values = {
            "fingerprint": dict(self.fingerprint),
            "built": self.built,
            "documents": self.documents,
            "records": self.records,
            "sources": [asdict(source) for source in self.sources],
            "skipped": [error.as_json() for error in self.skipped],
            "shows_contacts": self.shows_contacts,
            "checksums": dict(self.checksums),
        }
        return json.dumps(values, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """The manifest written as *text*. Raises ValueError, KeyError or TypeError when it is not
        one.
        """
        values: dict[str, Any] = json.loads(text)
        fingerprint = {
            IndexPart(part): str(digest)
            for part, digest in values["fingerprint"].items()
        }
        checksums = {
            str(name): str(sum_) for name, sum_ in values["checksums"].items()
        }
        return cls(
            fingerprint=MappingProxyType(fingerprint),
            built=str(values["built"]),
            sources=tuple(SourceFile(**source) for source in values["sources"]),
            documents=int(values["documents"]),
            records=int(values["records"]),
            skipped=tuple(
                FileError.from_json(error) for error in values["skipped"]
            ),
            checksums=MappingProxyType(checksums),
            shows_contacts=bool(values.get("shows_contacts", False)),
        )


def current_name(index_path: Path) -> str:
    """The name of the live generation: one small read, to notice a switch between two requests.

    Raises NoIndexError, or DamagedIndexError when the pointer itself is broken.
    """
    try:
        name = (index_path / CURRENT_FILE).read_text("ascii").strip()
    except FileNotFoundError as error:
        raise NoIndexError(index_path) from error
    except NotADirectoryError as error:
        raise NoIndexError(index_path, NoIndexReason.A_FILE) from error
    except PermissionError as error:
        raise NoIndexError(index_path, NoIndexReason.NO_PERMISSION) from error
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedIndexError(
            index_path, Damage.UNREADABLE_FILE, CURRENT_FILE
        ) from error
    if not name or name.startswith(".") or "/" in name or "\\" in name:
        raise DamagedIndexError(index_path, Damage.POINTS_NOWHERE, CURRENT_FILE)
    return name


def switch_mark(index_path: Path) -> tuple[int, int]:
    """Changes whenever the pointer to the live generation is replaced; cheaper than reading it.

    Raises what `current_name` raises where there is no pointer.
    """
    try:
        status = os.stat(index_path / CURRENT_FILE)
    except OSError:
        current_name(index_path)
        raise
    return status.st_ino, status.st_mtime_ns


def live_generation(index_path: Path) -> Path:
    """The folder of the live generation, of this program's version and with all its files in place.

    Contents are not verified here, which would take as long as reading them: see `damaged_files`.
    Raises NoIndexError, DamagedIndexError, OutdatedIndexError.
    """
    generation = index_path / GENERATIONS_FOLDER / current_name(index_path)
    manifest = read_manifest(generation)
    missing = [
        n
        for n in manifest.checksums
        if n not in DECODED_FILES and not (generation / n).is_file()
    ]
    if missing:
        raise DamagedIndexError(index_path, Damage.MISSING_FILE, missing[0])
    return generation


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation. Raises DamagedIndexError, or OutdatedIndexError when what the
    files depend on is not what it is in this program.
    """
    index_path = generation.parent.parent
    try:
        text = (generation / MANIFEST_FILE).read_text("utf-8")
        _refuse_other(index_path, json.loads(text))
        return Manifest.from_json(text)
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        raise DamagedIndexError(
            index_path, Damage.UNREADABLE_FILE, MANIFEST_FILE
        ) from error


def _refuse_other(index_path: Path, manifest: Mapping[str, Any]) -> None:
    """Raise OutdatedIndexError unless *manifest* has the fingerprint of this program; KeyError,
    TypeError or AttributeError where it is no manifest. It may have any shape otherwise.
    """
    if "fingerprint" not in manifest:
        # Versions were numbered before there were fingerprints.
        version = f"version {manifest['version']}"
        raise OutdatedIndexError(
            index_path, IndexPart.FORMAT, version, "fingerprint"
        )
    found, needed = manifest["fingerprint"], index_fingerprint()
    if found.keys() != needed.keys():
        parts = [
            " ".join(sorted(fingerprint)) for fingerprint in (found, needed)
        ]
        raise OutdatedIndexError(index_path, IndexPart.FORMAT, *parts)
    for part, digest in needed.items():
        if found[part] != digest:
            raise OutdatedIndexError(index_path, part, str(found[part]), digest)


def checksum(path: Path) -> str:
    """SHA-256 of a file's contents, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def damaged_files(generation: Path, manifest: Manifest) -> tuple[str, ...]:
    """Names of files that are missing or do not hold what the manifest says; reads the whole
    generation.
    """
    return tuple(
        name
        for name, expected in manifest.checksums.items()
        if not (generation / name).is_file()
        or checksum(generation / name) != expected
    )
