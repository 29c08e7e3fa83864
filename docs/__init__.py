"""The papers of the house, and what writes the parts of them that are facts of the code."""
