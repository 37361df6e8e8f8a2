"""Households formed from persons who already have their attributes.

Persons who share what a household shares (place, origin, income …) are formed into households together. Sizes
follow the table of the society; those under 18 live with grown-ups; the two grown-ups of a family come, where
there is a choice, from below sixty and from both sexes. Within a household the order is head, second
grown-up, further grown-ups, children.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.names import Decision
from scorarium.society.dice import Dice

LONE_SHARE = 0.08
"""Share of children who take the place of a second grown-up, so that some 15 % of minors live with one.

Assumed, range 0.05-0.12: 10-20 % of minors live with one parent (Germany 2022 about 16 %, China fewer)."""

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Persons:
    """What the formation of households looks at, each of shape (n,).

    Parameters
    ----------
    block : int64 array
        What household members share; households are formed within a block.
    child : bool array
        Under 18.
    old : bool array
        Sixty or more: families with children take others first.
    age : int64 array
        Rank of the level of age, for partners of like age.
    woman : bool array or None
        ``None`` where the society has no sexes.
    """

    block: Ints
    child: NDArray[np.bool_]
    old: NDArray[np.bool_]
    age: Ints
    woman: NDArray[np.bool_] | None


@dataclass(frozen=True)
class Households:
    """Persons in the order of their households.

    Parameters
    ----------
    order : int64 array, shape (n,)
        Persons, household by household.
    first : int64 array, shape (households + 1,)
        Where each household begins in `order`.
    adults : int64 array, shape (households,)
        Grown-ups in each household.
    paired : bool array, shape (households,)
        Whether the first two grown-ups are partners.
    """

    order: Ints
    first: Ints
    adults: Ints
    paired: NDArray[np.bool_]


def singles(n: int) -> Households:
    """Households of one, for a society that declares none."""
    every = np.arange(n + 1, dtype=np.int64)
    return Households(every[:-1], every, np.ones(n, np.int64), np.zeros(n, np.bool_))


def form(persons: Persons, sizes: Sequence[int], shares: NDArray[np.float64], dice: Dice) -> Households:
    """Form households.

    Parameters
    ----------
    persons : Persons
        Exchangeable persons.
    sizes : sequence of int
        Declared sizes, ascending.
    shares : float64 array
        Share of households of each size.
    dice : Dice
        Uses decision ``HOUSEHOLD``, one word per person.

    Returns
    -------
    Households
        Every person in exactly one household; children alone only where grown-ups have run out.
    """
    block = _rehouse(persons, float(np.dot(sizes, shares)))
    by_block = np.argsort(block, kind="stable")
    edges = np.flatnonzero(np.diff(block[by_block])) + 1
    words = dice.row(Decision.HOUSEHOLD, len(block))
    carry = np.zeros(len(sizes))
    parts: list[tuple[Ints, Ints, Ints, NDArray[np.bool_]]] = []
    begin = 0
    for end in [*edges.tolist(), len(block)]:
        members = by_block[begin:end]
        counts, carry, odd = _round_sizes(np.asarray(sizes), shares, carry, len(members))
        size = np.concatenate([np.repeat(np.asarray(sizes, np.int64), counts), odd])
        size = size[np.argsort(words[begin : begin + len(size)], kind="stable")]
        parts.append(_fill(persons, members, size))
        begin = end
    order, size, adults, paired = (np.concatenate(column) for column in zip(*parts, strict=True))
    first = np.concatenate([[0], np.cumsum(size)])
    return Households(order, first, adults, paired)


def _rehouse(persons: Persons, mean: float) -> Ints:
    """Move children out of blocks that have too few grown-ups to take them in."""
    block = persons.block.copy()
    n_blocks = int(block.max()) + 1
    children = np.bincount(block[persons.child], minlength=n_blocks)
    adults = np.bincount(block, minlength=n_blocks) - children
    room = np.floor(adults * max(mean - 1.0, 0.0)).astype(np.int64) - children
    for crowded in np.flatnonzero(room < 0).tolist():
        waiting = np.flatnonzero(persons.child & (block == crowded))[: -int(room[crowded])]
        while len(waiting) and (best := int(np.argmax(room))) != crowded and room[best] > 0:
            moved = waiting[: int(room[best])]
            block[moved] = best
            room[best] -= len(moved)
            waiting = waiting[len(moved) :]
    return block


def _round_sizes(
    sizes: Ints, shares: NDArray[np.float64], carry: NDArray[np.float64], n: int
) -> tuple[Ints, NDArray[np.float64], Ints]:
    """Whole numbers of households of each size that hold exactly `n` persons; what is rounded is carried on."""
    expected = carry + shares * (n / float(np.dot(sizes, shares)))
    counts = np.maximum(np.floor(expected + 0.5).astype(np.int64), 0)
    missing = n - int(np.dot(sizes, counts))
    odd: list[int] = []
    while missing:
        debt = expected - counts
        if missing > 0:
            fits = sizes <= missing
            if not fits.any():
                odd.append(missing)
                break
            chosen = int(np.argmax(np.where(fits, debt, -np.inf)))
            counts[chosen] += 1
        else:
            chosen = int(np.argmin(np.where(counts > 0, debt, np.inf)))
            counts[chosen] -= 1
        missing = n - int(np.dot(sizes, counts))
    return counts, expected - counts, np.array(odd, np.int64)


def _children_of(size: Ints, n_children: int) -> Ints:
    """How many children live in each household, in the (random) order of the households."""
    children = np.zeros(len(size), np.int64)
    lone = min(round(LONE_SHARE * n_children), n_children)
    children = _pour(np.maximum(size - 2, 0), n_children - lone)
    seconds = ((size >= 2) & (children == size - 2)).astype(np.int64)
    children += _pour(seconds, n_children - int(children.sum()))
    for keep in (2, 1, 0):  # what is left: further places in families, then beside heads, at last alone
        children += _pour(np.maximum(size - keep - children, 0), n_children - int(children.sum()))
    return children


def _pour(room: Ints, amount: int) -> Ints:
    """Fill places one household after the other until nothing is left."""
    before = np.cumsum(room) - room
    poured: Ints = np.clip(amount - before, 0, room)
    return poured


def _fill(persons: Persons, members: Ints, size: Ints) -> tuple[Ints, Ints, Ints, NDArray[np.bool_]]:
    """Seat the members of one block in households of these sizes."""
    child = persons.child[members]
    children = _children_of(size, int(child.sum()))
    adults = size - children
    heads, seconds, others = _seats(persons, members[~child], children, adults)
    paired = np.zeros(len(size), np.bool_)
    two = seconds >= 0
    paired[two] = _are_partners(persons, heads[two], seconds[two])
    first = np.cumsum(size) - size
    order = np.empty(len(members), np.int64)
    order[first[heads >= 0]] = heads[heads >= 0]
    order[first[two] + 1] = seconds[two]
    order[places(first + np.minimum(adults, 2), np.maximum(adults - 2, 0))] = others
    order[places(first + adults, children)] = members[child]
    return order, size, adults, paired


def places(begin: Ints, count: Ints) -> Ints:
    """Concatenate runs ``begin, begin + 1, …`` of `count` each."""
    total = int(count.sum())
    ends = np.cumsum(count)
    return np.repeat(begin - (ends - count), count) + np.arange(total)


def _seats(persons: Persons, grown: Ints, children: Ints, adults: Ints) -> tuple[Ints, Ints, Ints]:
    """Choose head, second and further grown-ups of every household; -1 where there is none."""
    heads = np.full(len(adults), -1, np.int64)
    seconds = np.full(len(adults), -1, np.int64)
    family = (adults >= 2) & (children > 0)
    lone = (adults == 1) & (children > 0)
    couple = (adults >= 2) & (children == 0)
    alone = (adults == 1) & (children == 0)
    young_first = grown[np.argsort(persons.old[grown], kind="stable")]
    pool = _Pool(persons, young_first)
    heads[family], seconds[family] = pool.pairs(int(family.sum()))
    heads[lone] = pool.ones(int(lone.sum()))
    pool.mix()
    heads[couple], seconds[couple] = pool.pairs(int(couple.sum()))
    pool.mix()
    heads[alone] = pool.ones(int(alone.sum()))
    return heads, seconds, pool.ones(int(np.maximum(adults - 2, 0).sum()))


class _Pool:
    """Grown-ups not yet seated: women and men in two queues."""

    def __init__(self, persons: Persons, grown: Ints) -> None:
        self.persons = persons
        woman = persons.woman[grown] if persons.woman is not None else np.arange(len(grown)) % 2 == 0
        self.women = grown[woman]
        self.men = grown[~woman]

    def pairs(self, count: int) -> tuple[Ints, Ints]:
        """Take `count` pairs of like age, of both sexes as long as there are both."""
        women, men = self.women[:count], self.men[:count]
        self.women, self.men = self.women[count:], self.men[count:]
        if (short := count - len(women)) > 0:
            women, self.men = np.concatenate([women, self.men[:short]]), self.men[short:]
        if (short := count - len(men)) > 0:
            men, self.women = np.concatenate([men, self.women[:short]]), self.women[short:]
        women = women[np.argsort(self.persons.age[women], kind="stable")]
        men = men[np.argsort(self.persons.age[men], kind="stable")]
        turn = np.arange(count) % 2 == 0
        return np.where(turn, women, men), np.where(turn, men, women)

    def ones(self, count: int) -> Ints:
        """Take `count` persons, from both queues in proportion."""
        total = len(self.women) + len(self.men)
        women = min(len(self.women), max(count - len(self.men), round(count * len(self.women) / max(total, 1))))
        taken = np.concatenate([self.women[:women], self.men[: count - women]])
        self.women, self.men = self.women[women:], self.men[count - women :]
        return np.sort(taken)

    def mix(self) -> None:
        """Forget the preference for the young: back to the order of persons, which is random."""
        self.women, self.men = np.sort(self.women), np.sort(self.men)


def _are_partners(persons: Persons, heads: Ints, seconds: Ints) -> NDArray[np.bool_]:
    """Partners: two grown-ups of both sexes (where there are sexes) whose ages are at most one level apart."""
    near: NDArray[np.bool_] = np.abs(persons.age[heads] - persons.age[seconds]) <= 1
    if persons.woman is None:
        return near
    near &= persons.woman[heads] != persons.woman[seconds]
    return near
