"""How figures grow with the corpus, as an SVG drawing on logarithmic axes; a dashed line shows
growth in proportion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import log10
from typing import Final

Point = tuple[float, float]

WIDTH: Final = 760
HEIGHT: Final = 440
_LEFT: Final = 70
_RIGHT: Final = 210
_TOP: Final = 40
_BOTTOM: Final = 50
_COLOURS: Final = (
    "#0b5cad",
    "#b3261e",
    "#2e7d32",
    "#8a5a00",
    "#6a3ab2",
    "#00707a",
)
_MARKS: Final = ("●", "■", "▲", "◆", "▼", "★")
_GRID_COLOUR: Final = "#dddddd"
_STEPS: Final = (1, 2, 5)


def growth_svg(
    title: str, x_label: str, y_label: str, lines: Mapping[str, Sequence[Point]]
) -> str:
    """A drawing of *lines*, each a name and its points (x, y), all above 0."""
    points = [point for line in lines.values() for point in line]
    frame = _Frame(
        _Axis([x for x, _ in points], _LEFT, WIDTH - _RIGHT, margin=0.05),
        _Axis([y for _, y in points], HEIGHT - _BOTTOM, _TOP, margin=0.15),
    )
    shapes = [*frame.grid(), _proportion(frame, points)]
    for number, (name, line) in enumerate(lines.items()):
        shapes += _line_shapes(frame, number, name, line)
    x_middle = (_LEFT + WIDTH - _RIGHT) / 2
    y_middle = HEIGHT / 2
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" ',
        f'font-family="sans-serif" font-size="12"><title>{escape(title)}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="22" font-size="15">{escape(title)}</text>',
        f'<text x="{x_middle}" y="{HEIGHT - 12}" text-anchor="middle">{escape(x_label)}</text>',
        f'<text transform="translate(18 {y_middle}) rotate(-90)" text-anchor="middle">',
        f"{escape(y_label)}</text>",
        *shapes,
        "</svg>\n",
    ]
    return "".join(parts)


class _Axis:
    """Where values lie along one side of the drawing, from the place *start* to the place *end*.

    *margin* is left at both ends, in powers of ten.
    """

    def __init__(
        self, values: Sequence[float], start: int, end: int, margin: float
    ) -> None:
        self.low = log10(min(values)) - margin
        self.high = log10(max(values)) + margin
        self._start = start
        self._length = end - start

    def place(self, value: float) -> float:
        share = (log10(value) - self.low) / (self.high - self.low)
        place = self._start + share * self._length
        return round(place, 1)

    def round_values(self) -> list[float]:
        """Every 1, 2 and 5 times a power of ten on the axis."""
        powers = range(int(self.low) - 2, int(self.high) + 2)
        values = [step * 10.0**power for power in powers for step in _STEPS]
        return [
            value for value in values if self.low <= log10(value) <= self.high
        ]


@dataclass(frozen=True, slots=True)
class _Frame:
    x_axis: _Axis
    y_axis: _Axis

    def point(self, x: float, y: float) -> Point:
        return self.x_axis.place(x), self.y_axis.place(y)

    def grid(self) -> list[str]:
        """A thin line and a figure for every round value."""
        shapes = []
        for value in self.y_axis.round_values():
            y = self.y_axis.place(value)
            shapes.append(
                f'<path d="M{_LEFT} {y}H{WIDTH - _RIGHT}" stroke="{_GRID_COLOUR}"/>'
            )
            place = f'x="{_LEFT - 6}" y="{y + 4}" text-anchor="end"'
            shapes.append(f"<text {place}>{value:,.10g}</text>")
        for value in self.x_axis.round_values():
            x = self.x_axis.place(value)
            shapes.append(
                f'<path d="M{x} {_TOP}V{HEIGHT - _BOTTOM}" stroke="{_GRID_COLOUR}"/>'
            )
            place = f'x="{x}" y="{HEIGHT - _BOTTOM + 16}" text-anchor="middle"'
            shapes.append(f"<text {place}>{value:,.10g}</text>")
        return shapes


def _proportion(frame: _Frame, points: Sequence[Point]) -> str:
    """A dashed line from the lowest left point on, along which twice the size costs twice as
    much.
    """
    x, y = min(points)
    largest_x = max(other for other, _ in points)
    largest_y = max(other for _, other in points)
    last_x = min(largest_x, x * largest_y / y)
    last_y = y * last_x / x
    start_x, start_y = frame.point(x, y)
    end_x, end_y = frame.point(last_x, last_y)
    path = f"M{start_x} {start_y}L{end_x} {end_y}"
    return f'<path d="{path}" stroke="#888888" stroke-dasharray="5 4" fill="none"/>'


def _line_shapes(
    frame: _Frame, number: int, name: str, line: Sequence[Point]
) -> list[str]:
    colour = _COLOURS[number % len(_COLOURS)]
    mark = _MARKS[number % len(_MARKS)]
    places = [frame.point(x, y) for x, y in line]
    path = "L".join(f"{x} {y}" for x, y in places)
    shapes = [
        f'<path d="M{path}" stroke="{colour}" stroke-width="2" fill="none"/>'
    ]
    for x, y in places:
        place = f'x="{x}" y="{y + 4}" text-anchor="middle" fill="{colour}"'
        shapes.append(f"<text {place}>{mark}</text>")
    legend_x = WIDTH - _RIGHT + 14
    legend_y = _TOP + 14 + 20 * number
    legend = f'x="{legend_x}" y="{legend_y}" fill="{colour}"'
    shapes.append(f"<text {legend}>{mark} {escape(name)}</text>")
    return shapes
