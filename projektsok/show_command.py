"""`projektsok show`: a document as the index, or the reader, sees it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from corpus import read_documents
from corpus.model import SECTION_KINDS, Document, Metadata
from projektsok.completion import complete_document_or_file
from projektsok.errors import UnknownFileError
from projektsok.output import Output, write_json, write_json_line
from projektsok.search_command import query_of
from projektsok.session import Session, index_option, json_option
from projektsok.swedish import SwedishCommand
from search.errors import NoIndexError, UnknownDocumentError
from search.serialising import document_as_json
from wording.numbers import number_text, period_text


@click.command(cls=SwedishCommand, short_help="Visa ett dokument, ur indexet eller ur en fil.")
@click.argument("name", metavar="ID_ELLER_FIL", shell_complete=complete_document_or_file)
@index_option
@json_option
@click.pass_obj
def show(session: Session, name: str, index_option: Path | None, as_json: bool) -> int:
    """Visa dokumentet ID ur indexet, eller FIL så som programmet läser den.

    En fil med flera dokument (.jsonl) visas hel; med --json skrivs då ett dokument per rad.
    """
    if Path(name).is_file():
        documents = list(read_documents(name, show_contacts=session.settings.show_contacts))
    else:
        documents = [session.shown(_from_index(session, name, index_option))]
    if as_json:
        _write_json(documents)
    else:
        for document in documents:
            _write_document(session.output, document)
    return 0


def _from_index(session: Session, name: str, index_option: Path | None) -> Document:
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
    for label, value in _facts_of(document.metadata):
        output.line(f"{label}: {value}")
    for section in document.sections:
        output.line()
        # The heading as written, then what the program takes it for where that is not the same.
        name = SECTION_KINDS[section.kind]
        heading = section.heading or name
        output.line(
            heading if heading.casefold() == name.casefold() else f"{heading} [{name}]", bold=True
        )
        output.text(section.text)
    output.line()


def _facts_of(metadata: Metadata) -> Iterable[tuple[str, str]]:
    contact = metadata.contact
    facts = {
        "Programområde": metadata.programme,
        "Projektfas": metadata.phase,
        "Projektägare": metadata.owner,
        "Region": metadata.region,
        "Kommun": ", ".join(metadata.municipalities),
        "Projektperiod": period_text(metadata.start, metadata.end),
        "Beviljat ESF-stöd": _kronor(metadata.grant_sek),
        "Total projektbudget": _kronor(metadata.budget_sek),
        "Samarbetspartners": ", ".join(metadata.partners),
        "Deltagande aktörer": ", ".join(metadata.participants),
        "Kontaktperson": contact.name if contact else None,
        "E-post": contact.email if contact else None,
        "Telefonnummer": contact.phone if contact else None,
        **metadata.other,
    }
    return ((label, value) for label, value in facts.items() if value)


def _kronor(amount: int | None) -> str | None:
    return None if amount is None else f"{number_text(amount)} kr"
