"""How a voluntary scheme spreads tick by tick: Bass (1969), on a ring (Fibich & Gibori 2010), drawn in, driven out."""

from __future__ import annotations

from collections.abc import Callable
from math import exp


def chance(rate: float, ticks_a_year: float) -> float:
    """The chance in one tick of what happens at a yearly rate."""
    return 1.0 - exp(-rate / ticks_a_year)


def spread(hazard: Callable[[float], float], ticks: int) -> tuple[float, float]:
    """Share of those who have joined after so many ticks, and the variance of that share times their number.

    Parameters
    ----------
    hazard
        The chance of joining in a tick in which a share has joined before.
    """
    share = variance = 0.0
    for _ in range(ticks):
        h, eps = hazard(share), 1e-6
        slope = 1.0 - h + (1.0 - share) * (hazard(share + eps) - h) / eps
        variance = slope**2 * variance + (1.0 - share) * h * (1.0 - h)
        share = share + (1.0 - share) * h
    return share, variance


def bass(p: float, q: float, ticks: int, ticks_a_year: float) -> tuple[float, float]:
    """Innovation p and imitation q a year, in a population in which everybody looks at everybody."""
    alone, others = chance(p, ticks_a_year), chance(q, ticks_a_year)
    return spread(lambda share: alone + others * share, ticks)


def snowball(p: float, q: float, joining: float, worth: float, ticks: int, ticks_a_year: float) -> tuple[float, float]:
    """As ``bass``; what membership opens pulls, and the more the more have joined."""
    alone, others = chance(p, ticks_a_year), chance(q, ticks_a_year)
    return spread(lambda x: (alone + others * x) * exp(joining * (worth + x * max(0.0, worth))), ticks)


def ring(p: float, q: float, ticks: int, ticks_a_year: float) -> float:
    """Share of those who have joined on a ring on which each looks at two neighbours.

    Exact: S(k), the chance that k people in a row are all outside, depends on S(k), S(k + 1) and S(k + 2) a tick ago.
    """
    alone, others = chance(p, ticks_a_year), chance(q, ticks_a_year)
    none, one, both = 1 - alone, 1 - alone - others / 2, 1 - alone - others
    outside = [1.0] * (2 * ticks + 2)
    for _ in range(ticks):
        after = []
        for k in range(1, len(outside) - 1):
            s0, s1, s2 = outside[k - 1], outside[k], outside[k + 1]
            sides = (s0 - 2 * s1 + s2, 2 * (s1 - s2), s2)  # joined on both sides, on one, on none
            if k == 1:
                after.append(both * sides[0] + one * sides[1] + none * sides[2])
            else:
                inner = none ** (k - 2)
                after.append(inner * (one**2 * sides[0] + one * none * sides[1] + none**2 * sides[2]))
        outside = after
    return 1.0 - outside[0]


def driven_out(p: float, leaving: float, loss: float, ticks: int, ticks_a_year: float) -> float:
    """Share of those who are in after so many ticks, where staying costs ``loss`` a year and nobody comes back."""
    joins, leaves = chance(p, ticks_a_year), chance(leaving * loss, ticks_a_year)
    outside, inside = 1.0, 0.0
    for _ in range(ticks):
        outside, inside = outside * (1 - joins), inside * (1 - leaves) + outside * joins
    return inside
