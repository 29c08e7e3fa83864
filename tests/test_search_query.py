from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.facts import FILTERS, FactKind
from corpus.kinds import KINDS, TITLE, SectionKind
from search.errors import ValueForm
from search.query.limits import MAX_FUZZY_WORDS, MAX_NESTING, MAX_WORDS
from search.query.notices import Notice, NoticeKind, lower_case_operators
from search.query.parser import ParsedQuery, parse
from search.query.tree import (
    And,
    Filter,
    InSection,
    Node,
    Not,
    Or,
    Phrase,
    Word,
    all_of,
    any_of,
    negation,
)
from search.results import Reading
from wording.queries import expected_text, notice_text, reading_text

A, B, C, D = map(Word, "abcd")
PART = re.compile(r"[^\W_]+")
KARLSTAD = Filter("municipality", ("Karlstad",))


def nesting(node: Node) -> int:
    match node:
        case And(children) | Or(children):
            return 1 + max(map(nesting, children))
        case Not(child) | InSection(_, child):
            return 1 + nesting(child)
    return 1


def size(tree: Node) -> int:
    leaves = [
        node for node in walk(tree) if isinstance(node, Word | Phrase | Filter)
    ]
    return sum(map(parts_of, leaves))


def parts_of(leaf: Node) -> int:
    """How many words a leaf asks for: parts of hyphenated words one by one."""
    match leaf:
        case Phrase(words):
            return len(PART.findall(" ".join(words)))
        case Word(text):
            return len(PART.findall(text))
    return 1


def fuzzy_words(tree: Node) -> int:
    return sum(isinstance(node, Word) and node.fuzzy for node in walk(tree))


def walk(node: Node) -> Iterator[Node]:
    """*node* and everything below it."""
    yield node
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from walk(child)
        case Not(child) | InSection(_, child):
            yield from walk(child)


def kinds_of(parsed: ParsedQuery) -> list[NoticeKind]:
    return [notice.kind for notice in parsed.notices]


# Trees as the parser makes them.
simple_words = st.text("abcåäöéABCÅÄÖ0123456789", min_size=1, max_size=8)
ODD_WORDS = """EU:s tv:n 12:12 2010:453 barn- e-tjänst ESF-projekt d'Arc t.ex 1,5
    www.example.com kr mkr till 200"""
odd_words = st.sampled_from(ODD_WORDS.split())
texts = simple_words | odd_words
query_words = st.builds(Word, texts) | st.builds(
    lambda text, way: Word(text, **{way: True}),
    texts | st.sampled_from(["OCH", "NOT", "ELLER"]),
    st.sampled_from(["exact", "prefix", "fuzzy"]),
)
phrases = st.builds(
    Phrase,
    st.lists(
        texts | st.sampled_from(["OCH", "syfte", "INTE"]),
        min_size=2,
        max_size=4,
    ).map(tuple),
    st.integers(0, 100),
)
names = st.lists(
    texts | st.sampled_from(["Småland och Öarna", "Barn, unga & vuxna (BUV)"]),
    min_size=1,
    unique=True,
)
name_filters = st.builds(
    lambda name, values: Filter(name, tuple(values)),
    st.sampled_from(["region", "municipality", "programme", "phase", "owner"]),
    names.map(lambda values: values[:3]),
)


def ranges(
    name: str, bounds: st.SearchStrategy[Any]
) -> st.SearchStrategy[Filter]:
    closed = st.tuples(bounds, bounds).map(
        lambda pair: Filter(name, low=min(pair), high=max(pair))
    )
    return (
        closed
        | bounds.map(lambda low: Filter(name, low=low))
        | bounds.map(lambda high: Filter(name, high=high))
    )


filters = (
    name_filters
    | ranges("year", st.integers(1000, 9999))
    | ranges("period", st.dates(date(1000, 1, 1)))
    | ranges("grant", st.integers(0, 10**15))
    | ranges("budget", st.integers(0, 10**15))
)


def combined(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves,
        lambda children: (
            st.lists(children, min_size=2, max_size=4).map(all_of)
            | st.lists(children, min_size=2, max_size=4).map(any_of)
            | children.map(negation)
        ),
        max_leaves=8,
    )


