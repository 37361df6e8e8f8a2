"""Cells: people alike enough to share one table of candidates. Thinning makes it exact whatever the cut."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_acts import Factor, Kind, codes_of
from scorarium.engine.plan_cuts import Cut, coarser, first_cuts
from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_time import exp_neg
from scorarium.names import Source

WORDS: Final = 2**32
MOST_CELLS: Final = 2048
"""Few enough for the alias tables to stay in the cache: more cells waste fewer candidates, but each costs more."""
MOST_CANDIDATES: Final = 256.0
LARGEST: Final = 2**62


class Cells(NamedTuple):
    """Who is in which cell, and the largest rate of each kind there."""

    cell: NDArray[np.int32]  # [N]
    largest: NDArray[np.float64]  # [cells, B]
    cuts: tuple[Cut, ...]


def make_cells(frame: Frame, kinds: list[Kind], most: int = MOST_CELLS) -> Cells:
    """Cut people into at most `most` cells, as fine as that allows.

    ``largest`` multiplies in the order of a person's own rate, so that it is never below one, to the last bit.
    """
    continuous = [kind for kind in kinds if not kind.is_periodic]
    cuts = fitting_cuts(frame, continuous, most)
    cell, bins = grid(frame, cuts) if frame.is_census else assign(frame, cuts)
    place = {one.axis: (number, one) for number, one in enumerate(cuts)}
    largest = np.zeros((len(bins), len(kinds)))
    for row, kind in enumerate(kinds):
        if not kind.is_periodic:
            rate = np.full(len(bins), kind.scale)
            for factor in kind.factors:
                number, one = place[factor.source, factor.arg]
                rate = rate * one.largest(factor.table)[bins[:, number]]
            largest[:, row] = rate
    return Cells(cell, largest, tuple(cuts))


def fitting_cuts(frame: Frame, kinds: list[Kind], most: int) -> list[Cut]:
    """The finest cuts that leave at most `most` cells: bins are merged in the order of what a merge costs."""
    finest = first_cuts(kinds, [(Source.ATTRIBUTE, frame.attribute_row[name]) for name in frame.changing])
    if _cells_of(frame, finest) <= most:
        return finest
    steps = list(coarser(frame, kinds, finest))
    low, high = 0, len(steps) - 1
    while low < high:
        middle = (low + high) // 2
        if _cells_of(frame, steps[middle]) <= most:
            high = middle
        else:
            low = middle + 1
    return steps[low]


def _cells_of(frame: Frame, cuts: list[Cut]) -> int:
    """How many cells cuts make: those in which somebody is, or all there can be where others are to come."""
    if frame.is_census:
        return math.prod(one.count for one in cuts)
    return len(assign(frame, cuts)[1])


def grid(frame: Frame, cuts: Sequence[Cut]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """As ``assign``, but with a cell for each combination of bins, whether or not anybody is in it."""
    counts = [one.count for one in cuts]
    bins = np.indices(counts).reshape(len(cuts), -1).T if cuts else np.zeros((1, 0), np.int64)
    return cell_numbers(frame, cuts), bins.astype(np.int64)


def cell_numbers(frame: Frame, cuts: Sequence[Cut]) -> NDArray[np.int32]:
    """int32[N]: the cell of each person in a grid, the last axis running fastest."""
    cell = np.zeros(frame.population.n, np.int32)
    for one in cuts:
        cell *= np.int32(one.count)
        cell += one.bins.astype(np.int32)[codes_of(frame, Factor(*one.axis, ()))]
    return cell


def assign(frame: Frame, cuts: list[Cut]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The cell of each person and, for each cell, its bin on each axis."""
    n = frame.population.n
    joint = np.zeros(n, np.int64)
    bins = []
    size = 1
    for one in cuts:
        binned = one.bins[codes_of(frame, Factor(*one.axis, ()))]
        bins.append(binned)
        if size > LARGEST // one.count:
            joint = np.unique(joint, return_inverse=True)[1].astype(np.int64).reshape(n)
            size = n
        joint = joint * one.count + binned
        size *= one.count
    _, where, cell = np.unique(joint, return_index=True, return_inverse=True)
    rows = np.stack([binned[where] for binned in bins], axis=1) if bins else np.zeros((1, 0), np.int64)
    return cell.astype(np.int32).reshape(n), rows


def alias_tables(largest: NDArray[np.float64]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Alias tables (Walker 1977; Vose 1991) in whole numbers: each column holds exactly 2**32.

    Parameters
    ----------
    largest
        float64[cells, B] weights.

    Returns
    -------
    tuple
        ``threshold`` uint64[cells, B] and ``kind`` int32[cells, B]: a word below the threshold takes the column's own
        kind, any other the one named.
    """
    cells, kinds = largest.shape
    threshold = np.full((cells, kinds), WORDS, np.uint64)
    alias = np.tile(np.arange(kinds, dtype=np.int32), (cells, 1))
    if kinds == 0:
        return threshold, alias
    mass = whole_masses(largest)
    open_ = np.ones((cells, kinds), bool)
    rows = np.arange(cells)
    for _ in range(kinds - 1):
        least = np.where(open_, mass, np.iinfo(np.int64).max).argmin(axis=1)
        most = np.where(open_, mass, -1).argmax(axis=1)
        split = (mass[rows, least] < WORDS) & (least != most)
        given = np.where(split, WORDS - mass[rows, least], 0)
        threshold[rows, least] = np.where(split, mass[rows, least], WORDS).astype(np.uint64)
        alias[rows, least] = np.where(split, most, least)
        mass[rows, most] -= given
        open_[rows, least] = False
    return threshold, alias


def whole_masses(largest: NDArray[np.float64]) -> NDArray[np.int64]:
    """The weights of each cell in whole numbers that sum to B · 2**32; the largest takes what rounding leaves."""
    cells, kinds = largest.shape
    total = largest.sum(axis=1, keepdims=True)
    shares = np.divide(largest, total, out=np.zeros_like(largest), where=total > 0)
    shares[total[:, 0] <= 0] = 1.0 / kinds
    mass: NDArray[np.int64] = np.floor(shares * float(kinds * WORDS)).astype(np.int64)
    rows = np.arange(cells)
    mass[rows, mass.argmax(axis=1)] += kinds * WORDS - mass.sum(axis=1)
    return mass


def count_thresholds(largest: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Poisson counts by inversion: the count is the number of thresholds that a word reaches.

    Returns
    -------
    numpy.ndarray
        uint64[cells, M] of floor(2**32 · P(count <= k)), until the tail is below 2**-32; 2**32 behind that.
    """
    mean = np.zeros(len(largest))
    for kind in range(largest.shape[1]):
        mean = mean + largest[:, kind]
    term = np.array([exp_neg(float(x)) for x in mean])
    total = term.copy()
    columns = [thresholds_of(total)]
    while bool((columns[-1] < WORDS).any()):
        term = term * mean / len(columns)
        total = total + term
        columns.append(thresholds_of(total))
    return np.ascontiguousarray(np.stack(columns, axis=1).astype(np.uint64))


def thresholds_of(total: NDArray[np.float64]) -> NDArray[np.float64]:
    """floor(2**32 · P), and 2**32 (which no word reaches) where the tail is below 2**-32."""
    return np.where(1.0 - total < 1.0 / WORDS, float(WORDS), np.floor(total * WORDS))
