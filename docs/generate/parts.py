"""What may be filled in on a page, and which papers of the repository are pages of the site."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from docs.generate import answers, commands, concepts, index_format, python_api

ROOT: Final = Path(__file__).parent.parent.parent
PARTS: Final[Mapping[str, Callable[[], str]]] = {
    "commands": commands.command_pages,
    "filters": concepts.filters_table,
    "fields of sections": concepts.fields_of_sections_table,
    "facts": concepts.facts_table,
    "kinds": concepts.kinds_table,
    "formats": concepts.formats_table,
    "sort orders": concepts.sort_orders,
    "public names": python_api.public_names,
    "search options": python_api.search_options,
    "match": python_api.match_values,
    "reasons": python_api.reasons,
    "seam": python_api.seam_table,
    "errors": python_api.error_trees,
    "parts of an index": index_format.parts_table,
    "layout": index_format.layout,
    "arrays": index_format.array_tables,
    "routes": answers.routes_table,
    **{f"answer {name}": answers.answer(name) for name in answers.ADDRESSES},
}
"""What may stand in a page as `<!-- generated: NAME -->`."""

ROOT_PAPERS: Final[Mapping[str, str]] = {
    "ARCHITECTURE.md": "explanation/architecture.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "benchmarks/RESULTS.md": "explanation/results.md",
    "benchmarks/growth.svg": "explanation/growth.svg",
}
"""Files of the repository that are pages of the site too, and where."""

MARKER: Final = re.compile(r"<!-- generated: (.+?) -->")
LINK: Final = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)#\s]+)")


def fill_in(markdown: str, page: str) -> str:
    """*markdown*, which is the page at *page*, with its generated parts.

    Links between files of the repository become links between pages of the site.
    """
    filled = MARKER.sub(lambda found: PARTS[found[1]](), markdown)
    return LINK.sub(lambda found: page_link(page, found[1]), filled)


def page_link(page: str, link: str) -> str:
    """*link*, which stands in *page* and is true in the repository, as it must be on the site."""
    folder = posixpath.dirname(_in_repository(page))
    aim = posixpath.normpath(posixpath.join(folder, link))
    among_pages = os.path.relpath(aim, "docs")
    target = ROOT_PAPERS.get(aim, among_pages)
    from_folder = posixpath.dirname(page) or "."
    return os.path.relpath(target, from_folder)


def _in_repository(page: str) -> str:
    for source, target in ROOT_PAPERS.items():
        if target == page:
            return source
    return f"docs/{page}"
