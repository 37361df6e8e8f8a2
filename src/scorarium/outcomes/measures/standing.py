"""Standing: lists, tiers, falling and coming back, taking part."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorarium.outcomes.lived import DAYS_PER_YEAR, Lived
from scorarium.outcomes.measures.ratio import Ratio, quotient
from scorarium.outcomes.spells import as_days


def listed_share(lived: Lived, w: int) -> Ratio | None:
    """Persons on a black list at the end, as a share of persons."""
    rows = lived.black_lists(w)
    return Ratio(np.bitwise_or.reduce(lived.state.on[rows], axis=0) != 0) if rows else None


def time_to_recover(lived: Lived, w: int) -> float | None:
    """Median length of spells below where one began, in days."""
    return as_days(lived.watched.low[w].quantile(0.5), lived.tick_days)


def time_to_recover_p95(lived: Lived, w: int) -> float | None:
    """Length by which nineteen of twenty spells below where one began have ended, in days."""
    return as_days(lived.watched.low[w].quantile(0.95), lived.tick_days)


def never_recover_share(lived: Lived, w: int) -> float | None:
    """Of those who ever stood low, the share who do at the end."""
    return quotient(float(lived.watched.low_now[w]), float(lived.watched.ever_low[w]))


def below_start_share(lived: Lived, w: int) -> Ratio | None:
    """Persons who stand low at the end, as a share of persons."""
    return Ratio(stands_low(lived, w)) if len(lived.schemes_of(w)) else None


def stands_low(lived: Lived, w: int) -> NDArray[np.bool_]:
    """Who stands low at the end, by person: below where one began (see `Watch.is_low`)."""
    assert lived.watched.low_at_end is not None, "of a run that was lived part by part only sums are kept"
    found: NDArray[np.bool_] = lived.watched.low_at_end[w]
    return found


def delisted_rate(lived: Lived, w: int) -> float | None:
    """Listings on people's own account that ended, over the years that they lasted, summed over black lists."""
    rows, first = lived.black_lists(w), lived.burn_in
    on = lived.series.n_primary[:, rows].astype(np.float64)
    entered = float(lived.over_black_lists("times", w).sum())
    before = float(on[first - 1].sum()) if first else 0.0
    years = float(on[first:].sum()) * lived.tick_days / DAYS_PER_YEAR
    return quotient(before + entered - float(on[-1].sum()), years) if rows else None


def never_delisted_share(lived: Lived, w: int) -> Ratio | None:
    """Of those ever listed on their own account, the share still in their first listing, summed over black lists."""
    rows = lived.black_lists(w)
    if not rows:
        return None
    times, on = lived.state.times[rows], lived.state.on[rows] & 1
    return Ratio(((times == 1) & (on == 1)).sum(axis=0), (times > 0).sum(axis=0))


def tier_persistence(lived: Lived, w: int) -> Ratio | None:
    """Persons in the tier of a year ago, as a share of persons with a tier both times, summed over schemes."""
    before = lived.watched.tier_before
    schemes = lived.plan.schemes
    rows = [s for s in lived.schemes_of(w) if schemes.tier_first[s + 1] > schemes.tier_first[s]]
    if before is None or not rows:
        return None
    now, then = lived.state.tier[rows], before[rows]
    both = (now >= 0) & (then >= 0)
    return Ratio(np.sum(both & (now == then), axis=0), np.sum(both, axis=0))


def participation_share(lived: Lived, w: int) -> Ratio | None:
    """Persons enrolled in a scheme at the end, as a share of persons."""
    rows = list(lived.schemes_of(w))
    return Ratio(lived.state.enrolled[rows].max(axis=0) >= 0) if rows else None


def clipped_share(lived: Lived, w: int) -> float | None:
    """Rates beyond the last band, as a share of persons x ticks x acts that can be raised."""
    raised = int(lived.plan.worlds.raised[w, : lived.n_acts].astype(bool).sum())
    ticks = len(lived.series.n_clipped) - lived.burn_in
    clipped = lived.series.n_clipped[lived.burn_in :, w].sum()
    return float(clipped) / (lived.n * ticks * raised) if raised else None
