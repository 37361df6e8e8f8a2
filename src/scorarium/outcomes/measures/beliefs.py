"""What people believe about being caught."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorarium.kernels.constants import MOST_BELIEVED
from scorarium.names import Own
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Ratio

Floats = NDArray[np.float64]


def perceived_risk_mean(lived: Lived, w: int) -> Ratio | None:
    """Mean over those enrolled of the believed chance that a punished act is seen."""
    found = perceived(lived, w)
    return None if found is None else Ratio(np.where(found[1], found[0], 0.0), found[1])


def perceived_risk_sd(lived: Lived, w: int) -> float | None:
    """Standard deviation of the same between persons."""
    found = perceived(lived, w)
    return None if found is None or found[1].sum() < 2 else float(found[0][found[1]].std(ddof=1))


def perceived(lived: Lived, w: int) -> tuple[Floats, NDArray[np.bool_]] | None:
    """Believed chance per person that an act is seen, and who is enrolled; None where nobody learns anything.

    The chance for an act is one minus the product over the risk groups that look at it, in every scheme in which the
    person is; acts count as often as they are done in none, where none is done alike.
    """
    minds = lived.plan.minds
    groups = groups_looking(lived, w)
    if not groups or not (minds.deterrence or minds.chill or minds.rewards):
        return None
    rows = sorted({s for by_scheme in groups.values() for s, _ in by_scheme})
    inside = lived.state.enrolled >= 0
    weight = np.array([float(lived.done[0, b]) for b in groups])
    weight = weight / weight.sum() if weight.any() else np.full(len(weight), 1.0 / len(weight))
    t = int(lived.plan.clock.n_ticks) - 1
    spared = {g: 1.0 - belief(lived, g, t) for by_scheme in groups.values() for _, g in by_scheme}
    risk = np.zeros(lived.n)
    for share, by_scheme in zip(weight, groups.values(), strict=True):
        escape = np.ones(lived.n)
        for s, g in by_scheme:
            escape = np.where(inside[s], escape * spared[g], escape)
        risk += share * (1.0 - escape)
    return risk, inside[rows].max(axis=0)


def groups_looking(lived: Lived, w: int) -> dict[int, list[tuple[int, int]]]:
    """By punished act: the (scheme, risk group) pairs that look at it."""
    rules, first = lived.plan.rules, lived.plan.risks.first
    found: dict[int, list[tuple[int, int]]] = {}
    for s in lived.schemes_of(w):
        for b in range(lived.n_acts):
            own, row = set(lived.rules_of(s, b).tolist()), s * lived.n_acts + b
            mask = 0
            for j in range(int(rules.minds_first[row]), int(rules.minds_first[row + 1])):
                if rules.harmful[rules.minds_rule[j]] and int(rules.minds_rule[j]) in own:
                    mask |= int(rules.minds_groups[j])
            looking = [(s, g) for g in range(int(first[s]), int(first[s + 1])) if mask >> (g - int(first[s])) & 1]
            if looking:
                found.setdefault(b, []).extend(looking)
    return found


def faded(lived: Lived, ticks: NDArray[np.int32]) -> Floats:
    """What is left to each person of experiences after so many ticks."""
    row = lived.plan.selves.row[Own.MEMORY]
    if row < 0:
        return np.asarray(lived.plan.minds.memory[ticks], np.float64)
    return left_after(ticks.astype(np.float64), lived.plan.selves.value[row])


def left_after(ticks: Floats | float, half_life: Floats) -> Floats:
    """What is left after so many ticks, by half-lives."""
    with np.errstate(divide="ignore", invalid="ignore"):
        left = np.exp2(-np.asarray(ticks, np.float64) / half_life)
    return np.where(half_life > 0, left, (np.asarray(ticks) == 0).astype(np.float64))


def priors(lived: Lived, g: int, t: int) -> tuple[Floats | float, Floats | float]:
    """Beta(a, b) of each person before experience (``twin.selves.prior``)."""
    selves, risks = lived.plan.selves, lived.plan.risks
    k = int(risks.known[g])
    a, strength = int(selves.row[Own.A_SEEN + 2 * k]), int(selves.row[Own.STRENGTH_SEEN + k])
    if a >= 0:
        return selves.value[a], selves.value[a + 1]
    if strength < 0:
        return float(risks.prior_a[g, t]), float(risks.prior_b[g, t])
    excess, half_life = (selves.value[selves.row[what]] for what in (Own.EXCESS, Own.EXCESS_HALF_LIFE))
    mean = np.minimum(MOST_BELIEVED, risks.true[g] * (1.0 + (excess - 1.0) * left_after(t, half_life)))
    return mean * selves.value[strength], (1.0 - mean) * selves.value[strength]


def belief(lived: Lived, g: int, t: int) -> NDArray[np.float64]:
    """Mean of each person's Beta belief about one risk group, experience faded as it would be at tick `t`."""
    state = lived.state
    left = faded(lived, t - state.felt[g])
    known = state.known[g] / 64.0 * left
    unseen = state.unseen[g] / 64.0 * left
    a, b = priors(lived, g, t)
    found: NDArray[np.float64] = (a + known) / (a + b + known + unseen)
    return found
