"""Writes the reference from the code: commands, facts, kinds, values, arrays, answers."""