section_kinds = st.sampled_from(["titel", "syfte", "mal", "kommun"])
section_trees = st.builds(
    InSection, section_kinds, combined(query_words | phrases)
)
trees = combined(query_words | phrases | filters | section_trees).filter(
    lambda tree: (
        size(tree) <= MAX_WORDS
        and nesting(tree) <= MAX_NESTING
        and fuzzy_words(tree) <= MAX_FUZZY_WORDS
    )
)

SIGNS = "|&-=*~()\"”«»'’,/.:<>_%…–−\n\x00\u00ad\u0301\ud800"
PIECES = """hemlös unga a OCH ELLER INTE OR NOT ~5 :: .. foo: syfte: mål: titel: år: region:
    kommun: stöd: period: budget: tkr miljoner 1.500 000 2012 2011..2013 100 200 >5
    5mkr 1,5 kr till EU:s e-tjänst barn- http://"""
syntax = st.lists(
    st.sampled_from([*SIGNS, *PIECES.split()]) | st.just(" "), max_size=60
).map("".join)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("hemlöshet", Word("hemlöshet")),
        ("a b", And((A, B))),
        ("a OCH b", And((A, B))),
        ("a AND b & c", And((A, B, C))),
        ("a ELLER b", Or((A, B))),
        ("a OR b | c", Or((A, B, C))),
        ("a|b", Or((A, B))),
        ("a b ELLER c d", And((A, Or((B, C)), D))),
        ("a OCH b ELLER c OCH d", Or((And((A, B)), And((C, D))))),
        ("a (b ELLER (c d))", And((A, Or((B, And((C, D))))))),
        ("a (b c)", And((A, B, C))),
        ("-a", Not(A)),
        ("a -b", And((A, Not(B)))),
        ("a INTE b", And((A, Not(B)))),
        ("NOT (a ELLER b)", Not(Or((A, B)))),
        ("INTE -a", A),
        ('-"a b"', Not(Phrase(("a", "b")))),
        ('"a b"', Phrase(("a", "b"))),
        ('"a b"~5', Phrase(("a", "b"), 5)),
        ('="a b"', Phrase(("a", "b"))),
        ('"a"', Word("a", exact=True)),
        ("=a", Word("a", exact=True)),
        ("heml*", Word("heml", prefix=True)),
        ("a~", Word("a", fuzzy=True)),
        ("-heml*", Not(Word("heml", prefix=True))),
        ("syfte:a", InSection("syfte", A)),
        ("-syfte:a", Not(InSection("syfte", A))),
        ("syfte:(a -b)", InSection("syfte", And((A, Not(B))))),
        ('titel:"a b"', InSection("titel", Phrase(("a", "b")))),
        (
            "syfte:a ELLER mål:b",
            Or((InSection("syfte", A), InSection("mal", B))),
        ),
        ("region:Stockholm", Filter("region", ("Stockholm",))),
        ("-kommun:Karlstad", Not(KARLSTAD)),
        (
            'a region:"Småland och Öarna"',
            And((A, Filter("region", ("Småland och Öarna",)))),
        ),
        ("kommun:Karlstad,Kil", Filter("municipality", ("Karlstad", "Kil"))),
        ("kommun:(Karlstad Kil)", Filter("municipality", ("Karlstad", "Kil"))),
        (
            "region:(Småland och Öarna ELLER Stockholm)",
            Filter("region", ("Småland och Öarna", "Stockholm")),
        ),
        ("år:2012", Filter("year", low=2012, high=2012)),
        (
            "år:2011,2013",
            Or(
                (
                    Filter("year", low=2011, high=2011),
                    Filter("year", low=2013, high=2013),
                )
            ),
        ),
        (
            "period:2011-03..2012-10-31",
            Filter("period", low=date(2011, 3, 1), high=date(2012, 10, 31)),
        ),
        ("stöd:>5000000", Filter("grant", low=5_000_001)),
        ("stöd:<=2mkr", Filter("grant", high=2_000_000)),
        (
            "stöd:>5000000 -200 300",
            And(
                (Filter("grant", low=5_000_001), Not(Word("200")), Word("300"))
            ),
        ),
        ("stöd:>=5 000 000 kr a", And((Filter("grant", low=5_000_000), A))),
        (
            "budget:1000000..6000000",
            Filter("budget", low=1_000_000, high=6_000_000),
        ),
        ("budget:>1,5mkr", Filter("budget", low=1_500_001)),
        (
            "stöd:1.500 000 mkr",
            Filter("grant", low=1_500_000_000_000, high=1_500_000_000_000),
        ),
    ],
)
def test_syntax_is_read_as_meant(text: str, tree: Node) -> None:
    assert parse(text).tree == tree
    assert parse(text).notices == ()


