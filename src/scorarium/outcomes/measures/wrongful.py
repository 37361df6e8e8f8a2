"""Wrong entries and wrong listings, and whom they strike."""

from __future__ import annotations

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
    ratios = [
        ratio
        for name in lived.protected
        if (ratio := largest_ratio(struck, lived.population.attributes[name])) is not None
    ]
    return max(ratios, default=None)


def largest_ratio(struck: NDArray[np.int64], codes: NDArray[np.uint8]) -> float | None:
    """Largest over smallest mean among groups of `LEAST_GROUP` persons or more; None where that is no number."""
    sizes = np.bincount(codes)
    large = sizes >= LEAST_GROUP
    means = np.bincount(codes, struck)[large] / sizes[large]
    return float(means.max() / means.min()) if len(means) > 1 and means.min() > 0 else None
