"""Phase *recover*: what falls due before anybody acts: terms, decay, repairs, appeals (``twin/recover.py``)."""

from typing import Any

from scorarium.kernels.appeal import decide, file
from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import (
    LEFT,
    LIVE,
    NEVER,
    ON_RECORD,
    OUTSIDE,
    PASS,
    POINT,
    PRIMARY,
    REPAIR,
    SETTLE,
    WRONGFUL,
)
from scorarium.kernels.compact import compact
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance
from scorarium.kernels.look import holds, in_world, value, vary, vary_ticks, vary_units
from scorarium.kernels.luck import words
from scorarium.kernels.records import (
    all_belong,
    begin,
    bounded,
    clamp,
    decayed,
    end,
    expire,
    has_account,
    leave,
    put,
)
from scorarium.kernels.sign import is_lifted, standing_ground
from scorarium.kernels.spend import spend


@inner
def recover_block(p: Any, st: Any, sh: Any, first: int, last: int, t: int) -> None:
    """Everything that falls due at tick ``t`` for the persons of a block, in every world."""
    if p.sizes.opens:
        settle_block(p, st, sh, first, last, t)
    if p.now.month_begins:
        for row in range(p.sizes.had):
            for i in range(first, last):
                st.had[row, p.now.month, i] = 0
    for s in range(p.sizes.schemes):
        count_days(p, st, s, first, last)
        if t >= p.schemes.end_tick[s]:
            for i in range(first, last):
                end_scheme(p, st, s, i)
        elif p.schemes.innovation[s] < 0:
            for i in range(first, first if all_belong(p, st, s) else last):
                is_out = (st.enrolled[s, i] == OUTSIDE) | (st.enrolled[s, i] == ON_RECORD)
                if is_out & (p.rows.eligible[s, i] != 0) and may_enrol(p, s, i, t):
                    enrol(p, st, s, i, t)
        elif p.schemes.records_all[s]:
            for i in range(first, last):
                if st.enrolled[s, i] == OUTSIDE and may_enrol(p, s, i, t):
                    open_account(p, st, s, i, t)
                    st.enrolled[s, i] = ON_RECORD
        if p.schemes.decay[s] < 1.0 or p.by.schemes_decay[s] >= 0:
            for i in range(first, last):
                if has_account(p, st, s, i):
                    st.base[s, i] = decayed(p, st, s, i, t)
        recover_persons(p, st, sh, s, first, last, t)


@inner
def recover_persons(p: Any, st: Any, sh: Any, s: int, first: int, last: int, t: int) -> None:
    """Entries, repairs, appeals and listings of one scheme."""
    w = p.schemes.world[s]
    settles = p.rows.settles[s] != 0
    has_untils = p.rows.has_untils[s] != 0
    has_repairs = p.rows.repair_first[s + 1] > p.rows.repair_first[s]
    has_appeal = p.schemes.hears[s] != 0
    x = p.wallets.of_scheme[s]
    spends = x >= 0 and (p.wallets.rate[x] > 0.0 or p.by.wallets_rate[x] >= 0)
    has_lists = p.rows.list_first[s + 1] > p.rows.list_first[s]
    if not (has_repairs or has_appeal or spends or has_untils or settles):
        n = last - first
        for k in range(n):
            sh.chosen[k] = st.next_check[s, first + k] <= t
        for one in range(compact(sh.chosen, n, sh.chosen_who)):
            k = sh.chosen_who[one]
            if has_account(p, st, s, first + k):
                expire(p, st, sh, s, first + k, t, sh.closed[w, k])
        for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
            row = p.rows.list_row[j]
            for k in range(n):
                sh.chosen[k] = st.on[row, first + k] & PRIMARY
            for one in range(compact(sh.chosen, n, sh.chosen_who)):
                k = sh.chosen_who[one]
                release_from(p, st, sh, row, s, first + k, t, sh.closed[w, k])
        return
    for i in range(first, last):
        if has_account(p, st, s, i):
            closed = sh.closed[w, i - first]
            if st.next_check[s, i] <= t or (settles and closed) or (has_untils and st.head[s, i] >= 0):
                expire(p, st, sh, s, i, t, closed)
            if has_repairs:
                repair(p, st, sh, s, i, i - first, t)
            if has_appeal:
                decide(p, st, sh, s, i, t)
                file(p, st, sh, s, i, t)
        if has_lists:
            release(p, st, sh, s, i, t, sh.closed[w, i - first])
        if spends and st.enrolled[s, i] >= 0:
            spend(p, st, sh, s, i, t)


