"""Circles of friends: who is in how many, with whom, and the graph that this makes.

References
----------
Newman & Park (2003), "Why social networks are different from other types of networks", Phys. Rev. E 68, 036122
(clustering from overlapping groups).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scorarium.kernels import ties as kernel
from scorarium.kernels.ties import shuffle
from scorarium.names import Decision
from scorarium.society.dice import Dice, strata, uniform
from scorarium.society.graphs import Friends, Graph

Levels = Mapping[str, NDArray[np.int32]]
Shares = Mapping[tuple[str, ...], float]

DISPERSION = 3.0
"""Of the negative binomial law of degrees; assumed, range 1-6 (personal networks are right-skewed)."""

CROWD = 1.0
"""Persons there must be in a cell for each tie that one of them seeks in it; else most would be doubles."""


def draw_circles(
    aim: Friends, kept: Shares, asked: Shares, levels: Levels, household: NDArray[np.int32], dice: Dice
) -> Graph:
    """Put memberships into circles and loose ties and read the graph off them.

    Parameters
    ----------
    aim : Friends
        Degree and clustering to aim at.
    kept : mapping of (str, ...) to float
        Chance of every combination of attributes within which a membership is kept.
    asked : mapping of (str, ...) to float
        The same for what was asked at first, times the asked degree: ties of a person in a cell.
    levels : mapping of str to int32 array, shape (n,)
        Levels of what friends are alike in.
    household : int32 array, shape (n,)
        No ties within one.
    dice : Dice
        Uses decision ``FRIEND``.
    """
    n = len(household)
    degree = _degrees(aim.mean_degree, n, dice)
    size_of, part = _plan(tuple(np.bincount(degree).tolist()), aim.clustering)
    size = size_of[degree]
    heights = uniform(dice.person(Decision.FRIEND, n, number=4))
    circles = np.minimum(np.floor(part * degree / (size - 1) + heights), degree // (size - 1)).astype(np.int32)
    loose = (degree - circles * (size - 1)).astype(np.int32)
    masks = list(kept)
    code, total = _codes(masks, asked, levels, n)
    if total == 1:  # everybody is sought in one cell: no luck says in which
        circle_of, loose_of = (np.repeat(np.arange(n, dtype=np.int32), several) for several in (circles, loose))
        circle_cell, loose_cell = (np.zeros(len(of), np.int32) for of in (circle_of, loose_of))
    else:
        p_mask = np.cumsum([kept[mask] for mask in masks])
        circle_of, circle_cell, loose_of, loose_cell = _memberships(circles, loose, p_mask, code, dice)
    for index, of, cell in ((3, circle_of, circle_cell), (4, loose_of, loose_cell)):
        words = dice.row(Decision.FRIEND, len(of), index=index)
        for column in (of, cell)[: 1 if total == 1 else 2]:
            shuffle(column, words)
    together = [(*_by_cell(loose_of, loose_cell, total), 2)]
    if (size_of == size_of[0]).all():
        return _graph([*together, (*_by_cell(circle_of, circle_cell, total), int(size_of[0]))], household)
    own_size = size[circle_of]
    for own in np.unique(own_size).tolist():
        among = own_size == own
        together.append((*_by_cell(circle_of[among], circle_cell[among], total), own))
    return _graph(together, household)


def _memberships(
    circles: NDArray[np.int32],
    loose: NDArray[np.int32],
    p_mask: NDArray[np.float64],
    code: NDArray[np.int32],
    dice: Dice,
) -> tuple[NDArray[np.int32], ...]:
    """Who is in circles, the cell of each of them; who has loose ties, and the cell of each."""
    n_circles, n_loose = int(circles.sum()), int(loose.sum())
    found = tuple(np.empty(several, np.int32) for several in (n_circles, n_circles, n_loose, n_loose))
    words = dice.row(Decision.FRIEND, n_circles + n_loose, index=2)
    kernel.memberships(circles, loose, p_mask, words, code, *found)
    return found


@lru_cache(maxsize=64)
def _plan(persons: tuple[int, ...], clustering: float) -> tuple[NDArray[np.int64], float]:
    """Choose the size of circles for each degree, and the part of ties from circles, that give the asked clustering.

    One small size for everybody as long as that can do; beyond, circles that hold a part of each person's own ties.
    ``persons`` says how many there are of each degree: the same in every district of the same size.
    """
    count = np.array(persons, np.float64)
    d = np.arange(len(count), dtype=np.float64)
    pairs = np.maximum(d * (d - 1), 1.0)

    def reach(size: NDArray[np.int64], part: float) -> float:
        circles = np.minimum(part * d / (size - 1), d // (size - 1))
        return float((count * circles * (size - 1) * (size - 2) / pairs).sum() / count.sum())

    def own(part: float) -> NDArray[np.int64]:
        return np.maximum(np.floor(1.0 + part * d), 3).astype(np.int64)

    for size in range(3, max(len(count), 4)):
        alike = np.full(len(count), size, np.int64)
        if reach(alike, 1.0) >= clustering:
            return alike, _least(lambda part, alike=alike: reach(alike, part), clustering)  # type: ignore[misc]
    return own(_least(lambda part: reach(own(part), 1.0), clustering)), 1.0


def _least(reach: Callable[[float], float], clustering: float) -> float:
    """Find the smallest part in [0, 1] that reaches the asked clustering."""
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2.0
        low, high = (middle, high) if reach(middle) < clustering else (low, middle)
    return high if clustering > 0 else 0.0


def _degrees(mean: float, n: int, dice: Dice) -> NDArray[np.int32]:
    """Target degrees: negative binomial, evenly spread over their law in random order."""
    return _ranked(mean, n)[dice.shuffled(Decision.FRIEND, n, index=0)]


@lru_cache(maxsize=4)
def _ranked(mean: float, n: int) -> NDArray[np.int32]:
    """Target degrees from the lowest to the highest: the same in every district of the same size."""
    from scipy.special import gammaln  # noqa: PLC0415  # late, as in dice

    most = int(mean * 12 + 60)
    k = np.arange(most + 1)
    p = DISPERSION / (DISPERSION + mean)
    log_mass = (
        gammaln(k + DISPERSION) - gammaln(DISPERSION) - gammaln(k + 1) + DISPERSION * np.log(p) + k * np.log1p(-p)
    )
    sums = np.cumsum(np.exp(log_mass))
    heights = strata(n, np.arange(n, dtype=np.int32), 0.5)
    degree = np.searchsorted(sums / sums[-1], heights, side="right")
    return np.minimum(degree, n - 1).astype(np.int32)


def _codes(masks: Sequence[tuple[str, ...]], asked: Shares, levels: Levels, n: int) -> tuple[NDArray[np.int32], int]:
    """Number the cells of all masks; whoever has too few others in theirs looks beyond its widest attribute."""
    widths = {name: int(level.max()) for name, level in levels.items()}
    code = np.zeros((len(masks), n), np.int32)
    total = 1
    for row, mask in sorted(enumerate(masks), key=lambda pair: len(pair[1])):
        if mask:
            cell = cell_of(levels, mask)
            size = np.bincount(cell)
            wide = size >= CROWD * asked[mask] + 2.0
            widest = max(mask, key=lambda name: widths[name])
            beyond = code[masks.index(tuple(name for name in mask if name != widest))]
            code[row] = np.where(wide[cell], cell + total, beyond)
            total += len(size)
    return code, total


def cell_of(levels: Mapping[str, NDArray[np.int32]], mask: tuple[str, ...]) -> NDArray[np.int32]:
    """Give a number to the combination of levels of each person; a single cell for an empty mask."""
    n = len(next(iter(levels.values())))
    cell = np.zeros(n, np.int64)
    for name in mask:
        cell = cell * (int(levels[name].max()) + 1) + levels[name]
    if mask:
        filled = np.flatnonzero(np.bincount(cell))
        number = np.zeros(int(cell.max()) + 1, np.int64)
        number[filled] = np.arange(len(filled))
        cell = number[cell]
    return cell.astype(np.int32)


def _by_cell(
    person: NDArray[np.int32], cell: NDArray[np.int32], cells: int
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """List members cell by cell, in the order in which they come within."""
    if cells == 1:
        return person, np.array([0, len(person)], np.int64)
    first = np.zeros(cells + 1, np.int64)
    members = np.empty(len(person), np.int32)
    kernel.group_by(person, cell, first, members)
    return members, first


def _graph(together: Sequence[tuple[NDArray[np.int32], NDArray[np.int64], int]], household: NDArray[np.int32]) -> Graph:
    """Symmetric rows, ascending and without doubles, of everybody who shares a circle."""
    n = len(household)
    degree = np.zeros(n, np.int64)
    for members, begin, size in together:
        kernel.count_edges(members, begin, size, household, degree)
    first = np.concatenate([np.zeros(1, np.int64), np.cumsum(degree)])
    loosely = np.empty(int(first[-1]), np.int32)
    place = first[:-1].copy()
    for members, begin, size in together:
        kernel.fill_edges(members, begin, size, household, place, loosely)
    friends = np.empty_like(loosely)
    kernel.transpose(first, loosely, friends)
    left = kernel.drop_doubles(first, friends)
    return Graph(first, friends[:left].copy())
