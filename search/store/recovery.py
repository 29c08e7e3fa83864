"""The posting arrays of a generation, made again from its Whoosh index where they are lost."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from search.errors import Damage, DamagedIndexError
from search.store.arrays import PostingArrays, RecordArrays
from search.store.generations import checksum, read_manifest
from search.store.vocabulary import Vocabulary
from search.store.whoosh_fields import FOLDER


def load_postings(
    generation: Path, vocabulary: Vocabulary, records: RecordArrays
) -> PostingArrays:
    """The posting arrays of *generation*; decoded from its Whoosh index where their files are
    missing. Raises DamagedIndexError for a Whoosh index that is not what was written.
    """
    if PostingArrays.is_complete(generation):
        return PostingArrays.load(generation)
    # Imported only here: whoosh takes longer to load than an index to open.
    from search.store.whoosh_index import DECODING_ERRORS, WhooshRecords

    _refuse_changed(generation)
    try:
        with closing(WhooshRecords(generation / FOLDER)) as whoosh:
            return whoosh.postings(vocabulary.words(), records)
    except DECODING_ERRORS as error:
        raise DamagedIndexError(
            generation.parent.parent, Damage.UNREADABLE_FILE, FOLDER, str(error)
        ) from error


def _refuse_changed(generation: Path) -> None:
    """Raise DamagedIndexError for a file of the Whoosh index that is not what the manifest says.

    Decoding takes longer than reading all of it, and would not notice every change.
    """
    for name, expected in read_manifest(generation).checksums.items():
        if (
            name.startswith(f"{FOLDER}/")
            and checksum(generation / name) != expected
        ):
            raise DamagedIndexError(
                generation.parent.parent, Damage.CHANGED_FILE, name
            )
