"""Where everybody lives: households, their districts, and the numbers that persons get from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.names import Decision
from scorarium.society import households as homes
from scorarium.society import recipe
from scorarium.society.dice import Dice, uniform
from scorarium.society.districts import Districts, assign
from scorarium.society.levels import are_minors, are_old, is_ordered
from scorarium.society.parts import sizes_of

Codes = Mapping[str, NDArray[np.uint8]]
Levels = Mapping[str, tuple[str, ...]]
Ints = NDArray[np.int64]

SMALLEST_BLOCK = 64
"""Persons that a block of like households must have on average; attributes beyond that are not held together."""


@dataclass(frozen=True)
class Settled:
    """Persons in their final order.

    Parameters
    ----------
    order : int64 array, shape (n,), or None
        Which drawn person each final person is; ``None`` for the order in which they were drawn.
    district : int32 array, shape (n,)
        Ascending.
    first : int32 array, shape (households + 1,)
        Members of household h are ``first[h] … first[h + 1] - 1``: head, second grown-up, others, children.
    household : int32 array, shape (n,)
        Household of each person.
    is_child : bool array, shape (n,)
        Minors who live with a grown-up.
    partner : int32 array, shape (n,)
        Partner in the household, -1 for none.
    """

    order: Ints | None
    district: NDArray[np.int32]
    first: NDArray[np.int32]
    household: NDArray[np.int32]
    is_child: NDArray[np.bool_]
    partner: NDArray[np.int32]


def settle(society: recipe.Society, levels: Levels, drawn: Codes, districts: Districts, n: int, dice: Dice) -> Settled:
    """Form households, deal them to districts and number their members.

    Parameters
    ----------
    society : Society
        Sizes of households, what they share, unevenness of districts.
    levels : mapping of str to tuple of str
        Levels of every attribute.
    drawn : mapping of str to uint8 array, shape (n,)
        Levels of exchangeable persons.
    districts : Districts
        Their number and unevenness.
    n : int
        Number of persons.
    dice : Dice
        Uses decisions ``HOUSEHOLD``, ``DISTRICT`` and ``ORDER``.
    """
    sizes = sizes_of(society)
    if sizes is None and not districts.uneven:
        return _alone(n, districts.count)
    formed = homes.singles(n) if sizes is None else homes.form(_look(society, levels, drawn, n), *sizes, dice)
    weight = np.diff(formed.first)
    heads = formed.order[formed.first[:-1]]
    kinds = [
        (
            drawn[uneven.attribute][heads].astype(np.int64),
            np.bincount(drawn[uneven.attribute], minlength=len(levels[uneven.attribute])) / n,
        )
        for uneven in districts.uneven
    ]
    moved, where = assign(districts, kinds, weight, dice)
    size = weight[moved]
    order = formed.order[homes.places(formed.first[:-1][moved], size)]
    first = np.concatenate([[0], np.cumsum(size)])
    household = np.repeat(np.arange(len(size)), size)
    within = np.arange(n) - first[household]
    adults = formed.adults[moved]
    partner = np.full(n, -1, np.int32)
    pairs = first[:-1][formed.paired[moved]]
    partner[pairs], partner[pairs + 1] = pairs + 1, pairs
    return Settled(
        order,
        np.repeat(where, size).astype(np.int32),
        first.astype(np.int32),
        household.astype(np.int32),
        (within >= adults[household]) & (adults[household] > 0),
        partner,
    )


def _alone(n: int, count: int) -> Settled:
    """Persons in the order drawn, each a household, districts of equal size."""
    every = np.arange(n + 1, dtype=np.int32)
    return Settled(
        None,
        (np.arange(n, dtype=np.int64) * count // n).astype(np.int32),
        every,
        every[:-1],
        np.zeros(n, np.bool_),
        np.full(n, -1, np.int32),
    )


def _look(society: recipe.Society, levels: Levels, drawn: Codes, n: int) -> homes.Persons:
    """What the formation of households looks at."""
    block = np.zeros(n, np.int64)
    cells = 1
    for name in shared_at_home(society):
        if cells * len(levels[name]) * SMALLEST_BLOCK > n:
            break
        block = block * len(levels[name]) + drawn[name]
        cells *= len(levels[name])
    _, block = np.unique(block, return_inverse=True)
    nobody = np.zeros(n, np.bool_)
    age = drawn.get("age")
    woman = drawn.get("sex")
    has_age = age is not None and is_ordered(levels["age"])
    has_sex = woman is not None and "female" in levels["sex"]
    return homes.Persons(
        block=block.astype(np.int64),
        child=are_minors(levels["age"])[age] if has_age and age is not None else nobody,
        old=are_old(levels["age"])[age] if has_age and age is not None else nobody,
        age=age.astype(np.int64) if has_age and age is not None else np.zeros(n, np.int64),
        woman=woman == levels["sex"].index("female") if has_sex and woman is not None else None,
    )


def shared_at_home(society: recipe.Society) -> tuple[str, ...]:
    """Attributes that members of a household share as far as numbers allow.

    What children have from their parents, what is unevenly spread over districts, ethnicity, and the fifths of income.
    """
    shared = [name for name, attribute in society.attributes.items() if _is_passed_on(attribute)]
    shared += list(society.districts.uneven) if society.districts is not None else []
    shared += [name for name, attribute in society.attributes.items() if "ethnicity" in (attribute.special or ())]
    shared += [name for name, attribute in society.attributes.items() if attribute.quintiles is not None]
    return tuple(name for name in dict.fromkeys(shared) if name in society.attributes)


def _is_passed_on(attribute: recipe.Attribute) -> bool:
    return attribute.inherited is not None and attribute.inherited.share.constant_value >= 1.0


def inherit(society: recipe.Society, attributes: Codes, settled: Settled, dice: Dice) -> dict[str, NDArray[np.uint8]]:
    """Give children what they have from the head of their household.

    Parameters
    ----------
    society : Society
        ``inherited`` of its attributes: from ``parents`` for children, from ``household`` for everybody.
    attributes : mapping of str to uint8 array, shape (n,)
        Levels in final order.
    settled : Settled
        Who lives with whom.
    dice : Dice
        Uses decision ``ONCE``, one word per person and attribute.
    """
    passed = dict(attributes)
    head = settled.first[settled.household]
    n = len(head)
    heirs = [(name, attribute) for name, attribute in society.attributes.items() if attribute.inherited is not None]
    for number, (name, attribute) in enumerate(heirs):
        if attribute.inherited is None:
            continue
        everybody = attribute.inherited.from_ == "household"
        chosen = np.ones(n, np.bool_) if everybody else settled.is_child.copy()
        chosen &= uniform(dice.person(Decision.ONCE, n, number=number)) < attribute.inherited.share.constant_value
        passed[name] = np.where(chosen, passed[name][head], passed[name])
    return passed
