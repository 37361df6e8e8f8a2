"""How a score is spread over people at the end: exactly where values are few, on a fine grid where they are many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.names import POINT

MOST_VALUES = 4000
"""Distinct values up to which shares are exact."""

QUANTILES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)


@dataclass(frozen=True)
class Spread:
    """Scores of one scheme by value, in units of 1/65536.

    Parameters
    ----------
    value : int64 array
        Ascending lower ends of grid cells; the scores themselves where `step` is 1.
    count : int64 array
        Persons (times replicates) at each.
    step
        Width of a grid cell, a power of two.
    total, squares
        Sum of the scores, and of their squares in points, exact before any rounding to the grid.
    """

    value: NDArray[np.int64]
    count: NDArray[np.int64]
    step: int
    total: int
    squares: float

    @property
    def n(self) -> int:
        """Persons counted."""
        return int(self.count.sum())

    @property
    def mean(self) -> float:
        """Mean score in points."""
        return self.total / self.n / POINT

    @property
    def sd(self) -> float:
        """Standard deviation of the score in points."""
        return float(np.sqrt(max(0.0, self.squares / self.n - self.mean**2)))

    def quantile(self, share: float) -> float:
        """The smallest score that this share of people do not exceed, in points."""
        upto = np.cumsum(self.count)
        return float(self.value[np.searchsorted(upto, share * upto[-1] - 1e-9)]) / POINT

    def __add__(self, other: Spread) -> Spread:
        step = max(self.step, other.step)
        value = np.concatenate([self.value, other.value])
        order = np.argsort(value, kind="stable")
        return _gridded(
            value[order],
            np.concatenate([self.count, other.count])[order],
            step,
            self.total + other.total,
            self.squares + other.squares,
        )


def spread_of(scores: NDArray[np.int32]) -> Spread:
    """Spread of the scores of those enrolled.

    Parameters
    ----------
    scores : array, shape (persons,)
        In units of 1/65536.
    """
    ordered = np.sort(scores)
    begins = _begins(ordered)
    value, count = ordered[begins].astype(np.int64), np.diff(begins, append=len(ordered))
    points = value / POINT
    return _gridded(value, count, 1, int(scores.sum(dtype=np.int64)), float((count * points * points).sum()))


def _begins(ordered: NDArray[Any]) -> NDArray[np.intp]:
    """Where another value begins."""
    return np.flatnonzero(np.concatenate([ordered[:1] == ordered[:1], ordered[1:] != ordered[:-1]]))


def _gridded(value: NDArray[np.int64], count: NDArray[np.int64], step: int, total: int, squares: float) -> Spread:
    """Put ascending values on the finest grid of a power of two on which they are few enough."""
    upto, places = np.concatenate([[0], np.cumsum(count)]), np.arange(len(value) + 1)
    while True:
        value = value & -step  # the next multiple below
        begins = _begins(value)
        value, places = value[begins], np.append(places[begins], places[-1:])
        if len(value) <= MOST_VALUES:
            return Spread(value, np.diff(upto[places]), step, total, squares)
        step *= 2
