"""Scores over time: one ridge for each date, high where many people stand."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.report import letters, words
from scorarium.report.figures.axes import bottom_axis
from scorarium.report.scales import Scale
from scorarium.report.svg import Point, Svg

Floats = NDArray[np.float64]
COLUMNS = 64
HEAVY = 0.4
EXACT = 1e-9
FEW = 0.6
DENSE = 0.5
PITCH = 28.0
ROUND = (1, 2, 5, 10, 20, 50, 100, 200, 500)
TOP = 34.0
FOOT = 40.0


@dataclass(frozen=True)
class Ridges:
    """Shares of people by score, at several times.

    Parameters
    ----------
    times
        In years.
    edges
        Of the bins, one more than there are.
    shares : shape (times, bins)
        Of the people in the scheme at that time.
    borders
        Tiers and the lowest score of each.
    """

    times: tuple[float, ...]
    edges: Floats
    shares: Floats
    borders: tuple[tuple[str, float], ...] = ()


def prepare(ridges: Ridges, rows: int, columns: int) -> Ridges:
    """Keep so many dates, only bins in which somebody ever stands, and merge those to at most so many columns."""
    last = len(ridges.times) - 1
    kept = sorted({round(index * last / max(1, rows - 1)) for index in range(min(rows, last + 1))} | {last})
    shares = ridges.shares[kept]
    used = np.flatnonzero(ridges.shares.sum(axis=0) > 0)
    low, high = (int(used[0]), int(used[-1]) + 1) if len(used) else (0, 1)
    occupied = len(used) / (high - low)
    columns = columns if occupied > DENSE and high - low > columns else len(ridges.edges)
    by = next(step for step in ROUND if -(-(high - low) // step) < columns)
    low -= round(float(ridges.edges[low]) / float(ridges.edges[1] - ridges.edges[0])) % by
    starts = np.arange(low, high, by)
    merged = np.stack([shares[:, max(0, start) : start + by].sum(axis=1) for start in starts], axis=1)
    width = float(ridges.edges[1] - ridges.edges[0])
    edges = float(ridges.edges[0]) + width * np.append(starts, starts[-1] + by)
    half = width / 2 if by == 1 and width == 1 else 0.0
    borders = tuple((name, start - half) for name, start in ridges.borders)
    return Ridges(tuple(ridges.times[k] for k in kept), edges - half, merged, borders)


def ceiling(shares: Floats) -> tuple[float, bool]:
    """Give the share that is drawn as high as there is room, and whether some columns are cut off there."""
    most = float(shares.max(initial=0.0))
    rest = shares[shares < HEAVY]
    second = float(rest.max(initial=0.0))
    if most >= HEAVY and 0 < second < FEW * most:
        return second, True
    return (most or 1.0), False


def draw(ridges: Ridges, wide: float, label: str) -> Svg:
    """Draw the ridges."""
    narrow = wide < 420
    data = prepare(ridges, 9 if narrow else 11, COLUMNS)
    most, is_cut = ceiling(data.shares)
    left, right = 46.0, wide - (48.0 if is_cut else 10.0)
    tall = PITCH * (0.88 if is_cut else 2.4)
    first = TOP + tall
    high = first + PITCH * (len(data.times) - 1) + FOOT
    svg = Svg(wide, high, label)
    at = Scale(float(data.edges[0]), float(data.edges[-1]), left, right)
    base = high - FOOT
    _borders(svg, data, at, base)
    bottom_axis(svg, at, base, top=TOP + 4, title="score" if not narrow else "")
    column = int(data.shares.mean(axis=0).argmax())
    for row, time in enumerate(data.times):
        level = first + PITCH * row
        _ridge(svg, data, row, at, level, tall / most, tall)
        svg.text(left - 8, level, "start" if row == 0 else words.moment(time), "t", anchor="end", size=11)
        if is_cut:
            svg.text(wide, level, words.percent(float(data.shares[row, column]), 1), "t", anchor="end", size=11)
    if is_cut:
        svg.text(wide, TOP + 6, _where(data.edges, column), "ink", anchor="end", size=11, bold=True)
    return svg


def _where(edges: Floats, column: int) -> str:
    """Name a column by its score."""
    low, high = float(edges[column]), float(edges[column + 1])
    if high - low < 1:
        digits = max(0, -math.floor(math.log10(high - low) + EXACT))
        return f"{words.figure(low, digits)}{words.DASH}{words.figure(high, digits)}"
    if low != round(low):
        return f"at {words.figure((low + high) / 2)}"
    one = words.figure(low)
    return f"at {one}" if high - low <= 1 else f"{one}{words.DASH}{words.figure(high - 1)}"


def _ridge(svg: Svg, data: Ridges, row: int, at: Scale, level: float, scale: float, tall: float) -> None:
    """Draw one date: a solid step line over its base; what is higher than there is room for is cut off."""
    outline: list[Point] = []
    heights = np.minimum(data.shares[row] * scale, tall)
    used = np.flatnonzero(data.shares[row] > 0)
    svg.line(at.start, level, at.end, level, "hair")
    if not len(used):
        return
    for column in range(int(used[0]), int(used[-1]) + 1):
        y, end = level - float(heights[column]), at(float(data.edges[column + 1]))
        if outline and outline[-1][1] == y:
            outline[-1] = (end, y)
        else:
            outline += [(at(float(data.edges[column])), y), (end, y)]
    closed = [(outline[0][0], level), *outline, (outline[-1][0], level)]
    svg.path(closed, "cover", closed=True)
    svg.path(closed, "tint", closed=True)
    svg.path(closed, "edge")
    for cut in np.flatnonzero(data.shares[row] * scale > tall * 1.001):
        left, right = at(float(data.edges[cut])), at(float(data.edges[cut + 1]))
        svg.path([(left - 3, level - tall * 0.62), (right + 3, level - tall * 0.74)], "slash")


def _borders(svg: Svg, data: Ridges, at: Scale, base: float) -> None:
    """Draw the borders between tiers, each named above the scores that belong to it."""
    low, high = float(data.edges[0]), float(data.edges[-1])
    froms = sorted((start, name) for name, start in data.borders)
    if len(froms) < 2:
        return
    ends = [start for start, _ in froms[1:]] + [high]
    seen = [(name, max(low, start), min(high, end)) for (start, name), end in zip(froms, ends, strict=True)]
    shown = [(name, start, end) for name, start, end in seen if end > start]
    room = (at.end - at.start) / max(1, len(shown)) - 6
    names = [letters.clip(name, room, 11, bold=True) for name, _, _ in shown]
    sizes = [letters.width(name, 11, bold=True) + 6 for name in names]
    centres = letters.spread([at((start + end) / 2) for _, start, end in shown], sizes, at.start, at.end)
    for name, centre, (_, start, _) in zip(names, centres, shown, strict=True):
        svg.text(centre, 12, name, "ink", anchor="middle", size=11, bold=True)
        if start > low:
            svg.line(at(start), 18, at(start), base, "dash")
