"""The fingerprint of the language: another one as soon as a text would get other words, or a word
another stem, other parts, grams or place in the alphabet.

tests/data/language_sample.txt keeps what a sample of Swedish becomes. Where code changes it,
`LANGUAGE_VERSION` has to be raised; then the file is made anew by
`pytest tests/test_search_fingerprint.py --update-golden`.
"""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from pkgutil import iter_modules
from shutil import copytree

import pytest

import search.language
from search.language import language_fingerprint as fingerprint
from search.language import part_counts, stems, word_lists
from search.language.analysis import WordScanner
from search.language.collation import swedish_key
from search.language.compounds import CompoundSplitter
from search.language.joined_words import stem_of
from search.language.language_fingerprint import (
    LANGUAGE_VERSION,
    MODULES,
    PACKAGES,
    WORD_LISTS,
    installed_version,
    language_fingerprint,
    own_fingerprint,
)
from search.language.letters import grams
from search.language.part_counts import swedish_part_counts
from search.language.sentences import sentence_starts
from search.language.stems import Stemmer
from search.language.word_lists import WordList

DATA = Path(__file__).parent / "data"
GOLDEN = DATA / "language_sample.txt"
COMPOUNDS = DATA / "compounds.tsv"

TEXTS = (
    "Barn- och ungdomsvården i Örebro, in-/utflyttning och EU:s e-tjänster. En e tjänst?",
    "Vi erbjuder bl.a. Musik och t.ex. Dans i kap. 3 varje dag: först kl. 12:30. Sedan vila!",
    "Hem\u00adlös\u00adheten ökar.\n\n- Första punkten\n- Andra punkten, jfr 3 § SoL",
    "Ide\u0301er, snake_case, ESF\u2011projekt, 2011-03-01, 5 119 766 kr, \u0130stanbul",
    "ord " * 200,
)
WORDS = (
    *(
        "hemlös",
        "hemlösa",
        "hemlöshet",
        "hemlösheten",
        "hemlösas",
        "bostadslöshetens",
    ),
    *(
        "arbete",
        "arbeta",
        "arbetar",
        "arbetade",
        "arbetare",
        "arbetarnas",
        "arbetande",
    ),
    *(
        "sökande",
        "sökandena",
        "boende",
        "boendet",
        "studerande",
        "utvärderande",
    ),
    *(
        "projekt",
        "projektet",
        "projektens",
        "projektplanernas",
        "zorbinprojekten",
        "zorbinets",
    ),
    *(
        "verksamhet",
        "myndigheternas",
        "lägenhet",
        "enhet",
        "möjligheterna",
        "delaktighet",
    ),
    *(
        "nattugglans",
        "kvinnofridsfrågor",
        "etjänster",
        "planetens",
        "planerna",
        "gränser",
    ),
    *(
        "nämnd",
        "nämnden",
        "karlstads",
        "stockholm",
        "esf",
        "npf",
        "och",
        "varor",
        "e-tjänsterna",
    ),
    *(
        "barn-+ungdomsvården",
        "arbetsmarknads-+socialförvaltning",
        "in-+ut",
        "idé",
        "à",
        "2012",
    ),
)
CORPUS = {"zorbin": 7, "zorbinprojekt": 3, "zorbinvård": 3}
NAMES = (
    "Öga",
    "Zon",
    "Projekt 10",
    "Ånga",
    "Projekt 9",
    "Ärm",
    "Idé",
    "Wåhlin & Co",
    "Müller",
    "",
)


def sample() -> Iterator[str]:
    """What the sample becomes, a line each."""
    scanner = WordScanner()
    for text in TEXTS:
        borders = [*sentence_starts(text), len(text)]
        for start, end in pairwise(borders):
            words, joined = scanner.words(text[start:end])
            yield f"sentence {' '.join(words)} {joined or ''}".rstrip()
    stemmer = Stemmer()
    splitter = CompoundSplitter(
        stemmer, swedish_part_counts(stemmer.lemmas, CORPUS)
    )
    rows = COMPOUNDS.read_text("utf-8").splitlines()
    labelled = [row.split("\t")[0] for row in rows if not row.startswith("#")]
    for word in (*WORDS, *labelled):
        parts = " ".join(
            f"{word[part.start : part.end]}={part.stem}"
            for part in splitter.split(word)
        )
        yield f"word {word}: {stem_of(word, stemmer, splitter)} {parts}".rstrip()
    for word in WORDS:
        yield f"grams {word}: {' '.join(grams(word))}"
    for name in NAMES:
        yield f"name {swedish_key(name)}"


