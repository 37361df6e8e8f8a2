"""Dissent under a tolerance (Daymude, Axelrod & Forrest 2025): who complies, who is silent, who defies.

A person of boldness β who wants an amount δ in [0, 1] chooses the a ≤ δ that makes β·a − (ν + (1 − ν)a)·penalty(a)
largest; the penalty above the tolerance τ is ψ (uniform) or ψ·(a − τ) (proportional). δ follows an exponential law of
mean ``desire`` cut to [0, 1], β an exponential law of mean ``boldness``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, inf

from scipy.integrate import quad


@dataclass(frozen=True)
class Authority:
    """What is tolerated, how dear the rest is, how well it is watched, and who lives there."""

    tolerance: float = 0.25
    severity: float = 0.6
    surveillance: float = 0.3
    desire: float = 0.25
    boldness: float = 1.0


def density(x: float, desire: float) -> float:
    """Density of what is wanted."""
    return exp(-x / desire) / desire / (1 - exp(-1 / desire))


def over(a: Authority, low: float, value: Callable[[float], float]) -> float:
    """Integral of a value over those who want more than ``low``."""
    return float(quad(lambda x: density(x, a.desire) * value(x), low, 1.0, epsabs=1e-12, limit=200)[0])


def complied(a: Authority) -> float:
    """Share who want no more than is tolerated."""
    return (1 - exp(-a.tolerance / a.desire)) / (1 - exp(-1 / a.desire))


def least_bold(a: Authority, wanted: float) -> float:
    """The boldness from which on all that is wanted is said under a uniform penalty."""
    seen = a.surveillance + (1 - a.surveillance) * wanted
    return seen * a.severity / (wanted - a.tolerance) if wanted > a.tolerance else inf


def uniform_defied(a: Authority) -> float:
    """Share who defy a uniform penalty."""
    return over(a, a.tolerance, lambda x: exp(-least_bold(a, x) / a.boldness))


def uniform_hidden(a: Authority) -> float:
    """Share of what is wanted that stays unsaid under a uniform penalty: the silent say what is tolerated."""
    lost = over(a, a.tolerance, lambda x: (x - a.tolerance) * (1 - exp(-least_bold(a, x) / a.boldness)))
    return lost / over(a, 0.0, lambda x: x)


def threshold(a: Authority) -> float:
    """What one must want at least to defy a uniform penalty if all have the same boldness."""
    least = (1 - a.surveillance) * a.severity
    if a.boldness <= least:
        return inf
    return (a.boldness * a.tolerance + a.surveillance * a.severity) / (a.boldness - least)


def alike_defied(a: Authority) -> float:
    """Share who defy a uniform penalty if all have the same boldness."""
    return over(a, min(1.0, threshold(a)), lambda _: 1.0)


def first_bold(a: Authority, said: float) -> float:
    """The boldness that says so much under a proportional penalty (if it is wanted)."""
    s, v = a.severity, a.surveillance
    return v * s + (1 - v) * s * (2 * said - a.tolerance)


def proportional_defied(a: Authority) -> float:
    """Share who say more than is tolerated under a proportional penalty."""
    return (1 - complied(a)) * exp(-max(0.0, first_bold(a, a.tolerance)) / a.boldness)


def proportional_hidden(a: Authority) -> float:
    """Share of what is wanted that stays unsaid under a proportional penalty."""
    rise = a.boldness / (2 * (1 - a.surveillance) * a.severity)

    def kept(x: float) -> float:
        return rise * (exp(-first_bold(a, a.tolerance) / a.boldness) - exp(-first_bold(a, x) / a.boldness))

    lost = over(a, a.tolerance, lambda x: x - a.tolerance - kept(x))
    return lost / over(a, 0.0, lambda x: x)


def alike_said(a: Authority) -> float:
    """Mean amount said under a proportional penalty if all have the same boldness."""
    s, v = a.severity, a.surveillance
    best = 0.5 * (a.tolerance + (a.boldness - v * s) / ((1 - v) * s))
    return over(a, 0.0, lambda x: x if x <= a.tolerance else max(a.tolerance, min(x, best)))
