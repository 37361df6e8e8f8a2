"""What is measured of firms: the outcomes that make sense of them, and how they fare by what they are."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scorarium.names import POINT
from scorarium.outcomes.layout import OUTCOMES
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures import MEASURES
from scorarium.outcomes.measures.ratio import Ratio

Floats = NDArray[np.float64]

OF_FIRMS: Final = (
    *("welfare_mean", "fines_mean", "acts_prevented", "harm_mean", "entries_made", "penalised_share"),
    *("wrongful_entries", "wrongful_listed_days", "listed_share", "time_to_recover", "refused_demands"),
    *("favoured_share", "appeal_upheld_share", "participation_share"),
)
"""Outcomes that are measured of firms as of persons: per firm where those are per person."""


def firm_outcomes(lived: Lived) -> Floats:
    """Values by world and outcome (`OF_FIRMS`); nan where something is not known; no rows without firms."""
    if lived.firms is None:
        return np.zeros((0, 0))
    found = np.full((len(lived.worlds), len(OF_FIRMS)), np.nan)
    for w in range(len(lived.worlds)):
        for k, name in enumerate(OF_FIRMS):
            if w == 0 and OUTCOMES[name].in_none != "measured":
                continue
            value = MEASURES[name](lived.firms, w)
            if value is not None:
                found[w, k] = value.value() if isinstance(value, Ratio) else value
    return found


def kinds_of_firms(lived: Lived) -> list[str]:
    """``attribute=level`` for everything that tells firms apart."""
    if lived.firms is None:
        return []
    levels = lived.firms.population.levels
    return [f"{name}={level}" for name, own in levels.items() for level in own]


def firm_welfare(lived: Lived) -> Floats:
    """Mean welfare a year of the firms of each kind, in days of median income: (worlds, kinds)."""
    if lived.firms is None:
        return np.zeros((0, 0))
    firms = lived.firms
    rows = []
    for w in range(len(lived.worlds)):
        gained = firms.gained("welfare", w) / POINT / lived.years
        means = []
        for name, levels in firms.population.levels.items():
            codes = firms.population.attributes[name]
            size = np.bincount(codes, minlength=len(levels))
            with np.errstate(invalid="ignore", divide="ignore"):
                means.append(np.bincount(codes, gained, len(levels)) / size)
        rows.append(np.concatenate(means) if means else np.zeros(0))
    return np.array(rows)
