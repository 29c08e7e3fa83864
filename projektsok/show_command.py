"""`projektsok show`: a document as the index, or the reader, sees it."""

from __future__ import annotations

from pathlib import Path

import click

from corpus.model import Document, Section
from projektsok.completion import complete_document_or_file
from projektsok.errors import UnknownFileError
from projektsok.output import Output, write_json, write_json_line
from projektsok.search_command import query_of
from projektsok.session import Session, index_option, json_option
from projektsok.swedish import SwedishCommand
from search.errors import NoIndexError, UnknownDocumentError
from search.serialising import document_as_json
from wording.project_facts import fact_texts
from wording.table_labels import kind_title


@click.command(
    cls=SwedishCommand,
    short_help="Visa ett dokument, ur indexet eller ur en fil.",
)
@click.argument(
    "name", metavar="ID_ELLER_FIL", shell_complete=complete_document_or_file
)
@index_option
@json_option
@click.pass_obj
def show(
    session: Session, name: str, index_option: Path | None, as_json: bool
) -> int:
    """Visa dokumentet ID ur indexet, eller FIL så som programmet läser den.

    En fil med flera dokument (.jsonl) visas hel; med --json skrivs då ett dokument per rad.
    """
    if Path(name).is_file():
        documents = _from_file(session, name)
    else:
        documents = [_from_index(session, name, index_option)]
    if as_json:
        _write_json(documents)
    else:
        for document in documents:
            _write_document(session.output, document)
    return 0


def _from_file(session: Session, name: str) -> list[Document]:
    # The readers take longer to load than a document of the index takes to show.
    from corpus import read_documents

    return list(
        read_documents(name, show_contacts=session.settings.show_contacts)
    )


def _from_index(
    session: Session, name: str, index_option: Path | None
) -> Document:
    try:
        with session.open_index(index_option) as index:
            return index.document(query_of([name]))
    except UnknownDocumentError as error:
        raise UnknownFileError(name) from error
    except NoIndexError as error:
        # Where there is no index, what looks like a path was meant as one.
        if "/" in name or Path(name).suffix:
            raise UnknownFileError(name) from error
        raise


def _write_json(documents: list[Document]) -> None:
    if len(documents) == 1:
        write_json(document_as_json(documents[0]))
        return
    for document in documents:
        write_json_line(document_as_json(document))


def _write_document(output: Output, document: Document) -> None:
    output.line(document.title, bold=True)
    for fact in fact_texts(document.metadata):
        output.line(f"{fact.label}: {', '.join(fact.values)}")
    for section in document.sections:
        output.line()
        output.line(_heading(section), bold=True)
        output.text(section.text)
    output.line()


def _heading(section: Section) -> str:
    """The heading as written, then what the program takes it for where that is not the same."""
    title = kind_title(section.kind)
    heading = section.heading or title
    is_same = heading.casefold() == title.casefold()
    return heading if is_same else f"{heading} [{title}]"
