"""Score kind *factors* (``twin/factors.py``)."""

from typing import Any

from scorarium.kernels.arith import exp, round_half_up
from scorarium.kernels.bonds import stands
from scorarium.kernels.codes import FROM_ACTS, FROM_ATTRIBUTE, FROM_FRIENDS, FROM_SCORE, NO_FROM, POINT
from scorarium.kernels.compiled import inner
from scorarium.kernels.look import holds, vary, vary_units
from scorarium.kernels.records import between


@inner
def weighed(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> int:
    """The score before points of rules, in units: low + (high - low) * sum of weights times factors."""
    f = p.factors
    total, known = 0.0, False
    for row in range(f.first[s], f.first[s + 1]):
        x = value(p, st, sh, row, s, i, t)
        if x < 0.0:
            x = stand_in(p, st, row, s, i, t)
        else:
            known = True
        total = total + vary(p, st, f.weight[row], p.by.factors_weight[row], i, s, t, t, 0.0, 0) * x
    if not known and f.start[s] > NO_FROM:
        return int(vary_units(p, st, f.start[s], p.by.factors_start[s], i, s, t, 0, 0))
    low, high = p.schemes.low[s], p.schemes.high[s]
    return int(low + round_half_up((high - low) * total))


@inner
def stand_in(p: Any, st: Any, row: int, s: int, i: int, t: int) -> float:
    """What stands in where there are no data: as declared, or what a sum of nought makes."""
    missing = vary(p, st, p.factors.missing[row], p.by.factors_missing[row], i, s, t, t, 0.0, 0)
    return float(missing) if missing >= 0.0 else float(squash(p, st, row, s, i, t, 0.0))


@inner
def value(p: Any, st: Any, sh: Any, row: int, s: int, i: int, t: int) -> float:
    """One factor in [0, 1]; -1 where there is no data."""
    f = p.factors
    source, arg = f.source[row], f.arg[row]
    if source == FROM_ACTS:
        return squash(p, st, row, s, i, t, st.factor_sum[row, i] / POINT) if st.factor_count[row, i] else -1.0
    if source == FROM_ATTRIBUTE:
        return float(p.people.attribute[arg, i] / f.span[row])
    if source == FROM_FRIENDS:
        n, total = 0, 0
        for j in range(p.ties.friends_first[i], p.ties.friends_first[i + 1]):
            k = p.ties.friends[j]
            if st.pub_tier[s, k] >= -1 and stands(p, st, p.schemes.world[s], j):
                n += 1
                total += st.pub_score[s, k]
        return between(total / n, float(p.schemes.low[s]), float(p.schemes.high[s])) if n else -1.0
    if source == FROM_SCORE:
        if f.told[row] >= 0:
            told = st.told[f.told[row], i]
            return between(float(told), f.low[row], f.high[row]) if told > NO_FROM else -1.0
        if arg < 0:
            return -1.0
        if st.pub_tier[arg, i] < -1:
            return -1.0
        return between(float(st.pub_score[arg, i]), f.low[row], f.high[row])
    return 1.0 if holds(p, st, sh, arg, i, s, t, 0, 0) else 0.0


@inner
def squash(p: Any, st: Any, row: int, s: int, i: int, t: int, total: float) -> float:
    """The sum over the window as a number in [0, 1]: linear between its ends, or logistic."""
    f = p.factors
    r = total / vary(p, st, f.saturates[row], p.by.factors_saturates[row], i, s, t, t, 0.0, 0)
    if f.logistic[row]:
        return 1.0 / (1.0 + exp(-r))
    if f.sign[row] > 0:
        return max(0.0, min(1.0, r))
    if f.sign[row] < 0:
        return max(0.0, min(1.0, 1.0 + r))
    return max(0.0, min(1.0, (r + 1.0) / 2.0))
