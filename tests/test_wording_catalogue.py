"""The catalogue: every sentence can be translated, and one reader's language is not another's."""

from __future__ import annotations

import gettext
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from wording import catalogue
from wording.counts import counted

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "wording" / "locale"
OURS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "counted": (1, 2),
    "N_": None,
}

Sentence = str | tuple[str, ...]


def sentences_of_ours() -> Iterator[Sentence]:
    """Every sentence of the sources, as `make catalogue` finds them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))[
        "tool"
    ]["babel"]
    mappings = settings["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    options = {
        mapping["pattern"]: {
            name: str(value) for name, value in mapping.items()
        }
        for mapping in mappings
    }
    for found in extract_from_dir(ROOT, methods, options, OURS):
        yield found[2]


def sentences_of_click() -> Iterator[Sentence]:
    folder = Path(click.__file__).parent
    for found in extract_from_dir(
        folder, keywords={"_": None, "ngettext": (1, 2)}
    ):
        yield found[2]


def in_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def first_form(sentence: Sentence | Sequence[str]) -> str:
    return sentence if isinstance(sentence, str) else sentence[0]


def test_every_sentence_is_in_the_catalogue_for_translators() -> None:
    written = {
        first_form(one.id)
        for one in in_catalogue(LOCALE / "messages.pot")
        if one.id
    }
    extracted = {first_form(sentence) for sentence in sentences_of_ours()}
    assert len(extracted) > 100
    assert (extracted - written, written - extracted) == (set(), set()), (
        "run: make catalogue"
    )


def test_everything_that_click_says_is_translated() -> None:
    swedish = in_catalogue(LOCALE / "sv" / "LC_MESSAGES" / "click.po")
    translated = {
        first_form(one.id)
        for one in swedish
        if one.id and all(one.string or [])
    }
    assert {
        first_form(sentence) for sentence in sentences_of_click()
    } == translated


def test_the_compiled_catalogue_of_click_is_up_to_date() -> None:
    swedish = in_catalogue(LOCALE / "sv" / "LC_MESSAGES" / "click.po")
    compiled = gettext.translation("click", LOCALE, ["sv"])
    for message in swedish:
        if isinstance(message.id, str) and message.id:
            assert compiled.gettext(message.id) == message.string
        elif not isinstance(message.id, str):
            one, many = message.id
            assert message.string is not None
            assert compiled.ngettext(one, many, 2) == message.string[1]


def test_a_translation_keeps_the_places_of_the_original() -> None:
    swedish = in_catalogue(LOCALE / "sv" / "LC_MESSAGES" / "click.po")
    assert [
        error for message in swedish for error in message.check(swedish)
    ] == []


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of two sentences, as an English page would bring one."""
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    made = Catalog(locale="en")
    made.add("Sökhjälp", "Search help")
    made.add(
        ("{count} fil", "{count} filer"), ("{count} file", "{count} files")
    )
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, made)
    monkeypatch.setattr(catalogue, "LOCALE_FOLDER", tmp_path)


@pytest.mark.usefixtures("english")
class TestLanguage:
    def test_swedish_is_the_language_of_the_source(self) -> None:
        assert catalogue.gettext("Sökhjälp") == "Sökhjälp"
        assert counted("{count} fil", "{count} filer", 1) == "1 fil"
        assert counted("{count} fil", "{count} filer", 1_200) == "1 200 filer"

    def test_another_language_is_spoken_inside_its_block_only(self) -> None:
        with catalogue.speaking("en"):
            assert catalogue.gettext("Sökhjälp") == "Search help"
            assert counted("{count} fil", "{count} filer", 2) == "2 files"
        assert catalogue.gettext("Sökhjälp") == "Sökhjälp"

    def test_what_is_not_translated_is_swedish(self) -> None:
        with catalogue.speaking("en"):
            assert catalogue.gettext("Sidor") == "Sidor"

    def test_the_language_of_one_thread_is_not_that_of_another(self) -> None:
        with catalogue.speaking("en"), ThreadPoolExecutor(1) as pool:
            assert (
                pool.submit(catalogue.gettext, "Sökhjälp").result()
                == "Sökhjälp"
            )
