"""Score kind *factors*: a weighted sum of what acts, attributes, friends, other scores and conditions say."""

from scorarium.names import POINT, FactorSource
from scorarium.twin.arith import exp, round_half_up
from scorarium.twin.bonds import friends_of
from scorarium.twin.look import holds, vary, vary_units
from scorarium.twin.sim import Sim

UNTOLD = -(2**31)


def weigh(sim: Sim, s: int, i: int, t: int) -> int:
    """The score before points of rules, in units: low + (high - low) * sum of weights times factors."""
    sc, f = sim.schemes, sim.factors
    total, known = 0.0, False
    for row in range(f.first[s], f.first[s + 1]):
        x = value(sim, row, s, i, t)
        if x < 0.0:
            x = stand_in(sim, row, s, i, t)
        else:
            known = True
        total = total + weight(sim, row, s, i, t) * x
    if not known and f.start[s] > -(2**31):
        return start(sim, s, i, t)
    low, high = sc.low[s], sc.high[s]
    return int(low + round_half_up((high - low) * total))


def start(sim: Sim, s: int, i: int, t: int) -> int:
    """The score before anything is known, in units."""
    return vary_units(sim, sim.factors.start[s], sim.by.factors_start[s], i, s, t, at=0)


def weight(sim: Sim, row: int, s: int, i: int, t: int) -> float:
    """What one factor weighs for a person."""
    return vary(sim, sim.factors.weight[row], sim.by.factors_weight[row], i, s, t)


def stand_in(sim: Sim, row: int, s: int, i: int, t: int) -> float:
    """What stands in where there are no data: as declared, or what a sum of nought makes."""
    missing = vary(sim, sim.factors.missing[row], sim.by.factors_missing[row], i, s, t)
    return missing if missing >= 0.0 else squash(sim, row, s, i, t, 0.0)


def value(sim: Sim, row: int, s: int, i: int, t: int) -> float:
    """One factor in [0, 1]; -1 where there is no data."""
    f, st = sim.factors, sim.state
    source, arg = f.source[row], f.arg[row]
    if source == FactorSource.ACTS:
        return squash(sim, row, s, i, t, st.factor_sum[row][i] / POINT) if st.factor_count[row][i] else -1.0
    if source == FactorSource.ATTRIBUTE:
        return float(sim.people.attribute[arg][i] / f.span[row])
    if source == FactorSource.FRIENDS:
        friends = [k for k in friends_of(sim, sim.world_of(s), i) if st.pub_tier[s][k] >= -1]
        if not friends:
            return -1.0
        mean = sum(st.pub_score[s][k] for k in friends) / len(friends)
        return between(mean, sim.schemes.low[s], sim.schemes.high[s])
    if source == FactorSource.SCORE:
        if f.told[row] >= 0:
            told = st.told[f.told[row]][i]
            return between(told, f.low[row], f.high[row]) if told > UNTOLD else -1.0
        if arg < 0 or st.pub_tier[arg][i] < -1:
            return -1.0
        return between(st.pub_score[arg][i], f.low[row], f.high[row])
    return 1.0 if holds(sim, arg, i, s, t) else 0.0


def between(x: float, low: float, high: float) -> float:
    """Where x lies between low and high, in [0, 1]."""
    return float(max(0.0, min(1.0, (x - low) / (high - low))))


def squash(sim: Sim, row: int, s: int, i: int, t: int, total: float) -> float:
    """The sum over the window as a number in [0, 1]: linear between its ends, or logistic."""
    f = sim.factors
    r = total / vary(sim, f.saturates[row], sim.by.factors_saturates[row], i, s, t)
    if f.logistic[row]:
        return 1.0 / (1.0 + exp(-r))
    if f.sign[row] > 0:
        return float(max(0.0, min(1.0, r)))
    if f.sign[row] < 0:
        return float(max(0.0, min(1.0, 1.0 + r)))
    return float(max(0.0, min(1.0, (r + 1.0) / 2.0)))
