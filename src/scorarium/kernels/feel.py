"""Phases *feel and learn* and *meet*: income, welfare, habit, beliefs, word of mouth, joining (``twin/feel.py``)."""

from typing import Any

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.bonds import stands
from scorarium.kernels.codes import (
    ADOPT,
    AHEAD,
    BACK_ON_RECORD,
    BY_SPREAD,
    LEAVE,
    LEFT,
    N_BELIEFS,
    N_HABITS,
    ON_RECORD,
    OUTSIDE,
    OWN_HABIT_RATE,
    OWN_HEARSAY,
    OWN_INCOME_LOSS,
    OWN_INCOME_RECOVERY,
    OWN_UNSEEN,
    POINT,
    PRIMARY,
)
from scorarium.kernels.compact import compact
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance
from scorarium.kernels.fetch import fetch_ahead
from scorarium.kernels.look import holds, vary
from scorarium.kernels.luck import words
from scorarium.kernels.mind import remember
from scorarium.kernels.records import opinion_place
from scorarium.kernels.recover import enrol, may_enrol
from scorarium.kernels.selves import own


@inner
def learn_from_acts(p: Any, st: Any, sh: Any, i: int, t: int) -> None:
    """Habit and beliefs change by what the person did and withheld."""
    for n in range(sh.at[N_HABITS]):
        get_used(p, st, sh.habit_world[n], i, sh.habit_withheld[n] != 0)
    unseen = int(own(p, OWN_UNSEEN, p.minds.unseen, i))
    for n in range(sh.at[N_BELIEFS]):
        struck = sh.belief_struck[n] != 0
        remember(p, st, sh.belief_group[n], i, t, 64 if struck else 0, 0 if struck else unseen)


@inner
def get_used(p: Any, st: Any, w: int, i: int, is_withheld: bool) -> None:
    """Habit follows what was withheld, and what was not."""
    h = st.habit[w, i]
    st.habit[w, i] = h + round_half_up(
        own(p, OWN_HABIT_RATE, p.minds.habit_rate, i) * ((65536 if is_withheld else 0) - h)
    )


@inner
def live_on(p: Any, st: Any, sh: Any, w: int, first: int, last: int) -> None:
    """Welfare and income of one tick."""
    m = p.minds
    if p.rows.has_money:
        for i in range(first, last):
            sh.gained[w, i - first] += p.rows.held_money[w, i]
    if p.sizes.gifts:
        for i in range(first, last):
            sh.gained[w, i - first] += st.pub_gift[w, i]
    i = first
    while i < last:  # one district after another
        d = p.people.district[i]
        shared = round_half_up(st.pub_harm[w, d] / p.people.district_size[d])
        end = min(last, p.rows.district_first[d + 1])
        for j in range(i, end):
            y = st.y[w, j] if p.rows.moves_income else 1.0
            earned = round_half_up(p.people.income[j] * y * p.clock.days * POINT)
            st.welfare[w, j] += earned + sh.gained[w, j - first] - shared
        i = end
    if m.income:
        for i in range(first, last):
            y = st.y[w, i]
            recovery, loss = (
                own(p, OWN_INCOME_RECOVERY, m.income_recovery, i),
                own(p, OWN_INCOME_LOSS, m.income_loss, i),
            )
            y = y + (1.0 - y) * recovery - loss * sh.lost[w, i - first]
            st.y[w, i] = max(0.2, min(1.5, y))


@inner
def hear(p: Any, st: Any, i: int, t: int) -> None:
    """Friends' sanctions of the previous tick are heard of; their escapes are not."""
    for s in range(p.sizes.schemes):
        if st.near_sanction[s, i]:
            hear_of(p, st, s, i, t)


@inner
def hear_of(p: Any, st: Any, s: int, i: int, t: int) -> None:
    """The same of one scheme, for somebody who has such a friend."""
    ties = p.ties
    st.near_sanction[s, i] = 0
    first, last = p.risks.first[s], p.risks.first[s + 1]
    heard = 0  # three counters of 20 bits
    for e in range(ties.friends_first[i], ties.friends_first[i + 1]):
        mask = st.pub_sanctioned[s, ties.friends[e]]
        if p.bonds.parts and mask and not stands(p, st, p.schemes.world[s], e):
            mask = 0
        heard += (mask & 1) | (mask & 2) << 19 | (mask & 4) << 38
    if heard:
        weight = int(own(p, OWN_HEARSAY, p.minds.hearsay_weight, i))
        for g in range(first, last):
            n = heard >> 20 * p.risks.bit[g] & 0xFFFFF
            if n:
                remember(p, st, g, i, t, n * weight, 0)


@inner
def meet(p: Any, st: Any, s: int, first: int, last: int, t: int) -> None:
    """Joining (Bass 1969) and leaving."""
    sc = p.schemes
    if sc.innovation[s] < 0 or t >= sc.end_tick[s] or p.belonging.weighs[s]:
        return
    share = st.n_enrolled[s] / max(1, p.rows.n_eligible[s])
    for i in range(first, last):
        if (st.enrolled[s, i] == OUTSIDE or st.enrolled[s, i] == ON_RECORD) and may_enrol(p, s, i, t):
            alone = vary(p, st, sc.innovation[s], p.by.schemes_innovation[s], i, s, t, t, 0.0, 0)
            after_others = vary(p, st, sc.imitation[s], p.by.schemes_imitation[s], i, s, t, t, 0.0, 0)
            joins = alone + after_others * share
            if chance(words(p, ADOPT, t, i, sc.slot[s])[0], joins):
                enrol(p, st, s, i, t)
        elif st.enrolled[s, i] >= 0 and sc.dropout[s] > 0.0:
            if chance(words(p, LEAVE, t, i, sc.slot[s])[0], sc.dropout[s]):
                withdraw(p, st, s, i)


