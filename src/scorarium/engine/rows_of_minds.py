"""What the engine adds to a plan about minds: bounds that settle whether an act is done, without powers and logarithms.

They hold for everybody, also where people differ (``kernels/mind.py``: ``does``, ``between``).
"""

from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_selves import least, most
from scorarium.engine.rows_of_acts import flags
from scorarium.engine.tables import Plan
from scorarium.kernels.codes import ALONE, LONE
from scorarium.names import Own

SAFE = 1e-9
"""By how much each bound is moved to the safe side: far more than what is lost in the last places."""

MOST_FELT = 1e5
"""Far below this, what is lost in the last places of a chance is far below ``SAFE``."""


def mind_rows(plan: Plan) -> dict[str, Any]:
    """How much a rule takes off the logarithm of a rate, or puts on, at most; what is left of rates at least.

    ``deters``, ``draws`` float64[rows of ``minds_rule``]: for each chance felt, ``surely`` float64[W, B]: 0 if anything
    else than rules and habit has a say. ``moves_income``: whether anybody's income is another than it was at the
    beginning, or may become so. The rows ``lone_*``: ``lone_rows``.
    """
    deters, draws = pulls(plan)
    surely = np.where(plan.worlds.touched > 0, 0.0, 1.0)
    weight = most(plan.selves, Own.HABIT_WEIGHT, float(plan.minds.habit_weight)) if plan.minds.habit else 0.0
    for world, kind in by_rules_alone(plan):
        taken = weight + sum(float(deters[rows].sum()) for rows, _ in known_rules(plan, world, kind))
        surely[world, kind] = exp(-max(0.0, taken)) * (1.0 - SAFE)
    rows = {"deters": deters, "draws": draws, "surely": surely, "moves_income": int(plan.minds.income)}
    return rows | lone_rows(plan, deters, draws)


def by_rules_alone(plan: Plan) -> list[tuple[int, int]]:
    """Worlds and acts in which nothing but rules and habit has a say."""
    w, m = plan.worlds, plan.minds
    if plan.moods.crowding or plan.sizes.swayed or plan.wiles.games:
        return []
    advised = np.diff(plan.consequences.of_act_first).reshape(w.touched.shape) > 0
    is_fed = (plan.acts.income_load != 0.0) & bool(m.income)
    found = np.argwhere((w.touched > 0) & ~advised & ~is_fed)
    return [(int(world), int(kind)) for world, kind in found if kind < plan.acts.n_acts]


def known_rules(plan: Plan, world: int, kind: int) -> list[tuple[slice, int]]:
    """The rows of ``minds_rule`` that weigh on an act in a world, by scheme, with the first risk group of each."""
    n, first = plan.acts.n_acts, plan.rules.minds_first
    rows = [(s * n + kind, s) for s in range(plan.worlds.first[world], plan.worlds.first[world + 1])]
    return [(slice(int(first[row]), int(first[row + 1])), int(plan.risks.first[s])) for row, s in rows]


def lone_rows(plan: Plan, deters: NDArray[np.float64], draws: NDArray[np.float64]) -> dict[str, Any]:
    """Acts of which one risk group at most is felt in a world (``kernels/unnoticed.py``, ``guess``).

    By world and kind, all in a line: ``lone_way`` uint8 (``ALONE``: nothing answers; ``LONE``; 0: more than that),
    ``lone_group`` int32, and what the chance felt and the habit take off at most and put on: ``lone_deters``,
    ``lone_draws``, ``lone_habit`` float64. ``has_loners`` uint8[worlds]: in which worlds any
    risk is felt alone; ``has_lone``: whether in any, and people do not differ in it.
    """
    shape = plan.worlds.touched.shape
    way, group = np.where(plan.worlds.touched > 0, 0, ALONE).astype(np.uint8), np.zeros(shape, np.int32)
    takes, puts, habit = (np.zeros(shape) for _ in range(3))
    for at in by_rules_alone(plan):
        known = known_rules(plan, *at)
        masks = [(int(np.bitwise_or.reduce(plan.rules.minds_groups[rows])), first) for rows, first in known]
        felt = [first + bit for mask, first in masks for bit in range(mask.bit_length()) if mask >> bit & 1]
        takes[at], puts[at] = (sum(float(side[rows].sum()) for rows, _ in known) for side in (deters, draws))
        habit[at] = float(plan.minds.habit_weight) / 65536.0 * float(plan.worlds.punished[at] > 0)
        if len(felt) <= 1 and max(takes[at], puts[at]) < MOST_FELT:
            way[at], group[at] = LONE, (felt or [0])[0]
    differ = plan.selves.believe or (plan.selves.row[[Own.MEMORY, Own.HABIT_WEIGHT]] >= 0).any()
    may = plan.sizes.groups > 0 and not differ
    rows: dict[str, NDArray[Any]] = {"way": way, "group": group, "deters": takes, "draws": puts, "habit": habit}
    flat = {f"lone_{name}": table.reshape(-1) for name, table in rows.items()}
    return {"has_loners": flags((way == LONE).any(axis=1)), "has_lone": int(may and (way == LONE).any())} | flat


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
