"""Districts: what they are like, how unevenly people live in them, and who lives where.

The unevenness of an attribute is the index of dissimilarity, the share of a group's members who would have to move for
equal mixing. It is met by construction: every district gets a composition, and households are dealt to districts
so that these compositions come out.

References
----------
Duncan & Duncan (1955), "A methodological analysis of segregation indexes", Am. Sociol. Rev. 20. For more than two
levels: Reardon & Firebaugh (2002), "Measures of multigroup segregation", Sociol. Methodol. 32.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scorarium.errors import Complaint, MalformedError
from scorarium.names import Decision
from scorarium.society.dice import Dice, quantile, strata
from scorarium.society.fields import Field
from scorarium.society.population import Population

Reals = NDArray[np.float64]
Ints = NDArray[np.int64]

STEEPEST = 40.0
"""Largest spread of the logits of a district's composition that is tried."""


@dataclass(frozen=True)
class Uneven:
    """How unevenly the levels of an attribute live in the districts.

    Parameters
    ----------
    attribute : str
        The attribute.
    index : float
        Asked index of dissimilarity, 0 (equal mixing) to 1 (apart).
    ordered : bool
        Levels with an order come in districts that are high or low in it; others mix freely.
    """

    attribute: str
    index: float
    ordered: bool = False


@dataclass(frozen=True)
class Districts:
    """What a society says of its districts.

    Parameters
    ----------
    count : int
        Number of districts.
    names : tuple of str
        Their names.
    fields : mapping of str to Field
        Figures such as ``cameras``.
    uneven : tuple of Uneven
        Attributes that are unevenly spread.
    """

    count: int = 1
    names: tuple[str, ...] = ("1",)
    fields: Mapping[str, Field] = field(default_factory=dict)
    uneven: tuple[Uneven, ...] = ()


def compositions(uneven: Uneven, shares: Reals, count: int, dice: Dice, *, number: int) -> Reals:
    """Composition of every district that has the asked index of dissimilarity.

    Parameters
    ----------
    uneven : Uneven
        Attribute and index.
    shares : float64 array, shape (levels,)
        Shares of the levels in the society.
    count : int
        Districts, of equal size.
    dice : Dice
        Uses decision ``DISTRICT``.
    number : int
        Which of the society's uneven attributes this is: it addresses the draw.

    Returns
    -------
    float64 array, shape (districts, levels)
        Rows add to one, columns average to `shares`.

    Raises
    ------
    MalformedError
        So few districts cannot be as uneven.
    """
    levels = len(shares)
    if float(shares.max()) == 1.0:
        return np.tile(shares, (count, 1))
    scores = np.empty((count, levels))
    for level in range(levels):
        order = dice.shuffled(Decision.DISTRICT, count, index=1 + 64 * number + level)
        scores[:, level] = quantile(strata(count, order, 0.5))
    if uneven.ordered:
        rank = np.arange(levels) - np.dot(np.arange(levels), shares)
        scores = scores[:, :1] * rank[None, :]
    elif levels == 2:
        scores = scores[:, :1] * np.array([[-0.5, 0.5]])
    low, high = 0.0, STEEPEST
    reached = dissimilarity(_composition(scores, shares, high), shares)
    if uneven.index > reached + 0.005:
        raise MalformedError(
            Complaint(
                f"{count} districts of equal size cannot be as uneven",
                f"{uneven.index:g}",
                f"at most {reached:.2f}",
                "Ask for less or have more districts.",
                ("districts", "uneven", uneven.attribute),
            )
        )
    for _ in range(40):
        middle = (low + high) / 2.0
        if dissimilarity(_composition(scores, shares, middle), shares) < uneven.index:
            low = middle
        else:
            high = middle
    return _composition(scores, shares, high)


def _composition(scores: Reals, shares: Reals, steepness: float) -> Reals:
    """Rake exp(steepness · score) to rows of one and columns of `shares`."""
    logits = steepness * scores
    table = shares * np.exp(logits - logits.max(axis=1, keepdims=True)) + 1e-280
    for _ in range(200):
        table /= table.sum(axis=1, keepdims=True)
        ratio = np.divide(shares, table.mean(axis=0), out=np.ones_like(shares), where=shares > 0)
        if float(np.abs(ratio - 1.0)[shares > 0].max()) < 1e-9:
            break
        table = np.maximum(table * ratio, 1e-280)
    return np.asarray(table / table.sum(axis=1, keepdims=True), np.float64)


