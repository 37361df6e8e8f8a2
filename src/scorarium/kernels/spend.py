"""Points that buy something (``twin/spend.py``)."""

from typing import Any

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import LIVE, NO_FROM, SPEND
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance
from scorarium.kernels.look import vary, vary_units
from scorarium.kernels.luck import words
from scorarium.kernels.records import clamp, count, end, harmful_part


@inner
def spend(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> None:
    """As many whole lots as the balance holds are spent, and what they are worth is received."""
    x, w = p.wallets.of_scheme[s], p.schemes.world[s]
    rate = vary(p, st, p.wallets.rate[x], p.by.wallets_rate[x], i, s, t, t, 0.0, 0)
    units = spendable(p, st, s, i, x, t)
    if units <= 0 or not chance(words(p, SPEND, t, i, p.schemes.slot[s])[0], rate):
        return
    left = units
    e = next_to_spend(p, st, sh, s, i, x)
    while left > 0 and e >= 0:
        left -= use(p, st, sh, s, i, e, left)
        e = next_to_spend(p, st, sh, s, i, x)
    st.base[s, i] -= left
    money = round_half_up(units * vary(p, st, p.wallets.worth[x], p.by.wallets_worth[x], i, s, t, t, 0.0, 0))
    st.spent[x, i] += units
    st.fines[w, i] -= money
    st.welfare[w, i] += money
    sh.n_paid[s] += money


@inner
def spendable(p: Any, st: Any, s: int, i: int, x: int, t: int) -> int:
    """Whole lots of the balance, in units of points; nothing below the least score is there to spend."""
    own = clamp(p, s, st.base[s, i] + st.live[s, i])
    lot, low = vary_units(p, st, p.wallets.lot[x], p.by.wallets_lot[x], i, s, t, t, 0), p.schemes.low[s]
    units = own // lot * lot if lot > 0 else own
    return min(units, own - low) if low > NO_FROM + 1 else units


@inner
def next_to_spend(p: Any, st: Any, sh: Any, s: int, i: int, x: int) -> int:
    """The oldest, or the newest, entry whose points can be spent; -1: none is left."""
    found = -1
    e = st.head[s, i]
    while e >= 0:
        if sh.flags[e] & LIVE and sh.points[e] > 0 and p.rules.factor[sh.rule[e]] < 0:
            if p.wallets.oldest_first[x]:
                return int(e)
            found = e
        e = sh.following[e]
    return int(found)


@inner
def use(p: Any, st: Any, sh: Any, s: int, i: int, e: int, most: int) -> int:
    """Points of one entry; one that is used up ends."""
    held = sh.points[e]
    points = min(most, held)
    st.harm_live[s, i] -= harmful_part(p, s, held) - harmful_part(p, s, held - points)
    sh.points[e] = held - points
    count(p, st, s, i, sh.rule[e], -points, 0)
    if held == points:
        end(p, st, sh, s, i, e)
        st.next_check[s, i] = 0
    return points


@inner
def earn(p: Any, st: Any, s: int, i: int, rule: int, points: int) -> None:
    """Points towards better, and those of them that were bought."""
    x = p.wallets.of_scheme[s]
    gain = points * p.schemes.better[s]
    if x >= 0 and gain > 0:
        st.earned[x, i] += gain
        if p.wallets.is_bought[rule]:
            st.earned_by_money[x, i] += gain
