"""What is scarce and goes somewhere: attention, before anybody acts; places, when they are asked for.

Attention goes to persons, households or districts by what was known at the end of the last tick. Places go to whoever
stands first in a queue; the weights are the same, seen from the other side: attention goes to the worst, places to the
best.

References
----------
Ensign, Friedler, Neville, Scheidegger & Venkatasubramanian (2018), Runaway feedback loops in predictive policing (one
place at a time, by its share of the records). Efraimidis & Spirakis (2006), Weighted random sampling with a reservoir
(places in proportion).
"""

from math import floor

from scorarium.names import POINT, Among, Decision, GoesBy, How
from scorarium.twin.arith import ln, power
from scorarium.twin.draws import chance, mix, uniform
from scorarium.twin.look import is_open, vary
from scorarium.twin.mind import start_of
from scorarium.twin.sim import Sim

OPEN = 2**31 - 2
BEHIND = 1e300


def attend(sim: Sim, t: int) -> None:
    """Where the attention of every sense goes in this tick."""
    for e in range(sim.sizes.efforts):
        unit = units(sim, e)
        weights = unit_weights(sim, e, t, unit)
        shares = shared(sim, e, t, weights)
        for i in range(sim.n):
            sim.state.effort[e][i] = shares[unit[i]] if unit[i] >= 0 else 0.0


def units(sim: Sim, e: int) -> list[int]:
    """The unit of each person; -1 for whoever has no account where persons are looked at one by one."""
    among, s = sim.efforts.among[e], sim.efforts.scheme[e]
    if among == Among.DISTRICTS:
        return list(sim.people.district)
    if among == Among.HOUSEHOLDS:
        return list(sim.ties.household)
    first = sim.n - sim.sizes.firms if among == Among.FIRMS else 0
    return [i if i >= first and sim.state.enrolled[s][i] >= 0 else -1 for i in range(sim.n)]


def unit_weights(sim: Sim, e: int, t: int, unit: list[int]) -> list[float]:
    """What attention goes by: records are added up, everything else is a mean over the unit's people; -1: nobody."""
    goes_by = sim.efforts.goes_by[e]
    total = [0.0] * n_units(sim, e)
    people = [0] * len(total)
    for i in range(sim.n):
        if unit[i] >= 0:
            total[unit[i]] = total[unit[i]] + person_weight(sim, e, i, worst=True)
            people[unit[i]] += 1
    if goes_by == GoesBy.RECORDS:
        if sim.efforts.among[e] == Among.DISTRICTS:
            return [
                float(start + x)
                for start, x in zip(sim.efforts.starts[e], within_memory(sim, e, t, total), strict=True)
            ]
        return [x if n else -1.0 for x, n in zip(total, people, strict=True)]
    return [x / n if n else -1.0 for x, n in zip(total, people, strict=True)]


def n_units(sim: Sim, e: int) -> int:
    """How many persons, households or districts there are."""
    among = sim.efforts.among[e]
    if among == Among.DISTRICTS:
        return int(sim.sizes.districts)
    return len(sim.ties.household_first) - 1 if among == Among.HOUSEHOLDS else int(sim.n)


def within_memory(sim: Sim, e: int, t: int, records: list[float]) -> list[float]:
    """Records by district that are not too old."""
    memory = sim.efforts.memory[e]
    if memory == 0:
        return records
    past = sim.state.past_records[e][t % memory]
    found = [x - old for x, old in zip(records, past, strict=True)]
    sim.state.past_records[e][t % memory] = [int(x) for x in records]
    return found


def person_weight(sim: Sim, e: int, i: int, *, worst: bool) -> float:
    """How much a person has of what is gone by: at least nought. ``worst``: bad standing weighs; else good standing."""
    st, f, s = sim.state, sim.efforts, sim.efforts.scheme[e]
    goes_by = f.goes_by[e]
    if goes_by == GoesBy.RECORDS:
        return float(st.entries[s][i]) if worst else 1.0 / (1.0 + st.entries[s][i])
    if goes_by == GoesBy.RISK:
        risk = float(f.risks[f.risk[e]][i])
        return risk if worst else 1.0 / (1.0 + risk)
    if goes_by == GoesBy.NEED:
        return float(1.0 / (1.0 + sim.people.income[i] * st.y[sim.world_of(s)][i]))
    if goes_by == GoesBy.SCORE:
        return standing(sim, s, i, worst=worst)
    return 0.0


def standing(sim: Sim, s: int, i: int, *, worst: bool) -> float:
    """How far a score is from the best end (``worst``) or from the worst; from the start where that end is open."""
    sc = sim.schemes
    way = -sc.better[s] if worst else sc.better[s]
    end = sc.low[s] if way > 0 else sc.high[s]
    if not -OPEN < end < OPEN:
        end = start_of(sim, s, i)
    here = (sim.state.score[s][i] - end) * way / POINT if sim.state.enrolled[s][i] >= 0 else 0.0
    return float(max(0.0, here))


def shared(sim: Sim, e: int, t: int, weights: list[float]) -> list[float]:
    """How much of the attention each unit gets, 0 … 1."""
    f = sim.efforts
    total, how = vary(sim, f.total[e], sim.by.efforts_total[e], 0, f.scheme[e], t), f.how[e]
    here = [u for u, x in enumerate(weights) if x >= 0.0]
    out = [0.0] * len(weights)
    w0, w1, _, _ = sim.luck.block(Decision.EFFORT, t, 0, f.slot[e])
    if how == How.HIGHEST_FIRST and f.goes_by[e] != GoesBy.EVENLY:
        most = total * len(here)
        n = floor(most) + chance(w0, most - floor(most))
        lot = {u: sim.luck.block(Decision.EFFORT, t, u, f.slot[e])[2] for u in here}
        for u in sorted(here, key=lambda u: (-weights[u], lot[u]))[: max(0, n)]:
            out[u] = 1.0
        return out
    pulls = [power(weights[u], f.power[e]) if f.goes_by[e] < GoesBy.LOTTERY else 1.0 for u in here]
    mass = 0.0
    for x in pulls:
        mass = mass + x
    if how == How.ONE_PLACE:
        if here:
            out[here[chosen(pulls, mass, uniform(w1))]] = total
        return out
    for u, x in zip(here, pulls, strict=True):
        out[u] = min(1.0, total * len(here) * x / mass) if mass > 0.0 else total
    return out


def chosen(pulls: list[float], mass: float, u: float) -> int:
    """One place by its share of the mass; any of them where there is none."""
    if mass <= 0.0:
        return floor(u * len(pulls))
    upto = 0.0
    for k, x in enumerate(pulls):
        upto = upto + x
        if u * mass < upto:
            return k
    return len(pulls) - 1


def rank(sim: Sim, w: int, v: int, i: int, t: int, lot: int) -> float:
    """Where a person stands in the queue for scarce places beside others who are as favoured: low first."""
    e = sim.efforts.of_door[w * sim.sizes.services + v]
    if e < 0:
        return 0.0
    f = sim.efforts
    s = f.scheme[e]
    if not is_open(sim, f.door[e], s, i, t):
        return BEHIND
    if f.goes_by[e] >= GoesBy.LOTTERY:
        return 0.0
    weight = person_weight(sim, e, i, worst=False)
    if f.how[e] == How.HIGHEST_FIRST:
        return -weight
    weight = power(weight, f.power[e])
    return -ln(uniform(mix(lot, f.slot[e]))) / weight if weight > 0.0 else BEHIND
