"""Swedish and nothing else: words, sentences, stems, compounds, dictionary, synonyms, alphabetical
order.

Knows no file of an index and no query."""
