"""Recourse: appeals, how long they take, what they put right."""

from __future__ import annotations

import numpy as np

from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Ratio, quotient
from scorarium.outcomes.spells import as_days


def has_appeal(lived: Lived, w: int) -> bool:
    """Whether a scheme of the world hears appeals."""
    return any(lived.plan.schemes.hears[s] for s in lived.schemes_of(w))


def appeal_upheld_share(lived: Lived, w: int) -> Ratio | None:
    """Appeals won, as a share of appeals decided."""
    if not has_appeal(lived, w):
        return None
    pending = np.zeros(lived.n, np.int64)
    for s in lived.schemes_of(w):
        pending += lived.state.case_due[s] >= 0
    return Ratio(lived.over_schemes("upheld", w), lived.over_schemes("filed", w) - pending)


def appeal_days(lived: Lived, w: int) -> float | None:
    """Median time from filing to decision, in days."""
    return as_days(lived.watched.cases[w].quantile(0.5), lived.tick_days) if has_appeal(lived, w) else None


def appeal_days_p95(lived: Lived, w: int) -> float | None:
    """Time by which nineteen of twenty appeals are decided, in days."""
    return as_days(lived.watched.cases[w].quantile(0.95), lived.tick_days) if has_appeal(lived, w) else None


def time_to_correct(lived: Lived, w: int) -> float | None:
    """Median length of spells of wrong entries that an appeal ended, in days."""
    return as_days(lived.watched.corrected[w].quantile_ended(0.5), lived.tick_days) if has_appeal(lived, w) else None


def time_to_correct_p95(lived: Lived, w: int) -> float | None:
    """Length by which nineteen of twenty spells of wrong entries that an appeal ended had ended, in days."""
    return as_days(lived.watched.corrected[w].quantile_ended(0.95), lived.tick_days) if has_appeal(lived, w) else None


def corrected_share(lived: Lived, w: int) -> float | None:
    """Wrong entries that an appeal removed, as a share of wrong entries made."""
    if not has_appeal(lived, w):
        return None
    return quotient(float(lived.watched.wrong_corrected[w]), float(lived.over_schemes("wrong", w).sum()))


def harm_pending(lived: Lived, w: int) -> float | None:
    """Days of waiting with a wrong entry standing, per 1000 persons and year."""
    if not has_appeal(lived, w):
        return None
    return 1000.0 * float(lived.watched.pending_wrong[w]) * lived.tick_days / lived.person_years