@pytest.mark.parametrize(
    "names",
    [
        "mål mal MÅL malsattning målsättning goals",
        "titel title Titel",
        "bakgrund background",
        "syfte purpose",
    ],
)
def test_sections_have_swedish_and_english_names(names: str) -> None:
    assert len({parse(f"{name}:x").tree for name in names.split()}) == 1
    assert isinstance(parse(f"{names.split()[0]}:x").tree, InSection)


@pytest.mark.parametrize(
    ("names", "value"),
    [
        ("kommun municipality Kommun", "Kil"),
        ("ägare agare projektägare owner", "Kil"),
        ("programområde programomrade programme", "1"),
        ("fas projektfas phase", "Genomförande"),
        ("år ar year", "2012"),
        ("stöd stod grant", "5"),
    ],
)
def test_filters_have_swedish_and_english_names(names: str, value: str) -> None:
    assert len({parse(f"{name}:{value}").tree for name in names.split()}) == 1
    assert isinstance(parse(f"{names.split()[0]}:{value}").tree, Filter)


@pytest.mark.parametrize(
    "word",
    [
        "EU:s",
        "tv:n",
        "12:12",
        "10.30",
        "2010:453",
        "3:12-reglerna",
        "e-tjänst",
        "ESF-projekt",
        "barn-",
        "d'Arc",
        "1:a",
    ],
)
def test_a_word_with_signs_inside_stays_one_word(word: str) -> None:
    assert parse(word).tree == Word(word)
    assert parse(word).notices == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("barn- och ungdomsvård", "barn- och ungdomsvård"),
        (
            "https://www.example.com/om?sida=2",
            "https www.example.com om sida 2",
        ),
        ("a - b – c −d -- e", "a b c d e"),
        ("och/eller", "och eller"),
        ("Hur gör man?", "Hur gör man"),
        ('12" skärm och 14" skärm', "12 skärm och 14 skärm"),
        ("hundarnas' och katternas' mat", "hundarnas och katternas mat"),
        ("hem\u00adlöshet\x00unga\tvuxna", "hemlöshet unga vuxna"),
        ("e\u0301", "é"),
    ],
)
def test_what_is_no_syntax_is_read_as_words_without_a_word_about_it(
    text: str, found: str
) -> None:
    assert parse(text).tree == all_of([Word(word) for word in found.split()])
    assert parse(text).notices == ()


def test_words_without_blanks_between_them_belong_together() -> None:
    assert parse("-a/b").tree == Not(And((A, B)))
    assert parse("syfte:a,b").tree == InSection("syfte", And((A, B)))


@pytest.mark.parametrize(
    "quoted", ["”a b”", "“a b”", "„a b“", "»a b«", "«a b»", "'a b'", "’a b’"]
)
def test_all_kinds_of_quotes_make_a_phrase(quoted: str) -> None:
    assert parse(quoted).tree == Phrase(("a", "b"))


@pytest.mark.parametrize(
    ("text", "found", "told"),
    [
        ('"a b', "a b", "citattecken"),
        ("(a b", "a b", "parentes"),
        ("a b)", "a b", "slutparentes"),
        ("foo:bar", "foo bar", "foo"),
        ("år:abc", "år abc", "skriv ett år"),
        ("stöd:mycket", "stöd mycket", "skriv ett belopp"),
        ("region:-Stockholm", "region Stockholm", "skriv ett namn"),
        ("syfte: kompetens", "syfte kompetens", "utan mellanslag"),
        ("a ELLER", "a", "ELLER"),
        ("OCH a", "a", "OCH"),
        ("a INTE", "a", "INTE"),
        ("a | | b", "a ELLER b", "|"),
        ("hem*het", "hem het", "sist i ett ord"),
        ("syfte:(bakgrund:a)", "syfte:(bakgrund a)", "bakgrund"),
        ("syfte:(a år:2012)", "syfte:(a år 2012)", "år"),
        ('syfte:""', "", "Ett fält saknar ord"),
        ('syfte:"|år:2012', "år:2012", "Ett fält saknar ord"),
        ('"a b"~5000', '"a b"~100', "högst 100 ord"),
    ],
)
def test_what_cannot_be_read_as_syntax_is_told(
    text: str, found: str, told: str
) -> None:
    parsed = parse(text)
    assert str(parsed.tree or "") == found
    assert any(told in notice_text(notice) for notice in parsed.notices)


