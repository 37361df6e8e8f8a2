"""What becomes an entry in this tick (``twin/notices.py``): what was put off, malice, mistakes, slips, duties."""

import math
from typing import Any

from scorarium.kernels.arena import append, take, unlink
from scorarium.kernels.arith import poisson
from scorarium.kernels.codes import (
    ERR,
    GOLDEN,
    GONE,
    INSIDER,
    LOW32,
    MALICE,
    MALICIOUS,
    N_DUTIES,
    N_NOTICES,
    PENDING,
    POOL,
    THEIRS,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance, mix, uniform
from scorarium.kernels.enter import enter, write
from scorarium.kernels.look import holds, value, vary, vary_ticks
from scorarium.kernels.luck import draw_eights, words
from scorarium.kernels.sense import confirmed, n_witnesses, needed, suffice, waits


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
        least = needed(p, st, s, sensor, i, t, 0)
        if waits(p, sensor):
            if not suffice(p, st, s, sensor, i, t, reports, least, 0):
                continue
        elif reports < max(1, least):
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
        for row in range(k.pool_first[sensor], k.pool_first[sensor + 1]):
            for _ in range(times_pulled(p, st, s, i, t, sensor, row)):
                net += enter(p, st, sh, s, i, t, k.pool_rule[row], k.pool_act[row], sensor, 0, 1.0)
    return net


@inner
def times_pulled(p: Any, st: Any, s: int, i: int, t: int, sensor: int, row: int) -> int:
    """How often the person is taken for others of the pool under one rule."""
    k = p.senses
    pool = k.pool_of[k.pool[sensor], i]
    if st.pub_wrong[row, pool] == 0:
        return 0
    u = uniform(mix(words(p, POOL, t, i, p.schemes.slot[s])[0], pull_salt(p, sensor, row)))
    if u < st.spared[row, pool]:
        return 0
    return int(poisson(u, st.pub_wrong[row, pool] / k.pool_size[k.pool[sensor], pool]))


@inner
def pull_salt(p: Any, sensor: int, row: int) -> int:
    """What tells the draws of senses, rules and acts apart."""
    k = p.senses
    return (k.salt[sensor] ^ p.rules.salt[k.pool_rule[row]] ^ k.pool_act[row] * GOLDEN) & LOW32


@inner
def look_at_pulled(p: Any, st: Any, sh: Any, s: int, first: int, n: int, t: int) -> None:
    """Whoever of a block gets an entry for what others did is looked at: ``times_pulled`` is not nought."""
    k = p.senses
    for at in range(n):
        sh.pull_who[at] = first + at
    draw_eights(p, sh.pull_who, sh.pull_nth, POOL * 65536 + p.schemes.slot[s], t, n, sh.pull_word, sh.pull_more)
    for j in range(p.rows.pull_first[s], p.rows.pull_first[s + 1]):
        sensor = p.rows.pull_sense[j]
        pools = k.pool[sensor]
        for row in range(k.pool_first[sensor], k.pool_first[sensor + 1]):
            salt = pull_salt(p, sensor, row)
            for at in range(n):
                u = uniform(mix(sh.pull_word[at], salt))
                is_pulled = (u >= st.spared[row, k.pool_of[pools, first + at]]) & (st.enrolled[s, first + at] >= 0)
                sh.looks[at] |= is_pulled


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
    back = vary_ticks(p, st, r.reach[rule], p.by.rules_reach[rule], i, s, t, t, 0.0, 0)
    net = 0
    e = st.head[s, i]
    while e >= 0:
        is_old = sh.tick[e] < t and t - sh.tick[e] <= back and not sh.flags[e] & (GONE | PENDING)
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
