"""A place in a text that is being read, and what stands there."""

from __future__ import annotations

import re

_OUTSIDE = " "
"""What stands before the text and after it."""


class Cursor:
    """Reads one text from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    @property
    def is_at_end(self) -> bool:
        return self.position >= len(self.text)

    @property
    def char(self) -> str:
        """The character to be read next."""
        return (
            self.text[self.position]
            if self.position < len(self.text)
            else _OUTSIDE
        )

    @property
    def char_before(self) -> str:
        """The last character that was read."""
        return self.char_at(self.position - 1)

    def char_at(self, position: int) -> str:
        """The character at *position*, a blank outside the text."""
        is_inside = 0 <= position < len(self.text)
        return self.text[position] if is_inside else _OUTSIDE

    def sees(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match of *pattern* here, which is still to be read."""
        return pattern.match(self.text, self.position)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match of *pattern* here, which is then behind us."""
        match = self.sees(pattern)
        if match:
            self.position = match.end()
        return match

    def take_char(self) -> str:
        """The character here, which is then behind us."""
        char = self.char
        self.position += 1
        return char
