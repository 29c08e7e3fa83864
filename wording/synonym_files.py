"""What is wrong with a file of synonyms, as the person who wrote it reads it."""

from __future__ import annotations

from search.errors import SynonymFault, SynonymFileError
from wording.catalogue import gettext as _
from wording.errors import error_text


@error_text.register
def synonym_file_text(error: SynonymFileError) -> str:
    faults = {
        SynonymFault.UNREADABLE: _("filen går inte att läsa som text i UTF-8"),
        SynonymFault.EMPTY_ENTRY: _("mellan två komman står inget ord"),
        SynonymFault.ONE_WORD: _("en grupp behöver minst två olika ord"),
    }
    fault = faults[error.fault]
    if error.line is None:
        return _("{file}: {fault}; spara den på nytt som text i UTF-8.").format(
            file=error.source, fault=fault
        )
    return _(
        "{file}, rad {line}: {fault}; skriv en grupp per rad med komma mellan orden."
    ).format(file=error.source, line=error.line, fault=fault)
