"""A page of hits as one JSON value, the same as the API's."""

from __future__ import annotations

from projektsok.output import Output, write_json
from search.results import Page
from wording.answers import answer_as_json


def write_page(output: Output, page: Page) -> None:
    write_json(answer_as_json(page))
