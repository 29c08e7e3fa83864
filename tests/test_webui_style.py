"""The style sheet's colours can be told apart, in the light and in the dark (WCAG 2.2, 1.4.3 and
1.4.11).
"""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

SHEET = files("webui").joinpath("static/style.css").read_text("utf-8")
LIGHT = SHEET.index(":root")
DARK = SHEET.index("prefers-color-scheme: dark")


def token(name: str, block: int) -> str:
    found = re.compile(rf"--{name}: (#[0-9a-f]{{6}});").search(SHEET, block)
    assert found is not None
    return found[1]


def luminance(colour: str) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("block", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("ink", "paper", 7),
        ("ink", "surface", 7),
        ("ink", "tint", 7),
        ("quiet", "paper", 4.5),
        ("quiet", "surface", 4.5),
        ("accent", "paper", 4.5),
        ("accent", "tint", 4.5),
        ("accent-ink", "accent", 4.5),
        ("mark-ink", "mark", 7),
        ("edge", "paper", 3),
        ("edge", "surface", 3),
        ("mark-line", "paper", 3),
    ],
)
def test_colours_have_enough_contrast(
    ink: str, ground: str, least: float, block: int
) -> None:
    assert contrast(token(ink, block), token(ground, block)) >= least


def test_marks_are_not_told_by_colour_alone() -> None:
    rule = re.search(r"^mark \{(.*?)\}", SHEET, re.DOTALL | re.MULTILINE)
    assert rule is not None
    assert "border-bottom: 2px solid" in rule[1]
    assert "font-weight" in rule[1]


@pytest.mark.parametrize(
    "wish",
    [
        "prefers-reduced-motion",
        "prefers-color-scheme: dark",
        "forced-colors: active",
        "@media print",
    ],
)
def test_the_reader_s_settings_are_followed(wish: str) -> None:
    assert wish in SHEET
