"""What goes wrong with an index, opened or built, as a person reads it."""

from __future__ import annotations

from corpus import FILE_SUFFIXES
from indexer.errors import (
    BusyIndexError,
    ChangedFileError,
    LostDocumentsError,
    NoDocumentsError,
    NoSourceError,
    NotAnIndexError,
    ShrinkingIndexError,
    StorageError,
    StorageProblem,
    TargetProblem,
    TaskFailedError,
    UnconfirmedSwitchError,
    WorkerLostError,
)
from search.errors import (
    ClosedIndexError,
    ContactsShownError,
    Damage,
    DamagedIndexError,
    IndexPart,
    NoIndexError,
    NoIndexReason,
    OutdatedIndexError,
    UnknownDocumentError,
)
from wording.catalogue import gettext as _
from wording.errors import error_text
from wording.faults import fault_text


@error_text.register
def no_index_text(error: NoIndexError) -> str:
    reasons = {
        NoIndexReason.NOTHING_THERE: _("där finns inget index"),
        NoIndexReason.A_FILE: _("är en fil och inget index"),
        NoIndexReason.NO_PERMISSION: _("går inte att läsa"),
    }
    return _(
        "{path}: {reason}; bygg ett med: projektsok rebuild --index {path}"
    ).format(path=error.path, reason=reasons[error.reason])


@error_text.register
def contacts_shown_text(error: ContactsShownError) -> str:
    return _(
        "{path}: indexet byggdes med kontaktpersoner, som inställningarna inte längre visar; "
        "bygg om det med: projektsok rebuild MAPP --index {path}"
    ).format(path=error.path)


@error_text.register
def closed_index_text(error: ClosedIndexError) -> str:
    return _("{path}: indexet är stängt; öppna det igen.").format(
        path=error.path
    )


@error_text.register
def outdated_index_text(error: OutdatedIndexError) -> str:
    parts = {
        IndexPart.FORMAT: _("indexets format"),
        IndexPart.LAYOUT: _("filernas innehåll"),
        IndexPart.KINDS: _("avsnittens slag eller vikt"),
        IndexPart.FACTS: _("uppgifterna om projekten"),
        IndexPart.LANGUAGE: _("ordlistorna eller ordens former"),
        IndexPart.WHOOSH: _("Whooshindexets fält"),
    }
    return _(
        "{path}: indexet är gjort av en annan version av programmet ({part} har ändrats); "
        "bygg om det med: projektsok rebuild MAPP --index {path}"
    ).format(path=error.path, part=parts[error.part])


@error_text.register
def damaged_index_text(error: DamagedIndexError) -> str:
    return _(
        "{path}: indexet är skadat ({damage}); "
        "bygg om det med: projektsok rebuild MAPP --index {path}"
    ).format(path=error.path, damage=_damage_text(error))


def _damage_text(error: DamagedIndexError) -> str:
    texts = {
        Damage.MISSING_FILE: _("{file} saknas"),
        Damage.CHANGED_FILE: _("{file} har ändrats"),
        Damage.SHORT_FILE: _("{file} är kortare än den ska vara"),
        Damage.UNREADABLE_FILE: _("{file} går inte att läsa"),
        Damage.POINTS_NOWHERE: _("{file} pekar inte ut någon generation"),
    }
    text = texts[error.damage].format(file=error.file or _("en fil"))
    return f"{text}: {error.details}" if error.details else text


@error_text.register
def unknown_document_text(error: UnknownDocumentError) -> str:
    return _("Det finns inget dokument med id {document_id}.").format(
        document_id=repr(error.document_id)
    )


@error_text.register
def no_source_text(error: NoSourceError) -> str:
    return _("{path}: {fault}; kontrollera sökvägen.").format(
        path=error.path, fault=fault_text(error.fault)
    )


