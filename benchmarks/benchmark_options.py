"""What is asked of a run of the benchmark."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.systems import SYSTEMS

SIZES: Final = (0.25, 1.0, 4.0)
QUICK_SIZES: Final = (1.0,)


@dataclass(frozen=True, slots=True)
class Options:
    """*complete* tells whether the run may replace the published results."""

    quick: bool
    only: tuple[str, ...]
    sizes: tuple[float, ...]
    explicit_sizes: bool
    out: Path | None

    @property
    def complete(self) -> bool:
        all_systems = set(self.only) == set(SYSTEMS)
        return all_systems and not self.quick and not self.explicit_sizes


def read_options() -> Options:
    """The options on the command line; ends the program where they cannot be read."""
    parser = ArgumentParser(
        prog="python -m benchmarks",
        description="Mäter Projektsök bredvid andra sökmotorer.",
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="en liten korpus, en minut: visar att allt går",
    )
    parser.add_argument(
        "--only",
        nargs="+",
        choices=SYSTEMS,
        default=list(SYSTEMS),
        help="bara de här systemen",
    )
    parser.add_argument(
        "--sizes",
        nargs="+",
        type=float,
        help="storlekar, i gånger korpusen (0.25 1 4)",
    )
    parser.add_argument(
        "--out", type=Path, help="mapp för RESULTS.md och growth.svg"
    )
    given: Namespace = parser.parse_args()
    usual_sizes = QUICK_SIZES if given.quick else SIZES
    return Options(
        quick=given.quick,
        only=tuple(given.only),
        sizes=tuple(given.sizes or usual_sizes),
        explicit_sizes=bool(given.sizes),
        out=given.out.resolve() if given.out else None,
    )
