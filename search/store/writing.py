"""Writing the files of a generation from segments; runs once, at the end of a build."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from search.language.lexicon_file import swedish_lexicon
from search.store.fact_columns import write_columns
from search.store.gram_counts import write_grams
from search.store.merging import MergedSegments, merge_segments
from search.store.project_words import write_project_words
from search.store.segments import Segment
from search.store.vocabulary import save_vocabulary
from search.store.whoosh_process import whoosh_index_beside, write_whoosh_here
from search.store.word_relations import write_relations

_MANY_RECORDS: Final = 4_000
"""From so many records on, Whoosh's files are written by a process of their own beside the rest."""


@dataclass(frozen=True, slots=True)
class IndexCounts:
    """What an index holds."""

    documents: int
    records: int
    words: int


def write_index(segments: Iterable[Segment], folder: Path) -> IndexCounts:
    """Write all files of an index into *folder*, which exists and is empty. Document ids must be
    distinct.

    Numbers follow the order of ids, whatever the order of the segments: the same documents give the
    same index. Raises OSError, or WhooshWriterError when the process beside this one fails.
    """
    merged = _merge_while_loading(segments)
    words, records, postings = merged.words, merged.records, merged.postings
    titles = [document.title for document in merged.documents]
    metadata = [document.metadata for document in merged.documents]
    records.save(folder)
    save_vocabulary(words, folder)
    postings.save(folder)
    merged.write_texts(folder)
    del merged  # its texts are on disk: what follows needs the memory
    is_large = records.records >= _MANY_RECORDS
    with whoosh_index_beside(folder) if is_large else nullcontext():
        write_columns(titles, metadata, folder)
        project_words = write_project_words(records, postings, folder)
        relations = write_relations(words, postings, folder)
        write_grams(relations, project_words, folder)
    if not is_large:
        write_whoosh_here(folder)
    return IndexCounts(records.projects, records.records, len(words))


def _merge_while_loading(segments: Iterable[Segment]) -> MergedSegments:
    """*segments* as one, and the dictionary ready to be used.

    It takes seconds to prepare; meanwhile the segments are being analysed, in other processes if
    many.
    """
    with ThreadPoolExecutor(1) as beside:
        dictionary = beside.submit(swedish_lexicon)
        merged = merge_segments(list(segments))
        dictionary.result()
    return merged
