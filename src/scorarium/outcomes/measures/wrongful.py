"""Wrong entries and wrong listings, and whom they strike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Ratio

LEAST_GROUP = 30
"""Smallest group that a ratio between groups looks at."""


def wrongful_entries(lived: Lived, w: int) -> Ratio | None:
    """Entries for what the person did not do, per 1000 persons and year."""
    return Ratio(lived.over_schemes("wrong", w), None, 1000.0 / lived.years) if len(lived.schemes_of(w)) else None


def wrongful_entry_days(lived: Lived, w: int) -> Ratio | None:
    """Days on which wrong entries stand, per 1000 persons and year."""
    if not len(lived.schemes_of(w)):
        return None
    return Ratio(lived.over_schemes("wrong_entry_ticks", w), None, 1000.0 * lived.tick_days / lived.years)


def wrongful_listed_days(lived: Lived, w: int) -> Ratio | None:
    """Days on a black list on a wrong ground, per 1000 persons and year."""
    if not lived.black_lists(w):
        return None
    return Ratio(lived.over_black_lists("wrong_ticks", w), None, 1000.0 * lived.tick_days / lived.years)


def wrongful_ratio_max(lived: Lived, w: int) -> float | None:
    """Largest over smallest mean of any protected attribute's groups; None where somebody is never struck."""
    if not len(lived.schemes_of(w)):
        return None
    struck = lived.over_black_lists("wrong_ticks", w) if lived.black_lists(w) else lived.over_schemes("wrong", w)
    codes = [lived.population.attributes[name] for name in lived.protected]
    return largest_ratio([(np.bincount(one, struck), np.bincount(one)) for one in codes])


def largest_ratio(attributes: Iterable[tuple[NDArray[Any], NDArray[np.int64]]]) -> float | None:
    """Largest over smallest mean among an attribute's groups of `LEAST_GROUP` persons or more; the largest of these.

    Parameters
    ----------
    attributes
        For each, sums and persons by level. Where that is no number for any, neither is the result.
    """
    ratios = []
    for sums, sizes in attributes:
        large = sizes >= LEAST_GROUP
        means = sums[large] / sizes[large]
        if len(means) > 1 and means.min() > 0:
            ratios.append(float(means.max() / means.min()))
    return max(ratios, default=None)
