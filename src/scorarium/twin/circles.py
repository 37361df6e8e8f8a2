"""Whom one meets: a person drawn evenly from those of a relation who belong to a circle, never oneself."""

from itertools import accumulate

from scorarium.names import Meeting
from scorarium.twin.look import group, holds
from scorarium.twin.sim import Sim


def members(sim: Sim, c: int, i: int) -> list[int]:
    """Everybody whom a person can meet in this tick."""
    if (c, i) not in sim.met:
        sim.met[c, i] = found(sim, c, i)
    return sim.met[c, i]


def gather(sim: Sim, t: int) -> None:
    """Who belongs to circles whose members change: as things stand when tick ``t`` begins."""
    c = sim.circles
    for x, row in enumerate(c.now):
        if row >= 0:
            s = c.scheme[x]
            sim.state.present[row] = [int(holds(sim, c.who[x], i, s, t)) for i in range(sim.n)]
            assemble(sim, x, sim.state.present[row])
    if sim.sizes.gatherings:
        sim.met = {}


def assemble(sim: Sim, x: int, present: list[int]) -> None:
    """The members of a circle, and how many of them stand before each person."""
    c, first = sim.circles, sim.circles.first[x]
    here = [i for i, is_here in enumerate(present) if is_here]
    c.rank[x] = [0, *accumulate(present)]
    c.member[first : first + len(here)] = here


def found(sim: Sim, c: int, i: int) -> list[int]:
    """The members of a circle who stand in its relation to a person, in the order of persons or of ties."""
    circle, ties = sim.circles, sim.ties
    relation, rank = circle.relation[c], circle.rank[c]
    if relation == Meeting.ANYONE:
        first = circle.first[c]
        return [k for k in circle.member[first : first + rank[-1]] if k != i]
    if relation == Meeting.FRIENDS:
        others = ties.friends[ties.friends_first[i] : ties.friends_first[i + 1]]
    elif relation == Meeting.HOUSEHOLD:
        h = ties.household[i]
        others = [k for k in range(ties.household_first[h], ties.household_first[h + 1]) if k != i]
    elif relation == Meeting.WORK:
        others = group(ties.work, ties.work_first, ties.work_members, i)
    else:
        d = sim.people.district[i]
        others = [k for k in range(sim.n) if sim.people.district[k] == d and k != i]
    return [k for k in others if rank[k + 1] > rank[k]]


def pick(sim: Sim, c: int, i: int, word: int) -> int:
    """One of them by the word of a draw; -1 if there is nobody."""
    others = members(sim, c, i)
    return int(others[word * len(others) >> 32]) if others else -1
