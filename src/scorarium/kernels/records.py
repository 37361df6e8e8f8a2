"""What happens to entries that stand: they end, are forgotten, are struck out (``twin/recover.py``)."""

from typing import Any

from scorarium.kernels.arena import give_back, unlink
from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import (
    COPY,
    FACTORS,
    FOLDED,
    GONE,
    LIVE,
    NEVER,
    ON_RECORD,
    PENDING,
    RATINGS,
    STANDING,
    THEIRS,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance
from scorarium.kernels.look import holds, vary, vary_ticks, vary_units
from scorarium.kernels.luck import words


@inner
def between(x: float, low: float, high: float) -> float:
    """Where x lies between low and high, in [0, 1]."""
    return max(0.0, min(1.0, (x - low) / (high - low)))


@inner
def clamp(p: Any, s: int, points: int) -> int:
    """Points between the scheme's bounds."""
    return max(p.schemes.low[s], min(p.schemes.high[s], points))


@inner
def harmful_part(p: Any, s: int, points: int) -> int:
    """Points that lead away from better, as a positive number."""
    return max(0, -points * p.schemes.better[s])


@inner
def all_belong(p: Any, st: Any, s: int) -> bool:
    """Whether everybody is a member in this tick, as far as that is known without looking.

    All were as the last one ended, and only stages put anybody out before people act (``reach.py``).
    """
    is_staged = p.stages.first[s + 1] > p.stages.first[s]
    return bool(p.now.rests and not is_staged and st.n_enrolled[s] == p.sizes.persons)


@inner
def has_account(p: Any, st: Any, s: int, i: int) -> bool:
    """Whether entries are made: of members, and of those on record where a scheme records everybody."""
    return st.enrolled[s, i] >= 0 or (st.enrolled[s, i] <= ON_RECORD and p.schemes.records_all[s] != 0)


@inner
def is_free(p: Any, s: int) -> bool:
    """Whether the base is only what rules add to a score that comes about otherwise."""
    return p.schemes.kind[s] == FACTORS or p.schemes.kind[s] == RATINGS


@inner
def begin(p: Any, st: Any, s: int, i: int, score: int) -> None:
    """The base is the score; beside factors and marks it is what rules add, and begins at nought."""
    st.base[s, i] = 0 if is_free(p, s) else score
    if p.schemes.kind[s] == RATINGS:
        if p.ratings.of_scheme[s] >= 0:
            begin_anew(p, st, p.ratings.of_scheme[s], i, score)
        else:
            begin_reputation(p, st, s, i, score)


@inner
def opinion_place(p: Any, y: int, person: int, observer: int) -> int:
    """Where the opinion of an observer about a person stands; a public one is everybody's."""
    width = p.reputations.width[y]
    return int(p.reputations.first[y] + person * width + (observer if width > 1 else 0))


@inner
def begin_reputation(p: Any, st: Any, s: int, i: int, start: int) -> None:
    """Everybody thinks well of a newcomer who begins in the upper half of the range (``twin/towards.py``)."""
    first = opinion_place(p, p.reputations.of_scheme[s], i, 0)
    good = 1 if 2 * start >= p.schemes.low[s] + p.schemes.high[s] else 0
    for j in range(first, first + p.reputations.width[p.reputations.of_scheme[s]]):
        st.opinion[j] = good


@inner
def begin_anew(p: Any, st: Any, z: int, i: int, start: int) -> None:
    """All marks are forgotten; the score is ``start`` until new ones count (``twin/ratings.py``)."""
    st.mark_sum[z, i] = 0
    st.mark_weight[z, i] = 0
    st.mark_count[z, i] = 0
    st.mark_start[z, i] = start
    if p.ratings.span[z] and p.ratings.person[z, i] >= 0:
        first = p.ratings.bin_first[z] + p.ratings.person[z, i] * p.ratings.span[z]
        for place in range(first, first + p.ratings.span[z]):
            st.bin_sum[place] = 0
            st.bin_weight[place] = 0
            st.bin_count[place] = 0


@inner
def bounded(p: Any, s: int, base: int) -> int:
    """The base within the scheme's bounds; beside factors and marks it is what rules add, and free."""
    return base if is_free(p, s) else clamp(p, s, base)


@inner
def count(p: Any, st: Any, s: int, i: int, rule: int, points: int, entries: int) -> None:
    """Live points go to the score, or to the factor that the rule feeds."""
    factor = p.rules.factor[rule]
    if factor < 0:
        st.live[s, i] += points
    else:
        st.factor_sum[factor, i] += points
        st.factor_count[factor, i] += entries


@inner
def end(p: Any, st: Any, sh: Any, s: int, i: int, e: int) -> None:
    """A live entry stops counting."""
    sh.flags[e] &= ~LIVE
    count(p, st, s, i, sh.rule[e], -sh.points[e], -1)
    st.harm_live[s, i] -= harmful_part(p, s, sh.points[e])
    if not sh.flags[e] & THEIRS:
        st.wrong_live[s, i] -= 1


@inner
def forget_folded(p: Any, st: Any, sh: Any, s: int, i: int, e: int) -> None:
    """A permanent entry no longer shows in the base."""
    sh.flags[e] &= ~FOLDED
    if p.rules.factor[sh.rule[e]] >= 0:
        count(p, st, s, i, sh.rule[e], -sh.points[e], -1)
    if not sh.flags[e] & THEIRS:
        st.wrong_live[s, i] -= 1


@inner
def put(p: Any, st: Any, sh: Any, s: int, i: int, value: int) -> None:
    """The score is put to a value: live entries end, the base is the value."""
    e = st.head[s, i]
    while e >= 0:
        if sh.flags[e] & LIVE:
            end(p, st, sh, s, i, e)
        elif sh.flags[e] & FOLDED:
            forget_folded(p, st, sh, s, i, e)
        e = sh.following[e]
    st.next_check[s, i] = 0
    begin(p, st, s, i, clamp(p, s, value))


@inner
def next_change(p: Any, sh: Any, e: int) -> int:
    """The tick at which an entry ends or may be forgotten."""
    flags = sh.flags[e]
    if flags & LIVE:
        return int(sh.expiry[e])
    if flags & (PENDING | FOLDED):
        return NEVER
    return int(min(NEVER, sh.tick[e] + p.rules.keep[sh.rule[e]]))


@inner
def expire(p: Any, st: Any, sh: Any, s: int, i: int, t: int, closed: int) -> None:
    """Entries whose clock has run out, or whose debt is settled, end; what nobody looks at any more is forgotten."""
    before = -1
    soonest = NEVER
    e = st.head[s, i]
    while e >= 0:
        after = sh.following[e]
        rule = sh.rule[e]
        if sh.flags[e] & LIVE:
            o = p.rules.until_settled[rule]
            if (
                sh.expiry[e] <= t
                or (o >= 0 and closed >> o & 1)
                or (p.rules.until[rule] >= 0 and holds(p, st, sh, p.rules.until[rule], i, s, t, 0, 0))
            ):
                end(p, st, sh, s, i, e)
        if sh.flags[e] & STANDING or t - sh.tick[e] < p.rules.keep[rule]:
            soonest = min(soonest, next_change(p, sh, e))
            before = e
        else:
            unlink(st, sh, s, i, before, e)
            if st.case_entry[s, i] == e:
                st.case_entry[s, i] = -1
            give_back(sh, e)
        e = after
    st.next_check[s, i] = soonest


@inner
def leave(p: Any, st: Any, sh: Any, row: int, s: int, i: int, t: int) -> None:
    """A person goes off a list."""
    strike_off(p, st, sh, row, s, i)
    if p.lists.leaving_sets[row]:
        q = p.by.lists_leaving_value[row]
        put(p, st, sh, s, i, vary_units(p, st, p.lists.leaving_value[row], q, i, s, t, t, 0))
    q = p.by.lists_leaving_points[row]
    if p.lists.leaving_points[row] or q >= 0:
        points = vary_units(p, st, p.lists.leaving_points[row], q, i, s, t, t, 0)
        st.base[s, i] = bounded(p, s, st.base[s, i] + points)


@inner
def strike_off(p: Any, st: Any, sh: Any, row: int, s: int, i: int) -> None:
    """The listing and the memory of what grounded it."""
    st.on[row, i] = 0
    st.stirred[s, i] = 1
    st.until[row, i] = 0
    st.grounds[row, i] = 0
    e = st.head[s, i]
    while e >= 0:
        sh.grounded[e] &= ~(1 << p.lists.bit[row])
        e = sh.following[e]


@inner
def is_standing(flags: int, grounded: int) -> bool:
    """Whether an entry still counts, still stands in the base or in the file, or grounds a listing."""
    return (flags & (LIVE | FOLDED) != 0 or grounded != 0) and not flags & GONE


@inner
def strike_out(p: Any, st: Any, sh: Any, s: int, i: int, t: int, e: int) -> None:
    """An entry goes; its points return; listings that it alone grounded fall; copies are corrected, with luck."""
    if sh.flags[e] & LIVE:
        end(p, st, sh, s, i, e)
    elif sh.flags[e] & FOLDED:
        forget_folded(p, st, sh, s, i, e)
        if p.rules.factor[sh.rule[e]] < 0:
            st.base[s, i] = bounded(p, s, st.base[s, i] - sh.points[e])
    sh.flags[e] |= GONE
    st.next_check[s, i] = 0
    for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
        row = p.rows.list_row[j]
        bit = 1 << p.lists.bit[row]
        if sh.grounded[e] & bit:
            sh.grounded[e] &= ~bit
            st.grounds[row, i] -= 1
            if st.grounds[row, i] == 0:
                strike_off(p, st, sh, row, s, i)
    for j in range(p.rows.copy_first[s], p.rows.copy_first[s + 1]):
        x = p.rows.copy_row[j]
        if st.copy_until[x, i] > t:
            reaches = vary(p, st, p.copies.reaches[x], p.by.copies_reaches[x], i, s, t, t, 0.0, 0)
            if chance(words(p, COPY, t, i, p.copies.slot[x])[0], reaches):
                after = vary_ticks(p, st, p.copies.after[x], p.by.copies_after[x], i, s, t, t, 0.0, 0)
                st.copy_until[x, i] = min(st.copy_until[x, i], t + after)


@inner
def decayed(p: Any, st: Any, s: int, i: int, t: int) -> int:
    """The base one tick nearer to its resting place."""
    kept = vary(p, st, p.schemes.decay[s], p.by.schemes_decay[s], i, s, t, t, 0.0, 0)
    if kept >= 1.0:
        return int(st.base[s, i])
    rest = vary_units(p, st, p.schemes.decay_towards[s], p.by.schemes_decay_towards[s], i, s, t, t, 0)
    return int(rest + round_half_up((st.base[s, i] - rest) * kept))
