"""Words across the seam: what they have in common, and which of the index they are."""
