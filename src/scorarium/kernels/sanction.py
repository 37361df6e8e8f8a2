"""Fines, payments and warnings; doors that a moment shuts for a while (``twin/stand.py``)."""

from typing import Any

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import INSPECT, LOW32, N_STRIKES, NEVER, PAY, POINT, PRICE, RECLAIM, RECOMMEND, SERVE, WARN
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance, mix
from scorarium.kernels.look import carried_out, holds, least_amount, value, vary, vary_ticks, whole_ticks
from scorarium.kernels.luck import words
from scorarium.kernels.mind import remember


@inner
def sanction(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> None:
    """What follows at once from entries and states of this tick."""
    k = p.consequences
    for j in range(k.of_scheme_first[s], k.of_scheme_first[s + 1]):
        c = k.of_scheme[j]
        if k.moment[c]:
            for n in range(sh.at[N_STRIKES] if k.when[c] >= 0 else 0):
                if holds(p, st, sh, k.when[c], i, s, t, n, n + 1):
                    strike_of_consequence(
                        p, st, sh, c, s, i, t, sh.strike_repeat[n], sh.strike_amount[n], sh.strike_rule[n]
                    )
            if k.state[c] >= 0 and not goes_on(k.effect[c]):
                while_it_holds(p, st, sh, c, k.state[c], s, i, t)
            elif k.state[c] >= 0 and k.edge[c] >= 0 and holds(p, st, sh, k.state[c], i, s, t, 0, 0):
                stay(p, st, c, s, i, t)
        else:
            while_it_holds(p, st, sh, c, k.when[c], s, i, t)


@inner
def stay(p: Any, st: Any, c: int, s: int, i: int, t: int) -> None:
    """What a state brings stays open for a while from its last tick; the time of the last tick counts."""
    k, row = p.consequences, p.consequences.edge[c]
    q = p.by.consequences_lasts[c]
    if q < 0 or k.when[c] >= 0:
        st.edge[row, i] = max(st.edge[row, i], t + k.stays[c])
    else:
        st.edge[row, i] = min(NEVER, t + max(1, whole_ticks(value(p, st, q, i, s, t, t, 0.0, 1, 0))))


@inner
def strike_of_consequence(
    p: Any, st: Any, sh: Any, c: int, s: int, i: int, t: int, repeat: int, amount: float, rule: int
) -> None:
    """What a moment brings."""
    k = p.consequences
    if goes_on(k.effect[c]):
        q = p.by.consequences_lasts[c]
        lasts = k.lasts[c] if q < 0 else whole_ticks(value(p, st, q, i, s, t, t, amount, repeat, 0))
        st.edge[k.edge[c], i] = max(st.edge[k.edge[c], i], min(NEVER, t + lasts))
        return
    word = mix(words(p, SERVE, t, i, p.schemes.slot[s])[0], (k.salt[c] + repeat) & LOW32)
    if chance(word, carried_out(p, st, c, i, s, t, amount, repeat, repeat)):
        pay_or_warn(p, st, sh, c, s, i, t, repeat, amount, rule)


@inner
def pay_or_warn(
    p: Any, st: Any, sh: Any, c: int, s: int, i: int, t: int, repeat: int, amount: float, rule: int
) -> None:
    """A fine, a payment or a warning."""
    k = p.consequences
    if k.effect[c] == WARN:
        for g in range(p.risks.first[s], p.risks.first[s + 1]):
            remember(p, st, g, i, t, p.minds.warn, 0)
        return
    money = value(p, st, k.amount[c], i, s, t, t, amount, repeat, repeat) if k.amount[c] >= 0 else 1.0
    per = vary(p, st, k.per[c], p.by.consequences_per[c], i, s, t, t, 0.0, repeat)
    if per > 0.0:
        above = least_amount(p, st, s, i, t, rule) if rule >= 0 else 0.0
        money = money * ((amount - max(0.0, above)) / per)
    units = round_half_up(money * POINT)
    if k.effect[c] == RECLAIM:
        units = take_back(p, st, c, i, money)
    if k.effect[c] == PAY:
        sh.n_paid[s] += units
        units = -units
    w = p.schemes.world[s]
    st.fines[w, i] += units
    st.welfare[w, i] -= units


@inner
def take_back(p: Any, st: Any, c: int, i: int, asked: float) -> int:
    """Money claimed back: a share of what was had of the service in the last twelve months, never more than that."""
    k = p.consequences
    row = k.had[c]
    if row < 0:
        return 0
    total = 0
    for m in range(13):
        total += st.had[row, m, i]
    units = max(0, min(total, round_half_up(asked * (total if k.of_value[c] else POINT))))
    left = units
    for m in range(1, 14):
        place = (p.now.month + m) % 13
        taken = max(0, min(left, st.had[row, place, i]))
        st.had[row, place, i] -= taken
        left -= taken
    return int(units)


@inner
def goes_on(effect: int) -> bool:
    """Whether an effect lasts, rather than striking once."""
    return effect <= PRICE or INSPECT <= effect <= RECOMMEND


@inner
def while_it_holds(p: Any, st: Any, sh: Any, c: int, when: int, s: int, i: int, t: int) -> None:
    """A state: once, when it comes true; again after each `every`."""
    k = p.consequences
    row = k.edge[c]
    kept = k.export[c]
    is_on = st.copy_until[kept, i] > t if kept >= 0 else holds(p, st, sh, when, i, s, t, 0, 0)
    if not is_on:
        st.edge[row, i] = -1
        return
    fresh = st.edge[row, i] < 0
    if fresh:
        st.edge[row, i] = t
    elapsed = t - st.edge[row, i]
    every = vary_ticks(p, st, k.every[c], p.by.consequences_every[c], i, s, t, t, 0.0, 0)
    if fresh or (every > 0 and elapsed > 0 and elapsed % every == 0):
        word = mix(words(p, SERVE, t, i, p.schemes.slot[s])[1], k.salt[c])
        if chance(word, carried_out(p, st, c, i, s, t, 0.0, 1, 0)):
            pay_or_warn(p, st, sh, c, s, i, t, 1, 1.0, -1)
