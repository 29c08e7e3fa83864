"""Reads the transcript of a PDF: other documents' titles first, then pages of running text without
line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from corpus.characters import SENTENCE_ENDS, one_line, tidy
from corpus.draft import Draft, DraftSection, Fact, Removal
from corpus.formats import labels
from corpus.formats.running_headings import begins_with_heading, cut_running
from corpus.kinds import HEADINGS
from corpus.lookup import field_of_label, furniture_rule, looks_capital, lookup_key
from corpus.name_endings import OWNER_ENDINGS
from corpus.values import find_amount

_TRANSCRIPT_MARKS: Final = frozenset({"transkript", "transkription", "transcript"})
_RELATED_MARKS: Final = frozenset(lookup_key(heading) for heading in HEADINGS["relaterade"])
_PAGE_MARK = re.compile(
    r"(?<!\w)(?:(?:SID|Sid|SIDA|Sida|SIDAN|Sidan)\.?\s?(?P<page>\d{1,3})\s?"
    r"(?:\(\s?(?P<of>\d{1,3})\s?\)|av\s(?P<av>\d{1,3}))"
    r"|^(?P<bare>\d{1,3})\s?\((?P<bare_of>\d{1,3})\))",
    re.MULTILINE,
)
_DATE = re.compile(r"\s*(?P<date>(?:19|20)\d\d-\d\d-\d\d)(?!\d)")
_NUMBER = re.compile(
    r"\s*(?P<label>DNR|Dnr|DIARIENR|Diarienr)\.?:?\s*(?P<number>[\d.:/-]*\d[\d.:/-]*(?:\s?/\s?\d+)?)"
)
_BARE_NUMBER = re.compile(r"(?P<page>\d{1,3})\s+(?=\D)")
_BROKEN_SENTENCE = re.compile(r"(?<=[^\W\d_]|[,-])\s*\n\s*\n\s*(?=[a-zåäö])")
_LONGEST_HEADER_CHARS = 200
_MOST_HEADER_PIECES = 8
_FEWEST_ALIKE = 3
_FEWEST_SHARED_WORDS = 2
_SENTENCE_END: Final = tuple(SENTENCE_ENDS)
_OWNER = re.compile(
    rf"\S*(?:{'|'.join(sorted(OWNER_ENDINGS, key=len, reverse=True))})", re.IGNORECASE
)
_TOTAL = re.compile(
    r"(?:total|sammanlagd)a\s(?:projekt)?(?:kostnad|budget)\w*(?:\sför\s\w+)?\s"
    r"(?:beräknas|uppskattas|uppgår|är|blir)(?:\suppgå)?(?:\still)?(?:\scirka|\sca)?\s(?P<amount>[^.]{1,40})"
)
_SPACED_LETTERS = re.compile(r"(?<!\S)(?:[A-ZÅÄÖ] ){4,}[A-ZÅÄÖ](?!\S)")
_ELLIPSIS = re.compile(r"(?<![\w-])([^\W\d_]{4,})-(?=\s(?:och|samt)\s)")
_FUSED = re.compile(r"(?<![\w-])([^\W\d_]{4,})och(?!\w)")


def is_transcript(text: str) -> bool:
    """Whether *text* has a transcript's marks: the word on a line of its own, or numbered pages
    inside the text.
    """
    lines = text.split("\n")
    return (
        any(lookup_key(line) in _TRANSCRIPT_MARKS for line in lines if len(line) < 40)
        or len(_page_marks(text)) > 1
    )


def read_transcript(text: str) -> Draft:
    """The draft of a transcript, the list of other documents in one part of kind "relaterade"."""
    lines = _repair(text).split("\n")
    top, related, body = _divide(lines)
    title, above, removals = _read_top(top)
    removals += [
        Removal("transkript", line.strip()) for line in lines if _is_mark(line, _TRANSCRIPT_MARKS)
    ]
    pages, facts, page_removals = _read_pages("\n".join(body), title)
    if not title and looks_capital(first := tidy(pages[0]).partition("\n")[0]):
        title, pages[0] = first, tidy(pages[0]).partition("\n")[2]
    own = _join(pages)
    parts = cut_running(own)
    if parts and not parts[0].heading:
        opening, stated = labels.take_running(parts[0].text)
        facts = [*_beside_owner(facts, stated), *stated]
        parts[:1] = [DraftSection("", opening)] if opening else []
    parts = [*([DraftSection("", above)] if above else []), *related, *parts]
    if total := _TOTAL.search(own):
        amount = find_amount(total["amount"])
        facts += (
            [Fact("Total kostnad", (total["amount"][: amount.end],))]
            if amount and amount.start == 0
            else []
        )
    return Draft(title, tuple(parts), tuple(facts), (*removals, *page_removals))


def _repair(text: str) -> str:
    """*text* with letters set apart joined ("U T V E C K L A R E"), and "vårdoch" as "vård- och"
    where the document has that elsewhere.
    """
    text = _SPACED_LETTERS.sub(lambda found: found[0].replace(" ", ""), text)
    halves = {half.casefold() for half in _ELLIPSIS.findall(text)}
    return _FUSED.sub(
        lambda found: f"{found[1]}- och" if found[1].casefold() in halves else found[0], text
    )


def _divide(lines: Sequence[str]) -> tuple[list[str], list[DraftSection], list[str]]:
    """Lines above the first mark, the lists of other documents, and the lines of the transcript
    itself.

    Without the transcript's mark a list of documents ends where the first numbered page begins.
    """
    has_mark = any(_is_mark(line, _TRANSCRIPT_MARKS) for line in lines)
    marks = [] if has_mark else _page_marks("\n".join(lines))
    first_page = marks[0].string.count("\n", 0, marks[0].start()) if marks else -1
    top: list[str] = []
    body: list[str] = []
    lists: list[tuple[str, list[str]]] = []
    target = top
    for number, line in enumerate(lines):
        if number == first_page:
            target = body
        if _is_mark(line, _TRANSCRIPT_MARKS):
            target = body
        elif _is_mark(line, _RELATED_MARKS):
            lists.append((line.strip().rstrip(":"), target := []))
        else:
            target.append(line)
    related = [
        DraftSection(heading, "\n".join(filter(None, map(str.strip, items))), "relaterade")
        for heading, items in lists
    ]
    return top, related, body


def _is_mark(line: str, marks: frozenset[str]) -> bool:
    return len(line) < 40 and lookup_key(line) in marks


def _read_top(lines: Sequence[str]) -> tuple[str, str, list[Removal]]:
    """The title (the first line that is no furniture) and the text under it."""
    removals: list[Removal] = []
    kept: list[str] = []
    for line in lines:
        if rule := furniture_rule(line):
            removals.append(Removal(rule, line.strip()))
        else:
            kept.append(line)
    title, _, rest = tidy("\n".join(kept)).partition("\n")
    return title, tidy(rest), removals


def _page_marks(text: str) -> list[re.Match[str]]:
    """The page numbers that form the longest row 1, 2, 3 … of one total; a stray "Sid 1 (9)" in the
    text is none.
    """
    rows: dict[int, list[re.Match[str]]] = {}
    for match in _PAGE_MARK.finditer(text):
        total = int(match["of"] or match["av"] or match["bare_of"])
        row = rows.setdefault(total, [])
        expected = _page_number(row[-1]) + 1 if row else 1
        if expected <= _page_number(match) <= min(expected + 1, total):
            row.append(match)
    return max(rows.values(), key=len, default=[])


def _page_number(match: re.Match[str]) -> int:
    return int(match["page"] or match["bare"])


def _read_pages(text: str, title: str) -> tuple[list[str], list[Fact], list[Removal]]:
    """The pages' own text, the facts of their headers, and the headers and footers themselves."""
    marks = _page_marks(text)
    if not marks:
        return _unmarked_pages(text)
    removals = [Removal("sidnummer", match[0]) for match in marks]
    ends = [*(match.start() for match in marks[1:]), len(text)]
    first, header = _part_header(text[: marks[0].start()], "")
    pages = [first] if first.strip() else []
    facts = _owner_facts(header) if header else []
    for number, (match, end) in enumerate(zip(marks, ends, strict=True)):
        page, header_below = text[match.end() : end], ""
        if number + 1 < len(marks):
            page, header_below = _part_header(page, header)
        page, more = _strip_page_top(page, header, title, removals)
        facts += [fact for fact in more if fact.label not in {known.label for known in facts}]
        removals += [Removal("sidhuvud", header_below)] if header_below else []
        pages.append(page)
    removals += [Removal("sidhuvud", header)] if header else []
    return _strip_repeated(pages, removals), facts, removals


