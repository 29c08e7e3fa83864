"""The format of an index: arrays, records, words and their relations, facts as columns, texts,
generations, Whoosh.

Knows the language, no query."""
