"""What the program says to people: sentences made of values, for the page and the command."""

import wording.queries  # noqa: F401 - gives the errors of search their sentences
