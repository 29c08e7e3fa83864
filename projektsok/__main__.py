"""`python -m projektsok`."""

from __future__ import annotations

from projektsok.cli import main

main()
