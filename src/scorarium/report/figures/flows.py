"""Who moves from tier to tier: bars at checkpoints, ribbons between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.report import letters, words
from scorarium.report.svg import Svg

Floats = NDArray[np.float64]
LOWEST = 1.5
BAR = 9.0
MOST = 0.7


@dataclass(frozen=True)
class Flows:
    """Shares of people by tier at checkpoints, and of those who moved between them.

    Parameters
    ----------
    times
        Checkpoints, in years.
    tiers
        Best first.
    shares : shape (times, tiers)
    moves : shape (times - 1, tiers, tiers)
        From the row to the column; shares of all people.
    has_outside
        The last tier holds those who are not in the scheme.
    """

    times: tuple[float, ...]
    tiers: tuple[str, ...]
    shares: Floats
    moves: Floats
    has_outside: bool = False


@dataclass(frozen=True)
class Cut:
    """A tier so large that part of it is not drawn: which, and how much of all people is left out."""

    tier: int
    share: float


def cut_of(flows: Flows) -> Cut | None:
    """Find the tier that would leave no room for the others, and how much of it to leave out."""
    large = np.flatnonzero((flows.shares >= MOST).all(axis=0))
    if not len(large):
        return None
    tier = int(large[0])
    staying = float(flows.moves[:, tier, tier].min(initial=1.0))
    others = float((1 - flows.shares[:, tier]).max())
    share = min(staying, float(flows.shares[:, tier].min())) - max(0.6 * others, 0.002)
    return Cut(tier, share) if share >= 0.3 else None


def draw(flows: Flows, wide: float, label: str) -> Svg:
    """Draw bars and ribbons."""
    narrow = wide < 420
    names = [letters.clip(name, wide * 0.3 - 12, 12, bold=True) for name in flows.tiers]
    room = max(max(letters.width(name, 12, bold=True), 46) for name in names) + 12
    left = max(letters.width(_share(share), 11) for share in flows.shares[0]) + 8
    right = wide - room
    high = max(300.0 if narrow else 340.0, 32.0 * len(names) + 60)
    svg = Svg(wide, high, label)
    cut = cut_of(flows)
    tops, sizes, scale = _stack(flows, cut, 8.0, high - 30)
    columns = np.linspace(left, right - BAR, len(flows.times))
    for step in range(len(flows.times) - 1):
        _ribbons(svg, flows, step, cut, tops, scale, columns)
    for column, time in enumerate(flows.times):
        x = float(columns[column])
        for tier, name in enumerate(flows.tiers):
            hint = f"{name}: {_share(flows.shares[column, tier])} ({words.moment(time)})"
            svg.rect(x, float(tops[column, tier]), BAR, float(sizes[column, tier]), shade(flows, tier), hint)
        if cut is not None:
            middle = float(tops[column, cut.tier] + sizes[column, cut.tier] / 2)
            svg.path([(x - 3, middle + 3), (x + BAR + 3, middle - 3)], "slash")
        svg.text(x + BAR / 2, high - 8, words.moment(time), "t", anchor="middle", size=11)
    _labels(svg, flows, names, tops, sizes, (left, right), high)
    return svg


def _share(share: float) -> str:
    if share <= 0:
        return "nobody"
    return words.percent(float(share), 1 if 0.0005 <= share < 0.9995 or share in (0, 1) else 2)


def shade(flows: Flows, tier: int) -> str:
    """The class of a tier's colour: from the best to the worst, or grey for those who are not in the scheme."""
    n = len(flows.tiers) - flows.has_outside
    return "outside" if tier >= n else f"q{2 + round(5 * tier / max(1, n - 1))}"


def _stack(flows: Flows, cut: Cut | None, top: float, bottom: float) -> tuple[Floats, Floats, float]:
    """Place the bars of every checkpoint: tops, heights, pixels per share."""
    gap = 10.0 if flows.shares.shape[1] < 7 else 7.0
    drawn = flows.shares.astype(float).copy()
    if cut is not None:
        drawn[:, cut.tier] -= cut.share
    gaps = gap * (drawn.shape[1] - 1)
    least = LOWEST * (drawn > 0).sum(axis=1).max()
    scale = (bottom - top - gaps - least) / max(1e-12, float(drawn.sum(axis=1).max()))
    sizes = np.where(drawn > 0, drawn * scale + LOWEST, 0.0)
    tops = top + np.cumsum(sizes + gap, axis=1) - sizes - gap
    return tops, sizes, scale


def _ribbons(svg: Svg, flows: Flows, step: int, cut: Cut | None, tops: Floats, scale: float, columns: Floats) -> None:
    """Draw what moves between two checkpoints; ribbons leave and enter in the order of tiers."""
    moves = flows.moves[step].astype(float).copy()
    if cut is not None:
        moves[cut.tier, cut.tier] = max(0.0, moves[cut.tier, cut.tier] - cut.share)
    n = len(flows.tiers)
    leave, enter = tops[step] + LOWEST / 2, tops[step + 1] + LOWEST / 2
    x0, x1 = float(columns[step]) + BAR, float(columns[step + 1])
    flat = (x1 - x0) * 0.12
    for origin in range(n):
        for goal in range(n):
            size = moves[origin, goal] * scale
            y0, y1 = float(leave[origin]), float(enter[goal])
            leave[origin] += size
            enter[goal] += size
            if moves[origin, goal] <= 0:
                continue
            thick = max(size, 0.5)
            shape = [(x0, y0), (x0 + flat, y0), (x1 - flat, y1), (x1, y1)]
            under = [(x, y + thick) for x, y in reversed(shape)]
            share = _share(flows.moves[step, origin, goal])
            hint = f"{flows.tiers[origin]} to {flows.tiers[goal]}: {share}"
            worse = max(origin, goal)
            kind = "stays" if goal == origin else "falls" if goal > origin else "rises"
            svg.path([*shape, *under], f"{shade(flows, worse)} {kind}", closed=True, hint=hint)


def _labels(
    svg: Svg, flows: Flows, names: list[str], tops: Floats, sizes: Floats, ends: tuple[float, float], high: float
) -> None:
    """Name the tiers on the right, with their share at the end, and give their share at the start on the left."""
    for column, x, tall in ((-1, ends[1] + 8, 30.0), (0, ends[0] - 6, 15.0)):
        present = [t for t in range(len(names)) if column == -1 or flows.shares[0, t] > 0]
        centres = [float(tops[column, t] + sizes[column, t] / 2) for t in present]
        places = letters.spread(centres, [tall] * len(present), 0, high - 22)
        for t, y in zip(present, places, strict=True):
            share = _share(flows.shares[column, t])
            if column == -1:
                svg.text(x, y - 1, names[t], "ink", bold=True)
                svg.text(x, y + 13, share, "t", size=11)
            else:
                svg.text(x, y + 4, share, "t", anchor="end", size=11)
