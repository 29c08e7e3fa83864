"""Where sentences begin: the borders a passage is cut at."""

from __future__ import annotations

import re
from itertools import chain
from typing import Final

LONGEST_SENTENCE: Final = 320
"""Characters; what runs on for longer (lists, tables, lost full stops) is cut between words."""

_BORDER: Final = re.compile(
    r"""(?<=[.!?…:;])["”’»)\]]*[^\S\n]+(?=["“”’«(\[]?[A-ZÅÄÖÉ\d•–-])   # after a full stop, before a capital
      |(?<!\w-)\n\s*                                                  # and at every new line, but in *barn-/och*
    """,
    re.VERBOSE,
)
_WORDLIKE: Final = re.compile(r"[\w:\u00ad\u2010\u2011\u0300-\u036f-]")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:t\.? ?ex|bl\.? ?a|d\.? ?v\.? ?s|s\.? ?k|m\.? ?m|m\.? ?fl|f\.? ?n|e\.? ?d|fr\.? ?o\.? ?m|t\.? ?o\.? ?m"
    r"|kap|ca|nr|resp|ev|inkl|exkl|prop|st|kl|tel|jfr|ang|avd|obs|max|min|milj|mkr|tkr|kr|sid|s|dr|prof)\."
    r"|(?:^|\n)\s*\d{1,2}(?:\.\d{1,2})*\.?|\b[A-ZÅÄÖ]\.)$",
    re.IGNORECASE,
)


def sentence_starts(text: str) -> list[int]:
    """The offsets where sentences of *text* begin, ascending; the first is 0, and [] for no text at
    all.
    """
    if not text:
        return []
    starts = [0]
    for border in _BORDER.finditer(text):
        at = border.end()
        if at >= len(text) or ("\n" not in border[0] and _goes_on(text, border.start())):
            continue
        starts += _cuts(text, starts[-1], at)
        starts.append(at)
    return starts + _cuts(text, starts[-1], len(text))


def _goes_on(text: str, border: int) -> bool:
    """Whether the sentence continues after *border*: a colon, an abbreviation, the number of a list
    item.
    """
    if text[border - 1] in ":;":
        return False
    if text[max(0, border - 6) : border - 1].isalpha() and border > 5:
        return False  # longer than any abbreviation
    return text[border - 1] == "." and bool(_ABBREVIATION.search(text, max(0, border - 12), border))


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Offsets that cut text[start:end] into pieces no longer than the longest sentence; a word is
    never cut.
    """
    cuts = []
    while end - start > LONGEST_SENTENCE:
        before = range(start + LONGEST_SENTENCE, start, -1)
        after = range(start + LONGEST_SENTENCE + 1, end)
        start = next((at for at in chain(before, after) if not _WORDLIKE.match(text[at - 1])), end)
        if start < end:
            cuts.append(start)
    return cuts
