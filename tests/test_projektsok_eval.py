"""`projektsok eval` as the person who tunes the ranking meets it."""

from __future__ import annotations

import json
import math
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import build_index
from projektsok.cli import run
from projektsok.evaluation.comparison import compare_values
from projektsok.evaluation.measuring import (
    MeasureName,
    measure_run,
    read_run,
    run_text,
)
from search import open_index

DOCUMENTS = (
    {
        "_id": "harbarge",
        "title": "Nattöppet härbärge",
        "text": "Hemlösa får en säng för natten och hjälp nästa dag.",
    },
    {
        "_id": "trappan",
        "title": "Trappan",
        "text": "Ett boende i fyra steg för den som är hemlös i kommunen.",
    },
    {
        "_id": "odling",
        "title": "Odling på taket",
        "sections": [{"heading": "Syfte", "text": "Gröna tak i innerstan."}],
    },
    {
        "_id": "verkstad",
        "title": "Verkstaden",
        "text": "Unga lagar cyklar och får betyg på det de kan.",
    },
)
QUERIES = (
    {"_id": "q1", "text": "hemlös säng natten"},
    {"_id": "q2", "text": "gröna tak"},
    {"_id": "q3", "text": "kvantfysikexperiment"},
    {"_id": "q4", "text": "Frågan som ingen har bedömt svaren på"},
)
JUDGMENTS = (
    "q1\tharbarge\t1",
    "q1\ttrappan\t3",
    "q2\todling\t2",
    "q2\tverkstad\t0",
    "q3\tverkstad\t1",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run of the command."""

    code: int
    out: str
    err: str

    @property
    def means(self) -> dict[str, str]:
        return dict(
            re.findall(r"^(\w+@?\d*) +(\d,\d{4})", self.out, re.MULTILINE)
        )


Evaluate = Callable[..., Outcome]


def write_collection(folder: Path) -> Path:
    (folder / "qrels").mkdir(parents=True)
    for name, records in (("corpus", DOCUMENTS), ("queries", QUERIES)):
        lines = "".join(
            json.dumps(record, ensure_ascii=False) + "\n" for record in records
        )
        (folder / f"{name}.jsonl").write_text(lines, "utf-8")
    (folder / "qrels" / "train.tsv").write_text(
        "\n".join(["query-id\tcorpus-id\tscore", *JUDGMENTS, ""]), "utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("eval")
    build_index(
        [write_collection(folder / "samling") / "corpus.jsonl"],
        folder / "index",
    )
    return folder / "index"


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    return write_collection(tmp_path / "samling")


@pytest.fixture
def evaluate(
    collection: Path,
    index_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Evaluate:
    """Runs `projektsok eval` on the tiny collection, with an index that is built already."""
    monkeypatch.chdir(tmp_path)

    def evaluate_with(*args: object, index: bool = True) -> Outcome:
        given_index = ["--index", str(index_folder)] if index else []
        code = run(["eval", str(collection), *given_index, *map(str, args)], {})
        return Outcome(code, *capfd.readouterr())

    return evaluate_with


def add_split(collection: Path, name: str, *lines: str) -> None:
    (collection / "qrels" / f"{name}.tsv").write_text(
        "\n".join(["query-id\tcorpus-id\tscore", *lines, ""]), "utf-8"
    )


class TestMeasures:
    def test_the_means_stand_in_a_table(self, evaluate: Evaluate) -> None:
        outcome = evaluate()
        # q1 finds the 1 before the 3, q2 the 2 first, q3 nothing; q4 has no judgments and is not
        # asked.
        gains = (1 + 3 / math.log2(3)) / (3 + 1 / math.log2(3))
        assert outcome.code == 0
        assert outcome.means == {
            "nDCG@10": f"{(gains + 1 + 0) / 3:.4f}".replace(".", ","),
            "MRR@10": "0,6667",
            "R@100": "0,6667",
            "P@5": f"{(2 / 5 + 1 / 5) / 3:.4f}".replace(".", ","),
        }
        assert "samling · train · 3 frågor · 4 dokument" in outcome.out

    def test_the_columns_are_aligned(self, evaluate: Evaluate) -> None:
        table = [line for line in evaluate().out.splitlines() if "@" in line]
        assert len({len(line) for line in table}) == 1

    def test_other_measures_can_be_asked_for_in_any_letters(
        self, evaluate: Evaluate
    ) -> None:
        outcome = evaluate(
            "--measure", "p@1", "--measure", "Success@1", "--measure", "AP"
        )
        assert outcome.means == {
            "P@1": "0,6667",
            "Success@1": "0,6667",
            "AP": "0,6667",
        }

    @pytest.mark.parametrize(
        "name", ["ndgc@10", "nDCG@", "R", "P@0", "@10", "ERR@10", "Rprec@3", ""]
    )
    def test_a_measure_that_does_not_exist_is_told_of_with_examples(
        self, evaluate: Evaluate, name: str
    ) -> None:
        outcome = evaluate("--measure", name)
        assert (outcome.code, outcome.out) == (2, "")
        assert "nDCG@10, MRR@10" in outcome.err

    def test_a_measure_that_looks_further_than_the_run_is_warned_of(
        self, evaluate: Evaluate
    ) -> None:
        assert (
            "R@100 räknas bara på de 20 första" in evaluate("--limit", "20").err
        )
        assert "räknas bara" not in evaluate().err

    def test_json_has_the_means_and_every_query(
        self, evaluate: Evaluate
    ) -> None:
        answer = json.loads(evaluate("--json").out)
        assert list(answer) == [
            "collection",
            "split",
            "match",
            "documents",
            "measures",
            "queries",
        ]
        assert (answer["split"], answer["match"], answer["documents"]) == (
            "train",
            "any",
            4,
        )
        assert {
            query["id"]: query["measures"]["MRR@10"]
            for query in answer["queries"]
        } == {
            "q1": 1,
            "q2": 1,
            "q3": 0,
        }

    def test_queries_that_find_nothing_are_told_of(
        self, evaluate: Evaluate
    ) -> None:
        assert "1 fråga fick inget svar: q3." in evaluate().err

    def test_all_words_can_be_required(self, evaluate: Evaluate) -> None:
        assert evaluate("--match", "all", "--measure", "R@100").means == {
            "R@100": "0,5000"
        }


class TestIndex:
    def test_without_an_index_one_is_built_and_taken_away_again(
        self,
        evaluate: Evaluate,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        (tmp_path / "temporary").mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
        built = evaluate("--run", "built.tsv", index=False)
        assert built.code == 0
        assert "Bygger ett index" in built.err
        assert "4 dokument indexerades" in built.err
        assert "indexerades" not in built.out
        assert list((tmp_path / "temporary").iterdir()) == []
        ready = evaluate("--run", "ready.tsv")
        assert built.out == ready.out
        assert Path("built.tsv").read_text("utf-8") == Path(
            "ready.tsv"
        ).read_text("utf-8")

    def test_documents_that_share_an_id_are_warned_of(
        self, evaluate: Evaluate, collection: Path
    ) -> None:
        corpus = collection / "corpus.jsonl"
        corpus.write_text(
            corpus.read_text("utf-8") + json.dumps(DOCUMENTS[0]) + "\n", "utf-8"
        )
        outcome = evaluate(index=False)
        assert outcome.code == 0
        assert "Varning: 1 dokument hoppades över" in outcome.err

    def test_with_an_index_the_documents_need_not_be_there(
        self, evaluate: Evaluate, collection: Path
    ) -> None:
        (collection / "corpus.jsonl").unlink()
        assert evaluate().code == 0


class TestRunFile:
    def test_it_has_what_a_search_finds_best_first(
        self, evaluate: Evaluate, index_folder: Path
    ) -> None:
        assert evaluate("--run", "run.tsv").code == 0
        rows = [
            line.split("\t")
            for line in Path("run.tsv").read_text("utf-8").splitlines()
        ]
        with open_index(index_folder) as index:
            expected = [
                [query["_id"], hit.id]
                for query in QUERIES[:3]
                for hit in index.search(
                    query["text"], match="any", limit=100
                ).hits
            ]
        assert [row[:2] for row in rows] == expected
        assert len(expected) >= 3

    @pytest.mark.parametrize("match", ["any", "auto"])
    def test_scores_fall_so_that_every_program_sees_the_same_order(
        self, evaluate: Evaluate, match: str
    ) -> None:
        evaluate("--run", "run.tsv", "--match", match)
        for answers in read_run(Path("run.tsv")).values():
            scores = [score for _, score in answers]
            assert scores == sorted(set(scores), reverse=True)

    def test_the_number_of_documents_a_query_can_be_chosen(
        self, evaluate: Evaluate
    ) -> None:
        evaluate("--run", "run.tsv", "--limit", "1")
        assert [
            len(answers) for answers in read_run(Path("run.tsv")).values()
        ] == [1, 1]

    def test_a_file_that_cannot_be_written_is_told_of_before_the_work(
        self, evaluate: Evaluate
    ) -> None:
        outcome = evaluate("--run", "ingen/mapp.tsv", index=False)
        assert (outcome.code, outcome.out) == (2, "")
        assert "mappen som filen ska ligga i finns inte" in outcome.err
        assert "Bygger" not in outcome.err


class TestComparison:
    def test_a_run_is_no_different_from_itself(
        self, evaluate: Evaluate
    ) -> None:
        evaluate("--run", "run.tsv")
        outcome = evaluate("--compare", "run.tsv")
        assert (
            "blev bättre för 0 frågor, sämre för 0 och lika för 3."
            in outcome.out
        )
        assert re.search(
            r"nDCG@10 .*\+0,0000  \+0,0000 och \+0,0000", outcome.out
        )

    def test_the_queries_that_changed_are_listed_with_their_text_those_that_lost_most_first(
        self, evaluate: Evaluate
    ) -> None:
        Path("before.tsv").write_text(
            "q1\tharbarge\t9\nq1\ttrappan\t8\nq2\tverkstad\t2\nq3\tverkstad\t1\n",
            "utf-8",
        )
        outcome = evaluate("--compare", "before.tsv", "--measure", "MRR@10")
        assert (
            "MRR@10 blev bättre för 1 fråga, sämre för 1 och lika för 1."
            in outcome.out
        )
        listed = re.findall(
            r"^ *([−+]\d,\d{4}) +\d,\d{4} +\d,\d{4}  (q\d)  (.+)$",
            outcome.out,
            re.MULTILINE,
        )
        assert listed == [
            ("−1,0000", "q3", "kvantfysikexperiment"),
            ("+1,0000", "q2", "gröna tak"),
        ]

    def test_json_has_the_mean_difference_with_its_interval(
        self, evaluate: Evaluate
    ) -> None:
        Path("before.tsv").write_text("q1\ttrappan\t2\n", "utf-8")
        found = json.loads(evaluate("--compare", "before.tsv", "--json").out)[
            "comparison"
        ]["MRR@10"]
        assert (found["before"], found["after"]) == (
            pytest.approx(1 / 3),
            pytest.approx(2 / 3),
        )
        assert found["interval"][0] <= found["change"] <= found["interval"][1]
        assert [one["id"] for one in found["differences"]] == ["q2"]

    def test_queries_that_the_earlier_run_lacks_are_warned_of(
        self, evaluate: Evaluate
    ) -> None:
        Path("before.tsv").write_text("q1\ttrappan\t2\n", "utf-8")
        assert (
            "2 frågor saknas i den förra körningen"
            in evaluate("--compare", "before.tsv").err
        )

    def test_the_earlier_run_may_be_replaced_by_this_one(
        self, evaluate: Evaluate
    ) -> None:
        Path("run.tsv").write_text("q1\ttrappan\t2\n", "utf-8")
        assert (
            "bättre för 1 fråga"
            in evaluate(
                "--compare", "run.tsv", "--run", "run.tsv", "--measure", "MRR"
            ).out
        )
        assert (
            "bättre för 0 frågor"
            in evaluate("--compare", "run.tsv", "--measure", "MRR").out
        )

    @pytest.mark.parametrize(
        "text", ["", "q1 harbarge 2\n", "q1\tharbarge\tbra\n", "q1\tharbarge\n"]
    )
    def test_a_file_that_is_no_run_is_told_of(
        self, evaluate: Evaluate, text: str
    ) -> None:
        Path("before.tsv").write_text(text, "utf-8")
        outcome = evaluate("--compare", "before.tsv")
        assert (outcome.code, outcome.out) == (2, "")
        assert re.fullmatch(
            r"Fel: before\.tsv: (rad 1 är inte|filen är tom).*\n", outcome.err
        )


class TestSplits:
    def test_test_is_chosen_when_there_are_several(
        self, evaluate: Evaluate, collection: Path
    ) -> None:
        add_split(collection, "test", "q2\todling\t1")
        assert "· test · 1 fråga ·" in evaluate().out

    def test_another_can_be_asked_for(
        self, evaluate: Evaluate, collection: Path
    ) -> None:
        add_split(collection, "test", "q2\todling\t1")
        assert "· train · 3 frågor ·" in evaluate("--split", "train").out

    def test_without_test_they_are_listed(
        self, evaluate: Evaluate, collection: Path
    ) -> None:
        add_split(collection, "dev", "q2\todling\t1")
        outcome = evaluate()
        assert (outcome.code, outcome.out) == (2, "")
        assert "välj bedömningar med --split: dev, train" in outcome.err

    def test_one_that_does_not_exist_is_answered_with_those_that_do(
        self, evaluate: Evaluate
    ) -> None:
        outcome = evaluate("--split", "prov")
        assert (outcome.code, outcome.out) == (2, "")
        assert (
            "inga bedömningar som heter prov; välj bland train" in outcome.err
        )


class TestDoubts:
    def test_judged_documents_that_do_not_exist_are_counted(
        self, evaluate: Evaluate, collection: Path
    ) -> None:
        add_split(
            collection, "train", "q2\todling\t1", "q2\tborta\t1", "q1\tväck\t1"
        )
        outcome = evaluate()
        assert outcome.code == 0
        assert (
            "Varning: 2 bedömda dokument saknas i indexet och räknas som inte hittade: borta, väck."
            in outcome.err
        )

    def test_judged_queries_that_do_not_exist_are_counted(
        self, evaluate: Evaluate, collection: Path
    ) -> None:
        add_split(
            collection,
            "train",
            "q2\todling\t1",
            *(f"x{number}\todling\t1" for number in range(9)),
        )
        outcome = evaluate()
        assert (
            "Varning: 9 bedömda frågor saknas i queries.jsonl och räknas inte: x0, x1, x2, x3, x4 …"
            in outcome.err
        )
        assert outcome.means["MRR@10"] == "1,0000"

    def test_a_sound_collection_gives_no_warnings(
        self, evaluate: Evaluate
    ) -> None:
        assert "Varning" not in evaluate().err

    @pytest.mark.parametrize(
        ("file", "text", "said"),
        [
            (
                "queries.jsonl",
                '{"_id": "q1", "text": "tak"}\n{"_id": \n',
                "queries.jsonl: rad 2 är inte giltig JSON",
            ),
            (
                "queries.jsonl",
                '{"_id": "q1"}\n',
                "queries.jsonl: rad 1 saknar _id eller text",
            ),
            (
                "queries.jsonl",
                "[]\n",
                "queries.jsonl: rad 1 är inte ett JSON-objekt",
            ),
            (
                "queries.jsonl",
                '{"_id": 1, "text": "a"}\n{"_id": "1", "text": "b"}\n',
                "rad 2 har samma _id",
            ),
            (
                "queries.jsonl",
                '{"_id": "annan", "text": "tak"}\n',
                "ingen fråga i queries.jsonl är bedömd",
            ),
            ("queries.jsonl", None, "queries.jsonl: "),
            (
                "corpus.jsonl",
                '{"_id": "d1", "text": "tak"}\nhej\n',
                "corpus.jsonl: rad 2 är inte giltig JSON",
            ),
            ("corpus.jsonl", None, "corpus.jsonl: "),
            (
                "qrels/train.tsv",
                "q1 harbarge 1\n",
                "train.tsv: rad 1 är inte query-id, corpus-id och ett heltal",
            ),
            (
                "qrels/train.tsv",
                "query-id\tcorpus-id\tscore\nq1\tharbarge\tja\n",
                "train.tsv: rad 2 är inte",
            ),
            ("qrels/train.tsv", None, "qrels: där finns inga bedömningar"),
        ],
    )
    def test_what_cannot_be_used_is_one_sentence_before_any_work(
        self,
        evaluate: Evaluate,
        collection: Path,
        file: str,
        text: str | None,
        said: str,
    ) -> None:
        (collection / file).unlink()
        if text is not None:
            (collection / file).write_text(text, "utf-8")
        outcome = evaluate(index=False)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.startswith("Fel: ")
        assert said in outcome.err
        assert outcome.err.count("\n") == 1

    def test_a_folder_that_does_not_exist_is_told_of(
        self, evaluate: Evaluate, collection: Path
    ) -> None:
        shutil.rmtree(collection)
        outcome = evaluate()
        assert (outcome.code, outcome.err) == (
            2,
            f"Fel: {collection}: mappen finns inte.\n",
        )

    def test_an_index_that_does_not_exist_is_told_of(
        self, evaluate: Evaluate, collection: Path
    ) -> None:
        outcome = evaluate("--index", collection)
        assert (outcome.code, outcome.out) == (2, "")
        assert "finns inget index" in outcome.err


# What the measures are by their definitions, counted the slow way.
def naive(measure: str, ranked: list[str], judged: dict[str, int]) -> float:
    gains = [judged.get(document, 0) for document in ranked]
    relevant = sum(score > 0 for score in judged.values())
    match measure:
        case "nDCG@10":
            ideal = sorted(judged.values(), reverse=True)
            total = sum(
                gain / math.log2(rank + 1)
                for rank, gain in enumerate(ideal[:10], 1)
            )
            return (
                sum(
                    gain / math.log2(rank + 1)
                    for rank, gain in enumerate(gains[:10], 1)
                )
                / total
                if total
                else 0
            )
        case "MRR@10":
            return next(
                (1 / rank for rank, gain in enumerate(gains[:10], 1) if gain), 0
            )
        case "R@100":
            return (
                sum(gain > 0 for gain in gains[:100]) / relevant
                if relevant
                else 0
            )
        case _:
            return sum(gain > 0 for gain in gains[:5]) / 5


@given(
    ranked=st.lists(st.integers(0, 150), unique=True, max_size=130),
    judged=st.dictionaries(
        st.integers(0, 150), st.integers(0, 3), min_size=1, max_size=30
    ),
)
def test_the_measures_are_what_their_names_say(
    ranked: list[int], judged: dict[int, int]
) -> None:
    documents, scores = (
        [f"d{number}" for number in ranked],
        {f"d{number}": score for number, score in judged.items()},
    )
    # All with one score: the order of the run counts, not the library's own order for ties.
    run_of_one = {"q": tuple((document, 1.0) for document in documents)}
    names = ("nDCG@10", "MRR@10", "R@100", "P@5")
    values = measure_run(
        run_of_one, {"q": scores}, tuple(map(MeasureName.read, names))
    )
    for name in names:
        assert values[name]["q"] == pytest.approx(
            naive(name, documents, scores), abs=1e-6
        ), name


names_of_things = st.text(
    st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=6
)


@given(
    run_given=st.dictionaries(
        names_of_things,
        st.lists(names_of_things, min_size=1, unique=True),
        min_size=1,
    )
)
def test_a_run_file_is_read_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, run_given: dict[str, list[str]]
) -> None:
    before = {
        query: tuple(
            (document, float(-rank)) for rank, document in enumerate(documents)
        )
        for query, documents in run_given.items()
    }
    path = tmp_path_factory.mktemp("run") / "run.tsv"
    path.write_text(run_text(before), "utf-8")
    assert read_run(path) == before


values_of_queries = st.dictionaries(
    names_of_things, st.floats(0, 1), min_size=1, max_size=20
)


@settings(max_examples=25)
@given(after=values_of_queries, shift=st.floats(-1, 1))
def test_a_difference_that_all_queries_share_is_certain(
    after: dict[str, float], shift: float
) -> None:
    found = compare_values(
        {query: value - shift for query, value in after.items()}, after
    )
    assert [found.low, found.high] == pytest.approx([shift, shift], abs=1e-9)
    assert found.better + found.worse + found.same == len(after)


@settings(max_examples=25)
@given(before=values_of_queries)
def test_the_interval_holds_the_mean_and_is_the_same_each_time(
    before: dict[str, float],
) -> None:
    after = {query: number / len(before) for number, query in enumerate(before)}
    found = compare_values(before, after)
    assert found.low - 1e-9 <= found.change <= found.high + 1e-9
    assert found == compare_values(before, after)
