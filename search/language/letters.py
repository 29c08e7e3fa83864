"""Words as letters: without their rings and dots, and cut into grams."""

from __future__ import annotations

import unicodedata
from typing import Final

GRAM_LENGTH: Final = 4
_LONGEST_GRAMMED: Final = 60
_LETTERS: Final = str.maketrans("åäöæø", "aaoao")


def bare_letters(word: str) -> str:
    """*word* with nothing but bare letters: å and ä become a, ö becomes o, é becomes e."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.translate(_LETTERS))
    letters = [
        character
        for character in decomposed
        if not unicodedata.combining(character)
    ]
    return "".join(letters)


def grams(word: str) -> list[str]:
    """The 4-grams of the folded word with its borders: *vård* has *_var* and *vard* and *ard_*."""
    letters = bare_letters(word)[:_LONGEST_GRAMMED]
    bordered = f"_{letters}_"
    # A word of one letter is a gram of its own, though a short one.
    last_start = max(0, len(bordered) - GRAM_LENGTH)
    starts = range(last_start + 1)
    return [bordered[start : start + GRAM_LENGTH] for start in starts]


def begins_a_word(text: str, beginning: str) -> bool:
    """Whether *text* or a word inside it begins with *beginning*, letter by letter or with bare
    letters; case does not matter.
    """
    sought = beginning.casefold()
    whole = text.casefold()
    return _begins_exactly(whole, sought) or _begins_exactly(
        bare_letters(whole), sought
    )


def _begins_exactly(text: str, beginning: str) -> bool:
    place = text.find(beginning)
    while place >= 0:
        if place == 0 or not text[place - 1].isalnum():
            return True
        place = text.find(beginning, place + 1)
    return False
