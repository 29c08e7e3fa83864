"""From a parsed query to what is shown: expansion, word forms, passages, explanation, suggestions,
similar projects.

Talks to the engine through its Protocol."""
