"""Weighed scores: a factor is a function of how often acts fell into a window, and those counts are Poisson.

With s the sum of what the acts add, x = (s + c) / 2c within [0, 1] where signs differ, s/c where all are positive,
1 + s/c where all are negative, 1 / (1 + exp(-s/c)) where the shape is logistic; without any act, what stands in.
The laws are enumerated, not simulated.
"""

from collections.abc import Sequence
from itertools import product
from math import exp, prod

import numpy as np
from scipy.stats import poisson

RARE = 1e-13

Law = list[tuple[float, float]]


def squashed(total: float, full: float, sign: int, *, logistic: bool) -> float:
    """A sum over the window as a number in [0, 1]."""
    r = total / full
    if logistic:
        return 1.0 / (1.0 + exp(-r))
    straight = {1: r, -1: 1.0 + r, 0: (r + 1.0) / 2.0}[sign]
    return min(1.0, max(0.0, straight))


def from_acts(
    acts: Sequence[tuple[float, float]], full: float, *, missing: float | None = None, logistic: bool = False
) -> Law:
    """Law of one factor: (value, probability).

    Parameters
    ----------
    acts
        Expected number in the window, and what each adds.
    full
        The sum at which the factor is full.
    missing
        What stands in where nothing was seen; without, the value of a sum of nought.
    """
    adds = [add for _, add in acts]
    sign = 1 if min(adds) >= 0 else -1 if max(adds) <= 0 else 0
    counts = [np.arange(int(poisson.isf(RARE, expected)) + 1) for expected, _ in acts]
    chances = [poisson.pmf(k, expected) for k, (expected, _) in zip(counts, acts, strict=True)]
    law: dict[float, float] = {}
    for picks in product(*(range(len(k)) for k in counts)):
        total = sum(n * add for n, add in zip(picks, adds, strict=True))
        x = squashed(total, full, sign, logistic=logistic)
        if missing is not None and not any(picks):
            x = missing
        law[x] = law.get(x, 0.0) + prod(float(p[n]) for p, n in zip(chances, picks, strict=True))
    return sorted(law.items())


def weighed(parts: Sequence[tuple[float, Law]], low: float, high: float) -> Law:
    """Law of the score: low + (high - low) times the weighted sum of independent factors."""
    law = {0.0: 1.0}
    for weight, factor in parts:
        law_with: dict[float, float] = {}
        for (total, p), (x, q) in product(law.items(), factor):
            key = round(total + weight * x, 12)
            law_with[key] = law_with.get(key, 0.0) + p * q
        law = law_with
    return sorted((low + (high - low) * total, p) for total, p in law.items())


def moments(law: Law) -> tuple[float, float]:
    """Mean and variance."""
    x, p = np.array(law).T
    mean = float(x @ p)
    return mean, float((x - mean) ** 2 @ p)


def below(law: Law, border: float) -> float:
    """Chance of a score under a border."""
    return sum(p for x, p in law if x < border - 1e-9)
