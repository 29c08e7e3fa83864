"""How good the ranking is, by judged queries."""
