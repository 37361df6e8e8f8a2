"""What an office does that goes wrong: entries sold, critics targeted, proposals not followed."""

from __future__ import annotations

import numpy as np

from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Ratio


def has_office(lived: Lived, w: int) -> bool:
    """Whether a scheme of the world declares that its office goes wrong."""
    return any(lived.plan.offices.of_scheme[s] >= 0 for s in lived.schemes_of(w))


def bribed_entries(lived: Lived, w: int) -> Ratio | None:
    """Entries bought off or made mild, per 1000 persons and year."""
    if not has_office(lived, w):
        return None
    return Ratio(lived.over_offices("bribed", w), None, 1000.0 / lived.years)


def exempted_entries(lived: Lived, w: int) -> Ratio | None:
    """Entries of officials that were dropped, per 1000 persons and year."""
    if not has_office(lived, w):
        return None
    return Ratio(lived.over_offices("exempted", w), None, 1000.0 / lived.years)


def critics_targeted(lived: Lived, w: int) -> Ratio | None:
    """Entries written against people for a protected act, per 1000 persons and year."""
    if not has_office(lived, w):
        return None
    return Ratio(lived.over_offices("targeted", w), None, 1000.0 / lived.years)


def override_rate(lived: Lived, w: int) -> Ratio | None:
    """Listings proposed that the one who signs did not follow, as a share of those proposed."""
    own, lists = lived.schemes_of(w), lived.plan.lists
    rows = [int(k) for row, k in enumerate(lists.decided) if k >= 0 and int(lists.scheme[row]) in own]
    if not rows:
        return None
    proposed, overridden = np.zeros(lived.n, np.int64), np.zeros(lived.n, np.int64)
    for k in rows:
        proposed += lived.gained("proposed", k)
        overridden += lived.gained("overridden", k)
    return Ratio(overridden, proposed) if proposed.any() else None
