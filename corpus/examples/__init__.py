"""The shipped example corpus: invented project documents in the shapes real ones come in."""
