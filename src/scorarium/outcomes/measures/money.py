"""Money and points that change hands: sales lost, what operators pay out, points that are bought."""

from __future__ import annotations

import numpy as np

from scorarium.names import POINT
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Ratio
from scorarium.outcomes.measures.services import asked, is_met


def lost_sales(lived: Lived, w: int) -> float | None:
    """Worth of the demands that are met in `none` and not here, in days-income per 1000 persons and year."""
    if not lived.services:
        return None
    lost = is_met(asked(lived, 0)) - is_met(asked(lived, w))
    services = lived.plan.services
    own = services.worth >= 0
    rows = services.worth[own]
    refused = float((lived.worths[w, rows] - lived.worths[0, rows]).sum())
    worth = (float((lost * services.value)[~own].sum(dtype=float)) + refused) / POINT
    return 1000.0 * worth / (lived.n * lived.years)


def operator_cost(lived: Lived, w: int) -> float | None:
    """What the operators pay out, points that buy something among it, in days-income per 1000 persons and year."""
    schemes = lived.schemes_of(w)
    if not len(schemes):
        return None
    paid = sum(int(lived.series.n_paid[lived.burn_in :, s].sum()) for s in schemes)
    return 1000.0 * paid / (POINT * lived.n * lived.years)


def points_bought_share(lived: Lived, w: int) -> Ratio | None:
    """Points gained in proportion to money, as a share of points gained by entries."""
    wallets = [int(x) for x in lived.plan.wallets.of_scheme[list(lived.schemes_of(w))] if x >= 0]
    if not wallets:
        return None
    bought, gained = (
        np.sum([lived.gained(name, x) for x in wallets], axis=0) for name in ("earned_by_money", "earned")
    )
    return Ratio(bought, gained)
