"""What cannot be read, and why, as a person reads it."""

from __future__ import annotations

from corpus.errors import BinaryContent, Fault, Problem, UnreadableFileError
from wording.catalogue import gettext as _
from wording.counts import counted
from wording.errors import error_text


def fault_text(fault: Fault) -> str:
    """*fault* as a clause without a full stop, to stand after the name of the file.

    >>> fault_text(Fault(Problem.BAD_JSON, line=3))
    'rad 3 är inte giltig JSON'
    """
    match fault.problem:
        case Problem.TOO_LARGE:
            return _too_large_text(
                fault.size_bytes or 0, fault.limit_bytes or 0
            )
        case Problem.BINARY:
            return _binary_text(fault.content or BinaryContent.UNKNOWN)
        case Problem.BAD_JSON:
            return _("rad {line} är inte giltig JSON").format(line=fault.line)
        case Problem.NO_JSON_OBJECT:
            return _(
                "rad {line} är inte ett JSON-objekt med id, title och sections eller text"
            ).format(line=fault.line)
        case Problem.REPEATED_ID:
            return _(
                "dokument {document_id}: ett annat dokument har samma id"
            ).format(document_id=fault.document_id)
        case Problem.MORE_FAULTS:
            return counted(
                "ytterligare {count} rad eller dokument hoppades över",
                "ytterligare {count} rader eller dokument hoppades över",
                fault.count or 0,
            )
        case Problem.SYSTEM_ERROR:
            return _("går inte att läsa ({system_text})").format(
                system_text=fault.system_text
            )
        case problem:
            return _plain_text(problem)


def _plain_text(problem: Problem) -> str:
    """The clause of a problem that has no facts."""
    texts = {
        Problem.MISSING: _("filen eller mappen finns inte"),
        Problem.NO_PERMISSION: _("du saknar rätt att läsa den"),
        Problem.FOLDER: _(
            "är en mapp och ingen fil, eller en mapp som inte får läsas"
        ),
        Problem.NO_REGULAR_FILE: _("är ingen vanlig fil"),
        Problem.LINK_LOOP: _("är en länk som leder tillbaka till sig själv"),
        Problem.IMPOSSIBLE_PATH: _(
            "sökvägen innehåller ett tecken som inte är tillåtet"
        ),
        Problem.EMPTY: _("filen är tom"),
        Problem.SEVERAL_DOCUMENTS: _("filen innehåller flera dokument"),
    }
    return texts[problem]


def _too_large_text(size_bytes: int, limit_bytes: int) -> str:
    return _(
        "filen är {size} MB och gränsen för ett dokument är {limit} MB; "
        "dela upp den eller gör om den till JSON Lines (.jsonl)"
    ).format(size=round(size_bytes / 1e6), limit=round(limit_bytes / 1e6))


def _binary_text(content: BinaryContent) -> str:
    if content is BinaryContent.UNKNOWN:
        return _("filen innehåller inte text (binära data)")
    names = {
        BinaryContent.PDF: _("en PDF-fil"),
        BinaryContent.ZIP_OR_OFFICE: _("en zip-fil eller ett Officedokument"),
        BinaryContent.OLD_OFFICE: _("ett äldre Officedokument"),
        BinaryContent.RTF: _("ett RTF-dokument"),
        BinaryContent.IMAGE: _("en bild"),
        BinaryContent.COMPRESSED: _("en komprimerad fil"),
    }
    return _("filen innehåller inte ren text utan är {content}").format(
        content=names[content]
    )


@error_text.register
def unreadable_file_text(error: UnreadableFileError) -> str:
    return f"{error.path}: {fault_text(error.fault)}"
