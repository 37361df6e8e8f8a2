"""Households and districts that are scored as one: what one member earns or loses counts for all."""

from scorarium.names import POINT, Scored, ScoreKind
from scorarium.twin.arith import round_half_up
from scorarium.twin.look import value
from scorarium.twin.recover import clamp
from scorarium.twin.sim import Sim


def share_points(sim: Sim, t: int) -> None:
    """What the others of a unit had of their own at the end of the previous tick."""
    for s, row in enumerate(sim.schemes.unit):
        if row < 0:
            continue
        total, members = [0] * sim.n, [0] * sim.n
        counts = [counts_for(sim, s, row, i, t) for i in range(sim.n)]
        own = [sim.state.unit_own[row][i] if counts[i] else 0 for i in range(sim.n)]
        for i in range(sim.n):
            total[unit_of(sim, s, i)] += own[i]
            members[unit_of(sim, s, i)] += counts[i]
        for i in range(sim.n):
            sim.state.unit_shared[row][i] = total[unit_of(sim, s, i)] - own[i]
            sim.state.unit_others[row][i] = members[unit_of(sim, s, i)] - counts[i]


def counts_for(sim: Sim, s: int, row: int, i: int, t: int) -> bool:
    """Whether a person's own score counts for the others; for a mean only if it was found in the previous tick."""
    is_found = is_summed(sim, s) or sim.state.unit_at[row][i] == t - 1
    return bool(sim.state.enrolled[s][i] >= 0 and is_found)


def is_summed(sim: Sim, s: int) -> bool:
    """Whether what members have beyond the start adds up; scores on a scale have a mean."""
    return bool(sim.schemes.kind[s] in (ScoreKind.POINTS, ScoreKind.RECORD))


def unit_of(sim: Sim, s: int, i: int) -> int:
    """The household or the district of a person."""
    return int(sim.people.district[i] if sim.schemes.unit_is[s] == Scored.DISTRICT else sim.ties.household[i])


def pooled(sim: Sim, s: int, i: int, t: int, own: int) -> int:
    """Points that the others of the unit add; what the person has of their own is the others' in turn."""
    row = sim.schemes.unit[s]
    if is_summed(sim, s):
        begun = sim.state.enrolled[s][i]
        start = round_half_up(value(sim, sim.schemes.start[s], i, s, begun) * POINT)
        sim.state.unit_own[row][i] = own - start
    else:
        sim.state.unit_own[row][i] = clamp(sim, s, own)
    sim.state.unit_at[row][i] = t
    return added(sim, s, i, own)


def added(sim: Sim, s: int, i: int, own: int) -> int:
    """What the others of the unit add to a person's own: all they have, or what brings it to the mean of all."""
    row = sim.schemes.unit[s]
    others = int(sim.state.unit_shared[row][i])
    if is_summed(sim, s):
        return others
    total, n = clamp(sim, s, own) + others, sim.state.unit_others[row][i] + 1
    step = POINT if sim.schemes.kind[s] == ScoreKind.LADDER else 1
    return int((2 * total + n * step) // (2 * n * step) * step - own)
