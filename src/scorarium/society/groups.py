"""Work groups and school classes: groups that do not overlap, each within one district where it has the people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.names import Decision
from scorarium.society.dice import Dice, uniform


@dataclass(frozen=True)
class Groups:
    """Groups of persons who do not overlap.

    Parameters
    ----------
    first, members : int32 arrays
        Group g holds ``members[first[g]:first[g + 1]]``, ascending.
    group : int32 array, shape (n,)
        Group of each person, -1 for none.
    """

    first: NDArray[np.int32]
    members: NDArray[np.int32]
    group: NDArray[np.int32]


def no_groups(n: int) -> Groups:
    """No groups at all."""
    return Groups(np.zeros(1, np.int32), np.zeros(0, np.int32), np.full(n, -1, np.int32))


def draw_groups(
    who: NDArray[np.bool_],
    district: NDArray[np.int32],
    mean_size: float,
    dice: Dice,
    *,
    decision: Decision,
    even: bool = False,
) -> Groups:
    """Put persons of one district together at random; districts with too few of them join the next.

    Parameters
    ----------
    who : bool array, shape (n,)
        Who belongs to a group at all.
    district : int32 array, shape (n,)
        Ascending.
    mean_size : float
        Asked mean size, at least 1.
    dice : Dice
        Two words per person.
    decision : Decision
        ``WORK`` or ``SCHOOL``.
    even : bool
        Groups as equal as possible (classes) instead of sizes that vary like those of random groups.

    Returns
    -------
    Groups
        No empty ones.
    """
    n = len(who)
    members = np.flatnonzero(who)
    if not len(members):
        return no_groups(n)
    order = members[np.argsort(dice.person(decision, n)[members], kind="stable")]
    catchment = _catchments(np.bincount(district[members], minlength=int(district[-1]) + 1), mean_size)[district]
    order = order[np.argsort(catchment[order], kind="stable")]
    per = np.bincount(catchment[order])
    groups = np.diff(np.concatenate([[0], np.floor(np.cumsum(per) / mean_size + 0.5)])).astype(np.int64)
    groups = np.where(per > 0, np.maximum(groups, 1), 0)
    begin = np.cumsum(per) - per
    rank = np.arange(len(order)) - begin[catchment[order]]
    n_own = groups[catchment[order]]
    if even:
        within = rank % n_own
    else:
        heights = uniform(dice.person(decision, n, number=1))[order]
        within = np.minimum((heights * n_own).astype(np.int64), n_own - 1)
    raw = (np.cumsum(groups) - groups)[catchment[order]] + within
    filled, number = np.unique(raw, return_inverse=True)
    group = np.full(n, -1, np.int32)
    group[order] = number
    in_order = members[np.argsort(group[members], kind="stable")].astype(np.int32)
    sizes = np.bincount(number, minlength=len(filled))
    return Groups(np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32), in_order, group)


def _catchments(per: NDArray[np.int64], mean_size: float) -> NDArray[np.int64]:
    """Number the runs of neighbouring districts that have enough people for one group."""
    catchment = np.zeros(len(per), np.int64)
    number, people = 0, 0.0
    for district, own in enumerate(per.tolist()):
        if people >= mean_size:
            number, people = number + 1, 0.0
        people += own
        catchment[district] = number
    if people < mean_size and number > 0:
        catchment[catchment == number] = number - 1
    return catchment
