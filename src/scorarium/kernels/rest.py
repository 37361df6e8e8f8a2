"""Who has to be looked at in a tick: whoever may be noticed, and whoever's standing could change of itself.

For everybody else ``live_person`` would write what stands there already, or what is written for the whole block
(``unnoticed.py``). A scheme rests if nothing in it changes by
itself (``engine/rows_of_rest.py``); then a person is quiet as long as score, base and lists are as the last look left
them. Where friends draw everybody's score in every tick, or entries are made in bulk (``bulk.py``), score and tier
follow here, and only whoever comes into a tier where something begins is looked at. New members are seated likewise,
in schemes that begin quietly. Columns are read in lines.

A new mechanism that changes something in *score* or *stand* by mere lapse of time, or by what others do, has to be
named in ``engine/rows_of_rest.py``: whoever it concerns is not looked at otherwise.
"""

from typing import Any

import numpy as np

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import MAY_REST, NEVER, NO_TIER, RESTLESS, SOON, STRIP, SUMMED
from scorarium.kernels.compiled import inner
from scorarium.kernels.fetch import fetch_ahead
from scorarium.kernels.neighbours import all_weigh, weigh
from scorarium.kernels.notices import look_at_pulled
from scorarium.kernels.records import clamp
from scorarium.kernels.unnoticed import decide


@inner
def find_busy(p: Any, st: Any, sh: Any, first: int, last: int, t: int) -> None:
    """Mark who of a block has to be lived (``busy``), and whose standing has to be found as well (``looks``).

    Candidates are drawn; who does only what nobody notices is not lived (``unnoticed.py``). Whoever is lived and then
    noticed is looked at too (``live_person``).
    """
    n = last - first
    sh.at[SUMMED] = -1
    if not p.now.rests:
        for k in range(n):
            sh.busy[k] = 1
            sh.looks[k] = 1
        return
    for k in range(n):
        sh.busy[k] = sh.due_first[k + 1] > sh.due_first[k]
        sh.looks[k] = 0
    if p.rows.has_passing:
        decide(p, st, sh, first, n, t)
    else:
        for k in range(n):
            sh.busy[k] |= sh.cand_first[k + 1] > sh.cand_first[k]
    if p.rows.raises:
        for w in range(p.sizes.worlds):
            for k in range(n):
                sh.busy[k] |= st.y[w, first + k] < p.rows.raised_most[first + k]
    for s in range(p.sizes.schemes):
        if p.rows.rest[s] == MAY_REST:
            look_again(p, st, sh, s, first, n, t)
        elif p.rows.rest[s] == RESTLESS:
            for k in range(n):
                sh.looks[k] = 1
        else:
            for k in range(n):
                sh.looks[k] |= st.enrolled[s, first + k] >= 0
        strike_anew(p, st, sh, s, first, n)
    for s in range(p.sizes.schemes):
        if p.rows.drifts[s]:
            if not p.rows.has_ties[s] or st.n_enrolled[s] == 0:
                move(p, st, sh, s, first, n)
            elif p.schemes.household_share[s] > 0.0 or not all_weigh(p, st, s):
                drift(p, st, sh, s, first, n, t)
            else:
                drift_all(p, st, sh, s, first, n)
            look_at_tiers(p, st, sh, s, first, n)
    for k in range(n):
        sh.busy[k] |= sh.looks[k]
    for s in range(p.sizes.schemes):
        if p.rows.drifts[s]:
            leave_to_friends(p, st, sh, s, first, n, t)
        elif p.rows.rest[s] == MAY_REST and p.rows.begins[s]:
            seat(p, st, sh, s, first, n, t)


@inner
def newest(p: Any, s: int, t: int) -> int:
    """When they joined who are members for the first time in tick ``t``: volunteers join as a tick ends."""
    return t - 1 if p.schemes.innovation[s] >= 0 and t > 0 else t


@inner
def greet(p: Any, st: Any, sh: Any, s: int, first: int, n: int, t: int) -> None:
    """Who has no tier is looked at, and so are new members, but for a tier in which nothing begins for them."""
    since, has_tiers = newest(p, s, t), p.schemes.tier_first[s + 1] > p.schemes.tier_first[s]
    found = 0
    for k in range(n):
        found += st.enrolled[s, first + k] >= since
    if not (found and p.rows.begins[s]):
        for k in range(n):
            sh.looks[k] |= st.enrolled[s, first + k] >= since
    elif has_tiers and not p.rows.drifts[s]:
        for k in range(n):
            if st.enrolled[s, first + k] >= since:
                to = tier_of(p, s, st.score[s, first + k])
                sh.looks[k] |= to < 0 or p.rows.quiet_tiers[s, max(0, to)] == 0
    if has_tiers:
        spared = since if p.rows.begins[s] else NEVER
        for k in range(n):
            sh.looks[k] |= (
                (st.enrolled[s, first + k] >= 0) & (st.enrolled[s, first + k] < spared) & (st.tier[s, first + k] < 0)
            )


