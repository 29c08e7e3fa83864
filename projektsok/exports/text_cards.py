"""A page of hits for eyes: each hit a card with its facts and its passages."""

from __future__ import annotations

from collections.abc import Sequence

from projektsok.output import Output
from search.results import FormMatch, Hit, Page, Passage, Span, WordMatch
from wording.answers import explained_word_text
from wording.catalogue import gettext as _
from wording.counts import counted
from wording.project_facts import brief_texts
from wording.queries import reading_text
from wording.table_labels import kind_title


def write_page(output: Output, page: Page) -> None:
    """Nothing at all where there are no hits."""
    if not page.hits:
        return
    projects = counted("{count} projekt", "{count} projekt", page.total)
    output.line(f"{projects} · {reading_text(page.reading)}")
    complete = [hit for hit in page.hits if hit.complete]
    _write_hits(output, complete)
    incomplete = page.hits[len(complete) :]
    if incomplete:
        output.line()
        output.line(_("Projekt som svarar på en del av frågan:"))
        _write_hits(output, incomplete)


def _write_hits(output: Output, hits: Sequence[Hit]) -> None:
    for hit in hits:
        output.line()
        write_hit(output, hit)


def write_hit(output: Output, hit: Hit) -> None:
    """A hit as a card: title, facts, passages under their headings, and why it was found where that
    is known.
    """
    number = f"{hit.rank}. "
    title_marks = _moved(hit.title_marks, len(number))
    facts = brief_texts(hit.metadata)
    output.line(f"{number}{hit.title}", title_marks, bold=True)
    output.line(" · ".join((hit.id, *facts)), indent=3)
    for passage in hit.passages:
        _write_passage(output, passage)
    for match in hit.explanation:
        output.line(
            f"{explained_word_text(match)}: {_explanation(match)}", indent=3
        )


def _write_passage(output: Output, passage: Passage) -> None:
    before = f"{passage.heading}: " if passage.heading else ""
    if passage.cut_before:
        before += "… "
    after = " …" if passage.cut_after else ""
    marks = _moved(passage.marks, len(before))
    output.line(f"{before}{passage.text}{after}", marks, indent=3)


def _moved(marks: Sequence[Span], chars: int) -> list[Span]:
    """*marks* as they stand in a text that *chars* characters were put before."""
    return [(start + chars, end + chars) for start, end in marks]


def _explanation(match: WordMatch) -> str:
    forms = ", ".join(map(_form_text, match.forms))
    return forms or _("finns inte i projektet")


def _form_text(form: FormMatch) -> str:
    """A form with how often, why and where it was found."""
    sections = ", ".join(map(kind_title, form.sections))
    return f"{form.form} {form.count} ({form.reason}; {sections})"
