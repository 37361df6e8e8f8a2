"""What others weigh in a score."""

from scorarium.twin.arith import round_half_up
from scorarium.twin.bonds import friends_of
from scorarium.twin.look import related, vary
from scorarium.twin.sim import Sim

CONTINUOUS = 1


def ties_of(sim: Sim, s: int, i: int, t: int) -> list[tuple[float, int, bool, list[int]]]:
    """(share, of what, by mean?, the others enrolled in the scheme) for friends and for the household."""
    sc, ties, found = sim.schemes, sim.ties, []
    by_friends = vary(sim, sc.friends_share[s], sim.by.schemes_friends_share[s], i, s, t)
    by_household = vary(sim, sc.household_share[s], sim.by.schemes_household_share[s], i, s, t)
    if by_friends > 0.0:
        friends = enrolled(sim, s, friends_of(sim, sim.world_of(s), i))
        found.append((by_friends, sc.friends_of[s], bool(sc.friends_mean[s]), friends))
    if by_household > 0.0:
        h = ties.household[i]
        home = [k for k in range(ties.household_first[h], ties.household_first[h + 1]) if k != i]
        found.append((by_household, sc.household_of[s], bool(sc.household_mean[s]), enrolled(sim, s, home)))
    c = sim.contagions
    for j in range(c.first[s], c.first[s + 1]):
        near = enrolled(sim, s, related(sim, c.relation[j], i))
        share = vary(sim, c.share[j], sim.by.contagions_share[j], i, s, t)
        found.append((share, c.of[j], bool(c.mean[j]), near))
    return found


def enrolled(sim: Sim, s: int, persons: list[int]) -> list[int]:
    """Those who had an account at the end of the previous tick."""
    return [k for k in persons if sim.state.pub_tier[s][k] >= -1]


def harm_of_ties(sim: Sim, s: int, i: int, t: int, harm: list[list[int]]) -> int:
    """Points that others' harmful points put on a person; not passed on further."""
    total = 0
    for share, of, by_mean, others in ties_of(sim, s, i, t):
        if of == 0 and others:
            x = share * sum(harm[s][k] for k in others)
            total += round_half_up(x / len(others) if by_mean else x)
    return int(-total * sim.schemes.better[s])


def drift(sim: Sim, s: int, i: int, t: int) -> int:
    """How far the base is pulled towards the others' mean."""
    total = 0
    for share, of, _, others in ties_of(sim, s, i, t):
        if of == 2 and others:
            mean = sum(sim.state.pub_base[s][k] for k in others) / len(others)
            total += round_half_up(share * (sim.state.base[s][i] - mean))
    return total


def anchored(sim: Sim, s: int, i: int, t: int, own: int) -> int:
    """Own score and the others', weighed (Friedkin & Johnsen 1990)."""
    for share, of, _, others in ties_of(sim, s, i, t):
        if of == 1 and others:
            mean = sum(sim.state.pub_score[s][k] for k in others) / len(others)
            own = round_half_up((1.0 - share) * own + share * mean)
    return own
