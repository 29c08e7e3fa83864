"""Reads lines that state a fact after a label: "Region: Stockholm", "RegionStockholm", "| Region |
Stockholm |".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from corpus.draft import Fact
from corpus.facts import BANK_LABELS, LABELS
from corpus.lists import has_bullet, strip_bullet
from corpus.lookup import field_of_label

_EMPHASIS = re.compile(r"\*{1,3}|__")
_LABELLED = re.compile(r"(?P<label>[^\W\d_][^:|\t]{0,58}?)\s*(?::(?!//)|\t)\s*(?P<value>.*)")
_TABLE_ROW = re.compile(r"\|\s*(?P<label>[^|]{1,59}?)\s*\|\s*(?P<value>[^|]*?)\s*\|?")
_GLUED = "|".join(re.escape(label) for label in sorted(BANK_LABELS, key=len, reverse=True))
_GLUED_LINE = re.compile(rf"(?P<label>{_GLUED})(?P<between>\s*:?\s*)(?P<value>.*)")
_GLUED_WITHIN = re.compile(rf"(?<=[a-zåäö0-9)])(?=(?:{_GLUED})[A-ZÅÄÖ0-9])")
_UNKNOWN_GLUED = re.compile(
    r"(?P<label>[A-ZÅÄÖ][a-zåäö]+(?:[ -][a-zåäö]+){0,3})(?P<value>[A-ZÅÄÖ0-9].*)"
)
_INFLECTION = re.compile(r"(?:n|ns|en|ens|er|erna|s|et|ets|ar|arna|or|orna)\b")

_EVERY_LABEL = "|".join(
    re.escape(label)
    for label in sorted({label for row in LABELS.values() for label in row}, key=len, reverse=True)
)
_RUNNING_LABEL = re.compile(rf"(?<![\w-])(?P<label>{_EVERY_LABEL})(?::\s*|\s(?=(?:19|20)\d\d-))")
_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\d{2}))\.(?:\s+(?=[A-ZÅÄÖ])|\s*\Z)")
_FEWEST_RUNNING = 2
_FEWEST_DIGITS = 5
_MOST_CONTACT_WORDS = 12
_SENTENCE = re.compile(r"[a-zåäö]{4}[.!?](?:\s|\Z)")

CONTACT_FIELDS: Final = frozenset({"contact_name", "contact_email", "contact_phone"})


def labelled(line: str) -> Fact | None:
    """The fact of a line such as "- **Region:** Stockholm", with any label at all; None when it has
    no such form.

    A known label may stand before a tab or between the bars of a table as well as before a colon.
    """
    bare = _EMPHASIS.sub("", strip_bullet(line) if has_bullet(line) else line.strip())
    found = _TABLE_ROW.fullmatch(bare) if bare.startswith("|") else _LABELLED.fullmatch(bare)
    if found is None or len(found["label"].split()) > 6:
        return None
    return Fact(found["label"].strip(), (found["value"].strip(),))


def known(line: str) -> Fact | None:
    """The fact of a line whose label the lexicon knows."""
    fact = labelled(line)
    if fact is None or (field := field_of_label(fact.label)) is None:
        return None
    if field in CONTACT_FIELDS and fact.value and not _is_contact(field, fact.value):
        return None
    return fact


def _is_contact(field: str, value: str) -> bool:
    """Whether *value* is a name, an address or a number and not a sentence that begins like one."""
    if field == "contact_email":
        return "@" in value or "[at]" in value or "(at)" in value
    if field == "contact_phone":
        return sum(map(str.isdigit, value)) >= _FEWEST_DIGITS
    return len(value.split()) <= _MOST_CONTACT_WORDS and not _SENTENCE.search(value)


def glued(line: str, *, inside_block: bool = False) -> Fact | None:
    """The fact of a project-bank line, its value right after the label: "ProjektfasGenomförande".

    A small letter may follow only *inside_block*, among other such lines, or in an e-mail address:
    elsewhere "Regionen" is a word.
    """
    found = _GLUED_LINE.fullmatch(line.strip())
    if found is None:
        return None
    value = found["value"].strip()
    if ":" in found["between"] and not inside_block:
        return None
    sure = not value or not value[0].islower() or (found["label"] == "E-post" and "@" in value)
    if sure or (inside_block and not _INFLECTION.match(value)):
        return Fact(found["label"], (value,))
    return None


def glued_unknown(line: str) -> Fact | None:
    """The fact of a line among glued ones whose label is not known: parted where a capital follows
    a small letter.
    """
    found = _UNKNOWN_GLUED.fullmatch(line.strip())
    return Fact(found["label"], (found["value"].strip(),)) if found and len(line) < 160 else None


def split_glued_run(line: str) -> list[str]:
    """One line for each fact where the whole block of a page came as a single line."""
    pieces = _GLUED_WITHIN.split(line)
    return pieces if len(pieces) >= 3 else [line]


def take_contacts(lines: Sequence[str]) -> tuple[list[str], list[Fact]]:
    """*lines* without those that state a contact person, address or number after a label, and these
    as facts.
    """
    kept: list[str] = []
    facts: list[Fact] = []
    for line in lines:
        fact = known(line) if ":" in line and len(line) < 200 else None
        if fact is not None and fact.value and field_of_label(fact.label) in CONTACT_FIELDS:
            facts.append(fact)
        else:
            kept.append(line)
    return kept, facts


def take_running(text: str) -> tuple[str, list[Fact]]:
    """Running text without the labels and values in it, and these: "Projektägare: Borås Stad
    Region: Västsverige …".

    A value ends at the next label or with its sentence. A single label may be a sentence's own word
    and is left.
    """
    found = list(_RUNNING_LABEL.finditer(text))
    if len(found) < _FEWEST_RUNNING:
        return text, []
    kept = [text[: found[0].start()]]
    facts: list[Fact] = []
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=True):
        value = text[match.end() : end]
        stop = _SENTENCE_END.search(value)
        facts.append(Fact(match["label"], ((value[: stop.start()] if stop else value).strip(),)))
        kept.append(value[stop.end() :] if stop else "")
    return " ".join(piece.strip() for piece in kept if piece.strip()), facts
