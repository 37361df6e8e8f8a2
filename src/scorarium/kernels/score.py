"""Phase *score*: entries are made, points netted and clamped once (``twin/score.py``)."""

import math
from typing import Any

from scorarium.kernels.arena import append, count_entries, give_back, take, unlink
from scorarium.kernels.arith import poisson, round_half_up
from scorarium.kernels.codes import (
    APPEALABLE,
    BRIBE,
    CONTINUOUS,
    DISCRETION,
    DROPPED,
    ENDS_IF_HARMFUL,
    ENDS_YES,
    ERR,
    FOLDED,
    GOLDEN,
    GONE,
    INSIDER,
    KNOW,
    LADDER,
    LASTS,
    LIVE,
    LOW32,
    MALICE,
    MALICIOUS,
    MILD,
    N_DUTIES,
    N_NOTICES,
    N_STRIKES,
    NEVER,
    PENDING,
    POINT,
    POOL,
    RESTARTS,
    RESTARTS_ALL,
    TARGETED,
    THEIRS,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance, mix, uniform
from scorarium.kernels.ladder import climb
from scorarium.kernels.look import holds, least_amount, number, ticks_of, value, vary, vary_ticks, vary_units
from scorarium.kernels.luck import words
from scorarium.kernels.neighbours import settle_score
from scorarium.kernels.ratings import be_rated
from scorarium.kernels.records import count, harmful_part, put
from scorarium.kernels.sense import confirmed, n_witnesses, needed
from scorarium.kernels.spend import earn


@inner
def score(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> None:
    """One person's score in one scheme; the entries made in this tick stand in the shard's strikes."""
    st.new_harm[s, i] = 0
    st.sanctioned[s, i] = 0
    sh.at[N_STRIKES] = 0
    if st.enrolled[s, i] < 0:
        return
    due = unlink_due(st, sh, s, i, t) if p.rows.has_delays[s] else -1
    if sh.at[N_NOTICES]:
        put_off(p, st, sh, s, i, t)
    find_duties(p, st, sh, s, i, t)
    net = 0
    while due >= 0:
        after, flags = sh.following[due], sh.flags[due] & ~PENDING
        rule, act, sensor, amount = sh.rule[due], sh.act[due], sh.sense[due], sh.amount[due]
        give_back(sh, due)
        net += enter(p, st, sh, s, i, t, rule, act, sensor, flags, amount)
        due = after
    for n in range(sh.at[N_NOTICES]):
        if sh.notice_scheme[n] == s and sh.notice_due[n] <= t:
            net += enter(
                p,
                st,
                sh,
                s,
                i,
                t,
                sh.notice_rule[n],
                sh.notice_act[n],
                sh.notice_sense[n],
                sh.notice_flags[n],
                sh.notice_amount[n],
            )
    net += malice(p, st, sh, s, i, t)
    net += pulls(p, st, sh, s, i, t)
    if p.offices.of_scheme[s] >= 0:
        net += slips(p, st, sh, s, i, t, p.offices.of_scheme[s])
    for n in range(sh.at[N_DUTIES]):
        net += enter(p, st, sh, s, i, t, sh.duty[n], -1, -1, THEIRS, 1.0)
    for j in range(p.rows.recall_first[s], p.rows.recall_first[s + 1]):
        rule = p.rows.recall_rule[j]
        if is_recalling(p, st, sh, s, i, t, rule):
            net += recall(p, st, sh, s, i, t, rule)
    if p.schemes.clean_every[s] or p.by.schemes_clean_every[s] >= 0:
        net += clean(p, st, s, i, t)
    if p.schemes.kind[s] == LADDER:
        climb(p, st, sh, s, i)
    if p.ratings.of_scheme[s] >= 0:
        be_rated(p, st, sh, s, i, t)
    settle_score(p, st, sh, s, i, t, net)
    for j in range(p.rows.cap_first[s], p.rows.cap_first[s + 1]):
        rule = p.rows.cap_rule[j]
        if p.now.cap_resets[rule]:
            st.cap_used[p.rules.cap[rule], i] = 0


@inner
def clean(p: Any, st: Any, s: int, i: int, t: int) -> int:
    """The bonus for a period without a harmful entry."""
    every = vary_ticks(p, st, p.schemes.clean_every[s], p.by.schemes_clean_every[s], i, s, t, t, 0.0, 0)
    since = t - st.last_harm[s, i]
    if every == 0 or since <= 0 or since % every != 0:
        return 0
    return int(vary_units(p, st, p.schemes.clean_points[s], p.by.schemes_clean_points[s], i, s, t, t, 0))


@inner
def unlink_due(st: Any, sh: Any, s: int, i: int, t: int) -> int:
    """Take the entries that become due out of the record; they stay chained to one another, oldest first."""
    first, last, before = -1, -1, -1
    e = st.head[s, i]
    while e >= 0:
        after = sh.following[e]
        if sh.flags[e] & PENDING and sh.expiry[e] <= t:
            unlink(st, sh, s, i, before, e)
            sh.following[e] = -1
            if last < 0:
                first = e
            else:
                sh.following[last] = e
            last = e
        else:
            before = e
        e = after
    return first


@inner
def put_off(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> None:
    """Notices that become entries later wait in the record."""
    for n in range(sh.at[N_NOTICES]):
        if sh.notice_scheme[n] == s and sh.notice_due[n] > t:
            e = take(sh)
            write(sh, e, sh.notice_rule[n], sh.notice_act[n], sh.notice_sense[n], t, sh.notice_amount[n])
            sh.expiry[e] = sh.notice_due[n]
            sh.points[e] = 0
            sh.flags[e] = THEIRS | PENDING
            append(st, sh, s, i, e)


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
def malice(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> int:
    """False reports by ties: an entry needs enough of them in one tick, and confirmation where it is asked for."""
    k = p.senses
    net = 0
    for j in range(p.rows.malice_first[s], p.rows.malice_first[s + 1]):
        sensor = p.rows.malice_sense[j]
        n_rows = k.pool_first[sensor + 1] - k.pool_first[sensor]
        salt = k.salt[sensor]
        w = words(p, MALICE, t, i, p.schemes.slot[s])
        rate = vary(p, st, k.malicious[sensor], p.by.senses_malicious[sensor], i, s, t, t, 0.0, 0)
        mean = rate * n_witnesses(p, k.malice_by[sensor], i)
        reports = poisson(uniform(mix(w[0], salt)), mean)
        if reports <= 0 or reports < needed(p, st, s, sensor, i, t, 0):
            continue
        q = p.by.senses_confirm_false[sensor]
        if chance(mix(w[1], salt), confirmed(p, st, s, sensor, i, t, k.confirm_false[sensor], q, 0)):
            row = k.pool_first[sensor] + (int(mix(w[2], salt)) * n_rows >> 32)
            net += enter(p, st, sh, s, i, t, k.pool_rule[row], k.pool_act[row], sensor, MALICIOUS, 1.0)
    return net


@inner
def pulls(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> int:
    """Entries for what others did: Poisson(W / n) of the pool's wrong attributions of the previous tick."""
    k = p.senses
    net = 0
    for j in range(p.rows.pull_first[s], p.rows.pull_first[s + 1]):
        sensor = p.rows.pull_sense[j]
        pool = k.pool_of[k.pool[sensor], i]
        for row in range(k.pool_first[sensor], k.pool_first[sensor + 1]):
            wrong = st.pub_wrong[row, pool]
            if wrong == 0:
                continue
            rule, act = k.pool_rule[row], k.pool_act[row]
            salt = (k.salt[sensor] ^ p.rules.salt[rule] ^ act * GOLDEN) & LOW32
            word = mix(words(p, POOL, t, i, p.schemes.slot[s])[0], salt)
            for _ in range(poisson(uniform(word), wrong / k.pool_size[k.pool[sensor], pool])):
                net += enter(p, st, sh, s, i, t, rule, act, sensor, 0, 1.0)
    return net


@inner
def slips(p: Any, st: Any, sh: Any, s: int, i: int, t: int, office: int) -> int:
    """Entries of others that an official wrote to this person: Poisson(W / n) of those of the previous tick."""
    o = p.offices
    net = 0
    for j in range(o.wrong_first[office], o.wrong_first[office + 1]):
        wrong = st.pub_wrong[o.pool_row[office] + j - o.wrong_first[office], 0]
        if wrong == 0:
            continue
        rule, act = o.wrong_rule[j], o.wrong_act[j]
        salt = (p.rules.salt[rule] ^ act * GOLDEN) & LOW32
        word = mix(words(p, ERR, t, i, p.schemes.slot[s])[0], salt)
        for _ in range(poisson(uniform(word), wrong / p.sizes.persons)):
            net += enter(p, st, sh, s, i, t, rule, act, INSIDER, 0, 1.0)
    return net


@inner
def is_recalling(p: Any, st: Any, sh: Any, s: int, i: int, t: int, rule: int) -> bool:
    """Whether a rule reaches back now: once for each person, when it first applies to them."""
    if p.rules.reach[rule] == 0 or st.recalled[p.rules.recalled[rule], i]:
        return False
    when = p.rules.when[rule]
    return when < 0 or holds(p, st, sh, when, i, s, t, 0, 0)


@inner
def recall(p: Any, st: Any, sh: Any, s: int, i: int, t: int, rule: int) -> int:
    """Strike what was recorded before the rule; entries made now stand at the end and are not looked at."""
    r = p.rules
    st.recalled[r.recalled[rule], i] = 1
    net = 0
    e = st.head[s, i]
    while e >= 0:
        is_old = sh.tick[e] < t and t - sh.tick[e] <= r.reach[rule] and not sh.flags[e] & (GONE | PENDING)
        if is_old:
            is_own = False
            for j in range(r.recalls_first[rule], r.recalls_first[rule + 1]):
                if r.recalls[j] == sh.rule[e]:
                    is_own = True
            if is_own:
                flags = sh.flags[e] & (THEIRS | MALICIOUS)
                net += enter(p, st, sh, s, i, t, rule, sh.act[e], sh.sense[e], flags, sh.amount[e])
        e = sh.following[e]
    return net


@inner
def find_duties(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> None:
    """Rules that strike at the end of each period in which their condition holds."""
    sh.at[N_DUTIES] = 0
    for j in range(p.rows.duty_first[s], p.rows.duty_first[s + 1]):
        rule = p.rows.duty_rule[j]
        when = p.rules.when[rule]
        if strikes_now(p, st, s, i, t, rule) and (when < 0 or holds(p, st, sh, when, i, s, t, 0, 0)):
            sh.duty[sh.at[N_DUTIES]] = rule
            sh.at[N_DUTIES] += 1


@inner
def strikes_now(p: Any, st: Any, s: int, i: int, t: int, rule: int) -> bool:
    """Whether tick ``t`` ends a period of a rule: of everybody, or of the person."""
    q = p.by.rules_every[rule]
    if q < 0:
        return p.now.duties[rule] != 0
    span = value(p, st, q, i, s, t, t, 0.0, 1, 0)
    return span > 0.0 and math.floor((t + 1) / span) > math.floor(t / span)


@inner
def strikes_before(p: Any, st: Any, sh: Any, s: int, i: int, t: int, rule: int) -> int:
    """How often a rule has struck within its window, before now."""
    window = vary_ticks(p, st, p.rules.repeat_within[rule], p.by.rules_repeat_within[rule], i, s, t, t, 0.0, 0)
    return int(count_entries(st, sh, s, i, rule, t, float(window)))


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
        if chance(mix(w[0], salt), number(p, st, o.exempts[office], i, s, t, 0.0, 0)):
            st.exempted[office, i] += 1
            return DROPPED
    world = p.schemes.world[s]
    if p.people.income[i] * st.y[world, i] >= o.can_pay[office]:
        if chance(mix(w[1], salt), number(p, st, o.bribable[office], i, s, t, 0.0, 0)):
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
