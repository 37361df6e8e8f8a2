"""What a met demand makes possible: one act of those that the service leads to, in the tick after.

The demand of the last tick lends the draw its place, so that worlds in which it was met share luck. A world's own
answers (deterrence, habit, income …) scale the declared shares; `rest` takes what they leave.
"""

from scorarium.names import Decision
from scorarium.twin.act import amount_of, compare, happen
from scorarium.twin.draws import uniform
from scorarium.twin.look import in_world, value
from scorarium.twin.mind import rate
from scorarium.twin.notes import Candidate, Notes
from scorarium.twin.sim import Sim
from scorarium.twin.voice import voice

PLACES = 62
"""Demands of one tick for one service that can have something follow; more would need more bits."""


def follow_up(sim: Sim, i: int, t: int, notes: Notes) -> None:
    """All acts that follow from one person's demands of the last tick, in every world."""
    st, sv = sim.state, sim.services
    worlds = range(sim.sizes.worlds)
    for v in range(sim.sizes.services):
        f = sv.follow[v]
        if f < 0:
            continue
        for order in range(PLACES):
            met = [bool(st.follow[f][w][i] >> order & 1) for w in worlds]
            if any(met):
                follow(sim, i, t, v, order, met, notes)
        for w in worlds:
            st.follow[f][w][i] = 0


def follow(sim: Sim, i: int, t: int, v: int, order: int, met: list[bool], notes: Notes) -> None:
    """What follows from one demand: in each world in which it was met, at most one act."""
    sv = sim.services
    index = sv.follow[v] * 64 + order
    w0, _, w2, w3 = sim.luck.block(Decision.FOLLOW, t, i, index)
    in_none = -1
    for w in range(sim.sizes.worlds):
        shares = [in_world(sim, q, w) for q in shares_of(sim, v)]
        base = [value(sim, q, i, 0, t, turn=index) if q >= 0 else 1.0 for q in shares]
        usual = pick(sim, v, uniform(w0), base)
        chosen = pick(sim, v, uniform(w0), own_shares(sim, w, v, i, t, base)) if met[w] else -1
        c = Candidate(chosen, 0.0, 1.0, w2, w3, index, Decision.FOLLOW_AMOUNT)
        amount = amount_of(sim, w, c, i, t) if chosen >= 0 else 0.0
        if chosen >= 0 and sim.strategies.of_act[chosen] >= 0:
            amount = voice(sim, w, i, t, c, amount)
            chosen = chosen if amount > 0.0 else -1
        in_none = chosen if w == 0 else in_none
        for kind in acts_of(sim, v):
            compare(sim, w, i, kind, chosen == kind, in_none == kind)
            if sim.minds.habit and sim.worlds.punished[w][kind] and met[w] and usual == kind:
                notes.habits.append((w, chosen != kind))
        if chosen >= 0:
            happen(sim, w, i, t, c, amount, notes)


def own_shares(sim: Sim, w: int, v: int, i: int, t: int, base: list[float]) -> list[float]:
    """The shares in one world: the declared ones as the person answers there."""
    return [rate(sim, w, kind, i, t, share, {}) for kind, share in zip(acts_of(sim, v), base, strict=True)]


def acts_of(sim: Sim, v: int) -> list[int]:
    """The acts to which a service leads, the rest last."""
    sv = sim.services
    return list(sv.follow_act[sv.follow_first[v] : sv.follow_first[v + 1]])


def shares_of(sim: Sim, v: int) -> list[int]:
    """Numbers of their shares; -1 is the rest."""
    sv = sim.services
    return list(sv.follow_share[sv.follow_first[v] : sv.follow_first[v + 1]])


def pick(sim: Sim, v: int, u: float, shares: list[float]) -> int:
    """The act whose part of [0, 1) holds ``u``; -1 where nothing follows."""
    upto = 0.0
    for kind, q, share in zip(acts_of(sim, v), shares_of(sim, v), shares, strict=True):
        upto = 1.0 if q < 0 else upto + share
        if u < upto:
            return kind
    return -1
