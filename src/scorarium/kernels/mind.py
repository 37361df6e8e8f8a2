"""What weighs on an act: own rate, dread of rules, stake, belief, habit, advice (``twin/mind.py``)."""

from typing import Any

import numpy as np

from scorarium.kernels.arith import exp, exp_neg, power, round_half_up
from scorarium.kernels.codes import (
    EVEN,
    KNOW,
    ON_RECORD,
    OUTSIDE,
    OWN_CROWDED,
    OWN_EXPONENT,
    OWN_HABIT_WEIGHT,
    OWN_OUTSIDE,
    OWN_PRESSURE,
    OWN_REWARD_SLOPE,
    OWN_SLOPE,
    POINT,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance, mix
from scorarium.kernels.look import number, value, vary, was_open
from scorarium.kernels.luck import words
from scorarium.kernels.selves import faded, horizon_of, own, prior

SAFE = 1e-9
"""By how much bounds of a rate are moved to the safe side: ``exp`` is good to 1e-13."""


@inner
def base_rate(p: Any, kind: int, i: int) -> float:
    """What the person would do if nothing answered: scale times one table value per factor."""
    rate = p.acts.scale[kind]
    if p.rows.is_even:
        for f in range(kind * EVEN, kind * EVEN + EVEN):
            rate = rate * p.rows.factor_value[p.rows.factor_start[f] + p.rows.codes[i, p.rows.factor_column[f]]]
        return float(rate)
    district = p.people.district[i]
    for f in range(p.rows.factor_first[kind], p.rows.factor_first[kind + 1]):
        column = p.rows.factor_column[f]
        own = p.rows.codes[i, max(column, 0)]
        code = own if column >= 0 else district
        rate = rate * p.rows.factor_value[p.rows.factor_start[f] + code]
    return float(rate)


@inner
def base_in(p: Any, w: int, kind: int, i: int, t: int, base: float) -> float:
    """What the person would do in one world now if nothing answered: by what acts have moved there, and by time."""
    m = p.moved
    first, last = m.first[kind], m.first[kind + 1]
    if first == last:
        return base
    rate = base_rate(p, kind, i)
    for f in range(first, last):
        row = m.row[f, w]
        code = t
        if row >= 0:
            code = p.people.attribute[row, i]
        rate = rate * m.part[m.start[f] + code]
    return min(base, rate)


@inner
def rate_in(p: Any, st: Any, sh: Any, w: int, kind: int, i: int, t: int, base: float) -> float:
    """The person's own rate of an act in a world."""
    if not p.worlds.touched[w, kind]:
        return base
    return base * answer(p, st, sh, w, kind, i, t)


@inner
def does(p: Any, st: Any, sh: Any, w: int, kind: int, i: int, t: int, height: float, base: float) -> bool:
    """Whether a candidate is below the person's own rate in a world: bounds settle most, the rate itself the rest."""
    if height < base * p.rows.surely[w, kind]:
        return True
    if not p.worlds.touched[w, kind]:
        return False
    up, down = between(p, st, w, kind, i, t)
    answered = settled(height, base, up, down)
    return answered > 0 if answered >= 0 else bool(height < base * answer(p, st, sh, w, kind, i, t))


@inner
def settled(height: float, base: float, up: float, down: float) -> int:
    """Whether a height is below a rate that lies between base * exp(-down) and base * exp(up); -1 if neither is sure.

    exp(-x) is at least 1 - x + x**2/2 - x**3/6, and exp(x) at most 1/(1 - x).
    """
    if height < base * (1.0 - SAFE) * (1.0 - down * (1.0 - down * (0.5 - down * (1.0 / 6.0)))):
        return 1
    if height * (1.0 - up) >= base * (1.0 + SAFE):
        return 0
    return -1


@inner
def between(p: Any, st: Any, w: int, kind: int, i: int, t: int) -> tuple[float, float]:
    """How far ``answer`` may put the logarithm of a rate up and down, by all that can be at stake (``rows``)."""
    row = w * p.rows.kinds + kind
    if p.consequences.of_act_first[row] < p.consequences.of_act_first[row + 1]:
        return np.inf, np.inf
    m, x = p.minds, 0.0
    if m.income and p.acts.income_load[kind] != 0.0:
        x = own(p, OWN_PRESSURE, m.pressure, i) * p.acts.income_load[kind] * (1.0 - st.y[w, i])
    if w > 0 and (p.moods.crowding or p.sizes.swayed or p.wiles.games):
        x = x + sway(p, st, w, kind, i)
    up, down = max(0.0, x), max(0.0, -x)
    if m.habit and p.worlds.punished[w, kind]:
        down = down + own(p, OWN_HABIT_WEIGHT, m.habit_weight, i) * (st.habit[w, i] / 65536.0)
    for s in range(p.worlds.first[w], p.worlds.first[w + 1]):
        if st.enrolled[s, i] >= 0 or (p.acts.protected[kind] and m.chill):
            row = s * p.acts.n_acts + kind
            for j in range(p.rules.minds_first[row], p.rules.minds_first[row + 1]):
                if is_known(p, st, s, p.rules.minds_rule[j], i, t):
                    felt = perceived(p, st, s, p.rules.minds_groups[j], i, t)
                    down = down + p.rows.deters[j] * felt
                    up = up + p.rows.draws[j] * felt
    return up, down


@inner
def answer(p: Any, st: Any, sh: Any, w: int, kind: int, i: int, t: int) -> float:
    """The factor by which a world changes a rate: income, deterrence, reward, habit, chill, recommendation."""
    m = p.minds
    x = 0.0
    if m.income and p.acts.income_load[kind] != 0.0:
        x = x + own(p, OWN_PRESSURE, m.pressure, i) * p.acts.income_load[kind] * (1.0 - st.y[w, i])
    for s in range(p.worlds.first[w], p.worlds.first[w + 1]):
        x = x - dread(p, st, s, kind, i, t)
    if m.habit and p.worlds.punished[w, kind]:
        x = x - own(p, OWN_HABIT_WEIGHT, m.habit_weight, i) * (st.habit[w, i] / 65536.0)
    if w > 0 and (p.moods.crowding or p.sizes.swayed or p.wiles.games):
        x = x + sway(p, st, w, kind, i)
    factor = exp(x)
    row = w * p.rows.kinds + kind
    for j in range(p.consequences.of_act_first[row], p.consequences.of_act_first[row + 1]):
        factor = factor * advice(p, st, sh, p.consequences.of_act[j], i, t)
    return float(factor)


@inner
def sway(p: Any, st: Any, w: int, kind: int, i: int) -> float:
    """What having been paid for a good act, friends' silence and friends' examples do to the logarithm of a rate."""
    x = 0.0
    if p.moods.crowding:
        for s in range(p.worlds.first[w], p.worlds.first[w + 1]):
            if p.moods.pays[s, kind] and st.enrolled[s, i] != OUTSIDE and st.enrolled[s, i] != ON_RECORD:
                x = own(p, OWN_CROWDED, p.moods.crowded, i)
    if p.moods.silence and p.acts.protected[kind]:
        x = x - st.hushed[w, i]
    if p.moods.conformity and p.worlds.punished[w, kind] and not (p.moods.silence and p.acts.protected[kind]):
        x = x + st.pulled[w, i]
    if p.wiles.games:
        for s in range(p.worlds.first[w], p.worlds.first[w + 1]):
            if st.at_line[s, i] and p.wiles.cheap[s, kind]:
                x = x + p.wiles.lure
    return float(x)


@inner
def dread(p: Any, st: Any, s: int, kind: int, i: int, t: int) -> float:
    """What the rules of one scheme take off the logarithm of a rate (rewards put on)."""
    m, r = p.minds, p.rules
    if t >= p.schemes.end_tick[s]:
        return 0.0
    row = s * p.acts.n_acts + kind
    inside = st.enrolled[s, i] >= 0
    total = 0.0
    if not inside and not (p.acts.protected[kind] and m.chill):
        return total
    slope, exponent, reward_slope, outside = m.slope, m.exponent, m.reward_slope, m.chill_reach
    differ = p.selves.differ != 0
    if differ:
        slope, exponent = own(p, OWN_SLOPE, slope, i), own(p, OWN_EXPONENT, exponent, i)
        reward_slope, outside = own(p, OWN_REWARD_SLOPE, reward_slope, i), own(p, OWN_OUTSIDE, outside, i)
    for j in range(r.minds_first[row], r.minds_first[row + 1]):
        rule, weight = r.minds_rule[j], r.minds_weight[j]
        if differ and r.minds_own[j] >= 0:
            weight = weight * p.selves.value[r.minds_own[j], i]
        if not inside:
            weight = weight * outside
        if not is_known(p, st, s, rule, i, t):
            continue
        if r.harmful[rule]:
            if m.deterrence:
                felt = perceived(p, st, s, r.minds_groups[j], i, t)
                total = total + slope * (weight * (felt * power(stake(p, st, s, rule, i), exponent)))
        elif r.helpful[rule] and m.rewards and inside:
            felt = perceived(p, st, s, r.minds_groups[j], i, t)
            total = total - reward_slope * (felt * power(prize(p, st, s, rule, i), exponent))
    return float(total)


@inner
def is_known(p: Any, st: Any, s: int, rule: int, i: int, t: int) -> bool:
    """One coin per (person, rule): does the person know it."""
    share = vary(p, st, p.schemes.known_share[s], p.by.schemes_known_share[s], i, s, t, 0, 0.0, 0)
    if share >= 1.0:
        return True
    word = words(p, KNOW, 0, i, p.schemes.slot[s])[0]
    return bool(chance(mix(word, p.rules.salt[rule]), share))


@inner
def perceived(p: Any, st: Any, s: int, groups: int, i: int, t: int) -> float:
    """The chance of being struck that the person feels: one minus the product over risk groups."""
    escape = 1.0
    first = p.risks.first[s]
    for g in range(first, p.risks.first[s + 1]):
        if groups >> (g - first) & 1:
            escape = escape * (1.0 - belief(p, st, g, i, t))
    return float(1.0 - escape)


@inner
def belief(p: Any, st: Any, g: int, i: int, t: int) -> float:
    """The mean of the Beta belief about one risk group: prior as announced, experience as remembered."""
    left = faded(p, i, t - st.felt[g, i])
    known = st.known[g, i] / 64.0 * left
    unseen = st.unseen[g, i] / 64.0 * left
    a, b = p.risks.prior_a[g, t], p.risks.prior_b[g, t]
    if p.selves.believe:
        a, b = prior(p, g, i, t)
    return float((a + known) / (a + b + known + unseen))


@inner
def stake(p: Any, st: Any, s: int, rule: int, i: int) -> float:
    """What the person stands to lose by one more entry: fine, doors behind its own list, doors behind borders ahead."""
    r = p.rules
    direct = r.stake_direct[horizon_of(p, i) * p.sizes.rules + rule]
    return float(r.stake_fine[rule] + direct + ahead(p, st, s, i, r.stake_points[rule], -1))


@inner
def prize(p: Any, st: Any, s: int, rule: int, i: int) -> float:
    """What the person stands to gain."""
    pay = p.rules.stake_pay[horizon_of(p, i) * p.sizes.rules + rule]
    return float(pay + ahead(p, st, s, i, p.rules.stake_points[rule], 1))


@inner
def ahead(p: Any, st: Any, s: int, i: int, points: int, sign: int) -> float:
    """Doors behind the borders not yet passed, each by the share of the way that ``points`` go."""
    total = 0.0
    if points == 0:
        return total
    b = p.stakes
    way = p.schemes.better[s] * sign
    here = st.score[s, i] if st.enrolled[s, i] >= 0 else start_of(p, st, s, i)
    at = horizon_of(p, i) * b.first[p.sizes.schemes]
    for j in range(b.first[s], b.first[s + 1]):
        worth = b.loss[at + j] if sign < 0 else b.gain[at + j]
        distance = (b.border[j] - here) * way
        if worth > 0.0 and distance > 0:
            total = total + worth * min(1.0, points / distance)
    return float(total)


@inner
def start_of(p: Any, st: Any, s: int, i: int) -> int:
    """The score with which a person would begin."""
    return int(round_half_up(number(p, st, p.schemes.start[s], i, s, 0, 0.0, 0) * POINT))


@inner
def advice(p: Any, st: Any, sh: Any, c: int, i: int, t: int) -> float:
    """The factor of a recommendation, which wears off."""
    k = p.consequences
    s = k.scheme[c]
    if st.enrolled[s, i] < 0 or t >= p.schemes.end_tick[s] or not was_open(p, st, sh, c, s, i, t):
        return 1.0
    worn = vary(p, st, k.fatigue[c], p.by.consequences_fatigue[c], i, s, t, t, 0.0, 0)
    fresh = exp_neg(worn * (t - st.enrolled[s, i]))
    q = k.advised[c]
    more = k.factor[c] - 1.0 if q < 0 else k.way[c] * value(p, st, q, i, s, t, t, 0.0, 1, 0)
    return float(1.0 + more * fresh)


@inner
def remember(p: Any, st: Any, g: int, i: int, t: int, struck: int, escaped: int) -> None:
    """Adds experience (in 1/64) to a belief, after fading what was there; both are halved together when one is full."""
    left = faded(p, i, t - st.felt[g, i])
    known = round_half_up(st.known[g, i] * left) + struck
    unseen = round_half_up(st.unseen[g, i] * left) + escaped
    while known > 65535 or unseen > 65535:
        known, unseen = known >> 1, unseen >> 1
    st.known[g, i] = known
    st.unseen[g, i] = unseen
    st.felt[g, i] = np.int64(t)
