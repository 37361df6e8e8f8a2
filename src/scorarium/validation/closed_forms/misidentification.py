"""Taken for somebody else: predictive values, searches in a gallery, bookings of the innocent.

References
----------
Eddy 1982 (in Kahneman, Slovic & Tversky, *Judgment under Uncertainty*). Casscells, Schoenberger & Graboys 1978,
N. Engl. J. Med. 299, 999-1001. People v. Collins 1968, 68 Cal. 2d 319. Chouldechova 2017, Big Data 5, 153-163.
"""

from dataclasses import dataclass
from math import expm1, log1p

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, poisson

Floats = NDArray[np.float64]


def predictive_value(base: float, sensitivity: float, false_alarms: float) -> float:
    """Share of alarms that are right (Bayes)."""
    right = base * sensitivity
    return right / (right + (1 - base) * false_alarms)


def false_alarm(per_comparison: float, gallery: int) -> float:
    """Chance that somebody not in the gallery is taken for one of it: 1 - (1 - FMR)^W."""
    return -expm1(gallery * log1p(-per_comparison))


@dataclass(frozen=True)
class Search:
    """What one search in a gallery gives for somebody who is in it: right, to nobody, to somebody else."""

    right: float
    nobody: float

    @property
    def wrong(self) -> float:
        """Chance of being put to somebody else."""
        return 1 - self.right - self.nobody


def search(hit: float, per_comparison: float, gallery: int) -> Search:
    """A member of the gallery is searched: own hit with `hit`, the others each with FMR, ties by lot.

    right = hit · E[1/(K + 1)], K ~ Binomial(W - 1, FMR); E[1/(K + 1)] = (1 - (1 - FMR)^W) / (W · FMR).
    """
    spread = false_alarm(per_comparison, gallery) / (gallery * per_comparison)
    clear = (1 - hit) * (1 - false_alarm(per_comparison, gallery - 1))
    return Search(hit * spread, clear)


def alarms(base: float, hit: float, per_comparison: float, gallery: int) -> tuple[float, float, float]:
    """P(alarm), P(not in the gallery | alarm), P(wrong identity | alarm) when a share `base` of those seen is in it."""
    stranger = false_alarm(per_comparison, gallery)
    member = search(hit, per_comparison, gallery)
    alarm = base * (1 - member.nobody) + (1 - base) * stranger
    return alarm, (1 - base) * stranger / alarm, ((1 - base) * stranger + base * member.wrong) / alarm


@dataclass(frozen=True)
class Booking:
    """Seen acts are put to somebody else with a share; who is booked at least so often is listed."""

    rate: float
    offenders: float
    detection: float
    mistaken: float

    @property
    def stray(self) -> float:
        """Wrong bookings per person and year."""
        return self.offenders * self.rate * self.detection * self.mistaken

    def listed(self, years: float, least: int = 1, *, delayed: float = 0.0) -> tuple[float, float]:
        """P(listed) of an offender and of an innocent person after so many years.

        Parameters
        ----------
        delayed
            Years by which wrong bookings come later than right ones (a tick in the engine).
        """
        own = self.rate * self.detection * (1 - self.mistaken) * years
        strays = self.stray * (years - delayed)
        return float(poisson.sf(least - 1, own + strays)), float(poisson.sf(least - 1, strays))

    def innocent_share(self, years: float, least: int = 1, *, delayed: float = 0.0) -> float:
        """Share of the listed who never did anything."""
        guilty, innocent = self.listed(years, least, delayed=delayed)
        return (1 - self.offenders) * innocent / ((1 - self.offenders) * innocent + self.offenders * guilty)


def false_positive_rate(base: float, precision: float, missed: float) -> float:
    """What equal precision forces (Chouldechova 2017, equation 2.6)."""
    return base / (1 - base) * (1 - precision) / precision * (1 - missed)


def another_match(n: int, p: float) -> float:
    """P(a second match | at least one) among n people (People v. Collins 1968)."""
    none, one = binom.pmf([0, 1], n, p)
    return float((1 - none - one) / (1 - none))


def alias(keys: int, listed: int) -> float:
    """Chance of sharing a key, such as a name, with one of the listed: 1 - (1 - 1/K)^W."""
    return -expm1(listed * log1p(-1 / keys))
