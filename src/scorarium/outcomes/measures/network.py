"""Ties between people: who is left without any, and whether those of low standing are among themselves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Bools, Ratio, Within
from scorarium.outcomes.measures.standing import stands_low


def standing_ties(lived: Lived, w: int) -> Bools:
    """Which of the ties between friends (rows of `ties.friends`) are there in a world."""
    if not lived.plan.sizes.parting:
        return np.ones(len(lived.plan.ties.friends), np.bool_)
    there: Bools = lived.state.parted[w] == 0
    return there


def source_of(lived: Lived) -> NDArray[np.int64]:
    """Whose tie each row of `ties.friends` is."""
    found: NDArray[np.int64] = np.repeat(np.arange(lived.n), np.diff(lived.plan.ties.friends_first))
    return found


def ties_lost(lived: Lived, w: int) -> Ratio | None:
    """Friends lost by the end, per person; None where friendships do not end."""
    if not lived.plan.bonds.parts or not len(lived.schemes_of(w)):
        return None
    return Ratio(np.bincount(source_of(lived)[~standing_ties(lived, w)], minlength=lived.n))


def isolates_share(lived: Lived, w: int) -> Ratio | None:
    """Persons without a friend, as a share of persons; None where nobody has any."""
    if not len(lived.plan.ties.friends):
        return None
    return Ratio(np.bincount(source_of(lived)[standing_ties(lived, w)], minlength=lived.n) == 0)


def segregation_gap(lived: Lived, w: int) -> Within | None:
    """Share of low friends among the friends of those who stand low, less that among the friends of the others."""
    if not len(lived.schemes_of(w)) or not len(lived.plan.ties.friends):
        return None
    there = standing_ties(lived, w)
    low = stands_low(lived, w)
    source, friend = source_of(lived)[there], lived.plan.ties.friends[there]
    return Within(lambda chosen: gap(low[source], low[friend], chosen[source]), lived.n)


def gap(own: Bools, others: Bools, chosen: Bools) -> float | None:
    """Share of marked others among the ties of those marked, less that among those not; None without either."""
    marked, unmarked = own & chosen, ~own & chosen
    if not marked.any() or not unmarked.any():
        return None
    return float(others[marked].mean()) - float(others[unmarked].mean())
