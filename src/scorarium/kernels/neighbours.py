"""Neighbours in a score, the clamp, and duties that last (``twin/neighbours.py``, ``twin/score.py``)."""

from typing import Any

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.bonds import stands
from scorarium.kernels.codes import BLOCK, FACTORS, IS_SAME, OF_DRIFT, OF_POINTS, OF_SCORE, POINT, RATINGS, SUMMED
from scorarium.kernels.compiled import inner
from scorarium.kernels.factors import weighed
from scorarium.kernels.look import holds, value, vary
from scorarium.kernels.near import summed
from scorarium.kernels.ratings import rated
from scorarium.kernels.records import bounded, clamp, put
from scorarium.kernels.towards import reputation
from scorarium.kernels.units import pooled


@inner
def settle_score(p: Any, st: Any, sh: Any, s: int, i: int, t: int, net: int) -> None:
    """Net, clamp once, add what is live and what neighbours weigh."""
    for j in range(p.rows.put_first[s], p.rows.put_first[s + 1]):
        rule = p.rows.put_rule[j]
        if holds(p, st, sh, p.rules.when[rule], i, s, t, 0, 0):
            put(p, st, sh, s, i, round_half_up(value(p, st, p.rules.points[rule], i, s, t, 0, 0.0, 1, 0) * POINT))
            net = 0
    live = st.live[s, i]
    for j in range(p.rows.state_first[s], p.rows.state_first[s + 1]):
        rule = p.rows.state_rule[j]
        # the twin asks after the base has changed; nothing that a condition reads is changed in between
        if holds(p, st, sh, p.rules.when[rule], i, s, t, 0, 0):
            live += round_half_up(value(p, st, p.rules.points[rule], i, s, t, 0, 0.0, 1, 0) * POINT)
    if p.rows.has_ties[s]:
        new, standing, pull = weigh(p, st, sh, s, i, t)
        net += new - pull
        live += standing
        new, standing, pull = weigh_others(p, st, s, i, t)
        net += new - pull
        live += standing
    if p.schemes.kind[s] == FACTORS:
        live += weighed(p, st, sh, s, i, t)
    if p.schemes.kind[s] == RATINGS:
        live += rated(p, st, s, i) if p.ratings.of_scheme[s] >= 0 else reputation(p, st, s, i)
    st.base[s, i] = bounded(p, s, st.base[s, i] + net)
    if p.schemes.unit[s] >= 0:
        live += pooled(p, st, s, i, t, st.base[s, i] + live)
    own = clamp(p, s, st.base[s, i] + live)
    if p.rows.is_anchored[s]:
        own = anchored(p, st, s, i, t, own)
    sh.at[IS_SAME] = 1 if st.score[s, i] == own else 0
    st.score[s, i] = own


@inner
def among_friends(p: Any, st: Any, s: int, i: int, x: Any, y: Any) -> tuple[int, int, int]:
    """How many friends had an account at the end of the previous tick, and the sums of two columns over them."""
    n, total_x, total_y = 0, 0, 0
    for e in range(p.ties.friends_first[i], p.ties.friends_first[i + 1]):
        k = p.ties.friends[e]
        if st.pub_tier[s, k] >= -1 and stands(p, st, p.schemes.world[s], e):
            n += 1
            total_x += x[s, k]
            total_y += y[s, k]
    return n, total_x, total_y


@inner
def all_weigh(p: Any, st: Any, s: int) -> bool:
    """Whether nobody had no account as the last tick ended, and no friends have parted."""
    return bool(p.now.rests and not p.bonds.parts and st.n_enrolled[s] == p.sizes.persons)


@inner
def bases_of_friends(p: Any, st: Any, sh: Any, s: int, i: int) -> tuple[int, int]:
    """How many friends had an account at the end of the previous tick, and the sum of their bases."""
    first, last = p.ties.friends_first[i], p.ties.friends_first[i + 1]
    if sh.at[SUMMED] == s:
        return last - first, sh.friends_sum[i - sh.at[BLOCK]]
    total = 0
    if all_weigh(p, st, s):
        for e in range(first, last):
            total += st.pub_base[s, p.ties.friends[e]]
        return last - first, total
    n, total, _ = among_friends(p, st, s, i, st.pub_base, st.pub_base)
    return n, total


@inner
def at_home(p: Any, st: Any, s: int, i: int, x: Any, y: Any) -> tuple[int, int, int]:
    """The same for the rest of the household, whose members stand side by side."""
    h = p.ties.household[i]
    n, total_x, total_y = 0, 0, 0
    for k in range(p.ties.household_first[h], p.ties.household_first[h + 1]):
        if k != i and st.pub_tier[s, k] >= -1:
            n += 1
            total_x += x[s, k]
            total_y += y[s, k]
    return n, total_x, total_y


