"""A trend in, the lines of its chart out: places for an SVG picture. The table beside it says the same in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from careword.review.trends import Trend

WIDTH, HEIGHT, LEFT, BOTTOM, RIGHT, TOP = 1000, 280, 50, 30, 390, 15
LINES = 5  # more than this nobody tells apart


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line: its points, and where its name stands."""

    number: int
    name: str
    points: tuple[tuple[float, float], ...]
    label_y: float

    @property
    def path(self) -> str:
        """The points as SVG writes them."""
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Chart:
    """The picture."""

    lines: tuple[Drawn, ...]
    months: tuple[tuple[float, str], ...]
    marks: tuple[tuple[float, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def chart(trend: Trend, names: dict[str, str]) -> Chart:
    """Lay out the largest series of a trend."""
    shown = trend.series[:LINES]
    top = _round(max((max(series.counts) for series in shown), default=1))
    step = (WIDTH - LEFT - RIGHT) / max(1, len(trend.months) - 1)
    across = [LEFT + step * at for at in range(len(trend.months))]

    def up(count: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * count / top

    lines, lowest = [], 0.0
    order = sorted(enumerate(shown, 1), key=lambda item: -item[1].counts[-1])
    for number, series in order:
        lowest = max(up(series.counts[-1]) + 4, lowest + 16)  # names do not stand on each other
        points = tuple((x, up(count)) for x, count in zip(across, series.counts, strict=True))
        lines.append(Drawn(number, names.get(series.name, series.name), points, lowest))
    marks = tuple((up(value), value) for value in (0, top // 2, top))
    return Chart(tuple(lines), tuple(zip(across, trend.months, strict=True)), marks)


def _round(top: int) -> int:
    """Give the even number that the scale ends with."""
    step = 2
    while step * 10 < top:
        step *= 10
    return max(2, -(-top // step) * step)
