"""How figures grow with the corpus, as an SVG drawing on logarithmic axes; a dashed line shows
growth in proportion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import log10
from typing import Final

Point = tuple[float, float]

WIDTH: Final = 760
HEIGHT: Final = 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 210, 40, 50
_COLOURS: Final = (
    "#0b5cad",
    "#b3261e",
    "#2e7d32",
    "#8a5a00",
    "#6a3ab2",
    "#00707a",
)
_MARKS: Final = ("●", "■", "▲", "◆", "▼", "★")


def growth_svg(
    title: str, x_label: str, y_label: str, lines: Mapping[str, Sequence[Point]]
) -> str:
    """A drawing of *lines*, each a name and its points (x, y), all above 0."""
    points = [point for line in lines.values() for point in line]
    frame = _Frame([x for x, _ in points], [y for _, y in points])
    shapes = [*frame.grid(), *_proportion(frame, points)]
    for number, (name, line) in enumerate(lines.items()):
        shapes += _drawn(frame, number, name, line)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>{escape(title)}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
        f'<text x="{_LEFT}" y="22" font-size="15">{escape(title)}</text>'
        f'<text x="{(_LEFT + WIDTH - _RIGHT) / 2}" y="{HEIGHT - 12}" '
        f'text-anchor="middle">{escape(x_label)}</text>'
        f'<text transform="translate(18 {HEIGHT / 2}) rotate(-90)" '
        f'text-anchor="middle">{escape(y_label)}</text>'
        f"{''.join(shapes)}</svg>\n"
    )


class _Frame:
    """Where values lie in the drawing."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        self._x_low, self._x_high = log10(min(xs)) - 0.05, log10(max(xs)) + 0.05
        self._y_low, self._y_high = log10(min(ys)) - 0.15, log10(max(ys)) + 0.15

    def x(self, value: float) -> float:
        share = (log10(value) - self._x_low) / (self._x_high - self._x_low)
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    def y(self, value: float) -> float:
        share = (log10(value) - self._y_low) / (self._y_high - self._y_low)
        return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)

    def grid(self) -> list[str]:
        """A thin line and a figure for every 1, 2 and 5 times a power of ten."""
        shapes = []
        for value in _round_values(self._y_low, self._y_high):
            y = self.y(value)
            shapes.append(
                f'<path d="M{_LEFT} {y}H{WIDTH - _RIGHT}" stroke="#dddddd"/>'
            )
            shapes.append(
                f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{value:,.10g}</text>'
            )
        for value in _round_values(self._x_low, self._x_high):
            x = self.x(value)
            shapes.append(
                f'<path d="M{x} {_TOP}V{HEIGHT - _BOTTOM}" stroke="#dddddd"/>'
            )
            shapes.append(
                f'<text x="{x}" y="{HEIGHT - _BOTTOM + 16}" '
                f'text-anchor="middle">{value:,.10g}</text>'
            )
        return shapes


def _round_values(low: float, high: float) -> list[float]:
    powers = range(int(low) - 2, int(high) + 2)
    values = [step * 10.0**power for power in powers for step in (1, 2, 5)]
    return [value for value in values if low <= log10(value) <= high]


def _proportion(frame: _Frame, points: Sequence[Point]) -> list[str]:
    """A dashed line from the lowest left point on, along which twice the size costs twice as
    much.
    """
    x, y = min(points)
    last = min(
        max(other for other, _ in points),
        x * max(value for _, value in points) / y,
    )
    path = f"M{frame.x(x)} {frame.y(y)}L{frame.x(last)} {frame.y(y * last / x)}"
    return [
        f'<path d="{path}" stroke="#888888" stroke-dasharray="5 4" fill="none"/>'
    ]


def _drawn(
    frame: _Frame, number: int, name: str, line: Sequence[Point]
) -> list[str]:
    colour, mark = (
        _COLOURS[number % len(_COLOURS)],
        _MARKS[number % len(_MARKS)],
    )
    path = "L".join(f"{frame.x(x)} {frame.y(y)}" for x, y in line)
    shapes = [
        f'<path d="M{path}" stroke="{colour}" stroke-width="2" fill="none"/>'
    ]
    for x, y in line:
        place = f'x="{frame.x(x)}" y="{frame.y(y) + 4}" text-anchor="middle" fill="{colour}"'
        shapes.append(f"<text {place}>{mark}</text>")
    legend = f'x="{WIDTH - _RIGHT + 14}" y="{_TOP + 14 + 20 * number}" fill="{colour}"'
    return [*shapes, f"<text {legend}>{mark} {escape(name)}</text>"]
