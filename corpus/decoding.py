"""Turns the bytes of a file into text, or says why they are none."""

from __future__ import annotations

import codecs
import errno
import io
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from charset_normalizer import from_bytes

from corpus.characters import normalise
from corpus.errors import BinaryContent, Fault, Problem, UnreadableFileError

TEXT_BYTES_LIMIT: Final = 20_000_000
"""The largest single document; files of many documents (JSON Lines) are read by line and have no
limit.
"""

_SAMPLE_BYTES: Final = 1 << 16
_ENCODING_SAMPLE_BYTES: Final = 4 * _SAMPLE_BYTES
_FEW_CONTROLS: Final = 2
_CONTROL_SHARE_LIMIT: Final = 0.02
_MANY_NULS_SHARE: Final = 0.7
_FEW_NULS_SHARE: Final = 0.02
_SOUND_PER_STRANGE: Final = 4
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES: Final = (
    (b"%PDF-", BinaryContent.PDF),
    (b"PK\x03\x04", BinaryContent.ZIP_OR_OFFICE),
    (b"\xd0\xcf\x11\xe0", BinaryContent.OLD_OFFICE),
    (b"{\\rtf", BinaryContent.RTF),
    (b"\x89PNG", BinaryContent.IMAGE),
    (b"\xff\xd8\xff", BinaryContent.IMAGE),
    (b"GIF8", BinaryContent.IMAGE),
    (b"\x1f\x8b", BinaryContent.COMPRESSED),
)
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
# How "surrogateescape" writes a byte that is no UTF-8.
_ESCAPED_BYTE: Final = re.compile("[\udc80-\udcff]")
_ESCAPE_BASE: Final = 0xDC00
_WESTERN: Final = ("cp1252", "mac_roman", "cp850")
_EXPECTED_SHARE: Final = 0.6
_EXPECTED: Final = frozenset("åäöÅÄÖéÉüÜèàæøÆØ–—…•·’‘”“»«§°´½²³×€\u00a0\u00ad")