def dissimilarity(composition: Reals, shares: Reals, weights: Reals | None = None) -> float:
    """Index of dissimilarity of districts, of equal size unless `weights` (adding to one) says otherwise."""
    weight = weights if weights is not None else np.full(len(composition), 1.0 / len(composition))
    apart = float((weight[:, None] * np.abs(composition - shares)).sum())
    mixed = float((shares * (1.0 - shares)).sum())
    return apart / (2.0 * mixed) if mixed > 0 else 0.0


def assign(
    districts: Districts,
    kinds: Sequence[tuple[NDArray[np.int64], Reals]],
    weight: Ints,
    dice: Dice,
) -> tuple[Ints, Ints]:
    """Deal households to districts of equal size.

    Parameters
    ----------
    districts : Districts
        Count and unevenness.
    kinds : sequence of (int64 array, float64 array)
        For every uneven attribute the level of each household and the shares of the levels among persons.
    weight : int64 array, shape (households,)
        Persons in each household.
    dice : Dice
        Uses decision ``ORDER`` for the order and ``DISTRICT`` for the compositions.

    Returns
    -------
    order : int64 array, shape (households,)
        Households by district, in random order within.
    district : int64 array, shape (households,)
        District of ``order[k]``.
    """
    n = len(weight)
    mixed = dice.shuffled(Decision.ORDER, n).astype(np.int64)
    if districts.count == 1:
        return mixed, np.zeros(n, np.int64)
    kind = np.zeros(n, np.int64)
    for codes, shares in kinds:
        kind = kind * len(shares) + codes
    n_kinds = int(np.prod([len(shares) for _, shares in kinds], dtype=np.int64))
    in_kind = mixed[np.argsort(kind[mixed], kind="stable")]
    people = np.bincount(kind, weights=weight, minlength=n_kinds).astype(np.float64)
    where = _where(districts, kinds, people, dice)
    before = np.cumsum(weight[in_kind]) - 0.5 * weight[in_kind]
    begin = np.concatenate([[0.0], np.cumsum(people)[:-1]])
    height = (before - begin[kind[in_kind]]) / np.maximum(people[kind[in_kind]], 1.0)
    heights = height + kind[in_kind]
    edges = (np.minimum(np.cumsum(where, axis=1), 1.0) + np.arange(n_kinds)[:, None])[:, :-1].reshape(-1)
    flat = np.searchsorted(edges, heights, side="right")
    district = flat - kind[in_kind] * (districts.count - 1)
    by_district = np.argsort(district, kind="stable")
    order = in_kind[by_district]
    return _stir(order, district[by_district], mixed)


def _stir(order: Ints, district: Ints, mixed: Ints) -> tuple[Ints, Ints]:
    """Put the households of each district back into the random order."""
    place = np.empty(len(mixed), np.int64)
    place[mixed] = np.arange(len(mixed))
    stirred = np.lexsort((place[order], district))
    return order[stirred], district[stirred]


def _where(districts: Districts, kinds: Sequence[tuple[NDArray[np.int64], Reals]], people: Reals, dice: Dice) -> Reals:
    """Share of each kind of household that lives in each district; float64[kinds, districts], rows add to one."""
    seed = np.ones((1, districts.count))
    for number, (uneven, (_, shares)) in enumerate(zip(districts.uneven, kinds, strict=True)):
        ratio = compositions(uneven, shares, districts.count, dice, number=number) / np.maximum(shares, 1e-300)
        seed = (seed[:, None, :] * ratio.T[None, :, :]).reshape(-1, districts.count)
    lived = people > 0
    where = np.full(seed.shape, 1.0 / districts.count)
    table = np.maximum(seed[lived] * people[lived, None], 1e-280)
    size = people.sum() / districts.count
    for _ in range(300):
        table *= size / table.sum(axis=0, keepdims=True)
        table = np.maximum(table * (people[lived, None] / table.sum(axis=1, keepdims=True)), 1e-280)
        if float(np.abs(table.sum(axis=0) / size - 1.0).max()) < 1e-6:
            break
    where[lived] = table / table.sum(axis=1, keepdims=True)
    return where


def measured_dissimilarity(population: Population, attribute: str) -> float:
    """Index of dissimilarity of an attribute over the districts of a population."""
    levels = len(population.levels[attribute])
    joint = np.zeros((population.n_districts, levels))
    np.add.at(joint, (population.district, population.attributes[attribute]), 1.0)
    size = joint.sum(axis=1)
    filled = size > 0
    composition = joint[filled] / size[filled, None]
    return dissimilarity(composition, joint.sum(axis=0) / population.n, size[filled] / population.n)
