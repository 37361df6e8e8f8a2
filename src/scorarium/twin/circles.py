"""Whom one meets: a person drawn evenly from those of a relation who belong to a circle, never oneself."""

from scorarium.names import Meeting
from scorarium.twin.look import group
from scorarium.twin.sim import Sim


def members(sim: Sim, c: int, i: int) -> list[int]:
    """Everybody whom a person can meet; it does not change."""
    if (c, i) not in sim.met:
        sim.met[c, i] = found(sim, c, i)
    return sim.met[c, i]


def found(sim: Sim, c: int, i: int) -> list[int]:
    """The members of a circle who stand in its relation to a person, in the order of persons or of ties."""
    circle, ties = sim.circles, sim.ties
    relation, rank = circle.relation[c], circle.rank[c]
    if relation == Meeting.ANYONE:
        return [k for k in circle.member[circle.first[c] : circle.first[c + 1]] if k != i]
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
