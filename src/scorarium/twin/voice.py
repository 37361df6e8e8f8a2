"""Acts of which people weigh how much they do: compliance, self-censorship, defiance.

Daymude, Axelrod & Forrest (2025): a person who wants ``desire`` of an act chooses the amount at which boldness times
amount, less the expected penalty, is largest. Between the amounts at which something changes (a rule begins, the chance
of being seen bends) that worth is a parabola, so that the best amount is one of these, the top of a parabola, or all
that is wanted; of equals the least.
"""

from scorarium.names import POINT
from scorarium.twin.arith import round_half_up
from scorarium.twin.look import least_amount
from scorarium.twin.mind import ahead, is_known
from scorarium.twin.notes import Candidate
from scorarium.twin.selves import horizon_of
from scorarium.twin.sense import detection, first_sense
from scorarium.twin.sim import Sim


def voice(sim: Sim, w: int, i: int, t: int, c: Candidate, desire: float) -> float:
    """How much the person does in a world, at most what is desired: 0 is silence."""
    g, x = sim.strategies, sim.strategies.of_act[c.kind]
    row = w * sim.sizes.weighed + x
    marks = g.mark[g.mark_first[row] : g.mark_first[row + 1]] if sim.acts.amount[c.kind] >= 0 else []
    best, top, low = 0.0, 0.0, 0.0
    for mark in [*marks, desire]:
        high = min(mark, desire)
        tried = [high]
        if sim.acts.amount[c.kind] >= 0 and high > low:
            tried = [peak(sim, w, i, t, c, low, high), high]
        for amount in tried:
            worth = worth_of(sim, w, i, t, c, amount)
            if worth > top:
                best, top = amount, worth
        low = high
        if high >= desire:
            break
    tell(sim, w, i, t, c, desire, best)
    return best


def tell(sim: Sim, w: int, i: int, t: int, c: Candidate, desire: float, best: float) -> None:
    """Count what was wanted and what was done."""
    st = sim.state
    if best > 0.0 and dear(sim, w, i, t, c, best) > 0.0:
        st.defied[w][i] += 1
    elif best >= desire:
        st.complied[w][i] += 1
    else:
        st.censored[w][i] += 1
    st.wanted[w][i] += round_half_up(desire * POINT)
    st.said[w][i] += round_half_up(best * POINT)


def peak(sim: Sim, w: int, i: int, t: int, c: Candidate, low: float, high: float) -> float:
    """Where the worth is stationary between two amounts: there it is a parabola, which three points give."""
    h = (high - low) / 4.0
    one, two, three = (worth_of(sim, w, i, t, c, low + k * h) for k in (1.0, 2.0, 3.0))
    bend = one - 2.0 * two + three
    if bend >= -1e-12:
        return high
    return max(low, min(high, low + 2.0 * h - h * (three - one) / (2.0 * bend)))


def worth_of(sim: Sim, w: int, i: int, t: int, c: Candidate, amount: float) -> float:
    """What doing so much is worth to the person, less what it is likely to cost."""
    return float(sim.strategies.boldness[i] * amount - dear(sim, w, i, t, c, amount))


def dear(sim: Sim, w: int, i: int, t: int, c: Candidate, amount: float) -> float:
    """What doing so much is likely to cost, by the rules that the person knows."""
    g, total = sim.strategies, 0.0
    for s in range(sim.worlds.first[w], sim.worlds.first[w + 1]):
        row = s * sim.sizes.weighed + g.of_act[c.kind]
        if sim.state.enrolled[s][i] < 0 or not sim.is_running(s, t):
            continue
        for j in range(g.first[row], g.first[row + 1]):
            rule = g.rule[j]
            above = least_amount(sim, s, i, t, rule)
            if amount > above and is_known(sim, s, rule, i, t):
                cost = g.flat[horizon_of(sim, i) * len(g.rule) + j] + g.slope[j] * (amount - max(0.0, above))
                cost = cost + ahead(sim, s, i, sim.rules.stake_points[rule], -1)
                total = total + cost * seen(sim, s, rule, i, t, c, amount)
    return float(total)


def seen(sim: Sim, s: int, rule: int, i: int, t: int, c: Candidate, amount: float) -> float:
    """The chance that so much of it is seen by some sense that the rule goes by."""
    k, row = sim.senses, s * sim.acts_per_scheme + c.kind
    escape = 1.0
    for j in range(k.sees_first[row], k.sees_first[row + 1]):
        sense_row = k.sees_sense[j]
        if sim.rules.seen_by[rule] >> (sense_row - first_sense(sim, s)) & 1:
            p = detection(sim, s, sense_row, c.kind, k.sees_detection[j], i, t, amount, c.sense_word)
            escape = escape * (1.0 - p)
    return 1.0 - escape
