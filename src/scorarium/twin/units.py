"""Households and districts that are scored as one: what one member earns or loses counts for all."""

from scorarium.names import POINT, Scored
from scorarium.twin.arith import round_half_up
from scorarium.twin.look import value
from scorarium.twin.sim import Sim


def share_points(sim: Sim, t: int) -> None:
    """What the others of a unit had of their own at the end of the previous tick."""
    for s, row in enumerate(sim.schemes.unit):
        if row < 0:
            continue
        total = [0] * sim.n
        own = [sim.state.unit_own[row][i] if sim.state.enrolled[s][i] >= 0 else 0 for i in range(sim.n)]
        for i in range(sim.n):
            total[unit_of(sim, s, i)] += own[i]
        for i in range(sim.n):
            sim.state.unit_shared[row][i] = total[unit_of(sim, s, i)] - own[i]


def unit_of(sim: Sim, s: int, i: int) -> int:
    """The household or the district of a person."""
    return int(sim.people.district[i] if sim.schemes.unit_is[s] == Scored.DISTRICT else sim.ties.household[i])


def pooled(sim: Sim, s: int, i: int, own: int) -> int:
    """Points that the others of the unit add; what the person has beyond the start is theirs in turn."""
    row = sim.schemes.unit[s]
    begun = sim.state.enrolled[s][i]
    start = round_half_up(value(sim, sim.schemes.start[s], i, s, begun) * POINT)
    sim.state.unit_own[row][i] = own - start
    return int(sim.state.unit_shared[row][i])