@inner
def count_days(p: Any, st: Any, s: int, first: int, last: int) -> None:
    """Days are counted at the start of the tick, before anything is put right."""
    live = 0
    for i in range(first, last):
        live |= st.wrong_live[s, i]
    for i in range(first, last if live else first):
        st.wrong_entry_ticks[s, i] += st.wrong_live[s, i]
    for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
        row = p.rows.list_row[j]
        found = 0
        for i in range(first, last):
            found |= st.on[row, i]
        for i in range(first, last if found else first):
            st.listed_ticks[row, i] += st.on[row, i] != 0
        for i in range(first, last if found & WRONGFUL else first):
            st.wrong_ticks[row, i] += (st.on[row, i] & WRONGFUL) != 0


@inner
def settle_block(p: Any, st: Any, sh: Any, first: int, last: int, t: int) -> None:
    """Whoever has something open is looked at; for everybody else nothing was settled."""
    n = last - first
    for k in range(n):
        sh.busy[k] = 0
    for w in range(p.sizes.worlds):
        for k in range(n):
            sh.closed[w, k] = 0
        for o in range(p.sizes.opens):
            for k in range(n):
                sh.busy[k] |= st.open_since[o, w, first + k] >= 0
    for k in range(n):
        if sh.busy[k]:
            settle(p, st, sh, first + k, k, t)


@inner
def settle(p: Any, st: Any, sh: Any, i: int, k: int, t: int) -> None:
    """What stands open may be settled: the same draw in every world. Leaves, per world, a mask of what was."""
    for o in range(p.sizes.opens):
        is_asked = False
        is_settled = False
        for w in range(p.sizes.worlds):
            if st.open_since[o, w, i] >= 0:
                if not is_asked or p.sizes.moved:
                    is_asked = True
                    q = in_world(p, p.acts.open_settled[o], w)
                    is_settled = chance(words(p, SETTLE, t, i, o)[0], value(p, st, q, i, 0, t, t, 0.0, 1, 0))
                if is_settled:
                    st.open_since[o, w, i] = -1
                    sh.closed[w, k] |= 1 << o


@inner
def end_scheme(p: Any, st: Any, s: int, i: int) -> None:
    """The scheme has ended."""
    if st.enrolled[s, i] != LEFT:
        st.enrolled[s, i] = LEFT
        st.tier[s, i] = -1
        for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
            st.on[p.rows.list_row[j], i] = 0


@inner
def may_enrol(p: Any, s: int, i: int, t: int) -> bool:
    """Whether the scheme may enrol the person by now."""
    return p.rows.eligible[s, i] != 0 and t >= p.schemes.start_tick[s, p.people.district[i]]


@inner
def enrol(p: Any, st: Any, s: int, i: int, t: int) -> None:
    """A new member, who goes on from what is on record."""
    if st.enrolled[s, i] != ON_RECORD:
        open_account(p, st, s, i, t)
    st.enrolled[s, i] = t


@inner
def open_account(p: Any, st: Any, s: int, i: int, t: int) -> None:
    """A new account."""
    points = value(p, st, p.schemes.start[s], i, s, t, t, 0.0, 1, 0) * POINT
    start = clamp(p, s, round_half_up(points))
    st.score[s, i] = start
    begin(p, st, s, i, start)
    st.last_harm[s, i] = t


