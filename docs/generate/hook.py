"""MkDocs calls this while it builds the site: takes in the papers that lie at the root of the
repository, and fills in what is written from the code.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from docs.generate.parts import ROOT, ROOT_PAPERS, fill_in


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the papers that lie outside the folder of pages."""
    for source, target in ROOT_PAPERS.items():
        files.append(
            File.generated(config, target, content=(ROOT / source).read_bytes())
        )
    return files


def on_page_markdown(
    markdown: str, page: Page, config: MkDocsConfig, files: Files
) -> str:
    """Fill in the generated parts and set the links right."""
    return fill_in(markdown, page.file.src_uri)