@inner
def put_on(share: float, total: int, n: int, by_mean: int) -> int:
    """Points that others' harmful points put on a person."""
    x = share * total
    return int(round_half_up(x / n if by_mean else x))


@inner
def friends_share(p: Any, st: Any, s: int, i: int, t: int) -> float:
    """How much friends weigh for a person."""
    return float(vary(p, st, p.schemes.friends_share[s], p.by.schemes_friends_share[s], i, s, t, t, 0.0, 0))


@inner
def household_share(p: Any, st: Any, s: int, i: int, t: int) -> float:
    """How much the household weighs for a person."""
    return float(vary(p, st, p.schemes.household_share[s], p.by.schemes_household_share[s], i, s, t, t, 0.0, 0))


@inner
def weigh(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> tuple[int, int, int]:
    """New points, live points and drift that come from friends and from the household."""
    sc = p.schemes
    new, standing, pull = 0, 0, 0
    share = friends_share(p, st, s, i, t)
    if share > 0.0:
        if sc.friends_of[s] == OF_POINTS and st.near_harm[s, i]:
            st.near_harm[s, i] = 0
            n, x, y = among_friends(p, st, s, i, st.pub_new_harm, st.pub_harm_live)
            if n:
                new += put_on(share, x, n, sc.friends_mean[s])
                standing += put_on(share, y, n, sc.friends_mean[s])
        elif sc.friends_of[s] == OF_DRIFT:
            n, x = bases_of_friends(p, st, sh, s, i)
            if n:
                pull += round_half_up(share * (st.base[s, i] - x / n))
    share = household_share(p, st, s, i, t)
    if share > 0.0:
        if sc.household_of[s] == OF_POINTS:
            n, x, y = at_home(p, st, s, i, st.pub_new_harm, st.pub_harm_live)
            if n:
                new += put_on(share, x, n, sc.household_mean[s])
                standing += put_on(share, y, n, sc.household_mean[s])
        elif sc.household_of[s] == OF_DRIFT:
            n, x, y = at_home(p, st, s, i, st.pub_base, st.pub_base)
            if n:
                pull += round_half_up(share * (st.base[s, i] - x / n))
    return -new * sc.better[s], -standing * sc.better[s], pull


@inner
def weigh_others(p: Any, st: Any, s: int, i: int, t: int) -> tuple[int, int, int]:
    """The same from any other tie."""
    sc, c = p.schemes, p.contagions
    new, standing, pull = 0, 0, 0
    for j in range(c.first[s], c.first[s + 1]):
        share = vary(p, st, c.share[j], p.by.contagions_share[j], i, s, t, t, 0.0, 0)
        if c.of[j] == OF_POINTS:
            n, x, y = summed(p, st, c.relation[j], s, i, st.pub_new_harm, st.pub_harm_live)
            if n:
                new += put_on(share, x, n, c.mean[j])
                standing += put_on(share, y, n, c.mean[j])
        elif c.of[j] == OF_DRIFT:
            n, x, y = summed(p, st, c.relation[j], s, i, st.pub_base, st.pub_base)
            if n:
                pull += round_half_up(share * (st.base[s, i] - x / n))
    return -new * sc.better[s], -standing * sc.better[s], pull


@inner
def anchored(p: Any, st: Any, s: int, i: int, t: int, own: int) -> int:
    """Own score and the others', weighed (Friedkin & Johnsen 1990)."""
    sc = p.schemes
    share = friends_share(p, st, s, i, t) if sc.friends_of[s] == OF_SCORE else 0.0
    if share > 0.0:
        n, x, _ = among_friends(p, st, s, i, st.pub_score, st.pub_score)
        if n:
            own = round_half_up((1.0 - share) * own + share * (x / n))
    share = household_share(p, st, s, i, t) if sc.household_of[s] == OF_SCORE else 0.0
    if share > 0.0:
        n, x, _ = at_home(p, st, s, i, st.pub_score, st.pub_score)
        if n:
            own = round_half_up((1.0 - share) * own + share * (x / n))
    c = p.contagions
    for j in range(c.first[s], c.first[s + 1]):
        if c.of[j] == OF_SCORE:
            share = vary(p, st, c.share[j], p.by.contagions_share[j], i, s, t, t, 0.0, 0)
            n, x, _ = summed(p, st, c.relation[j], s, i, st.pub_score, st.pub_score)
            if n:
                own = round_half_up((1.0 - share) * own + share * (x / n))
    return own
