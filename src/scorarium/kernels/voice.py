"""Acts of which people weigh how much they do: compliance, self-censorship, defiance (``twin/voice.py``)."""

from typing import Any

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import POINT
from scorarium.kernels.compiled import inner
from scorarium.kernels.look import least_amount
from scorarium.kernels.mind import ahead, is_known
from scorarium.kernels.selves import horizon_of
from scorarium.kernels.sense import detection


@inner
def voice(p: Any, st: Any, sh: Any, w: int, x: int, i: int, t: int, kind: int, desire: float, word: int) -> float:
    """How much of act ``x`` the person does in a world, at most what is desired: 0 is silence."""
    best, top, low = 0.0, 0.0, 0.0
    row = w * p.sizes.weighed + x
    last = p.strategies.mark_first[row + 1] if p.acts.amount[kind] >= 0 else p.strategies.mark_first[row]
    for j in range(p.strategies.mark_first[row], last + 1):
        high = min(p.strategies.mark[j], desire) if j < last else desire
        if p.acts.amount[kind] >= 0 and high > low:
            inside = peak(p, st, sh, w, x, i, t, kind, low, high, word)
            worth = worth_of(p, st, sh, w, x, i, t, kind, inside, word)
            if worth > top:
                best, top = inside, worth
        worth = worth_of(p, st, sh, w, x, i, t, kind, high, word)
        if worth > top:
            best, top = high, worth
        low = high
        if high >= desire:
            break
    tell(p, st, sh, w, x, i, t, kind, desire, best, word)
    return float(best)


@inner
def tell(
    p: Any, st: Any, sh: Any, w: int, x: int, i: int, t: int, kind: int, desire: float, best: float, word: int
) -> None:
    """Count what was wanted and what was done."""
    if best > 0.0 and dear(p, st, sh, w, x, i, t, kind, best, word) > 0.0:
        st.defied[w, i] += 1
    elif best >= desire:
        st.complied[w, i] += 1
    else:
        st.censored[w, i] += 1
    st.wanted[w, i] += round_half_up(desire * POINT)
    st.said[w, i] += round_half_up(best * POINT)


@inner
def peak(
    p: Any, st: Any, sh: Any, w: int, x: int, i: int, t: int, kind: int, low: float, high: float, word: int
) -> float:
    """Where the worth is stationary between two amounts: there it is a parabola, which three points give."""
    h = (high - low) / 4.0
    one = worth_of(p, st, sh, w, x, i, t, kind, low + h, word)
    two = worth_of(p, st, sh, w, x, i, t, kind, low + 2.0 * h, word)
    three = worth_of(p, st, sh, w, x, i, t, kind, low + 3.0 * h, word)
    bend = one - 2.0 * two + three
    if bend >= -1e-12:
        return high
    return float(max(low, min(high, low + 2.0 * h - h * (three - one) / (2.0 * bend))))


@inner
def worth_of(p: Any, st: Any, sh: Any, w: int, x: int, i: int, t: int, kind: int, amount: float, word: int) -> float:
    """What doing so much is worth to the person, less what it is likely to cost."""
    return float(p.strategies.boldness[i] * amount - dear(p, st, sh, w, x, i, t, kind, amount, word))


@inner
def dear(p: Any, st: Any, sh: Any, w: int, x: int, i: int, t: int, kind: int, amount: float, word: int) -> float:
    """What doing so much is likely to cost, by the rules that the person knows."""
    total = 0.0
    for s in range(p.worlds.first[w], p.worlds.first[w + 1]):
        row = s * p.sizes.weighed + x
        if st.enrolled[s, i] < 0 or t >= p.schemes.end_tick[s]:
            continue
        for j in range(p.strategies.first[row], p.strategies.first[row + 1]):
            rule = p.strategies.rule[j]
            above = least_amount(p, st, s, i, t, rule)
            if amount > above and is_known(p, st, s, rule, i, t):
                flat = p.strategies.flat[horizon_of(p, i) * p.strategies.first[p.sizes.schemes * p.sizes.weighed] + j]
                cost = flat + p.strategies.slope[j] * (amount - max(0.0, above))
                cost = cost + ahead(p, st, s, i, p.rules.stake_points[rule], -1)
                total = total + cost * seen(p, st, sh, s, rule, i, t, kind, amount, word)
    return float(total)


@inner
def seen(p: Any, st: Any, sh: Any, s: int, rule: int, i: int, t: int, kind: int, amount: float, word: int) -> float:
    """The chance that so much of it is seen by some sense that the rule goes by."""
    k, row = p.senses, s * p.acts.n_acts + kind
    escape = 1.0
    for j in range(k.sees_first[row], k.sees_first[row + 1]):
        sensor = k.sees_sense[j]
        if p.rules.seen_by[rule] >> p.rows.sense_position[sensor] & 1:
            escape = escape * (1.0 - detection(p, st, sh, s, sensor, kind, k.sees_detection[j], i, t, amount, word))
    return float(1.0 - escape)