@error_text.register
def no_documents_text(error: NoDocumentsError) -> str:
    sources = ", ".join(map(str, error.sources))
    if not error.skipped:
        return _(
            "{sources}: här finns inga dokument att läsa (filer som slutar på {suffixes}); "
            "inget index skrevs."
        ).format(sources=sources, suffixes=", ".join(FILE_SUFFIXES))
    first = error.skipped[0]
    return _(
        "{sources}: ingen av filerna gick att läsa (till exempel {path}: {fault}); "
        "inget index skrevs."
    ).format(sources=sources, path=first.path, fault=fault_text(first.fault))


@error_text.register
def not_an_index_text(error: NotAnIndexError) -> str:
    problems = {
        TargetProblem.A_FILE: _("är en fil och inget index"),
        TargetProblem.OTHER_CONTENTS: _("mappen innehåller annat än ett index"),
    }
    return _(
        "{path}: {problem}; välj en tom eller ny mapp för indexet."
    ).format(path=error.path, problem=problems[error.problem])


@error_text.register
def busy_index_text(error: BusyIndexError) -> str:
    return _(
        "{path}: indexet byggs redan av ett annat program; "
        "vänta tills det är klart och försök igen."
    ).format(path=error.path)


@error_text.register
def shrinking_index_text(error: ShrinkingIndexError) -> str:
    return _(
        "{path}: det nya indexet skulle få {after} dokument i stället för {before}, "
        "så det gamla behålls; bygg med --force om det är meningen."
    ).format(path=error.path, after=error.after, before=error.before)


@error_text.register
def storage_text(error: StorageError) -> str:
    return _(
        "{path}: indexet går inte att skriva ({problem}); ett äldre index ligger kvar orört."
    ).format(path=error.path, problem=_storage_problem_text(error))


@error_text.register
def unconfirmed_switch_text(error: UnconfirmedSwitchError) -> str:
    return _(
        "{path}: det nya indexet är i bruk, men disken bekräftade inte bytet ({problem}); "
        "kontrollera disken och bygg om indexet."
    ).format(path=error.path, problem=_storage_problem_text(error))


def _storage_problem_text(error: StorageError | UnconfirmedSwitchError) -> str:
    texts = {
        StorageProblem.DISK_FULL: _("disken är full"),
        StorageProblem.QUOTA_USED: _("utrymmet på disken är slut"),
        StorageProblem.READ_ONLY: _("disken är skrivskyddad"),
        StorageProblem.NO_PERMISSION: _("behörighet saknas"),
        StorageProblem.DISK_FAILS: _("disken svarar med fel"),
        StorageProblem.LONG_PATH: _("sökvägen är för lång"),
        StorageProblem.PATH_THROUGH_FILE: _("en del av sökvägen är en fil"),
        StorageProblem.MANY_OPEN_FILES: _("för många filer är öppna"),
    }
    return texts.get(error.problem, error.system_text)


@error_text.register
def lost_documents_text(error: LostDocumentsError) -> str:
    return _(
        "{path}: det nya indexet stämmer inte ({written} dokument skrevs av {read} lästa) "
        "och togs inte i bruk; försök igen."
    ).format(path=error.path, written=error.written, read=error.read)


@error_text.register
def changed_file_text(error: ChangedFileError) -> str:
    return _(
        "{path}: det nya indexet stämmer inte ({file} fick annat innehåll på disken) "
        "och togs inte i bruk; försök igen."
    ).format(path=error.path, file=error.file)


@error_text.register
def task_failed_text(error: TaskFailedError) -> str:
    file = error.file or _("ett av dokumenten")
    cause = f"{error.kind}: {error.details}" if error.details else error.kind
    return _(
        "{file}: programmet har ett fel som stoppade läsningen ({cause}, {place}); "
        "inget index skrevs. Flytta undan filen och anmäl felet."
    ).format(file=file, cause=cause, place=error.place)


@error_text.register
def worker_lost_text(error: WorkerLostError) -> str:
    if error.reason:
        return _(
            "En arbetsprocess misslyckades ({reason}); inget index skrevs."
        ).format(reason=error.reason)
    return _(
        "En arbetsprocess avslutades i förtid (kod {exit_code}), kanske av minnesbrist; "
        "inget index skrevs."
    ).format(exit_code=error.exit_code)
