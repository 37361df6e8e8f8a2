"""What is measured of firms: the outcomes that make sense of them, and how they fare by what they are."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scorarium.names import POINT, Listed
from scorarium.outcomes.layout import OUTCOMES
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures import MEASURES
from scorarium.outcomes.measures.ratio import Ratio

Floats = NDArray[np.float64]

OF_FIRMS: Final = (
    *(
        "welfare_mean",
        "fines_mean",
        "extra_price_mean",
        "acts_prevented",
        "harm_mean",
        "entries_made",
        "penalised_share",
    ),
    *("wrongful_entries", "wrongful_listed_days", "listed_share", "time_to_recover", "refused_demands"),
    *("favoured_share", "appeal_upheld_share", "participation_share"),
)
"""Outcomes that are measured of firms as of persons: per firm where those are per person."""

FIGURES: Final = ("mean", "sd", "lowest", "highest")
"""What is kept of the scores of firms."""

MOVES: Final = ("share", "entered", "left")
"""What is kept of the lists on which firms stand."""


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


def firm_scores(lived: Lived) -> Floats:
    """Mean, standard deviation and lowest and highest score of the firms in each scheme at the end: (schemes, 4)."""
    if lived.firms is None:
        return np.zeros((0, 0))
    state = lived.firms.state
    found = np.full((len(lived.schemes), len(FIGURES)), np.nan)
    for s in range(len(lived.schemes)):
        own = state.score[s][state.enrolled[s] >= 0] / POINT
        if len(own):
            found[s] = own.mean(), own.std(), own.min(), own.max()
    return found


def firm_tiers(lived: Lived) -> Floats:
    """Share of the firms in each scheme that stand in each tier at the end, those in none last: (schemes, tiers)."""
    if lived.firms is None:
        return np.zeros((0, 0))
    series = lived.firms.series
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: Floats = series.n_tier[-1] / series.n_enrolled[-1][:, None]
    return shares


def firm_listings(lived: Lived) -> Floats:
    """Of each list: the share of firms on it at the end, listings since the burn-in, and how many ended: (lists, 3)."""
    if lived.firms is None:
        return np.zeros((0, 0))
    firms = lived.firms
    now = (firms.state.on & Listed.PRIMARY).astype(np.int64).sum(axis=1)
    came = np.array([int(firms.gained("times", row).sum()) for row in range(len(now))], np.int64)
    before = firms.series.n_primary[firms.burn_in - 1] if firms.burn_in else np.zeros(len(now), np.int64)
    return np.stack([(firms.state.on != 0).mean(axis=1), came, before + came - now], axis=1)


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
