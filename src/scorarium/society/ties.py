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
from math import prod

import numpy as np
from numpy.typing import NDArray

from scorarium.society.circles import cell_of, draw_circles
from scorarium.society.dice import Dice
from scorarium.society.graphs import Friends, Graph, exact, inbreeding, local_clustering, nobody, too_many

Reals = NDArray[np.float64]

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
    sought = {mask: p * friends.mean_degree for mask, p in _kept_shares(friends.alike_in, levels).items()}
    aim, least = friends, np.inf
    for _ in range(ROUNDS):
        tried = draw_circles(aim, _kept_shares(aim.alike_in, levels), sought, levels, household, dice)
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
            chance[name] = min(max((goal - without) / max(1.0 - without, 1e-12), 0.0), 1.0)
    return _p_masks(masks, chance)


def _p_masks(masks: Sequence[tuple[str, ...]], chance: Mapping[str, float]) -> dict[tuple[str, ...], float]:
    return {mask: prod((p if name in mask else 1.0 - p for name, p in chance.items()), start=1.0) for mask in masks}


def _same(levels: Mapping[str, NDArray[np.int32]], mask: tuple[str, ...], name: str) -> float:
    """Chance that two persons who meet within the cells of `mask` have the same level of `name`."""
    if name in mask:
        return 1.0
    cell = cell_of(levels, mask)
    width = int(levels[name].max()) + 1
    joint = np.bincount(cell.astype(np.int64) * width + levels[name])
    inner = np.flatnonzero(joint)
    size = np.bincount(cell)
    return float((joint[inner].astype(np.float64) ** 2 / size[inner // width]).sum() / len(cell))