def _unmarked_pages(text: str) -> tuple[list[str], list[Fact], list[Removal]]:
    """Pages that have no marks: paragraphs that each begin with the number of its page, else one
    page.

    In the latter a sentence that goes on in the next paragraph was broken by the end of a page.
    """
    paragraphs = re.split(r"\n\s*\n", text.strip())
    numbers = [_BARE_NUMBER.match(paragraph) for paragraph in paragraphs]
    if len(paragraphs) >= _FEWEST_ALIKE and [found and int(found["page"]) for found in numbers] == [
        *range(1, len(paragraphs) + 1)
    ]:
        removals = [Removal("sidnummer", found["page"]) for found in numbers if found]
        pages = [
            paragraph[found.end() :]
            for paragraph, found in zip(paragraphs, numbers, strict=True)
            if found
        ]
        return _strip_repeated(pages, removals), [], removals
    return [_BROKEN_SENTENCE.sub(" ", text)], [], []


def _part_header(before: str, first_header: str) -> tuple[str, str]:
    """What stands above a page's number, parted into the text of the page before and the new page's
    header.
    """
    above, _, line = before.rpartition("\n")
    line = line.strip()
    if not line:
        return before, ""
    if line.isdigit():
        return above, line
    names_authority = not first_header and any(map(_OWNER.fullmatch, line.split()))
    if len(line) <= _LONGEST_HEADER_CHARS and (
        looks_capital(line) or line == first_header or names_authority
    ):
        return above, one_line(line)
    if first_header and line.endswith(first_header):
        return before.rstrip().removesuffix(first_header), first_header
    return before, ""


