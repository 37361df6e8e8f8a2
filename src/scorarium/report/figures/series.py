"""Lines over time with bands over replicates: straight segments through the ticks that were simulated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.report import letters, words
from scorarium.report.figures.axes import left_axis, left_figures
from scorarium.report.scales import Scale, linear, ticks
from scorarium.report.svg import Svg

Floats = NDArray[np.float64]
FOOT = 26.0
MOST = 160
WIDE = 1.0


@dataclass(frozen=True)
class Line:
    """One world's line.

    Parameters
    ----------
    name
        At its end.
    cls
        Of its colour.
    values, low, high : shape (times,)
        Mean over replicates and the band around it; nan where there is none.
    """

    name: str
    cls: str
    values: Floats
    low: Floats
    high: Floats


def draw(
    times: Floats, lines: Sequence[Line], wide: float, label: str, *, suffix: str = "", factor: float = 1.0,
    nought: bool = True,
) -> Svg:  # fmt: skip
    """Draw lines over years, each named where it ends."""
    high = 250.0 if wide >= 420 else 220.0
    svg = Svg(wide, high, label)
    names = [letters.clip(line.name, wide * 0.3, 11, bold=True) for line in lines]
    room = max(letters.width(name, 11, bold=True) for name in names) + 14
    kept = np.unique(np.linspace(0, len(times) - 1, min(MOST, len(times))).round().astype(int))
    y = _upright(
        [line.values[kept] for line in lines], [(line.low[kept], line.high[kept]) for line in lines], high, nought
    )
    figures = left_figures(y, suffix=suffix, factor=factor)
    left = max(letters.width(text, 11) for _, text in figures) + 8
    end = float(times[-1])
    years = float(round(end)) if abs(round(end) - end) < 0.02 * end else end
    x = Scale(0.0, max(years, 1e-9), left, wide - room)
    left_axis(svg, y, figures, left, wide - room)
    _time_axis(svg, x, high - FOOT)
    for line in lines:
        _line(svg, times[kept], line, kept, x, y)
    ends = [y(_last(line.values)) + 4 for line in lines]
    for name, line, at in zip(names, lines, letters.spread(ends, [15.0] * len(lines), 8, high - FOOT + 6), strict=True):
        svg.text(wide - room + 8, at, name, f"named {line.cls}", size=11, bold=True)
    return svg


def _upright(values: list[Floats], bands: list[tuple[Floats, Floats]], high: float, nought: bool) -> Scale:
    """The upright scale: holds all lines, and bands as far as they are not much wider than the lines run."""
    every = np.concatenate(values)
    low, top = float(np.nanmin(every)), float(np.nanmax(every))
    low, top = (min(low, 0.0), max(top, 0.0)) if nought else (low, top)
    air = WIDE * max(top - low, 1e-12)
    ends = np.concatenate([np.clip(band, low - air, top + air) for pair in bands for band in pair])
    return linear([*every, *ends], high - FOOT, 18, nought=nought, pad=0.04)


def _last(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known[-1]) if len(known) else 0.0


def _time_axis(svg: Svg, x: Scale, base: float) -> None:
    svg.line(x.start, base, x.end, base, "axis")
    values = ticks(0.0, x.high, max(2, int((x.end - x.start) // 52)))
    for value in values:
        at = x(value)
        svg.line(at, base, at, base + 4, "axis")
        text = words.moment(value)
        half = letters.width(text, 11) / 2
        anchor = "start" if at - half < 0 else "end" if at + half > svg.wide else "middle"
        svg.text(at, base + 17, text, "t", anchor=anchor, size=11)  # type: ignore[arg-type]


def _line(svg: Svg, times: Floats, line: Line, kept: NDArray[np.int64], x: Scale, y: Scale) -> None:
    values, low, high = line.values[kept], line.low[kept], line.high[kept]
    banded = np.isfinite(low) & np.isfinite(high)
    if banded.sum() > 1:
        over = [(x(float(t)), y.inside(float(v))) for t, v in zip(times[banded], high[banded], strict=True)]
        under = [(x(float(t)), y.inside(float(v))) for t, v in zip(times[banded], low[banded], strict=True)]
        svg.path([*over, *reversed(under)], f"band {line.cls}", closed=True)
    known = np.isfinite(values)
    points = [(x(float(t)), y(float(v))) for t, v in zip(times[known], values[known], strict=True)]
    svg.path(points, f"line {line.cls}")
