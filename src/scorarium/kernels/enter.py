"""Entries are made: what they are worth, how long they last, what they leave behind (``twin/score.py``)."""

from typing import Any

from scorarium.kernels.arena import append, count_entries, take
from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import (
    APPEALABLE,
    BRIBE,
    CONTINUOUS,
    DISCRETION,
    DROPPED,
    ENDS_IF_HARMFUL,
    ENDS_YES,
    FOLDED,
    KNOW,
    LASTS,
    LIVE,
    LOW32,
    MILD,
    N_STRIKES,
    NEVER,
    POINT,
    RESTARTS,
    RESTARTS_ALL,
    TARGETED,
    THEIRS,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance, mix, uniform
from scorarium.kernels.look import holds, least_amount, ticks_of, value, vary, vary_ticks
from scorarium.kernels.luck import words
from scorarium.kernels.records import count, harmful_part, put
from scorarium.kernels.spend import earn


@inner
def write(sh: Any, e: int, rule: int, act: int, sensor: int, t: int, amount: float) -> None:
    """What an entry is about."""
    sh.rule[e] = rule
    sh.act[e] = act
    sh.sense[e] = sensor
    sh.tick[e] = t
    sh.amount[e] = amount
    sh.tries[e] = 0
    sh.grounded[e] = 0


@inner
def enter(
    p: Any, st: Any, sh: Any, s: int, i: int, t: int, rule: int, act: int, sensor: int, flags: int, amount: float
) -> int:
    """One entry. Returns its points if they are permanent."""
    r = p.rules
    if r.when[rule] >= 0 and not r.every_num[rule] and not holds(p, st, sh, r.when[rule], i, s, t, 0, 0):
        return 0
    fate = bend(p, st, sh, s, i, t, rule) if p.offices.of_scheme[s] >= 0 and r.harmful[rule] else 0
    if fate == DROPPED:
        return 0
    repeat = strikes_before(p, st, sh, s, i, t, rule) + 1 if r.counts_repeat[rule] else 1
    points = worth(p, st, s, i, t, rule, amount, repeat, fate)
    if r.cap[rule] >= 0:
        is_left, points = cap(p, st, rule, i, points)
        if not is_left:
            return 0
    if p.schemes.appeal[s]:
        word = mix(words(p, KNOW, t, i, r.slot[rule])[1], st.entries[s, i])
        known = vary(p, st, p.schemes.appeal_known[s], p.by.schemes_appeal_known[s], i, s, t, t, 0.0, 0)
        if chance(word, known):
            flags |= APPEALABLE
    harmful = harmful_part(p, s, points)
    kept, expiry, folded = points, NEVER, points
    if r.sets[rule]:
        put(p, st, sh, s, i, points)
        kept, folded, harmful = 0, 0, 0
    elif r.scored[rule]:
        flags, expiry, folded = clock(p, st, sh, s, i, t, rule, flags, points, amount, repeat)
    tally(p, st, s, i, t, rule, act, sensor, flags, harmful)
    earn(p, st, s, i, rule, kept)
    e = -1
    if flags & LIVE or r.keep[rule] > 0 or p.schemes.keeps_entries[s]:
        e = take(sh)
        write(sh, e, rule, act, sensor, t, amount)
        sh.expiry[e] = expiry
        sh.points[e] = kept
        sh.flags[e] = flags
        append(st, sh, s, i, e)
        soonest = expiry if flags & LIVE else (NEVER if flags & FOLDED else t + min(NEVER - t, r.keep[rule]))
        st.next_check[s, i] = min(st.next_check[s, i], soonest)
    strike(sh, rule, act, e, repeat, flags, amount)
    return int(folded)


@inner
def strike(sh: Any, rule: int, act: int, e: int, repeat: int, flags: int, amount: float) -> None:
    """An entry made in this tick, as conditions of the moment see it."""
    n = sh.at[N_STRIKES]
    sh.strike_rule[n] = rule
    sh.strike_act[n] = act
    sh.strike_entry[n] = e
    sh.strike_repeat[n] = repeat
    sh.strike_flags[n] = flags
    sh.strike_amount[n] = amount
    sh.at[N_STRIKES] = n + 1


@inner
def bend(p: Any, st: Any, sh: Any, s: int, i: int, t: int, rule: int) -> int:
    """What becomes of a harmful entry in an office that goes wrong: nothing, dropped, or the mildest choice."""
    o = p.offices
    office = o.of_scheme[s]
    w = words(p, BRIBE, t, i, p.schemes.slot[s])
    nth = st.entries[s, i] + st.bribed[office, i] + st.exempted[office, i]
    salt = (p.rules.salt[rule] + nth) & LOW32
    if o.official[office] >= 0 and holds(p, st, sh, o.official[office], i, s, t, 0, 0):
        if chance(mix(w[0], salt), value(p, st, o.exempts[office], i, s, t, t, 0.0, 1, nth)):
            st.exempted[office, i] += 1
            return DROPPED
    world = p.schemes.world[s]
    if p.people.income[i] * st.y[world, i] >= o.can_pay[office]:
        if chance(mix(w[1], salt), value(p, st, o.bribable[office], i, s, t, t, 0.0, 1, nth)):
            st.bribed[office, i] += 1
            st.welfare[world, i] -= o.price[office]
            return MILD if p.rules.discretion[rule] else DROPPED
    return 0


@inner
def chosen(p: Any, rule: int, u: float) -> float:
    """Points between the mildest (u = 0) and the harshest: whole ones where both ends are whole."""
    mildest, width = p.rules.mildest[rule], p.rules.harshest[rule] - p.rules.mildest[rule]
    if p.rules.discretion[rule] == CONTINUOUS:
        return float(mildest + width * u)
    steps = int(u * (abs(width) + 1.0))
    return float(mildest + steps if width > 0.0 else mildest - steps)


@inner
def worth(p: Any, st: Any, s: int, i: int, t: int, rule: int, amount: float, repeat: int, fate: int) -> int:
    """The points of an entry, in units; where the official chooses, evenly between the mildest and the harshest."""
    r = p.rules
    if not r.scored[rule]:
        return 0
    if r.discretion[rule]:
        word = mix(words(p, DISCRETION, t, i, r.slot[rule])[0], st.entries[s, i])
        return int(round_half_up(chosen(p, rule, 0.0 if fate == MILD else uniform(word)) * POINT))
    points = value(p, st, r.points[rule], i, s, t, t, amount, repeat, st.entries[s, i])
    per = vary(p, st, r.per[rule], p.by.rules_per[rule], i, s, t, t, 0.0, 0)
    if per > 0.0:
        points = points * ((amount - max(0.0, least_amount(p, st, s, i, t, rule))) / per)
    return int(round_half_up(points * POINT))


@inner
def cap(p: Any, st: Any, rule: int, i: int, points: int) -> tuple[bool, int]:
    """What `at_most` leaves of an entry, and whether it leaves anything."""
    row = p.rules.cap[rule]
    used, limit = st.cap_used[row, i], p.rules.cap_limit[rule]
    if used >= limit:
        return False, 0
    if not p.rules.cap_points[rule]:
        st.cap_used[row, i] = used + 1
        return True, points
    taken = min(abs(points), limit - used)
    st.cap_used[row, i] = used + taken
    return True, taken if points >= 0 else -taken


@inner
def clock(
    p: Any,
    st: Any,
    sh: Any,
    s: int,
    i: int,
    t: int,
    rule: int,
    flags: int,
    points: int,
    amount: float,
    repeat: int,
) -> tuple[int, int, int]:
    """Starts the clock of an entry, restarts others as the rule says. Returns flags, expiry, points without a clock."""
    r = p.rules
    if not p.rows.has_end[rule]:
        if r.factor[rule] < 0:
            return flags | FOLDED, NEVER, points
        count(p, st, s, i, rule, points, 1)
        return flags | FOLDED, NEVER, 0
    lasts = length(p, st, s, i, t, rule, amount, repeat)
    if lasts == 0:
        return flags, NEVER, 0
    count(p, st, s, i, rule, points, 1)
    if r.repeat[rule] == RESTARTS or r.repeat[rule] == RESTARTS_ALL:
        e = st.head[s, i]
        while e >= 0:
            if sh.flags[e] & LIVE and (r.repeat[rule] == RESTARTS_ALL or sh.rule[e] == rule):
                own = sh.rule[e]
                times = repeat if own == rule else own_repeat(p, st, sh, s, i, t, own)
                sh.expiry[e] = min(NEVER, t + length(p, st, s, i, t, own, sh.amount[e], times))
                st.next_check[s, i] = min(st.next_check[s, i], sh.expiry[e])
            e = sh.following[e]
    return flags | LIVE, min(NEVER, t + lasts), 0


@inner
def own_repeat(p: Any, st: Any, sh: Any, s: int, i: int, t: int, rule: int) -> int:
    """How often another rule has struck, for a clock of its that starts again."""
    return strikes_before(p, st, sh, s, i, t, rule) if p.rules.counts_repeat[rule] else 1


@inner
def length(p: Any, st: Any, s: int, i: int, t: int, rule: int, amount: float, repeat: int) -> int:
    """How long an entry made now lasts: each of several in one tick has a draw of its own."""
    w = words(p, LASTS, t, i, p.rules.slot[rule])
    w = (w[0], mix(w[1], st.entries[s, i]), w[2], w[3])
    return int(ticks_of(p, st, p.rules.lasts[rule], i, s, t, w, amount, repeat))


@inner
def tally(p: Any, st: Any, s: int, i: int, t: int, rule: int, act: int, sensor: int, flags: int, harmful: int) -> None:
    """What the entry leaves behind beside its points."""
    st.entries[s, i] += 1
    st.penalty[s, i] += harmful
    ends = p.rules.ends_clean[rule, act + 1]
    if ends == ENDS_YES or (ends == ENDS_IF_HARMFUL and harmful):
        st.last_harm[s, i] = t
    if harmful:
        if flags & FOLDED:
            st.new_harm[s, i] += harmful
        elif flags & LIVE:
            st.harm_live[s, i] += harmful
    if sensor == TARGETED:
        st.targeted[p.offices.of_scheme[s], i] += 1
    if not flags & THEIRS:
        st.wrong[s, i] += 1
        st.wrong_penalty[s, i] += harmful
        if flags & (LIVE | FOLDED):
            st.wrong_live[s, i] += 1
    if p.rules.harmful[rule] and p.schemes.knows_entry[s] and sensor >= 0:
        st.sanctioned[s, i] |= 1 << (p.senses.group[sensor] - p.risks.first[s])


@inner
def strikes_before(p: Any, st: Any, sh: Any, s: int, i: int, t: int, rule: int) -> int:
    """How often a rule has struck within its window, before now."""
    window = vary_ticks(p, st, p.rules.repeat_within[rule], p.by.rules_repeat_within[rule], i, s, t, t, 0.0, 0)
    return int(count_entries(st, sh, s, i, rule, t, float(window)))
