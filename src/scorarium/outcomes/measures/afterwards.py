"""What follows an entry: when people learn of it, what outlives it, which copies of it are corrected."""

from __future__ import annotations

from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import quotient
from scorarium.outcomes.spells import as_days


def notice_lag(lived: Lived, w: int) -> float | None:
    """Median time from being held to account to noticing anything of it, in days."""
    return lag(lived, w, 0.5)


def notice_lag_p95(lived: Lived, w: int) -> float | None:
    """Time by which nineteen of twenty have noticed anything of what is held against them, in days."""
    return lag(lived, w, 0.95)


def lag(lived: Lived, w: int, share: float) -> float | None:
    """The time by which this share of spells without knowing has ended, in days."""
    if lived.afterwards is None or not lived.afterwards.ever_struck[w]:
        return None
    return as_days(lived.afterwards.untold[w].quantile(share), lived.tick_days)


def never_told_share(lived: Lived, w: int) -> float | None:
    """Of those held to account, the share who at the end have noticed nothing of it."""
    after = lived.afterwards
    return None if after is None else quotient(float(after.never_told[w]), float(after.ever_struck[w]))


def tail_penalty_share(lived: Lived, w: int) -> float | None:
    """Of the time served on lists and behind doors shut for a while, the share after the last entry had ended."""
    after = lived.afterwards
    return None if after is None else quotient(float(after.served_late[w]), float(after.served[w]))


def copies_corrected_share(lived: Lived, w: int) -> float | None:
    """Of the copies that others held when an appeal was won, the share that were put right."""
    after = lived.afterwards
    return None if after is None else quotient(float(after.corrected[w]), float(after.copies[w]))
