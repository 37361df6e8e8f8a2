"""The law of marks: how often each mark is given, for every mean between the lowest and the highest.

A discrete normal law (Kemp 1997) has the greatest entropy of all laws on the given marks with a given mean and spread:
it assumes nothing else. Where a spread cannot be had at a mean (near the ends, or below what whole marks allow), the
nearest that can be had is taken; the mean is always met.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scorarium.names import GRID
from scorarium.scheme.readers import Bounds

MOST_WHOLE: Final = 20
"""Up to so many whole numbers between the ends, marks are whole numbers."""

FINE: Final = 100
"""Otherwise they are hundredths of the range."""

STEPPED: Final = 45
"""Halvings of an interval in the search for the law."""

Law = NDArray[np.float64]


def n_steps(bounds: Bounds) -> int:
    """Steps from the lowest to the highest mark: whole marks (stars, thumbs) where the ends are whole."""
    width = bounds.high - bounds.low
    whole = bounds.low == int(bounds.low) and bounds.high == int(bounds.high)
    return int(width) if whole and width <= MOST_WHOLE else FINE


def law_of_marks(bounds: Bounds, spread: float) -> NDArray[np.int64]:
    """Thresholds of marks.

    Parameters
    ----------
    bounds
        Lowest and highest mark.
    spread
        The standard deviation of marks, in points.

    Returns
    -------
    numpy.ndarray
        int64[GRID + 1, steps]: a word of 32 bits below ``[g, k]`` is a mark of at most ``k`` steps where the mean is
        ``g / GRID`` of the range.
    """
    steps = n_steps(bounds)
    means = np.arange(GRID + 1) * steps / GRID
    law = discrete_normal(means, (spread * steps / (bounds.high - bounds.low)) ** 2, steps)
    words = np.floor(np.cumsum(law, axis=1)[:, :-1] * 2.0**32 + 0.5)
    return np.clip(words, 0, 2**32).astype(np.int64)


def discrete_normal(means: Law, variance: float, steps: int) -> Law:
    """float64[means, steps + 1]: p(k) in proportion to exp(a k - b k²), a and b by mean and variance."""
    below = np.floor(means)
    part = means - below
    least, most = part * (1 - part), means * (steps - means)
    wanted = np.clip(variance, least, most)
    is_least, is_most = wanted <= least + 1e-9, wanted >= most - 1e-9
    low = np.full(len(means), -60.0 / steps)
    high = np.full(len(means), 60.0)
    for _ in range(STEPPED):
        middle = (low + high) / 2
        spread = variances(tilted(means, middle, steps))
        low, high = np.where(spread > wanted, middle, low), np.where(spread > wanted, high, middle)
    law = tilted(means, (low + high) / 2, steps)
    law[is_least] = two_points(below[is_least], part[is_least], 1, steps)
    law[is_most] = two_points(np.zeros(int(is_most.sum())), means[is_most] / steps, steps, steps)
    return law


def two_points(low: Law, share: Law, width: int, steps: int) -> Law:
    """A mark at ``low`` or ``width`` above it, the latter with chance ``share``."""
    law = np.zeros((len(low), steps + 1))
    rows = np.arange(len(low))
    law[rows, low.astype(int)] += 1 - share
    law[rows, np.minimum(steps, low.astype(int) + width)] += share
    return law


def tilted(means: Law, curve: Law, steps: int) -> Law:
    """The law of the given curvature with the given mean."""
    k = np.arange(steps + 1.0)
    bent = -curve[:, None] * (k - means[:, None]) ** 2
    low, high = np.full(len(means), -700.0), np.full(len(means), 700.0)
    for _ in range(STEPPED):
        tilt = (low + high) / 2
        law = normalised(bent + tilt[:, None] * k)
        is_low = law @ k < means
        low, high = np.where(is_low, tilt, low), np.where(is_low, high, tilt)
    return normalised(bent + ((low + high) / 2)[:, None] * k)


def normalised(logarithm: Law) -> Law:
    """A law from the logarithms of its weights."""
    weights = np.exp(logarithm - logarithm.max(axis=1, keepdims=True))
    law: Law = weights / weights.sum(axis=1, keepdims=True)
    return law


def variances(law: Law) -> Law:
    """The variance of each law."""
    k = np.arange(law.shape[1])
    found: Law = law @ (k * k) - (law @ k) ** 2
    return found
