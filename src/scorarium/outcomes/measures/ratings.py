"""What people are rated: means, and the gap between groups."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorarium.names import POINT, ScoreKind
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Ratio
from scorarium.outcomes.measures.wrongful import LEAST_GROUP


def rating_mean(lived: Lived, w: int) -> Ratio | None:
    """Sum of ratings at the end, over those who have one; None where nobody is rated."""
    rated = rated_of(lived, w)
    return None if rated is None else Ratio(*rated)


def rating_gap(lived: Lived, w: int) -> float | None:
    """Largest less smallest mean rating of any protected attribute's groups; None where nobody is rated."""
    rated = rated_of(lived, w)
    if rated is None:
        return None
    gaps = [gap(*rated, lived.population.attributes[name]) for name in lived.protected]
    return max((one for one in gaps if one is not None), default=None)


def rated_of(lived: Lived, w: int) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """For each person the sum of the ratings in a world's schemes, and in how many of them the person is rated."""
    plan, state = lived.plan, lived.state
    schemes = [s for s in lived.schemes_of(w) if plan.schemes.kind[s] == ScoreKind.RATINGS]
    if not schemes:
        return None
    total, count = np.zeros(lived.n), np.zeros(lived.n)
    for s in schemes:
        z = int(plan.ratings.of_scheme[s])
        rated = state.enrolled[s] >= 0
        if z >= 0:
            rated = rated & (plan.ratings.person[z] >= 0)
            if plan.ratings.rated[z] >= 0:  # who is rated changes: those of the last tick
                rated = rated & (state.present[plan.circles.now[plan.ratings.rated[z]]] > 0)
        total += np.where(rated, state.score[s] / POINT, 0.0)
        count += rated
    return total, count


def gap(total: NDArray[np.float64], count: NDArray[np.float64], codes: NDArray[np.uint8]) -> float | None:
    """Largest less smallest mean among groups with `LEAST_GROUP` ratings or more; None below two such groups."""
    counts = np.bincount(codes, count)
    large = counts >= LEAST_GROUP
    means = np.bincount(codes, total)[large] / counts[large]
    return float(means.max() - means.min()) if len(means) > 1 else None
