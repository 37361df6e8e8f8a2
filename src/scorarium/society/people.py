"""Persons drawn from a fitted joint distribution: levels of attributes, and traits behind them.

Levels are dealt with low variance: each clique of the fit is dealt to shuffled persons at evenly spread heights,
so a table comes out closer than independent draws would bring it, and persons stay exchangeable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scorarium.errors import Complaint, MalformedError
from scorarium.kernels.ties import deal
from scorarium.names import Decision
from scorarium.quantities import Law
from scorarium.society.dice import Dice, normal, quantile, uniform
from scorarium.society.junction import Clique, Fitted, marginal
from scorarium.society.population import TRAIT_LIMIT, TRAIT_STEP


def draw_attributes(fitted: Fitted, n: int, dice: Dice) -> dict[str, NDArray[np.uint8]]:
    """Deal levels to `n` exchangeable persons.

    Parameters
    ----------
    fitted : Fitted
        The joint distribution.
    n : int
        Number of persons.
    dice : Dice
        Uses decision ``ATTRIBUTE``, two indices per clique.

    Returns
    -------
    dict of str to uint8 array, shape (n,)
        Level codes in declared order of the attributes.
    """
    drawn: dict[str, NDArray[np.uint8]] = {}
    for number, clique in enumerate(fitted.cliques):
        fresh = tuple(name for name in clique.of if name not in clique.shared)
        if not fresh:
            continue
        state = state_of(drawn, clique.shared, fitted.sizes, n)
        cumulated = _cumulated(clique, fresh)
        place = np.zeros(cumulated.shape[0], np.int64)
        counts = np.bincount(state, minlength=cumulated.shape[0])
        place[1:] = np.cumsum(counts)[:-1]
        order = dice.shuffled(Decision.ATTRIBUTE, n, index=2 * number)
        start = float(uniform(dice.row(Decision.ATTRIBUTE, 1, index=2 * number + 1))[0])
        cell = np.empty(n, np.int32)
        deal(order, state, place, cumulated, start, cell)
        levels = np.unravel_index(cell, [fitted.sizes[name] for name in fresh])
        for name, codes in zip(fresh, levels, strict=True):
            drawn[name] = codes.astype(np.uint8)
    return {name: drawn[name] for name in fitted.sizes}


def state_of(
    drawn: Mapping[str, NDArray[np.uint8]], of: Sequence[str], sizes: Mapping[str, int], n: int
) -> NDArray[np.int32]:
    """Give a number to the combination of levels of each person, the last attribute running fastest."""
    state = np.zeros(n, np.int32)
    for name in of:
        state *= np.int32(sizes[name])
        state += drawn[name]
    return state


def _cumulated(clique: Clique, fresh: tuple[str, ...]) -> NDArray[np.float64]:
    """Cumulate the shares of the fresh attributes within each state of the shared ones, ending in exactly 1."""
    table = marginal(clique.shares, clique.of, (*clique.shared, *fresh))
    states = int(np.prod(table.shape[: len(clique.shared)], dtype=np.int64))
    sums = np.cumsum(table.reshape(states, -1), axis=1)
    total = sums[:, -1:]
    shares: NDArray[np.float64] = np.divide(sums, total, out=np.ones_like(sums), where=total > 0)
    return shares


@dataclass(frozen=True)
class Trait:
    """What a society says of one trait.

    Parameters
    ----------
    name : str
        The trait.
    shifts : mapping of str to float64 array
        Attribute -> shift of each level, in standard deviations of the society.
    law : Law or None
        ``None`` is the standard normal law.
    """

    name: str
    shifts: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    law: Law | None = None

    @property
    def is_normal(self) -> bool:
        """Whether the trait follows the standard normal law of the society."""
        return self.law is None


def draw_traits(
    traits: Sequence[Trait],
    correlations: Mapping[tuple[str, str], float],
    attributes: Mapping[str, NDArray[np.uint8]],
    n: int,
    dice: Dice,
) -> tuple[dict[str, NDArray[np.int8]], dict[str, NDArray[np.float64]]]:
    """Draw the traits of all persons.

    A normal trait has mean 0 and deviation 1 in the society: what its shifts explain is taken from the rest, so
    that a shift is the distance between levels in deviations of the society. A declared correlation is that of
    the society, shifts included; where none is declared the rest is independent.

    Parameters
    ----------
    traits : sequence of Trait
        In declared order, which numbers the draws.
    correlations : mapping of (str, str) to float
        Pairs of normal traits.
    attributes : mapping of str to uint8 array, shape (n,)
        Levels of the persons, in their final order.
    n : int
        Number of persons.
    dice : Dice
        Uses decision ``TRAIT``, one word per person and trait.

    Returns
    -------
    quarters : dict of str to int8 array, shape (n,)
        Normal traits in quarters of a deviation, within ±15.
    values : dict of str to float64 array, shape (n,)
        Traits of other laws.

    Raises
    ------
    MalformedError
        Shifts explain more than the whole, or the correlations contradict one another.
    """
    bell = [trait for trait in traits if trait.is_normal]
    means = [_shifted(trait, attributes, n) for trait in bell]
    weights = _mixing([trait.name for trait in bell], means, correlations)
    word = dice.persons(Decision.TRAIT, n, len(traits))
    deviates = [normal(word[number]) for number, trait in enumerate(traits) if trait.is_normal]
    quarters: dict[str, NDArray[np.int8]] = {}
    for row, trait in enumerate(bell):
        z = means[row]
        for column in range(row + 1):
            if weights[row, column] != 0.0:
                z = z + weights[row, column] * deviates[column]
        codes = np.clip(np.rint(z / TRAIT_STEP), -TRAIT_LIMIT, TRAIT_LIMIT)
        quarters[trait.name] = codes.astype(np.int8)
    values = {
        trait.name: by_law(trait.law, uniform(word[number]))
        for number, trait in enumerate(traits)
        if trait.law is not None
    }
    return quarters, values


def _shifted(trait: Trait, attributes: Mapping[str, NDArray[np.uint8]], n: int) -> NDArray[np.float64]:
    """Sum the shifts of each person, less their mean."""
    total = np.zeros(n)
    for name, shift in trait.shifts.items():
        total += shift[attributes[name]]
    centred: NDArray[np.float64] = total - total.mean()
    return centred


def _mixing(
    names: Sequence[str], means: Sequence[NDArray[np.float64]], correlations: Mapping[tuple[str, str], float]
) -> NDArray[np.float64]:
    """Weights of independent deviates (lower triangular) that give the asked moments beside the shifts."""
    k = len(names)
    explained = np.array([[float((a * b).mean()) for b in means] for a in means]).reshape(k, k)
    for row, name in enumerate(names):
        if explained[row, row] >= 1.0:
            raise MalformedError(
                Complaint(
                    "the shifts explain more than the trait's whole variance",
                    f"{explained[row, row]:.2f}",
                    "less than 1",
                    "Make the shifts smaller: they are counted in standard deviations of the society.",
                    ("traits", name, "shifts"),
                )
            )
    rest = np.diag(1.0 - np.diag(explained)) if k else np.zeros((0, 0))
    for (a, b), r in correlations.items():
        i, j = names.index(a), names.index(b)
        rest[i, j] = rest[j, i] = r - explained[i, j]
    try:
        weights = np.asarray(np.linalg.cholesky(rest) if k else rest, np.float64)
    except np.linalg.LinAlgError:
        raise MalformedError(
            Complaint(
                "no traits can have these correlations beside these shifts",
                expected="correlations that are possible together",
                repair="Bring the correlations nearer to nought.",
                at=("trait_correlations",),
            )
        ) from None
    return weights


def by_law(law: Law, u: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn heights in (0, 1) into values of a law of the language.

    Raises
    ------
    MalformedError
        The law lacks what it needs.
    """
    from scipy.special import gammaincinv  # noqa: PLC0415  # late, as in dice

    mean = law.mean.value if law.mean is not None else None
    sd = law.sd.value if law.sd is not None else None
    values: NDArray[np.float64]
    match law.name:
        case "fixed" if mean is not None:
            values = np.full(u.shape, mean)
        case "exponential" if mean is not None:
            values = -mean * np.log(u)
        case "erlang" if mean is not None and law.stages:
            values = gammaincinv(law.stages, u) * mean / law.stages
        case "gamma" if mean is not None and law.shape is not None:
            values = gammaincinv(law.shape.value, u) * mean / law.shape.value
        case "normal" if mean is not None and sd is not None:
            values = mean + sd * quantile(u)
        case "lognormal" if mean is not None and sd is not None:
            values = mean * np.exp(sd * quantile(u) - 0.5 * sd * sd)
        case "uniform" if law.bounds is not None:
            low, high = law.bounds
            values = low + (high - low) * u
        case "truncated_exponential" if mean is not None and law.bounds is not None:
            low, high = law.bounds
            values = low - mean * np.log1p(-u * -np.expm1(-(high - low) / mean))
        case "shares" if law.shares:
            sums = np.cumsum([plain.value for _, plain in law.shares])
            cells = np.minimum(np.searchsorted(sums / sums[-1], u, side="right"), len(sums) - 1)
            values = np.array([value for value, _ in law.shares])[cells]
        case _:
            raise MalformedError(Complaint("a law without its numbers", f"'{law.name}'", "its mean, and sd or ends"))
    return values
