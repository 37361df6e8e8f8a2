"""What is scarce and goes somewhere: attention of senses, places of services (``twin/effort.py``)."""

from typing import Any

import numpy as np

from scorarium.kernels.arith import ln, power
from scorarium.kernels.codes import (
    AMONG_DISTRICTS,
    AMONG_FIRMS,
    AMONG_HOUSEHOLDS,
    BY_LOTTERY,
    BY_NEED,
    BY_RECORDS,
    BY_RISK,
    BY_STANDING,
    EFFORT,
    EVENLY,
    HIGHEST_FIRST,
    ONE_PLACE,
    POINT,
)
from scorarium.kernels.compiled import inner, outer
from scorarium.kernels.draws import chance, mix, uniform
from scorarium.kernels.look import vary
from scorarium.kernels.luck import words
from scorarium.kernels.mind import start_of
from scorarium.kernels.serve import is_open

OPEN = 2**31 - 2
BEHIND = 1e300


@outer
def attend(p: Any, st: Any, e: int, t: int, unit: Any, weight: Any, members: Any, share: Any) -> int:
    """Where the attention of one sense goes in this tick.

    Room to work in: ``unit`` int32[N]; ``weight`` float64, ``members`` int64 and ``share`` float64, one for each unit.
    """
    n = weight.shape[0]
    weigh_units(p, st, e, t, unit, weight, members)
    share_among(p, st, e, t, weight, share, n)
    for i in range(unit.shape[0]):
        u = unit[i]
        st.effort[e, i] = share[u] if u >= 0 else 0.0
    return 0


@inner
def weigh_units(p: Any, st: Any, e: int, t: int, unit: Any, weight: Any, members: Any) -> None:
    """What attention goes by: records are added up, everything else is a mean over the unit's people; -1: nobody."""
    among, goes_by, s = p.efforts.among[e], p.efforts.goes_by[e], p.efforts.scheme[e]
    for u in range(weight.shape[0]):
        weight[u] = 0.0
        members[u] = 0
    for i in range(unit.shape[0]):
        if among == AMONG_DISTRICTS:
            unit[i] = p.people.district[i]
        elif among == AMONG_HOUSEHOLDS:
            unit[i] = p.ties.household[i]
        else:
            is_meant = among != AMONG_FIRMS or i >= p.sizes.persons - p.sizes.firms
            unit[i] = i if is_meant and st.enrolled[s, i] >= 0 else -1
        if unit[i] >= 0:
            weight[unit[i]] += person_weight(p, st, e, i, True)
            members[unit[i]] += 1
    for u in range(weight.shape[0]):
        if goes_by == BY_RECORDS and among == AMONG_DISTRICTS:
            weight[u] = p.efforts.starts[e, u] + within_memory(p, st, e, t, u, weight[u])
        elif members[u] == 0:
            weight[u] = -1.0
        elif goes_by != BY_RECORDS:
            weight[u] = weight[u] / members[u]


@inner
def within_memory(p: Any, st: Any, e: int, t: int, d: int, records: float) -> float:
    """Records of a district that are not too old."""
    memory = p.efforts.memory[e]
    if memory == 0:
        return records
    old = st.past_records[e, t % memory, d]
    st.past_records[e, t % memory, d] = int(records)
    return float(records - old)


@inner
def person_weight(p: Any, st: Any, e: int, i: int, worst: bool) -> float:
    """How much a person has of what is gone by: at least nought."""
    s, goes_by = p.efforts.scheme[e], p.efforts.goes_by[e]
    if goes_by == BY_RECORDS:
        return float(st.entries[s, i]) if worst else 1.0 / (1.0 + st.entries[s, i])
    if goes_by == BY_RISK:
        risk = p.efforts.risks[p.efforts.risk[e], i]
        return float(risk) if worst else 1.0 / (1.0 + risk)
    if goes_by == BY_NEED:
        return 1.0 / (1.0 + p.people.income[i] * st.y[p.schemes.world[s], i])
    if goes_by == BY_STANDING and st.enrolled[s, i] >= 0:
        return standing(p, st, s, i, worst)
    return 0.0