@inner
def repair(p: Any, st: Any, sh: Any, s: int, i: int, k: int, t: int) -> None:
    """Repairs under way are judged; new ones are sought."""
    rp, by = p.repairs, p.by
    w = p.schemes.world[s]
    for j in range(p.rows.repair_first[s], p.rows.repair_first[s + 1]):
        row = p.rows.repair_row[j]
        if p.now.repair_resets[row]:
            st.repair_used[row, i] = 0
        is_left = rp.limit[row] == 0 or st.repair_used[row, i] < rp.limit[row]
        if st.repair_due[row, i] < 0 and is_left and holds(p, st, sh, rp.when[row], i, s, t, 0, 0):
            sought = vary(p, st, rp.sought[row], by.repairs_sought[row], i, s, t, t, 0.0, 0)
            if chance(words(p, REPAIR, t, i, rp.slot[row])[0], sought):
                takes = vary_ticks(p, st, rp.takes[row], by.repairs_takes[row], i, s, t, t, 0.0, 0)
                st.repair_due[row, i] = min(NEVER, t + takes)
                st.repair_used[row, i] += 1
                cost = vary_units(p, st, rp.cost[row], by.repairs_cost[row], i, s, t, t, 0)
                st.fines[w, i] += cost
                st.welfare[w, i] -= cost
        if 0 <= st.repair_due[row, i] <= t:
            st.repair_due[row, i] = -1
            passes = vary(p, st, rp.passes[row], by.repairs_passes[row], i, s, t, t, 0.0, 0)
            if chance(words(p, PASS, t, i, rp.slot[row])[0], passes):
                succeed(p, st, sh, row, s, i, k, t)


@inner
def succeed(p: Any, st: Any, sh: Any, row: int, s: int, i: int, k: int, t: int) -> None:
    """A repair bears fruit."""
    rp = p.repairs
    w = p.schemes.world[s]
    points = vary_units(p, st, rp.points[row], p.by.repairs_points[row], i, s, t, t, 0)
    if points:
        st.base[s, i] = bounded(p, s, st.base[s, i] + points)
    for o in range(p.sizes.opens):
        if rp.settles[row] >> o & 1 and st.open_since[o, w, i] >= 0:
            st.open_since[o, w, i] = -1
            sh.closed[w, k] |= 1 << o
    if p.rows.has_repaired[s]:
        e = st.head[s, i]
        while e >= 0:
            if sh.flags[e] & LIVE and p.rules.until_repaired[sh.rule[e]]:
                end(p, st, sh, s, i, e)
            e = sh.following[e]
        st.next_check[s, i] = 0
    for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
        listed = p.rows.list_row[j]
        if rp.ends[row] >> p.lists.bit[listed] & 1 and st.on[listed, i]:
            leave(p, st, sh, listed, s, i, t)
    if rp.sets[row]:
        put(p, st, sh, s, i, vary_units(p, st, rp.value[row], p.by.repairs_value[row], i, s, t, t, 0))


@inner
def release(p: Any, st: Any, sh: Any, s: int, i: int, t: int, closed: int) -> None:
    """Listings whose term has run out, or whose debt has just been settled, end before anybody acts."""
    for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
        row = p.rows.list_row[j]
        if st.on[row, i] & PRIMARY:
            release_from(p, st, sh, row, s, i, t, closed)


@inner
def release_from(p: Any, st: Any, sh: Any, row: int, s: int, i: int, t: int, closed: int) -> None:
    """The same for one list on which the person is."""
    g = standing_ground(p, st, row, i)
    mask = p.lists.settled[row] if p.lists.ground_settled[g] < 0 else p.lists.ground_settled[g]
    is_settled = mask & closed and is_all_settled(p, st, mask, p.schemes.world[s], i)
    if st.until[row, i] <= t or is_settled or is_lifted(p, st, row, g, s, i, t):
        leave(p, st, sh, row, s, i, t)


@inner
def is_all_settled(p: Any, st: Any, mask: int, w: int, i: int) -> bool:
    """Whether nothing of the mask stands open."""
    for o in range(p.sizes.opens):
        if mask >> o & 1 and st.open_since[o, w, i] >= 0:
            return False
    return True
