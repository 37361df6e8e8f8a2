"""Friendships that end and come back by published standing.

A tie ends at the rate at which friendships end anyway, times ``shunning`` for each of the two who bears a public label,
and times exp(``sorting`` × how unlike their standing is); what would have ended without any scheme is made up for by
new friends and left out. A tie that has ended comes back at the same rate divided by the same factors. The graph itself
stays: who were friends may become friends again.
"""

from scorarium.names import Decision, Own
from scorarium.twin.arith import exp, exp_neg
from scorarium.twin.draws import MASK, chance, mix
from scorarium.twin.mind import start_of
from scorarium.twin.selves import own
from scorarium.twin.sim import Sim

GOLDEN = 0x9E3779B9


def friends_of(sim: Sim, w: int, i: int) -> list[int]:
    """Those with whom a person is friends in a world."""
    first, last = sim.ties.friends_first[i], sim.ties.friends_first[i + 1]
    friends = list(sim.ties.friends[first:last])
    if not sim.sizes.parting:
        return friends
    return [k for e, k in enumerate(friends, start=first) if not sim.state.parted[w][e]]


def part(sim: Sim, t: int) -> None:
    """Which friendships end in a tick, and which come back: both friends find the same."""
    ties, st = sim.ties, sim.state
    for w in range(1, sim.sizes.worlds) if sim.sizes.parting else ():
        for i in range(sim.n):
            for e in range(ties.friends_first[i], ties.friends_first[i + 1]):
                strain = strained(sim, w, i, ties.friends[e], t)
                if strain > 0.0 or st.parted[w][e]:
                    st.parted[w][e] = changes(sim, i, ties.friends[e], t, strain, st.parted[w][e])


def changes(sim: Sim, i: int, k: int, t: int, strain: float, gone: int) -> int:
    """Whether the tie is gone at the end of the tick."""
    one, other = min(i, k), max(i, k)
    word = mix(sim.luck.block(Decision.PART, t, one, 0)[0], other * GOLDEN & MASK)
    rate = sim.bonds.rate * (exp_neg(strain) if gone else exp(strain) - 1.0)
    return 1 - gone if chance(word, 1.0 - exp_neg(rate)) else gone


def strained(sim: Sim, w: int, i: int, k: int, t: int) -> float:
    """What labels and unlike standing add to the logarithm of the rate at which a tie ends.

    Where people differ, each shuns the other's label in their own way, and how unlike they are weighs as much as it
    does for the two on average.
    """
    mine, theirs = is_labelled(sim, w, i, t), is_labelled(sim, w, k, t)
    unlike = 1.0 if mine != theirs else 0.0
    for s in range(sim.worlds.first[w], sim.worlds.first[w + 1]):
        if is_shown(sim, s, i, t) and is_shown(sim, s, k, t):
            unlike = max(unlike, abs(place(sim, s, i) - place(sim, s, k)))
    b = sim.bonds
    if sim.selves.row[Own.SHUN] < 0 and sim.selves.row[Own.SORT] < 0:
        return float(b.shun * (mine + theirs) + b.sort * unlike)
    first, second = min(i, k), max(i, k)  # both find the same
    labels = (mine, theirs) if i < k else (theirs, mine)
    shunned = own(sim, Own.SHUN, b.shun, second) * labels[0] + own(sim, Own.SHUN, b.shun, first) * labels[1]
    return float(shunned + 0.5 * (own(sim, Own.SORT, b.sort, first) + own(sim, Own.SORT, b.sort, second)) * unlike)


def is_shown(sim: Sim, s: int, k: int, t: int) -> bool:
    """Whether others see a person's score."""
    return bool(sim.moods.visible[s] and sim.is_running(s, t) and sim.state.pub_tier[s][k] > -2)


def place(sim: Sim, s: int, k: int) -> float:
    """Where a shown score lies between the worst (0) and the best (1)."""
    found = (sim.state.pub_score[s][k] - sim.moods.bottom[s]) / sim.moods.width[s]
    return float(max(0.0, min(1.0, found)))


def is_labelled(sim: Sim, w: int, k: int, t: int) -> int:
    """1 where somebody is on a black list that all can read, or has a shown score below the start."""
    st = sim.state
    for s in range(sim.worlds.first[w], sim.worlds.first[w + 1]):
        if not sim.is_running(s, t):
            continue
        if is_shown(sim, s, k, t) and (start_of(sim, s, k) - st.pub_score[s][k]) * sim.schemes.better[s] > 0:
            return 1
        for row in range(sim.sizes.lists):
            if sim.lists.scheme[row] == s and sim.bonds.label[row] and st.pub_listed[s][k] >> sim.lists.bit[row] & 1:
                return 1
    return 0