@inner
def standing(p: Any, st: Any, s: int, i: int, worst: bool) -> float:
    """How far a score is from the best end (``worst``) or from the worst; from the start where that end is open."""
    way = -p.schemes.better[s] if worst else p.schemes.better[s]
    end = p.schemes.low[s] if way > 0 else p.schemes.high[s]
    if end <= -OPEN or end >= OPEN:
        end = start_of(p, st, s, i)
    return max(0.0, (st.score[s, i] - end) * way / POINT)


@inner
def share_among(p: Any, st: Any, e: int, t: int, weight: Any, share: Any, n_units: int) -> None:
    """How much of the attention each unit gets, 0 … 1."""
    f = p.efforts
    how, goes_by = f.how[e], f.goes_by[e]
    total = vary(p, st, f.total[e], p.by.efforts_total[e], 0, f.scheme[e], t, t, 0.0, 0)
    here = 0
    for u in range(n_units):
        share[u] = 0.0
        here += 1 if weight[u] >= 0.0 else 0
    w0, w1, _, _ = words(p, EFFORT, t, 0, f.slot[e])
    if how == HIGHEST_FIRST and goes_by != EVENLY:
        most = total * here
        n = int(np.floor(most)) + (1 if chance(w0, most - np.floor(most)) else 0)
        highest(p, e, t, weight, share, n_units, min(n, here))
        return
    mass = 0.0
    for u in range(n_units):
        if weight[u] >= 0.0:
            mass = mass + pull(p, e, weight[u])
    if how == ONE_PLACE:
        one_place(p, e, total, weight, share, n_units, here, mass, uniform(w1))
        return
    for u in range(n_units):
        if weight[u] >= 0.0:
            share[u] = min(1.0, total * here * pull(p, e, weight[u]) / mass) if mass > 0.0 else total


@inner
def pull(p: Any, e: int, weight: float) -> float:
    """A weight with its exponent; the same for all by lot and evenly."""
    return power(weight, p.efforts.power[e]) if p.efforts.goes_by[e] < BY_LOTTERY else 1.0


@inner
def one_place(
    p: Any, e: int, total: float, weight: Any, share: Any, n_units: int, here: int, mass: float, u01: float
) -> None:
    """One place by its share of the mass; any of them where there is none."""
    upto, last, k = 0.0, -1, 0
    wanted = int(np.floor(u01 * here))
    for u in range(n_units):
        if weight[u] >= 0.0:
            last = u
            if mass <= 0.0:
                if k == wanted:
                    break
            else:
                upto = upto + pull(p, e, weight[u])
                if u01 * mass < upto:
                    break
            k += 1
    if last >= 0:
        share[last] = total


@inner
def highest(p: Any, e: int, t: int, weight: Any, share: Any, n_units: int, n: int) -> None:
    """The first ``n`` by weight get all of it; among equals the lot decides."""
    lot = np.empty(n_units, np.int64)
    for u in range(n_units):
        lot[u] = int(words(p, EFFORT, t, u, p.efforts.slot[e])[2])
    by_lot = np.argsort(lot, kind="mergesort")
    low_first = np.empty(n_units, np.float64)
    for k in range(n_units):
        low_first[k] = -weight[by_lot[k]]
    order = np.argsort(low_first, kind="mergesort")
    for k in range(n):
        share[by_lot[order[k]]] = 1.0


@inner
def rank(p: Any, st: Any, sh: Any, w: int, v: int, i: int, t: int, lot: Any) -> float:
    """Where a person stands in the queue for scarce places beside others who are as favoured: low first."""
    f = p.efforts
    e = f.of_door[w * p.sizes.services + v]
    if e < 0:
        return 0.0
    s = f.scheme[e]
    if not is_open(p, st, sh, f.door[e], s, i, t):
        return BEHIND
    if f.goes_by[e] >= BY_LOTTERY:
        return 0.0
    weight = person_weight(p, st, e, i, False)
    if f.how[e] == HIGHEST_FIRST:
        return -weight
    weight = power(weight, f.power[e])
    return -ln(uniform(mix(lot, f.slot[e]))) / weight if weight > 0.0 else BEHIND
