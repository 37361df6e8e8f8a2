"""Each person's own strength of a mechanism, where people differ in it (``twin/selves.py``)."""

from typing import Any

from scorarium.kernels.arith import exp_neg
from scorarium.kernels.codes import (
    OWN_A_SEEN,
    OWN_EXCESS,
    OWN_EXCESS_HALF_LIFE,
    OWN_HORIZON,
    OWN_MEMORY,
    OWN_STRENGTH_SEEN,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.constants import LN2, MOST_BELIEVED


@inner
def own(p: Any, what: int, plain: float, i: int) -> float:
    """A parameter of a person: what holds for everybody, or their own where people differ."""
    row = p.selves.row[what]
    return plain if row < 0 else float(p.selves.value[row, i])


@inner
def horizon_of(p: Any, i: int) -> int:
    """The class of a person's horizon: worths over it stand in a part of their own."""
    row = p.selves.row[OWN_HORIZON]
    return 0 if row < 0 else int(p.selves.value[row, i])


@inner
def left_after(ticks: int, half_life: float) -> float:
    """What is left of something after so many ticks."""
    if half_life > 0.0:
        return float(exp_neg(LN2 * ticks / half_life))
    return 1.0 if ticks == 0 else 0.0


@inner
def faded(p: Any, i: int, ticks: int) -> float:
    """What is left of an experience after so many ticks."""
    row = p.selves.row[OWN_MEMORY]
    return float(p.minds.memory[ticks]) if row < 0 else left_after(ticks, p.selves.value[row, i])


@inner
def prior(p: Any, g: int, i: int, t: int) -> tuple[float, float]:
    """What a person believes of a risk group before experience, Beta(a, b): an announced risk fades to the true one."""
    k = p.risks.known[g]
    a, strength = p.selves.row[OWN_A_SEEN + 2 * k], p.selves.row[OWN_STRENGTH_SEEN + k]
    if a >= 0:
        return p.selves.value[a, i], p.selves.value[a + 1, i]
    if strength < 0:
        return p.risks.prior_a[g, t], p.risks.prior_b[g, t]
    rise = p.selves.value[p.selves.row[OWN_EXCESS], i] - 1.0
    left = left_after(t, p.selves.value[p.selves.row[OWN_EXCESS_HALF_LIFE], i])
    mean = min(MOST_BELIEVED, p.risks.true[g] * (1.0 + rise * left))
    return mean * p.selves.value[strength, i], (1.0 - mean) * p.selves.value[strength, i]
