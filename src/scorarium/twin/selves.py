"""What differs among people in how they answer to being scored: each person's own strength of a mechanism."""

from scorarium.kernels.constants import LN2, MOST_BELIEVED
from scorarium.names import Own
from scorarium.twin.arith import exp_neg
from scorarium.twin.sim import Sim


def own(sim: Sim, what: Own, plain: float, i: int) -> float:
    """A parameter of a person: what holds for everybody, or their own where people differ."""
    row = sim.selves.row[what]
    return plain if row < 0 else float(sim.selves.value[row][i])


def horizon_of(sim: Sim, i: int) -> int:
    """The class of a person's horizon: worths over it stand in a part of their own."""
    return int(own(sim, Own.HORIZON, 0.0, i))


def left_after(ticks: int, half_life: float) -> float:
    """What is left of something after so many ticks."""
    if half_life > 0.0:
        return exp_neg(LN2 * ticks / half_life)
    return 1.0 if ticks == 0 else 0.0


def faded(sim: Sim, i: int, ticks: int) -> float:
    """What is left of an experience after so many ticks."""
    row = sim.selves.row[Own.MEMORY]
    return float(sim.minds.memory[ticks]) if row < 0 else left_after(ticks, sim.selves.value[row][i])


def prior(sim: Sim, g: int, i: int, t: int) -> tuple[float, float]:
    """What a person believes of a risk group before experience, Beta(a, b): an announced risk fades to the true one."""
    k, value = sim.risks.known[g], sim.selves.value
    a = sim.selves.row[Own.A_SEEN + 2 * k]
    if a >= 0:
        return value[a][i], value[a + 1][i]
    strength = sim.selves.row[Own.STRENGTH_SEEN + k]
    if strength < 0:
        return sim.risks.prior_a[g][t], sim.risks.prior_b[g][t]
    rise = value[sim.selves.row[Own.EXCESS]][i] - 1.0
    true, left = sim.risks.true[g], left_after(t, value[sim.selves.row[Own.EXCESS_HALF_LIFE]][i])
    mean = min(MOST_BELIEVED, true * (1.0 + rise * left))
    return mean * value[strength][i], (1.0 - mean) * value[strength][i]