@pytest.mark.parametrize(
    "text", ["", " ", "*", "()", '""', "-", "=", "\x00\x01", "!?"]
)
def test_a_query_without_words_asks_for_nothing(text: str) -> None:
    assert parse(text).tree is None


def test_a_query_of_operators_alone_is_read_as_words() -> None:
    assert parse("INTE").tree == Word("inte")
    assert parse("OR AND").tree == And((Word("or"), Word("and")))


def test_operators_in_small_letters_are_words() -> None:
    assert parse("a eller b och inte c").tree == And(
        (A, Word("eller"), B, Word("och"), Word("inte"), C)
    )


def test_only_the_first_words_of_a_long_query_are_read() -> None:
    parsed = parse("ord " * (MAX_WORDS + 1))
    assert parsed.tree == And((Word("ord"),) * MAX_WORDS)
    assert kinds_of(parsed) == [NoticeKind.TOO_MANY_WORDS]
    assert not parse("ord " * MAX_WORDS).notices


def test_a_long_phrase_is_cut() -> None:
    parsed = parse(f'a "{"ord " * 100}" b')
    assert parsed.tree == And((A, Phrase(("ord",) * (MAX_WORDS - 1))))
    assert kinds_of(parsed) == [NoticeKind.TOO_MANY_WORDS]


@pytest.mark.parametrize("sign", ["-", ".", "’", "\u2011", "\u00ad-", "@"])
@pytest.mark.parametrize(
    "around", ["{}", '"{}"', "={}", "syfte:{}", "“{}”~5", "{}*"]
)
def test_every_part_of_a_long_word_counts(sign: str, around: str) -> None:
    parsed = parse(around.format(sign.join(["a"] * 5_000)) + " b")
    tree = parsed.tree
    assert tree is not None
    assert size(tree) == MAX_WORDS
    assert B not in walk(tree)
    assert kinds_of(parsed) == [NoticeKind.TOO_MANY_WORDS]
    assert parse(str(tree)) == ParsedQuery(tree)


def test_a_word_is_cut_where_there_is_no_more_room() -> None:
    parsed = parse("a " * (MAX_WORDS - 2) + "b-c-d*")
    assert parsed.tree == And(((A,) * (MAX_WORDS - 2)) + (Word("b-c"),))
    assert kinds_of(parsed) == [NoticeKind.TOO_MANY_WORDS]
    whole = parse("a " * (MAX_WORDS - 3) + "b-c-d*")
    assert whole.tree == And(
        ((A,) * (MAX_WORDS - 3)) + (Word("b-c-d", prefix=True),)
    )
    assert not whole.notices


def test_a_word_in_quotes_is_cut_where_there_is_no_more_room() -> None:
    parsed = parse("a " * (MAX_WORDS - 2) + '"b c-d"')
    assert parsed.tree == And(((A,) * (MAX_WORDS - 2)) + (Phrase(("b", "c")),))
    assert kinds_of(parsed) == [NoticeKind.TOO_MANY_WORDS]


def test_soft_hyphens_make_no_words() -> None:
    parsed = parse("\u00ad".join("hemlöshet") + " " + "a " * (MAX_WORDS - 1))
    assert parsed.tree == And((Word("hemlöshet"),) + (A,) * (MAX_WORDS - 1))
    assert not parsed.notices


def test_only_the_first_words_of_near_spelling_are_read_so() -> None:
    parsed = parse("ord~ " * (MAX_FUZZY_WORDS + 2))
    near = (Word("ord", fuzzy=True),) * MAX_FUZZY_WORDS
    assert parsed.tree == And((*near, Word("ord"), Word("ord")))
    assert kinds_of(parsed) == [NoticeKind.TOO_MANY_FUZZY_WORDS]
    assert not parse("ord~ " * MAX_FUZZY_WORDS).notices


def test_parentheses_beyond_the_limit_are_left_out() -> None:
    depth = MAX_NESTING + 5
    parsed = parse("(" * depth + "a" + ")" * depth + " b")
    assert parsed.tree == And((A, B))
    assert kinds_of(parsed) == [NoticeKind.TOO_MANY_PARENTHESES]


