"""Scores that are learned: at the end of a tick factors are read, and weights fitted that hold from the next one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.learning import OUTSIDE, PARTS
from scorarium.twin.arith import round_half_up
from scorarium.twin.factors import stand_in, value
from scorarium.twin.sim import Sim


def learn(sim: Sim, t: int) -> None:
    """What was recorded becomes weights, where a fit is due."""
    sim.learner.note(np.array(sim.state.moving, np.int32).reshape(sim.sizes.moves, sim.sizes.worlds, sim.n))
    if not sim.learner.due(t):
        return
    count = np.array(sim.state.factor_count, np.int32).reshape(-1, sim.n)
    enrolled = np.array(sim.state.enrolled, np.int32).reshape(-1, sim.n)
    sim.learner.end(t, lambda row: read(sim, row, t), count, enrolled)
    teach(sim)


def teach(sim: Sim) -> None:
    """Weigh with what was learned."""
    z = sim.learned
    for row, weights in sim.learner.weights.items():
        for place in range(z.width[row]):
            sim.factors.weight[z.first[row] + place] = weights[place]
        sim.factors.weight[z.base[row]] = weights[-1]


def read(sim: Sim, row: int, t: int) -> NDArray[np.uint8]:
    """The factors of everybody in parts of 1/240; 255 for who is not in the scheme."""
    s, first, n = sim.learned.scheme[row], sim.learned.first[row], sim.learned.width[row]
    found = np.full((n, sim.n), OUTSIDE, np.uint8)
    for i in range(sim.n):
        if sim.state.enrolled[s][i] >= 0:
            for place in range(n):
                found[place, i] = part(sim, first + place, s, i, t)
    return found


def part(sim: Sim, row: int, s: int, i: int, t: int) -> int:
    """One factor, or what stands in for it, in parts of 1/240."""
    x = value(sim, row, s, i, t)
    if x < 0.0:
        x = stand_in(sim, row, s, i, t)
    return round_half_up(PARTS * min(1.0, x))
