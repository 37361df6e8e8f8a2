"""What the engine adds to a plan about minds: bounds that settle whether an act is done, without powers and logarithms.

They hold for everybody, also where people differ (``kernels/mind.py``: ``does``, ``between``).
"""

from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_selves import least, most
from scorarium.engine.tables import Plan
from scorarium.names import Own

SAFE = 1e-9
"""By how much each bound is moved to the safe side: far more than what is lost in the last places."""


def mind_rows(plan: Plan) -> dict[str, Any]:
    """How much a rule takes off the logarithm of a rate, or puts on, at most; what is left of rates at least.

    ``deters``, ``draws`` float64[rows of ``minds_rule``]: for each chance felt, ``surely`` float64[W, B]: 0 if anything
    else than rules and habit has a say.
    """
    deters, draws = pulls(plan)
    w, m, z = plan.worlds, plan.minds, plan.sizes
    surely = np.where(w.touched > 0, 0.0, 1.0)
    is_swayed = bool(plan.moods.crowding or z.swayed or plan.wiles.games)
    advised = np.diff(plan.consequences.of_act_first).reshape(surely.shape) > 0
    for world, kind in zip(*np.nonzero(w.touched), strict=True):
        is_fed = bool(m.income and plan.acts.income_load[kind] != 0.0)
        if is_fed or is_swayed or advised[world, kind] or kind >= plan.acts.n_acts:
            continue
        taken = most(plan.selves, Own.HABIT_WEIGHT, float(m.habit_weight)) if m.habit else 0.0
        for s in range(w.first[world], w.first[world + 1]):
            row = s * plan.acts.n_acts + kind
            taken += float(deters[plan.rules.minds_first[row] : plan.rules.minds_first[row + 1]].sum())
        surely[world, kind] = exp(-max(0.0, taken)) * (1.0 - SAFE)
    return {"deters": deters, "draws": draws, "surely": surely}


def pulls(plan: Plan) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(deters, draws): slope times weight times the power of all that can be at stake."""
    r, m, b, own = plan.rules, plan.minds, plan.stakes, plan.selves
    losses, gains = (np.maximum(x.reshape(own.horizons, -1), 0.0) for x in (b.loss, b.gain))
    direct, pays = (x.reshape(own.horizons, -1) for x in (r.stake_direct, r.stake_pay))
    powers = [one(own, Own.EXPONENT, float(m.exponent)) for one in (least, most)]
    slope, reward_slope = most(own, Own.SLOPE, float(m.slope)), most(own, Own.REWARD_SLOPE, float(m.reward_slope))
    outside = max(1.0, most(own, Own.OUTSIDE, float(m.chill_reach)))
    deters, draws = np.zeros(len(r.minds_rule)), np.zeros(len(r.minds_rule))
    for j, rule in enumerate(r.minds_rule):
        s = int(r.scheme[rule])
        ahead = slice(b.first[s], b.first[s + 1]) if r.stake_points[rule] else slice(0)
        strength = float(r.minds_weight[j]) * outside
        if r.minds_own[j] >= 0:
            strength *= float(own.value[r.minds_own[j]].max(initial=0.0))
        if r.harmful[rule]:
            at_stake = float(r.stake_fine[rule] + (direct[:, rule] + losses[:, ahead].sum(axis=1)).max())
            deters[j] = slope * strength * power(at_stake, powers) * bool(m.deterrence)
        elif r.helpful[rule]:
            prize = float((pays[:, rule] + gains[:, ahead].sum(axis=1)).max())
            draws[j] = reward_slope * power(prize, powers) * bool(m.rewards)
    return deters * (1.0 + SAFE), draws * (1.0 + SAFE)


def power(top: float, exponents: list[float]) -> float:
    """The largest power of what is ``top`` at most, with an exponent between the least and the largest."""
    return max(top**exponent for exponent in exponents) if top > 0.0 else 0.0
