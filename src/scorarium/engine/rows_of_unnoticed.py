"""Which acts and demands may pass without a look at the person (``kernels/unnoticed.py``).

An act passes if a coin says beforehand that no sense notices it, and nothing comes of it but counts, harm, habit and
experience. A demand passes if it is met as usual by everybody to whom no door is open.
"""

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.holdings import doors_to
from scorarium.engine.rows_of_acts import Rows, by_senses, spot
from scorarium.engine.tables import Plan
from scorarium.kernels.codes import IS_WATCHED

MOST_WORLDS = 62
"""Worlds whose bits fit one word."""


def unnoticed_rows(plan: Plan, rows: Rows) -> Rows:
    """What ``kernels/unnoticed.py`` asks.

    ``passes`` uint8[kinds]: whether a kind may pass; ``has_passing``: whether any does that is drawn one by one.
    The rows ``spot_*``: the senses that may notice an act (``by_senses``). ``teaches`` int64[schemes * acts]: of which
    risk groups an act that is not noticed teaches. ``way_first`` int32[worlds * services + 1], ``way_is_list``,
    ``way_row``, ``way_mask``: the lists and tiers in which a consequence may meet a demand.
    """
    n, kinds = plan.acts.n_acts, len(plan.acts.scale)
    ways = [[doors_to(plan, w, v) for v in range(plan.sizes.services)] for w in range(plan.sizes.worlds)]
    passes: NDArray[np.bool_] = np.zeros(kinds, bool)
    if rows["may_rest"] and not plan.sizes.firms and plan.sizes.worlds <= MOST_WORLDS:
        passes[:n] = [passes_act(plan, kind) for kind in range(n)]
        passes[n:] = [
            all(own[v] is not None for own in ways) and passes_demand(plan, int(v), kind)
            for kind, v in enumerate(plan.acts.service[n:], n)
        ]
    flat = [sorted(one or ()) for own in ways for one in own]
    return {
        "passes": passes.astype(np.uint8),
        "has_passing": int((passes & (rows["form"] >> IS_WATCHED & 1 > 0)).any()),
        "teaches": teaches(plan),
        "way_first": np.cumsum([0, *map(len, flat)]).astype(np.int32),
        "way_is_list": np.array([one[0] for own in flat for one in own], np.uint8),
        "way_row": np.array([one[1] for own in flat for one in own], np.int32),
        "way_mask": np.array([one[2] for own in flat for one in own], np.int64),
    } | {f"spot_{name}": column for name, column in by_senses(plan, lambda _, j: spot(plan, j)).items()}


def passes_act(plan: Plan, kind: int) -> bool:
    """Whether nothing comes of an act that nobody notices but counts, harm, habit and experience."""
    a, changing = plan.acts, plan.changing
    opens = a.opens[kind] >= 0 or a.buys[kind] >= 0 or a.worth[kind] >= 0
    moves = (
        changing.act_first[kind + 1] > changing.act_first[kind] or plan.moved.first[kind + 1] > plan.moved.first[kind]
    )
    return not (opens or moves or plan.circles.of_act[kind] >= 0 or plan.strategies.of_act[kind] >= 0)


def passes_demand(plan: Plan, v: int, kind: int) -> bool:
    """Whether a demand is as usual for whoever meets no door."""
    sv, z = plan.services, plan.sizes
    had = plan.consequences.had_of.reshape(z.worlds, z.services)[:, v]
    varies = plan.by.services_value[v] >= 0 or sv.value[v] < 0 or plan.moved.first[kind + 1] > plan.moved.first[kind]
    kept = sv.places[v] >= 0 or sv.follow[v] >= 0 or sv.queue[v] >= 0 or sv.worth[v] >= 0 or (had >= 0).any()
    return not (varies or kept or (sv.places >= 0).any())


def teaches(plan: Plan) -> NDArray[np.int64]:
    """int64[schemes * acts]: the risk groups whose rules could have struck (``kernels/sense.py``, ``learn``)."""
    r, n, minds = plan.rules, plan.acts.n_acts, plan.minds
    found = np.zeros(plan.sizes.schemes * n, np.int64)
    for row in range(len(found) if minds.deterrence or minds.chill or minds.rewards else 0):
        known = range(r.minds_first[row], r.minds_first[row + 1])
        own = set(r.of_act[r.of_act_first[row] : r.of_act_first[row + 1]].tolist())
        found[row] = np.bitwise_or.reduce(
            [int(r.minds_groups[j]) for j in known if r.harmful[r.minds_rule[j]] and int(r.minds_rule[j]) in own] or [0]
        )
    return found
