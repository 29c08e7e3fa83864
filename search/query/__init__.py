"""What a person typed: scanner, parser, tree, fields, ranges, filters, and what could not be read
as meant.

Knows no language analysis and no index."""
