"""Estimates and their standard errors from people who are independent of each other at the final tick."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """A simulated number and how far luck alone moves it."""

    value: float
    standard_error: float

    def z(self, expected: float) -> float:
        """Distance from an exact value in standard errors (0 where both are exact and equal)."""
        distance = self.value - expected
        if self.standard_error > 0:
            return distance / self.standard_error
        return 0.0 if distance == 0 else float(np.copysign(np.inf, distance))


def mean(values: ArrayLike) -> Estimate:
    """Mean over independent persons."""
    x = np.asarray(values, float)
    return Estimate(float(x.mean()), float(x.std(ddof=1) / np.sqrt(x.size)))


def share(which: ArrayLike) -> Estimate:
    """Share of independent persons of whom something is true."""
    x = np.asarray(which, bool)
    p = float(x.mean())
    return Estimate(p, float(np.sqrt(p * (1 - p) / x.size)))


def variance(values: ArrayLike) -> Estimate:
    """Variance over independent persons; its error from the fourth moment."""
    x = np.asarray(values, float)
    square = (x - x.mean()) ** 2
    return Estimate(float(x.var(ddof=1)), float(np.sqrt(square.var() / x.size)))


def ratio(over: ArrayLike, under: ArrayLike) -> Estimate:
    """Sum over sum, linearised: the pairs are independent, what is within a pair need not be."""
    u, v = np.asarray(over, float), np.asarray(under, float)
    r = float(u.sum() / v.sum())
    return Estimate(r, float(np.sqrt(((u - r * v) ** 2).sum()) / v.sum()))
