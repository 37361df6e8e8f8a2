"""Phase *stand*: tiers, lists and copies (``twin/stand.py``)."""

from typing import Any

from scorarium.kernels.codes import (
    ADDS,
    BY_SPREAD,
    FOLDED,
    HOUSEHOLD,
    IGNORED,
    IS_SAME,
    LASTS,
    LIVE,
    N_STRIKES,
    NEVER,
    NO_FROM,
    PRIMARY,
    SPREAD,
    THEIRS,
    WRONGFUL,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance, mix
from scorarium.kernels.look import holds, ticks_of, vary, vary_ticks, vary_units
from scorarium.kernels.luck import words
from scorarium.kernels.near import nearest
from scorarium.kernels.records import leave
from scorarium.kernels.sanction import sanction
from scorarium.kernels.sign import signs, until_of


@inner
def stand(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> None:
    """Where the person stands in one scheme at the end of tick ``t``."""
    for j in range(p.rows.moment_first[s], p.rows.moment_first[s + 1]):
        fact = p.rows.moment_fact[j]
        st.struck[fact, i] = 1 if holds(p, st, sh, p.facts.program[fact], i, s, t, 0, sh.at[N_STRIKES]) else 0
    if t >= p.schemes.end_tick[s]:
        return
    inside = st.enrolled[s, i] >= 0
    if inside and p.schemes.tier_first[s + 1] > p.schemes.tier_first[s]:
        # a steady tier was found with this very score, and would be found again
        is_found = (sh.at[IS_SAME] and st.tier[s, i] >= 0) or is_within_tier(p, st, s, i, st.score[s, i])
        if not (p.rows.steady_tiers[s] and is_found):
            place(p, st, sh, s, i, t)
    for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
        row = p.rows.list_row[j]
        if inside:
            put_on_list(p, st, sh, row, s, i, t)
        if p.lists.spread_first[row + 1] > p.lists.spread_first[row]:
            spread(p, st, row, s, i, t)
    for j in range(p.rows.copy_first[s], p.rows.copy_first[s + 1]):
        x = p.rows.copy_row[j]
        if holds(p, st, sh, p.copies.source[x], i, s, t, 0, sh.at[N_STRIKES]):
            keep_copy(p, st, x, s, i, t)
    if inside:
        sanction(p, st, sh, s, i, t)


@inner
def is_within_tier(p: Any, st: Any, s: int, i: int, score: int) -> bool:
    """Whether the tier in which a person stands is that of the score, in a scheme whose tiers are plain borders."""
    tier = st.tier[s, i]
    return tier >= 0 and p.rows.tier_least[s, tier] <= score < p.rows.tier_upto[s, tier]


@inner
def keep_copy(p: Any, st: Any, x: int, s: int, i: int, t: int) -> None:
    """A recipient copies the standing and keeps it."""
    q = p.by.copies_kept[x]
    until = min(NEVER, t + 1 + vary_ticks(p, st, p.copies.kept[x], q, i, s, t, t, 0.0, 0))
    st.copy_until[x, i] = until if q >= 0 else max(st.copy_until[x, i], until)


@inner
def place(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> None:
    """The tier: the highest border reached; the way back needs the margin; some tiers hold for a while."""
    sc = p.schemes
    now = st.tier[s, i]
    row_now = -1
    if now >= 0:
        row_now = sc.tier_first[s + 1] - 1
        while row_now >= sc.tier_first[s] and sc.tier_code[row_now] != now:
            row_now -= 1
        if row_now < sc.tier_first[s]:
            row_now = -1
        elif is_held(p, st, s, i, t, row_now):
            return
    found, highest = -1, NO_FROM
    for j in range(sc.tier_first[s], sc.tier_first[s + 1]):
        if sc.tier_when[j] >= 0 and not holds(p, st, sh, sc.tier_when[j], i, s, t, 0, 0):
            continue
        if sc.tier_from[j] == NO_FROM:
            found = j
            break
        start = from_of(p, st, s, i, t, j)
        if start >= highest and st.score[s, i] >= border(p, st, s, i, t, j, row_now, start):
            found, highest = j, start
    code = sc.tier_code[found] if found >= 0 else -1
    if code != now:
        st.tier[s, i] = code
        st.tier_since[s, i] = t


@inner
def is_held(p: Any, st: Any, s: int, i: int, t: int, row: int) -> bool:
    """Whether the least time in a tier is not over."""
    since = st.tier_since[s, i]
    return t < since + vary_ticks(p, st, p.schemes.tier_lasts[row], p.by.tiers_lasts[row], i, s, t, since, 0.0, 0)


@inner
def from_of(p: Any, st: Any, s: int, i: int, t: int, j: int) -> int:
    """Where tier ``j`` begins for the person."""
    return int(vary_units(p, st, p.schemes.tier_from[j], p.by.tiers_from[j], i, s, t, t, 0))


@inner
def margin_of(p: Any, st: Any, s: int, i: int, t: int, j: int) -> int:
    """By how much the border of tier ``j`` must be passed on the way back."""
    return int(vary_units(p, st, p.schemes.tier_margin[j], p.by.tiers_margin[j], i, s, t, t, 0))


@inner
def border(p: Any, st: Any, s: int, i: int, t: int, j: int, row_now: int, start: int) -> int:
    """The lowest score of tier ``j`` for somebody who stands in ``row_now``: moving to the better needs the margin."""
    sc = p.schemes
    if row_now < 0 or sc.tier_from[row_now] == NO_FROM:
        return start
    if sc.better[s] > 0:
        return start + margin_of(p, st, s, i, t, j) if j > row_now else start
    return start - margin_of(p, st, s, i, t, row_now) if j == row_now else start


@inner
def put_on_list(p: Any, st: Any, sh: Any, row: int, s: int, i: int, t: int) -> None:
    """Grounds of this tick, then conditions that end the listing."""
    ls, held = p.lists, False
    n_strikes = sh.at[N_STRIKES]
    for g in range(ls.ground_first[row], ls.ground_first[row + 1]):
        if ls.ground_moment[g]:
            for k in range(n_strikes):
                if holds(p, st, sh, ls.ground_enter[g], i, s, t, k, k + 1) and follows(p, st, sh, row, g, s, i, t, k):
                    enter_by_moment(p, st, sh, row, g, s, i, t, k)
        elif holds(p, st, sh, ls.ground_enter[g], i, s, t, 0, n_strikes):
            held = True
            enter_by_state(p, st, sh, row, g, s, i, t)
    if not st.on[row, i] & PRIMARY:
        return
    until = until_of(p, st, row, i)
    if until >= 0:
        if holds(p, st, sh, until, i, s, t, 0, 0):
            leave(p, st, sh, row, s, i, t)
    elif p.rows.is_while[row] and not held and st.until[row, i] == NEVER and st.grounds[row, i] == 0:
        leave(p, st, sh, row, s, i, t)


@inner
def follows(p: Any, st: Any, sh: Any, row: int, g: int, s: int, i: int, t: int, k: int) -> bool:
    """Whether the one who signs does what the rule proposes."""
    if p.lists.decided[row] < 0:
        return True
    w = words(p, LASTS, t, i, p.lists.slot[row])
    is_signed = signs(p, st, row, g, s, i, t, w[3], w[2], sh.strike_flags[k] & THEIRS != 0)
    propose(p, st, row, i, is_signed)
    return is_signed


@inner
def propose(p: Any, st: Any, row: int, i: int, is_signed: bool) -> None:
    """Counts a proposal, and whether it is followed."""
    k = p.lists.decided[row]
    st.proposed[k, i] += 1
    if not is_signed:
        st.overridden[k, i] += 1


@inner
def list_term(p: Any, st: Any, row: int, g: int, s: int, i: int, t: int) -> int:
    """How long a ground holds a person, this listing counted."""
    ls = p.lists
    if ls.ground_forever[g]:
        return NEVER
    q = ls.lasts[row] if ls.ground_lasts[g] == -2 else ls.ground_lasts[g]
    w = words(p, LASTS, t, i, ls.slot[row])
    return int(ticks_of(p, st, q, i, s, t, w, 0.0, times_listed(p, st, row, s, i, t)))


@inner
def times_listed(p: Any, st: Any, row: int, s: int, i: int, t: int) -> int:
    """How often the person has been listed, this time included: ever, or within the window (at most the last 8)."""
    k = p.lists.struck[row]
    if k < 0:
        return int(st.times[row, i])
    within = vary_ticks(p, st, p.lists.repeat_within[row], p.by.lists_repeat_within[row], i, s, t, t, 0.0, 0)
    n = 0
    for back in range(8):
        if t - st.listings[k, back, i] < within:
            n += 1
    return n


@inner
def list_anew(p: Any, st: Any, row: int, i: int, t: int, flags: int) -> None:
    """A new listing."""
    if not st.on[row, i]:
        st.since[row, i] = t
    st.on[row, i] = (st.on[row, i] & BY_SPREAD) | flags
    st.times[row, i] = min(255, st.times[row, i] + 1)
    st.grounds[row, i] = 0
    k = p.lists.struck[row]
    if k >= 0:
        for back in range(7, 0, -1):
            st.listings[k, back, i] = st.listings[k, back - 1, i]
        st.listings[k, 0, i] = t


@inner
def run_on(p: Any, st: Any, row: int, g: int, i: int) -> None:
    """The listing runs on a ground from now on."""
    k = p.lists.own_ground[row]
    if k >= 0:
        st.ground[k, i] = g - p.lists.ground_first[row]


@inner
def enter_by_moment(p: Any, st: Any, sh: Any, row: int, g: int, s: int, i: int, t: int, k: int) -> None:
    """An entry as ground: the three repeat laws."""
    repeat = p.lists.ground_repeat[g]
    fresh = not st.on[row, i] & PRIMARY
    if not fresh and repeat == IGNORED:
        return
    is_theirs = sh.strike_flags[k] & THEIRS != 0
    if fresh:
        list_anew(p, st, row, i, t, PRIMARY if is_theirs else PRIMARY | WRONGFUL)
    elif is_theirs:
        st.on[row, i] &= ~WRONGFUL
    run_on(p, st, row, g, i)
    term = list_term(p, st, row, g, s, i, t)
    if fresh:
        st.until[row, i] = min(NEVER, t + term)
    elif repeat == ADDS:
        st.until[row, i] = min(NEVER, max(st.until[row, i], t) + term)
    else:
        st.until[row, i] = min(NEVER, max(st.until[row, i], t + term))
    st.grounds[row, i] = min(255, st.grounds[row, i] + 1)
    e = sh.strike_entry[k]
    if e >= 0:
        sh.grounded[e] |= 1 << p.lists.bit[row]


@inner
def enter_by_state(p: Any, st: Any, sh: Any, row: int, g: int, s: int, i: int, t: int) -> None:
    """A state as ground: it holds a person while it holds, and the term counts from its end."""
    fresh = not st.on[row, i] & PRIMARY
    if fresh:
        if not is_agreed(p, st, sh, row, g, s, i, t):
            return
        list_anew(p, st, row, i, t, PRIMARY | WRONGFUL if is_wronged(p, st, sh, s, i) else PRIMARY)
    elif p.lists.ground_repeat[g] == IGNORED:
        return
    run_on(p, st, row, g, i)
    until = min(NEVER, t + list_term(p, st, row, g, s, i, t))
    st.until[row, i] = until if fresh else max(st.until[row, i], until)


@inner
def is_agreed(p: Any, st: Any, sh: Any, row: int, g: int, s: int, i: int, t: int) -> bool:
    """Whether the one who signs follows a state: one coin for each listing, counted once."""
    k = p.lists.decided[row]
    if k < 0:
        return True
    w, times = words(p, SPREAD, 0, i, p.lists.slot[row]), st.times[row, i]
    is_right = not is_wronged(p, st, sh, s, i)
    is_signed = signs(p, st, row, g, s, i, t, mix(w[1], times), mix(w[2], times), is_right)
    if is_signed or st.declined[k, i] != times + 1:
        propose(p, st, row, i, is_signed)
    st.declined[k, i] = times + 1
    return is_signed


@inner
def is_wronged(p: Any, st: Any, sh: Any, s: int, i: int) -> bool:
    """Whether standing entries that are not the person's own weigh on the score."""
    e = st.head[s, i]
    while e >= 0:
        flags = sh.flags[e]
        if not flags & THEIRS and flags & (LIVE | FOLDED) and sh.points[e] * p.schemes.better[s] < 0:
            return True
        e = sh.following[e]
    return False


@inner
def spread(p: Any, st: Any, row: int, s: int, i: int, t: int) -> None:
    """Joint punishment: listed while somebody near was listed at the end of the last tick."""
    reached = False
    for x in range(p.lists.spread_first[row], p.lists.spread_first[row + 1]):
        if reach(p, st, x, row, s, i, t):
            reached = True
    on = st.on[row, i]
    if not reached:
        if on & BY_SPREAD:
            st.on[row, i] = on & ~BY_SPREAD
    elif not on & BY_SPREAD:
        if not on:
            st.since[row, i] = t
        st.on[row, i] = on | BY_SPREAD


@inner
def spread_term(p: Any, st: Any, x: int, s: int, i: int, t: int) -> int:
    """How long a listing that reached the person lasts at most."""
    since = st.spread_since[x, i]
    return int(vary_ticks(p, st, p.spreads.lasts[x], p.by.spreads_lasts[x], i, s, t, since, 0.0, 0))


@inner
def reach(p: Any, st: Any, x: int, row: int, s: int, i: int, t: int) -> bool:
    """Whether a listing reaches the person by one kind of tie, and how many steps from its origin."""
    sp, by = p.spreads, p.by
    relation = sp.relation[x]
    near = nearest(p, st, relation, x, p.lists.bit[row], s, i)
    depth = near + 1 if near < vary(p, st, sp.steps[x], by.spreads_steps[x], i, s, t, 0, 0.0, 0) else 0
    if depth > 1 and st.on[row, i] & PRIMARY:
        depth = 0
    share = vary(p, st, sp.share[x], by.spreads_share[x], i, s, t, 0, 0.0, 0)
    if depth and share < 1.0:
        word = words(p, SPREAD, 0, i, p.lists.slot[row])[0]
        if relation != HOUSEHOLD:
            word = mix(word, relation)
        if not chance(word, share):
            depth = 0
    if depth == 0:
        st.spread_since[x, i] = -1
    elif st.spread_since[x, i] < 0:
        st.spread_since[x, i] = t
    elif t - st.spread_since[x, i] >= spread_term(p, st, x, s, i, t):
        depth = 0
    st.depth[x, i] = depth
    return depth > 0
