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
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np

from search.language.analysis import ELLIPSIS
from search.language.compounds import CompoundSplitter
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
    by_group,
    lengths,
    offsets,
)

LEXICON_FILE: Final = "lexicon.bin"
PARTS_FILE: Final = "compound_parts.tsv"


def text_hash(text: str) -> np.uint64:
    """A hash of *text* that is the same on every machine and run."""
    digest = blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "little"))


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
    places = np.searchsorted(hashes, keys)
    is_there = places < len(hashes)
    is_there[is_there] = hashes[places[is_there]] == keys[is_there]
    pairs = zip(places.tolist(), is_there.tolist(), strict=True)
    return [place if there else None for place, there in pairs]


def write_relations(
    words: Sequence[str], postings: PostingArrays, folder: Path
) -> RelationArrays:
    """Work out and write the relations of the vocabulary *words* (sorted) into *folder*."""
    stemmer = Stemmer()
    part_counts = swedish_part_counts(
        stemmer.lemmas, _word_counts(words, postings)
    )
    (folder / LEXICON_FILE).write_bytes(swedish_lexicon())
    write_part_counts(part_counts, folder / PARTS_FILE)
    arrays = _relations(words, stemmer, CompoundSplitter(stemmer, part_counts))
    arrays.save(folder)
    return arrays


def _word_counts(
    words: Sequence[str], postings: PostingArrays
) -> dict[str, int]:
    """In how many records each word of letters stands."""
    counts = np.diff(postings.word_postings).tolist()
    pairs = zip(words, counts, strict=True)
    return {word: count for word, count in pairs if word.isalpha()}


def _relations(
    words: Sequence[str], stemmer: Stemmer, splitter: CompoundSplitter
) -> RelationArrays:
    stems = [stem_of(word, stemmer, splitter) for word in words]
    parts = _parts(words, splitter)
    numbered = _numbered([*stems, *parts.stems])
    stem_count = len(numbered.hashes)
    word_stems, part_stems = (
        numbered.numbers[: len(words)],
        numbered.numbers[len(words) :],
    )
    stem_words, words_by_stem = by_group(word_stems, stem_count)
    stem_parts, parts_by_stem = by_group(part_stems, stem_count)
    word_folds = _folds(enumerate(words))
    stem_folds = _folds(zip(word_stems.tolist(), stems, strict=True))
    grams = _grams(words)
    return RelationArrays(
        stem_hashes=numbered.hashes,
        word_stems=word_stems,
        stem_words=stem_words,
        words_by_stem=words_by_stem.astype(np.int32),
        stem_parts=stem_parts,
        part_words=parts.words[parts_by_stem],
        part_starts=parts.starts[parts_by_stem],
        part_ends=parts.ends[parts_by_stem],
        word_parts=offsets(parts.counts),
        parts_by_word=part_stems,
        fold_hashes=word_folds.hashes,
        fold_words=word_folds.numbers,
        stem_fold_hashes=stem_folds.hashes,
        folded_stems=stem_folds.numbers,
        gram_hashes=grams.hashes,
        word_grams=grams.word_grams,
        grams_by_word=grams.grams_by_word,
        gram_words=grams.gram_words,
        words_by_gram=grams.words_by_gram,
    )


@dataclass(frozen=True, slots=True)
class _Hashed:
    """Ascending hashes of texts, with numbers."""

    hashes: HashArray
    numbers: IntArray


def _numbered(texts: Sequence[str]) -> _Hashed:
    """The distinct hashes of *texts*, and the index among them of each text, shape (texts,)."""
    hash_of = {text: text_hash(text) for text in set(texts)}
    hashes_of_texts = map(hash_of.__getitem__, texts)
    hashes = np.fromiter(hashes_of_texts, np.uint64, len(texts))
    distinct, numbers = np.unique(hashes, return_inverse=True)
    return _Hashed(distinct, numbers.astype(np.int32))


def _folds(numbered: Iterable[tuple[int, str]]) -> _Hashed:
    """The hashes of the folded texts with the number of each; only of texts that folding
    changes.
    """
    folded = set()
    for number, text in numbered:
        bare = bare_letters(text)
        if bare != text:
            folded.add((text_hash(bare), number))
    in_order = sorted(folded)
    hashes = [hash_ for hash_, _ in in_order]
    numbers = [number for _, number in in_order]
    return _Hashed(
        np.array(hashes, np.uint64),
        np.array(numbers, np.int32),
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of all compounds, word by word and in their order, shapes (parts,)."""

    stems: list[str]
    words: IntArray
    """The compound each is a part of."""
    starts: ByteArray
    ends: ByteArray
    counts: LongArray
    """(words,) how many parts each word has."""


def _parts(words: Sequence[str], splitter: CompoundSplitter) -> _Parts:
    parts_of_words = [splitter.split(word) for word in words]
    counts = lengths(parts_of_words)
    parts = list(chain.from_iterable(parts_of_words))
    return _Parts(
        stems=[part.stem for part in parts],
        words=np.repeat(np.arange(len(words), dtype=np.int32), counts),
        starts=np.array([part.start for part in parts], np.uint8),
        ends=np.array([part.end for part in parts], np.uint8),
        counts=counts,
    )


@dataclass(frozen=True, slots=True)
class _Grams:
    """The letter grams of words; see `RelationArrays` for the arrays."""

    hashes: HashArray
    word_grams: LongArray
    grams_by_word: IntArray
    gram_words: LongArray
    words_by_gram: IntArray


def _grams(words: Sequence[str]) -> _Grams:
    grams_of_words = [_distinct_grams(word) for word in words]
    counts = lengths(grams_of_words)
    numbered = _numbered(list(chain.from_iterable(grams_of_words)))
    word_of_entry = np.repeat(np.arange(len(words), dtype=np.int32), counts)
    gram_count = len(numbered.hashes)
    gram_words, entries_by_gram = by_group(numbered.numbers, gram_count)
    return _Grams(
        hashes=numbered.hashes,
        word_grams=offsets(counts),
        grams_by_word=numbered.numbers,
        gram_words=gram_words,
        words_by_gram=word_of_entry[entries_by_gram],
    )


def _distinct_grams(word: str) -> tuple[str, ...]:
    """The grams of *word* in order; none of what stands for a word that was left out."""
    if ELLIPSIS in word:
        return ()
    return tuple(dict.fromkeys(grams(word)))
