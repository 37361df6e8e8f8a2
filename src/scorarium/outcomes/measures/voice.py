"""What people say who weigh how much they say, what stays unsaid, and what staying out of a scheme costs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorarium.names import Own
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Ratio


def complied_share(lived: Lived, w: int) -> Ratio | None:
    """Acts done as wanted that nothing could be held against, over all that people weighed."""
    return _share(lived, w, "complied")


def self_censored_share(lived: Lived, w: int) -> Ratio | None:
    """Acts held back to what nothing is held against, silence included, over all that people weighed."""
    return _share(lived, w, "censored")


def defied_share(lived: Lived, w: int) -> Ratio | None:
    """Acts that go beyond what is tolerated, over all that people weighed."""
    return _share(lived, w, "defied")


def hidden_opinion_share(lived: Lived, w: int) -> Ratio | None:
    """Of what people would have said, the share by amount that stays unsaid."""
    if not lived.plan.sizes.voices:
        return None
    wanted = lived.gained("wanted", w)
    return Ratio(wanted - lived.gained("said", w), wanted)


def _share(lived: Lived, w: int, phase: str) -> Ratio | None:
    if not lived.plan.sizes.voices:
        return None
    every: NDArray[np.int64] = np.zeros(lived.n, np.int64)
    for name in ("complied", "censored", "defied"):
        every = every + lived.gained(name, w)
    return Ratio(lived.gained(phase, w), every)


def concealed_acts(lived: Lived, w: int) -> Ratio | None:
    """Acts hidden from a scheme, per person and year; None where nobody hides anything."""
    if not lived.plan.wiles.hides or not len(lived.schemes_of(w)):
        return None
    return Ratio(lived.over_schemes("concealed", w), factor=lived.n / lived.person_years)


def false_claims(lived: Lived, w: int) -> Ratio | None:
    """Good acts claimed falsely, per person and year; None where nobody does that."""
    if not lived.plan.wiles.claims or not len(lived.schemes_of(w)):
        return None
    return Ratio(lived.over_schemes("claims", w), factor=lived.n / lived.person_years)


def abstaining_cost(lived: Lived, w: int) -> float | None:
    """What staying out of voluntary schemes costs a person in a year: doors ask as far as people have joined."""
    belonging = lived.plan.belonging
    rows = [s for s in lived.schemes_of(w) if belonging.weighs[s]]
    if not rows:
        return None
    joined = (lived.state.enrolled[rows] >= 0).mean(axis=1)
    selves, worth = lived.plan.selves, np.maximum(0.0, belonging.start_worth).reshape(len(belonging.horizon), -1)
    looks = selves.value[selves.row[Own.HORIZON]].astype(np.int64) if len(worth) > 1 else np.zeros(1, np.int64)
    return float((joined * worth[looks][:, rows].mean(axis=0)).sum())
