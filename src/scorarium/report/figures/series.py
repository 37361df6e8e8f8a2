"""Lines over time with bands over replicates: straight segments through the ticks that were simulated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.report import letters, words
from scorarium.report.figures.axes import left_axis, left_figures
from scorarium.report.scales import Scale, linear, ticks
from scorarium.report.svg import Anchor, Svg

Floats = NDArray[np.float64]
FOOT = 26.0
HEAD = 18.0
LEGEND = 16.0
MOST = 160
BESIDE = 0.29
WIDE = 1.0
"""A band may reach beyond all lines by as much as they span; further out it is cut off."""


@dataclass(frozen=True)
class Line:
    """One world's line.

    Parameters
    ----------
    name
        At its end.
    cls
        Of its colour.
    times : shape (times,)
        In years.
    values, low, high : shape (times,)
        Mean over replicates and the band around it; nan where there is none.
    """

    name: str
    cls: str
    times: Floats
    values: Floats
    low: Floats
    high: Floats

    def thinned(self) -> Line:
        """At most `MOST` points of it, the last one among them."""
        n = len(self.times)
        kept = np.unique(np.linspace(0, n - 1, min(MOST, n)).round().astype(int))
        return Line(self.name, self.cls, self.times[kept], self.values[kept], self.low[kept], self.high[kept])


def draw(
    lines: Sequence[Line], wide: float, label: str, *, suffix: str = "", factor: float = 1.0, nought: bool = True
) -> Svg:
    """Draw lines over years, each named where it ends, or above where names are too long for that."""
    lines = [line.thinned() for line in lines]
    longest = max(letters.width(line.name, 11, bold=True) for line in lines)
    is_beside = longest <= wide * BESIDE
    top = HEAD if is_beside else HEAD + LEGEND * len(lines)
    high = (232.0 if wide >= 420 else 202.0) + top
    svg = Svg(wide, high, label)
    y = _upright(lines, high - FOOT, top, nought=nought)
    figures = left_figures(y, suffix=suffix, factor=factor)
    left = max((letters.width(text, 11) for _, text in figures), default=0.0) + 8
    right = wide - (longest + 14 if is_beside else 14)
    x = Scale(0.0, _years(lines), left, right)
    left_axis(svg, y, figures, left, right)
    _time_axis(svg, x, high - FOOT)
    for line in lines:
        _line(svg, line, x, y)
    if is_beside:
        wanted = [y(_last(line.values)) + 4 for line in lines]
        places = letters.spread(wanted, [15.0] * len(lines), 8, high - FOOT + 6)
        for line, place in zip(lines, places, strict=True):
            svg.text(right + 8, place, line.name, f"named {line.cls}", size=11, bold=True)
    else:
        _legend(svg, lines)
    return svg


def _years(lines: Sequence[Line]) -> float:
    """Where the time axis ends: the last point of any line, a whole year if it is near."""
    end = max(float(line.times[-1]) for line in lines)
    return float(round(end)) if abs(round(end) - end) < 0.02 * end else end


def _legend(svg: Svg, lines: Sequence[Line]) -> None:
    """Write the names above the picture."""
    for row, line in enumerate(lines):
        y = 12.0 + LEGEND * row
        svg.line(0, y - 4, 16, y - 4, f"line {line.cls}")
        name = letters.clip(line.name, svg.wide - 22, 11, bold=True)
        svg.text(22, y, name, f"named {line.cls}", size=11, bold=True)


def _upright(lines: Sequence[Line], base: float, top: float, *, nought: bool) -> Scale:
    """The upright scale: holds all lines, and bands as far as they do not reach out too far."""
    every = np.concatenate([line.values for line in lines])
    low, high = float(np.nanmin(every)), float(np.nanmax(every))
    low, high = (min(low, 0.0), max(high, 0.0)) if nought else (low, high)
    air = WIDE * (high - low)
    ends = np.concatenate([np.clip(band, low - air, high + air) for line in lines for band in (line.low, line.high)])
    return linear([*every, *ends], base, top, nought=nought, pad=0.04)


def _last(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known[-1]) if len(known) else 0.0


def _time_axis(svg: Svg, x: Scale, base: float) -> None:
    svg.line(x.start, base, x.end, base, "axis")
    for value in ticks(0.0, x.high, max(2, int((x.end - x.start) // 52))):
        at = x(value)
        svg.line(at, base, at, base + 4, "axis")
        text = words.moment(value)
        half = letters.width(text, 11) / 2
        anchor: Anchor = "start" if at - half < 0 else "end" if at + half > svg.wide else "middle"
        svg.text(at, base + 17, text, "t", anchor=anchor, size=11)


def _line(svg: Svg, line: Line, x: Scale, y: Scale) -> None:
    """Draw a band where there is one, and the line upon it."""

    def points(values: Floats, kept: NDArray[np.bool_]) -> list[tuple[float, float]]:
        return [(x(float(t)), y.inside(float(v))) for t, v in zip(line.times[kept], values[kept], strict=True)]

    banded = np.isfinite(line.low) & np.isfinite(line.high)
    if banded.sum() > 1:
        under = points(line.low, banded)
        svg.path([*points(line.high, banded), *reversed(under)], f"band {line.cls}", closed=True)
    svg.path(points(line.values, np.isfinite(line.values)), f"line {line.cls}")
