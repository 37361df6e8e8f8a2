"""What weighs on an act: own rate, dread of rules, stake, belief, habit, advice; what is remembered."""

from scorarium.names import ON_RECORD, OUTSIDE, POINT, Decision, Own, Source
from scorarium.twin.arith import exp, exp_neg, power, round_half_up
from scorarium.twin.draws import chance, mix
from scorarium.twin.look import number, value, vary, was_open
from scorarium.twin.selves import faded, horizon_of, own, prior
from scorarium.twin.sim import Sim


def remember(sim: Sim, g: int, i: int, t: int, struck: int, escaped: int) -> None:
    """Adds experience (in 1/64) to a belief, after fading what was there; both are halved together when one is full."""
    st = sim.state
    left = faded(sim, i, t - st.felt[g][i])
    known = round_half_up(st.known[g][i] * left) + struck
    unseen = round_half_up(st.unseen[g][i] * left) + escaped
    while known > 65535 or unseen > 65535:
        known, unseen = known >> 1, unseen >> 1
    st.known[g][i], st.unseen[g][i], st.felt[g][i] = known, unseen, t


Rates = dict[tuple[int, int], float]
"""Rates of one person in one tick by (world, kind), as they have been asked for."""


def base_rate(sim: Sim, kind: int, i: int) -> float:
    """What the person would do if nothing answered: scale times one table value per factor."""
    a = sim.acts
    rate = a.scale[kind]
    for f in range(a.factor_first[kind], a.factor_first[kind + 1]):
        source = a.factor_source[f]
        if source == Source.TRAIT:
            code = sim.people.trait[a.factor_arg[f]][i]
        elif source == Source.ATTRIBUTE:
            code = sim.people.attribute[a.factor_arg[f]][i]
        else:
            code = sim.people.district[i]
        rate = rate * a.factor_value[a.factor_table[f] + code]
    return float(rate)


def base_in(sim: Sim, w: int, kind: int, i: int, t: int, base: float) -> float:
    """What the person would do in one world now if nothing answered: by what acts have moved there, and by time."""
    m = sim.moved
    first, last = m.first[kind], m.first[kind + 1]
    if first == last:
        return base
    rate = base_rate(sim, kind, i)
    for f in range(first, last):
        row = m.row[f][w]
        rate = rate * m.part[m.start[f] + (t if row < 0 else sim.people.attribute[row][i])]
    return min(base, rate)


def rate(sim: Sim, w: int, kind: int, i: int, t: int, base: float, rates: Rates) -> float:
    """The person's own rate of an act in a world."""
    if not sim.worlds.touched[w][kind]:
        rates[w, kind] = base
    elif (w, kind) not in rates:
        rates[w, kind] = base * answer(sim, w, kind, i, t)
    return rates[w, kind]


def answer(sim: Sim, w: int, kind: int, i: int, t: int) -> float:
    """The factor by which a world changes a rate: income, deterrence, reward, habit, chill, recommendation."""
    m, st = sim.minds, sim.state
    x = 0.0
    if m.income and sim.acts.income_load[kind] != 0.0:
        x = x + own(sim, Own.PRESSURE, m.pressure, i) * sim.acts.income_load[kind] * (1.0 - st.y[w][i])
    for s in range(sim.worlds.first[w], sim.worlds.first[w + 1]):
        x = x - dread(sim, s, kind, i, t)
    if m.habit and sim.worlds.punished[w][kind]:
        x = x - own(sim, Own.HABIT_WEIGHT, m.habit_weight, i) * (st.habit[w][i] / 65536.0)
    if w > 0:
        x = x + sway(sim, w, kind, i)
    factor = exp(x)
    for c in range(
        sim.consequences.of_act_first[w * sim.kinds + kind], sim.consequences.of_act_first[w * sim.kinds + kind + 1]
    ):
        factor = factor * advice(sim, sim.consequences.of_act[c], i, t)
    return factor


def sway(sim: Sim, w: int, kind: int, i: int) -> float:
    """What having been paid for a good act, friends' silence and friends' examples do to the logarithm of a rate."""
    m, st = sim.moods, sim.state
    x = 0.0
    if m.crowding and was_paid(sim, w, kind, i):
        x = x + own(sim, Own.CROWDED, m.crowded, i)
    if m.silence and sim.acts.protected[kind]:
        x = x - st.hushed[w][i]
    if m.conformity and sim.worlds.punished[w][kind] and not (m.silence and sim.acts.protected[kind]):
        x = x + st.pulled[w][i]
    for s in range(sim.worlds.first[w], sim.worlds.first[w + 1]) if sim.wiles.games else ():
        if st.at_line[s][i] and sim.wiles.cheap[s][kind]:
            x = x + sim.wiles.lure
    return x


def was_paid(sim: Sim, w: int, kind: int, i: int) -> bool:
    """Whether the person ever was in a scheme that rewards this good act; what is lost so does not come back."""
    own = range(sim.worlds.first[w], sim.worlds.first[w + 1])
    return any(sim.moods.pays[s][kind] and sim.state.enrolled[s][i] not in (OUTSIDE, ON_RECORD) for s in own)


