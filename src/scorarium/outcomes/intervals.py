"""Intervals: over replicates (Student), or, with one replicate, over persons clustered by where they live.

An interval is the half-width that goes on either side of the value; nan stands where none can be had.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
"""Of every interval."""

Floats = NDArray[np.float64]


def student(freedom: float) -> float:
    """The two-sided quantile of Student's t at `LEVEL`."""
    from scipy.special import stdtrit  # noqa: PLC0415  # late: not needed before something has been lived

    return float(stdtrit(freedom, 0.5 + LEVEL / 2.0))


def over_replicates(values: Floats) -> tuple[float, float]:
    """Mean and half-width over replicates in which the outcome is known.

    Parameters
    ----------
    values : array, shape (replicates,)
        nan where the outcome is absent.

    Returns
    -------
    mean, half-width
        nan where nothing is known; a half-width of nan with fewer than two replicates, or where all gave the very same
        (nought events in every replicate say nothing of how rare they are).

    References
    ----------
    Student (1908): mean ± t(R - 1) · s / √R.
    """
    known = values[~np.isnan(values)]
    n = len(known)
    if n == 0:
        return float("nan"), float("nan")
    if n == 1:
        return float(known[0]), float("nan")
    if (known == known[0]).all():
        return float(known[0]), float("nan")
    return float(known.mean()), student(n - 1) * float(known.std(ddof=1)) / float(np.sqrt(n))


def noise_floor(here: Floats, there: Floats) -> float:
    """Half-width that a difference would have if its two worlds did not live the same luck.

    Parameters
    ----------
    here, there : arrays, shape (replicates,)
        The outcome in the world and in none.

    References
    ----------
    Welch (1947): √((s₁² + s₂²) / R), with 2 (R - 1) degrees of freedom at most; those of Satterthwaite are used.
    """
    both = ~np.isnan(here) & ~np.isnan(there)
    n = int(both.sum())
    if n < 2:
        return float("nan")
    v1, v2 = float(here[both].var(ddof=1)) / n, float(there[both].var(ddof=1)) / n
    if v1 + v2 == 0.0:
        return float("nan")
    freedom = (v1 + v2) ** 2 / ((v1**2 + v2**2) / (n - 1))
    return student(freedom) * float(np.sqrt(v1 + v2))


def ratio_errors(top: Floats, bottom: Floats, factor: float) -> Floats:
    """What each cluster takes a ratio of sums off its value (linearised).

    Parameters
    ----------
    top, bottom : arrays, shape (clusters,)
        Sums over each cluster.

    References
    ----------
    Cochran (1977) Sampling Techniques, ch. 6 and 9A: e_k = (top_k - r·bottom_k) / Σ bottom.
    """
    below = float(bottom.sum())
    if below == 0.0:
        return np.full(len(top), np.nan)
    errors: Floats = factor * (top - (top.sum() / below) * bottom) / below
    return errors


def clustered_error(errors: Floats) -> float:
    """Standard error of a sum of independent cluster errors, √(K / (K - 1) · Σ e²); nan where none can be had."""
    k, squares = len(errors), float((errors * errors).sum())
    return float(np.sqrt(k / (k - 1.0) * squares)) if k > 1 and squares > 0.0 else float("nan")
