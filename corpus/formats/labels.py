"""Reads lines that state a fact after a label: "Region: Stockholm", "RegionStockholm", "| Region |
Stockholm |".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from corpus.draft import Fact
from corpus.facts import BANK_LABELS, FACT_TABLE, LABELS, FactType
from corpus.lists import has_bullet, strip_bullet
from corpus.lookup import field_of_label


def _any_of(labels: Iterable[str]) -> str:
    longest_first = sorted(labels, key=len, reverse=True)
    return "|".join(map(re.escape, longest_first))


_EMPHASIS: Final = re.compile(r"\*{1,3}|__")
_LABELLED: Final = re.compile(
    r"(?P<label>[^\W\d_][^:|\t]{0,58}?)\s*(?::(?!//)|\t)\s*(?P<value>.*)"
)
_TABLE_ROW: Final = re.compile(
    r"\|\s*(?P<label>[^|]{1,59}?)\s*\|\s*(?P<value>[^|]*?)\s*\|?"
)
_MOST_LABEL_WORDS: Final = 6

_GLUED: Final = _any_of(BANK_LABELS)
_GLUED_LINE: Final = re.compile(
    rf"(?P<label>{_GLUED})(?P<between>\s*:?\s*)(?P<value>.*)"
)
_GLUED_WITHIN: Final = re.compile(
    rf"(?<=[a-zåäö0-9)])(?=(?:{_GLUED})[A-ZÅÄÖ0-9])"
)
_UNKNOWN_GLUED: Final = re.compile(
    r"(?P<label>[A-ZÅÄÖ][a-zåäö]+(?:[ -][a-zåäö]+){0,3})(?P<value>[A-ZÅÄÖ0-9].*)"
)
_INFLECTION: Final = re.compile(
    r"(?:n|ns|en|ens|er|erna|s|et|ets|ar|arna|or|orna)\b"
)
_LONGEST_UNKNOWN_GLUED_CHARS: Final = 159
_FEWEST_GLUED_IN_RUN: Final = 3

_EVERY_LABEL: Final = _any_of(
    {label for labels in LABELS.values() for label in labels}
)
_RUNNING_LABEL: Final = re.compile(
    rf"(?<![\w-])(?P<label>{_EVERY_LABEL})(?::\s*|\s(?=(?:19|20)\d\d-))"
)
_SENTENCE_STOP: Final = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=\d{2}))\.(?:\s+(?=[A-ZÅÄÖ])|\s*\Z)"
)
_FEWEST_RUNNING: Final = 2

_CONTACT_PARTS: Final = {
    fact.name: fact.contact_part
    for fact in FACT_TABLE
    if fact.type is FactType.CONTACT
}
_ADDRESS_SIGNS: Final = ("@", "[at]", "(at)")
_FEWEST_PHONE_DIGITS: Final = 5
_MOST_CONTACT_WORDS: Final = 12
_LONGEST_CONTACT_LINE_CHARS: Final = 199
_SENTENCE: Final = re.compile(r"[a-zåäö]{4}[.!?](?:\s|\Z)")


def labelled(line: str) -> Fact | None:
    """The fact of a line such as "- **Region:** Stockholm", with any label at all; None when it has
    no such form.

    A known label may stand before a tab or between the bars of a table as well as before a colon.
    """
    content = strip_bullet(line) if has_bullet(line) else line.strip()
    bare = _EMPHASIS.sub("", content)
    form = _TABLE_ROW if bare.startswith("|") else _LABELLED
    match = form.fullmatch(bare)
    if match is None or len(match["label"].split()) > _MOST_LABEL_WORDS:
        return None
    return Fact(match["label"].strip(), (match["value"].strip(),))


def known(line: str) -> Fact | None:
    """The fact of a line whose label the lexicon knows."""
    fact = labelled(line)
    if fact is None:
        return None
    field = field_of_label(fact.label)
    if field is None:
        return None
    contact_part = _CONTACT_PARTS.get(field)
    if (
        contact_part
        and fact.value
        and not _is_contact(contact_part, fact.value)
    ):
        return None
    return fact


def _is_contact(contact_part: str, value: str) -> bool:
    """Whether *value* is a name, an address or a number and not a sentence that begins like one."""
    match contact_part:
        case "email":
            return any(sign in value for sign in _ADDRESS_SIGNS)
        case "phone":
            return sum(map(str.isdigit, value)) >= _FEWEST_PHONE_DIGITS
        case _:
            is_short = len(value.split()) <= _MOST_CONTACT_WORDS
            return is_short and not _SENTENCE.search(value)


def glued(line: str, *, inside_block: bool = False) -> Fact | None:
    """The fact of a project-bank line, its value right after the label: "ProjektfasGenomförande".

    A small letter may follow only *inside_block*, among other such lines, or in an e-mail address:
    elsewhere "Regionen" is a word.
    """
    match = _GLUED_LINE.fullmatch(line.strip())
    if match is None:
        return None
    label, value = match["label"], match["value"].strip()
    if inside_block:
        is_value = _cannot_be_ending(label, value) or not _INFLECTION.match(
            value
        )
    else:
        is_value = (
            _cannot_be_ending(label, value) and ":" not in match["between"]
        )
    return Fact(label, (value,)) if is_value else None


def _cannot_be_ending(label: str, value: str) -> bool:
    """Whether what follows a label is no ending of a word that begins like it."""
    begins_small = value[:1].islower()
    if not begins_small:
        return True
    return (
        "@" in value
        and _CONTACT_PARTS.get(field_of_label(label) or "") == "email"
    )


def glued_unknown(line: str) -> Fact | None:
    """The fact of a line among glued ones whose label is not known: parted where a capital follows
    a small letter.
    """
    if len(line) > _LONGEST_UNKNOWN_GLUED_CHARS:
        return None
    match = _UNKNOWN_GLUED.fullmatch(line.strip())
    return Fact(match["label"], (match["value"].strip(),)) if match else None


def split_glued_run(line: str) -> list[str]:
    """One line for each fact where the whole block of a page came as a single line."""
    lines = _GLUED_WITHIN.split(line)
    return lines if len(lines) >= _FEWEST_GLUED_IN_RUN else [line]


def take_contacts(lines: Sequence[str]) -> tuple[list[str], list[Fact]]:
    """*lines* without those that state a contact person, address or number after a label, and these
    as facts.
    """
    kept: list[str] = []
    contacts: list[Fact] = []
    for line in lines:
        contact = _contact(line)
        if contact is None:
            kept.append(line)
        else:
            contacts.append(contact)
    return kept, contacts


def _contact(line: str) -> Fact | None:
    if ":" not in line or len(line) > _LONGEST_CONTACT_LINE_CHARS:
        return None
    fact = known(line)
    if fact is None or not fact.value:
        return None
    return fact if field_of_label(fact.label) in _CONTACT_PARTS else None


def take_running(text: str) -> tuple[str, list[Fact]]:
    """Running text without the labels and values in it, and these: "Projektägare: Borås Stad
    Region: Västsverige …".

    A value ends at the next label or with its sentence. A single label may be a sentence's own word
    and is left.
    """
    labels = list(_RUNNING_LABEL.finditer(text))
    if len(labels) < _FEWEST_RUNNING:
        return text, []
    kept = [text[: labels[0].start()]]
    facts: list[Fact] = []
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=True):
        value, rest = _part_at_sentence(text[label.end() : end])
        facts.append(Fact(label["label"], (value,)))
        kept.append(rest)
    filled = filter(None, map(str.strip, kept))
    return " ".join(filled), facts


def _part_at_sentence(text: str) -> tuple[str, str]:
    """*text* to the end of its first sentence, without the full stop, and what follows."""
    stop = _SENTENCE_STOP.search(text)
    if stop is None:
        return text.strip(), ""
    return text[: stop.start()].strip(), text[stop.end() :]