def dread(sim: Sim, s: int, kind: int, i: int, t: int) -> float:
    """What the rules of one scheme take off the logarithm of a rate (rewards put on)."""
    m, st, r = sim.minds, sim.state, sim.rules
    if not sim.is_running(s, t):
        return 0.0
    row = s * sim.acts_per_scheme + kind
    inside = st.enrolled[s][i] >= 0
    total, exponent = 0.0, own(sim, Own.EXPONENT, m.exponent, i)
    slope, reward_slope = own(sim, Own.SLOPE, m.slope, i), own(sim, Own.REWARD_SLOPE, m.reward_slope, i)
    for j in range(r.minds_first[row], r.minds_first[row + 1]):
        rule, weight = r.minds_rule[j], r.minds_weight[j]
        if r.minds_own[j] >= 0:
            weight = weight * sim.selves.value[r.minds_own[j]][i]
        if not inside:
            if not (sim.acts.protected[kind] and m.chill):
                continue
            weight = weight * own(sim, Own.OUTSIDE, m.chill_reach, i)
        if not is_known(sim, s, rule, i, t):
            continue
        p = perceived(sim, s, r.minds_groups[j], i, t)
        if r.harmful[rule]:
            if m.deterrence:
                total = total + slope * (weight * (p * power(stake(sim, s, rule, i), exponent)))
        elif r.helpful[rule] and m.rewards and inside:
            total = total - reward_slope * (p * power(prize(sim, s, rule, i), exponent))
    return total


def is_known(sim: Sim, s: int, rule: int, i: int, t: int) -> bool:
    """One coin per (person, rule): does the person know it."""
    share = vary(sim, sim.schemes.known_share[s], sim.by.schemes_known_share[s], i, s, t, at=0)
    if share >= 1.0:
        return True
    word = sim.luck.block(Decision.KNOW, 0, i, sim.schemes.slot[s])[0]
    return chance(mix(word, sim.rules.salt[rule]), share)


def perceived(sim: Sim, s: int, groups: int, i: int, t: int) -> float:
    """The chance of being struck that the person feels: one minus the product over risk groups."""
    escape = 1.0
    first = sim.risks.first[s]
    for g in range(first, sim.risks.first[s + 1]):
        if groups >> (g - first) & 1:
            escape = escape * (1.0 - belief(sim, g, i, t))
    return 1.0 - escape


def belief(sim: Sim, g: int, i: int, t: int) -> float:
    """The mean of the Beta belief about one risk group: prior as announced, experience as remembered."""
    st = sim.state
    left = faded(sim, i, t - st.felt[g][i])
    known = st.known[g][i] / 64.0 * left
    unseen = st.unseen[g][i] / 64.0 * left
    a, b = prior(sim, g, i, t)
    return float((a + known) / (a + b + known + unseen))


def stake(sim: Sim, s: int, rule: int, i: int) -> float:
    """What the person stands to lose by one more entry: fine, doors behind its own list, doors behind borders ahead."""
    r = sim.rules
    direct = r.stake_direct[horizon_of(sim, i) * sim.sizes.rules + rule]
    return float(r.stake_fine[rule] + direct + ahead(sim, s, i, r.stake_points[rule], -1))


def prize(sim: Sim, s: int, rule: int, i: int) -> float:
    """What the person stands to gain."""
    pay = sim.rules.stake_pay[horizon_of(sim, i) * sim.sizes.rules + rule]
    return float(pay + ahead(sim, s, i, sim.rules.stake_points[rule], 1))


def ahead(sim: Sim, s: int, i: int, points: int, sign: int) -> float:
    """Doors behind the borders not yet passed, each by the share of the way that ``points`` go.

    ``sign`` is -1 for borders on the worse side, +1 for those on the better side. Whoever is not enrolled stands at the
    start.
    """
    if points == 0:
        return 0.0
    b, st = sim.stakes, sim.state
    way = sim.schemes.better[s] * sign
    total = 0.0
    here = st.score[s][i] if st.enrolled[s][i] >= 0 else start_of(sim, s, i)
    at = horizon_of(sim, i) * len(b.border)
    for j in range(b.first[s], b.first[s + 1]):
        worth = b.loss[at + j] if sign < 0 else b.gain[at + j]
        distance = (b.border[j] - here) * way
        if worth > 0.0 and distance > 0:
            total = total + worth * min(1.0, points / distance)
    return total


def start_of(sim: Sim, s: int, i: int) -> int:
    """The score with which a person would begin."""
    return round_half_up(number(sim, sim.schemes.start[s], i, s, 0) * POINT)


def advice(sim: Sim, c: int, i: int, t: int) -> float:
    """The factor of a recommendation, which wears off."""
    k = sim.consequences
    s = k.scheme[c]
    if sim.state.enrolled[s][i] < 0 or not sim.is_running(s, t) or not was_open(sim, c, s, i, t):
        return 1.0
    worn = vary(sim, k.fatigue[c], sim.by.consequences_fatigue[c], i, s, t)
    fresh = exp_neg(worn * (t - sim.state.enrolled[s][i]))
    q = k.advised[c]
    more = k.factor[c] - 1.0 if q < 0 else k.way[c] * value(sim, q, i, s, t)
    return float(1.0 + more * fresh)
