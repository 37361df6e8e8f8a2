"""Fines, payments and warnings; doors that a moment shuts for a while (``twin/stand.py``)."""

from typing import Any

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import LOW32, N_STRIKES, PAY, POINT, PRICE, SERVE, WARN
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance, mix
from scorarium.kernels.look import holds, number
from scorarium.kernels.luck import words
from scorarium.kernels.mind import remember


@inner
def sanction(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> None:
    """What follows at once from entries and states of this tick."""
    k = p.consequences
    for j in range(k.of_scheme_first[s], k.of_scheme_first[s + 1]):
        c = k.of_scheme[j]
        if k.moment[c]:
            for n in range(sh.at[N_STRIKES]):
                if holds(p, st, sh, k.when[c], i, s, t, n, n + 1):
                    strike_of_consequence(
                        p, st, c, s, i, t, sh.strike_repeat[n], sh.strike_amount[n], sh.strike_rule[n]
                    )
        else:
            while_it_holds(p, st, sh, c, s, i, t)


@inner
def strike_of_consequence(
    p: Any, st: Any, c: int, s: int, i: int, t: int, repeat: int, amount: float, rule: int
) -> None:
    """What a moment brings."""
    k = p.consequences
    if k.effect[c] <= PRICE:  # deny, favour, delay, price
        st.edge[k.edge[c], i] = t + k.lasts[c]
        return
    word = mix(words(p, SERVE, t, i, p.schemes.slot[s])[0], (k.salt[c] + repeat) & LOW32)
    if chance(word, number(p, st, k.strength[c], i, s, t, 0.0, repeat)):
        pay_or_warn(p, st, c, s, i, t, repeat, amount, rule)


@inner
def pay_or_warn(p: Any, st: Any, c: int, s: int, i: int, t: int, repeat: int, amount: float, rule: int) -> None:
    """A fine, a payment or a warning."""
    k = p.consequences
    if k.effect[c] == WARN:
        for g in range(p.risks.first[s], p.risks.first[s + 1]):
            remember(p, st, g, i, t, p.minds.warn, 0)
        return
    money = number(p, st, k.amount[c], i, s, t, amount, repeat)
    if k.per[c] > 0.0:
        above = p.rules.above[rule] if rule >= 0 else 0.0
        money = money * ((amount - max(0.0, above)) / k.per[c])
    units = round_half_up(money * POINT)
    if k.effect[c] == PAY:
        units = -units
    w = p.schemes.world[s]
    st.fines[w, i] += units
    st.welfare[w, i] -= units


@inner
def while_it_holds(p: Any, st: Any, sh: Any, c: int, s: int, i: int, t: int) -> None:
    """A state: once, when it comes true; again after each `every`."""
    k = p.consequences
    row = k.edge[c]
    if not holds(p, st, sh, k.when[c], i, s, t, 0, 0):
        st.edge[row, i] = -1
        return
    fresh = st.edge[row, i] < 0
    if fresh:
        st.edge[row, i] = t
    elapsed = t - st.edge[row, i]
    if fresh or (k.every[c] > 0 and elapsed > 0 and elapsed % k.every[c] == 0):
        word = mix(words(p, SERVE, t, i, p.schemes.slot[s])[1], k.salt[c])
        if chance(word, number(p, st, k.strength[c], i, s, t, 0.0, 0)):
            pay_or_warn(p, st, c, s, i, t, 1, 1.0, -1)
