"""A map of districts that exist nowhere: cells of a Voronoi diagram, the stronger the colour the worse."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.report import letters
from scorarium.report.svg import Svg

Floats = NDArray[np.float64]
SHADES = 7
ROUNDS = 12


@dataclass(frozen=True)
class Districts:
    """One value for each district.

    Parameters
    ----------
    names
        Of the districts.
    xy : shape (districts, 2)
        Where they lie; it means nothing.
    values
        What colours them; nan where nobody is.
    texts
        The values as words.
    worse
        Whether high or low values are the worse ones.
    """

    names: tuple[str, ...]
    xy: Floats
    values: Floats
    texts: tuple[str, ...]
    worse: str = "high"


def cells(xy: Floats, wide: float, high: float) -> list[Floats]:
    """Cut a rectangle into one cell for each point.

    The points are moved to the middle of their cells a few times (Lloyd 1982), so that cells are of like size: where
    districts lie carries no meaning. Mirror images beyond the four sides make every cell end at the rectangle.
    """
    from scipy.spatial import Voronoi  # noqa: PLC0415  # late: it is slow to import

    points = _inside(xy, wide, high)
    found: list[Floats] = []
    for turn in range(ROUNDS + 1):
        mirrored = [points * (-1, 1), points * (-1, 1) + (2 * wide, 0)]
        mirrored += [points * (1, -1), points * (1, -1) + (0, 2 * high)]
        diagram = Voronoi(np.concatenate([points, *mirrored]))
        found = [diagram.vertices[_ring(diagram, index)] for index in range(len(points))]
        if turn < ROUNDS:
            points = np.array([_centre(cell) for cell in found])
    return [np.clip(cell, 0, (wide, high)) for cell in found]


def _ring(diagram: object, index: int) -> list[int]:
    """The corners of a cell in their order."""
    regions, of_point = diagram.regions, diagram.point_region  # type: ignore[attr-defined]
    return list(regions[of_point[index]])


def _inside(xy: Floats, wide: float, high: float) -> Floats:
    """Stretch positions over the rectangle; those that coincide are moved apart a little, each in its own direction."""
    low, span = xy.min(axis=0), np.ptp(xy, axis=0)
    share = np.where(span > 0, (xy - low) / np.where(span > 0, span, 1), 0.5)
    index = np.arange(len(xy))
    share = 0.05 + 0.9 * share + 0.004 * np.column_stack([np.cos(2.4 * index), np.sin(2.4 * index)])
    points: Floats = share * (wide, high)
    return points


def _centre(cell: Floats) -> Floats:
    """The centre of mass of a polygon."""
    x, y = cell[:, 0], cell[:, 1]
    after_x, after_y = np.roll(x, -1), np.roll(y, -1)
    cross = x * after_y - after_x * y
    area = cross.sum() / 2
    if abs(area) < 1e-9:
        return np.asarray(cell.mean(axis=0))
    centre: Floats = np.array([((x + after_x) * cross).sum(), ((y + after_y) * cross).sum()]) / (6 * area)
    return centre


def shades(districts: Districts) -> NDArray[np.int64]:
    """The shade of each district, 1 to 7, in steps of equal width; 0 where there is no value."""
    values = districts.values
    known = np.isfinite(values)
    found = np.zeros(len(values), np.int64)
    if not known.any():
        return found
    low, high = values[known].min(), values[known].max()
    share = (values[known] - low) / (high - low) if high > low else np.full(known.sum(), 0.0)
    if districts.worse == "low":
        share = 1 - share if high > low else share
    found[known] = np.minimum(SHADES, 1 + np.floor(share * SHADES)).astype(np.int64)
    return found


def draw(districts: Districts, wide: float, label: str) -> Svg:
    """Draw the map with its scale and the two districts at its ends."""
    tall = wide * (0.85 if wide < 420 else 0.62)
    svg = Svg(wide, tall + 64, label)
    shade = shades(districts)
    known = np.flatnonzero(shade > 0)
    order = sorted(known, key=lambda index: float(districts.values[index]))
    best, worst = (order[0], order[-1]) if districts.worse == "high" else (order[-1], order[0])
    found = cells(districts.xy, wide, tall)
    for index, cell in enumerate(found):
        corners = [(float(x), float(y)) for x, y in cell]
        hint = f"District {districts.names[index]}: {districts.texts[index]}"
        svg.path(corners, f"cell q{shade[index]}", closed=True, hint=hint)
    if worst != best:
        corners = [(float(x), float(y)) for x, y in found[int(worst)]]
        svg.path(corners, "outline", closed=True)
    _legend(svg, districts, int(best), int(worst), tall)
    return svg


def _legend(svg: Svg, districts: Districts, best: int, worst: int, tall: float) -> None:
    """Write the scale beneath the map, from the best district to the worst, which is outlined."""
    wide = svg.wide
    side = min(26.0, wide / 4 / SHADES)
    start = (wide - side * SHADES) / 2
    room = start - 10
    for shade in range(1, SHADES + 1):
        svg.rect(start + side * (shade - 1), tall + 16, side, 12, f"q{shade}")
    one, two = districts.texts[best], districts.texts[worst]
    svg.text(start - 8, tall + 26, letters.clip(one, room, 12), "ink", anchor="end")
    svg.text(start + side * SHADES + 8, tall + 26, letters.clip(two, room, 12), "ink")
    if best != worst:
        names = [f"best: district {districts.names[best]}", f"worst, outlined: district {districts.names[worst]}"]
        half = wide / 2 - 8
        svg.text(0, tall + 50, letters.clip(names[0], half, 11), "t", size=11)
        svg.text(wide, tall + 50, letters.clip(names[1], half, 11, bold=True), "ink", anchor="end", size=11, bold=True)
