"""Ties between people: who is left without any, and whether those of low standing are among themselves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorarium.outcomes.friends import over_friends
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Bools, Ratio, Within
from scorarium.outcomes.measures.standing import stands_low


def friends_of(lived: Lived, w: int) -> NDArray[np.int64]:
    """How many friends each person has in a world at the end."""
    had: NDArray[np.int64] = np.diff(lived.plan.ties.friends_first)
    return had - friends_lost(lived, w) if lived.plan.sizes.parting else had


def friends_lost(lived: Lived, w: int) -> NDArray[np.int64]:
    """How many friends each person has lost in a world."""
    parted = lived.state.parted[w]
    return over_friends(lived.plan.ties, lambda rows: parted[rows] != 0).astype(np.int64)


def ties_lost(lived: Lived, w: int) -> Ratio | None:
    """Friends lost by the end, per person; None where friendships do not end."""
    if not lived.plan.bonds.parts or not len(lived.schemes_of(w)):
        return None
    return Ratio(friends_lost(lived, w))


def isolates_share(lived: Lived, w: int) -> Ratio | None:
    """Persons without a friend, as a share of persons; None where nobody has any."""
    if not len(lived.plan.ties.friends):
        return None
    return Ratio(friends_of(lived, w) == 0)


def segregation_gap(lived: Lived, w: int) -> Within | None:
    """Share of low friends among the friends of those who stand low, less that among the friends of the others."""
    ties = lived.plan.ties
    if not len(lived.schemes_of(w)) or not len(ties.friends):
        return None
    low, parted = stands_low(lived, w), lived.state.parted[w] if lived.plan.sizes.parting else None

    def low_and_there(rows: slice) -> Bools:
        found: Bools = low[ties.friends[rows]]
        return found if parted is None else found & (parted[rows] == 0)

    lows, there = over_friends(ties, low_and_there), friends_of(lived, w)
    return Within(lambda chosen: gap(low & chosen, ~low & chosen, lows, there), lived.n)


def gap(own: Bools, others: Bools, lows: NDArray[np.float64], there: NDArray[np.int64]) -> float | None:
    """Share of low friends among the ties of some persons, less that among those of others; None without either."""
    of_own, of_others = int(there[own].sum()), int(there[others].sum())
    if not of_own or not of_others:
        return None
    return float(lows[own].sum()) / of_own - float(lows[others].sum()) / of_others