@inner
def seat(p: Any, st: Any, sh: Any, s: int, first: int, n: int, t: int) -> None:
    """The first tier of new members who are not lived; whoever is, is looked at as well."""
    since, found = newest(p, s, t), 0
    for k in range(n):
        found += (st.enrolled[s, first + k] >= since) & (st.tier[s, first + k] < 0)
    if not found or p.schemes.tier_first[s + 1] == p.schemes.tier_first[s]:
        return
    for k in range(n):
        i = first + k
        if st.enrolled[s, i] >= since and st.tier[s, i] < 0:
            if sh.busy[k]:
                sh.looks[k] = 1
            else:
                st.tier[s, i] = tier_of(p, s, st.score[s, i])
                st.tier_since[s, i] = t


@inner
def strike_anew(p: Any, st: Any, sh: Any, s: int, first: int, n: int) -> None:
    """What struck in the last tick is past; what was entered in bulk strikes in this one."""
    if p.rows.in_bulk[s]:
        for k in range(n):
            st.new_harm[s, first + k] = sh.harmed[s, k]
            st.sanctioned[s, first + k] = sh.struck[s, k]
    else:
        for k in range(n):
            st.new_harm[s, first + k] = 0
            st.sanctioned[s, first + k] = 0


@inner
def move(p: Any, st: Any, sh: Any, s: int, first: int, n: int) -> None:
    """The base that entries made in bulk leave where no tie weighs."""
    low, high = p.schemes.low[s], p.schemes.high[s]
    for k in range(n):
        sh.drifted[s, k] = max(low, min(high, st.base[s, first + k] + sh.net[s, k]))


@inner
def look_at_tiers(p: Any, st: Any, sh: Any, s: int, first: int, n: int) -> None:
    """Who comes into another tier is looked at if anything can begin there, and only moved (``moved_to``) if not."""
    if p.schemes.tier_first[s + 1] == p.schemes.tier_first[s]:
        for k in range(n):
            sh.moved_to[s, k] = st.tier[s, first + k]
        return
    find_tiers(p, st, sh, s, first, n)
    may_begin = p.rows.begins[s] != 0
    for k in range(n):
        tier, found = st.tier[s, first + k], sh.moved_to[s, k]
        stays = (st.enrolled[s, first + k] < 0) | (found & NO_TIER == tier)
        moves = (not stays) & (found > NO_TIER) & ((tier >= 0) | may_begin)
        sh.moved_to[s, k] = found & NO_TIER if moves else tier
        sh.looks[k] |= (not stays) & (not moves)


@inner
def find_tiers(p: Any, st: Any, sh: Any, s: int, first: int, n: int) -> None:
    """Everybody's tier by their score (``moved_to``), tier after tier; ``NO_TIER`` and more where nothing begins."""
    low, high = p.schemes.low[s], p.schemes.high[s]
    for k in range(n):
        sh.moved_to[s, k] = NO_TIER
    for j in range(p.schemes.tier_first[s], p.schemes.tier_first[s + 1]):
        code = p.schemes.tier_code[j]
        least, upto = p.rows.tier_least[s, code], p.rows.tier_upto[s, code]
        code += (NO_TIER + 1) * np.int64(p.rows.quiet_tiers[s, code] != 0)
        for k in range(n):
            found, own = sh.moved_to[s, k], max(low, min(high, sh.drifted[s, k] + st.live[s, first + k]))
            sh.moved_to[s, k] = code if (own >= least) & (own < upto) else found


@inner
def tier_of(p: Any, s: int, score: int) -> int:
    """The tier of a score, where tiers are plain borders; -1: there is none, or they are not."""
    found = -1
    for j in range(p.schemes.tier_first[s], p.schemes.tier_first[s + 1]):
        code = p.schemes.tier_code[j]
        found = code if p.rows.tier_least[s, code] <= score < p.rows.tier_upto[s, code] else found
    return found


@inner
def leave_to_friends(p: Any, st: Any, sh: Any, s: int, first: int, n: int, t: int) -> None:
    """The scores that ties and entries in bulk make, and their tiers, for all who are not lived."""
    low, high = p.schemes.low[s], p.schemes.high[s]
    for k in range(n):
        i = first + k
        is_left = (sh.busy[k] == 0) & (st.enrolled[s, i] >= 0)
        base, score = st.base[s, i], st.score[s, i]
        drifted = sh.drifted[s, k]
        own = max(low, min(high, drifted + st.live[s, i]))
        st.base[s, i] = drifted if is_left else base
        st.score[s, i] = own if is_left else score
    for k in range(n):
        i = first + k
        tier, since = st.tier[s, i], st.tier_since[s, i]
        is_moved = (sh.busy[k] == 0) & (sh.moved_to[s, k] != tier)
        st.tier[s, i] = sh.moved_to[s, k] if is_moved else tier
        st.tier_since[s, i] = t if is_moved else since


