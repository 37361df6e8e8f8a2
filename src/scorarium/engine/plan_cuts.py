"""How finely people are cut into cells: each merge of two bins costs candidates that are drawn for nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_acts import Factor, Kind, codes_of
from scorarium.engine.plan_frame import Frame
from scorarium.names import Source

TRAIT_BINS: Final = np.array([0] * 8 + [1] * 3 + [2] * 3 + [3] * 3 + [4] * 3 + [5] * 3 + [6] * 3 + [7] * 5)
"""Bin of a trait level: z up to -2, then three quarters each, then from 2.75."""

FEW: Final = 12
"""Up to so many bins any two may be merged; of more, only neighbours."""

Axis = tuple[Source, int]


@dataclass(frozen=True)
class Cut:
    """How one axis is cut.

    Parameters
    ----------
    bins
        The bin of each code, 0 … `count` - 1.
    """

    axis: Axis
    bins: NDArray[np.int64]

    @property
    def count(self) -> int:
        """How many bins there are."""
        return int(self.bins.max()) + 1

    def largest(self, table: tuple[float, ...]) -> NDArray[np.float64]:
        """The largest value of a table in each bin."""
        found = np.zeros(self.count)
        np.maximum.at(found, self.bins, np.array(table))
        return found

    def merged(self, one: int, other: int) -> Cut:
        """The cut in which two bins are one; `one` < `other`."""
        bins = np.where(self.bins == other, one, self.bins)
        return Cut(self.axis, np.where(bins > other, bins - 1, bins))

    def merges(self) -> list[Cut]:
        """Every cut that is coarser by one bin: neighbours of ordered codes, any two of a few others."""
        any_two = self.axis[0] == Source.ATTRIBUTE and self.count <= FEW
        pairs = [(i, j) for i in range(self.count) for j in range(i + 1, self.count) if any_two or j == i + 1]
        return [self.merged(i, j) for i, j in pairs]


def first_cuts(kinds: list[Kind], changing: Collection[Axis] = ()) -> list[Cut]:
    """The finest cuts: one bin for each code, eight for a trait; a single one for what changes during a run."""
    sizes = {(factor.source, factor.arg): len(factor.table) for kind in kinds for factor in kind.factors}
    return [Cut(axis, np.zeros(n, np.int64) if axis in changing else bins_of(axis[0], n)) for axis, n in sizes.items()]


def bins_of(source: Source, codes: int) -> NDArray[np.int64]:
    """The finest bins: one for each code, eight for a trait, up to 32 for rates drawn per person."""
    if source != Source.TRAIT:
        return np.arange(codes)
    return TRAIT_BINS if codes == len(TRAIT_BINS) else np.unique(np.arange(codes) // 8, return_inverse=True)[1]


class _Axes:
    """What the cut of each axis costs each kind: the mean of the largest value in the bin over the mean of the value.

    Parameters
    ----------
    frame, kinds
        The society and what is done there.
    """

    def __init__(self, frame: Frame, kinds: list[Kind]) -> None:
        self.frame, self.kinds = frame, kinds
        self._shares: dict[Axis, NDArray[np.float64]] = {}

    def ratios(self, cut: Cut) -> NDArray[np.float64]:
        """For each kind: how many times more candidates than acts its factors on this axis make."""
        return np.array([self._ratio(kind, cut) for kind in self.kinds])

    def _ratio(self, kind: Kind, cut: Cut) -> float:
        total = 1.0
        for factor in kind.factors:
            if (factor.source, factor.arg) == cut.axis:
                shares = self._of(factor)
                mean = float((np.array(factor.table) * shares).sum())
                total *= float((cut.largest(factor.table)[cut.bins] * shares).sum()) / mean if mean > 0 else 1.0
        return total

    def _of(self, factor: Factor) -> NDArray[np.float64]:
        axis = (factor.source, factor.arg)
        if axis not in self._shares:
            counts = np.bincount(codes_of(self.frame, factor), minlength=len(factor.table))
            self._shares[axis] = counts / self.frame.population.n
        return self._shares[axis]


def coarser(frame: Frame, kinds: list[Kind], cuts: list[Cut]) -> Iterator[list[Cut]]:
    """Ever coarser cuts, down to one cell: each step merges the two bins whose merging costs the fewest candidates."""
    axes, now = _Axes(frame, kinds), list(cuts)
    means = np.array([kind.mean for kind in kinds])
    ratios = [axes.ratios(one) for one in now]
    options = [[(one, axes.ratios(one)) for one in cut.merges()] for cut in now]
    while any(options):
        weight = means * np.prod(ratios, axis=0)
        costs = [
            (float((weight * (after / ratios[place] - 1.0)).sum()), place, number)
            for place, choices in enumerate(options)
            for number, (_, after) in enumerate(choices)
        ]
        _, place, number = min(costs)
        now[place], ratios[place] = options[place][number]
        options[place] = [(one, axes.ratios(one)) for one in now[place].merges()]
        yield list(now)
