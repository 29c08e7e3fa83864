"""A page of hits for eyes: each hit a card with its facts and its passages."""

from __future__ import annotations

from projektsok.output import Output
from search.results import FormMatch, Hit, Page, Passage, WordMatch
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
    for hit in page.hits:
        if hit is _first_incomplete(page):
            output.line()
            output.line(_("Projekt som svarar på en del av frågan:"))
        output.line()
        write_hit(output, hit)


def _first_incomplete(page: Page) -> Hit | None:
    return next((hit for hit in page.hits if not hit.complete), None)


def write_hit(output: Output, hit: Hit) -> None:
    """A hit as a card: title, facts, passages under their headings, and why it was found where that
    is known.
    """
    number = f"{hit.rank}. "
    title_marks = [(start + len(number), end + len(number)) for start, end in hit.title_marks]
    output.line(f"{number}{hit.title}", title_marks, bold=True)
    output.line(" · ".join((hit.id, *brief_texts(hit.metadata))), indent=3)
    for passage in hit.passages:
        _write_passage(output, passage)
    for match in hit.explanation:
        output.line(f"{explained_word_text(match)}: {_explanation(match)}", indent=3)


def _write_passage(output: Output, passage: Passage) -> None:
    heading = f"{passage.heading}: " if passage.heading else ""
    before = f"{heading}… " if passage.cut_before else heading
    after = " …" if passage.cut_after else ""
    marks = [(start + len(before), end + len(before)) for start, end in passage.marks]
    output.line(f"{before}{passage.text}{after}", marks, indent=3)


def _explanation(match: WordMatch) -> str:
    forms = ", ".join(map(_form_text, match.forms))
    return forms or _("finns inte i projektet")


def _form_text(form: FormMatch) -> str:
    sections = ", ".join(map(kind_title, form.sections))
    return f"{form.form} {form.count} ({form.reason}; {sections})"
