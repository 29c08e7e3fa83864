"""Which words belong together: stems, parts of compounds, letters without their rings and
dots, letter grams.

All of it is worked out once for each word of the vocabulary when an index is built, never for each
occurrence. Texts are stored as 64-bit hashes, so that a lookup is a binary search in a
memory-mapped array.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.language.analysis import ELLIPSIS
from search.language.compounds import CompoundSplitter, Part
from search.language.joined_words import stem_of
from search.language.letters import bare_letters, grams
from search.language.lexicon_file import swedish_lexicon
from search.language.part_counts import swedish_part_counts, write_part_counts
from search.language.stems import Stemmer
from search.store.arrays import (
    ArrayFile,
    ByteArray,
    HashArray,
    IntArray,
    LongArray,
    PostingArrays,
    offsets,
)

LEXICON_FILE: Final = "lexicon.bin"
PARTS_FILE: Final = "compound_parts.tsv"


def text_hash(text: str) -> np.uint64:
    """A hash of *text* that is the same on every machine and run."""
    return np.uint64(
        int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little")
    )


@dataclass(frozen=True, slots=True)
class RelationArrays(ArrayFile):
    """The relations of words by number. Stems, folds and grams are numbered by
    their hash.
    """

    stem_hashes: HashArray
    """(stems,) ascending."""
    word_stems: IntArray
    """(words,) the stem of each word."""
    stem_words: LongArray
    """(stems + 1,) first of each stem's entries in words_by_stem."""
    words_by_stem: IntArray
    """(words,)"""
    stem_parts: LongArray
    """(stems + 1,) first of the entries of compounds that have the stem as a part."""
    part_words: IntArray
    """(parts,) the compound, by stem of the part."""
    part_starts: ByteArray
    """(parts,) where the part begins in the compound, characters."""
    part_ends: ByteArray
    """(parts,)"""
    word_parts: LongArray
    """(words + 1,) first of each compound's entries in parts_by_word; a word that is no compound
    has none.
    """
    parts_by_word: IntArray
    """(parts,) stems of the parts, in order within a word."""
    fold_hashes: HashArray
    """(folded words,) ascending; only of words that folding changes."""
    fold_words: IntArray
    """(folded words,)"""
    stem_fold_hashes: HashArray
    """(folded stems,) ascending; of the stems that folding changes."""
    folded_stems: IntArray
    """(folded stems,)"""
    gram_hashes: HashArray
    """(grams,) ascending."""
    word_grams: LongArray
    """(words + 1,) first of each word's entries in grams_by_word."""
    grams_by_word: IntArray
    """(entries,) distinct within a word."""
    gram_words: LongArray
    """(grams + 1,) first of each gram's entries in words_by_gram."""
    words_by_gram: IntArray
    """(entries,)"""


def find_hashes(hashes: HashArray, wanted: Iterable[str]) -> list[int | None]:
    """The index of each wanted text's hash in the ascending *hashes*, None where it is not
    there.
    """
    keys = np.array([text_hash(text) for text in wanted], np.uint64)
    at = np.searchsorted(hashes, keys)
    found = at < len(hashes)
    found[found] = hashes[at[found]] == keys[found]
    return [int(index) if there else None for index, there in zip(at, found, strict=True)]


