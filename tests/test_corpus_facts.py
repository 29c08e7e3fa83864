"""The table of facts and `Metadata` agree; what is missing in one fails at import."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import pytest

from corpus.draft import Fact
from corpus.facts import FACT_TABLE, FACTS, LABELS, FactKind, FactType, Masking
from corpus.kinds import HEADINGS
from corpus.lookup import lookup_key
from corpus.metadata import gather_metadata
from corpus.model import Metadata, check_facts


@dataclass(frozen=True)
class _WithSector(Metadata):
    """What `Metadata` becomes when a fact is added to it."""

    sector: str | None = None


SECTOR = FactKind(
    "sector", "Sektor", FactType.TEXT, ("sector",), Masking.PERSONAL_DATA
)


def test_a_row_with_its_attribute_and_an_attribute_with_its_row_agree() -> None:
    check_facts(FACT_TABLE)
    check_facts((*FACT_TABLE, SECTOR), _WithSector)


def test_a_row_without_an_attribute_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Metadata\.sector: str"):
        check_facts((*FACT_TABLE, SECTOR))


def test_an_attribute_without_a_row_is_refused() -> None:
    with pytest.raises(TypeError, match=r"without a fact: \['sector'\]"):
        check_facts(FACT_TABLE, _WithSector)
    with pytest.raises(TypeError, match=r"without a fact: \['region'\]"):
        check_facts([fact for fact in FACT_TABLE if fact.name != "region"])


@pytest.mark.parametrize(
    "changed",
    [
        replace(FACTS["region"], type=FactType.AMOUNT),
        replace(FACTS["contact_name"], contact_part="address"),
        replace(FACTS["partners"], listed_in="partner"),
    ],
    ids=lambda fact: fact.name,
)
def test_a_row_that_does_not_fit_is_refused(changed: FactKind) -> None:
    rows = [
        changed if fact.name == changed.name else fact for fact in FACT_TABLE
    ]
    with pytest.raises(TypeError, match=changed.name):
        check_facts(rows)


@pytest.mark.parametrize(
    "table", [LABELS, HEADINGS], ids=["labels", "headings"]
)
def test_no_label_and_no_heading_names_two_things(
    table: dict[str, tuple[str, ...]],
) -> None:
    names = [
        {lookup_key(entry) for entry in entries} for entries in table.values()
    ]
    times = Counter(name for each in names for name in each)
    assert [name for name, count in times.items() if count > 1] == []


def test_the_first_statement_of_a_fact_counts_and_the_later_are_kept_as_written() -> (
    None
):
    facts = [
        Fact("Ägare", ("1 Förbundet",)),
        Fact("Huvudman", ("2 Förbundet",)),
    ]
    metadata = gather_metadata(facts, ())
    assert metadata.owner == "1 Förbundet"
    assert metadata.other == {"Huvudman": "2 Förbundet"}


def test_a_programme_without_its_name_is_the_one_that_has_it() -> None:
    facts = [
        Fact("Program", ("1 Kompetens",)),
        Fact("Program", ("Programområde 1 Kompetens",)),
    ]
    metadata = gather_metadata(facts, ())
    assert (metadata.programme, metadata.other) == (
        "Programområde 1 Kompetens",
        {},
    )