@inner
def withdraw(p: Any, st: Any, s: int, i: int) -> None:
    """A member no more: what stood on lists stands no more; where everybody is recorded, the record goes on."""
    st.enrolled[s, i] = BACK_ON_RECORD if p.schemes.records_all[s] else LEFT
    st.tier[s, i] = -1
    for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
        st.on[p.rows.list_row[j], i] = 0


@inner
def publish(p: Any, st: Any, sh: Any, t: int, first: int, last: int) -> None:
    """What others may read in the next tick; what nobody reads is not copied."""
    for s in range(p.sizes.schemes):
        n = 0
        for i in range(first, last):
            n += 1 if st.enrolled[s, i] >= 0 else 0
        sh.n_enrolled[s] = n
        if p.rows.publishes_scores:
            for i in range(first, last):
                st.pub_score[s, i] = st.score[s, i]
        if p.reputations.of_scheme[s] >= 0:
            y = p.reputations.of_scheme[s]
            for j in range(opinion_place(p, y, first, 0), opinion_place(p, y, last, 0)):
                st.pub_opinion[j] = st.opinion[j]
        if p.rows.publishes_bases:
            for i in range(first, last):
                st.pub_base[s, i] = st.base[s, i]
        if p.rows.publishes_harm:
            for i in range(first, last):
                st.pub_new_harm[s, i] = st.new_harm[s, i]
                st.pub_harm_live[s, i] = st.harm_live[s, i]
        if p.rows.publishes_sanctions:
            for i in range(first, last):
                st.pub_sanctioned[s, i] = st.sanctioned[s, i]
        if p.rows.tells[s]:
            for at in range(first, last, sh.block):
                tell_friends(p, st, sh, s, at, min(last, at + sh.block))
        if p.rows.publishes_tiers:
            publish_tiers(st, s, first, last)
        if p.rows.publishes_lists:
            publish_lists(p, st, s, first, last)
    for x in range(p.sizes.spreads):
        for i in range(first, last):
            st.pub_depth[x, i] = st.depth[x, i]
    for fact in range(p.sizes.facts):
        s, program = p.facts.scheme[fact], p.facts.program[fact]
        for i in range(first, last):
            if p.facts.moment[fact]:
                st.pub_fact[fact, i] = st.struck[fact, i]
            else:
                st.pub_fact[fact, i] = 1 if holds(p, st, sh, program, i, s, t, 0, 0) else 0


@inner
def tell_friends(p: Any, st: Any, sh: Any, s: int, first: int, last: int) -> None:
    """Mark the friends of whoever was sanctioned or harms others' scores: nobody else has to look around next tick.

    Friendship is mutual. Shards write to one another's persons, all the same 1, so that their order does not matter;
    the marks are taken away in each person's own tick.
    """
    n = last - first
    if p.minds.hearsay:
        for k in range(n):
            sh.chosen[k] = st.sanctioned[s, first + k]
        mark_friends(p, sh, s, first, n, st.near_sanction)
    if p.rows.weighs_points[s]:
        for k in range(n):
            sh.chosen[k] = (st.new_harm[s, first + k] != 0) | (st.harm_live[s, first + k] != 0)
        mark_friends(p, sh, s, first, n, st.near_harm)


@inner
def mark_friends(p: Any, sh: Any, s: int, first: int, n: int, near: Any) -> None:
    """Mark the friends of all ``n`` persons who are marked themselves (``chosen``)."""
    found = compact(sh.chosen, n, sh.chosen_who)
    for one in range(found):
        fetch_ahead(p.ties.friends, 0, p.ties.friends_first[first + sh.chosen_who[min(found - 1, one + AHEAD)]])
        i = first + sh.chosen_who[one]
        for e in range(p.ties.friends_first[i], p.ties.friends_first[i + 1]):
            near[s, p.ties.friends[e]] = 1


@inner
def publish_tiers(st: Any, s: int, first: int, last: int) -> None:
    """Tiers, and -2 for whoever has no account."""
    for i in range(first, last):
        st.pub_tier[s, i] = st.tier[s, i] if st.enrolled[s, i] >= 0 else -2


@inner
def publish_lists(p: Any, st: Any, s: int, first: int, last: int) -> None:
    """Which lists of a scheme each person is on."""
    for i in range(first, last):
        st.pub_primary[s, i] = 0
        st.pub_listed[s, i] = 0
    for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
        row = p.rows.list_row[j]
        bit = 1 << p.lists.bit[row]
        for i in range(first, last):
            on = st.on[row, i]
            st.pub_primary[s, i] |= bit if on & PRIMARY else 0
            st.pub_listed[s, i] |= bit if on & (PRIMARY | BY_SPREAD) else 0
