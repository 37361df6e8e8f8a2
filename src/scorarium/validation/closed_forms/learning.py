"""Learning the chance of being caught: Beta means, fading memory, and acts that a belief keeps people from.

A belief is Beta(a, b). An act done adds one to a if something came of it and `weight` to b if not.

References
----------
Nagin 2013, Crime and Justice 42, 199-263 (perceived risk). Denrell & March 2001, Organization Science 12, 523-538 (hot
stove). Anwar & Loughran 2011, Criminology 49, 667-698 (updating).
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, poisson

Floats = NDArray[np.float64]


def believed(a: float, b: float, struck: float, escaped: float, weight: float = 1.0) -> float:
    """Mean of the belief after so many acts that were punished, and so many that were not."""
    return (a + struck) / (a + b + struck + weight * escaped)


def beta_moments(a: float, b: float, p: float, n: int) -> tuple[float, float]:
    """Mean (a + np) / (a + b + n) and variance np(1 - p) / (a + b + n)² of the believed risk after n acts."""
    total = a + b + n
    return (a + n * p) / total, n * p * (1 - p) / total**2


def beta_tail(a: float, b: float, p: float, n: int, level: float) -> float:
    """Share of people who believe in a risk of at least `level` after n acts."""
    least = int(np.ceil(level * (a + b + n) - a - 1e-9))
    return float(binom.sf(least - 1, n, p))


def moments_of(law: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Mean and variance of (probability, value) pairs."""
    weights, values = np.array(law).T
    mean = float(weights @ values)
    return mean, float(weights @ (values - mean) ** 2)


def weighted(a: float, b: float, p: float, n: int, weight: float) -> list[tuple[float, float]]:
    """Law of the believed risk after n acts when an escape weighs `weight`."""
    k = np.arange(n + 1)
    return [(float(q), believed(a, b, int(j), n - int(j), weight)) for j, q in zip(k, binom.pmf(k, n, p), strict=True)]


def hearsay(a: float, b: float, p: float, n: int, friends: int, weight: float) -> list[tuple[float, float]]:
    """Law of the believed risk after n acts of one's own and n - 1 of each friend's, heard of where punished."""
    k, h = np.arange(n + 1), np.arange(friends * (n - 1) + 1)
    own, heard = binom.pmf(k, n, p), binom.pmf(h, friends * (n - 1), p)
    return [
        (float(x * y), believed(a, b, int(i) + weight * int(j), n - int(i)))
        for i, x in zip(k, own, strict=True)
        for j, y in zip(h, heard, strict=True)
    ]


def poisson_acts(a: float, b: float, p: float, mean: float, weight: float = 1.0) -> list[tuple[float, float]]:
    """Law of the believed risk when the number of acts is Poisson: struck and escaped are independent Poissons."""
    most = int(mean + 12 * np.sqrt(mean) + 20)
    k = np.arange(most)
    struck, escaped = poisson.pmf(k, mean * p), poisson.pmf(k, mean * (1 - p))
    return [
        (float(x * y), believed(a, b, i, j, weight))
        for i, x in enumerate(struck)
        if x > 1e-14
        for j, y in enumerate(escaped)
        if y > 1e-14
    ]


def answered(
    a: float, b: float, p: float, n: int, does: Callable[[float], float], weight: float = 1.0
) -> tuple[float, list[tuple[float, float]]]:
    """Occasions that are taken with a chance that the believed risk decides.

    Parameters
    ----------
    n
        Occasions.
    does
        Chance of taking one, from the believed risk: ``exp(-η p S^σ)`` for deterrence; a step is the hot stove.

    Returns
    -------
    taken
        Mean number of occasions taken.
    law
        Law of the believed risk after them, as (probability, value).
    """
    states: dict[tuple[int, int], float] = {(0, 0): 1.0}
    taken = 0.0
    for _ in range(n):
        after: dict[tuple[int, int], float] = defaultdict(float)
        for (struck, escaped), q in states.items():
            act = does(believed(a, b, struck, escaped, weight))
            taken += q * act
            after[struck, escaped] += q * (1 - act)
            after[struck + 1, escaped] += q * act * p
            after[struck, escaped + 1] += q * act * (1 - p)
        states = after
    return taken, [(q, believed(a, b, k, j, weight)) for (k, j), q in states.items()]


def hot_stove(a: float, b: float, p: float, threshold: float, n: int) -> tuple[float, float, float]:
    """Whoever believes in at least the threshold stops (Denrell & March 2001): exact.

    Returns
    -------
    deterred, taken, believed
        Share who have stopped after n occasions, mean number taken, mean believed risk.
    """
    taken, law = answered(a, b, p, n, lambda x: float(x < threshold))
    return sum(q for q, x in law if x >= threshold), taken, moments_of(law)[0]


def faded(a: float, b: float, p: float, left: float, n: int, units: int = 64) -> list[tuple[float, float]]:
    """Law of the believed risk after one act a tick for n ticks when experience fades by `left` each tick.

    Experience is kept in whole 1/`units`, rounded half up after fading, as the engine does: exact over all histories.
    """
    states: dict[tuple[int, int], float] = {(0, 0): 1.0}
    for _ in range(n):
        after: dict[tuple[int, int], float] = defaultdict(float)
        for (known, unseen), q in states.items():
            kept, missed = int(np.floor(known * left + 0.5)), int(np.floor(unseen * left + 0.5))
            after[kept + units, missed] += q * p
            after[kept, missed + units] += q * (1 - p)
        states = after
    return [(q, believed(a, b, k / units, j / units)) for (k, j), q in states.items()]


def exponential_average(start: float, rate: float, p: float, n: int) -> tuple[float, float]:
    """Mean and variance after n steps of x ← x + rate · (struck - x)."""
    left = (1 - rate) ** n
    return left * start + (1 - left) * p, p * (1 - p) * rate / (2 - rate) * (1 - left**2)