def test_what_is_nested_beyond_the_limit_is_dropped() -> None:
    text = "a"
    for i in range(MAX_NESTING - 1):
        text = f"{'bc'[i % 2]} {['ELLER', 'OCH'][i % 2]} -({text})"
    parsed = parse(text)
    tree = parsed.tree
    assert tree is not None
    assert nesting(tree) <= MAX_NESTING
    assert A not in walk(tree)
    assert kinds_of(parsed) == [NoticeKind.TOO_DEEP]


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        ")",
        "-(",
        '"',
        "'",
        "a",
        "a ",
        "a:",
        "syfte:",
        "INTE ",
        "((a ELLER b) ",
        "=",
        "-",
        "år:1,",
        "*",
        "a,",
        "1 ",
        "i-",
        "i.",
        "i\u00ad-",
        "a~ ",
    ],
)
def test_ten_thousand_characters_of_anything_are_read(piece: str) -> None:
    tree = parse(piece * (10_000 // len(piece))).tree
    assert tree is None or (
        size(tree) <= MAX_WORDS and nesting(tree) <= MAX_NESTING
    )


@settings(max_examples=300)
@given(trees)
def test_a_printed_tree_is_read_back_as_the_same_tree(tree: Node) -> None:
    assert parse(str(tree)).tree == tree
    assert parse(str(tree)).notices == ()


@settings(max_examples=300)
@given(st.text() | syntax)
@example("a/region:s syfte:OCH -OR OCH/ELLER")
@example("hemlös*,unga -x=y ='a b' \"barn-\"")
def test_any_text_is_read_and_its_reading_can_be_read_again(text: str) -> None:
    tree = parse(text).tree
    if tree is None:
        assert reading_text(Reading(tree)) == "alla projekt"
        return
    assert parse(str(tree)).tree == tree
    assert parse(str(tree)).notices == ()
    assert size(tree) <= MAX_WORDS
    assert nesting(tree) <= MAX_NESTING
    assert fuzzy_words(tree) <= MAX_FUZZY_WORDS
    assert reading_text(Reading(tree)).encode()


@given(st.lists(simple_words.map(str.lower), min_size=2, max_size=20))
def test_plain_words_are_all_required_as_typed(typed: list[str]) -> None:
    assert parse(" ".join(typed)).tree == And(tuple(map(Word, typed)))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("", "alla projekt"),
        ("hemlöshet", "hemlöshet"),
        ("unga ELLER ungdomar", "unga eller ungdomar"),
        (
            "hemlöshet (unga ELLER ungdomar) -vräkning syfte:kompetens region:Stockholm år:2012",
            "hemlöshet och (unga eller ungdomar), inte vräkning, i avsnittet Syfte: kompetens, "
            "region Stockholm, år 2012",
        ),
        ("år:2012 a", "a, år 2012"),
        ("-a", "alla projekt, inte a"),
        ("titel:(a b)", "i titeln: (a och b)"),
        ("a OCH b ELLER c", "(a och b) eller c"),
        (
            '"a b" "a b"~3 =a',
            "frasen ”a b” och orden ”a b” inom 3 ord från varandra och exakt ”a”",
        ),
        ("a* b~", "ord som börjar på ”a” och ord som liknar ”b”"),
        ("kommun:Karlstad,Kil,Grums", "kommun Karlstad, Kil eller Grums"),
        ('programområde:"Programområde 1"', "programområde 1"),
        ("år:2011..2013", "år 2011–2013"),
        ("år:>2011", "år 2012 eller senare"),
        ("period:2011", "period 2011"),
        ("period:2011-03..2012-10", "period 1 mars 2011–31 oktober 2012"),
        ("period:<2011", "period till och med 31 december 2010"),
        ("stöd:>5000000", "stöd över 5 000 000 kr"),
        ("budget:<2mkr", "budget under 2 000 000 kr"),
        ("budget:1..2mkr", "budget 1 000 000–2 000 000 kr"),
        ("unga och vuxna", "unga och ”och” och vuxna"),
    ],
)
def test_the_interpretation_says_in_swedish_how_a_query_was_read(
    text: str, meaning: str
) -> None:
    assert reading_text(Reading(parse(text).tree)) == meaning


