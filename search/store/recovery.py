"""The posting arrays of a generation, made again from its Whoosh index where they are lost."""

from __future__ import annotations

from pathlib import Path

from search.store.arrays import PostingArrays, RecordArrays
from search.store.vocabulary import Vocabulary


def load_postings(
    generation: Path, vocabulary: Vocabulary, records: RecordArrays
) -> PostingArrays:
    """The posting arrays of *generation*; decoded from its Whoosh index where their files are
    missing.
    """
    if PostingArrays.is_complete(generation):
        return PostingArrays.load(generation)
    # Imported only here: whoosh takes longer to load than an index to open.
    from search.store.whoosh_index import FOLDER, WhooshRecords

    whoosh = WhooshRecords(generation / FOLDER)
    try:
        return whoosh.postings(vocabulary.words(), records)
    finally:
        whoosh.close()
