"""How much of a query is read: what is longer, deeper or wider is cut, and a notice says so."""

from __future__ import annotations

from typing import Final

MAX_WORDS: Final = 64
"""Each part of a hyphenated word is one: "e-tjänst" is two."""
MAX_FUZZY_WORDS: Final = 8
"""Words with `~`: each is compared with all indexed words that are nearly as long."""
MAX_NESTING: Final = 20
MAX_SLOP: Final = 100
"""Words between the first and the last word of a phrase with `~`."""
DEFAULT_SLOP: Final = 5
"""Of a phrase with a bare `~`."""