@inner
def drift_all(p: Any, st: Any, sh: Any, s: int, first: int, n: int) -> None:
    """As ``drift`` where all have an account and nothing but friends weighs: sums first, then everybody in lines."""
    for k in range(0, n, STRIP):
        add_friends(p, st, sh, s, first, k, min(n, k + STRIP))
    sh.at[SUMMED] = s
    share, low, high = p.schemes.friends_share[s], p.schemes.low[s], p.schemes.high[s]
    for k in range(n):
        base, friends = st.base[s, first + k], sh.n_friends[k]
        pull = round_half_up(share * (base - sh.friends_sum[k] / max(1, friends)))
        sh.drifted[s, k] = max(low, min(high, base + sh.net[s, k] - (pull if friends else 0)))


@inner
def add_friends(p: Any, st: Any, sh: Any, s: int, first: int, begin: int, end: int) -> None:
    """How many friends some persons of a block have, and the sums of their bases: all in one line, each a difference.

    The line is short, so that it stays where the processor is.
    """
    edge = p.ties.friends_first[first + begin]
    total = 0
    last = p.ties.friends_first[p.sizes.persons] - 1
    for e in range(p.ties.friends_first[first + end] - edge):
        fetch_ahead(st.pub_base, s, p.ties.friends[min(last, edge + e + SOON)])
        sh.friends_line[e] = total
        total += st.pub_base[s, p.ties.friends[edge + e]]
    sh.friends_line[p.ties.friends_first[first + end] - edge] = total
    for k in range(begin, end):
        at, to = p.ties.friends_first[first + k] - edge, p.ties.friends_first[first + k + 1] - edge
        sh.n_friends[k] = to - at
        sh.friends_sum[k] = sh.friends_line[to] - sh.friends_line[at]


@inner
def drift(p: Any, st: Any, sh: Any, s: int, first: int, n: int, t: int) -> None:
    """Where friends and household draw those to whom nothing else happens."""
    for k in range(n):
        i = first + k
        if st.enrolled[s, i] >= 0 and not sh.looks[k]:
            pull = weigh(p, st, sh, s, i, t)[2]
            sh.drifted[s, k] = clamp(p, s, st.base[s, i] + sh.net[s, k] - pull)


@inner
def go_with_friends(p: Any, st: Any, sh: Any, s: int, i: int, k: int, t: int) -> None:
    """The score that ties and entries in bulk make, and its tier."""
    if st.enrolled[s, i] >= 0:
        st.base[s, i] = sh.drifted[s, k]
        st.score[s, i] = clamp(p, s, st.base[s, i] + st.live[s, i])
        if sh.moved_to[s, k] != st.tier[s, i]:
            st.tier[s, i] = sh.moved_to[s, k]
            st.tier_since[s, i] = t


@inner
def look_again(p: Any, st: Any, sh: Any, s: int, first: int, n: int, t: int) -> None:
    """Members whose score, tier or lists could come out differently from the last look."""
    low, high = p.schemes.low[s], p.schemes.high[s]
    for k in range(n):
        i = first + k
        base = st.base[s, i]
        kept = max(low, min(high, base))
        own = max(low, min(high, kept + st.live[s, i]))
        sh.looks[k] |= (st.enrolled[s, i] >= 0) & ((kept != base) | (own != st.score[s, i]))
    for k in range(n):
        sh.looks[k] |= st.stirred[s, first + k] != 0
    greet(p, st, sh, s, first, n, t)
    for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
        row = p.rows.list_row[j]
        for k in range(n):
            sh.looks[k] |= st.on[row, first + k] != 0
    if p.rows.waits_open[s]:
        w = p.schemes.world[s]
        for o in range(p.sizes.opens):
            for k in range(n):
                sh.looks[k] |= st.open_since[o, w, first + k] >= 0
    if p.rows.has_delays[s]:
        for k in range(n):
            sh.looks[k] |= st.head[s, first + k] >= 0
    for j in range(p.rows.holding_first[s], p.rows.holding_first[s + 1]):
        row = p.rows.holding_edge[j]
        for k in range(n):
            sh.looks[k] |= st.edge[row, first + k] >= 0
    for j in range(p.rows.cap_first[s], p.rows.cap_first[s + 1]):
        rule = p.rows.cap_rule[j]
        row = p.rules.cap[rule]
        if p.now.cap_resets[rule]:
            for k in range(n):
                sh.looks[k] |= st.cap_used[row, first + k] != 0
    if p.now.pulls and p.rows.pull_first[s + 1] > p.rows.pull_first[s]:
        look_at_pulled(p, st, sh, s, first, n, t)
    every = p.schemes.clean_every[s]
    if every:
        for k in range(n):
            if not sh.looks[k] and st.enrolled[s, first + k] >= 0:
                since = t - st.last_harm[s, first + k]
                sh.looks[k] = since > 0 and since % every == 0
