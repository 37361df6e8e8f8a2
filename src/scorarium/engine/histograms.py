"""How scores are spread, at some ticks of a run: counts in at most 256 bins.

Bins are whole points. Factors and marks are no sums of points: where their range is short, a point is divided, so that
marks from 1 to 5 have bins of some hundredths, and every round mark begins one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.tables_scores import Schemes
from scorarium.kernels.tally import count_scores, score_range
from scorarium.kernels.views import Handle
from scorarium.names import POINT, ScoreKind

MOST_BINS = 256
FINEST_BINS = 65536
WIDTHS = (1, 2, 5)
LINES = 4
"""Lines in which scores are counted in turn where there are few bins."""
FEW_BINS = 2048
FEWEST_STEPS = 100
"""Into how many steps a short range is divided at least."""


@dataclass(frozen=True)
class Histogram:
    """Scores of one scheme.

    Parameters
    ----------
    ticks
        int64[k]: when scores were counted.
    edges
        float64[bins + 1] in points; a bin holds its lower edge.
    counts
        int64[k, bins] enrolled persons.
    per_point
        Into how many steps a point is divided: edges are whole numbers of them.
    """

    ticks: NDArray[np.int64]
    edges: NDArray[np.float64]
    counts: NDArray[np.int64]
    per_point: int = 1

    @property
    def first(self) -> int:
        """The lowest edge in steps."""
        return round(float(self.edges[0]) * self.per_point)

    @property
    def width(self) -> int:
        """The width of a bin in steps."""
        return round(float(self.edges[1] - self.edges[0]) * self.per_point)


def steps_per_point(schemes: Schemes) -> list[int]:
    """Into how many steps a point is divided, by scheme row: a power of ten."""
    kinds = (ScoreKind.FACTORS, ScoreKind.RATINGS)
    found = []
    for kind, low, high in zip(schemes.kind, schemes.low, schemes.high, strict=True):
        steps = 1
        while kind in kinds and int(high) > int(low) and (int(high) - int(low)) * steps < FEWEST_STEPS * POINT:
            steps *= 10
        found.append(steps)
    return found


class ScoreHistograms:
    """Counts scores at chosen ticks and finds bins for all of them at the end."""

    def __init__(self, schemes: Schemes, ticks: Sequence[int], parts: Sequence[tuple[int, int]]) -> None:
        self.ticks, self.parts, self.per_point = list(ticks), list(parts), steps_per_point(schemes)
        self.found: list[list[tuple[int, int, NDArray[np.int64]]]] = [[] for _ in self.per_point]

    def add(self, t: int, state: Handle) -> None:
        """Count, if this tick was chosen."""
        if t not in self.ticks:
            return
        for s, found in enumerate(self.found):
            ends = np.array([2**40, -(2**40)], np.int64)
            for first, last in self.parts:
                score_range(state, s, first, last, self.per_point[s], ends)
            low, high = (int(x) for x in ends)
            if low > high:  # nobody is enrolled
                found.append((0, 1, np.zeros(0, np.int64)))
                continue
            width = width_for(low, high, FINEST_BINS)
            low = low // width * width
            bins = (high - low) // width + 1
            counts = np.zeros((LINES if bins <= FEW_BINS else 1, bins), np.int64)
            for first, last in self.parts:
                count_scores(state, s, first, last, self.per_point[s], low, width, counts)
            found.append((low, width, counts.sum(axis=0)))

    def finish(self) -> tuple[Histogram, ...]:
        """One histogram per scheme, with the same bins at all ticks."""
        return tuple(merge(self.ticks, *one) for one in zip(self.found, self.per_point, strict=True))


def width_for(low: int, high: int, most: int) -> int:
    """The least width of 1, 2, 5, 10, 20 … steps with which the range takes at most ``most`` bins."""
    k = 0
    while True:
        width: int = WIDTHS[k % 3] * 10 ** (k // 3)
        if high // width - low // width < most:
            return width
        k += 1


def merge(ticks: Sequence[int], found: Sequence[tuple[int, int, NDArray[np.int64]]], per_point: int = 1) -> Histogram:
    """Put counts with different bins, given in steps, into the same ones."""
    full = [(low, width, counts) for low, width, counts in found if len(counts)]
    if not full:
        return Histogram(np.array(ticks, np.int64), np.array([0.0, 1.0]), np.zeros((len(ticks), 1), np.int64), 1)
    low = min(one for one, _, _ in full)
    high = max(one + width * len(counts) - 1 for one, width, counts in full)
    width = max(width_for(low, high, MOST_BINS), *(width for _, width, _ in full))
    low = low // width * width
    bins = (high - low) // width + 1
    counts = np.zeros((len(ticks), bins), np.int64)
    for row, (own_low, own_width, own) in enumerate(found):
        places = (own_low + own_width * np.arange(len(own)) - low) // width
        np.add.at(counts[row], places, own)
    edges = (low + width * np.arange(bins + 1, dtype=np.float64)) / per_point
    return Histogram(np.array(ticks, np.int64), edges, counts, per_point)
