"""How a query was read, what of it could not be, and what no query can be, in plain Swedish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from corpus.facts import FILTERS, FactType
from corpus.kinds import TITLE
from search.errors import (
    BadValueError,
    Expected,
    OneOf,
    UnknownFilterError,
    UnknownSectionError,
    ValueForm,
    WholeNumber,
)
from search.query.limits import (
    MAX_FUZZY_WORDS,
    MAX_NESTING,
    MAX_SLOP,
    MAX_WORDS,
)
from search.query.notices import Notice, NoticeKind
from search.query.tree import (
    And,
    Filter,
    InSection,
    Node,
    Not,
    Or,
    Phrase,
    Word,
)
from search.results import Reading
from wording.catalogue import N_
from wording.catalogue import gettext as _
from wording.errors import error_text
from wording.numbers import date_text, kronor_text, number_text
from wording.table_labels import kind_title

_CONNECTIVES: Final = frozenset({"och", "eller", "inte"})

_NOTICES: Final[Mapping[NoticeKind, str]] = {
    NoticeKind.TOO_MANY_WORDS: N_(
        "Frågan är lång: bara de första {max_words} orden lästes."
    ),
    NoticeKind.TOO_MANY_FUZZY_WORDS: N_(
        "Högst {max_fuzzy_words} ord kan sökas i liknande stavningar; "
        "de andra lästes som vanliga ord."
    ),
    NoticeKind.TOO_MANY_PARENTHESES: N_(
        "Frågan har parenteser i mer än {max_nesting} nivåer; "
        "de innersta lästes inte som parenteser."
    ),
    NoticeKind.TOO_DEEP: N_(
        "Frågan är nästlad i mer än {max_nesting} nivåer; det innersta lästes inte."
    ),
    NoticeKind.NOT_OPENED: N_(
        "En slutparentes saknar början och hoppades över."
    ),
    NoticeKind.NOT_CLOSED: N_(
        "En parentes stängs aldrig; den lästes som stängd sist i frågan."
    ),
    NoticeKind.QUOTE_NOT_CLOSED: N_(
        "Ett citattecken stängs aldrig; orden efter det lästes som vanliga ord."
    ),
    NoticeKind.STAR_INSIDE: N_("Tecknet * fungerar bara sist i ett ord."),
    NoticeKind.LONG_SLOP: N_(
        "Ord kan sökas inom högst {max_slop} ord från varandra."
    ),
    NoticeKind.FIELD_INSIDE: N_(
        "Ett fält kan inte stå inuti ett annat fält; ”{text}” lästes som vanliga ord."
    ),
    NoticeKind.NO_FIELD: N_(
        "Det finns inget fält som heter ”{text}”; det lästes som ett vanligt ord."
    ),
    NoticeKind.NO_VALUE: N_(
        "Skriv det du söker direkt efter ”{text}:”, utan mellanslag; "
        "här lästes det som ett vanligt ord."
    ),
    NoticeKind.BAD_VALUE: N_("”{text}” lästes som vanliga ord; {expected}."),
    NoticeKind.NOTHING_BESIDE: N_(
        "”{text}” saknar ord bredvid sig och hoppades över."
    ),
    NoticeKind.NOTHING_IN_SECTION: N_(
        "Ett fält saknar ord efter sig och hoppades över."
    ),
    NoticeKind.LOWER_CASE_OPERATOR: N_(
        "”{text}” är här ett vanligt ord; skriv {capitals} med stora bokstäver om du menar det."
    ),
    NoticeKind.FEW_SHOW_PASSAGES: N_(
        "Bara de första {text} träffarna visar textställen och förklaringar; "
        "bläddra vidare eller be om färre per träff."
    ),
    NoticeKind.OTHER_LETTERS: N_(
        "Inget dokument har ”{text}” skrivet så; träffarna gäller ”{read_as}”."
    ),
}

_FORMS: Final[Mapping[ValueForm, str]] = {
    ValueForm.NAME: N_("skriv ett namn"),
    ValueForm.YEARS: N_("skriv ett år som 2012 eller ett spann som 2011..2013"),
    ValueForm.DAYS: N_(
        "skriv år, månad eller dag som 2011, 2011-03 eller 2011-03-01, "
        "eller ett spann som 2011-03..2013"
    ),
    ValueForm.AMOUNTS: N_(
        "skriv ett belopp som 5000000, >5000000, 2mkr eller ett spann som 1000000..6000000"
    ),
    ValueForm.FILTER: N_("skriv till exempel filter=region:Stockholm"),
}


def notice_text(notice: Notice) -> str:
    """What the reader is told, as one sentence."""
    return _(_NOTICES[notice.kind]).format(
        text=notice.text,
        capitals=notice.text.upper(),
        read_as=notice.read_as,
        expected=expected_text(notice.expected)
        if notice.expected is not None
        else "",
        max_words=MAX_WORDS,
        max_fuzzy_words=MAX_FUZZY_WORDS,
        max_nesting=MAX_NESTING,
        max_slop=MAX_SLOP,
    )


def expected_text(expected: Expected) -> str:
    """What to write instead, as the end of a sentence."""
    match expected:
        case ValueForm():
            return _(_FORMS[expected])
        case OneOf((first, second)):
            return _("ange {first} eller {second}").format(
                first=first, second=second
            )
        case OneOf(choices):
            return _("välj bland: {choices}").format(choices=", ".join(choices))
        case WholeNumber(lowest, highest):
            return _("ange ett heltal från {lowest} till {highest}").format(
                lowest=number_text(lowest), highest=number_text(highest)
            )


@error_text.register
def _unknown_filter_text(error: UnknownFilterError) -> str:
    return _(
        "Det finns inget filter som heter {name!r}; välj bland: {known}."
    ).format(name=error.name, known=", ".join(error.known))


@error_text.register
def _unknown_section_text(error: UnknownSectionError) -> str:
    return _(
        "Det finns inget avsnitt som heter {name!r}; välj bland: {known}."
    ).format(name=error.name, known=", ".join(error.known))


@error_text.register
def _bad_value_text(error: BadValueError) -> str:
    return _("{name}: {value!r} går inte att använda; {expected}.").format(
        name=error.name,
        value=error.value,
        expected=expected_text(error.expected),
    )


def reading_text(reading: Reading) -> str:
    """How a query was read; "alla projekt" for one that is about nothing."""
    query = (
        _tree_text(reading.tree)
        if reading.tree is not None
        else _("alla projekt")
    )
    if not reading.synonyms:
        return query
    return _("{query}; även {synonyms}").format(
        query=query, synonyms=", ".join(reading.synonyms)
    )


def _tree_text(tree: Node) -> str:
    """Words come first, then what narrows them: exclusions, sections and filters in the order
    typed.
    """
    if isinstance(tree, Or):
        return _node_text(tree)
    nodes = tree.children if isinstance(tree, And) else (tree,)
    narrowing = [
        node for node in nodes if isinstance(node, Not | InSection | Filter)
    ]
    sought = [node for node in nodes if node not in narrowing]
    clauses = list(map(_node_text, narrowing))
    if sought:
        clauses.insert(0, _joined_by_and(sought))
    elif all(isinstance(node, Not) for node in nodes):
        clauses.insert(0, _("alla projekt"))
    return ", ".join(clauses)


def _node_text(node: Node) -> str:
    match node:
        case Word():
            return _word_text(node)
        case Phrase():
            return _phrase_text(node)
        case And(children):
            return _joined_by_and(children)
        case Or(children):
            return _(" eller ").join(map(_in_parentheses, children))
        case Not(child):
            return _("inte {what}").format(what=_in_parentheses(child))
        case InSection(kind, child):
            return _section_text(kind, child)
        case Filter():
            return f"{FILTERS[node.name].word} {_filter_value_text(node)}"


def _joined_by_and(nodes: Sequence[Node]) -> str:
    return _(" och ").join(map(_in_parentheses, nodes))


def _in_parentheses(node: Node) -> str:
    """*node*, in parentheses where it has parts of its own."""
    text = _node_text(node)
    return f"({text})" if isinstance(node, And | Or) else text


def _word_text(word: Word) -> str:
    if word.exact:
        return _("exakt ”{word}”").format(word=word.text)
    if word.prefix:
        return _("ord som börjar på ”{word}”").format(word=word.text)
    if word.fuzzy:
        return _("ord som liknar ”{word}”").format(word=word.text)
    looks_like_syntax = word.text.casefold() in _CONNECTIVES
    return f"”{word.text}”" if looks_like_syntax else word.text


def _phrase_text(phrase: Phrase) -> str:
    words = " ".join(phrase.words)
    if not phrase.slop:
        return _("frasen ”{words}”").format(words=words)
    return _("orden ”{words}” inom {slop} ord från varandra").format(
        words=words, slop=phrase.slop
    )


def _section_text(kind: str, child: Node) -> str:
    what = _in_parentheses(child)
    if kind == TITLE:
        return _("i titeln: {what}").format(what=what)
    return _("i avsnittet {section}: {what}").format(
        section=kind_title(kind), what=what
    )


def _filter_value_text(node: Filter) -> str:
    if node.values:
        return _alternatives_text(node)
    low, high = node.low, node.high
    if isinstance(low, date) or isinstance(high, date):
        return _days_text(
            low if isinstance(low, date) else None,
            high if isinstance(high, date) else None,
        )
    if FILTERS[node.name].type is FactType.AMOUNT:
        return _amounts_text(low, high)
    return _years_text(low, high)


def _alternatives_text(node: Filter) -> str:
    prefix = (
        f"{FILTERS[node.name].word} "  # not "programområde programområde 1"
    )
    values = [
        value[len(prefix) :] if value.casefold().startswith(prefix) else value
        for value in node.values
    ]
    *others, last = values
    if not others:
        return last
    return _("{others} eller {last}").format(
        others=", ".join(others), last=last
    )


def _years_text(low: int | None, high: int | None) -> str:
    if low is None:
        return _("{year} eller tidigare").format(year=high)
    if high is None:
        return _("{year} eller senare").format(year=low)
    return str(low) if low == high else f"{low}–{high}"


def _days_text(first: date | None, last: date | None) -> str:
    if last is None:
        return (
            _("från och med {day}").format(day=date_text(first))
            if first
            else ""
        )
    if first is None:
        return _("till och med {day}").format(day=date_text(last))
    are_whole_years = (first.month, first.day, last.month, last.day) == (
        1,
        1,
        12,
        31,
    )
    if are_whole_years:
        return _years_text(first.year, last.year)
    if first == last:
        return date_text(first)
    return f"{date_text(first)}–{date_text(last)}"


def _amounts_text(low: int | None, high: int | None) -> str:
    """A range of kronor; the 5000001 that ">5000000" became is said as "över 5 000 000 kr"."""
    if high is None:
        return _at_least_text(low or 0)
    if low is None:
        return _at_most_text(high)
    if low == high:
        return kronor_text(low)
    return f"{number_text(low)}–{kronor_text(high)}"


def _at_least_text(amount: int) -> str:
    if amount % 1000 == 1:
        return _("över {amount}").format(amount=kronor_text(amount - 1))
    return _("minst {amount}").format(amount=kronor_text(amount))


def _at_most_text(amount: int) -> str:
    if amount % 1000 == 999:
        return _("under {amount}").format(amount=kronor_text(amount + 1))
    return _("högst {amount}").format(amount=kronor_text(amount))
