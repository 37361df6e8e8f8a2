"""Welfare and its distribution."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorarium.names import POINT
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Ratio


def welfare_mean(lived: Lived, w: int) -> Ratio:
    """Mean of welfare in days-income per person and year."""
    return Ratio(lived.gained("welfare", w), None, 1.0 / (POINT * lived.years))


def welfare_gini(lived: Lived, w: int) -> float | None:
    """Gini coefficient of welfare; None where the mean is not positive."""
    return gini(lived.gained("welfare", w))


def welfare_bottom_quintile(lived: Lived, w: int) -> float:
    """Mean welfare of the worst-off fifth (of this world) in days-income per year."""
    return lowest_mean(lived.gained("welfare", w)) / (POINT * lived.years)


def fines_mean(lived: Lived, w: int) -> Ratio | None:
    """Fines and costs of repairs less payments, in days-income per person and year."""
    return Ratio(lived.gained("fines", w), None, 1.0 / (POINT * lived.years)) if len(lived.schemes_of(w)) else None


def extra_price_mean(lived: Lived, w: int) -> Ratio | None:
    """What is paid above the ordinary price, in days-income per person and year; None where no price is moved."""
    if not lived.plan.sizes.priced or not len(lived.schemes_of(w)):
        return None
    return Ratio(lived.gained("overpaid", w), None, 1.0 / (POINT * lived.years))


def gini(values: NDArray[np.int64]) -> float | None:
    """Gini coefficient of any values with a positive mean.

    Parameters
    ----------
    values : array, shape (persons,)

    References
    ----------
    Sen, A. (1973) On Economic Inequality, ch. 2: G = 2 Σ i·x_(i) / (n Σ x) - (n + 1) / n.
    """
    n = len(values)
    ordered = np.sort(values).astype(np.float64)
    total = float(ordered.sum())
    if total <= 0.0:
        return None
    return float(2.0 * (np.arange(1, n + 1) * ordered).sum() / (n * total) - (n + 1) / n)


def lowest_mean(values: NDArray[np.int64], *, share: float = 0.2) -> float:
    """Mean of the lowest share of values; at least one value counts."""
    k = max(1, round(share * len(values)))
    return float(np.partition(values, k - 1)[:k].mean(dtype=np.float64))
