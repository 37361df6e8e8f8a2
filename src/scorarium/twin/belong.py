"""Who joins and leaves a voluntary scheme where people weigh what it opens and shuts.

Joining follows Bass (1969), with the share of those who have joined taken among one's friends; what membership opens
at its start, and what staying out costs, pull by ``joining``. Staying out costs the more, the more have joined: as many
doors ask for a score as there are people who have one. Who stays at a loss that is larger than that leaves by and by.
"""

from scorarium.names import ON_RECORD, OUTSIDE, Decision, Own
from scorarium.twin.arith import exp, exp_neg
from scorarium.twin.bonds import friends_of
from scorarium.twin.draws import chance
from scorarium.twin.look import vary
from scorarium.twin.recover import enrol, lists_of, may_enrol
from scorarium.twin.selves import horizon_of, own
from scorarium.twin.sim import Sim


def belong(sim: Sim, s: int, i: int, t: int) -> bool:
    """Joining of one person; whether the person leaves."""
    st, slot = sim.state, sim.schemes.slot[s]
    share = st.n_enrolled[s] / max(1, sim.n_eligible[s])
    if st.enrolled[s][i] in (OUTSIDE, ON_RECORD) and may_enrol(sim, s, i, t):
        if chance(sim.luck.block(Decision.ADOPT, t, i, slot)[0], joins(sim, s, i, t, share)):
            enrol(sim, s, i, t)
        return False
    if st.enrolled[s][i] < 0 or not sim.belonging.may_leave[s]:
        return False
    return chance(sim.luck.block(Decision.LEAVE, t, i, slot)[0], leaves(sim, s, i, share))


def joins(sim: Sim, s: int, i: int, t: int, share: float) -> float:
    """The chance of joining in this tick."""
    sc, b = sim.schemes, sim.belonging
    alone = vary(sim, sc.innovation[s], sim.by.schemes_innovation[s], i, s, t)
    after_others = vary(sim, sc.imitation[s], sim.by.schemes_imitation[s], i, s, t)
    if not b.joins:
        return alone + after_others * share
    pull = exp(own(sim, Own.JOINING, b.joining, i) * (at_first(sim, s, i) + price_of_abstaining(sim, s, i, share)))
    return min(1.0, (alone + after_others * near(sim, s, i, share)) * pull)


def near(sim: Sim, s: int, i: int, share: float) -> float:
    """The share of one's friends who have joined; of everybody where one has no friends."""
    friends = friends_of(sim, sim.world_of(s), i)
    if not friends:
        return share
    return sum(1 for k in friends if sim.state.pub_tier[s][k] != -2) / len(friends)


def at_first(sim: Sim, s: int, i: int) -> float:
    """What membership opens and shuts in a year at its start, as far ahead as the person looks."""
    return float(sim.belonging.start_worth[horizon_of(sim, i) * sim.sizes.schemes + s])


def price_of_abstaining(sim: Sim, s: int, i: int, share: float) -> float:
    """What staying out costs in a year: as many doors ask for a score as there are people who have one."""
    return float(share * max(0.0, at_first(sim, s, i)))


def leaves(sim: Sim, s: int, i: int, share: float) -> float:
    """The chance of leaving in this tick: dropping out, and what staying costs beyond what staying out would."""
    stays = 1.0 - sim.schemes.dropout[s]
    excess = -worth(sim, s, i) - price_of_abstaining(sim, s, i, share)
    if sim.belonging.leaves and excess > 0.0:
        stays = stays * exp_neg(own(sim, Own.LEAVING, sim.belonging.leaving, i) * excess)
    return float(1.0 - stays)


def worth(sim: Sim, s: int, i: int) -> float:
    """What belonging opens less what it shuts in a year, where the person stands now."""
    k, way, total = sim.stakes, sim.schemes.better[s], 0.0
    h = horizon_of(sim, i)
    at = h * len(k.border)
    for j in range(k.first[s], k.first[s + 1]):
        ahead = (k.border[j] - sim.state.score[s][i]) * way
        if ahead <= 0:
            total = total + k.gain[at + j]
        if ahead >= 0:
            total = total - k.loss[at + j]
    for row in lists_of(sim, s):
        if sim.state.on[row][i]:
            total = total + sim.belonging.of_list[h * sim.sizes.lists + row]
    return float(total / sim.belonging.horizon[h])
