"""Marks: a score is a mean of marks that come in Poisson numbers.

One mark is a discrete normal number (Kemp 1997): p(k) in proportion to exp(a k - b k²) on whole marks, with a and b by
mean and standard deviation. Given how many marks there are, they are independent of each other.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import fsolve
from scipy.stats import binom, poisson

Floats = NDArray[np.float64]
RARE = 1e-14


def marks(low: int, high: int) -> Floats:
    """Whole marks."""
    return np.arange(low, high + 1.0)


def discrete_normal(low: int, high: int, mean: float, sd: float) -> Floats:
    """Chance of each mark."""
    k = marks(low, high) - mean

    def law(ab: Sequence[float]) -> Floats:
        logarithm = ab[0] * k - ab[1] * k**2
        weight = np.exp(logarithm - logarithm.max())
        return np.asarray(weight / weight.sum())

    def misses(ab: Sequence[float]) -> list[float]:
        p = law(ab)
        return [float(p @ k), float(p @ k**2) - float(p @ k) ** 2 - sd**2]

    found, _, is_found, _ = fsolve(misses, [0.0, 0.5 / sd**2], full_output=True, xtol=1e-13)
    if is_found != 1:
        raise AssertionError(f"no law of marks with mean {mean} and standard deviation {sd}")
    return law(found)


def below(law: Floats, low: int, n: int, border: float) -> float:
    """Chance that the mean of n marks lies below a border."""
    total = np.ones(1)
    for _ in range(n):
        total = np.convolve(total, law)
    means = low + np.arange(len(total)) / n
    return float(total[means < border - 1e-9].sum())


def one_over(expected: float) -> float:
    """Mean of 1/N over Poisson N, given that N is at least 1."""
    n = np.arange(1, int(poisson.isf(RARE, expected)) + 2)
    p = poisson.pmf(n, expected)
    return float((p / n).sum() / p.sum())


def too_few(expected: float, least: int) -> float:
    """Chance that fewer marks than ``least`` have come."""
    return float(poisson.cdf(least - 1, expected))


def creeping(usual: Sequence[float], sd: float, each: float) -> tuple[float, float]:
    """Mean and variance of a score while the usual mark changes: ``each`` marks are expected in every tick."""
    means = np.array(usual)
    mixed = sd**2 + means.var()
    return float(means.mean()), float(mixed * one_over(each * len(means)))


def two_weights(first: tuple[float, float, float], second: tuple[float, float, float]) -> float:
    """Mean score where marks of two kinds come: (expected number, mean mark, weight) of each; given that any come."""
    (n1, m1, w1), (n2, m2, w2) = first, second
    k1 = np.arange(int(poisson.isf(RARE, n1)) + 2)[:, None]
    k2 = np.arange(int(poisson.isf(RARE, n2)) + 2)[None, :]
    p = poisson.pmf(k1, n1) * poisson.pmf(k2, n2)
    p[0, 0] = 0.0
    weight = w1 * k1 + w2 * k2
    weight[0, 0] = 1.0
    return float((p * (w1 * k1 * m1 + w2 * k2 * m2) / weight).sum() / p.sum())


def weighing(sd: float, n: int, share: float, light: float, heavy: float = 1.0) -> float:
    """Variance of a mean of n marks, a share of which weighs ``light`` and the rest ``heavy``."""
    k = np.arange(n + 1)
    squares = k * light**2 + (n - k) * heavy**2
    total = k * light + (n - k) * heavy
    return float(sd**2 * (binom.pmf(k, n, share) * squares / total**2).sum())


def answered(
    law: Floats, low: int, usual: float, sd: float, share: float, each: float, ticks: int
) -> tuple[float, float]:
    """Mean score and mean number of marks where marks more than one sd below the usual are answered a tick later."""
    k = low + np.arange(len(law))
    bad = k < usual - sd - 1e-9
    given = each * ticks
    back = each * (ticks - 1) * share * float(law[bad].sum())
    mean_bad = float((law * k)[bad].sum() / law[bad].sum())
    return (given * float(law @ k) + back * mean_bad) / (given + back), given + back


def all_alike(chance: float, expected: float, least: int) -> float:
    """Chance that all of Poisson N marks are the same one of this chance, given that N is at least ``least``."""
    n = np.arange(least, int(poisson.isf(RARE, expected)) + least + 2)
    p = poisson.pmf(n, expected)
    return float((p * chance**n).sum() / p.sum())
