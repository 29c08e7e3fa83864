"""Matching and ranking behind the `Engine` Protocol: clauses, postings, scores, facets, where words
stand.

Knows store and query."""
