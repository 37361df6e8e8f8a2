"""Friends as they come in life: alike, in circles, some with many and some with few.

Friends come from circles: small groups in which everybody knows everybody, and loose ties between two. Each membership
of a person is either kept within their own level of an attribute (with the asked share) or open to all, and
persons who seek company within the same levels are put together at random. The size of circles and the part
of ties that come from them follow from the asked clustering; degrees are right-skewed.

References
----------
Newman & Park (2003), "Why social networks are different from other types of networks", Phys. Rev. E 68, 036122
(clustering from overlapping groups).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from scorarium.kernels import ties as kernel
from scorarium.names import Decision
from scorarium.society.dice import Dice, strata, uniform
from scorarium.society.graphs import Friends, Graph, exact, inbreeding, local_clustering, nobody, too_many

Reals = NDArray[np.float64]

DISPERSION = 3.0
"""Of the negative binomial law of degrees; assumed, range 1-6 (personal networks are right-skewed)."""

CROWD = 1.0
"""Persons there must be in a cell for each tie that one of them seeks in it; else most would be doubles."""

ROUNDS = 4
"""Attempts at the asked degree and clustering; what circles lose to doubles is made up for in the next."""


def draw_friends(
    friends: Friends, levels: Mapping[str, NDArray[np.int32]], household: NDArray[np.int32], dice: Dice
) -> Graph:
    """Draw the graph of friends.

    Parameters
    ----------
    friends : Friends
        What is asked.
    levels : mapping of str to int32 array, shape (n,)
        Levels of what friends are alike in.
    household : int32 array, shape (n,)
        Members of one household are no friends (they are tied already); exact shapes do not look at it.
    dice : Dice
        Uses decision ``FRIEND``.

    Returns
    -------
    Graph
        Simple and symmetric.

    Raises
    ------
    MalformedError
        So many friends cannot be had, or the shape leaves no room for what else is asked.
    """
    n = len(household)
    if friends.shape != "small_world":
        return exact(friends, n, dice)
    if friends.mean_degree > n - 1:
        raise too_many(friends.mean_degree, n)
    graph = nobody(n)
    if not friends.mean_degree:
        return graph
    aim, least = friends, np.inf
    for _ in range(ROUNDS):
        tried = _circles(aim, friends, levels, household, dice)
        got = _measure(friends, tried, levels, dice)
        if (miss := _miss(friends, got)) < least:
            graph, least = tried, miss
        if _is_near(friends, got):
            break
        aim = _aim_again(aim, friends, got)
    return graph


def _measure(asked: Friends, graph: Graph, levels: Mapping[str, NDArray[np.int32]], dice: Dice) -> Friends:
    """Measure on a graph what is asked of it."""
    alike = {name: inbreeding(graph, levels[name]) for name in asked.alike_in}
    return Friends(float(graph.degree.mean()), local_clustering(graph, dice), alike)


def _miss(asked: Friends, got: Friends) -> float:
    """Add up how far everything is off."""
    apart = [abs(got.alike_in[name] - share) for name, share in asked.alike_in.items()]
    return abs(got.mean_degree / asked.mean_degree - 1.0) + abs(got.clustering - asked.clustering) + sum(apart)


def _is_near(asked: Friends, got: Friends) -> bool:
    """Whether another attempt is not worth its time."""
    return (
        abs(got.mean_degree / asked.mean_degree - 1.0) <= 0.01
        and abs(got.clustering - asked.clustering) <= 0.01
        and all(abs(got.alike_in[name] - share) <= 0.02 for name, share in asked.alike_in.items())
    )


def _aim_again(aim: Friends, asked: Friends, got: Friends) -> Friends:
    """Aim beside what was asked by what the last attempt missed."""
    return Friends(
        min(aim.mean_degree * asked.mean_degree / max(got.mean_degree, 1e-9), 3.0 * asked.mean_degree),
        min(max(aim.clustering + asked.clustering - got.clustering, 0.0), 1.0),
        {
            name: min(max(aim.alike_in[name] + share - got.alike_in[name], 0.0), (1.0 + share) / 2.0)
            for name, share in asked.alike_in.items()
        },
    )


def _kept_shares(alike: Mapping[str, float], levels: Mapping[str, NDArray[np.int32]]) -> dict[tuple[str, ...], float]:
    """Chance of each combination of attributes in which a membership is kept, so that every asked share comes out.

    Keeping ties within one attribute also keeps them within what goes along with it; each chance is lowered
    until the whole meets what is asked, as far as that is possible.
    """
    names = list(alike)
    masks = [
        tuple(name for name, on in zip(names, bits, strict=True) if on) for bits in product((0, 1), repeat=len(names))
    ]
    same = {mask: {name: _same(levels, mask, name) for name in names} for mask in masks}
    chance = dict(alike)
    for _ in range(50):
        for name in names:
            goal = alike[name] + (1.0 - alike[name]) * same[()][name]
            p_mask = _p_masks(masks, chance | {name: 0.0})
            without = sum(p_mask[mask] * same[mask][name] for mask in masks)
            chance[name] = float(np.clip((goal - without) / max(1.0 - without, 1e-12), 0.0, 1.0))
    return _p_masks(masks, chance)


def _p_masks(masks: Sequence[tuple[str, ...]], chance: Mapping[str, float]) -> dict[tuple[str, ...], float]:
    return {
        mask: float(np.prod([p if name in mask else 1.0 - p for name, p in chance.items()])) if chance else 1.0
        for mask in masks
    }


def _same(levels: Mapping[str, NDArray[np.int32]], mask: tuple[str, ...], name: str) -> float:
    """Chance that two persons who meet within the cells of `mask` have the same level of `name`."""
    if name in mask:
        return 1.0
    cell = _cell(levels, mask)
    width = int(levels[name].max()) + 1
    joint = np.bincount(cell.astype(np.int64) * width + levels[name])
    inner = np.flatnonzero(joint)
    size = np.bincount(cell)
    return float((joint[inner].astype(np.float64) ** 2 / size[inner // width]).sum() / len(cell))


def _cell(levels: Mapping[str, NDArray[np.int32]], mask: tuple[str, ...]) -> NDArray[np.int32]:
    """Number the combination of levels of each person; a single cell for an empty mask."""
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


def _degrees(mean: float, n: int, dice: Dice) -> NDArray[np.int32]:
    """Target degrees: negative binomial, evenly spread over their law in random order."""
    most = int(mean * 12 + 60)
    k = np.arange(most + 1)
    p = DISPERSION / (DISPERSION + mean)
    log_mass = (
        gammaln(k + DISPERSION) - gammaln(DISPERSION) - gammaln(k + 1) + DISPERSION * np.log(p) + k * np.log1p(-p)
    )
    sums = np.cumsum(np.exp(log_mass))
    heights = strata(n, dice.shuffled(Decision.FRIEND, n, index=0), 0.5)
    degree = np.searchsorted(sums / sums[-1], heights, side="right")
    return np.minimum(degree, n - 1).astype(np.int32)


def _plan(degree: NDArray[np.int32], clustering: float) -> tuple[int, float]:
    """Choose the size of circles and the part of ties from circles that give the asked clustering."""
    count = np.bincount(degree)
    d = np.arange(len(count), dtype=np.float64)
    pairs = np.maximum(d * (d - 1), 1.0)

    def reach(size: int, part: float) -> float:
        circles = np.minimum(part * d / (size - 1), d // (size - 1))
        return float((count * circles * (size - 1) * (size - 2) / pairs).sum() / count.sum())

    size = 3
    while reach(size, 1.0) < clustering and size < len(count):
        size += 1
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2.0
        low, high = (middle, high) if reach(size, middle) < clustering else (low, middle)
    return size, high if clustering > 0 else 0.0


def _circles(
    aim: Friends,
    asked: Friends,
    levels: Mapping[str, NDArray[np.int32]],
    household: NDArray[np.int32],
    dice: Dice,
) -> Graph:
    """Put memberships into circles and loose ties and read the graph off them."""
    n = len(household)
    kept = _kept_shares(aim.alike_in, levels)
    degree = _degrees(aim.mean_degree, n, dice)
    size, part = _plan(degree, aim.clustering)
    heights = uniform(dice.person(Decision.FRIEND, n, number=4))
    circles = np.minimum(np.floor(part * degree / (size - 1) + heights), degree // (size - 1)).astype(np.int32)
    loose = (degree - circles * (size - 1)).astype(np.int32)
    masks = list(kept)
    code, total = _codes(masks, asked, levels, n)
    n_circles, n_loose = int(circles.sum()), int(loose.sum())
    circle_of, circle_cell = np.empty(n_circles, np.int32), np.empty(n_circles, np.int32)
    loose_of, loose_cell = np.empty(n_loose, np.int32), np.empty(n_loose, np.int32)
    kernel.memberships(
        circles,
        loose,
        np.cumsum([kept[mask] for mask in masks]),
        dice.row(Decision.FRIEND, n_circles + n_loose, index=2),
        code,
        circle_of,
        circle_cell,
        loose_of,
        loose_cell,
    )
    together = [
        (*_grouped(circle_of, circle_cell, total, dice, 3), size),
        (*_grouped(loose_of, loose_cell, total, dice, 4), 2),
    ]
    return _graph(together, household)


def _codes(
    masks: Sequence[tuple[str, ...]], asked: Friends, levels: Mapping[str, NDArray[np.int32]], n: int
) -> tuple[NDArray[np.int32], int]:
    """Number the cells of all masks; whoever has too few others in theirs looks beyond its widest attribute."""
    kept = _kept_shares(asked.alike_in, levels)
    widths = {name: int(level.max()) for name, level in levels.items()}
    code = np.zeros((len(masks), n), np.int32)
    total = 1
    for row, mask in sorted(enumerate(masks), key=lambda pair: len(pair[1])):
        if mask:
            cell = _cell(levels, mask)
            size = np.bincount(cell)
            wide = size >= CROWD * asked.mean_degree * kept[mask] + 2.0
            widest = max(mask, key=lambda name: widths[name])
            beyond = code[masks.index(tuple(name for name in mask if name != widest))]
            code[row] = np.where(wide[cell], cell + total, beyond)
            total += len(size)
    return code, total


def _grouped(
    person: NDArray[np.int32], cell: NDArray[np.int32], cells: int, dice: Dice, index: int
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Members cell by cell, in random order within."""
    order = dice.shuffled(Decision.FRIEND, len(person), index=index)
    first = np.zeros(cells + 1, np.int64)
    members = np.empty(len(person), np.int32)
    kernel.group_by(person[order], cell[order], first, members)
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