def golden_heading() -> list[str]:
    versions = [
        f"{package} {installed_version(package)}" for package in PACKAGES
    ]
    return [f"own fingerprint {own_fingerprint()}", ", ".join(versions)]


def test_the_version_of_the_language_is_raised_with_every_change(
    request: pytest.FixtureRequest,
) -> None:
    now = list(sample())
    known, packages, *golden = GOLDEN.read_text("utf-8").splitlines() or [
        "",
        "",
    ]
    own, packages_now = golden_heading()
    if now != golden and packages == packages_now and known == own:
        pytest.fail(
            f"The sample has changed, and LANGUAGE_VERSION is still {LANGUAGE_VERSION}: "
            "an index made before would be opened and answer wrongly. Raise it."
        )
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text("\n".join([own, packages_now, *now]) + "\n", "utf-8")
        return
    if packages != packages_now:
        pytest.skip(
            f"the sample was made with {packages}, here are {packages_now}"
        )
    assert (known, golden) == (own, now), (
        "Where that is what you wanted: pytest tests/test_search_fingerprint.py --update-golden"
    )


def test_it_is_a_short_text_that_stays_the_same() -> None:
    assert len(language_fingerprint()) == 16
    made_elsewhere = _run(
        "from search.language.language_fingerprint import *; print(language_fingerprint())"
    )
    assert made_elsewhere == language_fingerprint()


def test_a_changed_constant_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = own_fingerprint()
    monkeypatch.setattr(part_counts, "MIN_PART", part_counts.MIN_PART + 1)
    other_parts = own_fingerprint()
    monkeypatch.setattr(stems, "NEUTER_ENDINGS", ("et", "ets"))
    other_endings = own_fingerprint()
    monkeypatch.setattr(fingerprint, "LANGUAGE_VERSION", LANGUAGE_VERSION + 1)
    assert len({before, other_parts, other_endings, own_fingerprint()}) == 4


@pytest.mark.parametrize("name", WordList)
def test_a_changed_word_list_changes_it_unless_it_is_read_with_the_query(
    name: WordList, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = own_fingerprint()
    folder = copytree(word_lists.DATA_FOLDER, tmp_path / "data")
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("nytt\tord\n")
    monkeypatch.setattr(word_lists, "DATA_FOLDER", folder)
    assert (own_fingerprint() != before) == (name in WORD_LISTS)


@pytest.mark.parametrize("package", PACKAGES)
def test_another_version_of_a_package_changes_it(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = language_fingerprint()
    monkeypatch.setattr(
        fingerprint,
        "installed_version",
        lambda name: "99.0" if name == package else installed_version(name),
    )
    assert language_fingerprint.__wrapped__() != before


@pytest.mark.parametrize("package", PACKAGES)
def test_the_version_of_a_package_is_that_of_its_metadata(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert installed_version(package) == importlib.metadata.version(package)
    folders = [
        folder for folder in sys.path if not Path(folder).match("*-packages")
    ]
    monkeypatch.setattr(sys, "path", folders)
    monkeypatch.setattr(
        importlib.metadata, "version", lambda name: f"{name} asked for"
    )
    assert installed_version(package) == f"{package} asked for"


def test_it_costs_a_command_no_dictionary_and_no_stemmer() -> None:
    script = (
        "import sys; from search.language.language_fingerprint import *; language_fingerprint();"
        f"print([package for package in {PACKAGES} if package in sys.modules])"
    )
    assert _run(script) == "[]"


def test_no_module_of_the_language_is_forgotten() -> None:
    names = {module.name for module in iter_modules(search.language.__path__)}
    counted = {module.__name__.rpartition(".")[2] for module in MODULES}
    assert names - counted == {"language_fingerprint", "synonyms", "word_lists"}


def test_a_constant_without_a_text_of_its_own_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stems, "MIN_STEM", object())
    with pytest.raises(TypeError, match="no text of its own"):
        own_fingerprint()


def _run(script: str) -> str:
    command = [sys.executable, "-c", script]
    return subprocess.run(
        command, check=True, capture_output=True, text=True
    ).stdout.strip()
