"""All that one run of the benchmark has measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from benchmarks.correctness import Agreement
from benchmarks.figures import Percentiles, Run, WebLoad
from benchmarks.queries import LoggedQuery

OURS: Final = "projektsok"


@dataclass(frozen=True, slots=True)
class Details:
    """What is said of ours beyond the comparison; empty where it was not looked at."""

    agreement: Agreement | None = None
    web: Sequence[WebLoad] = ()
    command_ms: Mapping[str, float] = field(default_factory=dict)
    """By command, from the start of its process to its end."""
    variants: Sequence[tuple[str, Percentiles]] = ()
    index_bytes: Mapping[str, int] = field(default_factory=dict)
    vocabulary_times: Mapping[str, float] = field(default_factory=dict)
    words_per_second: float | None = None
    build_profile: Sequence[tuple[str, float]] = ()
    question_profiles: Mapping[str, Sequence[tuple[str, float]]] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class Results:
    """All that was measured. *machine* and *corpus* are sentences, *notes* what each system
    does.
    """

    machine: str
    corpus: str
    quick: bool
    log: Sequence[LoggedQuery]
    runs: Sequence[Run]
    notes: Mapping[str, str]
    details: Details

    def at(self, size: float) -> dict[str, Run]:
        """The runs at *size* by system."""
        by_system = {}
        for run in self.runs:
            if run.size == size:
                by_system[run.system] = run
        return by_system

    @property
    def sizes(self) -> list[float]:
        distinct = {run.size for run in self.runs}
        return sorted(distinct)
