"""What people believe about being caught."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Ratio


def perceived_risk_mean(lived: Lived, w: int) -> Ratio | None:
    """Mean believed chance of being caught by any sense of the world, over those enrolled."""
    if not has_beliefs(lived, w):
        return None
    risk, inside = perceived(lived, w)
    return Ratio(np.where(inside, risk, 0.0), inside)


def perceived_risk_sd(lived: Lived, w: int) -> float | None:
    """Standard deviation between persons of the believed chance, over those enrolled."""
    if not has_beliefs(lived, w):
        return None
    risk, inside = perceived(lived, w)
    return float(risk[inside].std(ddof=1)) if inside.sum() > 1 else None


def has_beliefs(lived: Lived, w: int) -> bool:
    """Whether people learn in this world: some mechanism needs beliefs, and there is something to believe about."""
    minds, risks = lived.plan.minds, lived.plan.risks
    groups = sum(int(risks.first[s + 1] - risks.first[s]) for s in lived.schemes_of(w))
    return bool((minds.deterrence or minds.chill or minds.rewards) and groups)


def perceived(lived: Lived, w: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Believed chance per person at the last tick, and who is enrolled: one minus the product over risk groups."""
    t = int(lived.plan.clock.n_ticks) - 1
    escape, inside = np.ones(lived.n), np.zeros(lived.n, np.bool_)
    for s in lived.schemes_of(w):
        enrolled = lived.state.enrolled[s] >= 0
        inside |= enrolled
        for g in range(int(lived.plan.risks.first[s]), int(lived.plan.risks.first[s + 1])):
            escape = np.where(enrolled, escape * (1.0 - belief(lived, g, t)), escape)
    return 1.0 - escape, inside


def belief(lived: Lived, g: int, t: int) -> NDArray[np.float64]:
    """Mean of each person's Beta belief about one risk group, experience faded as it would be at tick `t`."""
    state, risks = lived.state, lived.plan.risks
    left = lived.plan.minds.memory[t - state.felt[g]]
    known = state.known[g] / 64.0 * left
    unseen = state.unseen[g] / 64.0 * left
    a, b = risks.prior_a[g, t], risks.prior_b[g, t]
    found: NDArray[np.float64] = (a + known) / (a + b + known + unseen)
    return found
