"""Which forms of a Swedish word find each other, and which words stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.stems import Stemmer

FAMILIES = [
    "projekt projektet projektens projekten",
    "kompetens kompetensen kompetenser",
    "insats insatser insatserna insatsens",
    "barn barnet barnen barnens",
    "kommun kommunen kommuner kommunernas",
    "syfte syftet syften",
    "resultat resultatet resultaten",
    "fråga frågan frågor frågorna",
    "målgrupp målgruppen målgruppers",
    "arbetsmarknad arbetsmarknaden",
    "kvinna kvinnan kvinnor kvinnornas",
    "man mannen män männens",
    "seminarium seminariet seminarier seminarierna",
    "särskild särskilt särskilda",
    "hälsa hälsan hälso",
    "hemlös hemlösa hemlöst hemlöshet hemlösheten hemlöshetens",
    "jämställd jämställt jämställdhet jämställdheten",
    "tillgänglig tillgängligt tillgänglighet",
    "arbete arbetet arbeten arbeta arbetar arbetade",
    "ungdom ungdomar ungdomarnas",
    "ung unga ungt",
    "nämnd nämnden nämnder",
    "plan planen planer planernas",
    "missbruk missbruket missbruks",
    "ansökan ansökningar ansökningarna",
    "genomföra genomför genomförde genomförs genomförande genomförandet",
    "utveckling utvecklingen utvecklingens",
    "socialtjänst socialtjänsten socialtjänstens",
    "deltagare deltagaren deltagarna deltagarnas",
    "förälder föräldrar föräldrarna föräldra",
    "stad staden städer städernas",
    "boende boendet boenden",
    "dator datorn datorer",
    "långtidsarbetslös långtidsarbetslösa",
    "arbetsförmedling arbetsförmedlingen arbetsförmedlingens",
]

UNKNOWN_TO_DICTIONARIES = [
    "nattuggla nattugglan nattugglans nattugglorna",
    "kvinnofridsfråga kvinnofridsfrågor kvinnofridsfrågorna",
    "karlstad karlstads",
    "brobyggarcoach brobyggarcoachen brobyggarcoacher",
]

STRANGERS = [
    ("plan", "planet"),
    ("vikt", "viktig"),
    ("samt", "samtliga"),
    ("arbete", "arbetare"),
    ("verksam", "verksamhet"),
    ("missbruk", "missbrukare"),
    ("skola", "ska"),
    ("kurs", "kur"),
    ("person", "personal"),
    ("kommun", "kommunikation"),
    ("mål", "måltid"),
    ("lag", "lager"),
    ("stat", "station"),
    ("bo", "boende"),
    ("hals", "hälsa"),
    ("projekt", "projektil"),
    ("region", "regi"),
    ("myndig", "myndighet"),
]


@pytest.fixture(scope="module")
def stemmer() -> Stemmer:
    return Stemmer()


@pytest.mark.parametrize("family", FAMILIES)
def test_the_forms_of_a_word_share_a_stem(
    stemmer: Stemmer, family: str
) -> None:
    assert len(set(map(stemmer.stem, family.split()))) == 1


@pytest.mark.parametrize("family", UNKNOWN_TO_DICTIONARIES)
def test_words_that_no_dictionary_has_meet_their_forms_too(
    stemmer: Stemmer, family: str
) -> None:
    assert len(set(map(stemmer.stem, family.split()))) == 1


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_words_that_only_look_alike_stay_apart(
    stemmer: Stemmer, one: str, other: str
) -> None:
    assert stemmer.stem(one) != stemmer.stem(other)


@pytest.mark.parametrize(
    "word", ["eu", "esf", "lss", "sfi", "ifo", "2012", "a", "å", "1b"]
)
def test_abbreviations_and_numbers_are_left_as_they_are(
    stemmer: Stemmer, word: str
) -> None:
    assert stemmer.stem(word) == word


def test_no_two_families_share_a_stem(stemmer: Stemmer) -> None:
    stems = [stemmer.stem(family.split()[0]) for family in FAMILIES]
    assert len(set(stems)) == len(stems)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("projektens", "projekt"),
        ("hemlösheten", "hemlöshet"),
        ("hälso", "hälsa"),
        ("nattugglorna", "nattuggla"),
    ],
)
def test_the_lemma_is_the_form_that_a_dictionary_lists(
    stemmer: Stemmer, form: str, lemma: str
) -> None:
    assert stemmer.lemmas.whole_lemma(form) == lemma


@given(word=st.text(max_size=30))
def test_any_text_at_all_has_a_stem(word: str) -> None:
    assert isinstance(_STEMMER.stem(word), str)


@given(
    word=st.text(alphabet="abcdefghijklmnoprstuvyåäöé", min_size=1, max_size=20)
)
def test_a_word_never_loses_its_stem(word: str) -> None:
    assert _STEMMER.stem(word)


_STEMMER = Stemmer()