def test_the_interpretation_names_the_synonyms() -> None:
    reading = Reading(parse("komvux").tree, ("vuxenutbildning", "vux"))
    assert reading_text(reading) == "komvux; även vuxenutbildning, vux"


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_of_notice_has_a_sentence(kind: NoticeKind) -> None:
    told = notice_text(Notice(kind, "inte", ValueForm.NAME, read_as="intè"))
    assert re.fullmatch(r"[A-ZÅÄÖ”].{20,}\.", told)
    assert "{" not in told


@pytest.mark.parametrize("form", ValueForm)
def test_every_form_of_value_is_told(form: ValueForm) -> None:
    assert expected_text(form).startswith("skriv ")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("a inte b", ["inte"]),
        ("a eller b eller c", ["eller"]),
        ("inte a", []),
        ("vad kan vi inte göra eller låta bli", []),
    ],
)
def test_operators_in_small_letters_are_told_of_in_a_query_of_a_few_words(
    query: str, words: list[str]
) -> None:
    assert list(lower_case_operators(query)) == [
        Notice(NoticeKind.LOWER_CASE_OPERATOR, word) for word in words
    ]


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.word])
def test_every_section_kind_has_a_field_that_is_read_back(
    kind: SectionKind,
) -> None:
    tree = InSection(kind.name, A)
    assert str(tree) == f"{kind.word}:a"
    assert parse(str(tree)) == ParsedQuery(tree)
    assert kind.name == TITLE or kind.title in reading_text(Reading(tree))


@pytest.mark.parametrize("fact", FILTERS.values(), ids=lambda fact: fact.name)
def test_every_filter_has_a_field_that_is_read_back(fact: FactKind) -> None:
    value = "2012" if fact.is_range else "x"
    tree = parse(f"{fact.word}:{value}").tree
    assert isinstance(tree, Filter)
    assert tree.name == fact.name
    assert parse(str(tree)) == ParsedQuery(tree)
    assert reading_text(Reading(tree)).startswith(f"{fact.word} ")


WITH_A_ROW_MORE = """
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

module, row, asked = sys.argv[1:]
path = Path(find_spec("corpus").origin).with_name(module + ".py")
source = path.read_text("utf-8")
table = source.index("_TABLE: Final")
start = source.index("= (", table) + len("= (")
changed = sys.modules["corpus." + module] = ModuleType("corpus." + module)
exec(compile(source[:start] + row + "," + source[start:], str(path), "exec"), changed.__dict__)
exec(asked)
"""
"""A program that runs *asked* with one row more in a table of corpus."""

READ_BACK = """
from search.query.parser import parse
from search.results import Reading
from wording.queries import reading_text
tree = parse("samverkan:skola").tree
print(tree, "=", reading_text(Reading(tree)))
"""


def ask_with_a_row_more(
    module: str, row: str, asked: str
) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parent.parent
    return subprocess.run(
        [sys.executable, "-c", WITH_A_ROW_MORE, module, row, asked],
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONUTF8": "1"},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_one_row_makes_a_section_kind_that_can_be_asked_for() -> None:
    row = 'SectionKind(name="samverkan", title="Samverkan", word="samverkan", weight=1.0)'
    done = ask_with_a_row_more("kinds", row, READ_BACK)
    assert done.stdout == "samverkan:skola = i avsnittet Samverkan: skola\n", (
        done.stderr
    )


@pytest.mark.parametrize(
    ("module", "row", "told"),
    [
        (
            "kinds",
            'SectionKind("samverkan", "Samverkan", "", 1.0)',
            "samverkan",
        ),
        (
            "kinds",
            'SectionKind("samverkan", "Samverkan", "syfte", 1.0)',
            "'syfte' names both",
        ),
        (
            "facts",
            'FactKind("kanal", "Kanal", FactType.TEXT, (), Masking.NOTHING, word="kanal")',
            "kanal",
        ),
        (
            "facts",
            'FactKind("kanal", "Kanal", FactType.TEXT, (), Masking.NOTHING, word="kanal",'
            " comparison=Comparison.RANGE)",
            "FactType.TEXT",
        ),
    ],
)
def test_what_a_row_lacks_is_told_when_the_program_starts(
    module: str, row: str, told: str
) -> None:
    done = ask_with_a_row_more(module, row, "import search.query.parser")
    assert done.returncode == 1
    assert told in done.stderr.splitlines()[-1]
