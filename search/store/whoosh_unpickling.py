"""Opening a Whoosh index as data: Whoosh's format is made of pickles, and a pickle can name any
function and call it.

Every pickle that is read on the way to postings goes through an unpickler that knows the few names
Whoosh itself writes there. The schema is never read: ours is known. Segments are built by classes
of this module, which check what they are given.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from pickle import PickleError, Unpickler, UnpicklingError
from typing import IO, Any, Final

from whoosh import fields, formats, index
from whoosh.codec import whoosh3
from whoosh.filedb.filestore import FileStorage, StorageError
from whoosh.filedb.filetables import FileFormatError
from whoosh.filedb.structfile import StructFile
from whoosh.reading import TermNotFound

DECODING_ERRORS: Final[tuple[type[Exception], ...]] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    FileFormatError,
    index.IndexError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    PickleError,
    StorageError,
    struct.error,
    TermNotFound,
    TypeError,
    ValueError,
    zlib.error,
)
"""What Whoosh raises over files that are not what it wrote."""

_SEGMENT_ID: Final = re.compile(r"[0-9a-z]+")
_SEGMENT_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "indexname": (str,),
    "segid": (str,),
    "_codec": (object,),
    "_doccount": (int,),
    "_deleted": (set, frozenset, type(None)),
    "compound": (bool,),
    "_fieldlengths": (dict,),
}


class _Segment(whoosh3.W3Segment):  # type: ignore[misc]
    """A segment whose files lie one by one beside the table of contents."""

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        if state.keys() != _SEGMENT_TYPES.keys():
            raise UnpicklingError("a segment of another kind")
        for name, types in _SEGMENT_TYPES.items():
            if not isinstance(state[name], types):
                raise UnpicklingError(f"{name} of a segment is another thing")
        if not _SEGMENT_ID.fullmatch(state["segid"]) or state["compound"]:
            raise UnpicklingError("a segment of other files")
        self.__dict__.update(state)
        self.indexname = "MAIN"
        self._codec = whoosh3.W3Codec()


class _Codec:
    """Stands where the codec of a segment does: the one that is used is not read from a file."""

    def __init__(self, *options: object) -> None:
        pass

    def __setstate__(self, state: object) -> None:
        pass


def _latin_bytes(text: str, encoding: str) -> bytes:
    """Bytes, which older pickles write as text."""
    if encoding != "latin1":
        raise UnpicklingError(f"bytes as {encoding}")
    return text.encode(encoding)


_PLAIN_NAMES: Final[Mapping[tuple[str, str], Callable[..., Any]]] = {
    ("_codecs", "encode"): _latin_bytes,
}
_SEGMENT_NAMES: Final[Mapping[tuple[str, str], Callable[..., Any]]] = {
    **_PLAIN_NAMES,
    ("builtins", "int"): int,
    ("builtins", "set"): set,
    ("collections", "defaultdict"): defaultdict,
    ("whoosh.codec.whoosh3", "W3Codec"): _Codec,
    ("whoosh.codec.whoosh3", "W3Segment"): _Segment,
}


class _FixedUnpickler(Unpickler):
    """Knows the names it is given and no other."""

    def __init__(
        self,
        file: IO[bytes],
        names: Mapping[tuple[str, str], Callable[..., Any]],
    ) -> None:
        super().__init__(file)
        self._names = names

    def find_class(self, module: str, name: str) -> Callable[..., Any]:
        try:
            return self._names[module, name]
        except KeyError:
            raise UnpicklingError(
                f"an index does not hold {module}.{name}"
            ) from None

    def persistent_load(self, reference: object) -> object:
        raise UnpicklingError("an index refers to nothing outside")


def load_plain(data: bytes) -> Any:
    """The numbers, texts, bytes and collections of them that are pickled in *data*. Raises
    UnpicklingError for all else.
    """
    return _FixedUnpickler(BytesIO(data), _PLAIN_NAMES).load()


class _DataFile(StructFile):  # type: ignore[misc]
    def read_pickle(self) -> Any:
        return _FixedUnpickler(self.file, _SEGMENT_NAMES).load()


class _DataStorage(FileStorage):  # type: ignore[misc]
    def open_file(self, name: str, **options: Any) -> StructFile:
        return _DataFile(open(self._fpath(name), "rb"), name=name, **options)


# Whoosh's own writer puts nothing but plain values into blocks of postings, the terms that hold
# theirs inline and lists of positions: whoever else uses Whoosh in this program loses nothing.
whoosh3.loads = load_plain
formats.loads = load_plain


def open_as_data(folder: Path, schema: fields.Schema) -> index.FileIndex:
    """The Whoosh index in *folder*, whose schema is *schema*. Raises one of `DECODING_ERRORS`, and
    so does what is read from it.
    """
    return index.FileIndex(_DataStorage(str(folder), readonly=True), schema)
