"""Points that expire, each on its own clock.

Live entries of a class are M/D/∞: Poisson(rate · detection · lasts), whatever the other classes do, so that the points
in force are compound Poisson (Panjer 1981). In ticks an entry made in tick t with D ticks is in force at the end of
ticks t … t + D - 1: the law is the same with `lasts` = D · tick.

References
----------
Panjer 1981, ASTIN Bulletin 12, 22-26. Naus 1982, J. Amer. Statist. Assoc. 77, 177-183.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, factorial

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom, poisson

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class PointClass:
    """One kind of offence: rate per year, points, years in force, chance of being detected."""

    rate: float
    points: int
    lasts: float
    detection: float = 1.0

    @property
    def n_live(self) -> float:
        """Mean number of live entries."""
        return self.rate * self.detection * self.lasts


def points_in_force(classes: Sequence[PointClass], *, since: float = np.inf, most: int = 200) -> Floats:
    """Probabilities of 0 … `most` points for a person who started clean `since` years ago.

    Notes
    -----
    Panjer's recursion: f(0) = exp(-Σμ), f(n) = Σ_p p μ_p f(n - p) / n.
    """
    mu: dict[int, float] = defaultdict(float)
    for c in classes:
        mu[c.points] += c.rate * c.detection * min(c.lasts, since)
    law = np.zeros(most + 1)
    law[0] = exp(-sum(mu.values()))
    for n in range(1, most + 1):
        law[n] = sum(p * m * law[n - p] for p, m in mu.items() if p <= n) / n
    return law


def mean_and_variance(classes: Sequence[PointClass]) -> tuple[float, float]:
    """Mean Σ λ d D p and variance Σ λ d D p² of the points in force."""
    return sum(c.n_live * c.points for c in classes), sum(c.n_live * c.points**2 for c in classes)


def gamma_tail(rate: float, shape: float, lasts: float, least: int) -> float:
    """P(at least so many live entries) when rates are Gamma(shape) of mean `rate` over people: negative binomial."""
    return float(nbinom.sf(least - 1, shape, shape / (shape + rate * lasts)))


def blocked(rate: float, lasts: float, most: int = 200) -> Floats:
    """Live entries when every new one restarts the clocks of the old (German rule until 2014): geometric.

    P(n) = e^{-λD} (1 - e^{-λD})^n: the chain of gaps shorter than D, looking back from now.
    """
    escape = exp(-rate * lasts)
    return np.asarray(escape * (1.0 - escape) ** np.arange(most + 1))


def blocked_in_ticks(mean: float, lasts: int, ticks: int, most: int = 80) -> Floats:
    """The same in ticks, from a clean start: exact law of the live entries at the end of the last tick.

    Parameters
    ----------
    mean
        Mean number of entries a tick (Poisson).
    lasts
        Ticks D; an entry in a later tick than t + D - 1 finds those of t gone, as expiry comes before acting.
    """
    new = poisson.pmf(np.arange(most + 1), mean)
    law = np.zeros((lasts, most + 1))  # age of the newest entry; number of live ones
    none = 1.0
    for _ in range(ticks):
        aged = np.zeros_like(law)
        aged[1:] = law[:-1] * new[0]
        gone = none + law[-1].sum()
        for n in range(1, most + 1):
            aged[0, n:] += new[n] * law[:-1].sum(axis=0)[: most + 1 - n]
        aged[0, 1:] += gone * new[1:]
        law, none = aged, gone * new[0]
    found = law.sum(axis=0)
    found[0] += none
    return np.asarray(found)


def no_pair(rate: float, window: float, horizon: float) -> float:
    """P(no two events closer than `window` within the horizon), exact: spacings of a Poisson process."""
    total, j = exp(-rate * horizon), 1
    while horizon - (j - 1) * window > 0:
        total += exp(-rate * horizon) * (rate * (horizon - (j - 1) * window)) ** j / factorial(j)
        j += 1
    return total


def _below(i: float, psi: float) -> float:
    return float(poisson.cdf(i, psi)) if i >= 0 else 0.0


def _at(i: int, psi: float) -> float:
    return float(poisson.pmf(i, psi)) if i >= 0 else 0.0


def scan_two(k: int, psi: float) -> float:
    """P(never k events within one window) over two windows of mean `psi` each (Naus 1982, theorem 1)."""
    return (
        _below(k - 1, psi) ** 2
        - (k - 1) * _at(k, psi) * _at(k - 2, psi)
        - (k - 1 - psi) * _at(k, psi) * _below(k - 3, psi)
    )


def scan_three(k: int, psi: float) -> float:
    """The same over three windows (Naus 1982)."""
    one = 2 * _at(k, psi) * _below(k - 1, psi) * ((k - 1) * _below(k - 2, psi) - psi * _below(k - 3, psi))
    two = 0.5 * _at(k, psi) ** 2
    two *= (k - 1) * (k - 2) * _below(k - 3, psi) - 2 * (k - 2) * psi * _below(k - 4, psi) + psi**2 * _below(k - 5, psi)
    three = sum(_at(2 * k - r, psi) * _below(r - 1, psi) ** 2 for r in range(1, k))
    four = sum(
        _at(2 * k - r, psi) * _at(r, psi) * ((r - 1) * _below(r - 2, psi) - psi * _below(r - 3, psi))
        for r in range(2, k)
    )
    return _below(k - 1, psi) ** 3 - one + two + three - four


def ever_live_in_ticks(mean: float, lasts: int, least: int, ticks: int) -> float:
    """P(at some end of tick at least so many entries were live), exact, from a clean start.

    Notes
    -----
    A chain over the ages of the live entries while there are fewer than `least` of them: the discrete scan statistic.
    The number of its states is C(lasts + least - 1, least - 1).
    """
    new = poisson.pmf(np.arange(least), mean)
    alive: dict[tuple[int, ...], float] = {(): 1.0}
    for _ in range(ticks):
        reached: dict[tuple[int, ...], float] = defaultdict(float)
        for ages, p in alive.items():
            older = tuple(a + 1 for a in ages if a + 1 < lasts)
            for n in range(least - len(older)):
                reached[(0,) * n + older] += p * new[n]
        alive = reached
    return 1.0 - sum(alive.values())