def read_text(path: Path) -> str:
    """The text of a file in one character form; UnreadableFileError when it is none, is empty or is
    too large.
    """
    size = file_size(path)
    if size > TEXT_BYTES_LIMIT:
        fault = Fault(
            Problem.TOO_LARGE, size_bytes=size, limit_bytes=TEXT_BYTES_LIMIT
        )
        raise UnreadableFileError(path, fault)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path, system_fault(error)) from error
    text = normalise(decode(raw, path))
    if not text.strip():
        raise UnreadableFileError(path, Problem.EMPTY)
    return text


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a file of any size, one at a time, decoded but not normalised.

    The first line shows whether the file is text: a damaged one among good ones is a bad line.
    """
    file_size(path)
    try:
        with path.open("rb") as stream:
            sample = stream.read(_SAMPLE_BYTES)
            stream.seek(0)
            encoding = _wide_encoding(sample)
            refuse_binary(sample.partition(b"\n")[0], encoding, path)
            if encoding is not None:
                yield from io.TextIOWrapper(
                    stream, encoding, errors="replace", newline="\n"
                )
                return
            for raw in stream:
                yield _decode_narrow(raw)
    except OSError as error:
        raise UnreadableFileError(path, system_fault(error)) from error


def decode(raw: bytes, path: Path) -> str:
    """Text of *raw*: by its byte order mark, as UTF-16 without one, as UTF-8, else as a western
    8-bit encoding.
    """
    encoding = _wide_encoding(raw[:_SAMPLE_BYTES])
    refuse_binary(raw, encoding, path)
    return (
        raw.decode(encoding, errors="replace")
        if encoding
        else _decode_narrow(raw)
    )


def file_size(path: Path) -> int:
    """Bytes of a regular file; UnreadableFileError for what is absent, out of reach, a folder or a
    device.
    """
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        raise UnreadableFileError(path, system_fault(error)) from error
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFileError(path, Problem.FOLDER)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFileError(path, Problem.NO_REGULAR_FILE)
    return status.st_size


def system_fault(error: OSError | ValueError) -> Fault:
    """What the operating system said of a path."""
    match error:
        case FileNotFoundError():
            return Fault(Problem.MISSING)
        case PermissionError():
            return Fault(Problem.NO_PERMISSION)
        case IsADirectoryError():
            return Fault(Problem.FOLDER)
        case OSError(errno=errno.ELOOP):
            return Fault(Problem.LINK_LOOP)
        case OSError():
            return Fault(
                Problem.SYSTEM_ERROR, system_text=error.strerror or str(error)
            )
        case _:
            return Fault(Problem.IMPOSSIBLE_PATH)


def refuse_binary(raw: bytes, encoding: str | None, path: Path) -> None:
    """Raise UnreadableFileError when *raw* begins as what holds no text, or any part of it is
    none: half a document would answer as if it were the whole.
    """
    for signature, content in _SIGNATURES:
        if raw.startswith(signature):
            raise UnreadableFileError(
                path, Fault(Problem.BINARY, content=content)
            )
    if encoding is None and any(map(_is_binary, _blocks(raw))):
        fault = Fault(Problem.BINARY, content=BinaryContent.UNKNOWN)
        raise UnreadableFileError(path, fault)


def _blocks(raw: bytes) -> Iterator[bytes]:
    """All of *raw* in blocks of the same size; the last may hold some of the one before it."""
    for end in range(_SAMPLE_BYTES, len(raw) + _SAMPLE_BYTES, _SAMPLE_BYTES):
        last = min(end, len(raw))
        yield raw[max(0, last - _SAMPLE_BYTES) : last]


def _is_binary(sample: bytes) -> bool:
    if b"\x00" in sample:
        return True
    controls = len(_CONTROLS.findall(sample))
    most = max(_FEW_CONTROLS, _CONTROL_SHARE_LIMIT * len(sample))
    return controls > most


def _wide_encoding(sample: bytes) -> str | None:
    """The encoding that a byte order mark or the places of the NUL bytes tell."""
    for mark, encoding in _BOMS:
        if sample.startswith(mark):
            return encoding
    # Western text in UTF-16 has a NUL in nearly every second byte, and the others are its ASCII
    # letters.
    even_nuls, odd_nuls = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    many, few = _MANY_NULS_SHARE * half, _FEW_NULS_SHARE * half
    if odd_nuls > many and even_nuls < few:
        return "utf-16-le"
    if even_nuls > many and odd_nuls < few:
        return "utf-16-be"
    return None


def _decode_narrow(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # A few strange bytes in a UTF-8 file (two files put together, a cut) are no reason to misread
    # all the others.
    mixed = raw.decode("utf-8", errors="surrogateescape")
    strange = len(_ESCAPED_BYTE.findall(mixed))
    sound = sum(not char.isascii() for char in mixed) - strange
    if sound > _SOUND_PER_STRANGE * strange:
        return _ESCAPED_BYTE.sub(_as_cp1252, mixed)
    encoding = _eight_bit_encoding(raw[:_ENCODING_SAMPLE_BYTES])
    return raw.decode(encoding, errors="replace")


def _as_cp1252(escaped: re.Match[str]) -> str:
    byte = ord(escaped[0]) - _ESCAPE_BASE
    return bytes([byte]).decode("cp1252", errors="replace")


def _eight_bit_encoding(sample: bytes) -> str:
    """The first western encoding that gives Swedish letters; where none does, the judgement of
    charset-normalizer.
    """
    for encoding in _WESTERN:
        text = sample.decode(encoding, errors="replace")
        marks = [char for char in text if not char.isascii()]
        expected = sum(char in _EXPECTED for char in marks)
        if expected >= _EXPECTED_SHARE * len(marks):
            return encoding
    best = from_bytes(sample, cp_isolation=list(_WESTERN)).best()
    return best.encoding if best is not None else "cp1252"