def _strip_page_top(
    page: str, header: str, title: str, removals: list[Removal]
) -> tuple[str, list[Fact]]:
    """A page without the date, diary number, header and title that follow its number, and the facts
    among these.
    """
    facts: list[Fact] = []
    for _ in range(_MOST_HEADER_PIECES):
        if found := _DATE.match(page):
            facts.append(Fact("Datum", (found["date"],)))
            removals.append(Removal("sidhuvud", found[0].strip()))
            page = page[found.end() :]
            continue
        if found := _NUMBER.match(page):
            facts.append(Fact("Diarienummer", (found["number"],)))
            removals.append(Removal("sidhuvud", found[0].strip()))
            page = page[found.end() :]
            continue
        repeated = _repeated_at_top(page.lstrip(), (header, title))
        if not repeated:
            return page, facts
        removals.append(Removal("sidhuvud", repeated))
        page = page.lstrip()[len(repeated) :]
    return page, facts


def _repeated_at_top(page: str, lines: Sequence[str]) -> str:
    for line in lines:
        if (
            line
            and not line.isdigit()
            and page[: len(line)].casefold() == line.casefold()
            and not page[len(line) : len(line) + 1].isalnum()
        ):
            return page[: len(line)]
    return ""


def _strip_repeated(pages: Sequence[str], removals: list[Removal]) -> list[str]:
    """The pages without the words that begin, or end, every one of them: headers and footers of
    other forms.
    """
    words = [page.split() for page in pages]
    inner = words[1:]
    head = _shared(inner) if len(inner) >= _FEWEST_ALIKE else 0
    foot = _shared([row[::-1] for row in words]) if len(words) >= _FEWEST_ALIKE else 0
    stripped = list(pages)
    if head >= _FEWEST_SHARED_WORDS:
        removals += [Removal("sidhuvud", " ".join(row[:head])) for row in inner]
        stripped[1:] = [page.split(None, head)[head] for page in stripped[1:]]
    if foot >= _FEWEST_SHARED_WORDS:
        removals += [Removal("sidfot", " ".join(row[-foot:])) for row in words]
        stripped = [page.rsplit(None, foot)[0] for page in stripped]
    return stripped


def _shared(rows: Sequence[Sequence[str]]) -> int:
    """How many first words all rows share, at least one being left in each."""
    shared = 0
    for column in zip(*rows, strict=False):
        if len(set(column)) > 1 or any(len(row) <= shared + 1 for row in rows):
            break
        shared += 1
    return shared


def _owner_facts(header: str) -> list[Fact]:
    """The authority a header names, and what follows it (a department)."""
    words = header.split()
    end = next(
        (number + 1 for number, word in enumerate(words) if _OWNER.fullmatch(word.rstrip(","))), 0
    )
    if not end:
        return []
    owner, rest = " ".join(words[:end]).rstrip(","), " ".join(words[end:])
    facts = [Fact("Projektägare", (_sentence_case(owner),))]
    return [*facts, Fact("Avdelning", (_sentence_case(rest),))] if rest else facts


def _beside_owner(header: Sequence[Fact], stated: Sequence[Fact]) -> list[Fact]:
    """The facts of the page header, its authority being a department where the text itself states
    an owner.
    """
    if not any(field_of_label(fact.label) == "owner" for fact in stated):
        return list(header)
    return [
        Fact("Förvaltning", fact.values) if fact.label == "Projektägare" else fact
        for fact in header
    ]


def _sentence_case(text: str) -> str:
    """Capitals as small letters, but for the first and those after the hyphen of a name
    ("Spånga-Tensta").
    """
    if not looks_capital(text):
        return text
    words = text.lower().split()
    named = [word.title() if _is_double_name(word) else word for word in words]
    return named[0][:1].upper() + " ".join(named)[1:]


def _is_double_name(word: str) -> bool:
    first, hyphen, second = word.partition("-")
    return bool(first and hyphen and second) and not _OWNER.fullmatch(word)


def _join(pages: Sequence[str]) -> str:
    """The pages as one text: a sentence or word pair broken over two pages in one line, else a new
    paragraph.
    """
    pieces: list[str] = []
    for page in filter(None, map(tidy, pages)):
        if pieces:
            ended = pieces[-1].endswith(_SENTENCE_END) and not page[0].islower()
            pieces.append("\n\n" if ended or begins_with_heading(page) else " ")
        pieces.append(page)
    return "".join(pieces)
