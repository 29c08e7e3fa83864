"""One reader for each shape of file, and what only readers use."""