def write_relations(words: Sequence[str], postings: PostingArrays, folder: Path) -> RelationArrays:
    """Work out and write the relations of the vocabulary *words* (sorted) into *folder*."""
    stemmer = Stemmer()
    counts = np.diff(postings.word_postings).tolist()
    word_counts = {word: n for word, n in zip(words, counts, strict=True) if word.isalpha()}
    part_counts = swedish_part_counts(stemmer.lemmas, word_counts)
    splitter = CompoundSplitter(stemmer, part_counts)
    (folder / LEXICON_FILE).write_bytes(swedish_lexicon())
    write_part_counts(part_counts, folder / PARTS_FILE)
    stems = [stem_of(word, stemmer, splitter) for word in words]
    parts = [_parts_of(word, splitter) for word in words]
    part_count = sum(map(len, parts))
    part_stems = [part.stem for found in parts for part in found]
    hashes = _hashes(stems + part_stems)
    stem_hashes, numbers = np.unique(hashes, return_inverse=True)
    word_stems, part_numbers = numbers[: len(words)], numbers[len(words) :]
    by_stem, by_part = (
        np.argsort(word_stems, kind="stable"),
        np.argsort(part_numbers, kind="stable"),
    )
    flat = [part for found in parts for part in found]
    part_words = np.repeat(
        np.arange(len(words)), np.fromiter(map(len, parts), np.int64, len(words))
    )
    fold_hashes, fold_words = _folds(enumerate(words))
    stem_fold_hashes, folded_stems = _folds(zip(word_stems.tolist(), stems, strict=True))
    gram_hashes, word_grams, grams_by_word, gram_words, words_by_gram = _grams(words)
    arrays = RelationArrays(
        stem_hashes=stem_hashes,
        word_stems=word_stems.astype(np.int32),
        stem_words=offsets(np.bincount(word_stems, minlength=len(stem_hashes))),
        words_by_stem=by_stem.astype(np.int32),
        stem_parts=offsets(np.bincount(part_numbers, minlength=len(stem_hashes))),
        part_words=part_words[by_part].astype(np.int32),
        part_starts=np.fromiter((part.start for part in flat), np.uint8, part_count)[by_part],
        part_ends=np.fromiter((part.end for part in flat), np.uint8, part_count)[by_part],
        word_parts=offsets(np.fromiter(map(len, parts), np.int64, len(words))),
        parts_by_word=part_numbers.astype(np.int32),
        fold_hashes=fold_hashes,
        fold_words=fold_words,
        stem_fold_hashes=stem_fold_hashes,
        folded_stems=folded_stems,
        gram_hashes=gram_hashes,
        word_grams=word_grams,
        grams_by_word=grams_by_word,
        gram_words=gram_words,
        words_by_gram=words_by_gram,
    )
    arrays.save(folder)
    return arrays


def _parts_of(word: str, splitter: CompoundSplitter) -> tuple[Part, ...]:
    return splitter.split(word) if len(word) >= 6 and word.isalpha() else ()


def _hashes(texts: Sequence[str]) -> HashArray:
    known: dict[str, np.uint64] = {text: text_hash(text) for text in set(texts)}
    return np.fromiter(map(known.__getitem__, texts), np.uint64, len(texts))


def _folds(numbered: Iterable[tuple[int, str]]) -> tuple[HashArray, IntArray]:
    """The hashes of the folded texts, ascending, with the number of each; only of texts that
    folding changes.
    """
    folded = sorted(
        {
            (text_hash(bare), number)
            for number, text in numbered
            if (bare := bare_letters(text)) != text
        }
    )
    hashes = np.fromiter((hash_ for hash_, _ in folded), np.uint64, len(folded))
    return hashes, np.fromiter((number for _, number in folded), np.int32, len(folded))


def _grams(words: Sequence[str]) -> tuple[HashArray, LongArray, IntArray, LongArray, IntArray]:
    per_word = [() if ELLIPSIS in word else tuple(dict.fromkeys(grams(word))) for word in words]
    hashes = _hashes([gram for found in per_word for gram in found])
    gram_hashes, numbers = np.unique(hashes, return_inverse=True)
    counts = np.fromiter(map(len, per_word), np.int64, len(words))
    owners: NDArray[np.int32] = np.repeat(np.arange(len(words), dtype=np.int32), counts)
    order = np.argsort(numbers, kind="stable")
    gram_words = offsets(np.bincount(numbers, minlength=len(gram_hashes)))
    return gram_hashes, offsets(counts), numbers.astype(np.int32), gram_words, owners[order]
