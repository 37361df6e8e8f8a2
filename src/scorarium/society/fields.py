"""Figures of districts, and their places on the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.errors import Complaint, MalformedError
from scorarium.names import Decision
from scorarium.society.dice import Dice, strata, uniform

Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Field:
    """A figure of the districts.

    Parameters
    ----------
    mean, spread : float or None
        Mean and standard deviation over districts: a beta law for shares, a gamma law for larger means.
    shares : tuple of (value, share)
        A drawn number: districts are of several kinds.
    named : tuple of float
        One number per named district.
    """

    mean: float | None = None
    spread: float = 0.0
    shares: tuple[tuple[float, float], ...] = ()
    named: tuple[float, ...] = ()


def draw_fields(fields: Mapping[str, Field], count: int, dice: Dice) -> dict[str, Reals]:
    """Draw the figures of every district, evenly spread over their law in random order.

    Parameters
    ----------
    fields : mapping of str to Field
        Laws of the figures.
    count : int
        Number of districts.
    dice : Dice
        Uses decision ``FIELD``, two indices per field.

    Returns
    -------
    dict of str to float64 array, shape (districts,)
        In the field's own unit.

    Raises
    ------
    MalformedError
        A spread that no law with this mean can have.
    """
    drawn = {}
    for number, (name, one) in enumerate(fields.items()):
        order = dice.shuffled(Decision.FIELD, count, index=2 * number)
        start = float(uniform(dice.row(Decision.FIELD, 1, index=2 * number + 1))[0])
        drawn[name] = _field(name, one, strata(count, order, start))
    return drawn


def _field(name: str, one: Field, heights: Reals) -> Reals:
    from scipy.special import betaincinv, gammaincinv  # noqa: PLC0415  # late, as in dice

    if one.named:
        return np.array(one.named, np.float64)
    if one.shares:
        sums = np.cumsum([share for _, share in one.shares])
        cells = np.minimum(np.searchsorted(sums / sums[-1], heights, side="right"), len(sums) - 1)
        return np.array([value for value, _ in one.shares], np.float64)[cells]
    mean = one.mean if one.mean is not None else 0.0
    if one.spread == 0.0:
        return np.full(len(heights), mean)
    if 0.0 < mean < 1.0 and one.spread**2 < mean * (1.0 - mean):
        strength = mean * (1.0 - mean) / one.spread**2 - 1.0
        return np.asarray(betaincinv(mean * strength, (1.0 - mean) * strength, heights), np.float64)
    if mean >= 1.0:
        shape = (mean / one.spread) ** 2
        return np.asarray(gammaincinv(shape, heights) * mean / shape, np.float64)
    raise MalformedError(
        Complaint(
            "no law of shares has this mean and spread",
            f"mean {mean:g}, spread {one.spread:g}",
            f"a spread below {np.sqrt(max(mean * (1 - mean), 0.0)):.2g}",
            at=("districts", name),
        )
    )


def positions(count: int, dice: Dice) -> Reals:
    """Places on a map, evenly spread over the unit disc by the golden angle; float64[count, 2]."""
    turn = float(uniform(dice.row(Decision.MAP, 1))[0])
    number = np.arange(count)
    radius = np.sqrt((number + 0.5) / count)
    angle = 2.0 * np.pi * (number * 0.6180339887498949 + turn)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
