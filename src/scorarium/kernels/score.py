"""Phase *score*: entries are made, points netted and clamped once (``twin/score.py``)."""

from typing import Any

from scorarium.kernels.arena import give_back
from scorarium.kernels.codes import (
    BLOCK,
    CLAIMED,
    LADDER,
    N_DUTIES,
    N_NOTICES,
    N_STRIKES,
    PENDING,
    THEIRS,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.enter import enter
from scorarium.kernels.ladder import climb
from scorarium.kernels.look import vary_ticks, vary_units
from scorarium.kernels.neighbours import settle_score
from scorarium.kernels.notices import find_duties, is_recalling, malice, pulls, put_off, recall, slips, unlink_due
from scorarium.kernels.ratings import be_rated
from scorarium.kernels.records import has_account


@inner
def score(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> None:
    """One person's score in one scheme; this tick's entries, but for those in bulk, stand in the shard's strikes."""
    net = begin_score(p, st, sh, s, i)
    sh.at[N_STRIKES] = 0
    if not has_account(p, st, s, i):
        return
    due = unlink_due(st, sh, s, i, t) if p.rows.has_delays[s] else -1
    if sh.at[N_NOTICES]:
        put_off(p, st, sh, s, i, t)
    find_duties(p, st, sh, s, i, t)
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
    if p.wiles.claims and st.claim[s, i]:
        j = p.wiles.first[s] + st.claim[s, i] - 1
        net += enter(p, st, sh, s, i, t, p.wiles.rule[j], p.wiles.act[j], CLAIMED, THEIRS, 1.0)
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
        climb(p, st, sh, s, i, t)
    if p.ratings.of_scheme[s] >= 0:
        be_rated(p, st, sh, s, i, t)
    settle_score(p, st, sh, s, i, t, net)
    for j in range(p.rows.cap_first[s], p.rows.cap_first[s + 1]):
        rule = p.rows.cap_rule[j]
        if p.now.cap_resets[rule]:
            st.cap_used[p.rules.cap[rule], i] = 0


@inner
def begin_score(p: Any, st: Any, sh: Any, s: int, i: int) -> int:
    """Nothing has struck the person in this tick but what was entered in bulk; returns its points."""
    st.new_harm[s, i] = 0
    st.sanctioned[s, i] = 0
    if not p.rows.in_bulk[s]:
        return 0
    k = i - sh.at[BLOCK]
    st.new_harm[s, i] = sh.harmed[s, k]
    st.sanctioned[s, i] = sh.struck[s, k]
    return int(sh.net[s, k])


@inner
def clean(p: Any, st: Any, s: int, i: int, t: int) -> int:
    """The bonus for a period without a harmful entry."""
    every = vary_ticks(p, st, p.schemes.clean_every[s], p.by.schemes_clean_every[s], i, s, t, t, 0.0, 0)
    since = t - st.last_harm[s, i]
    if every == 0 or since <= 0 or since % every != 0:
        return 0
    return int(vary_units(p, st, p.schemes.clean_points[s], p.by.schemes_clean_points[s], i, s, t, t, 0))
